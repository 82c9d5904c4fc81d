package org.secateur.bench;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.secateur.dynamics.Drift;
import org.secateur.dynamics.NoiseSimulation;
import org.secateur.dynamics.SimulatedStationarity;
import org.secateur.dynamics.SimulationSettings;
import org.secateur.dynamics.Start;
import org.secateur.network.Network;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/**
 * Microseconds a step of one trial costs in a noise simulation, its noise included; {@code numpy_loop.py} does the same
 * step in NumPy. {@code sampled} adds the covariance over all synapses, sampled at every tenth step.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgs = {"--enable-native-access=ALL-UNNAMED", "-Xmx2g", "-XX:+UseSerialGC"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class SimulationBenchmark {
  static final int STEPS = 1000;
  static final int TRIALS = 32;
  private static final double STEP = 1e-3;

  /** Neurons and synapses a neuron has. */
  @Param({"1000x1000", "2000x50", "10000x10"})
  public String shape = "1000x1000";

  private NoiseSimulation stepped = simulation(Drift.of(Network.ofDense(new double[1][1], new double[]{1})),
      STEPS);
  private NoiseSimulation sampled = stepped;

  /** Draws a directed network whose leak is 1 above its input. */
  @Setup
  public void draw() {
    int by = shape.indexOf('x');
    int n = Integer.parseInt(shape.substring(0, by));
    int degree = Integer.parseInt(shape.substring(by + 1));
    NoiseStream random = new Seed(1).stream("benchmark");
    int[] post = new int[n * degree];
    int[] pre = new int[n * degree];
    double[] weight = new double[n * degree];
    double[] leak = new double[n];
    for (int k = 0; k < post.length; k++) {
      int i = k / degree;
      int stride = n / degree;
      post[k] = i;
      pre[k] = k % degree * stride + (int) (random.nextDouble() * stride);
      weight[k] = random.nextGaussian() / degree;
      leak[i] += Math.abs(weight[k]) + 1.0 / degree;
    }
    Drift drift = Drift.of(Network.of(n, post, pre, weight, leak));
    stepped = simulation(drift, STEPS);
    sampled = simulation(drift, 10);
  }

  private static NoiseSimulation simulation(Drift drift, int stepsPerSample) {
    return NoiseSimulation
        .linear(drift, new SimulationSettings(STEP, 0, STEPS * STEP, stepsPerSample * STEP, TRIALS, 1))
        .from(new Start.Rest());
  }

  /** Steps alone; one sample at the end. */
  @Benchmark
  @OperationsPerInvocation(STEPS * TRIALS)
  public SimulatedStationarity step() {
    return stepped.run(1, new Seed(1));
  }

  /** With a sample of every synapse at every tenth step. */
  @Benchmark
  @OperationsPerInvocation(STEPS * TRIALS)
  public SimulatedStationarity sampled() {
    return sampled.run(1, new Seed(1));
  }
}
