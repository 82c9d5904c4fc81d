package org.secateur.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads a zip of NumPy arrays, or the sparse matrix that {@code scipy.sparse.save_npz} puts into one. Names in the
 * archive are names of arrays and never paths; nothing is unpacked to disk.
 */
final class NpzReader implements AutoCloseable {
  private static final String SUFFIX = ".npy";
  /** Complex numbers and types unknown; Python objects; text. */
  private static final Set<String> NO_NUMBERS = Set.of("E106", "E125", "E126");

  private final Source source;
  private final ReadOptions options;
  private final ZipFile zip;
  private final Catalog catalog;

  NpzReader(Source source, ReadOptions options) throws InputException {
    this.source = source;
    this.options = options;
    this.catalog = new Catalog(source.name());
    try {
      this.zip = new ZipFile(source.path().toFile());
    } catch (ZipException e) {
      throw (String.valueOf(e.getMessage()).contains("END header")
          ? Refusals.truncated(source.name(), "its table of contents, which comes last, is missing")
          : Refusals.malformed(source.name(), "not a readable zip archive (" + e.getMessage() + ")"))
          .because(e);
    } catch (IOException e) {
      throw Refusals.unreadable(source.path(), e);
    } catch (IllegalArgumentException e) {
      throw Refusals.malformed(source.name(), "not a readable zip archive").because(e);
    }
  }

  @Override
  public void close() throws InputException {
    try {
      zip.close();
    } catch (IOException e) {
      throw Refusals.unreadable(source.path(), e);
    }
  }

  /** The sparse matrix, or the array chosen. */
  RawMatrix matrix() throws InputException {
    list();
    if (isSparse()) {
      return sparse();
    }
    Catalog.Item item = catalog.choose(source.member());
    NumberArray array = source.selection().of(numbers(item.name()));
    var origin = new RawMatrix.Origin(source.describe(Optional.of(item.name())), FileFormat.NPZ,
        Optional.of(item.name()), Optional.of(source.stamp()));
    return DenseMatrix.of(array, labels(array.rows()), TextForm.DEFAULT, origin, options);
  }

  /** From the heads of the arrays alone, and the shape of a sparse matrix. */
  SizeForecast forecast() throws InputException {
    list();
    Optional<Catalog.Item> data = catalog.find("data");
    if (!isSparse() || data.isEmpty()) {
      return SizeForecast.array(source, catalog.choose(source.member()).shape(), FileFormat.NPZ);
    }
    double[] shape = numbers("shape").values();
    long entries = (long) data.get().shape().stream().mapToDouble(l -> l).reduce(1, (a, b) -> a * b);
    return new SizeForecast(FileFormat.NPZ, Storage.CSR, Symmetry.NONE,
        shape.length < 1 ? 0 : length(shape[0]),
        shape.length < 2 ? 0 : length(shape[1]), entries, true, source.bytes());
  }

  private boolean isSparse() {
    return source.member().isEmpty() && catalog.find("format").isPresent()
        && catalog.find("shape").isPresent();
  }

  /** The array chosen, whatever its shape. */
  NumberArray array() throws InputException {
    list();
    return numbers(catalog.choose(source.member()).name());
  }

  /** All arrays, as they are, in the order of the archive; those that hold no real numbers are kept and not looked into. */
  TensorFile tensors(Map<String, String> texts) throws InputException {
    list();
    Map<String, Tensor> all = new LinkedHashMap<>();
    Map<String, Unread> unread = new LinkedHashMap<>();
    long left = options.inflationLimit(source.bytes());
    for (String array : catalog.names()) {
      long limit = left;
      try {
        Tensor tensor = read(array, (in, name, size) -> NpyData.readTensor(in, name, size, limit), true);
        all.put(array, tensor);
        left -= tensor.byteCount();
      } catch (InputException e) {
        if (!NO_NUMBERS.contains(e.code())) {
          throw e;
        }
        byte[] bytes = read(array, (in, name, size) -> raw(in, name, size, limit), true);
        unread.put(array, new Unread(bytes, e));
        left -= bytes.length;
      }
    }
    return TensorFile.of(all, texts, unread);
  }

  private static byte[] raw(InputStream in, String name, long size, long limit)
      throws InputException, IOException {
    if (size > limit) {
      throw Refusals.tooLarge(name, "has " + Words.size((double) size));
    }
    return in.readNBytes(Memory.requireBytes(size, name));
  }

  /** The text of an entry that is no array, or empty if there is none. */
  Optional<String> text(String entry, int longest) throws InputException {
    ZipEntry found = zip.getEntry(entry);
    if (found == null) {
      return Optional.empty();
    }
    String shown = source.describe(Optional.of(entry));
    try (InputStream in = zip.getInputStream(found)) {
      byte[] bytes = in.readNBytes(longest + 1);
      if (bytes.length > longest) {
        throw Refusals.tooLarge(shown, "is longer than " + Words.size((long) longest));
      }
      return Optional.of(FieldCutter.decode(bytes, 0, bytes.length, shown, 1));
    } catch (IOException e) {
      throw LineScanner.refusal(shown, e);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw Refusals.malformed(shown, "the archive cannot be read here").because(e);
    }
  }

  private void list() throws InputException {
    if (zip.size() > Catalog.MOST_ARRAYS) {
      throw Refusals.tooLarge(source.name(), "holds " + Words.count(zip.size()) + " entries");
    }
    Enumeration<? extends ZipEntry> entries = zip.entries();
    while (entries.hasMoreElements()) {
      String name = entries.nextElement().getName();
      if (!name.endsWith(SUFFIX)) {
        continue;
      }
      String array = name.substring(0, name.length() - SUFFIX.length());
      NpyHeader head = read(array, (in, shown, size) -> NpyHeader.read(in, shown), false);
      Catalog.Content content = switch (head.kind()) {
        case 'S', 'U' -> Catalog.Content.TEXT;
        case 'O' -> Catalog.Content.OTHER;
        default -> Catalog.Content.NUMBERS;
      };
      catalog.add(new Catalog.Item(array, head.shape(), content, 0));
    }
  }

  private List<String> labels(int nodes) throws InputException {
    Optional<Catalog.Item> item = catalog.labels(nodes);
    return item.isEmpty() ? List.of() : texts(item.get().name());
  }

  private NumberArray numbers(String array) throws InputException {
    long limit = options.inflationLimit(source.bytes());
    return read(array, (in, name, size) -> NpyData.read(in, name, size, limit), true);
  }

  /** Whole numbers below a bound. */
  private int[] indices(String array, int bound) throws InputException {
    long limit = options.inflationLimit(source.bytes());
    return read(array, (in, name, size) -> NpyData.readIndices(in, name, size, limit, bound, source.name()),
        true);
  }

  private List<String> texts(String array) throws InputException {
    long limit = options.inflationLimit(source.bytes());
    return read(array, (in, name, size) -> NpyData.readText(in, name, size, limit), true);
  }

  /** Something read from one entry. */
  private interface Reading<T> {
    T from(InputStream in, String name, long size) throws InputException, IOException;
  }

  private <T> T read(String array, Reading<T> reading, boolean whole) throws InputException {
    String shown = source.describe(Optional.of(array));
    ZipEntry entry = zip.getEntry(array + SUFFIX);
    if (entry == null) {
      throw Refusals.malformed(source.name(), "it holds no array " + Words.quote(array));
    }
    CRC32 crc = new CRC32();
    try (InputStream raw = zip.getInputStream(entry);
        InputStream in = new CheckedInputStream(new BufferedInputStream(raw), crc)) {
      T result = reading.from(in, shown, entry.getSize());
      if (whole && (in.read() >= 0 || crc.getValue() != entry.getCrc())) {
        throw Refusals.malformed(shown, "its bytes do not have the checksum that the archive states");
      }
      return result;
    } catch (IOException e) {
      throw LineScanner.refusal(shown, e);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw Refusals.malformed(shown, "the archive cannot be read here").because(e);
    }
  }

  private RawMatrix sparse() throws InputException {
    List<String> formats = texts("format");
    String layout = formats.isEmpty() ? "" : formats.getFirst();
    NumberArray shape = numbers("shape");
    if (shape.values().length != 2) {
      throw InputException
          .of("E111", Words.quote(source.name()) + " is a sparse array of " + shape.values().length
              + " dimensions; a matrix has two.")
          .at(source.name());
    }
    int rows = length(shape.values()[0]);
    int columns = length(shape.values()[1]);
    if (rows != columns && options.shape() == ReadOptions.Shape.SQUARE) {
      throw InputException
          .of("E110",
              Words.quote(source.name()) + " has " + Words.count(rows) + " rows and " + Words.count(columns)
                  + " columns; a recurrent network needs a square matrix.")
          .at(source.name());
    }
    Storage storage = switch (layout) {
      case "csr" -> Storage.CSR;
      case "csc" -> Storage.CSC;
      case "coo" -> Storage.COORDINATE;
      default -> throw Refusals.unsupported(source.name(),
          "is a SciPy sparse matrix of layout " + Words.quote(layout) + "; csr, csc and coo are read.",
          "scipy.sparse.save_npz(\"W.npz\", W.tocsr())");
    };
    NumberArray data = numbers("data");
    MatrixBuilder entries = switch (storage) {
      case CSR -> Compressed.entries(true, numbers("indptr").values(), indices("indices", columns),
          data.values(), rows, source.name());
      case CSC -> Compressed.entries(false, numbers("indptr").values(), indices("indices", rows),
          data.values(), columns, source.name());
      default -> Compressed.coordinates(indices("row", rows), indices("col", columns), data.values(),
          source.name());
    };
    var origin = new RawMatrix.Origin(source.name(), FileFormat.NPZ, Optional.empty(),
        Optional.of(source.stamp()));
    Facts facts = new Facts(rows, columns, labels(rows), Symmetry.NONE, storage, data.type(),
        Direction.UNSTATED,
        origin, TextForm.DEFAULT, OptionalInt.of(0));
    return entries.result(facts, options);
  }

  private int length(double x) throws InputException {
    if (!(x >= 0 && x <= Integer.MAX_VALUE - 8) || x != Math.rint(x)) {
      throw Refusals.malformed(source.name(), "a shape of " + Words.number(x));
    }
    return (int) x;
  }
}
