package org.secateur.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

import org.secateur.dynamics.Drift;
import org.secateur.dynamics.NoiseSimulation;
import org.secateur.dynamics.SimulatedStationarity;
import org.secateur.dynamics.SimulationSettings;
import org.secateur.dynamics.Start;
import org.secateur.network.Network;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;
import org.secateur.study.BlockModel;
import org.secateur.study.GridFamily;
import org.secateur.study.PreferentialAttachment;
import org.secateur.study.RandomGeometric;

/**
 * What a noise simulation of a large sparse network moves through memory a second, beside what this machine streams, a
 * {@link Triad}. Both use all processors that they are given (taskset -c 0 gives one): the triad a range of the arrays each, the simulation a block of eight
 * trials each. Wall time, least of some repeats: for an idle machine. A step is what more steps cost more, so that neither
 * the start nor the sampling counts; its noise and its update do. The triad is measured again before each network: a
 * shared machine has another bandwidth every minute.
 *
 * <p>Bytes of a step of a block of eight trials: a value and a column a synapse, 8, once for the block; the states of the
 * sending neuron, 4 a trial, every time they are gathered, whether a cache has them or not; a row's start and decay, 12,
 * and the state read and written, 8 a trial, a neuron. "At least" counts the gathered states once a neuron: what even a
 * cache as large as the network could not save. Noise and drives stay in the first cache and are not counted.
 */
public final class SimulationBandwidth {
  private static final int LANES = 8;
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
  private static final int REPEATS = 5;
  private static final int FEW = 4;
  private static final int TRIALS = LANES * PROCESSORS;
  private static final Triad TRIAD = new Triad(PROCESSORS);

  private SimulationBandwidth() {
  }

  /** Prints one line a network; arguments are numbers of neurons, by default a hundred thousand and a million. */
  public static void main(String[] arguments) {
    String[] sizes = arguments.length == 0 ? new String[]{"100000", "1000000"} : arguments;
    for (String size : sizes) {
      int n = Integer.parseInt(size);
      measure("uniform", uniform(n, 10));
      measure("hubs", PreferentialAttachment.benchmark(n).generate(new Seed(1)));
      measure("hubs, shuffled", shuffled(PreferentialAttachment.benchmark(n).generate(new Seed(1))));
      measure("blocks", BlockModel.benchmark(n).generate(new Seed(1)));
      measure("blocks, shuffled", shuffled(BlockModel.benchmark(n).generate(new Seed(1))));
      measure("geometric", RandomGeometric.benchmark(n).generate(new Seed(1)));
      measure("geometric, shuffled", shuffled(RandomGeometric.benchmark(n).generate(new Seed(1))));
      measure("grid, shuffled", shuffled(GridFamily.benchmark(n).generate(new Seed(1))));
    }
  }

  private static void measure(String name, Network network) {
    double triad = TRIAD.gigabytesPerSecond(PROCESSORS);
    int n = network.neurons();
    int m = network.synapses();
    int more = Math.clamp(400_000_000L / m, 8, 400);
    Drift drift = Drift.of(network);
    double step = 0.1 / (2 * maxLeak(network));
    double[] seconds = new double[2];
    Arrays.fill(seconds, Double.POSITIVE_INFINITY);
    for (int r = 0; r < REPEATS; r++) {
      for (int k = 0; k < 2; k++) {
        int steps = FEW + k * more;
        SimulationSettings settings = new SimulationSettings(step, 0, steps * step, steps * step, TRIALS, 1);
        NoiseSimulation simulation = NoiseSimulation.linear(drift, settings).from(new Start.Rest());
        seconds[k] = Math.min(seconds[k], seconds(() -> simulation.run(1, new Seed(1))));
      }
    }
    double perStep = (seconds[1] - seconds[0]) / more / PROCESSORS; // of a block, were they done one after the other
    double least = 8.0 * m + n * (12.0 + 8 * LANES);
    double gathered = least + 4.0 * LANES * m;
    System.out.printf(Locale.ROOT,
        "%-20s n %8d m %9d: %6.2f ns a synapse, %5.1f ns a neuron and trial; %5.1f GB/s gathered (%.0f %% of a triad of %.1f), at least %.1f%n",
        name, n, m, perStep * 1e9 / m, perStep * 1e9 / n / LANES, gathered / perStep * 1e-9,
        100 * gathered / perStep * 1e-9 / triad, triad, least / perStep * 1e-9);
  }

  private static double maxLeak(Network network) {
    return Arrays.stream(network.leaks()).max().orElse(1);
  }

  private static double seconds(Supplier<SimulatedStationarity> run) {
    long start = System.nanoTime();
    if (!(run.get() instanceof SimulatedStationarity.Sampled)) {
      throw new IllegalStateException("the benchmark's network grows");
    }
    return (System.nanoTime() - start) * 1e-9;
  }

  /** About {@code each} · n pairs, both neurons of each at random: the worst case for a cache. */
  private static Network uniform(int n, int each) {
    NoiseStream random = new Seed(1).stream("uniform");
    long[] key = new long[n * each];
    for (int k = 0; k < key.length; k++) {
      int i = (int) (random.nextDouble() * n);
      int j = (int) (random.nextDouble() * n);
      key[k] = (long) Math.min(i, j) * n + Math.max(i, j);
    }
    long[] pair = Arrays.stream(key).sorted().distinct().filter(k -> k / n != k % n).toArray();
    int[] post = new int[2 * pair.length];
    int[] pre = new int[2 * pair.length];
    double[] weight = new double[2 * pair.length];
    double[] leak = new double[n];
    for (int k = 0; k < pair.length; k++) {
      int i = (int) (pair[k] / n);
      int j = (int) (pair[k] % n);
      double w = 0.5 + random.nextDouble();
      post[2 * k] = i;
      pre[2 * k] = j;
      post[2 * k + 1] = j;
      pre[2 * k + 1] = i;
      weight[2 * k] = w;
      weight[2 * k + 1] = w;
      leak[i] += w;
      leak[j] += w;
    }
    return Network.of(n, post, pre, weight, leak);
  }

  /** The same network with its neurons numbered at random, as in a file. */
  private static Network shuffled(Network network) {
    int n = network.neurons();
    NoiseStream random = new Seed(2).stream("shuffle");
    int[] number = new int[n];
    for (int i = 0; i < n; i++) {
      int j = (int) (random.nextDouble() * (i + 1));
      number[i] = number[j];
      number[j] = i;
    }
    int[] post = new int[network.synapses()];
    int[] pre = new int[post.length];
    double[] weight = new double[post.length];
    double[] leak = new double[n];
    for (int i = 0; i < n; i++) {
      leak[number[i]] = network.leak(i);
      for (int k = network.firstSynapse(i); k < network.firstSynapse(i + 1); k++) {
        post[k] = number[i];
        pre[k] = number[network.pre(k)];
        weight[k] = network.weight(k);
      }
    }
    return Network.of(n, post, pre, weight, leak);
  }
}
