package org.secateur.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

import org.secateur.study.Progress;

/**
 * A file to read and which part of it.
 *
 * @param path the file
 * @param name the file without its folder: all that messages show
 * @param member the array named, if one is
 * @param selection the slice named, if one is
 * @param bytes the size when it was opened
 * @param progress told how much of it has been read, in MB
 */
record Source(Path path, String name, Optional<String> member, Selection selection, long bytes,
    Progress progress) {
  private static final String SEPARATOR = "::";

  /** Takes {@code path}, {@code path::member}, {@code …[:,:,0]} or {@code …@mean} apart and looks for the file. */
  static Source of(String spec, ReadOptions options) throws InputException {
    Optional<Path> whole = existing(spec);
    if (whole.isPresent()) {
      return of(whole.get(), options.member(), new Selection.Whole(), options);
    }
    Optional<Selection.Cut> cut = Selection.cut(spec);
    String named = cut.map(Selection.Cut::name).orElse(spec);
    Selection selection = cut.map(Selection.Cut::selection).orElse(new Selection.Whole());
    int at = named.lastIndexOf(SEPARATOR);
    String file = at < 0 ? named : named.substring(0, at);
    Optional<String> member = at < 0
        ? options.member()
        : Optional.of(named.substring(at + SEPARATOR.length()));
    Optional<Path> found = existing(file);
    if (found.isEmpty()) {
      throw missing(file);
    }
    return of(found.get(), member, selection, options);
  }

  static Source of(Path path, Optional<String> member, Selection selection, ReadOptions options)
      throws InputException {
    String name = Refusals.nameOf(path);
    if (Files.isDirectory(path)) {
      throw InputException.of("E101", Words.quote(name) + " is a folder, not a file.").at(name);
    }
    if (!Files.exists(path)) {
      throw missing(path.toString());
    }
    long bytes;
    try {
      bytes = Files.size(path);
    } catch (IOException e) {
      throw Refusals.unreadable(path, e);
    }
    if (bytes == 0) {
      throw Refusals.truncated(name, "it is empty");
    }
    if (bytes > options.sizeLimit()) {
      throw Refusals.tooLarge(name,
          "holds " + Words.size(bytes) + "; " + Words.size(options.sizeLimit()) + " is allowed");
    }
    return new Source(path, name, member, selection, bytes, Progress.NONE);
  }

  private static Optional<Path> existing(String file) {
    try {
      Path path = Path.of(file);
      return !file.isEmpty() && Files.exists(path) ? Optional.of(path) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static InputException missing(String file) {
    InputException e = InputException.of("E101", "no file " + Words.quote(file) + ".");
    try {
      Path path = Path.of(file);
      Path folder = path.toAbsolutePath().getParent();
      if (folder != null && !Files.isDirectory(folder)) {
        return e.withHint("there is no folder " + Words.quote(String.valueOf(path.getParent())));
      }
      return NearMatch.inFolder(path)
          .map(near -> e.withHint("did you mean " + Words.quote(near) + " (same folder)?"))
          .orElse(e);
    } catch (InvalidPathException invalid) {
      return e;
    }
  }

  /** {@code cortex.npz::W}, or only the file if it has no names inside. */
  String describe(Optional<String> chosen) {
    return chosen.map(m -> name + SEPARATOR + m).orElse(name);
  }

  /** E107 if an array of a format without names is named. */
  void requireNoMember() throws InputException {
    if (member.isPresent()) {
      throw InputException
          .of("E107", Words.quote(name) + " holds one array without a name; there is no "
              + Words.quote(member.get()) + " in it.")
          .at(name)
          .withHint("leave out ::" + member.get());
    }
  }

  /** Hash and size; reads the file to its end, so only once it is worth it. */
  FileStamp stamp() throws InputException {
    return FileStamp.of(path);
  }

  /** The same, telling somebody how far it is. */
  Source telling(Progress listener) {
    return new Source(path, name, member, selection, bytes, listener);
  }

  /** The bytes as they are. */
  InputStream open() throws InputException {
    try {
      InputStream file = Files.newInputStream(path);
      return new BufferedInputStream(new CountedStream(file, bytes, progress), 1 << 16);
    } catch (IOException e) {
      throw Refusals.unreadable(path, e);
    }
  }

  /** The text, unpacked if need be, and no more of it than the options allow. */
  LineScanner lines(boolean gzip, ReadOptions options) throws InputException {
    InputStream raw = open();
    if (!gzip) {
      return new LineScanner(raw, name, Long.MAX_VALUE);
    }
    try {
      return new LineScanner(new GZIPInputStream(raw, 1 << 16), name, options.inflationLimit(bytes));
    } catch (IOException e) {
      try (raw) {
        throw LineScanner.refusal(name, e);
      } catch (IOException closing) {
        throw Refusals.unreadable(path, closing);
      }
    }
  }

  /** The most bytes of text that can come out. */
  long textLimit(boolean gzip, ReadOptions options) {
    return gzip ? options.inflationLimit(bytes) : bytes;
  }
}
