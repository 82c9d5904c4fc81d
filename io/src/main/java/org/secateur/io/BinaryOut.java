package org.secateur.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers as little-endian bytes, through a buffer. */
final class BinaryOut {
  private final OutputStream out;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);

  BinaryOut(OutputStream out) {
    this.out = out;
  }

  /** One element; the type holds it exactly. */
  void put(double x, ElementType type) throws IOException {
    room();
    switch (type) {
      case BOOL, INT8, UINT8 -> buffer.put((byte) (long) x);
      case INT16, UINT16 -> buffer.putShort((short) (long) x);
      case INT32, UINT32 -> buffer.putInt((int) (long) x);
      case INT64, UINT64 -> buffer.putLong((long) x);
      case FLOAT16 -> buffer.putShort(Float.floatToFloat16((float) x));
      case FLOAT32 -> buffer.putFloat((float) x);
      case FLOAT64 -> buffer.putDouble(x);
      case BFLOAT16, INTEGER, REAL, PATTERN ->
        throw new IllegalArgumentException("not a type of a matrix in a file: " + type);
    }
  }

  void putInt(int x) throws IOException {
    room();
    buffer.putInt(x);
  }

  void putByte(int x) throws IOException {
    room();
    buffer.put((byte) x);
  }

  private void room() throws IOException {
    if (buffer.remaining() < Long.BYTES) {
      flush();
    }
  }

  /** Hands on what is buffered. */
  void flush() throws IOException {
    out.write(buffer.array(), 0, buffer.position());
    buffer.clear();
  }
}
