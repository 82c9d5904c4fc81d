package org.secateur.io;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder of real input data beside the repository; tests that need it are skipped where it is missing. */
final class SharedData {
  private SharedData() {
  }

  /** A file of the folder; skips the test if there is no folder. */
  static Path file(String name) {
    Optional<Path> folder = Stream.of(System.getProperty("secateur.shared.data"),
        System.getenv("SECATEUR_SHARED_DATA"), "../../shared/data", "../shared/data")
        .filter(f -> f != null && Files.isDirectory(Path.of(f)))
        .map(Path::of)
        .findFirst();
    assumeTrue(folder.isPresent(), "no folder shared/data beside the repository; set SECATEUR_SHARED_DATA");
    return folder.orElseThrow().resolve(name);
  }
}
