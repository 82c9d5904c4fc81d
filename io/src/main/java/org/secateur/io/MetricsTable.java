package org.secateur.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was measured as a run went on: named columns, one row a round or epoch. Immutable: a longer one is another. */
public final class MetricsTable {
  private final List<String> columns;
  private final List<List<String>> rows;

  private MetricsTable(List<String> columns, List<List<String>> rows) {
    this.columns = columns;
    this.rows = rows;
  }

  /** A table without rows. */
  public static MetricsTable of(String... columns) {
    return new MetricsTable(List.of(columns), List.of());
  }

  /**
   * This table and one row more.
   *
   * @param cells one a column: numbers or text; a number has the digits that bring its bits back, nothing known is NaN
   * @throws IllegalArgumentException if there are more or fewer cells than columns
   */
  public MetricsTable plus(Object... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "a row has " + columns.size() + " cells (" + columns + "), was " + cells.length);
    }
    List<List<String>> longer = new ArrayList<>(rows);
    longer.add(List.of(cells).stream().map(String::valueOf).toList());
    return new MetricsTable(columns, List.copyOf(longer));
  }

  /** The names of the columns. */
  public List<String> columns() {
    return columns;
  }

  /** The rows, as they are written. */
  public List<List<String>> rows() {
    return rows;
  }

  /** The numbers of a column, as a new array (rows); NaN where there is none. */
  public double[] numbers(String column) {
    int at = columns.indexOf(column);
    if (at < 0) {
      throw new IllegalArgumentException("no column " + column + " among " + columns);
    }
    return rows.stream().mapToDouble(r -> number(r.get(at))).toArray();
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** The table as it goes into a document, where {@link #fromDocument} finds every digit again. */
  public Object toDocument() {
    List<List<String>> all = new ArrayList<>();
    all.add(columns);
    all.addAll(rows);
    return all;
  }

  /**
   * The table that {@link #toDocument} gave.
   *
   * @param file what messages call the file that it was in
   * @throws InputException E108 if it is none
   */
  public static MetricsTable fromDocument(@Nullable Object document, String file) throws InputException {
    List<List<String>> all = new ArrayList<>();
    if (document instanceof List<?> rows) {
      for (Object row : rows) {
        if (row instanceof List<?> cells && cells.stream().allMatch(String.class::isInstance)) {
          all.add(cells.stream().map(String.class::cast).toList());
        }
      }
      if (!all.isEmpty() && all.size() == rows.size()
          && all.stream().allMatch(r -> r.size() == all.getFirst().size())) {
        return new MetricsTable(all.getFirst(), List.copyOf(all.subList(1, all.size())));
      }
    }
    throw Refusals.malformed(file, "its table of metrics has no columns, or rows of different lengths");
  }

  /** The table as text: one line of names, one a row. */
  public String toCsv() {
    StringBuilder out = new StringBuilder(line(columns));
    rows.forEach(r -> out.append(line(r)));
    return out.toString();
  }

  private static String line(List<String> cells) {
    return cells.stream().map(CsvField::quote).collect(Collectors.joining(",", "", "\n"));
  }

  /** Writes the text, whole or not at all. */
  public void write(Path target, Existing existing) throws InputException {
    try (AtomicFile file = AtomicFile.create(target, existing)) {
      file.stream().write(toCsv().getBytes(StandardCharsets.UTF_8));
      file.commit();
    } catch (IOException e) {
      throw Partials.unwritable(target, e);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MetricsTable t && t.columns.equals(columns) && t.rows.equals(rows);
  }

  @Override
  public int hashCode() {
    return 31 * columns.hashCode() + rows.hashCode();
  }

  @Override
  public String toString() {
    return "MetricsTable[" + rows.size() + " rows of " + columns + "]";
  }
}
