package org.secateur.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/** Files and folders under way: hidden beside their target, gone when the program ends without finishing them. */
final class Partials {
  private static final Set<Path> UNDER_WAY = ConcurrentHashMap.newKeySet();

  /** Held while something appears, and by the end of the program for good. */
  private static final ReentrantLock APPEARING = new ReentrantLock();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Partials::end, "secateur-partials"));
  }

  private Partials() {
  }

  /** {@code .<name>.partial-<id>} beside the target; not created yet. */
  static Path beside(Path target, String word) {
    long random = ThreadLocalRandom.current().nextLong() >>> 1;
    String id = ProcessHandle.current().pid() + "-" + Long.toString(random, 36);
    return target.resolveSibling("." + Refusals.nameOf(target) + "." + word + "-" + id);
  }

  /** Creates a partial that is gone when the program ends. */
  static void begin(Path partial, Step create) throws IOException, InputException {
    appear(() -> {
      create.run();
      UNDER_WAY.add(partial);
    });
  }

  /** Something that is done to the end, or not begun because the program ends: then this does not return. */
  interface Step {
    void run() throws IOException, InputException;
  }

  /** Runs the step that makes partials appear, undisturbed by an interrupt from the keyboard. */
  static void appear(Step step) throws IOException, InputException {
    APPEARING.lock();
    try {
      step.run();
    } finally {
      APPEARING.unlock();
    }
  }

  /**
   * Other threads go on writing until the program has ended. What is under way is moved first, so that nothing can be
   * created in it any more, and then removed.
   */
  private static void end() {
    APPEARING.lock(); // never given back
    for (Path partial : UNDER_WAY) {
      Path gone = beside(partial, "gone");
      try {
        Files.move(partial, gone, StandardCopyOption.ATOMIC_MOVE);
        discard(gone);
      } catch (IOException e) {
        discard(partial);
      }
    }
  }

  /** What failed because the program ends is no news: then this does not return. */
  private static void waitIfEnding() {
    APPEARING.lock();
    try {
      return;
    } finally {
      APPEARING.unlock();
    }
  }

  /** The partial has become its target. */
  static void done(Path partial) {
    UNDER_WAY.remove(partial);
  }

  /** Removes a partial, a folder with all that is in it; links are removed and not followed. */
  static void discard(Path partial) {
    UNDER_WAY.remove(partial);
    try {
      Files.walkFileTree(partial, new SimpleFileVisitor<>() {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
          Files.delete(file);
          return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
          Files.delete(folder);
          return FileVisitResult.CONTINUE;
        }
      });
    } catch (IOException e) {
      // gone already, or not ours to remove: a leftover is hidden and says partial
      return;
    }
  }

  /** Makes what was written to a file or folder outlive a loss of power, as far as the system offers it. */
  static void force(Path path) throws IOException {
    boolean folder = Files.isDirectory(path);
    try (FileChannel channel = FileChannel.open(path,
        folder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
      channel.force(true);
    } catch (IOException e) {
      if (!folder) {
        throw e;
      }
    }
  }

  static void forceParent(Path path) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      force(folder);
    }
  }

  /** E194: something is there. */
  static InputException exists(Path target, String what) {
    return InputException.of("E194", Words.quote(Refusals.nameOf(target)) + " " + what)
        .at(Refusals.nameOf(target))
        .withHint("--overwrite, or another --out");
  }

  /** E195: the operating system said no; E193 if the disk is full. */
  static InputException unwritable(Path target, IOException e) {
    waitIfEnding();
    String why = String.valueOf(e.getMessage());
    if (why.contains("No space left")) {
      return InputException
          .of("E193", "the disk is full; " + Words.quote(Refusals.nameOf(target)) + " was not written.")
          .withHint("--out on another disk")
          .because(e);
    }
    Path folder = target.toAbsolutePath().getParent();
    String missing = folder == null || Files.isDirectory(folder) ? "" : Refusals.nameOf(folder);
    String reason = !missing.isEmpty()
        ? "the folder " + Words.quote(missing) + " does not exist"
        : e instanceof AccessDeniedException ? "permission denied" : e.getClass().getSimpleName();
    return InputException
        .of("E195", "cannot write " + Words.quote(Refusals.nameOf(target)) + ": " + reason)
        .at(Refusals.nameOf(target))
        .withHint(missing.isEmpty() ? "another --out" : "make the folder first, or another --out")
        .because(e);
  }
}
