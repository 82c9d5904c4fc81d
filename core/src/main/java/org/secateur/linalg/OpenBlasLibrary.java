package org.secateur.linalg;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/** OpenBLAS in this process: unpacked, loaded, and set to one thread. */
final class OpenBlasLibrary {
  private final String name;
  private final Lapack lapack;
  private final SymbolLookup symbols;

  private OpenBlasLibrary(String name, Lapack lapack, SymbolLookup symbols) {
    this.name = name;
    this.lapack = lapack;
    this.symbols = symbols;
  }

  /** Why OpenBLAS cannot be used. */
  static final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1;

    UnavailableException(String reason) {
      super(reason);
    }
  }

  /** For example "OpenBLAS 0.3.31 (SkylakeX)": the version and the kernels for this processor. */
  String name() {
    return name;
  }

  Lapack lapack() {
    return lapack;
  }

  /** Where its other functions are. */
  SymbolLookup symbols() {
    return symbols;
  }

  /** Loads it from the user's cache, or, where that cannot be used, from a temporary directory. */
  static OpenBlasLibrary load() throws UnavailableException {
    Path root = NativeCache.userRoot(System.getProperty("os.name"), System.getenv(),
        System.getProperty("user.home"));
    return load(root);
  }

  /**
   * Loads it.
   *
   * @param root where the directory of unpacked libraries is, or is to be made
   */
  static OpenBlasLibrary load(Path root) throws UnavailableException {
    NativePlatform platform = NativePlatform.current().orElseThrow(() -> new UnavailableException(
        "no OpenBLAS for " + System.getProperty("os.name") + " on " + System.getProperty("os.arch")));
    List<NativeFile> files;
    try {
      files = files(platform);
    } catch (IOException e) {
      throw new UnavailableException("the OpenBLAS jar cannot be read: " + e);
    }
    String reason;
    try {
      Path directory = NativeCache.directory(root, "openblas-" + platform.directory(), files);
      NativeCache.fill(directory, files);
      return open(directory, files);
    } catch (IOException | UnavailableException e) {
      reason = describe(e);
    }
    try {
      return openTemporary(files);
    } catch (IOException | UnavailableException e) {
      throw new UnavailableException(reason + "; " + describe(e));
    }
  }

  /** The platform's files that are on the class path, in the order of loading. */
  static List<NativeFile> files(NativePlatform platform) throws IOException, UnavailableException {
    List<NativeFile> files = new ArrayList<>();
    for (String support : platform.supports()) {
      URL source = resource(platform.resource(support));
      if (source != null) {
        files.add(NativeFile.of(support, source));
      }
    }
    URL source = resource(platform.resource(platform.openBlas()));
    if (source == null) {
      throw new UnavailableException("no OpenBLAS for " + platform.directory() + " on the class path");
    }
    files.add(NativeFile.of(platform.openBlas(), source));
    return files;
  }

  private static @org.jspecify.annotations.Nullable URL resource(String path) {
    ClassLoader loader = OpenBlasLibrary.class.getClassLoader();
    return loader == null ? ClassLoader.getSystemResource(path) : loader.getResource(path);
  }

  private static OpenBlasLibrary openTemporary(List<NativeFile> files)
      throws IOException, UnavailableException {
    Path directory = Files.createTempDirectory("secateur");
    try {
      for (NativeFile file : files) {
        file.unpackTo(directory.resolve(file.name()));
      }
      return open(directory, files);
    } finally {
      delete(directory, files);
    }
  }

  /** A loaded library does not need its file, except on Windows, which keeps it and where this does nothing. */
  private static void delete(Path directory, List<NativeFile> files) {
    try {
      for (NativeFile file : files) {
        Files.deleteIfExists(directory.resolve(file.name()));
      }
      Files.deleteIfExists(directory);
    } catch (IOException inUse) {
      directory.toFile().deleteOnExit();
    }
  }

  /** What OpenBLAS needs is loaded before it, so that it finds it whatever the system's search path. */
  private static OpenBlasLibrary open(Path directory, List<NativeFile> files) throws UnavailableException {
    try {
      SymbolLookup library = SymbolLookup.loaderLookup();
      for (NativeFile file : files) {
        library = SymbolLookup.libraryLookup(directory.resolve(file.name()).toAbsolutePath(), Arena.global());
      }
      Lapack lapack = new Lapack(library);
      setOneThread(library);
      return new OpenBlasLibrary(name(library), lapack, library);
    } catch (IllegalArgumentException | NoSuchElementException | IllegalCallerException e) {
      throw new UnavailableException(describe(e));
    }
  }

  /** Its own threads spin while they wait, and the number of them changes the last bits. */
  private static void setOneThread(SymbolLookup library) {
    Routine set = new Routine(library, "openblas_set_num_threads", "VI");
    try {
      set.handle().invokeExact(1);
    } catch (Throwable t) {
      throw set.failure(t);
    }
  }

  private static String name(SymbolLookup library) {
    String config = text(library, "openblas_get_config");
    String[] words = config.split(" ", 3);
    String version = words.length > 1 ? words[0] + " " + words[1] : config;
    return version + " (" + text(library, "openblas_get_corename") + ")";
  }

  private static String text(SymbolLookup library, String function) {
    Routine routine = new Routine(library, function, "P");
    try {
      MemorySegment text = (MemorySegment) routine.handle().invokeExact();
      return text.reinterpret(1 << 10).getString(0);
    } catch (Throwable t) {
      throw routine.failure(t);
    }
  }

  private static String describe(Exception e) {
    return e instanceof UnavailableException ? String.valueOf(e.getMessage()) : e.toString();
  }
}
