package org.secateur.bench;

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
import org.secateur.network.Network;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/** The covariance of a directed network of 1000 neurons; bench/scipy_lyapunov.py solves one of the same law. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 2)
@Measurement(iterations = 7)
public class LyapunovBenchmark {
  private static final int N = 1000;

  private Drift drift = Drift.of(Network.ofDense(new double[0][], new double[0]));

  /** W normal with variance 0.25/N, leak 1: eigenvalues in a disc of radius ½ about −1. */
  @Setup
  public void draw() {
    NoiseStream stream = Seed.DEFAULT.stream("lyapunov-benchmark");
    double[][] w = new double[N][N];
    double[] leak = new double[N];
    for (int i = 0; i < N; i++) {
      leak[i] = 1;
      for (int j = 0; j < N; j++) {
        w[i][j] = i == j ? 0 : 0.5 * stream.nextGaussian() / Math.sqrt(N);
      }
    }
    drift = Drift.of(Network.ofDense(w, leak));
  }

  /** Drift to covariance, residual included. */
  @Benchmark
  public Stationarity covariance() {
    return StationaryCovariance.of(drift, 1);
  }
}
