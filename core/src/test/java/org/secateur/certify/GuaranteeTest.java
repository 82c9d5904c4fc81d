package org.secateur.certify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.secateur.certify.SamplingRecord.Draws;
import org.secateur.certify.SamplingRecord.Replay;
import org.secateur.certify.SamplingRecord.Scores;
import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.random.Seed;
import org.secateur.spectral.Families;

/** A guarantee is earned premise by premise: here is one network that earns it, and one for each premise that must not. */
class GuaranteeTest {
  private static final int N = 60;
  private static final double SLACK = 0.5;

  /** A full graph: by symmetry every edge has the same leverage. */
  static Network full(int n) {
    double[][] w = new double[n][n];
    for (int i = 0; i < n; i++) {
      Arrays.fill(w[i], 1);
      w[i][i] = 0;
    }
    return Families.dominant(w, SLACK);
  }

  /** M = (n + s) I − J: b'M⁻¹b = 2/(n + s) for b = e_i − e_j, which is orthogonal to the constant. */
  private static double leverage(int n) {
    return 2 / (n + SLACK);
  }

  /** The keep probability that the theorem asks for at an ε: κ τ with κ = 4 ln N / ε². */
  private static double probability(double epsilon) {
    return 4 * Math.log(N) / (epsilon * epsilon) * leverage(N);
  }

  private static SamplingRecord record(Network original, double p, long seed) {
    double[] keep = new double[Edges.of(original).count()];
    Arrays.fill(keep, p);
    return SamplingRecord.of(keep, Draws.INDEPENDENT, new Scores.Exact())
        .withReplay(new Replay(new Seed(seed), "keep"));
  }

  private static Assumptions judged(Network original, Network pruned, SamplingRecord record) {
    return Certify.pair(original, pruned).level(Level.QUICK).sampling(record).measure().assumptions();
  }

  private static <T extends Shortfall> T only(Assumptions a, Class<T> kind) {
    assertThat(a.theorem()).isEmpty();
    assertThat(a.theoremEpsilon()).isEmpty();
    assertThat(a.whyNull()).hasSize(1);
    assertThat(a.whyNull().getFirst()).isInstanceOf(kind);
    return kind.cast(a.whyNull().getFirst());
  }

  @Test
  void aProperDrawEarnsIt() {
    Network original = full(N);
    double p = probability(0.9);
    Network pruned = Families.sampled(original, p, 3);
    Certificate c = Certify.pair(original, pruned).level(Level.QUICK).sampling(record(original, p, 3))
        .measure();
    assertThat(c.status()).isEqualTo(Status.GUARANTEED);
    Assumptions.Guarantee g = c.assumptions().theorem().orElseThrow();
    // leverages by an inverse of condition (n + s)/s ≈ 120 are right to about 1e-12
    assertThat(g.epsilon()).isCloseTo(0.9, within(1e-11));
    assertThat(g.kappa()).isCloseTo(p / leverage(N), within(1e-9));
    assertThat(g.failureProbability()).isEqualTo(Math.pow(N, -1.0 / 3) + 1.0 / N);
    assertThat(g.leverageSum()).isCloseTo(N, within(1e-9));
    assertThat(c.assumptions().whyNull()).isEmpty();
  }

  /** Nothing removed: κ = ∞ and ε = 0. */
  @Test
  void theNetworkItselfEarnsItWithEpsilonZero() {
    Network original = full(N);
    Assumptions a = judged(original, original, record(original, 1, 1));
    assertThat(a.theoremEpsilon().orElseThrow()).isZero();
  }

  @Test
  void withoutARecordThereIsNone() {
    Network original = full(N);
    Certificate c = Certify.pair(original, original).level(Level.QUICK).measure();
    assertThat(c.status()).isEqualTo(Status.MEASURED);
    only(c.assumptions(), Shortfall.NoSamplingRecord.class);
  }

  @Test
  void dependentDrawsDoNotEarnIt() {
    Network original = full(N);
    double[] keep = new double[Edges.of(original).count()];
    Arrays.fill(keep, 1);
    only(judged(original, original, SamplingRecord.of(keep, Draws.DEPENDENT, new Scores.Exact())),
        Shortfall.DrawsNotIndependent.class);
  }

  /** One step below the rate that ε < 1 asks for. */
  @Test
  void aBudgetTooLowDoesNotEarnIt() {
    Network original = full(N);
    double p = probability(1.001);
    Shortfall.BudgetTooLow low = only(
        judged(original, Families.sampled(original, p, 3), record(original, p, 3)),
        Shortfall.BudgetTooLow.class);
    assertThat(low.epsilon()).isCloseTo(1.001, within(1e-10));
  }

  /** One edge drawn with half the probability, and kept at twice the weight: κ is that of the worst edge. */
  @Test
  void oneEdgeWithTooSmallAProbabilityIsFound() {
    Network original = full(N);
    Edges edges = Edges.of(original);
    double p = probability(0.9);
    double[] keep = new double[edges.count()];
    Arrays.fill(keep, p);
    keep[17] = p / 2;
    double[] factor = new double[edges.count()];
    for (int e = 0; e < factor.length; e++) {
      factor[e] = new Seed(3).uniform("keep", edges.key(e)) < keep[e] ? 1 / keep[e] : 0;
    }
    Network pruned = Families.scaled(original, edges.spread(factor, 1));
    Shortfall.BudgetTooLow low = only(
        judged(original, pruned, SamplingRecord.of(keep, Draws.INDEPENDENT, new Scores.Exact())),
        Shortfall.BudgetTooLow.class);
    assertThat(low.epsilon()).isCloseTo(0.9 * Math.sqrt(2), within(1e-10));
  }

  /** 4-cycle, by hand: two paths of 1 and 3 in parallel, R = 3/4, so κ = p / (3/4). */
  @Test
  void leverageOfACycleOfFour() {
    double[][] w = {{0, 1, 0, 1}, {1, 0, 1, 0}, {0, 1, 0, 1}, {1, 0, 1, 0}};
    Network cycle = Families.dominant(w, 0);
    double p = 0.75;
    Shortfall.BudgetTooLow low = only(judged(cycle, Families.times(cycle, 1 / p), SamplingRecord.of(
        new double[]{p, p, p, p}, Draws.INDEPENDENT, new Scores.Exact())), Shortfall.BudgetTooLow.class);
    assertThat(low.kappa()).isCloseTo(1, within(1e-13));
  }

  @Test
  void aWeightThatIsNotRescaledIsFound() {
    Network original = full(N);
    double p = probability(0.9);
    double[] mask = new double[original.synapses()];
    Network pruned = Families.sampled(original, p, 3);
    for (int i = 0, k = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        if (j != i) {
          mask[k++] = pruned.weight(i, j) == 0 ? 0 : 1;
        }
      }
    }
    Shortfall.WeightNotRescaled found = only(
        judged(original, Families.scaled(original, mask), record(original, p, 3)),
        Shortfall.WeightNotRescaled.class);
    assertThat(found.expected()).isEqualTo(1 / p);
    assertThat(found.actual()).isEqualTo(1);
  }

  @Test
  void anEdgeKeptForCertainMustBeThere() {
    Network original = full(N);
    double[] factor = new double[original.synapses()];
    Arrays.fill(factor, 1);
    factor[0] = 0; // neuron 0 from neuron 1
    factor[N - 1] = 0; // and back
    only(judged(original, Families.scaled(original, factor), record(original, 1, 3)),
        Shortfall.WeightNotRescaled.class);
  }

  @Test
  void aDrawOfAnotherSeedIsFound() {
    Network original = full(N);
    double p = probability(0.9);
    only(judged(original, Families.sampled(original, p, 3), record(original, p, 4)),
        Shortfall.DrawNotReproduced.class);
  }

  @Test
  void aLeakThatWasNotMatchedIsFound() {
    Network original = full(N);
    double p = probability(0.9);
    Network pruned = Families.sampled(original, p, 3);
    double[] leak = pruned.leaks();
    leak[7] += 1e-9;
    Shortfall.DiagonalNotMatched found = only(judged(original, pruned.withLeak(leak), record(original, p, 3)),
        Shortfall.DiagonalNotMatched.class);
    assertThat(found.neuron()).isEqualTo(7);
    // a sum of 59 terms of size 60 is right to 1e-12
    assertThat(found.difference()).isCloseTo(1e-9, within(1e-12));
  }

  @Test
  void aForeignSynapseIsFound() {
    Network path = Families.path(N, 1);
    double[][] w = new double[N][N];
    for (int i = 0; i + 1 < N; i++) {
      w[i][i + 1] = w[i + 1][i] = 1;
    }
    w[3][40] = w[40][3] = 1;
    Shortfall.ForeignSynapse found = only(judged(path, Families.dominant(w, 1), record(path, 1, 1)),
        Shortfall.ForeignSynapse.class);
    assertThat(found.post()).isEqualTo(3);
    assertThat(found.pre()).isEqualTo(40);
  }

  /** Every probability is right and every weight is w/p or 0, but the draw leaves neuron 0 without input. */
  @Test
  void aDrawOutsideTheEpsilonIsNoGuarantee() {
    Network original = full(N);
    Edges edges = Edges.of(original);
    double p = probability(0.95);
    double[] keep = new double[edges.count()];
    Arrays.fill(keep, p);
    double[] factor = new double[edges.count()];
    for (int e = 0; e < factor.length; e++) {
      factor[e] = edges.post(e) != 0 && new Seed(3).uniform("keep", edges.key(e)) < p ? 1 / p : 0;
    }
    Network pruned = Families.scaled(original, edges.spread(factor, 1));
    SamplingRecord claimed = SamplingRecord.of(keep, Draws.INDEPENDENT, new Scores.Exact());
    Shortfall.OutsideEpsilon found = only(judged(original, pruned, claimed), Shortfall.OutsideEpsilon.class);
    assertThat(found.epsilon()).isCloseTo(0.95, within(1e-10));
    assertThat(found.worstError()).isGreaterThan(0.95);
  }

  @Test
  void directedAndUndominatedNetworksAreOutsideTheTheorem() {
    Network directed = Families.directed(N, 0.5, 1);
    Assumptions a = judged(directed, directed, record(directed, 1, 1));
    assertThat(a.theoremApplies()).isFalse();
    only(a, Shortfall.NotSymmetric.class);
    double[] leak = full(N).leaks();
    leak[4] -= 0.75;
    Network weak = full(N).withLeak(leak);
    Shortfall.NotDominant found = only(judged(weak, weak, record(weak, 1, 1)), Shortfall.NotDominant.class);
    assertThat(found.neuron()).isEqualTo(4);
    assertThat(found.slack()).isCloseTo(-0.25, within(1e-12));
  }

  /** 3^(−1/3) + 1/3 = 1.03: a failure probability that says nothing. */
  @Test
  void threeNeuronsAreTooFew() {
    Network three = full(3);
    only(judged(three, three, record(three, 1, 1)), Shortfall.TooFewNeurons.class);
  }

  @Test
  void aRecordOfAnotherNetworkIsFound() {
    Network original = full(N);
    only(judged(original, original, record(full(N - 1), 1, 1)), Shortfall.RecordOfOtherEdges.class);
  }

  /** The sandwich that was promised is the one measured, for as many draws as are tried: failures are under 28 %. */
  @Test
  void guaranteedRangesHold() {
    Network original = full(N);
    double p = probability(0.9);
    int held = 0;
    for (int seed = 0; seed < 20; seed++) {
      Optional<WorstDirection> worst = Certify.pair(original, Families.sampled(original, p, seed))
          .level(Level.QUICK)
          .measure().worstDirection().measured();
      held += worst.orElseThrow().worstError() <= 0.9 ? 1 : 0;
    }
    // matrix Chernoff allows 5 failures of 20; in truth the deviation is half of what is promised and none occurs
    assertThat(held).isEqualTo(20);
  }
}
