package org.secateur.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assertions;

/** Files made by hand, byte by byte, and what is thrown when they are read. */
final class Bytes {
  private Bytes() {
  }

  static Path file(Path folder, String name, String text) {
    return file(folder, name, text.getBytes(StandardCharsets.UTF_8));
  }

  static Path file(Path folder, String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A NumPy array of version 1 with this head. */
  static byte[] npy(String descr, String shape, byte... data) {
    String head = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + ", }\n";
    ByteBuffer b = ByteBuffer.allocate(10 + head.length() + data.length).order(ByteOrder.LITTLE_ENDIAN);
    b.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0);
    b.putShort((short) head.length()).put(head.getBytes(StandardCharsets.US_ASCII)).put(data);
    return b.array();
  }

  /** An IDX file of this type and these lengths. */
  static byte[] idx(int type, int[] lengths, byte... data) {
    ByteBuffer b = ByteBuffer.allocate(4 + 4 * lengths.length + data.length);
    b.put((byte) 0).put((byte) 0).put((byte) type).put((byte) lengths.length);
    for (int length : lengths) {
      b.putInt(length);
    }
    return b.put(data).array();
  }

  static byte[] doubles(double... values) {
    ByteBuffer b = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double x : values) {
      b.putDouble(x);
    }
    return b.array();
  }

  static byte[] ints(int... values) {
    ByteBuffer b = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int x : values) {
      b.putInt(x);
    }
    return b.array();
  }

  static byte[] longs(long... values) {
    ByteBuffer b = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long x : values) {
      b.putLong(x);
    }
    return b.array();
  }

  static byte[] zip(Map<String, byte[]> entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> e : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(e.getKey()));
        zip.write(e.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static InputException refusal(Path file, ReadOptions options) {
    return Assertions.assertThrows(InputException.class, () -> MatrixReader.read(file, options));
  }

  static InputException refusal(String spec) {
    return Assertions.assertThrows(InputException.class, () -> MatrixReader.read(spec, ReadOptions.DEFAULT));
  }
}
