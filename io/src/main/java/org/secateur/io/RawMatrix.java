package org.secateur.io;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a file holds, before anybody says what it means: entries by row and column, sorted by (row, column), no two at
 * the same place, all finite, none zero or below {@link #TINY}. Which index is the sender, whether the diagonal is a
 * leak and whether the matrix ought to be symmetric is for others to say. Immutable.
 *
 * <p>It remembers enough of its container that {@link #withEntries} of it, written by {@link MatrixWriter}, is the same
 * kind of file with the same bits in every weight that is left.
 */
public final class RawMatrix {
  /** An entry nearer to zero than this is read as zero. */
  public static final double TINY = 1e-300;

  /**
   * Where a matrix came from.
   *
   * @param description the file without its folder, and the member, as in {@code cortex.npz::W}
   * @param format what the file is
   * @param member the array inside the container, if it has names
   * @param stamp the file's hash and size; empty for a matrix that was not read
   */
  public record Origin(String description, FileFormat format, Optional<String> member,
      Optional<FileStamp> stamp) {
  }

  /**
   * What reading left out or changed.
   *
   * @param zeros entries that a sparse container or an edge list stores although they are zero
   * @param tiny entries below {@link #TINY}, read as zero
   * @param nanAsZero undefined or missing weights read as zero because an option said so
   * @param merged entries that went into another one at the same place because an option said so
   * @param scale what every weight was divided by; 1 unless an option said so
   */
  public record Changes(long zeros, long tiny, long nanAsZero, long merged, double scale) {
    /** Nothing. */
    public static final Changes NONE = new Changes(0, 0, 0, 0, 1);
  }

  private final Facts facts;
  private final Changes changes;
  private final int[] row;
  private final int[] column;
  private final double[] value;
  private final int @Nullable [] line;
  private final String @Nullable [] extra;

  /** Takes the arrays over: entries sorted, checked and never changed again. */
  RawMatrix(Facts facts, Changes changes, int[] row, int[] column, double[] value, int @Nullable [] line,
      String @Nullable [] extra) {
    this.facts = facts;
    this.changes = changes;
    this.row = row;
    this.column = column;
    this.value = value;
    this.line = line;
    this.extra = extra;
  }

  /**
   * A matrix that was not read from a file, to be written as one.
   *
   * @param rows number of rows
   * @param columns number of columns
   * @param row of each entry; copied, in any order
   * @param column of each entry; copied
   * @param value of each entry, finite; copied; what is below {@link #TINY} is dropped
   * @param labels names of the nodes, one for each row, or empty
   * @param format what it is going to be
   * @throws IllegalArgumentException if an entry is outside, not finite, or at the place of another
   */
  public static RawMatrix of(int rows, int columns, int[] row, int[] column, double[] value,
      List<String> labels, FileFormat format) {
    Origin origin = new Origin("memory", format, Optional.empty(), Optional.empty());
    boolean dense = format == FileFormat.NPY || format == FileFormat.CSV;
    ElementType type = format.isText() || format == FileFormat.MATRIX_MARKET
        ? ElementType.REAL
        : ElementType.FLOAT64;
    Storage storage = dense ? Storage.DENSE : format == FileFormat.NPZ ? Storage.CSR : Storage.COORDINATE;
    Facts facts = new Facts(rows, columns, List.copyOf(labels), Symmetry.NONE, storage, type,
        Direction.UNSTATED, origin, TextForm.DEFAULT, OptionalInt.empty());
    RawMatrix empty = new RawMatrix(facts, Changes.NONE, new int[0], new int[0], new double[0], null, null);
    return empty.withEntries(row, column, value);
  }

  /** Number of rows. */
  public int rows() {
    return facts.rows();
  }

  /** Number of columns. */
  public int columns() {
    return facts.columns();
  }

  /** Number of entries. */
  public int count() {
    return value.length;
  }

  /** Row of entry k, from 0. */
  public int row(int k) {
    return row[k];
  }

  /** Column of entry k, from 0. */
  public int column(int k) {
    return column[k];
  }

  /** Value of entry k, finite and not zero. */
  public double value(int k) {
    return value[k];
  }

  /** The row of every entry, ascending; a copy. */
  public int[] rowIndices() {
    return row.clone();
  }

  /** The column of every entry, ascending within a row; a copy. */
  public int[] columnIndices() {
    return column.clone();
  }

  /** The value of every entry; a copy. */
  public double[] values() {
    return value.clone();
  }

  /** {@link #rowIndices} without the copy; not to be written to. */
  int[] rowArray() {
    return row;
  }

  /** {@link #columnIndices} without the copy; not to be written to. */
  int[] columnArray() {
    return column;
  }

  /** {@link #values} without the copy; not to be written to. */
  double[] valueArray() {
    return value;
  }

  /** Names of the nodes, one for each row, or empty if the file gives none. */
  public List<String> labels() {
    return facts.labels();
  }

  /** What the container says about the half that it does not store. */
  public Symmetry symmetry() {
    return facts.symmetry();
  }

  /** How the container lays the entries out. */
  public Storage storage() {
    return facts.storage();
  }

  /** What the container stores for one weight. */
  public ElementType elementType() {
    return facts.elementType();
  }

  /** What the file says about direction. */
  public Direction direction() {
    return facts.direction();
  }

  /** The smallest index in the file, if its ids are indices: 1 for Matrix Market and MATLAB. */
  public OptionalInt indexBase() {
    return facts.indexBase();
  }

  /** Where it came from. */
  public Origin origin() {
    return facts.origin();
  }

  /** What reading left out or changed. */
  public Changes changes() {
    return changes;
  }

  /** How many undefined weights were read as zero: see {@link Changes#nanAsZero}. */
  public long nanAsZero() {
    return changes.nanAsZero();
  }

  /** What every weight was divided by: see {@link Changes#scale}. */
  public double scale() {
    return changes.scale();
  }

  /** The line of the file that entry k stands on, from 1, if the file has lines. */
  public OptionalInt line(int k) {
    return line == null || line[k] == 0 ? OptionalInt.empty() : OptionalInt.of(line[k]);
  }

  /** Names of the columns of an edge list beyond the two ends and the weight. */
  public List<String> extraNames() {
    return facts.form().extraNames();
  }

  /** The fields of entry k in those columns, as they stand in the file, separators included; empty without any. */
  public String extra(int k) {
    return extra == null ? "" : extra[k];
  }

  /** The name of node i: its label, or its index counted as the file counts. */
  public String name(int i) {
    return facts.name(i);
  }

  /** The position of the entry at (row, column), or a negative number. */
  public int find(int rowIndex, int columnIndex) {
    int low = 0;
    int high = value.length - 1;
    long wanted = EntrySort.key(rowIndex, columnIndex);
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long key = EntrySort.key(row[middle], column[middle]);
      if (key == wanted) {
        return middle;
      }
      if (key < wanted) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1 - low;
  }

  /**
   * The same container with other entries: what is left after pruning. Extra columns and lines stay with the entries
   * they belong to. A matrix stored by halves is given by halves.
   *
   * @param newRow of each entry, from 0; copied, in any order
   * @param newColumn of each entry; copied
   * @param newValue of each entry, finite; copied; what is below {@link #TINY} is dropped
   * @throws IllegalArgumentException if an entry is outside, not finite, or at the place of another
   */
  public RawMatrix withEntries(int[] newRow, int[] newColumn, double[] newValue) {
    int n = newValue.length;
    if (newRow.length != n || newColumn.length != n) {
      throw new IllegalArgumentException(
          "rows, columns and values must be equally many, were " + newRow.length + ", " + newColumn.length
              + ", " + n);
    }
    check(newRow, newColumn, newValue);
    int[] order = EntrySort.sorted(newRow, newColumn, n).position;
    int[] r = new int[n];
    int[] c = new int[n];
    double[] v = new double[n];
    int[] l = line == null ? null : new int[n];
    String[] x = extra == null ? null : new String[n];
    int m = 0;
    for (int k : order) {
      if (m > 0 && r[m - 1] == newRow[k] && c[m - 1] == newColumn[k]) {
        throw new IllegalArgumentException("two entries at row " + r[m - 1] + ", column " + c[m - 1]);
      }
      if (Math.abs(newValue[k]) < TINY) {
        continue;
      }
      r[m] = newRow[k];
      c[m] = newColumn[k];
      v[m] = newValue[k];
      int was = find(newRow[k], newColumn[k]);
      if (l != null && line != null) {
        l[m] = was < 0 ? 0 : line[was];
      }
      if (x != null && extra != null) {
        x[m] = was < 0 ? facts.form().emptyExtra() : extra[was];
      }
      m++;
    }
    return new RawMatrix(facts, changes, Arrays.copyOf(r, m), Arrays.copyOf(c, m), Arrays.copyOf(v, m),
        l == null ? null : Arrays.copyOf(l, m), x == null ? null : Arrays.copyOf(x, m));
  }

  /**
   * The same entries with other values, what is below {@link #TINY} dropped.
   *
   * @param newValue of each entry, finite; taken over
   */
  RawMatrix withValues(double[] newValue) {
    int n = newValue.length;
    if (n != value.length) {
      throw new IllegalArgumentException("values must be " + value.length + ", were " + n);
    }
    int m = 0;
    for (double w : newValue) {
      if (!Double.isFinite(w)) {
        throw new IllegalArgumentException("values must be finite, one was " + w);
      }
      m += Math.abs(w) < TINY ? 0 : 1;
    }
    int[] r = new int[m];
    int[] c = new int[m];
    double[] v = new double[m];
    int[] l = line == null ? null : new int[m];
    String[] x = extra == null ? null : new String[m];
    m = 0;
    for (int k = 0; k < n; k++) {
      if (Math.abs(newValue[k]) < TINY) {
        continue;
      }
      r[m] = row[k];
      c[m] = column[k];
      v[m] = newValue[k];
      if (l != null && line != null) {
        l[m] = line[k];
      }
      if (x != null && extra != null) {
        x[m] = extra[k];
      }
      m++;
    }
    return new RawMatrix(facts, changes, r, c, v, l, x);
  }

  private void check(int[] newRow, int[] newColumn, double[] newValue) {
    for (int k = 0; k < newValue.length; k++) {
      if (newRow[k] < 0 || newRow[k] >= rows() || newColumn[k] < 0 || newColumn[k] >= columns()) {
        throw new IllegalArgumentException("entry " + k + " must be inside " + rows() + "x" + columns()
            + ", was at row " + newRow[k] + ", column " + newColumn[k]);
      }
      if (!Double.isFinite(newValue[k])) {
        throw new IllegalArgumentException("entry " + k + " must be finite, was " + newValue[k]);
      }
    }
  }

  Facts facts() {
    return facts;
  }

  @Override
  public String toString() {
    String layout = switch (storage()) {
      case DENSE -> "dense";
      case COORDINATE -> origin().format() == FileFormat.EDGES ? "list of edges" : "coordinates";
      case CSR, CSC -> storage().name();
    };
    return origin().description() + "   " + elementType() + ", " + layout + ", " + Words.count(rows()) + " x "
        + Words.count(columns()) + ", " + (count() == 1 ? "1 entry" : Words.count(count()) + " entries")
        + (labels().isEmpty() ? ", no labels" : ", labelled");
  }
}
