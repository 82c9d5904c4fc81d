package org.secateur.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

import org.secateur.network.Network;

/** Small files beside a network: lists of names, and leaks. */
public final class SideFiles {
  private static final long LONGEST = 64L << 20;

  private SideFiles() {
  }

  /** The names in a file, one a line; empty lines and lines that begin with # are left out. */
  public static Set<String> names(Path file) throws InputException {
    try {
      if (Files.size(file) > LONGEST) {
        throw InputException.of("E191",
            "\"%s\" is too long for a list of names".formatted(Refusals.nameOf(file)));
      }
      Set<String> names = new TreeSet<>();
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        String name = line.strip();
        if (!name.isEmpty() && !name.startsWith("#")) {
          names.add(name);
        }
      }
      return names;
    } catch (IOException e) {
      throw Refusals.unreadable(file, e);
    }
  }

  /** Writes the leaks of a network, one neuron a line. */
  static void writeLeaks(Path file, Network network) throws InputException {
    NodeFields names = NodeFields.of(network);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      out.write("neuron,leak\n".getBytes(StandardCharsets.UTF_8));
      TextRows.write(out, network.neurons(), (text, i) -> {
        names.append(text, i);
        text.append(',').append(network.leak(i)).append('\n');
      });
    } catch (IOException e) {
      throw Partials.unwritable(file, e);
    }
  }
}
