package org.secateur.report.online;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.prune.PruningRule;
import org.secateur.report.Axis;
import org.secateur.report.Binning;
import org.secateur.report.Figure;
import org.secateur.report.Numerals;
import org.secateur.report.Panel;
import org.secateur.report.Part;
import org.secateur.report.Role;
import org.secateur.report.Series;
import org.secateur.report.Values;
import org.secateur.rnn.online.History;
import org.secateur.study.ScoreRoute;
import org.secateur.study.Scoring;

/** What decisions from local activity came to, beside what exact scores would have said. */
final class LocalDecisions {
  /** Exact scores of larger networks take long. */
  private static final int MOST_SYMMETRIC = 2_000;
  private static final int MOST_DIRECTED = 800;
  private static final int BINS = 16;
  private static final int LEAST_IN_BIN = 5;

  private final OnlineCase of;
  private final History history;
  private final Edges edges;
  private final double[] amplification; // (edges)

  LocalDecisions(OnlineCase of) {
    this.of = of;
    this.history = of.history();
    this.edges = history.edges();
    this.amplification = history.amplifications(Double.POSITIVE_INFINITY);
  }

  /** The share left of edges of similar exact leverage, beside min(1, κ ℓ). */
  Part against() {
    Network network = history.original();
    int most = edges.paired() ? MOST_SYMMETRIC : MOST_DIRECTED;
    String what = "Decisions beside exact scores";
    if (network.neurons() > most) {
      return new Part.Missing(what,
          Numerals.format("exact scores are solved for up to %,d neurons here", most));
    }
    if (!of.equallyFast() && !edges.paired()) {
      return new Part.Missing(what,
          "with neurons of different speed the activity of a directed network has another covariance");
    }
    return Scoring.of(network, new PruningRule.NoiseDriven(),
        new ScoreRoute.Exact()) instanceof Scoring.Ready ready
            ? figure(IntStream.range(0, edges.count())
                .mapToDouble(e -> ready.scores().score(e) / ready.unitsPerLeverage()).toArray())
            : new Part.Missing(what, "the network has no stationary activity to score by");
  }

  private Part figure(double[] leverage) {
    double[] positive = Arrays.stream(leverage).filter(v -> v > 0).toArray();
    if (positive.length == 0) {
      return new Part.Missing("Decisions beside exact scores", "no edge has a score");
    }
    double low = Arrays.stream(positive).min().orElse(1);
    double high = Arrays.stream(positive).max().orElse(1) * (1 + 1e-12);
    double[][] sum = new double[4][BINS]; // count, ln leverage, left, expected left
    for (int e = 0; e < leverage.length; e++) {
      if (leverage[e] > 0) {
        int at = high > low ? (int) (BINS * Math.log(leverage[e] / low) / Math.log(high / low)) : 0;
        int b = Math.clamp(at, 0, BINS - 1);
        sum[0][b]++;
        sum[1][b] += Math.log(leverage[e]);
        sum[2][b] += amplification[e] > 0 ? 1 : 0;
        sum[3][b] += Math.min(1, of.rule().kappa() * leverage[e]);
      }
    }
    int[] full = IntStream.range(0, BINS).filter(b -> sum[0][b] >= LEAST_IN_BIN).toArray();
    Values x = Values.of(full.length, k -> Math.exp(sum[1][full[k]] / sum[0][full[k]]));
    double kappa = of.rule().kappa();
    List<Series> series = new ArrayList<>();
    series.add(new Series.Line("one exact draw, min(1, κ ℓ)", Role.ORIGINAL, Series.Stroke.DASHED, x,
        Values.of(full.length, k -> sum[3][full[k]] / sum[0][full[k]])));
    series.add(new Series.Line("left", Role.PRUNED, Series.Stroke.SOLID, x,
        Values.of(full.length, k -> sum[2][full[k]] / sum[0][full[k]])));
    return Figure.of("decisions", "Decided by local noise, beside exact scores",
        "The share of edges left by their exact leverage, beside what one draw with exact probabilities would leave.",
        new Figure.Guide(
            Numerals.format(
                "Edges of similar exact leverage ℓ together (bins of at least %d): the share that is left, and what one draw with"
                    + " exact probabilities would leave on average. ℓ is how much an edge is needed: 1 is a bridge. κ is %s.",
                LEAST_IN_BIN, Numerals.number(kappa)),
            "The curves run together: rates of two neurons, watched for a while, are as good as the covariance of the whole"
                + " network.",
            "The share left is lower at the right, among what is needed most: windows were too short to see it.",
            "A longer --window: an estimate from T leak times is off by about √(2/T) inside a cluster, and by more across"
                + " bottlenecks."),
        new Panel.Plot("", Axis.logarithmic("exact leverage ℓ", ""), Axis.linear("share left", ""), series));
  }

  /** Weights before and after, and what they were multiplied by. */
  Figure weights() {
    int[] left = IntStream.range(0, edges.count()).filter(e -> amplification[e] > 0).toArray();
    double[] before = Arrays.stream(left).mapToDouble(e -> Math.abs(edges.weight(e))).toArray();
    double[] after = IntStream.range(0, left.length).mapToDouble(k -> before[k] * amplification[left[k]])
        .toArray();
    double[] factor = Arrays.stream(left).mapToDouble(e -> amplification[e]).toArray();
    double[] gone = IntStream.range(0, edges.count()).filter(e -> amplification[e] == 0)
        .mapToDouble(e -> Math.abs(edges.weight(e))).toArray();
    List<Panel> panels = new ArrayList<>();
    List<Binning.Named> sets = new ArrayList<>();
    sets.add(Binning.Named.of("vanished", Role.LOST, gone));
    sets.add(Binning.Named.of("left, as they were", Role.ORIGINAL, before));
    sets.add(Binning.Named.of("left, as they are", Role.KEPT, after));
    sets.removeIf(s -> s.numbers().size() == 0);
    panels.add(Binning.histogram("weights", "|w|", "1/s", "edges", sets));
    if (left.length > 0) {
      panels.add(Binning.histogram("factors", "w'/w", "", "edges left",
          List.of(Binning.Named.of("left", Role.KEPT, factor))));
    }
    return new Figure("weights", "Weights, and what they were multiplied by",
        "Histograms of the weights that vanished, of those left before and after, and of their factors.",
        new Figure.Guide(
            "Left, |w| of edges that vanished, and of those left at the beginning and now. Right, what the weights of those left"
                + " were multiplied by: 1 where a synapse never decided.",
            "Vanished and left overlap: it is not size that decides. Factors are moderate.",
            "A few factors far larger than all others: chance kept something that was thought superfluous, and it now carries"
                + " much.",
            "A larger --keep, or a longer --window."),
        panels, Optional.empty());
  }
}
