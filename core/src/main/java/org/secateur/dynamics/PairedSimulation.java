package org.secateur.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import org.secateur.kernel.BlockKernel;
import org.secateur.network.Require;
import org.secateur.random.Seed;

/**
 * Simulates an original and a pruned network under the same noise, from the same starts, with the same input, and
 * compares their activities. Immutable.
 *
 * <p>Euler–Maruyama as in {@link NoiseSimulation}; the step is that of the faster network. Work is bounded: if the budget
 * does not allow what is asked for, trials are given up first, down to one block of eight, then time. Same bits on any
 * number of threads.
 */
public final class PairedSimulation {
  /** Default σ² in Hz²/s: σ = 0.01, as in Moore and Chaudhuri (NeurIPS 2020). */
  public static final double DEFAULT_NOISE_VARIANCE = 1e-4;
  /** Default number of trials. */
  public static final int DEFAULT_TRIALS = 16;
  /** Default budget in multiply-adds: of the order of a second on one core. */
  public static final long DEFAULT_BUDGET = 5_000_000_000L;
  /** Default first and last time compared, in leak times of the original, and how many. */
  public static final double DEFAULT_FIRST = 0.1;
  /** See {@link #DEFAULT_FIRST}. */
  public static final double DEFAULT_LAST = 40;
  /** See {@link #DEFAULT_FIRST}. */
  public static final int DEFAULT_TIMES = 9;
  /** No rate that means anything is larger, in Hz; its square is still finite. */
  private static final double LARGEST_RATE = 1e150;

  private final Drift original;
  private final Drift pruned;
  private final Activation activation;
  private final double[] input; // (n), Hz/s
  private final double noiseVariance;
  private final Start start;
  private final double[] times; // ascending, s
  private final int trials;
  private final long budget;

  private PairedSimulation(Drift original, Drift pruned, Activation activation, double[] input,
      double noiseVariance,
      Start start, double[] times, int trials, long budget) {
    this.original = original;
    this.pruned = pruned;
    this.activation = activation;
    this.input = input;
    this.noiseVariance = noiseVariance;
    this.start = start;
    this.times = times;
    this.trials = trials;
    this.budget = budget;
  }

  /**
   * The default comparison: rates start uniform on [0, 1), no input, log-spaced times.
   *
   * @throws IllegalArgumentException if the networks differ in size
   */
  public static PairedSimulation of(Drift original, Drift pruned, Activation activation) {
    Require.length(pruned.size(), original.size(), "pruned network");
    double leakTime = SimulationSettings.leakTime(original);
    return new PairedSimulation(original, pruned, activation, new double[original.size()],
        DEFAULT_NOISE_VARIANCE,
        new Start.Uniform(0, 1), logSpaced(DEFAULT_FIRST * leakTime, DEFAULT_LAST * leakTime, DEFAULT_TIMES),
        DEFAULT_TRIALS, DEFAULT_BUDGET);
  }

  /** Times with equal ratios, from {@code first} to {@code last}: a new array. */
  public static double[] logSpaced(double first, double last, int count) {
    Require.positive(first, "first");
    Require.within(last, first, Double.MAX_VALUE, "last");
    Require.atLeast(count, 2, "count");
    double[] spaced = new double[count];
    for (int k = 0; k < count; k++) {
      spaced[k] = k == count - 1 ? last : first * StrictMath.pow(last / first, k / (count - 1.0));
    }
    return spaced;
  }

  /** The same with a constant input b (n), finite, in Hz/s; copied. */
  public PairedSimulation withInput(double[] newInput) {
    Require.length(newInput.length, original.size(), "input");
    for (double b : newInput) {
      Require.finite(b, "input");
    }
    return new PairedSimulation(original, pruned, activation, newInput.clone(), noiseVariance, start, times,
        trials,
        budget);
  }

  /** The same with another σ² in Hz²/s; 0 for none. */
  public PairedSimulation withNoiseVariance(double newNoiseVariance) {
    Require.within(newNoiseVariance, 0, Double.MAX_VALUE, "noiseVariance");
    return new PairedSimulation(original, pruned, activation, input, newNoiseVariance, start, times, trials,
        budget);
  }

  /** The same from another start, drawn for the original network. */
  public PairedSimulation from(Start newStart) {
    return new PairedSimulation(original, pruned, activation, input, noiseVariance, newStart, times, trials,
        budget);
  }

  /** The same compared at other times, positive and ascending, in s; copied. */
  public PairedSimulation at(double... newTimes) {
    Require.atLeast(newTimes.length, 1, "number of times");
    for (int k = 0; k < newTimes.length; k++) {
      Require.positive(newTimes[k], "time");
      Require.within(newTimes[k], k == 0 ? 0 : newTimes[k - 1], Double.MAX_VALUE, "time " + k);
    }
    return new PairedSimulation(original, pruned, activation, input, noiseVariance, start, newTimes.clone(),
        trials,
        budget);
  }

  /** The same with another number of trials. */
  public PairedSimulation withTrials(int newTrials) {
    Require.atLeast(newTrials, 1, "trials");
    return new PairedSimulation(original, pruned, activation, input, noiseVariance, start, times, newTrials,
        budget);
  }

  /** The same with at most this many multiply-adds of work. */
  public PairedSimulation withBudget(long newBudget) {
    Require.positive((double) newBudget, "budget");
    return new PairedSimulation(original, pruned, activation, input, noiseVariance, start, times, trials,
        newBudget);
  }

  /** Runs both networks. A network that grows is reported, not an error. */
  public PairedTrajectories run(Seed seed) {
    Recurrence first = Recurrence.of(original.network());
    Recurrence second = Recurrence.of(pruned.network());
    double dt = Math.min(SimulationSettings.stepFor(original), SimulationSettings.stepFor(pruned));
    long steps = steps(times[times.length - 1], dt);
    long cost = first.multiplyAdds() + second.multiplyAdds();
    long stepsAllowed = Math.max(0, budget / Math.max(1, cost));
    long blocks = Math.clamp(stepsAllowed / steps, 1, (trials - 1L) / BlockKernel.LANES + 1);
    int runs = (int) Math.min(trials, blocks * BlockKernel.LANES);
    long done = Math.min(steps, stepsAllowed);
    long[] at = moments(dt, done, steps);

    int perChunk = Math.max(first.blocks(), second.blocks()) * BlockKernel.LANES;
    PairedChunk[] chunks = new PairedChunk[(runs + perChunk - 1) / perChunk];
    StartDraw starts = new StartDraw(original, start, noiseVariance, new double[0]);
    IntStream.range(0, chunks.length).parallel().forEach(c -> {
      int from = c * perChunk;
      int here = Math.min(perChunk, runs - from);
      int chunkBlocks = (here + BlockKernel.LANES - 1) / BlockKernel.LANES;
      Ensemble a = new Ensemble(original.network(), first, activation, dt, input, chunkBlocks);
      Ensemble b = new Ensemble(pruned.network(), second, activation, dt, input, chunkBlocks);
      chunks[c] = new PairedChunk(a, b, at, LARGEST_RATE);
      chunks[c].run(starts, Math.sqrt(noiseVariance * dt), seed, from, here);
    });
    return summary(chunks, at, dt, runs, done, done * cost * blocks);
  }

  private static long steps(double time, double dt) {
    return (long) Math.max(1, Math.min(Integer.MAX_VALUE, Math.rint(time / dt)));
  }

  /** The steps after which to compare: those asked for as far as they go, and the end where it came early. */
  private long[] moments(double dt, long done, long asked) {
    long[] all = new long[times.length + 1];
    int count = 0;
    for (double time : times) {
      long s = steps(time, dt);
      if (s <= done && (count == 0 || s > all[count - 1])) {
        all[count++] = s;
      }
    }
    if (done < asked && done > 0 && (count == 0 || done > all[count - 1])) {
      all[count++] = done;
    }
    return java.util.Arrays.copyOf(all, count);
  }

  private PairedTrajectories summary(PairedChunk[] chunks, long[] at, double dt, int runs, long done,
      long work) {
    int good = at.length;
    for (PairedChunk c : chunks) {
      good = Math.min(good, c.compared());
    }
    List<PairedTrajectories.Point> points = new ArrayList<>();
    for (int k = 0; k < good; k++) {
      double sum = 0;
      for (PairedChunk c : chunks) {
        for (int t = 0; t < c.trials(); t++) {
          sum += c.relativeError(k, t);
        }
      }
      double mean = sum / runs;
      double scatter = 0;
      for (PairedChunk c : chunks) {
        for (int t = 0; t < c.trials(); t++) {
          scatter += (c.relativeError(k, t) - mean) * (c.relativeError(k, t) - mean);
        }
      }
      points.add(
          new PairedTrajectories.Point(at[k] * dt, mean, runs < 2 ? 0 : Math.sqrt(scatter / (runs - 1))));
    }
    OptionalDouble grown = good < at.length ? OptionalDouble.of(at[good] * dt) : OptionalDouble.empty();
    long asked = steps(times[times.length - 1], dt);
    return new PairedTrajectories(points, runs, trials, done * dt, asked * dt, dt, work, grown);
  }
}
