package org.secateur.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Writes MATLAB level 5 files, dense or sparse, not packed, with the names of the nodes as a cell array. */
final class MatWriter {
  private static final int HEAD_TEXT = 116;
  private static final int CELL_CLASS = 1;
  private static final int CHAR_CLASS = 4;
  private static final int SPARSE_CLASS = 5;
  private static final int LOGICAL = 0x200;

  private final OutputStream out;

  private MatWriter(OutputStream out) {
    this.out = out;
  }

  /** Bytes of the data, to be compared with the 2 GiB that an element may have. */
  static double dataBytes(Outgoing m) {
    return isSparse(m)
        ? 12.0 * m.count() + 4.0 * m.columns()
        : (double) m.rows() * m.columns() * stored(m).bytes();
  }

  private static boolean isSparse(Outgoing m) {
    return m.matrix().storage() != Storage.DENSE;
  }

  /** MATLAB has sparse matrices of doubles and logicals only. */
  private static ElementType stored(Outgoing m) {
    return isSparse(m) ? ElementType.FLOAT64 : m.type();
  }

  static void write(Outgoing m, OutputStream out) throws IOException {
    MatWriter w = new MatWriter(out);
    w.head();
    if (isSparse(m)) {
      w.sparse(m);
    } else {
      w.dense(m);
    }
    if (!m.matrix().labels().isEmpty()) {
      w.labels(m.matrix().labels());
    }
  }

  private void head() throws IOException {
    byte[] text = new byte[HEAD_TEXT];
    Arrays.fill(text, (byte) ' ');
    byte[] words = "MATLAB 5.0 MAT-file, written by secateur".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(words, 0, text, 0, words.length);
    out.write(text);
    out.write(new byte[8]);
    out.write(new byte[]{0, 1, 'I', 'M'});
  }

  private void dense(Outgoing m) throws IOException {
    ElementType type = stored(m);
    byte[] start = start(matlabClass(type) | (type == ElementType.BOOL ? LOGICAL : 0), 0, m.member(),
        m.rows(),
        m.columns());
    int bytes = Math.toIntExact((long) m.rows() * m.columns() * type.bytes());
    tag(14, start.length + 8 + padded(bytes));
    out.write(start);
    tag(matlabType(type), bytes);
    BinaryOut numbers = new BinaryOut(out);
    int[] order = m.byColumn();
    int s = 0;
    for (int j = 0; j < m.columns(); j++) {
      for (int i = 0; i < m.rows(); i++) {
        boolean here = s < order.length && m.row(order[s]) == i && m.column(order[s]) == j;
        numbers.put(here ? m.value(order[s]) : 0, type);
        s += here ? 1 : 0;
      }
    }
    numbers.flush();
    out.write(new byte[padded(bytes) - bytes]);
  }

  private void sparse(Outgoing m) throws IOException {
    int n = m.count();
    int room = Math.max(1, n);
    boolean logical = m.type() == ElementType.BOOL;
    byte[] start = start(SPARSE_CLASS | (logical ? LOGICAL : 0), room, m.member(), m.rows(), m.columns());
    int rowBytes = Math.multiplyExact(4, room);
    int startBytes = 4 * (m.columns() + 1);
    int valueBytes = logical ? room : Math.multiplyExact(8, room);
    tag(14, start.length + 24 + padded(rowBytes) + padded(startBytes) + padded(valueBytes));
    out.write(start);
    int[] order = m.byColumn();
    BinaryOut numbers = new BinaryOut(out);
    tag(5, rowBytes);
    for (int s = 0; s < room; s++) {
      numbers.putInt(s < n ? m.row(order[s]) : 0);
    }
    pad(numbers, rowBytes);
    tag(5, startBytes);
    for (int x : NumpyWriter.starts(n, m::column, m.columns())) {
      numbers.putInt(x);
    }
    pad(numbers, startBytes);
    tag(logical ? 2 : 9, valueBytes);
    for (int s = 0; s < room; s++) {
      numbers.put(s < n ? m.value(order[s]) : 0, logical ? ElementType.BOOL : ElementType.FLOAT64);
    }
    pad(numbers, valueBytes);
  }

  private static void pad(BinaryOut numbers, int bytes) throws IOException {
    for (int i = bytes; i < padded(bytes); i++) {
      numbers.putByte(0);
    }
    numbers.flush();
  }

  private void labels(List<String> labels) throws IOException {
    byte[] start = start(CELL_CLASS, 0, "labels", labels.size(), 1);
    int bytes = start.length;
    for (String label : labels) {
      bytes = Math.addExact(bytes, 8 + start(CHAR_CLASS, 0, "", 1, label.length()).length + 8
          + padded(2 * label.length()));
    }
    tag(14, bytes);
    out.write(start);
    for (String label : labels) {
      byte[] text = start(CHAR_CLASS, 0, "", 1, label.length());
      int letters = 2 * label.length();
      tag(14, text.length + 8 + padded(letters));
      out.write(text);
      tag(17, letters);
      out.write(Arrays.copyOf(label.getBytes(StandardCharsets.UTF_16LE), padded(letters)));
    }
  }

  /** Flags, shape and name: what every array begins with. */
  private static byte[] start(int flags, int room, String name, int rows, int columns) {
    byte[] letters = name.getBytes(StandardCharsets.UTF_8);
    ByteBuffer b = ByteBuffer.allocate(16 + 16 + 8 + padded(letters.length)).order(ByteOrder.LITTLE_ENDIAN);
    b.putInt(6).putInt(8).putInt(flags).putInt(room);
    b.putInt(5).putInt(8).putInt(rows).putInt(columns);
    b.putInt(1).putInt(letters.length).put(letters);
    return b.array();
  }

  private void tag(int type, int bytes) throws IOException {
    out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(type).putInt(bytes).array());
  }

  private static int padded(int bytes) {
    return (bytes + 7) / 8 * 8;
  }

  private static int matlabClass(ElementType type) {
    return switch (type) {
      case FLOAT32 -> 7;
      case INT8 -> 8;
      case UINT8, BOOL -> 9;
      case INT16 -> 10;
      case UINT16 -> 11;
      case INT32 -> 12;
      case UINT32 -> 13;
      case INT64 -> 14;
      case UINT64 -> 15;
      default -> 6;
    };
  }

  private static int matlabType(ElementType type) {
    return switch (type) {
      case INT8 -> 1;
      case UINT8, BOOL -> 2;
      case INT16 -> 3;
      case UINT16 -> 4;
      case INT32 -> 5;
      case UINT32 -> 6;
      case FLOAT32 -> 7;
      case INT64 -> 12;
      case UINT64 -> 13;
      default -> 9;
    };
  }
}
