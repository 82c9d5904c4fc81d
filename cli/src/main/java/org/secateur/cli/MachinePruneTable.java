package org.secateur.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.secateur.boltzmann.Machine;
import org.secateur.io.MetricsTable;

/** The rounds of a pruning as a table: for a file, and for people. */
final class MachinePruneTable {
  private final Console console;
  private final String kind;
  private boolean headed;

  /**
   * A table for people.
   *
   * @param kind what the likelihood is: exact, AIS, or a bound
   */
  MachinePruneTable(Console console, String kind) {
    this.console = console;
    this.kind = kind;
  }

  /** No rounds yet. */
  static MetricsTable empty(int layers) {
    List<String> columns = new ArrayList<>(List.of("round", "synapses", "selected", "removed"));
    for (int l = 0; l < layers; l++) {
      columns.add("units_" + l);
    }
    for (int l = 0; l + 1 < layers; l++) {
      columns.add("synapses_" + l);
    }
    columns.addAll(List.of("visible_without_synapses", "log_likelihood", "standard_error", "log_partition",
        "effective_samples", "reconstruction", "probe_error", "log_likelihood_after_cut",
        "overlap_of_halves", "information_error"));
    return MetricsTable.of(columns.toArray(String[]::new));
  }

  /** One round more. */
  static MetricsTable plus(MetricsTable table, int round, Machine machine, MachineEvaluation found,
      long selected, long removed, int deadVisible, double afterCut, double overlap,
      double informationError) {
    List<Object> row = new ArrayList<>(List.of(round, machine.synapses(), selected, removed));
    for (int l = 0; l < machine.layers(); l++) {
      row.add(machine.units(l));
    }
    for (int l = 0; l + 1 < machine.layers(); l++) {
      row.add(machine.mask(l).synapses());
    }
    row.addAll(List.of(deadVisible, found.mean(),
        found.likelihood().isPresent() ? found.standardError() : Double.NaN,
        found.logPartition().map(z -> z.estimate()).orElse(Double.NaN),
        found.logPartition().map(z -> z.effectiveSamples()).orElse(Double.NaN),
        found.reconstruction().map(r -> r.meanSquared()).orElse(Double.NaN),
        found.probe().map(Probe::error).orElse(Double.NaN), afterCut, overlap, informationError));
    return table.plus(row.toArray());
  }

  /** A row for people, under the head if it is the first. */
  void print(List<String> row, List<String> columns) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (int c = 0; c < columns.size(); c++) {
      numbers.put(columns.get(c), Double.valueOf(row.get(c)));
    }
    if (!headed) {
      console.say("%5s  %9s  %9s  %29s  %14s  %14s", "round", "weights", "hidden",
          "log-likelihood (%s ± s.e.)".formatted(kind), "reconstruction", "probe accuracy");
      headed = true;
    }
    StringBuilder hidden = new StringBuilder();
    for (int l = 1; numbers.containsKey("units_" + l); l++) {
      hidden.append(l > 1 ? "+" : "").append((int) number(numbers, "units_" + l));
    }
    double mean = number(numbers, "log_likelihood");
    console.say("%5d  %9s  %9s  %29s  %14s  %14s", (int) number(numbers, "round"),
        Text.count((long) number(numbers, "synapses")), hidden,
        Double.isNaN(mean)
            ? "-"
            : Text.format("%.2f ± %.2f", mean, number(numbers, "standard_error")),
        known(number(numbers, "reconstruction"), "%.4f"),
        Double.isNaN(number(numbers, "probe_error"))
            ? "-"
            : Text.percent(1 - number(numbers, "probe_error")));
  }

  private static String known(double value, String format) {
    return Double.isNaN(value) ? "-" : Text.format(format, value);
  }

  private static double number(Map<String, Double> numbers, String column) {
    return numbers.getOrDefault(column, Double.NaN);
  }

  /** The rows as documents, without what is not known. */
  static List<Map<String, Object>> toJson(MetricsTable table) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (List<String> row : table.rows()) {
      Map<String, Object> m = new LinkedHashMap<>();
      for (int c = 0; c < row.size(); c++) {
        double value = Double.parseDouble(row.get(c));
        if (Double.isFinite(value)) {
          m.put(table.columns().get(c),
              row.get(c).matches("-?\\d+") ? (Object) Long.valueOf(row.get(c)) : (Object) value);
        }
      }
      all.add(m);
    }
    return all;
  }
}
