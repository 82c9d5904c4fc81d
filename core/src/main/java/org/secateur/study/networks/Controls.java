package org.secateur.study.networks;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

import org.secateur.prune.LocalView;
import org.secateur.prune.PruningRule;

/** The rules that studies compare: the real ones, and some that are wrong on purpose. */
public final class Controls {
  /** The rule of Moore and Chaudhuri. */
  public static final PruningRule NOISE = new PruningRule.NoiseDriven();
  /** p ∝ |w| (1/M_ii + 1/M_jj): no covariance between neurons. */
  public static final PruningRule DEGREE = new PruningRule.ByDegree();
  /** p ∝ |w|. */
  public static final PruningRule WEIGHT = new PruningRule.ByWeight();
  /** The same p for all. */
  public static final PruningRule UNIFORM = new PruningRule.Uniform();
  /** The largest weights, without chance. */
  public static final PruningRule TOP_WEIGHT = new PruningRule.LargestWeights();
  /** The highest noise-driven scores, without chance. */
  public static final PruningRule TOP_NOISE = new Custom("top-noise", PruningRule.Selection.LARGEST,
      NOISE::score);
  /** Var(x_i − x_j) whatever the sign of the weight. */
  public static final PruningRule MINUS = new Custom("minus", PruningRule.Selection.SAMPLED,
      v -> Math.abs(v.weight()) * Math.max(0, v.variancePost() + v.variancePre() - 2 * v.covariance()));
  /** C_ii + C_jj: the covariance between the neurons left out. */
  public static final PruningRule SUM = new Custom("sum", PruningRule.Selection.SAMPLED,
      v -> Math.abs(v.weight()) * (v.variancePost() + v.variancePre()));

  private static final List<PruningRule> ALL = List.of(NOISE, DEGREE, WEIGHT, UNIFORM, TOP_WEIGHT, TOP_NOISE,
      MINUS, SUM, new PruningRule.EffectiveResistance());

  private Controls() {
  }

  /** The names, the noise-driven rule first. */
  public static List<String> names() {
    return ALL.stream().map(PruningRule::name).toList();
  }

  /** The rule of a name. */
  public static Optional<PruningRule> named(String name) {
    return ALL.stream().filter(r -> r.name().equals(name)).findFirst();
  }

  private record Custom(String name, Selection selection,
      ToDoubleFunction<LocalView> formula) implements PruningRule {
    @Override
    public Evidence evidence() {
      return Evidence.ACTIVITY;
    }

    @Override
    public double score(LocalView view) {
      return formula.applyAsDouble(view);
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
