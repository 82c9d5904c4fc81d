package org.secateur.linalg;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The choice is made once in a process, so each of these is a process. */
@EnabledOnOs(OS.LINUX)
class ChoiceTest {
  private static final String OPENBLAS = "OpenBLAS \\d+\\.\\d+\\.\\d+ \\(\\w+\\)";

  @TempDir
  Path temporary = Path.of("set by JUnit");

  @Test
  void openBlasIsChosenUnpackedAndHealed() throws Exception {
    Map<String, String> environment = Map.of("XDG_CACHE_HOME", temporary.toString());
    assertThat(run(environment)).matches(OPENBLAS);
    Path library;
    try (Stream<Path> found = Files.walk(temporary)) {
      library = found.filter(f -> f.endsWith("libopenblas.so.0")).findAny().orElseThrow();
    }
    byte[] whole = Files.readAllBytes(library);
    byte[] damaged = whole.clone();
    java.util.Arrays.fill(damaged, damaged.length / 2, damaged.length / 2 + 4096, (byte) 0xcc);
    Path copy = Files.write(temporary.resolve("damaged"), damaged);
    Files.move(copy, library, StandardCopyOption.ATOMIC_MOVE);
    assertThat(run(environment)).matches(OPENBLAS);
    assertThat(library).hasBinaryContent(whole);
  }

  @Test
  void processesMayStartTogether() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(start(Map.of("XDG_CACHE_HOME", temporary.toString())));
    }
    for (Process process : processes) {
      assertThat(answer(process)).matches(OPENBLAS);
    }
  }

  @Test
  void anUnusableHomeIsReplacedByATemporaryDirectory() throws Exception {
    assertThat(run(Map.of("XDG_CACHE_HOME", "/dev/null"), "-Djava.io.tmpdir=" + temporary)).matches(OPENBLAS);
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void whereNothingCanBeUnpackedJavaStepsInAndSaysWhy() throws Exception {
    Map<String, String> environment = Map.of("XDG_CACHE_HOME", "/dev/null");
    assertThat(run(environment, "-Djava.io.tmpdir=/dev/null"))
        .startsWith("EJML 0.46.1 (OpenBLAS could not be loaded: ").contains("/dev/null");
    assertThat(run(environment, "-Djava.io.tmpdir=/dev/null", "-Dsecateur.algebra=openblas"))
        .startsWith("secateur.algebra asks for openblas, which could not be loaded: ");
  }

  @Test
  void nativeAccessMayBeDenied() throws Exception {
    assertThat(run(Map.of("XDG_CACHE_HOME", temporary.toString()), "--illegal-native-access=deny",
        "--enable-native-access=java.base")).startsWith("EJML 0.46.1 (OpenBLAS could not be loaded: ");
  }

  @Test
  void thePropertyAndTheVariableForceAChoice() throws Exception {
    assertThat(run(Map.of("SECATEUR_ALGEBRA", "ejml"))).isEqualTo("EJML 0.46.1 (chosen by secateur.algebra)");
    assertThat(run(Map.of("SECATEUR_ALGEBRA", "openblas"), "-Dsecateur.algebra=EJML"))
        .isEqualTo("EJML 0.46.1 (chosen by secateur.algebra)");
    assertThat(run(Map.of("SECATEUR_ALGEBRA", "mkl")))
        .isEqualTo("secateur.algebra must be openblas or ejml, was mkl");
  }

  private static String run(Map<String, String> environment, String... options) throws Exception {
    return answer(start(environment, options));
  }

  private static Process start(Map<String, String> environment, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (!List.of(options).contains("--illegal-native-access=deny")) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(List.of(options));
    command.addAll(List.of("-Dstdout.encoding=UTF-8", "-cp", System.getProperty("java.class.path"),
        PrintAlgebra.class.getName()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().remove("SECATEUR_ALGEBRA");
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** The one answer, which the process must have given twice. */
  private static String answer(Process process) throws Exception {
    List<String> lines = new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    assertThat(process.waitFor()).isZero();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(1)).isEqualTo(lines.get(0));
    return lines.get(0);
  }
}
