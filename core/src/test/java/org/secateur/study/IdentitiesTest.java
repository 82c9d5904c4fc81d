package org.secateur.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.secateur.dynamics.Covariance;
import org.secateur.dynamics.Drift;
import org.secateur.dynamics.LeakRule;
import org.secateur.dynamics.StationaryCovariance;
import org.secateur.dynamics.Stationarity;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.prune.Budget;
import org.secateur.prune.Diagonal;
import org.secateur.prune.PruningRule;
import org.secateur.prune.Rescale;
import org.secateur.random.Seed;
import org.secateur.spectral.Families;
import org.secateur.spectral.Families.Named;
import org.secateur.spectral.Pencil;
import org.secateur.spectral.Propagation;

/** What follows from the sandwich and from leverage scores, through the whole pipeline and over named families. */
class IdentitiesTest {
  private static final Budget THIRD = new Budget.KeepFraction(1.0 / 3);

  static Stream<Named> networks() {
    return Families.held().filter(f -> Edges.of(f.network()).count() > 1);
  }

  /** Networks that come out of the pipeline pruned, and still hold every pattern: ratios above 0. */
  private static Subject.Trial pruned(Named family, long seed) {
    return Subject.of(family.network()).prune(Rules.NOISE, THIRD, new Seed(seed));
  }

  private static Matrix covariance(Network network) {
    Stationarity outcome = StationaryCovariance.of(Drift.of(network), Scoring.UNIT_NOISE);
    Covariance c = ((Stationarity.Stationary) outcome).covariance();
    Matrix dense = Matrix.zeros(network.neurons(), network.neurons());
    for (int i = 0; i < network.neurons(); i++) {
      for (int j = 0; j < network.neurons(); j++) {
        dense.set(i, j, c.get(i, j));
      }
    }
    return dense;
  }

  /** Σ_j τ_ij = 2 + (2/σ²) (Σ_j |w_ij| (C_jj − C_ii) − 2 s_i C_ii), neuron by neuron; their sum is the rule Σ τ + … = N. */
  @ParameterizedTest
  @MethodSource("networks")
  void leverageOfANeuronsSynapses(Named family) {
    Network network = family.network();
    Drift drift = family.drift();
    Scoring.Ready ready = Subject.of(network).scoring(Rules.NOISE);
    Edges edges = ready.scores().edges();
    Matrix c = covariance(network);
    double[] leverage = new double[network.neurons()];
    double[] expected = new double[network.neurons()];
    for (int e = 0; e < edges.count(); e++) {
      int i = edges.post(e);
      int j = edges.pre(e);
      double tau = ready.scores().score(e) / ready.unitsPerLeverage();
      leverage[i] += tau;
      leverage[j] += tau;
      double difference = 2 * Math.abs(edges.weight(e)) * (c.get(j, j) - c.get(i, i));
      expected[i] += difference;
      expected[j] -= difference;
    }
    for (int i = 0; i < leverage.length; i++) {
      expected[i] += 2 - 4 * drift.slack(i) * c.get(i, i);
      // an inverse is right to n u κ of its norm, and the terms of this sum are up to M_ii times that norm
      double tolerance = 10 * leverage.length * Math.ulp(1.0) * Families.condition(drift) * c.maxAbs()
          * drift.restoring(i) + 1e-12;
      assertThat(leverage[i]).isCloseTo(expected[i], within(tolerance));
    }
  }

  /** τ_ij ≥ 4|w| / (M_ii + M_jj + 2|w|), so that a strengthened weight is at most (M_ii + M_jj + 2|w|) / 4κ. */
  @ParameterizedTest
  @MethodSource("networks")
  void amplifiedWeightsAreBounded(Named family) {
    Subject.Trial trial = pruned(family, 1);
    Subject subject = trial.subject();
    double kappa = trial.pruned().plan().factor() * subject.scoring(Rules.NOISE).unitsPerLeverage();
    Edges edges = trial.pruned().plan().scores().edges();
    for (int e = 0; e < edges.count(); e++) {
      double w = Math.abs(edges.weight(e));
      double after = w * trial.pruned().amplification(e);
      if (after > w) {
        double bound = (family.drift().restoring(edges.post(e)) + family.drift().restoring(edges.pre(e))
            + 2 * w)
            / (4 * kappa);
        // the bound is attained, so that τ's own error, n u κ(M) ≤ 1e-6 for these families, must be let through
        assertThat(after).isLessThanOrEqualTo(bound * (1 + 1e-6));
      }
    }
  }

  /** C / g_max ≼ C' ≼ C / g_min, the covariances each from its own network, the ratios from the pencil. */
  @ParameterizedTest
  @MethodSource("networks")
  void covarianceIsSandwiched(Named family) {
    Subject.Trial trial = pruned(family, 2);
    Pencil.Range range = trial.range();
    double low = range.low().value();
    Matrix before = covariance(family.network());
    Matrix after = covariance(trial.pruned().network());
    Matrix upper = before.copy();
    upper.scale(1 / low);
    upper.addScaled(-1, after);
    Matrix lower = after.copy();
    lower.addScaled(-1 / range.high().value(), before);
    double condition = Families.condition(family.drift()) + Families.condition(trial.drift());
    double tolerance = 10 * family.network().neurons() * Math.ulp(1.0) * condition * before.frobeniusNorm()
        / low;
    assertThat(DenseAlgebra.pureJava().symmetricEigenvalues(upper)[0]).isGreaterThan(-tolerance);
    assertThat(DenseAlgebra.pureJava().symmetricEigenvalues(lower)[0]).isGreaterThan(-tolerance);
  }

  /** |e^{At} − e^{A't}|₂ ≤ (π / 2e) ε / √(1 − ε) at every time. */
  @ParameterizedTest
  @MethodSource("networks")
  void propagatorsStayTogether(Named family) {
    Subject.Trial trial = Subject.of(family.network()).prune(Rules.NOISE, new Budget.KeepFraction(0.8),
        new Seed(3));
    Pencil.Range range = trial.range();
    double epsilon = Math.max(1 - range.low().value(), range.high().value() - 1);
    if (epsilon < 1) {
      double bound = Math.PI / (2 * Math.E) * epsilon / Math.sqrt(1 - epsilon);
      Propagation both = Propagation.of(family.drift(), trial.drift(), 1e-3, 24, new Seed(3));
      assertThat(both.distance()).allMatch(d -> d <= bound + 1e-9);
    }
  }

  /** Slack only lowers a leverage, and by a factor of at least λ₂ / (λ₂ + s): effective resistance is the limit. */
  @ParameterizedTest
  @MethodSource("excitatory")
  void effectiveResistanceIsTheLimitOfNoSlack(Named family) {
    Network graph = family.network();
    double[] eigenvalues = Families.eigenvalues(family.drift());
    double lambda2 = Arrays.stream(eigenvalues).filter(v -> v > 1e-9).min().orElseThrow();
    Scoring.Ready limit = Subject.of(graph).scoring(new PruningRule.EffectiveResistance());
    for (double slack : new double[]{1, 1e-2, 1e-4, 0}) {
      Scoring.Ready noise = Subject.of(Dominant.withSlack(graph, slack)).scoring(Rules.NOISE);
      for (int e = 0; e < limit.scores().count(); e++) {
        double tau = noise.scores().score(e) / noise.unitsPerLeverage();
        double resistance = limit.scores().score(e) / limit.unitsPerLeverage();
        assertThat(tau).isBetween(resistance * lambda2 / (lambda2 + slack) - 1e-9, resistance + 1e-9);
      }
    }
  }

  static Stream<Named> excitatory() {
    return Families.marginal()
        .filter(f -> Edges.of(f.network()).count() > 1 && !f.name().startsWith("random"));
  }

  /** E[W'] = W and E[leak'] = leak: 2000 seeds, five standard errors for each of some 30 numbers: fails for 1 in 50,000. */
  @Test
  void meanOverSeedsIsTheOriginal() {
    Subject subject = Subject.of(ClusteredNetwork.Recipe.bottleneck(3, 1, true).generate(new Seed(5))
        .withLeak(new LeakRule.Dominant(0.1)).network());
    Network network = subject.network();
    int seeds = 2000;
    int n = network.neurons();
    double[][] samples = new double[n * n][seeds];
    for (int s = 0; s < seeds; s++) {
      Network cut = subject
          .prune(Rules.NOISE, new Budget.KeepFraction(0.5), Diagonal.MATCH, new Rescale.Yes(),
              new Seed(s))
          .pruned().network();
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          samples[i * n + j][s] = i == j ? cut.leak(i) : cut.weight(i, j);
        }
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        Spread spread = Spread.of(samples[i * n + j]);
        double expected = i == j ? network.leak(i) : network.weight(i, j);
        assertThat(spread.mean()).as("%s, %s", i, j).isCloseTo(expected,
            within(5 * spread.standardError() + 1e-12));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void expectedCountMeetsTheBudget(Named family) {
    for (PruningRule rule : SandwichTable.RULES) {
      int edges = Edges.of(family.network()).count();
      double expected = Subject.of(family.network()).plan(rule, THIRD).expectedEdges();
      assertThat(expected).isCloseTo(edges / 3.0, within(1e-12 * edges));
    }
  }
}
