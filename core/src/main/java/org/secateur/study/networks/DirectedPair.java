package org.secateur.study.networks;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.LuOutcome;
import org.secateur.linalg.Matrix;
import org.secateur.linalg.Side;
import org.secateur.linalg.Spectrum;
import org.secateur.linalg.Transpose;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;
import org.secateur.study.trials.Columns;

/** A pruned directed network beside its original, measured with dense algebra of its own. Time O(n³). */
final class DirectedPair {
  private static final DenseAlgebra ALGEBRA = DenseAlgebra.best();
  private static final int INPUTS = 3;

  private final DirectedNetwork original;
  private final Matrix pruned; // M'
  private final int n;

  DirectedPair(DirectedNetwork original, Matrix pruned) {
    this.original = original;
    this.pruned = pruned;
    this.n = pruned.rows();
  }

  /**
   * Against the symmetric part H of the original.
   *
   * @param epsilonH max |λ| of H^(−1/2) (H' − H) H^(−1/2), NaN where H is not positive definite
   * @param eta the 2-norm of H^(−1/2) (M' − M) H^(−1/2), likewise
   */
  record Forms(double epsilonH, double eta) {
  }

  Forms forms() {
    Matrix lower = original.lower();
    if (lower.rows() != n) {
      return new Forms(Double.NaN, Double.NaN);
    }
    Matrix k = pruned.copy();
    k.addScaled(-1, original.matrix());
    ALGEBRA.solveTriangular(lower, Side.LEFT, Transpose.NO, k);
    ALGEBRA.solveTriangular(lower, Side.RIGHT, Transpose.YES, k);
    double[] squares = ALGEBRA.symmetricEigenvalues(ALGEBRA.gram(Transpose.YES, k));
    k.symmetrize();
    double[] values = ALGEBRA.symmetricEigenvalues(k);
    return new Forms(Math.max(-values[0], values[n - 1]), Math.sqrt(squares[n - 1]));
  }

  /** Eigenvalues of −M, each matched to the nearest of −M' that no slower one has taken, slowest first. */
  static final class Matching {
    private final double[] re;
    private final double[] im;
    private final double[] prunedRe;
    private final double[] prunedIm;
    private final double[] error; // |λ' − λ| / |λ|

    private Matching(int n) {
      this.re = new double[n];
      this.im = new double[n];
      this.prunedRe = new double[n];
      this.prunedIm = new double[n];
      this.error = new double[n];
    }

    /** Both spectra in the order of the matching: re, im, pruned_re, pruned_im, in 1/s. */
    Columns columns() {
      return Columns.of(List.of("re", "im", "pruned_re", "pruned_im"), re, im, prunedRe, prunedIm);
    }

    /** The worst of the k slowest. */
    double slow(int k) {
      return Arrays.stream(error, 0, Math.min(k, error.length)).max().orElse(0);
    }

    double median() {
      double[] sorted = error.clone();
      Arrays.sort(sorted);
      int m = sorted.length;
      return (sorted[(m - 1) / 2] + sorted[m / 2]) / 2;
    }

    double worst() {
      return slow(error.length);
    }

    /** The spectral abscissa of the pruned network. */
    double abscissa() {
      return Arrays.stream(prunedRe).max().orElse(Double.NaN);
    }
  }

  Matching matching() {
    Spectrum before = original.spectrum();
    Spectrum after = ALGEBRA.eigenvalues(pruned);
    Integer[] order = new Integer[n];
    Arrays.setAll(order, k -> k);
    Arrays.sort(order, Comparator.<Integer>comparingDouble(before::re).thenComparingDouble(before::im));
    boolean[] taken = new boolean[n];
    Matching m = new Matching(n);
    for (int r = 0; r < n; r++) {
      int k = order[r];
      int best = -1;
      double least = Double.POSITIVE_INFINITY;
      for (int l = 0; l < n; l++) {
        double d = Math.hypot(before.re(k) - after.re(l), before.im(k) - after.im(l));
        if (!taken[l] && d < least) {
          least = d;
          best = l;
        }
      }
      taken[best] = true;
      m.re[r] = -before.re(k);
      m.im[r] = before.im(k);
      m.prunedRe[r] = -after.re(best);
      m.prunedIm[r] = after.im(best);
      m.error[r] = least / Math.hypot(before.re(k), before.im(k));
    }
    return m;
  }

  /** Mean relative error |M'⁻¹ b − M⁻¹ b| / |M⁻¹ b| over three random inputs; NaN if one is singular. */
  double steady(Seed seed) {
    if (!(ALGEBRA.lu(original.matrix()) instanceof LuOutcome.Factored(var whole))
        || !(ALGEBRA.lu(pruned) instanceof LuOutcome.Factored(var cut))) {
      return Double.NaN;
    }
    NoiseStream stream = seed.stream("steady inputs");
    double sum = 0;
    for (int trial = 0; trial < INPUTS; trial++) {
      double[] b = new double[n];
      stream.fillGaussian(b);
      double[] x = whole.solve(b);
      double[] y = cut.solve(b);
      double difference = 0;
      double size = 0;
      for (int i = 0; i < n; i++) {
        difference += (y[i] - x[i]) * (y[i] - x[i]);
        size += x[i] * x[i];
      }
      sum += Math.sqrt(difference / size) / INPUTS;
    }
    return sum;
  }

  /** ‖C' − C‖_F / ‖C‖_F; NaN where the pruned network is unstable. */
  double covariance() {
    Matrix c = original.covariance();
    Matrix after = original.covarianceOf(pruned, false);
    if (after.rows() != n || c.rows() != n) {
      return Double.NaN;
    }
    after.addScaled(-1, c);
    return after.frobeniusNorm() / c.frobeniusNorm();
  }
}
