package org.secateur.io;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Names of nodes, numbered in order of appearance, looked up by their bytes. A mutable accumulator. */
final class LabelTable {
  private static final int MOST_DIGITS = 18;

  private static final int SHORT = 7;
  private static final long LONG_NAME = 1L << 63;
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private static final int LARGEST_VALUE = 4_000_000;

  private int[] byValue = new int[1024]; // number + 1 of the names that are small numbers
  private byte[][] bytes = new byte[64][];
  private long[] slot = new long[2 * 256]; // key and number + 1, side by side
  private int shift = Long.SIZE - 8;
  private int count;

  /** The number of a name; a new one is checked to be UTF-8. */
  int number(byte[] b, int from, int to, String file, int line) throws InputException {
    int value = smallNumber(b, from, to);
    if (value >= 0 && value < byValue.length && byValue[value] > 0) {
      return byValue[value] - 1;
    }
    int number = lookUp(b, from, to, file, line);
    if (value >= 0) {
      if (value >= byValue.length) {
        byValue = Arrays.copyOf(byValue,
            Math.min(LARGEST_VALUE + 1, Math.max(value + 1, 2 * byValue.length)));
      }
      byValue[value] = number + 1;
    }
    return number;
  }

  /** A whole number that is not too large for a table of its own, without leading zeros; otherwise -1. */
  private static int smallNumber(byte[] b, int from, int to) {
    if (to - from > SHORT || to == from || (b[from] == '0' && to - from > 1)) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = b[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = 10 * value + digit;
    }
    return value <= LARGEST_VALUE ? value : -1;
  }

  private int lookUp(byte[] b, int from, int to, String file, int line) throws InputException {
    int length = to - from;
    long key = key(b, from, to);
    int mask = (slot.length >>> 1) - 1;
    int s = (int) (spread(key) >>> shift);
    while (slot[2 * s + 1] != 0) {
      int k = (int) slot[2 * s + 1] - 1;
      if (slot[2 * s] == key
          && (length <= SHORT || Arrays.equals(bytes[k], 0, bytes[k].length, b, from, to))) {
        return k;
      }
      s = (s + 1) & mask;
    }
    return add(b, from, to, key, s, file, line);
  }

  /** Short names are their own key: length in the upper byte, bytes below. A long name has a hash. */
  private static long key(byte[] b, int from, int to) {
    int length = to - from;
    long key = length;
    for (int i = from; i < from + Math.min(length, SHORT); i++) {
      key = key << 8 | (b[i] & 0xff);
    }
    if (length <= SHORT) {
      return key;
    }
    for (int i = from + SHORT; i < to; i++) {
      key = (key ^ b[i]) * GOLDEN;
      key ^= key >>> 29;
    }
    return key | LONG_NAME;
  }

  /** Names that differ in a digit only end up far apart. */
  private static long spread(long key) {
    long h = key * GOLDEN;
    return (h ^ h >>> 32) * GOLDEN;
  }

  private int add(byte[] b, int from, int to, long key, int at, String file, int line) throws InputException {
    if (from == to) {
      throw Refusals.malformedLine(file, line, "the name of a node is empty");
    }
    String checked = FieldCutter.decode(b, from, to, file, line);
    assert !checked.isEmpty();
    if (count == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * count);
    }
    bytes[count++] = Arrays.copyOfRange(b, from, to);
    slot[2 * at] = key;
    slot[2 * at + 1] = count;
    if (4 * count > slot.length) {
      rehash();
    }
    return count - 1;
  }

  private void rehash() {
    long[] old = slot;
    slot = new long[2 * old.length];
    shift--;
    int mask = (slot.length >>> 1) - 1;
    for (int i = 0; i < old.length; i += 2) {
      if (old[i + 1] != 0) {
        int s = (int) (spread(old[i]) >>> shift);
        while (slot[2 * s + 1] != 0) {
          s = (s + 1) & mask;
        }
        slot[2 * s] = old[i];
        slot[2 * s + 1] = old[i + 1];
      }
    }
  }

  int count() {
    return count;
  }

  List<String> labels() {
    List<String> labels = new ArrayList<>(count);
    for (int k = 0; k < count; k++) {
      labels.add(new String(bytes[k], StandardCharsets.UTF_8).replace("\"\"", "\""));
    }
    return labels;
  }

  /** The order in which names are handed out: by number if all are whole numbers, otherwise as they appeared. */
  int[] order() {
    boolean numbers = IntStream.range(0, count).allMatch(k -> isCanonicalNumber(bytes[k]));
    long[] key = new long[count];
    for (int k = 0; k < count; k++) {
      key[k] = numbers ? number(bytes[k]) : k;
    }
    return EntrySort.order(key);
  }

  private static long number(byte[] digits) {
    long x = 0;
    for (byte d : digits) {
      x = 10 * x + d - '0';
    }
    return x;
  }

  private static boolean isCanonicalNumber(byte[] b) {
    if (b.length > MOST_DIGITS || (b.length > 1 && b[0] == '0')) {
      return false;
    }
    for (byte digit : b) {
      if (digit < '0' || digit > '9') {
        return false;
      }
    }
    return true;
  }
}
