package org.secateur.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole or not at all: also when the program is killed in between. */
final class AtomicTest {
  private static final String LAST = "certificate.json";

  @TempDir
  Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void fileAppearsAtCommit() throws InputException, IOException {
    Path target = folder.resolve("out.txt");
    try (AtomicFile file = AtomicFile.create(target, Existing.REFUSE)) {
      file.stream().write(utf8("new"));
      assertFalse(Files.exists(target));
      assertThat(names()).singleElement().asString().startsWith(".out.txt.partial-");
      file.finish();
      assertEquals("new", Files.readString(file.partial()));
      file.commit();
    }
    assertEquals("new", Files.readString(target));
    assertEquals(List.of("out.txt"), names());
  }

  @Test
  void failureLeavesTheOldFileAndNothingElse() throws InputException, IOException {
    Path target = Files.writeString(folder.resolve("out.txt"), "old");
    assertEquals("E194",
        assertThrows(InputException.class, () -> AtomicFile.create(target, Existing.REFUSE)).code());
    try (AtomicFile file = AtomicFile.create(target, Existing.OVERWRITE)) {
      file.stream().write(utf8("ha"));
    }
    assertEquals("old", Files.readString(target));
    assertEquals(List.of("out.txt"), names());
  }

  @Test
  void fileThatAppearedMeanwhileIsNotReplaced() throws InputException, IOException {
    Path target = folder.resolve("out.txt");
    try (AtomicFile file = AtomicFile.create(target, Existing.REFUSE)) {
      file.stream().write(utf8("mine"));
      Files.writeString(target, "theirs");
      assertEquals("E194", assertThrows(InputException.class, file::commit).code());
    }
    assertEquals("theirs", Files.readString(target));
    assertEquals(List.of("out.txt"), names());
  }

  private static void bundle(Path target, String content, Existing existing)
      throws InputException, IOException {
    try (AtomicDirectory out = AtomicDirectory.create(target, LAST, existing)) {
      Files.writeString(out.resolve("a.txt"), content);
      Files.writeString(out.resolve("b.txt"), content);
      out.commit(utf8(content));
    }
  }

  @Test
  void folderAppearsWithItsLastFile() throws InputException, IOException {
    Path target = folder.resolve("out");
    try (AtomicDirectory out = AtomicDirectory.create(target, LAST, Existing.REFUSE)) {
      assertThrows(IllegalArgumentException.class, () -> out.resolve(LAST));
      assertThrows(IllegalArgumentException.class, () -> out.resolve("../x"));
      Files.writeString(out.resolve("a.txt"), "a");
      assertFalse(Files.exists(target));
      out.commit(utf8("{}"));
    }
    assertEquals("{}", Files.readString(target.resolve(LAST)));
    assertEquals(List.of("out"), names());
    InputException e = assertThrows(InputException.class,
        () -> AtomicDirectory.create(target, LAST, Existing.REFUSE));
    assertEquals("E194", e.code());
    assertEquals("\"out\" already holds a finished bundle", e.message());
    assertEquals("--overwrite, or another --out", e.hint().orElse(""));
    bundle(target, "second", Existing.OVERWRITE);
    assertEquals("second", Files.readString(target.resolve(LAST)));
    assertEquals("second", Files.readString(target.resolve("b.txt")));
    assertEquals(List.of("out"), names());
  }

  @Test
  void unfinishedFolderLeavesNothing() throws InputException, IOException {
    try (AtomicDirectory out = AtomicDirectory.create(folder.resolve("out"), LAST, Existing.REFUSE)) {
      Files.createDirectory(out.resolve("figures"));
      Files.writeString(out.resolve("figures/a.svg"), "x");
    }
    assertEquals(List.of(), names());
  }

  @Test
  void folderThatIsSomethingElseIsNeverReplaced() throws InputException, IOException {
    Path home = Files.createDirectory(folder.resolve("home"));
    Files.writeString(home.resolve("thesis.tex"), "precious");
    InputException e = assertThrows(InputException.class,
        () -> AtomicDirectory.create(home, LAST, Existing.OVERWRITE));
    assertEquals("E194", e.code());
    assertEquals("precious", Files.readString(home.resolve("thesis.tex")));
    Path empty = Files.createDirectory(folder.resolve("empty"));
    bundle(empty, "x", Existing.REFUSE);
    assertTrue(Files.exists(empty.resolve(LAST)));
  }

  @Test
  void folderLeftAsideIsBroughtBack() throws InputException, IOException {
    Path target = folder.resolve("out");
    bundle(target, "old", Existing.REFUSE);
    Files.move(target, folder.resolve(".out.old-1-a"));
    AtomicDirectory.recover(target, LAST);
    assertEquals("old", Files.readString(target.resolve(LAST)));
  }

  /** Rewrites one bundle and one file for ever, every time with another content. */
  static final class Writer {
    private Writer() {
    }

    public static void main(String[] args) throws InputException, IOException {
      Path folder = Path.of(args[0]);
      for (int k = 1;; k++) {
        bundle(folder.resolve("out"), "content " + k, Existing.OVERWRITE);
        try (AtomicFile file = AtomicFile.create(folder.resolve("out.txt"), Existing.OVERWRITE)) {
          for (int i = 0; i < 10_000; i++) {
            file.stream().write(utf8(k + "\n"));
          }
          file.commit();
        }
      }
    }
  }

  /** Six processes killed at random moments: what is there is complete, from one run and one round of it. */
  @Test
  void killedAtAnyMoment() throws IOException, InterruptedException, InputException {
    SplittableRandom random = new SplittableRandom(5);
    Path bundle = folder.resolve("out");
    Path file = folder.resolve("out.txt");
    bundle(bundle, "content 0", Existing.REFUSE);
    for (int run = 0; run < 6; run++) {
      Process p = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
          Writer.class.getName(),
          folder.toString()).redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
      String before = Files.readString(bundle.resolve(LAST));
      for (int wait = 0; wait < 500 && p.isAlive()
          && Files.readString(bundle.resolve(LAST)).equals(before); wait++) {
        Thread.sleep(20);
      }
      Thread.sleep(random.nextInt(300));
      assertTrue(p.isAlive(), Files.readString(folder.resolve("log")));
      p.destroyForcibly();
      assertTrue(p.waitFor(20, TimeUnit.SECONDS));
      String certificate = Files.readString(bundle.resolve(LAST));
      assertThat(certificate).isNotEqualTo(run == 0 ? "content 0" : "").startsWith("content ");
      assertEquals(certificate, Files.readString(bundle.resolve("a.txt")));
      assertEquals(certificate, Files.readString(bundle.resolve("b.txt")));
      if (Files.exists(file)) {
        List<String> lines = Files.readAllLines(file);
        assertEquals(10_000, lines.size());
        assertEquals(1, lines.stream().distinct().count());
      }
    }
  }
}
