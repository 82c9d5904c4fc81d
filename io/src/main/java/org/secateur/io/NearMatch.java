package org.secateur.io;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The name that was probably meant: the one at the smallest edit distance (Levenshtein 1966). */
public final class NearMatch {
  private static final int MOST_NAMES = 10_000;
  private static final int LONGEST_NAME = 255;

  private NearMatch() {
  }

  /** Among the files of a folder. */
  public static Optional<String> inFolder(Path missing) {
    Path folder = missing.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (names.size() == MOST_NAMES) {
          break;
        }
        if (Files.isRegularFile(file)) {
          names.add(Refusals.nameOf(file));
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return among(Refusals.nameOf(missing), names);
  }

  /** The nearest of some names, if it is near: at most two edits, or a third of the length for long names. */
  public static Optional<String> among(String wanted, Collection<String> names) {
    int near = Math.max(2, wanted.length() / 3) + 1;
    String best = null;
    for (String name : names.stream().sorted().toList()) {
      int d = distance(wanted.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
      if (d < near && d < Math.max(wanted.length(), name.length())) {
        near = d;
        best = name;
      }
    }
    return Optional.ofNullable(best);
  }

  private static int distance(String a, String b) {
    if (a.length() > LONGEST_NAME || b.length() > LONGEST_NAME) {
      return Integer.MAX_VALUE;
    }
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] here = new int[b.length() + 1];
      here[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        here[j] = Math.min(replace, 1 + Math.min(above[j], here[j - 1]));
      }
      above = here;
    }
    return above[b.length()];
  }
}
