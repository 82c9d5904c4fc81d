package org.secateur.report;

import java.util.List;

/**
 * A table.
 *
 * @param id short, of letters and dashes
 * @param caption what it shows
 * @param columns their heads
 * @param rows as many cells each as there are columns
 * @param searchable whether it is long enough to be searched
 */
public record Table(String id, String caption, List<Column> columns, List<List<String>> rows,
    boolean searchable) implements Part {

  /** Copies the lists. */
  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "a row of " + id + " has " + row.size() + " cells, and there are " + columns.size() + " columns");
      }
    }
  }

  /**
   * A column.
   *
   * @param name its head, with the unit
   * @param numeric whether its cells are numbers
   */
  public record Column(String name, boolean numeric) {

    /** Of words. */
    public static Column words(String name) {
      return new Column(name, false);
    }

    /** Of numbers. */
    public static Column numbers(String name) {
      return new Column(name, true);
    }
  }
}
