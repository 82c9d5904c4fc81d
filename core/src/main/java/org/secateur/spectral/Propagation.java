package org.secateur.spectral;

import java.util.List;

import org.secateur.dynamics.Drift;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.network.Require;
import org.secateur.random.Seed;

/**
 * The propagators of a pair on a grid of doubling times, for networks of either kind: one exponential, and then
 * exp(2At) = exp(At)².
 *
 * @param time (steps) in s, each twice the one before
 * @param norm ‖exp(At)‖₂
 * @param prunedNorm ‖exp(A't)‖₂
 * @param distance ‖exp(A't) − exp(At)‖₂
 * @param relaxationError |exp(A't)x₀ − exp(At)x₀| / |exp(At)x₀| for one random unit vector x₀
 */
public record Propagation(List<Double> time, List<Double> norm, List<Double> prunedNorm,
    List<Double> distance,
    List<Double> relaxationError) {

  /** Most neurons there can be. */
  public static final int MAX_NEURONS = 500;

  /** Copies the lists. */
  public Propagation {
    time = List.copyOf(time);
    norm = List.copyOf(norm);
    prunedNorm = List.copyOf(prunedNorm);
    distance = List.copyOf(distance);
    relaxationError = List.copyOf(relaxationError);
  }

  /**
   * Both propagators at first, 2 first, 4 first … Time O(n³) a step.
   *
   * @param first the earliest time, in s
   * @param steps how many times
   * @param seed draws x₀ and the starting vectors of the norms
   * @throws IllegalArgumentException above {@link #MAX_NEURONS} neurons
   */
  public static Propagation of(Drift original, Drift pruned, double first, int steps, Seed seed) {
    int n = original.size();
    Require.length(pruned.size(), n, "pruned");
    Require.positive(first, "first");
    if (n == 0 || n > MAX_NEURONS) {
      throw new IllegalArgumentException("1 to " + MAX_NEURONS + " neurons are needed, not " + n);
    }
    double[] time = new double[steps];
    double[] norm = new double[steps];
    double[] prunedNorm = new double[steps];
    double[] distance = new double[steps];
    double[] relaxation = new double[steps];
    double[] start = ModalComparison.randomUnit(n, seed);
    Matrix e = exponential(original, first);
    Matrix f = exponential(pruned, first);
    for (int s = 0; s < steps; s++) {
      time[s] = Math.scalb(first, s);
      Matrix difference = f.copy();
      difference.addScaled(-1, e);
      norm[s] = norm(e, seed);
      prunedNorm[s] = norm(f, seed);
      distance[s] = norm(difference, seed);
      double size = Vectors.norm(e.times(start));
      relaxation[s] = size == 0 ? 0 : Vectors.norm(difference.times(start)) / size;
      e = DenseAlgebra.best().multiply(e, e);
      f = DenseAlgebra.best().multiply(f, f);
      if (!e.isFinite() || !f.isFinite()) {
        break; // an unstable network overflows: the later times stay 0 and are cut off below
      }
    }
    int done = 0;
    while (done < steps && time[done] > 0) {
      done++;
    }
    return new Propagation(boxed(time, done), boxed(norm, done), boxed(prunedNorm, done),
        boxed(distance, done),
        boxed(relaxation, done));
  }

  private static Matrix exponential(Drift drift, double time) {
    Matrix a = DriftMatrix.drift(drift);
    a.scale(time);
    return DenseAlgebra.best().exponential(a);
  }

  /** ‖E‖₂ by Lanczos on EᵀE. */
  private static double norm(Matrix e, Seed seed) {
    Matrix t = e.transpose();
    SymmetricOperator gram = new SymmetricOperator() {
      @Override
      public int size() {
        return e.rows();
      }

      @Override
      public void apply(double[] x, double[] y) {
        System.arraycopy(t.times(e.times(x)), 0, y, 0, y.length);
      }
    };
    // A residual of 1e-6 of the square leaves an error of at most half of that in the norm.
    Lanczos lanczos = new Lanczos(1e-6, Lanczos.DEFAULT_MAX_STEPS, seed.child("norm", 0));
    return Math.sqrt(Math.max(0, lanczos.extremes(gram, List.of(), 0, 1).highest().value(0)));
  }

  private static List<Double> boxed(double[] x, int count) {
    return java.util.Arrays.stream(x, 0, count).boxed().toList();
  }
}
