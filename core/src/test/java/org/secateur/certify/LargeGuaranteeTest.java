package org.secateur.certify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.secateur.certify.SamplingRecord.Draws;
import org.secateur.certify.SamplingRecord.Replay;
import org.secateur.certify.SamplingRecord.Scores;
import org.secateur.dynamics.Drift;
import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.random.Seed;
import org.secateur.spectral.Families;

/** The judge of networks too large for a dense inverse: leverages come by a route, and their doubt is part of the failure. */
class LargeGuaranteeTest {
  private static final int N = 8_100;
  private static final int REACH = 5;
  /** With so many neighbours to either side a leverage is about 1/60. */
  private static final int WIDE = 60;
  private static final double P = 0.9;

  private static Network ring() {
    return ring(REACH);
  }

  /** A ring, each neuron joined to the next on either side: every edge of one distance has the same leverage. */
  private static Network ring(int reach) {
    int[] post = new int[2 * reach * N];
    int[] pre = new int[post.length];
    double[] weight = new double[post.length];
    Arrays.fill(weight, 1);
    int at = 0;
    for (int i = 0; i < N; i++) {
      for (int d = 1; d <= reach; d++) {
        post[at] = pre[at + 1] = i;
        pre[at] = post[at + 1] = (i + d) % N;
        at += 2;
      }
    }
    double[] leak = new double[N];
    Arrays.fill(leak, 2 * reach + 1);
    return Network.of(N, post, pre, weight, leak);
  }

  /** The same bound for all edges. */
  private static LeverageRoute all(double upper, double error, double confidence) {
    return (drift, edges, seed) -> {
      double[] bound = new double[edges.count()];
      Arrays.fill(bound, upper);
      return Optional.of(new Leverages(bound, N * (1 + error), error, 0.01, confidence));
    };
  }

  private static Assumptions judged(LeverageRoute route) {
    return judged(Optional.of(route));
  }

  private static Assumptions judged(Optional<LeverageRoute> route) {
    return judged(ring(), P, route);
  }

  private static Assumptions judged(Network original, double p, LeverageRoute route) {
    return judged(original, p, Optional.of(route));
  }

  private static Assumptions judged(Network original, double p, Optional<LeverageRoute> route) {
    Network pruned = Families.sampled(original, p, 3);
    return new Judge(Drift.of(original), Drift.of(pruned), Optional.of(record(original, p)), route,
        new Seed(5))
        .assumptions();
  }

  private static SamplingRecord record(Network original) {
    return record(original, P);
  }

  private static SamplingRecord record(Network original, double p) {
    double[] keep = new double[Edges.of(original).count()];
    Arrays.fill(keep, p);
    return SamplingRecord.of(keep, Draws.INDEPENDENT, new Scores.Exact())
        .withReplay(new Replay(new Seed(3), "keep"));
  }

  private static double chernoff() {
    return Math.pow(N, -1.0 / 3) + 1.0 / N;
  }

  @Test
  void aBoundWithConfidenceEarnsAGuaranteeWithThatDoubt() {
    Assumptions.Guarantee g = judged(all(0.02, 0.005, 0.99)).theorem().orElseThrow();
    assertThat(g.kappa()).isCloseTo(P / 0.02, within(1e-12));
    assertThat(g.epsilon()).isCloseTo(Math.sqrt(4 * Math.log(N) / 45), within(1e-12));
    assertThat(g.confidence()).isEqualTo(0.99);
    assertThat(g.failureProbability()).isCloseTo(chernoff() + 0.01, within(1e-15));
    assertThat(g.sumRuleError()).isEqualTo(0.005);
  }

  @Test
  void anExactRouteAddsNoDoubt() {
    Assumptions.Guarantee g = judged(all(0.02, 0, 1)).theorem().orElseThrow();
    assertThat(g.failureProbability()).isEqualTo(chernoff());
    assertThat(g.confidence()).isEqualTo(1);
  }

  @Test
  void boundsTooHighEarnNone() {
    Assumptions a = judged(all(0.05, 0, 1));
    assertThat(a.theorem()).isEmpty();
    assertThat(a.whyNull().getFirst()).isInstanceOf(Shortfall.BudgetTooLow.class);
  }

  @Test
  void aSumRuleMissedEarnsNone() {
    assertThat(judged(all(0.02, 0.02, 1)).whyNull()).containsExactly(new Shortfall.NoLeverages(0.02));
  }

  @Test
  void noConfidenceEarnsNone() {
    assertThat(judged(all(0.02, 0, 0)).whyNull()).hasSize(1).first()
        .isInstanceOf(Shortfall.TooFewNeurons.class);
  }

  @Test
  void noRouteIsSaid() {
    assertThat(judged(Optional.empty()).whyNull()).containsExactly(new Shortfall.TooLarge(N, 8_000));
    assertThat(judged((drift, edges, seed) -> Optional.empty()).whyNull())
        .containsExactly(new Shortfall.NoLeverages(Double.POSITIVE_INFINITY));
  }

  /**
   * The ring's leverages by its Fourier modes. The judge's own bounds lie above them, all at once but for one seed in a hundred;
   * and the bound of one neuron pair lies below.
   */
  @Test
  void theJudgesOwnBoundsHold() {
    Network ring = ring(WIDE);
    Drift drift = Drift.of(ring);
    Edges edges = Edges.of(ring);
    double[] exact = new double[WIDE + 1];
    for (int k = 0; k < N; k++) {
      double lambda = 2 * WIDE + 1;
      for (int d = 1; d <= WIDE; d++) {
        lambda -= 2 * Math.cos(2 * Math.PI * k * d / N);
      }
      for (int d = 1; d <= WIDE; d++) {
        exact[d] += 2 * (1 - Math.cos(2 * Math.PI * k * d / N)) / lambda / N;
      }
    }
    LeverageRoute own = new SketchedLeverages();
    Leverages found = own.of(drift, edges, new Seed(11)).orElseThrow();
    assertThat(found.confidence()).isEqualTo(SketchedLeverages.CONFIDENCE);
    assertThat(found.sumRuleHolds()).isTrue();
    double looseness = 0;
    for (int e = 0; e < edges.count(); e++) {
      int apart = Math.abs(edges.post(e) - edges.pre(e));
      double tau = exact[Math.min(apart, N - apart)];
      assertThat(found.upper(e)).isGreaterThanOrEqualTo(tau);
      assertThat(own.lower(drift, edges, e)).isLessThanOrEqualTo(tau * (1 + 1e-9));
      looseness = Math.max(looseness, found.upper(e) / tau);
    }
    assertThat(looseness).isLessThan(1.5); // most of a variance is local here, and that part is known
  }

  @Test
  void theJudgesOwnBoundsEarnAGuarantee() {
    Assumptions.Guarantee g = judged(ring(WIDE), P, new SketchedLeverages()).theorem().orElseThrow();
    assertThat(g.confidence()).isEqualTo(0.99);
    assertThat(g.epsilon()).isBetween(Math.sqrt(4 * Math.log(N) * 0.015 / P), 1.0); // τ > 0.015 by far
    assertThat(g.failureProbability()).isCloseTo(chernoff() + 0.01, within(1e-12));
  }

  /** Half a per cent of the edges is too little for any ε, and no solver is needed to see it. */
  @Test
  void aBudgetTooLowByFarIsSeenWithoutLeverages() {
    SketchedLeverages own = new SketchedLeverages();
    Assumptions a = judged(ring(WIDE), 0.005, new LeverageRoute() {
      @Override
      public Optional<Leverages> of(Drift drift, Edges edges, Seed seed) {
        throw new AssertionError("asked in vain");
      }

      @Override
      public double lower(Drift drift, Edges edges, int e) {
        return own.lower(drift, edges, e);
      }
    });
    assertThat(a.whyNull()).hasSize(1).first().isInstanceOf(Shortfall.BudgetTooLow.class);
  }

  /** The judge draws from a seed of its own, which the route is handed. */
  @Test
  void theRouteIsAskedOnceWithTheJudgesSeed() {
    int[] asked = new int[1];
    judged((drift, edges, seed) -> {
      asked[0]++;
      assertThat(seed).isEqualTo(new Seed(5).child("judge", 0));
      assertThat(edges.count()).isEqualTo(REACH * N);
      return Optional.empty();
    });
    assertThat(asked[0]).isEqualTo(1);
  }

  /** Nothing is asked for where a premise fails anyway. */
  @Test
  void aFailedPremiseSparesTheWork() {
    Network original = ring();
    Network pruned = Families.sampled(original, P, 4); // not the seed of the record
    Assumptions a = new Judge(Drift.of(original), Drift.of(pruned), Optional.of(record(original)),
        Optional.of((drift, edges, seed) -> {
          throw new AssertionError("asked in vain");
        }), new Seed(5)).assumptions();
    assertThat(a.whyNull()).hasSize(1).first().isInstanceOf(Shortfall.DrawNotReproduced.class);
  }

  @Test
  void walkingRowsFindsWhatSearchingFinds() {
    Network network = Families.directed(40, 1, 2);
    RowWalk walk = new RowWalk(network);
    for (int i = 0; i < 40; i++) {
      for (int j = i % 3; j < 40; j += 1 + i % 2) {
        assertThat(walk.weight(i, j)).isEqualTo(network.weight(i, j));
      }
    }
  }
}
