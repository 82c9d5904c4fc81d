package org.secateur.linalg;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EnabledOnOs({OS.LINUX, OS.MAC})
class NativeCacheTest {
  private static final byte[] CONTENT = "a library\n".repeat(100_000).getBytes(UTF_8);

  @TempDir
  Path temporary = Path.of("set by JUnit");

  private List<NativeFile> files = List.of();
  private Path cache = temporary;
  private Path library = temporary;

  @BeforeEach
  void makeASource() throws IOException {
    Path source = Files.write(temporary.resolve("source"), CONTENT);
    files = List.of(NativeFile.of("libone.so", source.toUri().toURL()),
        NativeFile.of("libtwo.so", source.toUri().toURL()));
    cache = temporary.resolve("a").resolve("b").resolve("cache");
    library = cache.resolve("libone.so");
  }

  @Test
  void fillsADirectoryOnlyTheUserCanEnter() throws IOException {
    NativeCache.fill(cache, files);
    assertThat(library).hasBinaryContent(CONTENT);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache))).isEqualTo("rwx------");
    try (Stream<Path> left = Files.list(cache)) {
      assertThat(left.map(Path::getFileName).map(Path::toString)).containsExactlyInAnyOrder("libone.so",
          "libtwo.so");
    }
  }

  @Test
  void leavesWholeFilesAlone() throws IOException {
    NativeCache.fill(cache, files);
    Object before = Files.getAttribute(library, "unix:ino");
    NativeCache.fill(cache, files);
    assertThat(Files.getAttribute(library, "unix:ino")).isEqualTo(before);
  }

  @Test
  void healsADamagedFile() throws IOException {
    NativeCache.fill(cache, files);
    byte[] damaged = CONTENT.clone();
    damaged[damaged.length / 2] ^= 1;
    for (byte[] bad : new byte[][]{damaged, new byte[0],
        java.util.Arrays.copyOf(CONTENT, CONTENT.length - 1)}) {
      Files.write(library, bad);
      NativeCache.fill(cache, files);
      assertThat(library).hasBinaryContent(CONTENT);
    }
    Files.delete(library);
    NativeCache.fill(cache, files);
    assertThat(library).hasBinaryContent(CONTENT);
  }

  @Test
  void replacesALinkByTheFile() throws IOException {
    NativeCache.fill(cache, files);
    Path elsewhere = Files.write(temporary.resolve("elsewhere"), CONTENT);
    Files.delete(library);
    Files.createSymbolicLink(library, elsewhere);
    NativeCache.fill(cache, files);
    assertThat(library).isRegularFile();
    assertThat(Files.isSymbolicLink(library)).isFalse();
  }

  @Test
  void refusesADirectoryOthersCanWriteTo() throws IOException {
    NativeCache.fill(cache, files);
    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwx---"));
    assertThatThrownBy(() -> NativeCache.fill(cache, files)).isInstanceOf(IOException.class)
        .hasMessageContaining("rwxrwx---");
  }

  @Test
  void refusesAJarThatDoesNotKeepItsWord() throws IOException {
    NativeFile wrong = new NativeFile("libone.so", files.get(0).source(), CONTENT.length,
        files.get(0).crc() + 1);
    assertThatThrownBy(() -> NativeCache.fill(cache, List.of(wrong))).isInstanceOf(IOException.class)
        .hasMessageContaining("check sum");
    assertThat(cache).isEmptyDirectory();
  }

  /** Eight threads at once find the directory, or a file of it, missing; afterwards each sees whole files. */
  @Test
  void manyMayFillItAtOnce() throws Exception {
    int threads = 8;
    CyclicBarrier together = new CyclicBarrier(threads);
    Callable<Boolean> task = () -> {
      together.await();
      NativeCache.fill(cache, files);
      return files.stream().allMatch(f -> f.isWhole(cache.resolve(f.name())));
    };
    for (int repeat = 0; repeat < 10; repeat++) {
      Files.deleteIfExists(library);
      try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
        List<Future<Boolean>> results = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          results.add(pool.submit(task));
        }
        for (Future<Boolean> result : results) {
          assertThat(result.get()).isTrue();
        }
      }
    }
  }

  @Test
  void anotherContentGetsAnotherDirectory() {
    Path one = NativeCache.directory(temporary, "x", files);
    assertThat(NativeCache.directory(temporary, "x", files)).isEqualTo(one);
    assertThat(NativeCache.directory(temporary, "x", files.subList(0, 1))).isNotEqualTo(one);
    NativeFile newer = new NativeFile("libone.so", files.get(0).source(), 10, 11);
    assertThat(NativeCache.directory(temporary, "x", List.of(newer, files.get(1)))).isNotEqualTo(one);
  }

  @Test
  void theUsersCacheFollowsTheCustomsOfTheSystem() {
    assertThat(NativeCache.userRoot("Linux", Map.of(), "/h")).isEqualTo(Path.of("/h/.cache/secateur"));
    assertThat(NativeCache.userRoot("Linux", Map.of("XDG_CACHE_HOME", "/x"), "/h"))
        .isEqualTo(Path.of("/x/secateur"));
    assertThat(NativeCache.userRoot("Linux", Map.of("XDG_CACHE_HOME", "x"), "/h"))
        .isEqualTo(Path.of("/h/.cache/secateur"));
    assertThat(NativeCache.userRoot("Mac OS X", Map.of(), "/h"))
        .isEqualTo(Path.of("/h/Library/Caches/secateur"));
    assertThat(NativeCache.userRoot("Windows 11", Map.of("LOCALAPPDATA", "/l"), "/h"))
        .isEqualTo(Path.of("/l/secateur"));
  }

  @ParameterizedTest
  @CsvSource({"Linux,amd64,linux-x86_64,libopenblas.so.0", "Linux,aarch64,linux-arm64,libopenblas.so.0",
      "Mac OS X,aarch64,macosx-arm64,libopenblas.0.dylib",
      "Mac OS X,x86_64,macosx-x86_64,libopenblas.0.dylib",
      "Windows 11,amd64,windows-x86_64,libopenblas.dll"})
  void platformsByTheNamesOfTheirJars(String os, String arch, String directory, String library) {
    NativePlatform platform = NativePlatform.of(os, arch).orElseThrow();
    assertThat(platform.resource(platform.openBlas()))
        .isEqualTo("org/bytedeco/openblas/" + directory + "/" + library);
  }

  @Test
  void otherPlatformsHaveNone() {
    assertThat(NativePlatform.of("Windows 11", "aarch64")).isEmpty();
    assertThat(NativePlatform.of("SunOS", "amd64")).isEmpty();
  }
}
