package org.secateur.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Writes a matrix as an IDX array of two dimensions: see {@link IdxReader}. */
final class IdxWriter {
  private IdxWriter() {
  }

  /** The type of the format that holds all that another type can. */
  static ElementType suited(ElementType type) {
    return switch (type) {
      case UINT8, INT8, INT16, INT32, FLOAT32, FLOAT64 -> type;
      case BOOL, PATTERN -> ElementType.UINT8;
      case UINT16, INTEGER -> ElementType.INT32;
      case FLOAT16, BFLOAT16 -> ElementType.FLOAT32;
      case UINT32, INT64, UINT64, REAL -> ElementType.FLOAT64;
    };
  }

  static void write(Outgoing m, OutputStream out) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(12);
    head.put((byte) 0).put((byte) 0).put(code(m.type())).put((byte) 2).putInt(m.rows()).putInt(m.columns());
    out.write(head.array());
    ByteBuffer row = ByteBuffer.allocate(Math.multiplyExact(m.columns(), m.type().bytes()));
    int k = 0;
    for (int i = 0; i < m.rows(); i++) {
      row.clear();
      for (int j = 0; j < m.columns(); j++) {
        boolean here = k < m.count() && m.row(k) == i && m.column(k) == j;
        put(row, here ? m.value(k) : 0, m.type());
        k += here ? 1 : 0;
      }
      out.write(row.array());
    }
  }

  private static byte code(ElementType type) {
    return switch (type) {
      case UINT8 -> 0x08;
      case INT8 -> 0x09;
      case INT16 -> 0x0b;
      case INT32 -> 0x0c;
      case FLOAT32 -> 0x0d;
      case FLOAT64 -> 0x0e;
      default -> throw new IllegalArgumentException("no IDX type: " + type);
    };
  }

  private static void put(ByteBuffer row, double x, ElementType type) {
    switch (type) {
      case UINT8, INT8 -> row.put((byte) (int) x);
      case INT16 -> row.putShort((short) x);
      case INT32 -> row.putInt((int) x);
      case FLOAT32 -> row.putFloat((float) x);
      default -> row.putDouble(x);
    }
  }
}
