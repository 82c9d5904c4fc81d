package org.secateur.report.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.secateur.dynamics.LeakRule;
import org.secateur.network.Network;
import org.secateur.random.Seed;
import org.secateur.report.Figure;
import org.secateur.report.Panel;
import org.secateur.report.Part;
import org.secateur.report.Report;
import org.secateur.report.Role;
import org.secateur.report.Series;
import org.secateur.report.Setting;
import org.secateur.rnn.online.History;
import org.secateur.rnn.online.OnlineOutcome;
import org.secateur.rnn.online.OnlinePruning;
import org.secateur.rnn.online.OnlineRule;
import org.secateur.study.ClusteredNetwork;
import org.secateur.study.Progress;

/** The report on a network that pruned itself, against the history it is made from. */
class OnlineReportTest {
  private static final History HISTORY = run(400);
  private static final Report REPORT = report(HISTORY, OptionalDouble.of(300));

  /** Two clusters of 24, at windows of 30 leak times; it is small enough for every edge to be drawn. */
  private static History run(double longest) {
    Network network = ClusteredNetwork.Recipe.bottleneck(24, 2, true).generate(new Seed(3))
        .withLeak(new LeakRule.Dominant(0.05)).network();
    OnlineOutcome outcome = OnlinePruning.run(network, OnlineRule.of(8).withWindow(30), longest, new Seed(3));
    return outcome.history();
  }

  private static Report report(History history, OptionalDouble rest) {
    return OnlineReport.of(new OnlineCase(history, OnlineRule.of(8).withWindow(30), rest, true, 3,
        new Setting("two clusters", List.of(), "secateur rnn online", "1", List.of(),
            List.of(), "", List.of())),
        Progress.NONE);
  }

  private static Figure figure(String id) {
    return REPORT.figures().stream().filter(f -> f.id().equals(id)).findFirst().orElseThrow();
  }

  private static int edges(Panel panel, Role... roles) {
    return ((Panel.Drawing) panel).strands().stream().filter(s -> List.of(roles).contains(s.role()))
        .mapToInt(s -> s.ends().size() / 2).sum();
  }

  /**
   * At every moment each edge is left, or vanished in that interval, or was strengthened in it and is left; what vanished before
   * is not drawn. Counted from the decisions, one by one, without the report's own bookkeeping.
   */
  @Test
  void everyMomentDrawsWhatDecisionsSay() {
    Figure drawing = figure("over-time");
    Figure.Cursor cursor = drawing.cursor().orElseThrow();
    assertThat(drawing.panels()).hasSizeBetween(3, 9);
    double before = -1;
    for (int k = 0; k < drawing.panels().size(); k++) {
      double from = before;
      double to = cursor.at().get(k);
      int vanished = (int) HISTORY.decisions().stream()
          .filter(d -> d.vanished() && d.leakTimes() > from && d.leakTimes() <= to).count();
      int gone = (int) HISTORY.decisions().stream().filter(d -> d.vanished() && d.leakTimes() <= to).count();
      Panel panel = drawing.panels().get(k);
      assertEquals(vanished, edges(panel, Role.LOST));
      assertEquals(HISTORY.edges().count() - gone,
          edges(panel, Role.BACKGROUND, Role.ORIGINAL, Role.KEPT));
      assertEquals(Integer.toString(HISTORY.edges().count() - gone),
          cursor.readings().get(k).get(1).replace(",", ""));
      before = to;
    }
    assertEquals(0, cursor.at().get(0));
    assertEquals(HISTORY.leakTimes(), before);
  }

  /** The k-th of eight equal parts of all decisions ends at the k-th moment: fewer were made before it, no fewer until it. */
  @Test
  void momentsShareTheDecisions() {
    Figure.Cursor cursor = figure("over-time").cursor().orElseThrow();
    double whole = HISTORY.decisions().size();
    assertEquals(9, cursor.at().size());
    for (int k = 1; k < 8; k++) {
      double moment = cursor.at().get(k);
      assertThat(HISTORY.decisions().stream().filter(d -> d.leakTimes() < moment).count())
          .isLessThanOrEqualTo((long) (k * whole / 8));
      assertThat(HISTORY.decisions().stream().filter(d -> d.leakTimes() <= moment).count())
          .isGreaterThanOrEqualTo((long) (k * (whole - 1) / 8));
    }
  }

  /** Every neuron stands where it stood, at every moment. */
  @Test
  void placesStay() {
    List<Panel> panels = figure("over-time").panels();
    Panel.Drawing first = (Panel.Drawing) panels.get(0);
    assertThat(panels).allMatch(p -> p instanceof Panel.Drawing d && d.x().equals(first.x())
        && d.y().equals(first.y()) && d.labels().equals(first.labels()));
  }

  /** What a share of edges is left, at the end and at the beginning of a curve; each decision is in one bin of one histogram. */
  @Test
  void courseEndsAtTheNetworkAtRest() {
    Figure course = figure("course");
    Series.Line left = (Series.Line) ((Panel.Plot) course.panels().get(0)).series().get(0);
    assertEquals(HISTORY.keptFraction(), left.y().get(left.y().size() - 1), 1e-15);
    double counted = ((Panel.Plot) course.panels().get(2)).series().stream()
        .mapToDouble(s -> IntStream.range(0, ((Series.Histogram) s).count().size())
            .mapToDouble(k -> ((Series.Histogram) s).count().get(k)).sum())
        .sum();
    assertEquals(HISTORY.decisions().size(), counted);
  }

  /** A network at rest says so; one whose time was up does not praise itself. */
  @Test
  void verdictIsThatOfTheRun() {
    Report unsettled = report(HISTORY, OptionalDouble.empty());
    Part.Verdict rest = (Part.Verdict) REPORT.sections().get(0).parts().get(0);
    Part.Verdict none = (Part.Verdict) unsettled.sections().get(0).parts().get(0);
    assertThat(rest.word()).isEqualTo("at rest");
    assertThat(none.word()).isEqualTo("still changing");
    assertThat(none.tone()).isEqualTo(Part.Tone.BAD);
    assertThat(rest.sentence()).contains(HISTORY.kept() + " of ");
  }

  /** Where nothing was ever decided there is still a report. */
  @Test
  void aNetworkThatDidNothingHasAReport() {
    Report still = report(run(1), OptionalDouble.empty());
    assertThat(still.figures()).extracting(Figure::id).contains("over-time", "course", "weights");
    assertThat(still.figures().get(0).panels()).hasSize(2);
  }
}
