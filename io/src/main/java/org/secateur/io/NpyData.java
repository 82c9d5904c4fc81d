package org.secateur.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The elements of a NumPy array, as doubles of the same value. */
final class NpyData {
  private static final int CHUNK = 1 << 15;

  private final InputStream in;
  private final String name;
  private final NpyHeader header;

  private NpyData(InputStream in, String name, NpyHeader header) {
    this.in = in;
    this.name = name;
    this.header = header;
  }

  /**
   * Reads one array.
   *
   * @param in positioned at the magic
   * @param name file and member, for messages
   * @param present bytes that the array can have, head included
   * @param limit bytes that its elements may have
   */
  static NumberArray read(InputStream in, String name, long present, long limit)
      throws InputException, IOException {
    NpyHeader header = NpyHeader.read(in, name);
    ElementType type = elementType(header, name);
    int count = Memory.requireDoubles(requireSize(header, name, present, limit), name);
    List<Integer> shape = new ArrayList<>();
    for (long length : header.shape()) {
      if (length > Integer.MAX_VALUE) {
        throw Refusals.malformed(name,
            "a length of " + Words.count(length) + " in an array without elements");
      }
      shape.add((int) length);
    }
    double[] values = new NpyData(in, name, header).numbers(count, type);
    return new NumberArray(name, shape, header.columnMajor(), type, values, NumberArray.Notation.NUMPY);
  }

  /** Reads one array of whole numbers from 0 to below {@code bound}; E131 if one is not, as an entry of {@code file}. */
  static int[] readIndices(InputStream in, String name, long present, long limit, int bound, String file)
      throws InputException, IOException {
    NpyHeader header = NpyHeader.read(in, name);
    ElementType type = elementType(header, name);
    long size = requireSize(header, name, present, limit);
    NpyData data = new NpyData(in, name, header);
    int count = Memory.requireDoubles(size, name);
    if (type != ElementType.INT32 && type != ElementType.INT64) {
      return Compressed.indices(data.numbers(count, type), count, bound, file);
    }
    int[] index = new int[count];
    byte[] bytes = new byte[Math.min(CHUNK, Math.max(1, count)) * header.itemBytes()];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(header.order());
    for (int done = 0; done < count;) {
      int n = Math.min(CHUNK, count - done);
      data.requireBytes(bytes, n * header.itemBytes(), done);
      buffer.rewind();
      for (int k = done; k < done + n; k++) {
        long x = type == ElementType.INT32 ? buffer.getInt() : buffer.getLong();
        index[k] = x >= 0 && x < bound ? (int) x : Compressed.index((double) x, bound, k, file);
      }
      done += n;
    }
    return index;
  }

  /** Reads one array as its bytes, whatever they mean; rows after rows only. */
  static Tensor readTensor(InputStream in, String name, long present, long limit)
      throws InputException, IOException {
    NpyHeader header = NpyHeader.read(in, name);
    ElementType type = elementType(header, name);
    if (header.kind() == 'c') {
      throw Refusals.unsupported(name, "holds complex numbers.", "numpy.ascontiguousarray(a.real)");
    }
    long count = requireSize(header, name, present, limit);
    int[] shape = new int[header.shape().size()];
    for (int d = 0; d < shape.length; d++) {
      if (header.shape().get(d) > Integer.MAX_VALUE) {
        throw Refusals.malformed(name, "a length of " + Words.count(header.shape().get(d)));
      }
      shape[d] = (int) (long) header.shape().get(d);
    }
    byte[] bytes = new byte[Memory.requireBytes(count * type.bytes(), name)];
    new NpyData(in, name, header).requireBytes(bytes, bytes.length, 0);
    byte[] ordered = inOrder(bytes, type.bytes(), header.order());
    return Tensor.ofBytes(type, shape,
        header.columnMajor() ? lastFastest(ordered, type.bytes(), shape) : ordered);
  }

  /** Elements stored with the first index fastest (Fortran's order), with the last fastest. */
  private static byte[] lastFastest(byte[] bytes, int width, int[] shape) {
    byte[] out = new byte[bytes.length];
    int[] index = new int[shape.length];
    for (int from = 0; from < bytes.length; from += width) {
      int to = 0;
      for (int d = 0; d < shape.length; d++) {
        to = to * shape[d] + index[d];
      }
      System.arraycopy(bytes, from, out, to * width, width);
      for (int d = 0; d < shape.length && ++index[d] == shape[d]; d++) {
        index[d] = 0;
      }
    }
    return out;
  }

  private static byte[] inOrder(byte[] bytes, int width, ByteOrder order) {
    if (order == ByteOrder.BIG_ENDIAN) {
      for (int from = 0; from < bytes.length; from += width) {
        for (int k = 0; k < width / 2; k++) {
          byte swap = bytes[from + k];
          bytes[from + k] = bytes[from + width - 1 - k];
          bytes[from + width - 1 - k] = swap;
        }
      }
    }
    return bytes;
  }

  /** Reads one array of text: type S or U, any number of dimensions. */
  static List<String> readText(InputStream in, String name, long present, long limit)
      throws InputException, IOException {
    NpyHeader header = NpyHeader.read(in, name);
    if (header.kind() != 'S' && header.kind() != 'U') {
      elementType(header, name);
      throw Refusals.malformed(name, "text was expected");
    }
    long count = requireSize(header, name, present, limit);
    return new NpyData(in, name, header).texts(count);
  }

  /** The number of elements, once their bytes are known to be there. */
  private static long requireSize(NpyHeader header, String name, long present, long limit)
      throws InputException {
    int itemBytes = header.kind() == 'U' ? Math.multiplyExact(4, header.itemBytes()) : header.itemBytes();
    double declared = header.elements() * itemBytes;
    if (declared > limit) {
      throw Refusals.tooLarge(name,
          "(" + Words.count(present) + " bytes) declares an array of " + Words.size(declared));
    }
    long expected = header.headBytes() + (long) declared;
    if (expected > present) {
      throw Refusals.truncated(name, present, expected);
    }
    if (expected < present) {
      throw Refusals.malformed(name,
          "it declares " + Words.count(expected) + " bytes and has " + Words.count(present));
    }
    return (long) header.elements();
  }

  private static ElementType elementType(NpyHeader header, String name) throws InputException {
    return switch ("" + header.kind() + header.itemBytes()) {
      case "b1" -> ElementType.BOOL;
      case "i1" -> ElementType.INT8;
      case "i2" -> ElementType.INT16;
      case "i4" -> ElementType.INT32;
      case "i8" -> ElementType.INT64;
      case "u1" -> ElementType.UINT8;
      case "u2" -> ElementType.UINT16;
      case "u4" -> ElementType.UINT32;
      case "u8" -> ElementType.UINT64;
      case "f2" -> ElementType.FLOAT16;
      case "f4", "c8" -> ElementType.FLOAT32;
      case "f8", "c16" -> ElementType.FLOAT64;
      default -> throw refusedType(header, name);
    };
  }

  private static InputException refusedType(NpyHeader header, String name) {
    return switch (header.kind()) {
      case 'O' -> InputException
          .of("E125", Words.quote(name)
              + " stores Python objects, which can run code when loaded; secateur never loads them.")
          .at(name)
          .withHint("numpy.save(\"W.npy\", W.astype(float), allow_pickle=False)");
      case 'S', 'U' -> InputException.of("E126", Words.quote(name) + " holds text, not numbers.")
          .at(name)
          .withHint("numpy.save(\"W.npy\", W.astype(float))");
      default -> Refusals.unsupported(name,
          "holds elements of type " + Words.quote("" + header.kind() + header.itemBytes())
              + ", which are not numbers of 8 to 64 bits.",
          "numpy.save(\"W.npy\", W.astype(float))");
    };
  }

  private double[] numbers(int count, ElementType type) throws InputException, IOException {
    boolean complex = header.kind() == 'c';
    int itemBytes = header.itemBytes();
    double[] values = new double[count];
    byte[] bytes = new byte[Math.min(CHUNK, Math.max(1, count)) * itemBytes];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(header.order());
    double imaginary = 0;
    for (int done = 0; done < count;) {
      int n = Math.min(CHUNK, count - done);
      requireBytes(bytes, n * itemBytes, done);
      buffer.rewind();
      if (complex) {
        imaginary = Math.max(imaginary, complexes(buffer, values, done, n));
      } else {
        decode(buffer, type, values, done, n, name);
      }
      done += n;
    }
    if (imaginary > 0) {
      throw InputException
          .of("E124", name + " is complex" + 8 * itemBytes + " with non-zero imaginary parts (max "
              + Words.number(imaginary) + "). Only real weights are supported.")
          .at(name)
          .withHint("for analytic signals use abs or real part first");
    }
    return values;
  }

  private void requireBytes(byte[] bytes, int wanted, long elementsBefore)
      throws InputException, IOException {
    int got = in.readNBytes(bytes, 0, wanted);
    if (got < wanted) {
      long before = header.headBytes() + elementsBefore * header.itemBytes();
      throw Refusals.truncated(name, before + got,
          header.headBytes() + (long) (header.elements() * header.itemBytes()));
    }
  }

  private double complexes(ByteBuffer in8, double[] values, int from, int n) {
    double imaginary = 0;
    for (int k = from; k < from + n; k++) {
      values[k] = header.itemBytes() == 8 ? in8.getFloat() : in8.getDouble();
      double im = Math.abs(header.itemBytes() == 8 ? in8.getFloat() : in8.getDouble());
      imaginary = Double.isNaN(im) ? Double.POSITIVE_INFINITY : Math.max(imaginary, im);
    }
    return imaginary;
  }

  /** The next {@code n} elements of a buffer, as doubles of the same value; E128 where there is none. */
  static void decode(ByteBuffer b, ElementType type, double[] values, int from, int n, String name)
      throws InputException {
    for (int k = from; k < from + n; k++) {
      values[k] = switch (type) {
        case BOOL -> b.get() == 0 ? 0 : 1;
        case INT8 -> b.get();
        case INT16 -> b.getShort();
        case INT32 -> b.getInt();
        case INT64 -> Whole.exact(b.getLong(), name);
        case UINT8 -> b.get() & 0xff;
        case UINT16 -> b.getShort() & 0xffff;
        case UINT32 -> b.getInt() & 0xffff_ffffL;
        case UINT64 -> Whole.exactUnsigned(b.getLong(), name);
        case FLOAT16 -> Float.float16ToFloat(b.getShort());
        case BFLOAT16 -> Float.intBitsToFloat(b.getShort() << 16);
        case FLOAT32 -> b.getFloat();
        case FLOAT64 -> b.getDouble();
        case INTEGER, REAL, PATTERN -> throw new IllegalStateException("not a binary type: " + type);
      };
    }
  }

  private List<String> texts(long count) throws InputException, IOException {
    int width = header.kind() == 'U' ? 4 * header.itemBytes() : header.itemBytes();
    Memory.require((double) count * (width + 64), name);
    List<String> texts = new ArrayList<>();
    byte[] item = new byte[count == 0 ? 0 : width]; // a width is believed where its bytes are there
    for (long k = 0; k < count; k++) {
      requireBytes(item, width, k);
      texts.add(
          header.kind() == 'U' ? codePoints(item) : withoutPadding(new String(item, StandardCharsets.UTF_8)));
    }
    return texts;
  }

  private String codePoints(byte[] item) throws InputException {
    ByteBuffer b = ByteBuffer.wrap(item).order(header.order());
    StringBuilder text = new StringBuilder();
    while (b.remaining() >= 4) {
      int c = b.getInt();
      if (!Character.isValidCodePoint(c)) {
        throw Refusals.malformed(name, "a character outside Unicode");
      }
      text.appendCodePoint(c);
    }
    return withoutPadding(text.toString());
  }

  private static String withoutPadding(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == 0) {
      end--;
    }
    return text.substring(0, end);
  }
}
