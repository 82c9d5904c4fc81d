package org.secateur.study;

import java.util.ArrayList;
import java.util.List;

/**
 * Prints the complete tables beside the reference, as in {@code bench/RESULTS-tables.md}, which gives the command. The
 * tests run the rows that a build can afford.
 */
public final class ReferenceTables {
  private ReferenceTables() {
  }

  /** Arguments: which table (sandwich, bridges, signs or all) and how many seeds a row. */
  public static void main(String[] arguments) {
    String which = arguments.length > 0 ? arguments[0] : "all";
    int seeds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
    List<Cell> all = new ArrayList<>();
    if (which.equals("all") || which.equals("sandwich")) {
      print("The sandwich against K", all);
      SandwichTable.ROWS.forEach(row -> show(SandwichTable.measure(row, seeds), all));
    }
    if (which.equals("all") || which.equals("bridges")) {
      print("Bridges", all);
      BridgeTable.ROWS.forEach(row -> show(BridgeTable.measure(row, seeds), all));
      show(BridgeTable.ranges(seeds), all);
    }
    if (which.equals("all") || which.equals("signs")) {
      print("Signs and diagonals", all);
      for (double slack : new double[]{1e-5, 1e-2, 1e-1}) {
        show(SignTable.measure(slack, seeds), all);
      }
    }
    System.out.printf("%n%d of %d numbers agree.%n", all.stream().filter(Cell::agrees).count(), all.size());
  }

  private static void print(String title, List<Cell> before) {
    System.out.printf(
        "%s## %s%n%n| number | ours ± s.e. | seeds | reference | its seeds | agree |%n|---|---|---|---|---|---|%n",
        before.isEmpty() ? "" : "\n", title);
  }

  private static void show(List<Cell> cells, List<Cell> all) {
    cells.forEach(cell -> System.out.println(cell.line()));
    all.addAll(cells);
  }
}
