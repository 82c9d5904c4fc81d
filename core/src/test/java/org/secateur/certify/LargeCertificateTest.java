package org.secateur.certify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.secateur.dynamics.Drift;
import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;
import org.secateur.spectral.Extreme.Evidence;
import org.secateur.spectral.Families;
import org.secateur.spectral.LargePair;
import org.secateur.spectral.MatchedMode;
import org.secateur.study.BlockModel;
import org.secateur.study.GridFamily;
import org.secateur.study.WeightLaw;

/** Certificates of networks above the limit of dense matrices. */
class LargeCertificateTest {
  private static final int N = 6000;

  /** Thirty blocks of 200 neurons, ten edges a neuron. */
  private static Network blocks() {
    return new BlockModel(30, 200, 18, 2, new WeightLaw.Uniform(0.5, 1.5), 1).generate(new Seed(1));
  }

  private static double quotient(Network network, Pattern x) {
    double[] v = x.toArray();
    double[] image = new double[v.length];
    Drift.of(network).restore(v, image);
    double sum = 0;
    for (int i = 0; i < v.length; i++) {
      sum += v[i] * image[i];
    }
    return sum;
  }

  @Test
  void everythingThatCanBeSaidIs() {
    Network original = blocks();
    Network pruned = Families.sampled(original, 0.5, 3);
    assertThat(LargePair.isLarge(Drift.of(original))).isTrue();
    Certificate c = Certify.pair(original, pruned).measure();
    assertThat(c.status()).isEqualTo(Status.MEASURED);
    WorstDirection.Range range = (WorstDirection.Range) c.worstDirection().measured().orElseThrow();
    assertThat(range.method()).isEqualTo(WorstDirection.Method.SPARSE_PENCIL);
    assertThat(range.converged()).isTrue();
    assertThat(range.residual()).isLessThan(1e-4);
    assertThat(range.lowShownBy()).isIn(Evidence.RANDOM_START, Evidence.FACTORISATION);
    // a value is attained by its pattern: quotients of 6,000 terms are right to 1e-12
    assertThat(quotient(pruned, range.lowVector()) / quotient(original, range.lowVector()))
        .isCloseTo(range.low(), within(1e-10));
    assertThat(quotient(pruned, range.highVector()) / quotient(original, range.highVector()))
        .isCloseTo(range.high(), within(1e-10));
    assertThat(range.bracketLow().from()).isBetween(0.98 * range.low(), range.low());
    assertThat(range.bracketHigh().to()).isBetween(range.high(), 1.02 * range.high());
    assertThat(range.attainedError()).isLessThanOrEqualTo(range.worstError());
    Stability stability = c.stability().measured().orElseThrow();
    assertThat(stability.shownBy()).isEqualTo(Stability.Evidence.DOMINANCE);
    assertThat(stability.stable()).isTrue();
    assertThat(stability.abscissasAreBounds()).isFalse();
    assertThat(stability.original()).isCloseTo(-1, within(1e-10)); // a constant pattern is held by the slack alone
    for (MatchedMode m : c.modes().measured().orElseThrow()) {
      // Courant and Fischer, by the brackets
      assertThat(m.pruned() / m.original()).isBetween(range.bracketLow().from(), range.bracketHigh().to());
      assertThat(m.residual()).isLessThan(1e-3);
    }
    assertThat(c.trajectories().measured().orElseThrow().errorByTime()).isNotEmpty();
    CovarianceFacts covariance = c.noiseCovariance().measured().orElseThrow();
    assertThat(covariance.probes()).isPositive();
    assertThat(covariance.standardError()).isPositive();
    // the sandwich C/high ≤ C' ≤ C/low bounds every relative error
    assertThat(covariance.relativeErrorFrobenius()).isLessThan(1 / range.bracketLow().from() - 1);
    assertThat(c.spectrum()).isEqualTo(Block.tooLarge(2000));
    assertThat(c.structure().components().before()).isEqualTo(1);
    assertThat(c.components()).isEmpty();
  }

  /** The claim on the worst direction has a network that only it catches: one block is cut off, all else is there. */
  @Test
  void aBlockCutOffIsNotPreserved() {
    Network original = blocks();
    Edges edges = Edges.of(original);
    double[] factor = new double[edges.count()];
    for (int e = 0; e < factor.length; e++) {
      factor[e] = edges.post(e) < 200 == edges.pre(e) < 200 ? 1 : 0;
    }
    Network pruned = Families.scaled(original, edges.spread(factor, 1));
    Certificate c = Certify.pair(original, pruned).level(Level.QUICK)
        .tolerance(new Claim.WorstDirection(0.5)).measure();
    assertThat(c.status()).isEqualTo(Status.NOT_PRESERVED);
    WorstDirection.Range range = (WorstDirection.Range) c.worstDirection().measured().orElseThrow();
    // the block's indicator keeps 200 of 200 + the weights cut, about 400
    double cut = (quotient(original, indicator()) - 1) * 200;
    assertThat(range.low()).isLessThanOrEqualTo(200 / (200 + cut) + 1e-9);
    assertThat(range.high()).isCloseTo(1, within(1e-6)); // weights are as they were
    assertThat(range.bracketHigh().to()).isCloseTo(1, within(1e-6));
  }

  private static Pattern indicator() {
    double[] x = new double[N];
    Arrays.fill(x, 0, 200, 1 / Math.sqrt(200));
    return new Pattern(x);
  }

  /** The claim on slow modes has a network that only it catches: every leak grows by a tenth of the slack. */
  @Test
  void aMovedSlowModeIsNotPreserved() {
    Network original = blocks();
    double[] leak = original.leaks();
    for (int i = 0; i < leak.length; i++) {
      leak[i] += 0.1;
    }
    Certify asked = Certify.pair(original, original.withLeak(leak)).level(Level.QUICK)
        .tolerance(new Claim.WorstDirection(0.11));
    assertThat(asked.measure().status()).isEqualTo(Status.MEASURED);
    Certificate c = asked.tolerance(new Claim.SlowModes(0.09, 1)).measure();
    assertThat(c.status()).isEqualTo(Status.NOT_PRESERVED);
    assertThat(((Finding.Missed) c.findings().getFirst()).measured()).isCloseTo(0.1, within(1e-9));
  }

  @Test
  void aNetworkThatGrowsIsRefused() {
    Network original = blocks();
    double[] leak = original.leaks();
    for (int i = 0; i < leak.length; i++) {
      leak[i] *= 0.8;
    }
    Network growing = original.withLeak(leak);
    Certificate c = Certify.pair(original, growing).level(Level.QUICK).measure();
    assertThat(c.status()).isEqualTo(Status.REFUSED);
    assertThat(c.findings().getFirst()).isInstanceOf(Finding.PrunedUnstable.class);
    assertThat(c.worstDirection().measured().map(w -> ((WorstDirection.Range) w).low()).orElseThrow())
        .isNegative();
    Certificate other = Certify.pair(growing, original).level(Level.QUICK).measure();
    assertThat(other.worstDirection()).isEqualTo(Block.omitted(Omission.UNSTABLE));
  }

  /** Leaks kept while weights grow: no longer dominant, and stable or not by its eigenvalue, which must settle it. */
  @Test
  void withoutDominanceTheEigenvalueDecides() {
    Network original = blocks();
    double[] leak = original.leaks();
    for (int i = 0; i < leak.length; i++) {
      leak[i] += 1;
    }
    Network slack = original.withLeak(leak);
    Network pruned = Families.sampled(slack, 0.9, 3).withLeak(leak);
    assertThat(Drift.of(pruned).isDiagonallyDominant()).isFalse();
    Certificate c = Certify.pair(slack, pruned).level(Level.QUICK).measure();
    Stability stability = c.stability().measured().orElseThrow();
    assertThat(stability.shownBy()).isEqualTo(Stability.Evidence.EIGENVALUES);
    assertThat(stability.stable()).isTrue();
    assertThat(stability.pruned()).isNegative();
    assertThat(stability.residual()).isLessThan(1e-3 * -stability.pruned());
  }

  /** Pairs of neurons: a thousand of three thousand are reported on, the first of equals, and all are in the range. */
  @Test
  void ofVeryManyComponentsTheLargestAreReported() {
    int[] post = new int[N];
    int[] pre = new int[N];
    double[] weight = new double[N];
    for (int i = 0; i < N; i++) {
      post[i] = i;
      pre[i] = i ^ 1;
      weight[i] = 1;
    }
    double[] leak = new double[N];
    Arrays.fill(leak, 1.5);
    Network original = Network.of(N, post, pre, weight, leak);
    double[] factor = new double[N];
    Arrays.fill(factor, 1);
    factor[N - 2] = factor[N - 1] = 3;
    Certificate c = Certify.pair(original, Families.scaled(original, factor)).level(Level.QUICK).measure();
    assertThat(c.components()).hasSize(Measurement.MAX_COMPONENTS);
    assertThat(c.componentsLeftOut()).isEqualTo(N / 2 - Measurement.MAX_COMPONENTS);
    assertThat(c.components().getLast().firstNeuron()).isEqualTo(2 * Measurement.MAX_COMPONENTS - 2);
    WorstDirection.Range range = (WorstDirection.Range) c.worstDirection().measured().orElseThrow();
    // [1.5 −1; −1 1.5] has rates 0.5 and 2.5, the last pair 0.5 and 6.5
    assertThat(range.high()).isCloseTo(2.6, within(1e-12));
    assertThat(range.highVector().value(N - 1)).isCloseTo(-range.highVector().value(N - 2), within(1e-12));
    assertThat(range.low()).isCloseTo(1, within(1e-12));
  }

  @Test
  void progressIsReportedAndMayStop() {
    Network grid = new GridFamily(60, 100, new WeightLaw.Uniform(0.5, 1.5), 0.1).generate(new Seed(1));
    Network pruned = Families.sampled(grid, 0.8, 1);
    List<String> phases = new ArrayList<>();
    Certify asked = Certify.pair(grid, pruned).level(Level.QUICK).progress((phase, done, total) -> {
      assertThat(done).isBetween(0L, total);
      if (phases.isEmpty() || !phases.getLast().equals(phase)) {
        phases.add(phase);
      }
    });
    Certificate first = asked.measure();
    assertThat(phases).contains("structure", "worst direction, upper end", "worst direction, lower end");
    assertThat(asked.measure()).isEqualTo(first); // to the bit
    assertThatThrownBy(() -> asked.progress((phase, done, total) -> {
      throw new IllegalStateException("stop");
    }).measure()).hasMessage("stop");
  }

  /** Directed: what Gershgorin says, what one trajectory says, and reasons for the rest. */
  @Test
  void directedNetworksAreBoundedByTheirCircles() {
    Network original = directed(0.5);
    Network pruned = Families.sampled(original, 0.5, 1);
    Certificate c = Certify.pair(original, pruned).measure();
    Stability stability = c.stability().measured().orElseThrow();
    assertThat(stability.shownBy()).isEqualTo(Stability.Evidence.DOMINANCE);
    assertThat(stability.abscissasAreBounds()).isTrue();
    assertThat(stability.stable()).isTrue();
    assertThat(stability.original()).isCloseTo(-0.5, within(1e-12));
    assertThat(stability.marginKept()).isEmpty();
    assertThat(c.worstDirection()).isEqualTo(Block.tooLarge(4000));
    assertThat(c.modes()).isEqualTo(Block.tooLarge(4000));
    assertThat(c.trajectories().measured().orElseThrow().errorByTime())
        .allSatisfy(e -> assertThat(e.relativeError()).isPositive().isFinite());
    assertThat(c.status()).isEqualTo(Status.MEASURED);
    Network growing = original.withLeak(new double[N]);
    Certificate unknown = Certify.pair(original, growing).level(Level.QUICK).measure();
    assertThat(unknown.stability()).isEqualTo(Block.tooLarge(4000));
  }

  private static Network directed(double slack) {
    NoiseStream stream = new Seed(2).stream("directed");
    int m = 5 * N;
    int[] post = new int[m];
    int[] pre = new int[m];
    double[] weight = new double[m];
    for (int k = 0; k < m; k++) {
      post[k] = k / 5;
      pre[k] = (k / 5 + 1 + (k % 5) * (N / 5) + (int) (stream.nextDouble() * (N / 5 - 1))) % N;
      weight[k] = stream.nextGaussian();
    }
    Network network = Network.of(N, post, pre, weight, new double[N]);
    double[] leak = network.absoluteInput();
    for (int i = 0; i < N; i++) {
      leak[i] += slack;
    }
    return network.withLeak(leak);
  }

  /** Rows that are not dominant and columns that are: [−1 2; 0 −3] has the columns' bound −1, and the rows' +1. */
  @Test
  void gershgorinTakesTheBetterOfRowsAndColumns() {
    Drift drift = Drift.of(Network.ofDense(new double[][]{{0, 2}, {0, 0}}, new double[]{1, 3}));
    assertThat(Gershgorin.abscissa(drift)).isEqualTo(-1);
    assertThat(Gershgorin.stability(drift, drift).orElseThrow().original()).isEqualTo(-1);
    Drift none = Drift.of(Network.ofDense(new double[][]{{0, 2}, {2, 0}}, new double[]{1, 3}));
    assertThat(Gershgorin.stability(drift, none)).isEmpty();
  }
}
