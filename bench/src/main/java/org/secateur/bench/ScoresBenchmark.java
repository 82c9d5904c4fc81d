package org.secateur.bench;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.secateur.dynamics.Drift;
import org.secateur.dynamics.StationaryCovariance;
import org.secateur.dynamics.Stationarity;
import org.secateur.linalg.CholeskyOutcome;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.network.Network;
import org.secateur.prune.PruningRule;
import org.secateur.prune.Scores;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/** From a dense symmetric network of 2000 neurons to all its scores, against the library's own Cholesky inverse. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1,
    jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "-Xmx6g", "-XX:MaxDirectMemorySize=8g"})
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 2)
public class ScoresBenchmark {
  private static final int N = 2000;

  private Network network = Network.ofDense(new double[0][], new double[0]);
  private Matrix restoring = Matrix.zeros(0, 0);

  /** A dense excitatory network, weights U(0, 1), slack 1 % of the mean input. */
  @Setup
  public void draw() {
    NoiseStream stream = Seed.DEFAULT.stream("scores-benchmark");
    double[][] w = new double[N][N];
    double[] leak = new double[N];
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < i; j++) {
        w[i][j] = stream.nextDouble();
        w[j][i] = w[i][j];
        leak[i] += w[i][j];
        leak[j] += w[i][j];
      }
    }
    for (int i = 0; i < N; i++) {
      leak[i] += 0.005 * N;
    }
    network = Network.ofDense(w, leak);
    restoring = Drift.of(network).restoringMatrix();
  }

  /** Matrix to scores, everything included: the restoring matrix, its inverse, its residual, two million scores. */
  @Benchmark
  public double matrixToScores() {
    Drift drift = Drift.of(network);
    Stationarity.Stationary s = (Stationarity.Stationary) StationaryCovariance.of(drift, 1);
    return Scores.of(drift, new PruningRule.NoiseDriven(), Optional.of(s.covariance())).sum();
  }

  /** The peer: factor and invert a matrix that is already there. */
  @Benchmark
  public Matrix choleskyInverse() {
    return switch (DenseAlgebra.best().cholesky(restoring)) {
      case CholeskyOutcome.Factored(var factor) -> factor.inverse();
      case CholeskyOutcome.NotPositiveDefinite minor ->
        throw new IllegalStateException("not positive definite");
    };
  }
}
