package org.secateur.report.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import org.secateur.network.Edges;
import org.secateur.prune.Plan;
import org.secateur.prune.Pruned;
import org.secateur.report.Axis;
import org.secateur.report.Binning;
import org.secateur.report.Figure;
import org.secateur.report.Numerals;
import org.secateur.report.Part;
import org.secateur.report.Report;
import org.secateur.report.Role;
import org.secateur.report.Table;

/** The edges: their scores, their chances, what became of them. */
final class EdgesSection {
  private static final int LISTED = 200;

  private EdgesSection() {
  }

  static Report.Section of(NetworkCase of) {
    List<Part> parts = new ArrayList<>();
    if (of.draw().isPresent() && of.draw().get().result().plan().scores().count() > 0) {
      Pruned pruned = of.draw().get().result();
      parts.add(scores(pruned));
      parts.add(chances(pruned));
      parts.add(important(of, pruned));
      parts.add(dropped(of, pruned.plan().scores().edges(), e -> !pruned.kept(e), pruned));
    } else {
      parts.add(new Part.Missing("Scores and keep probabilities",
          "they are known of prunings of ours; this pair came from somebody else"));
      Edges edges = Edges.of(of.original());
      parts.add(dropped(of, edges, e -> of.pruned().weight(edges.post(e), edges.pre(e)) == 0, null));
    }
    return new Report.Section("edges", "Edges", parts);
  }

  private static double[] values(int count, IntPredicate which, IntToDoubleFunction value) {
    return IntStream.range(0, count).filter(which).mapToDouble(value).toArray();
  }

  private static Figure scores(Pruned pruned) {
    Plan plan = pruned.plan();
    Edges edges = plan.scores().edges();
    int m = edges.count();
    IntPredicate positive = e -> plan.scores().score(e) > 0;
    double[] kept = values(m, positive.and(pruned::kept), plan.scores()::score);
    double[] lost = values(m, positive.and(e -> !pruned.kept(e)), plan.scores()::score);
    IntToDoubleFunction weight = e -> Math.abs(edges.weight(e));
    double[] scores = values(m, positive, plan.scores()::score);
    Axis x = Binning.axis("|w|", "1/s", values(m, positive, weight));
    Axis y = Binning.axis("score", "", scores);
    return Figure.of("scores", "Scores",
        "A histogram of scores of kept and dropped edges, and scores against absolute weights.",
        new Figure.Guide(
            "Left, how many edges have which score; right, score against |w|. If the covariance did not matter the"
                + " cloud would be a line: a score in proportion to |w|.",
            "Edges that stand far above the cloud: weak or ordinary by weight, and important.",
            "A narrow line: the rule ranks edges as their weights do.",
            "Compare with the controls; by weight will do as well."),
        Binning.histogram("all edges", "score", "", "edges",
            List.of(Binning.Named.of("kept", Role.KEPT, kept),
                Binning.Named.of("dropped", Role.LOST, lost))),
        Binning.cloud("score against weight", x, y,
            List.of(
                Binning.Cloud.of("dropped", Role.LOST, values(m, positive.and(e -> !pruned.kept(e)), weight),
                    lost),
                Binning.Cloud.of("kept", Role.KEPT, values(m, positive.and(pruned::kept), weight), kept))));
  }

  private static Figure chances(Pruned pruned) {
    Plan plan = pruned.plan();
    Edges edges = plan.scores().edges();
    int m = edges.count();
    IntPredicate possible = e -> plan.keepProbability(e) > 0;
    IntToDoubleFunction weight = e -> Math.abs(edges.weight(e));
    double[] factors = values(m, pruned::kept, pruned::amplification);
    return Figure.of("probabilities", "Keep probabilities and scale factors",
        "Keep probability against absolute weight, and a histogram of the factors that kept weights were multiplied by.",
        new Figure.Guide(
            "Left, the probability that an edge is kept against its |w|; at 1 it is kept for certain. Right, w'/w of the"
                + " kept edges: 1/p if rescaled.",
            "Probabilities spread over one or two orders of magnitude, factors with a short tail.",
            "Factors of 100 and more: a few edges that were unlikely to be kept now carry very much.",
            "--rescale capped:0.99 caps them, at the price of a bias; or keep more."),
        Binning.cloud("p against weight", Binning.axis("|w|", "1/s", values(m, possible, weight)),
            Binning.axis("keep probability", "", values(m, possible, plan::keepProbability)),
            List.of(Binning.Cloud.of("edges", Role.PRUNED, values(m, possible, weight),
                values(m, possible, plan::keepProbability)))),
        Binning.histogram("scale factors", "w'/w", "", "kept edges",
            List.of(Binning.Named.of("kept", Role.KEPT, factors.length == 0 ? new double[]{1} : factors))));
  }

  private static Table important(NetworkCase of, Pruned pruned) {
    Plan plan = pruned.plan();
    int[] top = largest(plan.scores().count(), e -> true, plan.scores()::score);
    return table("important", "The %d most important edges, by score".formatted(top.length), of,
        plan.scores().edges(), top, pruned);
  }

  private static Table dropped(NetworkCase of, Edges edges, IntPredicate gone,
      @org.jspecify.annotations.Nullable Pruned pruned) {
    int[] top = largest(edges.count(), gone, e -> Math.abs(edges.weight(e)));
    return table("dropped", "The %d largest dropped edges, by |w|".formatted(top.length), of, edges, top,
        pruned);
  }

  /** The edges with the largest values, ties by number, largest first. */
  private static int[] largest(int count, IntPredicate which, IntToDoubleFunction value) {
    int[] candidates = IntStream.range(0, count).filter(which).toArray();
    double[] v = Arrays.stream(candidates).mapToDouble(value).toArray();
    double[] sorted = v.clone();
    Arrays.parallelSort(sorted);
    double limit = v.length > LISTED ? sorted[v.length - LISTED] : Double.NEGATIVE_INFINITY;
    return IntStream.range(0, v.length).filter(k -> v[k] >= limit).boxed()
        .sorted((a, b) -> v[a] != v[b] ? Double.compare(v[b], v[a]) : Integer.compare(a, b)).limit(LISTED)
        .mapToInt(k -> candidates[k]).toArray();
  }

  private static Table table(String id, String caption, NetworkCase of, Edges edges, int[] rows,
      @org.jspecify.annotations.Nullable Pruned pruned) {
    List<Table.Column> columns = new ArrayList<>(
        List.of(Table.Column.words(edges.paired() ? "neuron" : "from"),
            Table.Column.words(edges.paired() ? "neuron" : "to"),
            Table.Column.numbers("w (1/s)")));
    if (pruned != null) {
      columns.addAll(List.of(Table.Column.numbers("score"), Table.Column.numbers("p")));
    }
    columns.addAll(List.of(Table.Column.words("fate"), Table.Column.numbers("w' (1/s)")));
    List<List<String>> cells = new ArrayList<>();
    for (int e : rows) {
      List<String> row = new ArrayList<>(List.of(of.original().label(edges.pre(e)),
          of.original().label(edges.post(e)), Numerals.number(edges.weight(e))));
      if (pruned != null) {
        row.addAll(List.of(Numerals.number(pruned.plan().scores().score(e)),
            Numerals.format("%.3g", pruned.plan().keepProbability(e))));
      }
      double after = of.pruned().weight(edges.post(e), edges.pre(e));
      row.addAll(List.of(after == 0 ? "dropped" : "kept", after == 0 ? "–" : Numerals.number(after)));
      cells.add(row);
    }
    return new Table(id, caption, columns, cells, true);
  }
}
