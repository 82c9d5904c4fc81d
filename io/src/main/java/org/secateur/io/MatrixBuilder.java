package org.secateur.io;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Entries in the order of the file, as a reader finds them. A mutable accumulator; {@link #result} checks, sorts,
 * merges and hands the matrix out.
 */
final class MatrixBuilder {
  /** What an entry with its line takes. */
  static final int ENTRY_BYTES = 20;

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

  /** Takes over entries that are all there already, the first {@code count} of each array, none with a line. */
  MatrixBuilder(int[] row, int[] column, double[] value, int count) {
    this.row = row;
    this.column = column;
    this.value = value;
    this.line = null;
    this.count = count;
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

  /** Whether the next entry needs more room. */
  boolean isFull() {
    return count == value.length;
  }

  private void grow() {
    reserve(count + (long) (count >> 1));
  }

  /** Makes room for so many entries in all, and for one more at least. */
  void reserve(long entries) {
    int size = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(entries, count + 16L));
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
    var words = new ValueCheck.Wording("weight", "Pruning would spread them to every score.",
        ValueCheck.Wording.AS_ZERO, count,
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
    var changes = new RawMatrix.Changes(0, 0, found.nan(), 0, scale);
    boolean halves = facts.symmetry() != Symmetry.NONE && hasBothHalves();
    boolean ascending = EntrySort.isStrictlyAscending(row, column, count);
    if (ascending && !halves) {
      return inOrder(changes, facts);
    }
    EntrySort.Sorted sorted = EntrySort.sorted(row, column, count);
    if (!halves && EntrySort.isStrictlyAscending(sorted.row, sorted.column, count)) {
      return picked(sorted.row, sorted.column, sorted.position).inOrder(changes, facts);
    }
    int[] order = sorted.position;
    int kept = mergeDuplicates(order, facts, options);
    changes = new RawMatrix.Changes(0, 0, found.nan(), count - (long) kept, scale);
    kept = halves ? mergeMirrored(order, kept, facts, options) : kept;
    order = Arrays.copyOf(order, kept);
    return picked(pick(row, order), pick(column, order), order).inOrder(changes, facts);
  }

  /** The largest weight rounded down to a power of two, so that dividing by it loses nothing. */
  static double scale(double largest, ReadOptions options) {
    return options.scale() == ReadOptions.Scale.AUTO && largest >= Double.MIN_NORMAL
        ? Math.scalb(1.0, Math.getExponent(largest))
        : 1;
  }

  private int mergeDuplicates(int[] order, Facts facts, ReadOptions options) throws InputException {
    int kept = 0;
    long repeated = 0;
    int exampleA = -1;
    int exampleB = -1;
    for (int s = 0; s < count;) {
      int first = order[s];
      int end = s + 1;
      while (end < count && row[order[end]] == row[first] && column[order[end]] == column[first]) {
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

  private boolean hasBothHalves() {
    boolean above = false;
    boolean below = false;
    for (int k = 0; k < count; k++) {
      above |= row[k] < column[k];
      below |= row[k] > column[k];
    }
    return above && below;
  }

  /**
   * Of (i, j) and (j, i) in a container that stores halves, one stays; they have to agree. What is above the diagonal,
   * sorted as if it were below, meets what is below in one pass over both.
   */
  private int mergeMirrored(int[] order, int kept, Facts facts, ReadOptions options) throws InputException {
    int[] upper = Arrays.stream(order, 0, kept).filter(k -> row[k] < column[k]).toArray();
    int[] turnedRow = Arrays.stream(upper).map(k -> column[k]).toArray();
    int[] turnedColumn = Arrays.stream(upper).map(k -> row[k]).toArray();
    int[] turned = EntrySort.sorted(turnedRow, turnedColumn, upper.length).position;
    BitSet dropped = new BitSet(count);
    int conflict = Integer.MAX_VALUE; // the first in the order of the entries above the diagonal
    int conflicting = -1;
    int s = 0;
    for (int t : turned) {
      long place = EntrySort.key(turnedRow[t], turnedColumn[t]);
      while (s < kept && EntrySort.key(row[order[s]], column[order[s]]) < place) {
        s++;
      }
      if (s == kept || EntrySort.key(row[order[s]], column[order[s]]) != place) {
        continue;
      }
      int a = upper[t];
      int b = order[s];
      if (agree(a, b, facts, options)) {
        dropped.set(Math.max(a, b));
      } else if (t < conflict) {
        conflict = t;
        conflicting = b;
      }
    }
    if (conflicting >= 0) {
      int a = upper[conflict];
      throw conflict(Math.min(a, conflicting), Math.max(a, conflicting), facts);
    }
    int left = 0;
    for (int t = 0; t < kept; t++) {
      if (!dropped.get(order[t])) {
        order[left++] = order[t];
      }
    }
    return left;
  }

  /** Whether a weight and its mirror image are the same; they are made so if the options ask for the mean. */
  private boolean agree(int a, int b, Facts facts, ReadOptions options) {
    double sign = facts.symmetry() == Symmetry.SKEW ? -1 : 1;
    double mirrored = sign * value[b];
    if (value[a] == mirrored) {
      return true;
    }
    if (options.undirected() != ReadOptions.Undirected.MEAN) {
      return false;
    }
    double mean = value[a] / 2 + mirrored / 2;
    value[a] = mean;
    value[b] = sign * mean;
    return true;
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

  /** The entries as they stand, without those that count as zero. */
  private RawMatrix inOrder(RawMatrix.Changes changes, Facts facts) {
    long zeros = 0;
    int m = 0;
    for (int k = 0; k < count; k++) {
      double w = value[k];
      if (Math.abs(w) < RawMatrix.TINY) {
        zeros += w == 0 ? 1 : 0;
        continue;
      }
      if (m < k) {
        move(k, m);
      }
      m++;
    }
    return matrix(m, dropped(zeros, count - (long) m - zeros, changes), facts);
  }

  private void move(int from, int to) {
    row[to] = row[from];
    column[to] = column[from];
    value[to] = value[from];
    if (line != null) {
      line[to] = line[from];
    }
    if (extra != null) {
      extra[to] = extra[from];
    }
  }

  /** The first {@code m} entries; an array that is just as long is handed over and not copied. */
  private RawMatrix matrix(int m, RawMatrix.Changes changes, Facts facts) {
    boolean exact = m == value.length;
    return new RawMatrix(facts, changes, exact ? row : Arrays.copyOf(row, m),
        exact ? column : Arrays.copyOf(column, m), exact ? value : Arrays.copyOf(value, m),
        line == null || exact ? line : Arrays.copyOf(line, m),
        extra == null || exact ? extra : Arrays.copyOf(extra, m));
  }

  /** Values that were undefined have become zeros, and were not stored as such. */
  private static RawMatrix.Changes dropped(long zeros, long tiny, RawMatrix.Changes c) {
    return new RawMatrix.Changes(Math.max(0, zeros - c.nanAsZero()), tiny, c.nanAsZero(), c.merged(),
        c.scale());
  }

  /** The entries at some positions, whose rows and columns are at hand. */
  private MatrixBuilder picked(int[] newRow, int[] newColumn, int[] position) {
    int m = position.length;
    double[] newValue = new double[m];
    for (int s = 0; s < m; s++) {
      newValue[s] = value[position[s]];
    }
    MatrixBuilder sorted = new MatrixBuilder(newRow, newColumn, newValue, m);
    sorted.line = line == null ? null : pick(line, position);
    if (extra != null) {
      sorted.extra = new String[m];
      for (int s = 0; s < m; s++) {
        sorted.extra[s] = extra[position[s]];
      }
    }
    return sorted;
  }

  private static int[] pick(int[] from, int[] position) {
    int[] to = new int[position.length];
    for (int s = 0; s < to.length; s++) {
      to[s] = from[position[s]];
    }
    return to;
  }
}
