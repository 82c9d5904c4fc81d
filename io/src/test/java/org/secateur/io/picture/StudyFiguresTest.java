package org.secateur.io.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.secateur.io.study.StudyFigures;
import org.secateur.study.networks.NetworkPruning;
import org.secateur.study.trials.Columns;
import org.secateur.study.trials.FigureSpec;
import org.secateur.study.trials.Outcome;
import org.secateur.study.trials.Results;
import org.secateur.study.trials.Study;
import org.secateur.study.trials.Trial;
import org.secateur.study.trials.TrialResult;

/** Figures of studies, against medians by hand. */
final class StudyFiguresTest {
  private static final FigureSpec ROUNDS = new FigureSpec("units", FigureSpec.Kind.LINES, "Units", "rounds",
      "synapses", List.of("units"), "n", "", Map.of(), List.of(5.0, 95.0), true, true, false, Map.of(),
      "synapses", "units", "");

  /** Three seeds whose rounds leave different numbers of synapses: 100, then 50 ± 1 and so on. */
  private static Results results() {
    Study study = new Study("s", "s", "", new NetworkPruning(List.of()),
        Map.of("generator", List.of("uniform"), "keep", List.of("0.1"), "rule", List.of("noise"), "n",
            List.of("50")),
        3, List.of("kept"), List.of(), List.of(), List.of());
    List<TrialResult> all = new ArrayList<>();
    for (Trial t : study.trials()) {
      int off = t.seed() - 2;
      all.add(new TrialResult(t, new Outcome.Measured(Map.of("kept", 1.0), Map.of("rounds",
          Columns.of(List.of("synapses", "units"), new double[]{100, 50 + off, 25 + 2 * off},
              new double[]{10, 8 + 3 * off, 4 + off}))),
          0));
    }
    return new Results(study, all);
  }

  /** A line has a point a round, at the medians of its synapses and its units, not one for each number that some seed had. */
  @Test
  void roundsArePooledThoughTheirPlacesDiffer() {
    Figure.Plot plot = (Figure.Plot) StudyFigures.of(results(), ROUNDS).panels().get(0);
    Figure.Series line = plot.series().get(0);
    assertArrayEquals(new double[]{100, 50, 25}, line.x());
    assertArrayEquals(new double[]{10, 8, 4}, line.y());
    assertEquals(9, line.dotX().length);
  }

  /** The legend says what a number is one of. */
  @Test
  void numbersHaveNamesInTheLegend() {
    Figure.Plot plot = (Figure.Plot) StudyFigures.of(results(), ROUNDS).panels().get(0);
    assertEquals("n 50", plot.series().get(0).name());
  }
}
