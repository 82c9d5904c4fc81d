package org.secateur.study;

import java.util.function.ToDoubleFunction;

import org.secateur.prune.LocalView;
import org.secateur.prune.PruningRule;

/** The rules that are compared: the real ones, and some that are wrong on purpose. */
final class Rules {
  static final PruningRule NOISE = new PruningRule.NoiseDriven();
  static final PruningRule DEGREE = new PruningRule.ByDegree();
  static final PruningRule WEIGHT = new PruningRule.ByWeight();
  static final PruningRule UNIFORM = new PruningRule.Uniform();
  static final PruningRule TOP_WEIGHT = new PruningRule.LargestWeights();
  /** The highest noise-driven scores, without chance. */
  static final PruningRule TOP_NOISE = new Custom("top noise", PruningRule.Selection.LARGEST,
      NOISE::score);
  /** Var(x_i − x_j) whatever the sign of the weight. */
  static final PruningRule MINUS = new Custom("minus for all", PruningRule.Selection.SAMPLED,
      v -> Math.abs(v.weight()) * Math.max(0, v.variancePost() + v.variancePre() - 2 * v.covariance()));
  /** C_ii + C_jj: the covariance between the neurons left out. */
  static final PruningRule SUM = new Custom("sum only", PruningRule.Selection.SAMPLED,
      v -> Math.abs(v.weight()) * (v.variancePost() + v.variancePre()));

  private Rules() {
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
