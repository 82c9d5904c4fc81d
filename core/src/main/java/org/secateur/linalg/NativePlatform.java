package org.secateur.linalg;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An operating system and processor for which there is an OpenBLAS jar, with the files to take from it. Only
 * linux-x86_64 is tested; the names of the others follow the rules its publisher states for them.
 *
 * @param directory its name in the jar
 * @param supports what OpenBLAS may need, in the order of loading; not every jar has every file
 * @param openBlas the library itself
 */
record NativePlatform(String directory, List<String> supports, String openBlas) {
  private static final String FOLDER = "org/bytedeco/openblas/";

  /** The platform of this process, if there is a jar for it. */
  static Optional<NativePlatform> current() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  /**
   * The platform with these names.
   *
   * @param os the value of the system property os.name
   * @param arch the value of the system property os.arch
   */
  static Optional<NativePlatform> of(String os, String arch) {
    String system = os.toLowerCase(Locale.ROOT);
    boolean x86 = arch.equals("amd64") || arch.equals("x86_64");
    boolean arm = arch.equals("aarch64") || arch.equals("arm64");
    if (system.startsWith("linux") && (x86 || arm)) {
      return Optional.of(new NativePlatform(x86 ? "linux-x86_64" : "linux-arm64",
          List.of("libgcc_s.so.1", "libquadmath.so.0", "libgfortran.so.5", "libgfortran.so.4",
              "libgfortran.so.3"),
          "libopenblas.so.0"));
    }
    if (system.startsWith("mac") && (x86 || arm)) {
      return Optional.of(new NativePlatform(x86 ? "macosx-x86_64" : "macosx-arm64",
          List.of("libgcc_s.1.1.dylib", "libgcc_s.1.dylib", "libquadmath.0.dylib", "libgfortran.5.dylib",
              "libgfortran.4.dylib", "libgfortran.3.dylib"),
          "libopenblas.0.dylib"));
    }
    if (system.startsWith("windows") && x86) {
      return Optional.of(new NativePlatform("windows-x86_64", List.of(), "libopenblas.dll"));
    }
    return Optional.empty();
  }

  /** Where a file is in the jar. */
  String resource(String file) {
    return FOLDER + directory + "/" + file;
  }
}
