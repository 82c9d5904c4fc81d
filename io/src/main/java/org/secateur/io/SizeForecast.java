package org.secateur.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How large a matrix is, from the beginning of its file alone, and what reading it will take: asked before any long work.
 * A binary file and Matrix Market say their size; that of other text is estimated from its first lines and its length.
 *
 * <p>The bytes are of the heap, from counting what readers allocate, and right within a factor of two.
 *
 * @param format what the file is
 * @param storage how it lays out its entries
 * @param symmetry what it says about the half that it does not store
 * @param rows number of rows; for a list of edges as many as the largest number among the nodes tells, or, where they have
 *     names, a node for every {@link #EDGES_A_NAME} edges
 * @param columns number of columns
 * @param entries how many it stores, zeros included
 * @param exact whether it says so itself
 * @param fileBytes its length
 */
public record SizeForecast(FileFormat format, Storage storage, Symmetry symmetry, long rows, long columns,
    long entries, boolean exact, long fileBytes) {
  private static final int NAME_BYTES = 64;
  /** How many edges a node is taken to have when its file does not tell. */
  public static final int EDGES_A_NAME = 8;
  private static final int BUFFERS = 1 << 19;
  private static final double SECONDS_A_TEXT_BYTE = 6e-9;
  private static final double SECONDS_A_BYTE = 2e-9;
  private static final double SECONDS_AN_ENTRY = 40e-9;
  private static final double SECONDS_A_SYNAPSE = 25e-9;

  /**
   * The forecast of a file; empty for standard input, which cannot be looked at twice.
   *
   * @param spec which file, and which part of it: see {@link MatrixReader}
   * @throws InputException if it cannot be read, or claims more than it can have or than any matrix may: E191, E192
   */
  public static Optional<SizeForecast> of(String spec, ReadOptions options) throws InputException {
    return MatrixReader.isStandardInput(spec)
        ? Optional.empty()
        : Optional.of(of(Source.of(spec, options), options));
  }

  /** The same for a file that exists. */
  public static SizeForecast of(Path file, ReadOptions options) throws InputException {
    return Files.exists(file)
        ? of(Source.of(file, options.member(), new Selection.Whole(), options), options)
        : of(Source.of(file.toString(), options), options);
  }

  private static SizeForecast of(Source source, ReadOptions options) throws InputException {
    Sniffer.Content content = Sniffer.content(source.path(), source.name(), options);
    return switch (content.format()) {
      case NPY -> array(source, ArrayReader.header(source).shape(), FileFormat.NPY);
      case IDX -> new IdxReader(source, options).forecast(content.gzip());
      case MATRIX_MARKET -> new MtxReader(source, options).forecast(content.gzip());
      case MAT -> new MatReader(source, options).forecast();
      case CSV, EDGES -> TextForecast.of(source, content.gzip(), options);
      case NPZ -> {
        try (NpzReader npz = new NpzReader(source, options)) {
          yield npz.forecast();
        }
      }
    };
  }

  /** An array that stores every element; of three dimensions, the matrices one after the other. */
  static SizeForecast array(Source source, java.util.List<Long> shape, FileFormat format) {
    double elements = 1;
    for (long length : shape) {
      elements *= length;
    }
    long rows = shape.isEmpty() ? 1 : shape.getFirst();
    long columns = shape.size() < 2 ? 1 : shape.get(1);
    return new SizeForecast(format, Storage.DENSE, Symmetry.NONE, rows, columns, (long) elements, true,
        source.bytes());
  }

  /** The most synapses the network can have: both of a pair that is stored once. */
  public long synapses() {
    return symmetry == Symmetry.NONE ? entries : 2 * Math.min(entries, Long.MAX_VALUE / 2);
  }

  /** The most bytes at a time while {@link MatrixReader} reads it. */
  public double readingBytes() {
    boolean dense = storage == Storage.DENSE;
    double perEntry = switch (format) {
      case NPY, IDX -> 16;
      case NPZ -> dense ? 16 : 28;
      case MAT -> dense ? 28 : 70;
      case MATRIX_MARKET -> 32;
      case CSV -> 56;
      case EDGES -> 60;
    };
    double perNode = switch (format) {
      case NPY, IDX, CSV -> 0;
      case NPZ, MAT, MATRIX_MARKET -> 8;
      case EDGES -> 300;
    };
    return perEntry * entries + perNode * rows + BUFFERS;
  }

  /** The most bytes at a time from the first byte of the file to a finished network. */
  public double bytesAtOnce() {
    return Math.max(readingBytes(), rawBytes() + networkBytes());
  }

  /** How long reading and interpreting take on one of today's processor cores, in s. */
  public double seconds() {
    boolean text = format.isText() || format == FileFormat.MATRIX_MARKET;
    return (text ? SECONDS_A_TEXT_BYTE : SECONDS_A_BYTE) * fileBytes + SECONDS_AN_ENTRY * entries
        + SECONDS_A_SYNAPSE * synapses();
  }

  /** What stays of the file: its entries, with their lines in text. */
  public double rawBytes() {
    boolean text = format.isText() || format == FileFormat.MATRIX_MARKET;
    return (text && storage != Storage.DENSE ? 20.0 : 16.0) * entries
        + (format == FileFormat.EDGES ? (double) NAME_BYTES * rows : 0);
  }

  /** What the network adds that {@link Interpretation} makes of it. */
  public double networkBytes() {
    boolean countsFromOne = format == FileFormat.MATRIX_MARKET || format == FileFormat.MAT;
    return 12.0 * synapses() + (countsFromOne ? 60.0 + NAME_BYTES : 60.0) * rows;
  }
}
