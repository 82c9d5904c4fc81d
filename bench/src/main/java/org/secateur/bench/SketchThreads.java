package org.secateur.bench;

import java.util.Locale;
import java.util.concurrent.ForkJoinPool;

import org.secateur.dynamics.Drift;
import org.secateur.dynamics.NoiseSketch;
import org.secateur.dynamics.SketchOutcome;
import org.secateur.random.Seed;

/**
 * Wall time of a sketch of the benchmark networks by one thread and by two, turn by turn in one warm virtual machine, so
 * that a processor that slows down slows both. The least of some turns; for an idle machine of two processors or more.
 * Beside it how many times faster two threads stream memory than one, a {@link Triad} right after.
 *
 * <p>Arguments: the number of neurons, by default 100,000.
 */
public final class SketchThreads {
  private static final int TURNS = 9;
  private static final int WARM = 3;

  private SketchThreads() {
  }

  /** Prints one line a network. */
  public static void main(String[] arguments) {
    int n = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
    Triad triad = new Triad(2);
    try (ForkJoinPool one = new ForkJoinPool(1); ForkJoinPool two = new ForkJoinPool(2)) {
      for (BenchmarkInput input : BenchmarkInput.values()) {
        Drift drift = Drift.of(input.draw(n, new Seed(1)));
        double[] best = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        for (int turn = 0; turn < TURNS; turn++) {
          for (int k = 0; k < 2; k++) {
            double seconds = seconds(k == 0 ? one : two, drift);
            if (turn >= WARM) {
              best[k] = Math.min(best[k], seconds);
            }
          }
        }
        double stream = triad.gigabytesPerSecond(2) / triad.gigabytesPerSecond(1);
        System.out.printf(Locale.ROOT, "%-10s one thread %.3f s, two %.3f s: %.2f times (a triad %.2f)%n",
            input.word(), best[0], best[1], best[0] / best[1], stream);
      }
    }
  }

  /** Parallel loops that a task of a pool begins are run by that pool. */
  private static double seconds(ForkJoinPool pool, Drift drift) {
    long start = System.nanoTime();
    SketchOutcome outcome = pool.submit(() -> NoiseSketch.of(drift).scoreError(0.07).run(2, new Seed(1)))
        .join();
    if (!(outcome instanceof SketchOutcome.Sketched)) {
      throw new IllegalStateException(outcome.toString());
    }
    return (System.nanoTime() - start) * 1e-9;
  }
}
