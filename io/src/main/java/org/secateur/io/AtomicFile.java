package org.secateur.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that appears whole or not at all. It is written as {@code .<name>.partial-<id>} beside its target, forced to
 * disk, and renamed in one step; a program that dies in between leaves what was there before.
 *
 * {@snippet :
 * try (AtomicFile file = AtomicFile.create(target, Existing.REFUSE)) {
 *   file.stream().write(bytes);
 *   file.commit();
 * }
 * }
 */
public final class AtomicFile implements AutoCloseable {
  private final Path target;
  private final Path partial;
  private final Existing existing;
  private final OutputStream stream;
  private boolean finished;
  private boolean committed;

  private AtomicFile(Path target, Path partial, Existing existing, OutputStream stream) {
    this.target = target;
    this.partial = partial;
    this.existing = existing;
    this.stream = stream;
  }

  /**
   * Begins a file.
   *
   * @param target where it will be; its folder has to exist
   * @param existing what to do if it is there already
   * @throws InputException E194 if it is there, E195 if it cannot be written
   */
  public static AtomicFile create(Path target, Existing existing) throws InputException {
    requireFree(target, existing);
    Path partial = Partials.beside(target, "partial");
    try {
      Partials.begin(partial, () -> Files.createFile(partial));
      OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial, StandardOpenOption.WRITE),
          1 << 16);
      return new AtomicFile(target, partial, existing, out);
    } catch (IOException e) {
      throw Partials.unwritable(target, e);
    }
  }

  private static void requireFree(Path target, Existing existing) throws InputException {
    if (Files.isDirectory(target)) {
      throw Partials.exists(target, "is a folder").withHint("another --out");
    }
    if (existing == Existing.REFUSE && Files.exists(target)) {
      throw Partials.exists(target, "already exists");
    }
  }

  /** Where to write; buffered. */
  public OutputStream stream() {
    return stream;
  }

  /** The file under way, to be read back between {@link #finish} and {@link #commit}. */
  public Path partial() {
    return partial;
  }

  /** Ends writing and forces the bytes to disk; nothing has appeared yet. */
  public void finish() throws InputException {
    if (finished) {
      return;
    }
    try {
      stream.close();
      Partials.force(partial);
      finished = true;
    } catch (IOException e) {
      throw Partials.unwritable(target, e);
    }
  }

  /** Lets the file appear. */
  public void commit() throws InputException {
    finish();
    requireFree(target, existing);
    try {
      Partials.appear(() -> {
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        Partials.done(partial);
      });
      committed = true;
      Partials.forceParent(target);
    } catch (IOException e) {
      throw Partials.unwritable(target, e);
    }
  }

  /** Removes the partial unless it was committed. */
  @Override
  public void close() {
    if (committed) {
      return;
    }
    try {
      stream.close();
    } catch (IOException e) {
      // it is removed anyway
    } finally {
      Partials.discard(partial);
    }
  }
}
