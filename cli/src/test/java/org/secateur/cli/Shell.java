package org.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.secateur.io.FileStamp;
import org.secateur.io.InputException;
import org.secateur.io.Json;

/** Runs commands in a folder of their own and keeps what they said. A word that begins with @ is a file of that folder. */
final class Shell {
  private final Path folder;
  private final Map<String, String> environment = new TreeMap<>();

  Shell(Path folder) {
    this.folder = folder;
  }

  /** What one command left behind. */
  record Result(String command, int status, String out, String err) {
    /** Fails unless the command ended with this status. */
    Result exits(int wanted) {
      assertEquals(wanted, status, command + "\n" + err + out);
      return this;
    }

    /** Fails unless standard error has this code and these facts, and nothing else that is wrong. */
    Result says(String code, String... facts) {
      String kind = switch (code.charAt(0)) {
        case 'E' -> "error";
        case 'W' -> "warning";
        default -> "note";
      };
      assertThat(err).as(command).contains(kind + "[" + code + "]: ");
      assertThat(err.lines().filter(l -> !l.isBlank())).as("trailing blanks")
          .allMatch(l -> l.equals(l.stripTrailing()));
      assertThat(err).as(command).doesNotContain("\tat ", "null");
      for (String fact : facts) {
        assertThat(err).as(command).contains(fact);
      }
      return this;
    }

    /** Fails if the code was said. */
    Result doesNotSay(String code) {
      assertThat(err).as(command).doesNotContain("[" + code + "]");
      return this;
    }

    /** Standard output as one JSON document. */
    Map<String, ?> json() {
      try {
        return Json.parse(out, "standard output");
      } catch (InputException e) {
        throw new AssertionError(command + " printed no JSON document: " + out, e);
      }
    }
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  /** Sets a variable of the environment. */
  Shell set(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  String text(String name) {
    try {
      return Files.readString(path(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] bytes(String name) {
    try {
      return Files.readAllBytes(path(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Shell write(String name, String text) {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  Shell write(String name, byte[] bytes) {
    try {
      Files.createDirectories(path(name).getParent());
      Files.write(path(name), bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command, its words parted by blanks. */
  Result run(String command) {
    List<String> words = new ArrayList<>();
    for (String word : command.trim().split(" +", -1)) {
      words.add(word.startsWith("@") ? path(word.substring(1)).toString() : word);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status;
    try (PrintStream o = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream e = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      status = Main.run(words.toArray(String[]::new), environment, o, e);
    }
    return new Result(command, status, out.toString(StandardCharsets.UTF_8),
        err.toString(StandardCharsets.UTF_8));
  }

  /** Runs a command that has to fail with a status and leave every file as it is. */
  Result refuses(int status, String command) {
    Map<String, String> before = contents();
    Result result = run(command).exits(status);
    assertEquals(before, contents(), "something was written by " + command);
    assertEquals("", result.out(), "a failed command prints no result");
    return result;
  }

  /** Runs a command that has to succeed. */
  Result does(String command) {
    return run(command).exits(ExitCode.OK);
  }

  /** Every file with its hash. */
  Map<String, String> contents() {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.put(folder.relativize(file).toString(), FileStamp.of(file).sha256());
      }
    } catch (IOException | InputException e) {
      throw new AssertionError(e);
    }
    return all;
  }

  /** The lines of a file, parted at commas. */
  List<List<String>> cells(String name) {
    return text(name).lines().map(l -> Arrays.asList(l.split(",", -1))).toList();
  }
}
