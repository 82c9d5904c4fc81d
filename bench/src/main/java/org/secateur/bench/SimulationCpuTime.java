package org.secateur.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.function.Supplier;

import org.secateur.dynamics.SimulatedStationarity;

/**
 * {@link SimulationBenchmark} in CPU time of the calling thread, least of some repeats, for a machine that others use too.
 * Only right with one processor, on which the library's parallel loops run in the calling thread.
 */
public final class SimulationCpuTime {
  private static final int REPEATS = 7;

  private SimulationCpuTime() {
  }

  /** Prints one line a shape. */
  public static void main(String[] arguments) {
    if (Runtime.getRuntime().availableProcessors() != 1) {
      throw new IllegalStateException("run this on one processor, as with taskset -c 0");
    }
    for (String shape : new String[]{"1000x1000", "2000x50", "10000x10"}) {
      SimulationBenchmark benchmark = new SimulationBenchmark();
      benchmark.shape = shape;
      benchmark.draw();
      double step = microseconds(benchmark::step);
      int n = Integer.parseInt(shape.substring(0, shape.indexOf('x')));
      System.out.printf(Locale.ROOT,
          "%s: %.1f us a step of one trial, %.1f million neuron-steps a second; sampled every tenth step %.1f us%n",
          shape, step, n / step, microseconds(benchmark::sampled));
    }
  }

  private static double microseconds(Supplier<SimulatedStationarity> run) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double best = Double.POSITIVE_INFINITY;
    for (int k = 0; k < REPEATS; k++) {
      long start = threads.getCurrentThreadCpuTime();
      if (!(run.get() instanceof SimulatedStationarity.Sampled)) {
        throw new IllegalStateException("the benchmark's network grows");
      }
      best = Math.min(best, (threads.getCurrentThreadCpuTime() - start) * 1e-3);
    }
    return best / (SimulationBenchmark.STEPS * SimulationBenchmark.TRIALS);
  }
}
