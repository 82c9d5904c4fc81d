package org.secateur.io;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Entries in the order of the file, as a reader finds them. A mutable accumulator; {@link #result} checks, sorts,
 * merges and hands the matrix out.
 */
final class MatrixBuilder {
  private int[] row;
  private int[] column;
  private double[] value;
  private int @Nullable [] line;
  private String @Nullable [] extra;
  private int count;

  /**
   * An empty accumulator.
   *
   * @param expected how many entries to make room for at first; a claim of the file is not to be passed unchecked
   * @param lines true if the entries have line numbers
   */
  MatrixBuilder(int expected, boolean lines) {
    row = new int[expected];
    column = new int[expected];
    value = new double[expected];
    line = lines ? new int[expected] : null;
  }

  int count() {
    return count;
  }

  void add(int i, int j, double w, int lineNumber) {
    if (count == value.length) {
      grow();
    }
    row[count] = i;
    column[count] = j;
    value[count] = w;
    if (line != null) {
      line[count] = lineNumber;
    }
    count++;
  }

  /** The further fields of the entry added last. */
  void addExtra(String fields) {
    if (extra == null) {
      extra = new String[value.length];
    }
    extra[count - 1] = fields;
  }

  private void grow() {
    int size = Math.max(16, (int) Math.min(Integer.MAX_VALUE - 8, count + (long) (count >> 1)));
    row = Arrays.copyOf(row, size);
    column = Arrays.copyOf(column, size);
    value = Arrays.copyOf(value, size);
    line = line == null ? null : Arrays.copyOf(line, size);
    extra = extra == null ? null : Arrays.copyOf(extra, size);
  }

  /** Replaces every index through a table: used when labels get their final order after reading. */
  void renumber(int[] newIndex) {
    for (int k = 0; k < count; k++) {
      row[k] = newIndex[row[k]];
      column[k] = newIndex[column[k]];
    }
  }

  /** Subtracts the index base. */
  void shift(int base) {
    for (int k = 0; k < count; k++) {
      row[k] -= base;
      column[k] -= base;
    }
  }

  int rowAt(int k) {
    return row[k];
  }

  int columnAt(int k) {
    return column[k];
  }

  int lineAt(int k) {
    return line == null ? 0 : line[k];
  }

  /** "line 3", or "entry 3" for a container without lines. */
  private String lineOf(int k) {
    return line != null ? "line " + Words.count(line[k]) : "entry " + Words.count(k + 1L);
  }

  /** The finished matrix; the accumulator must not be used again. */
  RawMatrix result(Facts facts, ReadOptions options) throws InputException {
    String file = facts.origin().description();
    var words = new ValueCheck.Wording("weight", "Pruning would spread them to every score.", count,
        k -> line != null
            ? lineOf(k)
            : "row " + Words.count(row[k] + 1L) + ", column " + Words.count(column[k] + 1L),
        k -> lineOf(k) + " of " + file);
    ValueCheck.Found found = ValueCheck.require(value, count, facts.elementType(), options, words);
    double scale = scale(found.largest(), options);
    if (scale != 1) {
      for (int k = 0; k < count; k++) {
        value[k] /= scale;
      }
    }
    long[] key = EntrySort.keys(row, column, count);
    int[] order = EntrySort.order(key);
    long[] sorted = new long[count];
    for (int k = 0; k < count; k++) {
      sorted[k] = key[order[k]];
    }
    int kept = mergeDuplicates(sorted, order, facts, options);
    long merged = count - (long) kept;
    if (facts.symmetry() != Symmetry.NONE) {
      kept = mergeMirrored(sorted, order, kept, facts, options);
    }
    return pick(sorted, order, kept, found.nan(), merged, scale, facts);
  }

  /** The largest weight rounded down to a power of two, so that dividing by it loses nothing. */
  static double scale(double largest, ReadOptions options) {
    return options.scale() == ReadOptions.Scale.AUTO && largest >= Double.MIN_NORMAL
        ? Math.scalb(1.0, Math.getExponent(largest))
        : 1;
  }

  private int mergeDuplicates(long[] sorted, int[] order, Facts facts, ReadOptions options)
      throws InputException {
    int kept = 0;
    long repeated = 0;
    int exampleA = -1;
    int exampleB = -1;
    for (int s = 0; s < count;) {
      int first = order[s];
      int end = s + 1;
      while (end < count && sorted[end] == sorted[s]) {
        value[first] = switch (options.duplicates()) {
          case SUM -> value[first] + value[order[end]];
          case MAX -> Math.max(value[first], value[order[end]]);
          case FIRST, REFUSE -> value[first];
        };
        end++;
      }
      if (end > s + 1 && repeated++ == 0) {
        exampleA = first;
        exampleB = order[s + 1];
      }
      sorted[kept] = sorted[s];
      order[kept++] = first;
      s = end;
    }
    if (repeated > 0 && options.duplicates() == ReadOptions.Duplicates.REFUSE) {
      String lines = line != null
          ? "lines " + Words.count(line[exampleA]) + " and " + Words.count(line[exampleB])
          : "entries " + Words.count(exampleA + 1L) + " and " + Words.count(exampleB + 1L);
      throw InputException
          .of("E156",
              Words.count(repeated) + (repeated == 1 ? " edge appears" : " edges appear")
                  + " more than once (example: "
                  + facts.name(row[exampleA]) + " -> " + facts.name(column[exampleA]) + ", weights "
                  + Words.number(value[exampleA]) + " and " + Words.number(value[exampleB]) + ", " + lines
                  + ").")
          .at(lineOf(exampleB) + " of " + facts.origin().description())
          .withHint("--duplicates sum (synapse counts) | max | first");
    }
    return kept;
  }

  /** Of (i, j) and (j, i) in a container that stores halves, one stays; they have to agree. */
  private int mergeMirrored(long[] sorted, int[] order, int kept, Facts facts, ReadOptions options)
      throws InputException {
    double sign = facts.symmetry() == Symmetry.SKEW ? -1 : 1;
    boolean[] dropped = new boolean[kept];
    for (int s = 0; s < kept; s++) {
      int a = order[s];
      int t = row[a] < column[a]
          ? Arrays.binarySearch(sorted, 0, kept, EntrySort.key(/* row= */ column[a], /* column= */ row[a]))
          : -1;
      if (t < 0) {
        continue;
      }
      int b = order[t];
      double mirrored = sign * value[b];
      if (value[a] != mirrored) {
        if (options.undirected() != ReadOptions.Undirected.MEAN) {
          throw conflict(Math.min(a, b), Math.max(a, b), facts);
        }
        double mean = value[a] / 2 + mirrored / 2;
        value[a] = mean;
        value[b] = sign * mean;
      }
      dropped[a < b ? t : s] = true;
    }
    int left = 0;
    for (int s = 0; s < kept; s++) {
      if (!dropped[s]) {
        sorted[left] = sorted[s];
        order[left++] = order[s];
      }
    }
    return left;
  }

  private InputException conflict(int first, int second, Facts facts) {
    return InputException
        .of("E157",
            edge(first, facts) + " (" + lineOf(first) + ") and " + edge(second, facts) + " (" + lineOf(second)
                + ") disagree in an undirected list.")
        .at(lineOf(second) + " of " + facts.origin().description())
        .withHint("--undirected mean, or drop --undirected");
  }

  private String edge(int k, Facts facts) {
    return Words.quote(facts.name(row[k]) + "," + facts.name(column[k]) + "," + Words.number(value[k]));
  }

  private RawMatrix pick(long[] sorted, int[] order, int kept, long nan, long merged, double scale,
      Facts facts) {
    long zeros = -nan;
    long tiny = 0;
    int[] r = new int[kept];
    int[] c = new int[kept];
    double[] v = new double[kept];
    int[] l = line == null ? null : new int[kept];
    String[] x = extra == null ? null : new String[kept];
    int m = 0;
    for (int s = 0; s < kept; s++) {
      int k = order[s];
      double w = value[k];
      if (Math.abs(w) < RawMatrix.TINY) {
        zeros += w == 0 ? 1 : 0;
        tiny += w == 0 ? 0 : 1;
        continue;
      }
      r[m] = (int) (sorted[s] >>> 32);
      c[m] = (int) sorted[s];
      v[m] = w;
      if (l != null && line != null) {
        l[m] = line[k];
      }
      if (x != null && extra != null) {
        x[m] = extra[k];
      }
      m++;
    }
    var changes = new RawMatrix.Changes(Math.max(0, zeros), tiny, nan, merged, scale);
    return m == kept
        ? new RawMatrix(facts, changes, r, c, v, l, x)
        : new RawMatrix(facts, changes, Arrays.copyOf(r, m), Arrays.copyOf(c, m), Arrays.copyOf(v, m),
            l == null ? null : Arrays.copyOf(l, m), x == null ? null : Arrays.copyOf(x, m));
  }
}
