package org.secateur.spark;

import java.util.Arrays;

import org.secateur.prune.PruningRule;

/** The rules that are offered on a cluster. */
@SuppressWarnings("ImmutableEnumChecker") // its rules are records without fields
enum ClusterRule {
  /** |w| Var(x_i − sgn(w) x_j) of the network's own noise. */
  NOISE(new PruningRule.NoiseDriven()),
  /** Effective resistance of the graph. */
  RESISTANCE(new PruningRule.EffectiveResistance()),
  /** |w|. */
  WEIGHT(new PruningRule.ByWeight()),
  /** All the same. */
  UNIFORM(new PruningRule.Uniform()),
  /** |w| (1/M_ii + 1/M_jj). */
  DEGREE(new PruningRule.ByDegree());

  private final PruningRule rule;

  ClusterRule(PruningRule rule) {
    this.rule = rule;
  }

  PruningRule rule() {
    return rule;
  }

  /** The rule of that name. */
  static ClusterRule named(String name) {
    return Arrays.stream(values()).filter(r -> r.rule.name().equals(name)).findFirst()
        .orElseThrow(
            () -> ClusterException.of("E172", "--rule %s is not offered on a cluster".formatted(name))
                .withHint("--rule takes noise, resistance, weight, uniform or degree there"));
  }
}
