package org.secateur.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * Writes matrices, whole or not at all, every weight with the bits it was read with: into a partial file beside the
 * target, forced to disk, read back and compared, then renamed. An element type that cannot hold a weight exactly gives
 * way to float64, whole numbers to real ones.
 *
 * <p>An edge list holds edges: nodes without any are not in it.
 */
public final class MatrixWriter {
  private static final long LARGEST_MAT = Integer.MAX_VALUE - (1 << 20);

  private MatrixWriter() {
  }

  /**
   * Writes one matrix.
   *
   * @param matrix as read, or what is left of it: see {@link RawMatrix#withEntries}
   * @param target the file; a name that ends in .gz is packed, if it is text or IDX
   * @param options format, and what to do with a file that is there
   * @return hash and size of what was written
   * @throws InputException E193 if it does not fit, E194 if the target is there, E195 if it cannot be written, E196 if
   *     it does not read back the same
   */
  public static FileStamp write(RawMatrix matrix, Path target, WriteOptions options) throws InputException {
    String name = Refusals.nameOf(target);
    FileFormat format = format(matrix, name, options);
    boolean gzip = name.toLowerCase(Locale.ROOT).endsWith(".gz");
    if (gzip && !format.isText() && format != FileFormat.MATRIX_MARKET && format != FileFormat.IDX) {
      throw Refusals.unsupported(name,
          "would be " + format.description() + " packed with gzip; only text and IDX are packed.",
          "leave out .gz");
    }
    Outgoing outgoing = Outgoing.of(matrix, format);
    if (format == FileFormat.MAT && MatWriter.dataBytes(outgoing) > LARGEST_MAT) {
      throw Refusals.unsupported(name, "would hold more than the 2 GiB that a MATLAB v7 variable can have.",
          "--format npz");
    }
    DiskSpace.require(target, estimate(outgoing, format), "");
    try (AtomicFile file = AtomicFile.create(target, options.existing())) {
      encode(outgoing, format, gzip, file.stream());
      file.finish();
      compare(outgoing, format, file.partial(), name);
      FileStamp stamp = FileStamp.of(file.partial());
      file.commit();
      return stamp;
    } catch (IOException e) {
      throw Partials.unwritable(target, e);
    }
  }

  private static FileFormat format(RawMatrix matrix, String name, WriteOptions options) {
    FileFormat read = matrix.origin().format();
    return options.format().orElseGet(() -> {
      FileFormat named = Sniffer.promisedByName(name).orElse(read);
      return named == FileFormat.CSV && read.isText() ? read : named;
    });
  }

  private static void encode(Outgoing m, FileFormat format, boolean gzip, OutputStream file)
      throws IOException {
    OutputStream out = gzip ? new GZIPOutputStream(file, 1 << 16) : file;
    switch (format) {
      case NPY -> NumpyWriter.npy(m, out);
      case NPZ -> NumpyWriter.npz(m, out);
      case CSV -> TextWriter.table(m, out);
      case EDGES -> TextWriter.edges(m, out);
      case MATRIX_MARKET -> TextWriter.matrixMarket(m, out);
      case MAT -> MatWriter.write(m, out);
      case IDX -> IdxWriter.write(m, out);
    }
    if (out instanceof GZIPOutputStream packed) {
      packed.finish();
    }
  }

  /** At most so many bytes, roughly. */
  private static long estimate(Outgoing m, FileFormat format) {
    double all = (double) m.rows() * m.columns();
    boolean dense = m.matrix().storage() == Storage.DENSE;
    double bytes = switch (format) {
      case NPY, IDX -> all * m.type().bytes();
      case NPZ, MAT -> dense ? all * 8 : 12.0 * m.count() + 4.0 * m.rows();
      case CSV -> all * 4 + 25.0 * m.count();
      case EDGES -> 60.0 * m.count();
      case MATRIX_MARKET -> 40.0 * m.count();
    };
    return (long) Math.min(bytes + 4096, Long.MAX_VALUE);
  }

  /** Reads the file back as anybody would and compares number and content of the entries. */
  private static void compare(Outgoing m, FileFormat format, Path file, String name) throws InputException {
    TextForm form = m.matrix().facts().form();
    boolean indices = format == FileFormat.EDGES && m.matrix().labels().isEmpty();
    ReadOptions options = ReadOptions.DEFAULT.withFormat(format)
        .withShape(ReadOptions.Shape.ANY)
        .withSaturated(ReadOptions.Saturated.ACCEPT)
        .withMaxInput(Long.MAX_VALUE)
        .withScale(m.matrix().scale() == 1 ? ReadOptions.Scale.NONE : ReadOptions.Scale.AUTO);
    if (format == FileFormat.CSV || format == FileFormat.EDGES) {
      boolean header = format == FileFormat.EDGES || TextWriter.hasHeader(m.matrix());
      options = options.withDelimiter(delimiter(form.delimiter()))
          .withDecimal(form.decimal() == ',' ? ReadOptions.Decimal.COMMA : ReadOptions.Decimal.POINT)
          .withHeader(header ? ReadOptions.Header.YES : ReadOptions.Header.NO);
    }
    if (format == FileFormat.EDGES) {
      int weight = TextWriter.weightAt(m);
      options = weight < 0 ? options : options.withWeightColumn(TextWriter.edgeColumns(m).get(weight));
      options = m.symmetry() == Symmetry.NONE ? options : options.withUndirected(ReadOptions.Undirected.YES);
      options = indices
          ? options.withNodes(m.rows()).withIndexBase(m.matrix().indexBase().orElse(0))
          : options;
    }
    boolean named = (format == FileFormat.NPZ && m.matrix().storage() == Storage.DENSE)
        || format == FileFormat.MAT;
    RawMatrix back = m.count() == 0 && format == FileFormat.EDGES
        ? m.matrix()
        : MatrixReader.read(file, named ? options.withMember(m.member()) : options);
    Outgoing again = Outgoing.of(back, format);
    boolean byName = format == FileFormat.EDGES && !indices;
    if (again.count() != m.count() || again.fingerprint(byName) != m.fingerprint(byName)
        || (!byName && (back.rows() != m.rows() || back.columns() != m.columns()))) {
      throw InputException
          .of("E196",
              Words.quote(name) + " did not read back as it was written (" + Words.count(again.count())
                  + " of "
                  + Words.count(m.count()) + " entries); it was not kept.")
          .at(name);
    }
  }

  private static ReadOptions.Delimiter delimiter(char symbol) {
    return switch (symbol) {
      case ';' -> ReadOptions.Delimiter.SEMICOLON;
      case '\t' -> ReadOptions.Delimiter.TAB;
      case ' ' -> ReadOptions.Delimiter.SPACE;
      default -> ReadOptions.Delimiter.COMMA;
    };
  }
}
