package org.secateur.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Reads IDX arrays, plain or packed with gzip: two zero bytes, a type, the number of dimensions, one 32-bit length a
 * dimension, then the elements, all big-endian and the last index fastest. LeCun, Cortes and Burges, "The MNIST database
 * of handwritten digits" (1998).
 */
final class IdxReader {
  private static final int MAGIC_BYTES = 4;
  private static final int MOST_DIMENSIONS = 8;
  private static final int CHUNK = 1 << 15;
  /** No deflated byte stands for more than 1,032 (RFC 1951: 258 bytes a match of two bits). */
  private static final long DEFLATE_RATIO = 1032;

  private final Source source;
  private final ReadOptions options;

  IdxReader(Source source, ReadOptions options) {
    this.source = source;
    this.options = options;
  }

  /** True if a file begins as an IDX file. */
  static boolean isIdx(byte[] head) {
    return head.length >= MAGIC_BYTES && head[0] == 0 && head[1] == 0 && type(head[2]).isPresent()
        && head[3] >= 1 && head[3] <= MOST_DIMENSIONS;
  }

  /** E108 for a file that begins with two zero bytes, claims to be IDX and goes on otherwise; the rest is sniffed. */
  static void requireMagic(byte[] head, String name) throws InputException {
    if (head.length >= 2 && head[0] == 0 && head[1] == 0 && !isIdx(head)) {
      String magic = HexFormat.ofDelimiter(" ").formatHex(head, 0, Math.min(MAGIC_BYTES, head.length));
      throw Refusals.malformed(name, "its magic number is " + magic
          + "; an IDX file begins with 00 00, a type (08, 09, 0b, 0c, 0d or 0e) and 1 to " + MOST_DIMENSIONS
          + " dimensions");
    }
  }

  static Optional<ElementType> type(int code) {
    return switch (code) {
      case 0x08 -> Optional.of(ElementType.UINT8);
      case 0x09 -> Optional.of(ElementType.INT8);
      case 0x0b -> Optional.of(ElementType.INT16);
      case 0x0c -> Optional.of(ElementType.INT32);
      case 0x0d -> Optional.of(ElementType.FLOAT32);
      case 0x0e -> Optional.of(ElementType.FLOAT64);
      default -> Optional.empty();
    };
  }

  /** The array, of one to eight dimensions. */
  NumberArray array(boolean gzip) throws InputException {
    source.requireNoMember();
    try (InputStream raw = source.open();
        InputStream in = gzip ? new BufferedInputStream(new GZIPInputStream(raw, 1 << 16), 1 << 16) : raw) {
      return read(in, gzip);
    } catch (IOException e) {
      throw LineScanner.refusal(source.name(), e);
    }
  }

  /** What the head says of it, its elements unread. */
  SizeForecast forecast(boolean gzip) throws InputException {
    source.requireNoMember();
    try (InputStream raw = source.open();
        InputStream in = gzip ? new BufferedInputStream(new GZIPInputStream(raw, 1 << 12), 1 << 12) : raw) {
      byte[] magic = bytes(in, new byte[MAGIC_BYTES], MAGIC_BYTES, 0, MAGIC_BYTES);
      int headBytes = MAGIC_BYTES + 4 * magic[3];
      ByteBuffer lengths = ByteBuffer
          .wrap(bytes(in, new byte[4 * magic[3]], 4 * magic[3], MAGIC_BYTES, headBytes));
      List<Long> shape = new ArrayList<>();
      while (lengths.hasRemaining()) {
        shape.add(lengths.getInt() & 0xffff_ffffL);
      }
      return SizeForecast.array(source, shape, FileFormat.IDX);
    } catch (IOException e) {
      throw LineScanner.refusal(source.name(), e);
    }
  }

  private NumberArray read(InputStream in, boolean gzip) throws InputException, IOException {
    byte[] magic = bytes(in, new byte[MAGIC_BYTES], MAGIC_BYTES, 0, MAGIC_BYTES);
    ElementType type = type(magic[2]).orElseThrow(() -> Refusals.malformed(source.name(), "its type"));
    int headBytes = MAGIC_BYTES + 4 * magic[3];
    ByteBuffer lengths = ByteBuffer
        .wrap(bytes(in, new byte[4 * magic[3]], 4 * magic[3], MAGIC_BYTES, headBytes));
    List<Integer> shape = new ArrayList<>();
    double elements = 1;
    while (lengths.hasRemaining()) {
      long length = lengths.getInt() & 0xffff_ffffL;
      elements *= length;
      shape.add((int) Math.min(length, Integer.MAX_VALUE));
    }
    int count = requireSize(headBytes, elements, type, gzip);
    if (shape.contains(Integer.MAX_VALUE)) {
      throw Refusals.malformed(source.name(), "a length beyond 2,147,483,646");
    }
    double[] values = elements(in, count, type, headBytes);
    if (in.read() >= 0) {
      throw Refusals.malformed(source.name(), "there is something after the "
          + Words.count(headBytes + (long) count * type.bytes()) + " bytes that it declares");
    }
    return new NumberArray(source.name(), shape, false, type, values, NumberArray.Notation.NUMPY);
  }

  /** The number of elements, once it is known that their bytes can be there. */
  private int requireSize(int headBytes, double elements, ElementType type, boolean gzip)
      throws InputException {
    double declared = headBytes + elements * type.bytes();
    long limit = gzip ? options.inflationLimit(source.bytes()) : options.sizeLimit();
    double possible = gzip ? (double) source.bytes() * DEFLATE_RATIO : source.bytes();
    if (declared > limit || (gzip && declared > possible)) {
      throw Refusals.tooLarge(source.name(),
          "(" + Words.count(source.bytes()) + " bytes) declares an array of " + Words.size(declared));
    }
    if (declared > possible) {
      throw Refusals.truncated(source.name(), source.bytes(), (long) declared);
    }
    return Memory.requireDoubles((long) elements, source.name());
  }

  private double[] elements(InputStream in, int count, ElementType type, int headBytes)
      throws InputException, IOException {
    double[] values = new double[count];
    byte[] chunk = new byte[Math.min(CHUNK, Math.max(1, count)) * type.bytes()];
    ByteBuffer buffer = ByteBuffer.wrap(chunk).order(ByteOrder.BIG_ENDIAN);
    long expected = headBytes + (long) count * type.bytes();
    for (int done = 0; done < count;) {
      int n = Math.min(CHUNK, count - done);
      bytes(in, chunk, n * type.bytes(), headBytes + (long) done * type.bytes(), expected);
      buffer.rewind();
      NpyData.decode(buffer, type, values, done, n, source.name());
      done += n;
    }
    return values;
  }

  private byte[] bytes(InputStream in, byte[] into, int wanted, long before, long expected)
      throws InputException, IOException {
    int got = in.readNBytes(into, 0, wanted);
    if (got < wanted) {
      throw Refusals.truncated(source.name(), before + got, expected);
    }
    return into;
  }
}
