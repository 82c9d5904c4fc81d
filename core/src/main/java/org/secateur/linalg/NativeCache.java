package org.secateur.linalg;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * A directory of unpacked libraries, private to the user. Any number of processes may fill it at once; whatever is
 * missing or damaged is written again.
 */
final class NativeCache {
  private NativeCache() {
  }

  /** The user's cache directory by the custom of the operating system; it need not exist. */
  static Path userRoot(String os, Map<String, String> environment, String home) {
    String system = os.toLowerCase(Locale.ROOT);
    if (system.startsWith("windows")) {
      String local = environment.getOrDefault("LOCALAPPDATA", "");
      return (local.isEmpty() ? Path.of(home, "AppData", "Local") : Path.of(local)).resolve("secateur");
    }
    if (system.startsWith("mac")) {
      return Path.of(home, "Library", "Caches", "secateur");
    }
    // The XDG specification: a relative path is to be ignored.
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    return (xdg.startsWith("/") ? Path.of(xdg) : Path.of(home, ".cache")).resolve("secateur");
  }

  /** The directory for exactly these files: another version of them gets another one. */
  static Path directory(Path root, String label, List<NativeFile> files) {
    CRC32 key = new CRC32();
    for (NativeFile file : files) {
      String line = file.name() + " " + file.size() + " " + file.crc() + "\n";
      key.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return root.resolve(label + "-" + Long.toHexString(key.getValue()));
  }

  /**
   * Makes the directory hold these files, whole.
   *
   * @throws IOException if it cannot, or if somebody else could write to the directory
   */
  static void fill(Path directory, List<NativeFile> files) throws IOException {
    createPrivate(directory);
    requirePrivate(directory);
    for (NativeFile file : files) {
      Path target = directory.resolve(file.name());
      if (!file.isWhole(target)) {
        file.unpackTo(target);
      }
    }
  }

  private static void createPrivate(Path directory) throws IOException {
    Path parent = directory.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    FileAttribute<?>[] attributes = isPosix(directory)
        ? new FileAttribute<?>[]{
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))}
        : new FileAttribute<?>[0];
    try {
      Files.createDirectory(directory, attributes);
    } catch (FileAlreadyExistsException fromAnEarlierRun) {
      // Checked by the caller.
    }
  }

  /** On Windows the user's own folders are private already, by inherited access lists. */
  private static void requirePrivate(Path directory) throws IOException {
    if (!isPosix(directory)) {
      return;
    }
    PosixFileAttributes found = Files.readAttributes(directory, PosixFileAttributes.class,
        LinkOption.NOFOLLOW_LINKS);
    UserPrincipal user = directory.getFileSystem().getUserPrincipalLookupService()
        .lookupPrincipalByName(System.getProperty("user.name"));
    String permissions = PosixFilePermissions.toString(found.permissions());
    if (!found.isDirectory() || !found.owner().equals(user) || !permissions.equals("rwx------")) {
      throw new IOException("%s must be a directory of user %s with permissions rwx------, was of %s with %s"
          .formatted(directory, user.getName(), found.owner().getName(), permissions));
    }
  }

  private static boolean isPosix(Path directory) {
    return directory.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
