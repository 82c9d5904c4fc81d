package org.secateur.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our numbers against an independent implementation's, within the seeds' own spread: see {@link Spread#tolerance}. All rows
 * are in {@code bench/RESULTS-tables.md}; here run those a build can afford.
 */
class SandwichTableTest {
  private static final int SEEDS = 8;

  static Stream<SandwichTable.Row> rows() {
    // every family, and of the large ones the row with the widest ratios: where an error of the rule would show
    return SandwichTable.ROWS.stream()
        .filter(row -> row.neurons() < 1000
            || row.epsilon() == (row.family() == SandwichTable.Family.MIXED ? 0.5 : 1.0));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void numbersAgree(SandwichTable.Row row) {
    List<Cell> cells = SandwichTable.measure(row, SEEDS);
    assertThat(cells).allMatch(Cell::agrees);
    if (row.family() == SandwichTable.Family.CLUSTERS) {
      controlsDoNotPassForTheNoiseDrivenRule(cells);
    }
  }

  /** Power: on clusters of unequal size, neither the weights' nor the uniform rule's ratios would pass for noise's. */
  private static void controlsDoNotPassForTheNoiseDrivenRule(List<Cell> cells) {
    Cell noise = named(cells, "noise g_min");
    for (String rule : List.of("weight", "uniform")) {
      Spread control = named(cells, rule + " g_min").ours();
      assertThat(control.agrees(noise.reference(), noise.seeds(), noise.lastDigit())).as(rule).isFalse();
    }
  }

  private static Cell named(List<Cell> cells, String end) {
    return cells.stream().filter(c -> c.name().endsWith(end)).findFirst().orElseThrow();
  }
}
