package org.secateur.io;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.InflaterInputStream;

/**
 * Reads numbers, dense and sparse, from a MATLAB level 5 file (versions 5 to 7; "MAT-File Format", The MathWorks).
 * Structures, objects and functions are listed and never opened.
 */
final class MatReader {
  private static final int HEAD = 128;
  private static final int TAG = 8;
  private static final int MATRIX = 14;
  private static final int COMPRESSED = 15;
  private static final int LONGEST_NAME = 4096;
  private static final int MOST_DIMENSIONS = 32;
  private static final int CELL_CLASS = 1;
  private static final int CHAR_CLASS = 4;
  private static final int SPARSE_CLASS = 5;
  private static final int COMPLEX = 0x800;
  private static final int LOGICAL = 0x200;

  private final Source source;
  private final ReadOptions options;
  private final Catalog catalog;
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

  MatReader(Source source, ReadOptions options) {
    this.source = source;
    this.options = options;
    this.catalog = new Catalog(source.name());
  }

  /** The beginning of a variable: everything before its data. A sparse one says for how many entries it has room. */
  private record Variable(String name, int type, int flags, long room, List<Integer> shape) {
    boolean isComplex() {
      return (flags & COMPLEX) != 0;
    }

    long elements() {
      long product = 1;
      for (int length : shape) {
        product = Math.multiplyExact(product, length);
      }
      return product;
    }

    ElementType elementType() {
      if ((flags & LOGICAL) != 0) {
        return ElementType.BOOL;
      }
      return switch (type) {
        case 7 -> ElementType.FLOAT32;
        case 8 -> ElementType.INT8;
        case 9 -> ElementType.UINT8;
        case 10 -> ElementType.INT16;
        case 11 -> ElementType.UINT16;
        case 12 -> ElementType.INT32;
        case 13 -> ElementType.UINT32;
        case 14 -> ElementType.INT64;
        case 15 -> ElementType.UINT64;
        default -> ElementType.FLOAT64;
      };
    }

    boolean isNumeric() {
      return type >= SPARSE_CLASS && type <= 15;
    }
  }

  RawMatrix matrix() throws InputException {
    list();
    Catalog.Item item = catalog.choose(source.member());
    var origin = new RawMatrix.Origin(source.describe(Optional.of(item.name())), FileFormat.MAT,
        Optional.of(item.name()), Optional.of(source.stamp()));
    return read(item.position(), (cursor, v) -> {
      if (v.type() == SPARSE_CLASS) {
        return sparse(cursor, v, origin);
      }
      NumberArray array = source.selection().of(dense(cursor, v));
      return DenseMatrix.of(array, labels(array.rows()), TextForm.DEFAULT, origin, options);
    });
  }

  SizeForecast forecast() throws InputException {
    list();
    return read(catalog.choose(source.member()).position(), (cursor, v) -> {
      SizeForecast all = SizeForecast.array(source, v.shape().stream().map(Integer::longValue).toList(),
          FileFormat.MAT);
      return v.type() == SPARSE_CLASS
          ? new SizeForecast(FileFormat.MAT, Storage.CSC, Symmetry.NONE, all.rows(), all.columns(), v.room(),
              true, source.bytes())
          : all;
    });
  }

  /** The array chosen, whatever its shape. */
  NumberArray array() throws InputException {
    list();
    return read(catalog.choose(source.member()).position(), this::dense);
  }

  private void list() throws InputException {
    long position = HEAD;
    try (InputStream in = at(0)) {
      byte[] head = in.readNBytes(HEAD);
      if (head.length < HEAD) {
        throw Refusals.truncated(source.name(), head.length, HEAD);
      }
      order = head[HEAD - 2] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    } catch (IOException e) {
      throw Refusals.unreadable(source.path(), e);
    }
    while (position < source.bytes()) {
      long size = elementSize(position);
      long start = position;
      Catalog.Item item = read(start, (cursor, v) -> new Catalog.Item(v.name(),
          v.shape().stream().map(Integer::longValue).toList(), content(v), start));
      if (!item.name().isEmpty()) {
        catalog.add(item);
      }
      position += TAG + size;
    }
  }

  private static Catalog.Content content(Variable v) {
    if (v.isNumeric()) {
      return Catalog.Content.NUMBERS;
    }
    return v.type() == CELL_CLASS ? Catalog.Content.TEXT : Catalog.Content.OTHER;
  }

  /** The bytes after the tag of a top element, which have to be there. */
  private long elementSize(long position) throws InputException {
    try (InputStream in = at(position)) {
      MatCursor cursor = new MatCursor(in, order, source.name(), source.bytes() - position);
      MatCursor.Tag tag = cursor.tag();
      if (tag.small() || (tag.type() != MATRIX && tag.type() != COMPRESSED)) {
        throw Refusals.malformed(source.name(),
            "an element of type " + tag.type() + " at byte " + Words.count(position));
      }
      if (tag.bytes() > cursor.left()) {
        throw tag.bytes() > options.sizeLimit()
            ? Refusals.tooLarge(source.name(), "declares an array of " + Words.size((long) tag.bytes()))
            : Refusals.truncated(source.name(), source.bytes(), position + TAG + tag.bytes());
      }
      return tag.bytes();
    } catch (IOException e) {
      throw LineScanner.refusal(source.name(), e);
    }
  }

  /** Something read from one variable. */
  private interface Reading<T> {
    T from(MatCursor cursor, Variable v) throws InputException, IOException;
  }

  private <T> T read(long position, Reading<T> reading) throws InputException {
    long limit = options.inflationLimit(source.bytes());
    try (InputStream in = at(position)) {
      MatCursor outer = new MatCursor(in, order, source.name(), source.bytes() - position);
      MatCursor.Tag tag = outer.tag();
      if (tag.type() == MATRIX) {
        MatCursor cursor = new MatCursor(in, order, source.name(), tag.bytes());
        return reading.from(cursor, variable(cursor));
      }
      try (InputStream packed = new BufferedInputStream(
          new InflaterInputStream(new Window(in, tag.bytes())))) {
        MatCursor.Tag inner = new MatCursor(packed, order, source.name(), TAG).tag();
        if (inner.type() != MATRIX || inner.small()) {
          throw Refusals.malformed(source.name(), "a packed element of type " + inner.type());
        }
        if (inner.bytes() > limit) {
          throw Refusals.tooLarge(source.name(),
              "(" + Words.count(source.bytes()) + " bytes) declares an array of "
                  + Words.size((long) inner.bytes()));
        }
        MatCursor cursor = new MatCursor(packed, order, source.name(), inner.bytes());
        return reading.from(cursor, variable(cursor));
      }
    } catch (EOFException e) {
      throw Refusals.truncated(source.name(), "a variable stops before its end").because(e);
    } catch (IOException e) {
      throw LineScanner.refusal(source.name(), e);
    }
  }

  private Variable variable(MatCursor cursor) throws InputException, IOException {
    ByteBuffer flags = cursor.data(cursor.tag(), "array flags", 8);
    if (flags.remaining() != 8) {
      throw Refusals.malformed(source.name(), "array flags of " + flags.remaining() + " bytes");
    }
    int word = flags.getInt();
    long room = Integer.toUnsignedLong(flags.getInt());
    ByteBuffer lengths = cursor.data(cursor.tag(), "a shape", 4 * MOST_DIMENSIONS);
    List<Integer> shape = new ArrayList<>();
    long product = 1;
    while (lengths.remaining() >= 4) {
      int length = lengths.getInt();
      product = length < 0 || product > Long.MAX_VALUE / Math.max(1, length) ? -1 : product * length;
      if (product < 0) {
        throw Refusals.malformed(source.name(), "a shape with length " + length);
      }
      shape.add(length);
    }
    ByteBuffer name = cursor.data(cursor.tag(), "a name", LONGEST_NAME);
    byte[] letters = new byte[name.remaining()];
    name.get(letters);
    return new Variable(new String(letters, StandardCharsets.UTF_8), word & 0xff, word, room, shape);
  }

  private NumberArray dense(MatCursor cursor, Variable v) throws InputException, IOException {
    String name = source.describe(Optional.of(v.name()));
    requireNumeric(v, name);
    if (v.type() == SPARSE_CLASS) {
      RawMatrix m = sparse(cursor, v,
          new RawMatrix.Origin(name, FileFormat.MAT, Optional.empty(), Optional.empty()));
      double[] all = new double[Memory.requireDoubles((long) m.rows() * m.columns(), name)];
      for (int k = 0; k < m.count(); k++) {
        all[m.row(k) * m.columns() + m.column(k)] = m.value(k);
      }
      return new NumberArray(name, v.shape(), false, v.elementType(), all, NumberArray.Notation.MATLAB);
    }
    double[] values = cursor.numbers(name, v.elements());
    if (v.isComplex()) {
      requireReal(cursor.numbers(name, v.elements()), name);
    }
    return new NumberArray(name, v.shape(), true, v.elementType(), values, NumberArray.Notation.MATLAB);
  }

  private static void requireNumeric(Variable v, String name) throws InputException {
    if (!v.isNumeric()) {
      throw Refusals.unsupported(name, "is " + switch (v.type()) {
        case CELL_CLASS -> "a cell array";
        case 2 -> "a structure";
        case CHAR_CLASS -> "text";
        default -> "an object or a function";
      } + ", not a matrix of numbers.", "in MATLAB: save('W.mat', 'W', '-v7') with W a matrix");
    }
  }

  private static void requireReal(double[] imaginary, String name) throws InputException {
    double largest = Arrays.stream(imaginary).map(Math::abs)
        .map(x -> Double.isNaN(x) ? Double.POSITIVE_INFINITY : x).max().orElse(0);
    if (largest > 0) {
      throw InputException
          .of("E124", name + " is complex with non-zero imaginary parts (max " + Words.number(largest)
              + "). Only real weights are supported.")
          .at(name)
          .withHint("for analytic signals use abs or real part first");
    }
  }

  private RawMatrix sparse(MatCursor cursor, Variable v, RawMatrix.Origin origin)
      throws InputException, IOException {
    String name = origin.description();
    if (v.shape().size() != 2) {
      throw Refusals.malformed(name, "a sparse array of " + v.shape().size() + " dimensions");
    }
    int rows = v.shape().get(0);
    int columns = v.shape().get(1);
    if (rows != columns && options.shape() == ReadOptions.Shape.SQUARE) {
      throw InputException
          .of("E110", name + " has " + Words.count(rows) + " rows and " + Words.count(columns)
              + " columns; a recurrent network needs a square matrix.")
          .at(name);
    }
    double[] row = cursor.allNumbers(name + " (row indices)");
    double[] start = cursor.allNumbers(name + " (column starts)");
    double[] value = cursor.allNumbers(name);
    if (v.isComplex()) {
      requireReal(cursor.allNumbers(name), name);
    }
    double stored = start.length == 0 ? 0 : start[start.length - 1];
    if (!(stored >= 0 && stored <= Math.min(row.length, value.length))) {
      throw Refusals.malformed(name, "its compressed columns do not fit together");
    }
    MatrixBuilder entries = Compressed.entries(false, start,
        Compressed.indices(row, (int) stored, rows, name), Arrays.copyOf(value, (int) stored), columns, name);
    Facts facts = new Facts(rows, columns, labels(rows), Symmetry.NONE, Storage.CSC, v.elementType(),
        Direction.UNSTATED, origin, TextForm.DEFAULT, OptionalInt.of(1));
    return entries.result(facts, options);
  }

  private List<String> labels(int nodes) throws InputException {
    Optional<Catalog.Item> item = catalog.labels(nodes);
    if (item.isEmpty()) {
      return List.of();
    }
    return read(item.get().position(), (cursor, v) -> {
      List<String> texts = new ArrayList<>();
      for (int k = 0; k < nodes; k++) {
        MatCursor.Tag tag = cursor.tag();
        if (tag.type() != MATRIX) {
          throw Refusals.malformed(source.name(), "a cell of type " + tag.type());
        }
        Variable cell = variable(cursor);
        if (cell.type() != CHAR_CLASS) {
          return List.<String>of();
        }
        texts.add(characters(cursor));
      }
      return texts;
    });
  }

  private static String characters(MatCursor cursor) throws InputException, IOException {
    MatCursor.Tag tag = cursor.tag();
    ByteBuffer b = cursor.data(tag, "text", 1 << 20);
    if (tag.type() == 4 || tag.type() == 17) {
      StringBuilder text = new StringBuilder();
      while (b.remaining() >= 2) {
        text.append(b.getChar());
      }
      return text.toString();
    }
    byte[] bytes = new byte[b.remaining()];
    b.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private InputStream at(long position) throws InputException {
    try {
      FileChannel channel = FileChannel.open(source.path(), StandardOpenOption.READ);
      channel.position(position);
      return new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
    } catch (IOException e) {
      throw Refusals.unreadable(source.path(), e);
    }
  }

  /** The next so many bytes of a stream. */
  private static final class Window extends InputStream {
    private final InputStream in;
    private int left;

    Window(InputStream in, int left) {
      this.in = in;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      if (left == 0) {
        return -1;
      }
      left--;
      return in.read();
    }

    @Override
    public int read(byte[] b, int from, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int n = in.read(b, from, Math.min(length, left));
      left -= Math.max(0, n);
      return n;
    }
  }
}
