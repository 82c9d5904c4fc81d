package org.secateur.spectral;

import org.secateur.dynamics.Drift;
import org.secateur.network.Require;
import org.secateur.random.Seed;

/**
 * How far the relaxations of a large pair part, symmetric or not: both started from the same random unit vector and
 * followed by {@link ExponentialAction}, exactly but for rounding.
 */
public final class LargeRelaxation {
  private final Drift original;
  private final Drift pruned;
  private final ExponentialAction first;
  private final ExponentialAction second;

  private LargeRelaxation(Drift original, Drift pruned) {
    this.original = original;
    this.pruned = pruned;
    this.first = new ExponentialAction(original);
    this.second = new ExponentialAction(pruned);
  }

  /**
   * A pair.
   *
   * @param original stable; row-dominant unless symmetric
   * @param pruned the same, as many neurons
   */
  public static LargeRelaxation of(Drift original, Drift pruned) {
    Require.length(pruned.size(), original.size(), "pruned");
    return new LargeRelaxation(original, pruned);
  }

  /** Multiply-adds that following both through these ascending times takes, about. */
  public double work(double[] times) {
    double sum = 0;
    double before = 0;
    for (double time : times) {
      sum += first.work(time - before) + second.work(time - before);
      before = time;
    }
    return sum;
  }

  /**
   * |e^{A't}x₀ − e^{At}x₀| / |e^{At}x₀| at each time.
   *
   * @param times ascending, in s; not modified
   * @param seed draws x₀, the same as for {@link ModalComparison#relaxationErrors}
   */
  public double[] errors(double[] times, Seed seed, Steps steps) {
    double[] x = ModalComparison.randomUnit(original.size(), seed);
    double[] y = x.clone();
    double[] difference = new double[x.length];
    double[] errors = new double[times.length];
    double before = 0;
    for (int t = 0; t < times.length; t++) {
      steps.report("trajectories", t, times.length);
      first.advance(times[t] - before, x);
      second.advance(times[t] - before, y);
      before = times[t];
      System.arraycopy(y, 0, difference, 0, y.length);
      LongVectors.add(-1, x, difference);
      double size = LongVectors.norm(x);
      errors[t] = pruned.size() == 0 || size == 0 ? 0 : LongVectors.norm(difference) / size;
    }
    return errors;
  }
}
