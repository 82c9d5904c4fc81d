package org.secateur.report.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

import org.secateur.dynamics.Covariance;
import org.secateur.network.Edges;
import org.secateur.prune.Budget;
import org.secateur.prune.Diagonal;
import org.secateur.prune.Plan;
import org.secateur.prune.PruningRule;
import org.secateur.prune.Rescale;
import org.secateur.prune.Sampling;
import org.secateur.report.Axis;
import org.secateur.report.Figure;
import org.secateur.report.Numerals;
import org.secateur.report.Panel;
import org.secateur.report.Part;
import org.secateur.report.Report;
import org.secateur.study.PruningRequest;
import org.secateur.study.Target;

/** What was done: the rule, the budget, the draw, and the matrices behind it. */
final class ActionSection {
  private static final int BLOCKS = 60;

  private ActionSection() {
  }

  static Report.Section of(NetworkCase of, Survey survey) {
    List<Part> parts = new ArrayList<>();
    if (of.draw().isEmpty()) {
      parts.add(new Part.Missing("Rule, budget and draw",
          "somebody else pruned this network; only the pair is known, not how it came about"));
    } else {
      NetworkCase.Draw draw = of.draw().get();
      parts.add(new Part.Facts(facts(draw)));
      parts.add(matrices(of, draw, survey));
    }
    parts.add(new Part.Copyable("The command", of.setting().command(), true));
    return new Report.Section("action", "What I did", parts);
  }

  private static List<Part.Fact> facts(NetworkCase.Draw draw) {
    PruningRequest r = draw.request();
    Plan plan = draw.result().plan();
    double[] p = plan.keepProbabilities();
    long certain = Arrays.stream(p).filter(x -> x >= 1).count();
    List<Part.Fact> facts = new ArrayList<>();
    facts.add(Part.Fact.of("Rule", ruleWords(r.rule()), "--rule: " + r.rule().name()));
    facts.add(Part.Fact.of("Scores", draw.scores()));
    facts.add(Part.Fact.of("Budget", target(r.target())));
    facts.add(Part.Fact.of("Draw", r.sampling() == Sampling.CONNECTED
        ? "the best spanning forest, and a systematic sample of the rest (Madow 1949)"
        : "each edge by itself, kept with its own probability p = min(1, c · score)",
        Numerals.format(
            "c = %.4g; %s of %s edges are kept for certain; the expectation is %s edges, %s were kept.",
            plan.factor(), Numerals.count(certain), Numerals.count(p.length),
            Numerals.number(Math.rint(10 * plan.expectedEdges()) / 10),
            Numerals.count(draw.result().keptEdges()))));
    facts.add(Part.Fact.of("Weights", switch (r.rescale()) {
      case Rescale.Yes yes -> "a kept weight becomes w/p, so that the mean over draws is the original";
      case Rescale.No no -> "kept weights stay as they are";
      case Rescale.Capped(double q) ->
        Numerals.format("a kept weight becomes w/p, with 1/p capped at its quantile %.3g", q);
    }, "--rescale"));
    facts.add(Part.Fact.of("Diagonal", r.diagonal() == Diagonal.MATCH
        ? "matched: each neuron's leak follows its synapses, so that its slack stays"
        : "kept: leaks stay as they are", "--diagonal: " + r.diagonal().name().toLowerCase(Locale.ROOT)));
    facts.add(Part.Fact.of("Seed", Long.toString(r.seed().value()),
        "Every draw is a function of the seed and of the edge's two neurons; the same seed gives the same network on any"
            + " number of threads."));
    return facts;
  }

  static String ruleWords(PruningRule rule) {
    return switch (rule.name()) {
      case "noise" ->
        "noise-driven: score |w| Var(x_i − sgn(w) x_j), from the covariance of noise-driven activity";
      case "resistance" ->
        "effective resistance: score w R, R the resistance between the two ends of an edge";
      case "weight" -> "by weight: score |w|";
      case "uniform" -> "uniform: the same score for every edge";
      case "top" -> "the largest |w|, without chance";
      case "degree" -> "by degree: score |w| (1/M_ii + 1/M_jj), without any covariance between neurons";
      default -> rule.name();
    };
  }

  static String target(Target target) {
    return switch (target) {
      case Target.Fixed(Budget.KeepFraction(double f)) -> Numerals.percent(f) + " of the edges";
      case Target.Fixed(Budget.EdgeCount(long n)) -> Numerals.count(n, "edge");
      case Target.Fixed(Budget.Epsilon(double e)) ->
        Numerals.format("what the theorem asks for at ε = %.3g", e);
      case Target.WorstDirection(double within) ->
        "as few edges as leave every activity pattern within " + Numerals.percent(within)
            + ", searched and measured";
      case Target.SlowModes(double within, int modes) -> "as few edges as leave the " + modes
          + " slowest rates within " + Numerals.percent(within) + ", searched and measured";
    };
  }

  /** The four matrices of Figure 1 of Moore and Chaudhuri (2020). */
  private static Figure matrices(NetworkCase of, NetworkCase.Draw draw, Survey survey) {
    MatrixGrid grid = new MatrixGrid(of.original(), survey.order(), BLOCKS);
    Plan plan = draw.result().plan();
    Edges edges = plan.scores().edges();
    List<Panel> panels = new ArrayList<>();
    panels.add(grid.panel("weights", Axis.logarithmic("mean |w|", "1/s"), Panel.Shades.LOGARITHMIC,
        grid.weights(of.original(), true)));
    Optional<Covariance> covariance = survey.covariance(of.original());
    covariance.ifPresent(c -> panels.add(grid.panel("covariance", Axis.linear("mean C_ij", "Hz²"),
        Panel.Shades.DIVERGING, covariances(grid, c))));
    if (draw.request().rule().evidence() != PruningRule.Evidence.NONE) {
      panels.add(grid.panel("difference", Axis.logarithmic("mean Var(x_i − sgn(w) x_j)", "Hz²"),
          Panel.Shades.LOGARITHMIC, perEdge(grid, edges, plan.scores()::difference)));
    }
    panels.add(grid.panel("probability", Axis.logarithmic("mean p", ""), Panel.Shades.LOGARITHMIC,
        perEdge(grid, edges, plan::keepProbability)));
    return new Figure("figure-1", "From weights to probabilities",
        "Heat maps over pairs of neurons: weights, covariance of noise-driven activity, variance of the difference across"
            + " each synapse, and the probability to be kept.",
        new Figure.Guide(
            "Weights, the covariance that noise makes of them, the variance of the difference across each synapse, and the"
                + " probability that the synapse is kept: p is in proportion to |w| times that variance, clipped at 1.",
            "Synapses between groups stand out in the third and fourth matrix although they do not in the first: the"
                + " rule found what the groups hang on.",
            "The fourth matrix looks like the first, or is even: the covariance has nothing to say here.",
            "Compare with the controls below; on such networks they do as well."),
        panels, Optional.empty());
  }

  private static double[] covariances(MatrixGrid grid, Covariance c) {
    int blocks = grid.blocks();
    double[] sum = new double[blocks * blocks];
    double[] count = new double[sum.length];
    for (int i = 0; i < c.neurons(); i++) {
      for (int j = 0; j < c.neurons(); j++) {
        if (i != j) {
          int cell = grid.block(i) * blocks + grid.block(j);
          sum[cell] += c.get(i, j);
          count[cell]++;
        }
      }
    }
    Arrays.setAll(sum, k -> count[k] == 0 ? Double.NaN : sum[k] / count[k]);
    return sum;
  }

  private static double[] perEdge(MatrixGrid grid, Edges edges, IntToDoubleFunction value) {
    int blocks = grid.blocks();
    double[] sum = new double[blocks * blocks];
    double[] count = new double[sum.length];
    for (int e = 0; e < edges.count(); e++) {
      int a = grid.block(edges.post(e));
      int b = grid.block(edges.pre(e));
      double v = value.applyAsDouble(e);
      sum[a * blocks + b] += v;
      count[a * blocks + b]++;
      if (edges.paired()) {
        sum[b * blocks + a] += v;
        count[b * blocks + a]++;
      }
    }
    Arrays.setAll(sum, k -> count[k] == 0 ? Double.NaN : sum[k] / count[k]);
    return sum;
  }
}
