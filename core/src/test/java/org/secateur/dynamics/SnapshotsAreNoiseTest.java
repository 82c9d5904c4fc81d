package org.secateur.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.linalg.SymmetricEigen;
import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/**
 * Three ways to one quantity: noise stepped through time, noise solved for at one instant, and the exact covariance. Two
 * clusters of 12 neurons, signed, and a bridge a hundred times weaker.
 */
class SnapshotsAreNoiseTest {
  private static final int RUNS = 40;
  private static final double NOISE = 2;

  private final Network network = clusters();
  private final Drift drift = Drift.of(network);
  private final Edges edges = Edges.of(network);
  private final int bridge = bridge();

  private static Network clusters() {
    NoiseStream random = new Seed(8).stream("clusters");
    double[][] w = new double[24][24];
    for (int i = 0; i < 24; i++) {
      for (int j = 0; j < i; j++) {
        boolean joined = i / 12 == j / 12 && random.nextDouble() < 0.6;
        double sign = i % 5 == 0 ^ j % 5 == 0 ? -1 : 1; // balanced, so that there is a slow mode
        w[i][j] = joined ? sign * (0.5 + random.nextDouble()) : 0;
      }
    }
    w[13][2] = 0.05;
    for (int i = 0; i < 24; i++) {
      for (int j = 0; j < i; j++) {
        w[j][i] = w[i][j];
      }
    }
    return Families.dominant(w, 0.05);
  }

  private int bridge() {
    for (int e = 0; e < edges.count(); e++) {
      if (edges.post(e) == 2 && edges.pre(e) == 13) {
        return e;
      }
    }
    throw new AssertionError("there is a bridge");
  }

  private double fastest() {
    double most = 0;
    for (int i = 0; i < drift.size(); i++) {
      most = Math.max(most, 2 * drift.restoring(i));
    }
    return most;
  }

  /** ρ² integrated: relative variance of the mean square of a stationary signal over a time T, (4/T) ∫ (1 − t/T) ρ². */
  private double relativeVariance(int e, double time) {
    SymmetricEigen eigen = DenseAlgebra.pureJava().symmetricEigen(Families.restoring(network));
    double[] lambda = eigen.values();
    Matrix vectors = eigen.vectors();
    double sign = Math.signum(edges.weight(e));
    double[] share = new double[lambda.length];
    double total = 0;
    for (int m = 0; m < lambda.length; m++) {
      double a = vectors.get(edges.post(e), m) - sign * vectors.get(edges.pre(e), m);
      share[m] = a * a / lambda[m];
      total += share[m];
    }
    double integral = 0;
    for (int m = 0; m < lambda.length; m++) {
      for (int l = 0; l < lambda.length; l++) {
        double s = lambda[m] + lambda[l];
        integral += share[m] * share[l] / (total * total) * (1 / s + Math.expm1(-s * time) / (s * s * time));
      }
    }
    return 4 / time * integral;
  }

  /** Agreement of all three over every edge, each estimate within five of its own standard errors. */
  @Test
  void threeEstimatorsAgree() {
    Covariance exact = ((Stationarity.Stationary) StationaryCovariance.of(drift, NOISE)).covariance();
    double dt = 0.05 / fastest();
    SampledCovariance stepped = ((SimulatedStationarity.Sampled) NoiseSimulation.linear(drift,
        new SimulationSettings(dt, 0, 40, 4 * dt, 32, 1)).run(NOISE, new Seed(1))).covariance();
    SketchedCovariance solved = ((SketchOutcome.Sketched) NoiseSketch.of(drift).probes(210).run(NOISE,
        new Seed(1)))
        .covariance();
    for (int e = 0; e < edges.count(); e++) {
      int i = edges.post(e);
      int j = edges.pre(e);
      int sign = edges.weight(e) > 0 ? 1 : -1;
      double d = exact.differenceVariance(i, j, sign);
      // 32 trials from the stationary state; Euler inflates by at most 1/(1 − λ dt/2), 2.6 %
      double error = d * Math.sqrt(relativeVariance(e, 40) / 32);
      assertThat(stepped.differenceVariance(i, j, sign)).isBetween(d - 5 * error, 1.026 * d + 5 * error);
      assertThat(solved.differenceVariance(i, j, sign)).isCloseTo(d,
          within(5 * solved.standardError(i, j, sign)));
    }
  }

  /**
   * A time T of stepping is worth N = 2/(relative variance) snapshots, and k snapshots are worth k, or more by what is
   * known of them. In units of these the squared errors of 40 runs have the mean 1 over the edges; the runs' own scatter
   * gives the standard error of that, of which five are allowed (false alarm below 1e-5 with 39 degrees of freedom).
   */
  @Test
  void bothHaveTheErrorThatTheirTheoryGivesThem() {
    Covariance exact = ((Stationarity.Stationary) StationaryCovariance.of(drift, NOISE)).covariance();
    double dt = 0.05 / fastest();
    Matrix euler = Families.covariance(network, NOISE, dt);
    int k = 14;
    double time = 6;
    double[] stepping = new double[RUNS];
    double[] solving = new double[RUNS];
    double[] unit = new double[edges.count()];
    for (int e = 0; e < edges.count(); e++) {
      unit[e] = relativeVariance(e, time);
    }
    for (int run = 0; run < RUNS; run++) {
      Covariance stepped = ((SimulatedStationarity.Sampled) NoiseSimulation.linear(drift,
          new SimulationSettings(dt, 0, time, 4 * dt, 1, 1)).run(NOISE, new Seed(run))).covariance();
      Covariance solved = ((SketchOutcome.Sketched) NoiseSketch.of(drift).probes(k).run(NOISE, new Seed(run)))
          .covariance();
      for (int e = 0; e < edges.count(); e++) {
        int i = edges.post(e);
        int j = edges.pre(e);
        int sign = edges.weight(e) > 0 ? 1 : -1;
        double ofEuler = euler.get(i, i) + euler.get(j, j) - 2 * sign * euler.get(i, j);
        double off = stepped.differenceVariance(i, j, sign) / ofEuler - 1;
        stepping[run] += off * off / unit[e] / edges.count();
        double d = exact.differenceVariance(i, j, sign);
        double rest = d - NOISE / 2 * local(i, j, Math.abs(edges.weight(e)));
        double miss = (solved.differenceVariance(i, j, sign) - d) / rest;
        solving[run] += miss * miss * k / 2 / edges.count();
      }
    }
    for (double[] runs : new double[][]{stepping, solving}) {
      double mean = 0;
      double square = 0;
      for (double v : runs) {
        mean += v / RUNS;
        square += v * v / RUNS;
      }
      assertThat(mean).isCloseTo(1, within(5 * Math.sqrt((square - mean * mean) / RUNS)));
    }
  }

  private double local(int i, int j, double w) {
    double ri = drift.restoring(i) - w;
    double rj = drift.restoring(j) - w;
    return (ri + rj) / (w * (ri + rj) + ri * rj);
  }

  /**
   * How long a simulation is to have the error of k plain snapshots: T with 2/(relative variance) = k. A single mode of
   * rate λ needs T = k/λ, which is k leak times inside a cluster, and k · leak/λ₂ across a bridge. So the clusters' edges
   * need about their mode's time, and the bridge hundreds of times longer; a snapshot costs the same for both.
   */
  @Test
  void aBridgeNeedsItsSlowModesTime() {
    double slowest = DenseAlgebra.pureJava().symmetricEigenvalues(Families.restoring(network))[1]; // [0] is uniform
    double k = 1000; // long against every mode
    double ofBridge = k / slowest;
    assertThat(2 / relativeVariance(bridge, ofBridge)).isBetween(k * 0.95, k * 1.5); // some of it is faster modes'
    double leak = 0;
    for (int i = 0; i < drift.size(); i++) {
      leak += drift.restoring(i) / drift.size();
    }
    double inside = 0;
    for (int e = 0; e < edges.count(); e++) {
      inside += e == bridge ? 0 : 2 / relativeVariance(e, k / leak) / (edges.count() - 1);
    }
    assertThat(inside).isBetween(k / 2, 2 * k); // the clusters' rates lie around the mean leak
    assertThat(ofBridge * leak / k).isGreaterThan(50);
  }
}
