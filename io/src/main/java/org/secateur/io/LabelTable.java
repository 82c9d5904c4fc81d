package org.secateur.io;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Names of nodes, numbered in order of appearance, looked up by their bytes. A mutable accumulator. */
final class LabelTable {
  private static final int MOST_DIGITS = 18;

  private byte[][] bytes = new byte[64][];
  private int[] hash = new int[64];
  private int[] slot = new int[256];
  private int count;

  /** The number of a name; a new one is checked to be UTF-8. */
  int number(byte[] b, int from, int to, String file, int line) throws InputException {
    int h = 1;
    for (int i = from; i < to; i++) {
      h = h * 31 + b[i];
    }
    h ^= h >>> 15;
    h *= 0x9e3779b1;
    int mask = slot.length - 1;
    int s = h >>> 7 & mask;
    while (slot[s] != 0) {
      int k = slot[s] - 1;
      if (hash[k] == h && Arrays.equals(bytes[k], 0, bytes[k].length, b, from, to)) {
        return k;
      }
      s = s + 1 & mask;
    }
    if (from == to) {
      throw Refusals.malformedLine(file, line, "the name of a node is empty");
    }
    String checked = FieldCutter.decode(b, from, to, file, line);
    assert !checked.isEmpty();
    if (count == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * count);
      hash = Arrays.copyOf(hash, 2 * count);
    }
    bytes[count] = Arrays.copyOfRange(b, from, to);
    hash[count] = h;
    slot[s] = ++count;
    if (2 * count > slot.length) {
      rehash();
    }
    return count - 1;
  }

  private void rehash() {
    slot = new int[2 * slot.length];
    int mask = slot.length - 1;
    for (int k = 0; k < count; k++) {
      int s = hash[k] >>> 7 & mask;
      while (slot[s] != 0) {
        s = s + 1 & mask;
      }
      slot[s] = k + 1;
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
    IntStream all = IntStream.range(0, count);
    if (!numbers) {
      return all.toArray();
    }
    return all.boxed()
        .sorted(
            Comparator.comparingLong(k -> Long.parseLong(new String(bytes[k], StandardCharsets.US_ASCII))))
        .mapToInt(Integer::intValue)
        .toArray();
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
