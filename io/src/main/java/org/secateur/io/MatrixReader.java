package org.secateur.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

import org.secateur.study.Progress;

/**
 * Reads matrices from files of every {@link FileFormat}, as if each file were hostile: sizes are believed only as far
 * as bytes are there, and whatever is wrong ends in an {@link InputException} with a place.
 *
 * <p>A file is named as {@code path}, {@code path::member} for one array of a container, {@code path[:,:,0]} or
 * {@code path::member@mean} for a slice of, or the mean over, the third axis of an array of three dimensions, and
 * {@code -} for standard input.
 */
public final class MatrixReader {
  private static final String STANDARD_INPUT = "-";

  private MatrixReader() {
  }

  /**
   * Reads one matrix.
   *
   * @param spec which file, and which part of it; {@code -} reads {@link System#in} and needs a format
   * @param options what the file does not say itself
   * @throws InputException if the file cannot be used as it is
   */
  public static RawMatrix read(String spec, ReadOptions options) throws InputException {
    return read(spec, options, Progress.NONE);
  }

  /** The same, telling somebody how much of the file has been read. */
  public static RawMatrix read(String spec, ReadOptions options, Progress progress) throws InputException {
    if (!isStandardInput(spec)) {
      return read(Source.of(spec, options).telling(progress), options);
    }
    if (options.format().isEmpty()) {
      throw InputException.of("E103", "standard input has no name that says what it is.")
          .at("standard input")
          .withHint("--format npy | npz | csv | edges | mtx | mat | idx");
    }
    return read(System.in, "standard input", options);
  }

  static boolean isStandardInput(String spec) {
    return spec.equals(STANDARD_INPUT);
  }

  /** Reads one matrix from a file, or the member of it that the options name. */
  public static RawMatrix read(Path file, ReadOptions options) throws InputException {
    if (!Files.exists(file)) {
      return read(file.toString(), options);
    }
    return read(Source.of(file, options.member(), new Selection.Whole(), options), options);
  }

  /**
   * Reads one matrix from a stream, which is copied to a temporary file first and not closed.
   *
   * @param in read to its end
   * @param name what messages call it
   * @param options what the content does not say itself
   */
  public static RawMatrix read(InputStream in, String name, ReadOptions options) throws InputException {
    try {
      Path spool = Files.createTempFile("secateur-", ".in");
      try {
        Files.copy(new LimitedStream(in, name, options.sizeLimit()), spool,
            StandardCopyOption.REPLACE_EXISTING);
        Source file = Source.of(spool, options.member(), new Selection.Whole(), options);
        return read(new Source(spool, name, file.member(), file.selection(), file.bytes(), file.progress()),
            options);
      } finally {
        Files.deleteIfExists(spool);
      }
    } catch (LimitedStream.TooLong e) {
      throw Refusals.tooLarge(name, "is longer than " + Words.size(options.sizeLimit())).because(e);
    } catch (IOException e) {
      throw InputException.of("E109", "cannot read " + name + ": " + e.getMessage()).because(e);
    }
  }

  static RawMatrix read(Source source, ReadOptions options) throws InputException {
    Sniffer.Content content = Sniffer.content(source.path(), source.name(), options);
    return switch (content.format()) {
      case NPY -> array(source, ArrayReader.npy(source, options), FileFormat.NPY, options);
      case IDX ->
        array(source, new IdxReader(source, options).array(content.gzip()), FileFormat.IDX, options);
      case CSV, EDGES -> text(source, content.gzip(), options);
      case MATRIX_MARKET -> new MtxReader(source, options).read(content.gzip());
      case MAT -> new MatReader(source, options).matrix();
      case NPZ -> {
        try (NpzReader npz = new NpzReader(source, options)) {
          yield npz.matrix();
        }
      }
    };
  }

  private static RawMatrix array(Source source, NumberArray whole, FileFormat format, ReadOptions options)
      throws InputException {
    var origin = new RawMatrix.Origin(source.name(), format, Optional.empty(), Optional.of(source.stamp()));
    return DenseMatrix.of(source.selection().of(whole), List.of(), TextForm.DEFAULT, origin, options);
  }

  private static RawMatrix text(Source source, boolean gzip, ReadOptions options)
      throws InputException {
    TextSample sample = TextSample.of(source, gzip, options);
    TextLayout layout = TextLayout.of(sample, options, source.name());
    if (layout.edges()) {
      return new EdgeListReader(source, sample, layout, options).read(gzip);
    }
    var origin = new RawMatrix.Origin(source.name(), FileFormat.CSV, Optional.empty(),
        Optional.of(source.stamp()));
    TableReader.Table table = new TableReader(source, sample, layout, options).read(gzip);
    return TableReader.matrix(table, layout, origin, options);
  }
}
