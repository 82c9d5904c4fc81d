package org.secateur.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether what is about to be written will fit, asked before the first byte. */
public final class DiskSpace {
  private DiskSpace() {
  }

  /**
   * Asks the disk that {@code target} is or will be on.
   *
   * @param target a file or folder, which need not exist
   * @param bytes how much will be written
   * @param less what else could be done, as in {@code --no-scores (0.4 GB)}, or empty
   * @throws InputException E193 if less is free; nothing if the disk does not say
   */
  public static void require(Path target, long bytes, String less) throws InputException {
    Path folder = target.toAbsolutePath().getParent();
    while (folder != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    if (folder == null) {
      return;
    }
    try {
      require(bytes, Files.getFileStore(folder).getUsableSpace(), less);
    } catch (IOException e) {
      // a disk that does not say is found out when it is full
      return;
    }
  }

  static void require(long bytes, long free, String less) throws InputException {
    if (bytes > free) {
      throw InputException
          .of("E193",
              "output needs about " + Words.size(bytes) + ", " + Words.size(free)
                  + " free. Nothing was written.")
          .withHint("--out on another disk" + (less.isEmpty() ? "" : ", or " + less));
    }
  }
}
