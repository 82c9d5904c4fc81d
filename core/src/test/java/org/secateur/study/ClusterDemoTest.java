package org.secateur.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.secateur.certify.Certificate;
import org.secateur.certify.Certify;
import org.secateur.certify.Claim;
import org.secateur.certify.Finding;
import org.secateur.certify.Level;
import org.secateur.certify.Status;
import org.secateur.certify.WorstDirection;
import org.secateur.dynamics.Drift;
import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;
import org.secateur.spectral.Families;

/** The demo's promise, seed by seed, and a cut that probing at random does not see. */
class ClusterDemoTest {
  static IntStream seeds() {
    return IntStream.rangeClosed(1, 20);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void keepsTheBridgesAndTheSlowModes(int seed) {
    ClusterDemo demo = ClusterDemo.run(new Seed(seed));
    ClusterDemo.Row original = demo.rows().getFirst();
    ClusterDemo.Row noise = demo.rows().get(1);
    assertThat(original.bridges()).isEqualTo(18);
    assertThat(noise.bridges()).isGreaterThanOrEqualTo(17);
    assertThat(slowError(original, noise)).isLessThan(0.01);
    for (ClusterDemo.Row control : demo.rows().subList(2, 4)) {
      assertThat(control.bridges()).as(control.name()).isLessThan(9);
      assertThat(slowError(original, control)).as(control.name()).isGreaterThan(0.05);
    }
  }

  private static double slowError(ClusterDemo.Row original, ClusterDemo.Row pruned) {
    double worst = 0;
    for (int k = 0; k < 3; k++) {
      worst = Math.max(worst, Math.abs(original.timeConstants().get(k) / pruned.timeConstants().get(k) - 1));
    }
    return worst;
  }

  /**
   * All 18 bridges cut, every slack kept. A random pattern puts 1 part in 200 · 200 into a bridge's direction, so that a
   * thousand of them see a change below 1 %; the pattern that tells the clusters apart loses nearly all its restoring force.
   */
  @Test
  void certificateFlagsACutThatRandomProbesPass() {
    ClusteredNetwork generated = ClusteredNetwork.Recipe.demo().generate(Seed.DEFAULT);
    Network original = generated.network();
    Network cut = withoutBridges(generated);
    assertThat(generated.bridges(cut)).isZero();

    Certificate certificate = Certify.pair(original, cut).level(Level.QUICK).groups(generated.group())
        .tolerance(new Claim.SlowModes(0.01, 3)).tolerance(new Claim.WorstDirection(0.5)).measure();
    assertThat(certificate.status()).isEqualTo(Status.NOT_PRESERVED);
    assertThat(certificate.findings()).hasSize(2).allMatch(f -> f instanceof Finding.Missed);
    WorstDirection.Range range = (WorstDirection.Range) certificate.worstDirection().measured().orElseThrow();
    assertThat(range.low()).isLessThan(0.25);
    assertThat(range.high()).isCloseTo(1, within(1e-9));

    assertThat(worstProbe(Drift.of(original), Drift.of(cut), 1000)).isLessThan(0.01);
  }

  private static Network withoutBridges(ClusteredNetwork generated) {
    Edges edges = Edges.of(generated.network());
    double[] factor = new double[edges.count()];
    List<Integer> group = generated.group();
    for (int e = 0; e < factor.length; e++) {
      factor[e] = group.get(edges.post(e)).equals(group.get(edges.pre(e))) ? 1 : 0;
    }
    return Families.scaled(generated.network(), edges.spread(factor, 1));
  }

  /** The largest |xᵀM'x / xᵀMx − 1| over random patterns x. */
  private static double worstProbe(Drift original, Drift pruned, int probes) {
    NoiseStream noise = new Seed(4).stream("probe");
    int n = original.size();
    double[] x = new double[n];
    double[] y = new double[n];
    double worst = 0;
    for (int k = 0; k < probes; k++) {
      noise.fillGaussian(x);
      original.restore(x, y);
      double before = dot(x, y);
      pruned.restore(x, y);
      worst = Math.max(worst, Math.abs(dot(x, y) / before - 1));
    }
    return worst;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
