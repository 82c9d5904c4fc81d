package org.secateur.io;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that appears whole or not at all, with one file, such as a certificate, written last: where that file is, the
 * folder is complete. It is filled as {@code .<name>.partial-<id>} beside its target. A folder that is there already is
 * exchanged in one step where the system can; where it cannot, it stands aside for the moment between two renames, and
 * {@link #recover} brings it back.
 */
public final class AtomicDirectory implements AutoCloseable {
  private static final String ASIDE = "old";

  private final Path target;
  private final Path partial;
  private final String last;
  private final Existing existing;
  private boolean committed;

  private AtomicDirectory(Path target, Path partial, String last, Existing existing) {
    this.target = target;
    this.partial = partial;
    this.last = last;
    this.existing = existing;
  }

  /**
   * Begins a folder.
   *
   * @param target where it will be; the folder around it has to exist
   * @param last the name of the file written last
   * @param existing what to do if a finished folder is there already; one that is something else is never replaced
   * @throws InputException E194 if it is there, E195 if it cannot be written
   */
  public static AtomicDirectory create(Path target, String last, Existing existing) throws InputException {
    Path whole = target.toAbsolutePath().normalize();
    recover(whole, last);
    requireFree(whole, last, existing);
    Path partial = Partials.beside(whole, "partial");
    try {
      Partials.begin(partial, () -> Files.createDirectory(partial));
      return new AtomicDirectory(whole, partial, last, existing);
    } catch (IOException e) {
      throw Partials.unwritable(whole, e);
    }
  }

  private static void requireFree(Path target, String last, Existing existing) throws InputException {
    if (!Files.exists(target)) {
      return;
    }
    boolean finished = Files.exists(target.resolve(last));
    if (!finished && !isEmptyFolder(target)) {
      throw Partials.exists(target, "exists and is not a finished bundle; it is not touched")
          .withHint("another --out");
    }
    if (finished && existing == Existing.REFUSE) {
      throw Partials.exists(target, "already holds a finished bundle");
    }
  }

  private static boolean isEmptyFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  /** Where to write the file of this name; not the last one. */
  public Path resolve(String name) {
    Path file = partial.resolve(name).normalize();
    if (!file.startsWith(partial) || file.equals(partial) || name.equals(last)) {
      throw new IllegalArgumentException(
          "name must be a file of the folder other than " + last + ", was " + name);
    }
    return file;
  }

  /**
   * Forces all files to disk, writes the last one, and lets the folder appear.
   *
   * @param content of the file written last
   */
  public void commit(byte[] content) throws InputException {
    requireFree(target, last, existing);
    try {
      forceAll();
      Path file = partial.resolve(last);
      Files.write(file, content);
      Partials.force(file);
      Partials.force(partial);
      Partials.appear(this::appear);
      committed = true;
      Partials.forceParent(target);
    } catch (IOException e) {
      throw Partials.unwritable(target, e);
    }
  }

  private void forceAll() throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(partial)) {
      all = files.filter(f -> !f.equals(partial)).toList();
    }
    for (Path file : all) {
      Partials.force(file);
    }
  }

  private void appear() throws IOException {
    if (!Files.exists(target) || isEmptyFolder(target)) {
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      Partials.done(partial);
      return;
    }
    if (Exchange.paths(partial, target)) {
      Partials.discard(partial);
      return;
    }
    Path aside = Partials.beside(target, ASIDE);
    Files.move(target, aside, StandardCopyOption.ATOMIC_MOVE);
    Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    Partials.done(partial);
    Partials.discard(aside);
  }

  /**
   * Brings back a folder that stood aside when a program died; does nothing otherwise.
   *
   * @param target where it was
   * @param last the file that a complete folder has
   */
  public static void recover(Path target, String last) throws InputException {
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null || Files.exists(target) || !Files.isDirectory(folder)) {
      return;
    }
    String prefix = "." + Refusals.nameOf(target) + "." + ASIDE + "-";
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder,
        f -> Refusals.nameOf(f).startsWith(prefix))) {
      for (Path aside : all) {
        if (Files.exists(aside.resolve(last))) {
          Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
          return;
        }
      }
    } catch (IOException e) {
      throw Partials.unwritable(target, e);
    }
  }

  /** Removes the partial unless it was committed. */
  @Override
  public void close() {
    if (!committed) {
      Partials.discard(partial);
    }
  }
}
