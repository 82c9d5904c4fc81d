package org.secateur.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A place in the elements of a MATLAB file. An element is a tag, its type and length, and its bytes, padded to eight. */
final class MatCursor {
  /** Type and length of an element; a small one has its data inside the tag. */
  record Tag(int type, int bytes, boolean small) {
  }

  private final InputStream in;
  private final ByteOrder order;
  private final String name;
  private long left;

  /**
   * A cursor.
   *
   * @param in where the bytes come from
   * @param order their byte order
   * @param name file and variable, for messages
   * @param left how many bytes the element around has
   */
  MatCursor(InputStream in, ByteOrder order, String name, long left) {
    this.in = in;
    this.order = order;
    this.name = name;
    this.left = left;
  }

  long left() {
    return left;
  }

  /** The next tag: eight bytes, or four of a small element, whose data follow at once. */
  Tag tag() throws InputException, IOException {
    int first = ByteBuffer.wrap(bytes(4)).order(order).getInt();
    int smallBytes = first >>> 16;
    if (smallBytes != 0) {
      if (smallBytes > 4) {
        throw Refusals.malformed(name, "a small element of " + smallBytes + " bytes");
      }
      return new Tag(first & 0xffff, smallBytes, true);
    }
    int length = ByteBuffer.wrap(bytes(4)).order(order).getInt();
    if (length < 0) {
      throw Refusals.malformed(name, "an element of more than 2 GiB");
    }
    return new Tag(first, length, false);
  }

  /** The data of an element, without padding. */
  ByteBuffer data(Tag tag, String what, long most) throws InputException, IOException {
    if (tag.bytes() > most) {
      throw Refusals.malformed(name, what + " has " + Words.count(tag.bytes()) + " bytes");
    }
    byte[] data = bytes(tag.bytes());
    int unit = tag.small() ? 4 : 8;
    int padding = (unit - tag.bytes() % unit) % unit;
    bytes((int) Math.min(padding, left));
    return ByteBuffer.wrap(data).order(order);
  }

  private byte[] bytes(int wanted) throws InputException, IOException {
    if (wanted > left) {
      throw Refusals.malformed(name,
          "an element of " + Words.count(wanted) + " bytes where " + Words.count(left)
              + " are left");
    }
    Memory.require(wanted, name);
    byte[] b = in.readNBytes(wanted);
    if (b.length < wanted) {
      throw new EOFException(name);
    }
    left -= wanted;
    return b;
  }

  /** The numbers of the next element, of which there have to be {@code count}. */
  double[] numbers(String what, long count) throws InputException, IOException {
    Tag tag = tag();
    ElementType type = stored(tag.type(), what);
    if (tag.bytes() != (double) count * type.bytes()) {
      throw Refusals.malformed(name, what + " has " + Words.count(tag.bytes()) + " bytes, not those of "
          + Words.count(count) + " elements");
    }
    return numbers(tag, type, what);
  }

  /** All numbers of the next element. */
  double[] allNumbers(String what) throws InputException, IOException {
    Tag tag = tag();
    return numbers(tag, stored(tag.type(), what), what);
  }

  /** Each as a double of the same value. */
  private double[] numbers(Tag tag, ElementType type, String what) throws InputException, IOException {
    int count = tag.bytes() / type.bytes();
    double[] values = new double[Memory.requireDoubles(count, name)];
    ByteBuffer b = data(tag, what, Long.MAX_VALUE);
    for (int k = 0; k < values.length; k++) {
      values[k] = switch (type) {
        case INT8 -> b.get();
        case UINT8 -> b.get() & 0xff;
        case INT16 -> b.getShort();
        case UINT16 -> b.getShort() & 0xffff;
        case INT32 -> b.getInt();
        case UINT32 -> b.getInt() & 0xffff_ffffL;
        case INT64 -> Whole.exact(b.getLong(), name);
        case UINT64 -> Whole.exactUnsigned(b.getLong(), name);
        case FLOAT32 -> b.getFloat();
        default -> b.getDouble();
      };
    }
    return values;
  }

  private ElementType stored(int type, String what) throws InputException {
    return switch (type) {
      case 1 -> ElementType.INT8;
      case 2 -> ElementType.UINT8;
      case 3 -> ElementType.INT16;
      case 4 -> ElementType.UINT16;
      case 5 -> ElementType.INT32;
      case 6 -> ElementType.UINT32;
      case 7 -> ElementType.FLOAT32;
      case 9 -> ElementType.FLOAT64;
      case 12 -> ElementType.INT64;
      case 13 -> ElementType.UINT64;
      default -> throw Refusals.malformed(name, what + " is stored as type " + type);
    };
  }
}
