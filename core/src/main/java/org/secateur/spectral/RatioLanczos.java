package org.secateur.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.linalg.SymmetricEigen;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/**
 * Extreme ratios xᵀAx / xᵀBx over the patterns x off some common modes: the Lanczos iteration for S = B⁻¹A in the inner
 * product of B, with full reorthogonalisation, from a random start. Mutable work space of one run.
 *
 * <p>The systems with B need not be solved exactly. Inner products are taken with B itself, so that ratios found are those
 * of actual patterns, attained and never too large; and what the solutions lack is kept track of: S Q = Q T + β q eᵀ + F,
 * where ‖F‖ is measured, so that the iteration is the exact one of an operator no farther than that from S. A bound on
 * what may lie beyond the ratios found is given for that operator and widened by ‖F‖.
 */
final class RatioLanczos {
  /** The probability that a bound is wrong, over the starting vectors; for each end. */
  static final double DOUBT = 1e-6;
  /** What is left of a vector inside the space after orthogonalisation: a rounding error. */
  private static final double NOTHING = 1e-13;
  /** A pass that leaves this share of the square of a length has left no more than rounding along the basis. */
  private static final double SAFE = 0.01;
  private static final int PASSES = 3;

  private final SymmetricOperator a;
  private final HeldMatrix b;
  private final GaugeModes off;
  private final List<double[]> locked;
  private final List<double[]> basis = new ArrayList<>(); // locked vectors first
  private final double[] alpha;
  private final double[] beta;
  private final NoiseStream noise;
  private final double[] image;
  private double[] weighed; // B x of the vector in hand
  private double[] last; // B q of the last vector of the basis
  private double[] beforeLast;
  private final double[] lacking; // Σ ± what the solutions lack
  private double[] products = new double[0];
  private double strayed; // Σ of squares: what T leaves out of QᵀBSQ
  private double overlap; // |vᵀB q_1| is below t · overlap with a probability of at most t, v the unit eigenvector of an end
  private boolean indefinite;
  private boolean invariant;

  /**
   * Prepares a run.
   *
   * @param off modes that A and B have in common, left out
   * @param locked vectors to stay orthogonal to in the inner product of B, orthonormal in it
   */
  RatioLanczos(SymmetricOperator a, HeldMatrix b, GaugeModes off, List<double[]> locked, int steps,
      Seed seed) {
    this.a = a;
    this.b = b;
    this.off = off;
    this.locked = List.copyOf(locked);
    int room = Math.max(0, b.size() - off.count() - locked.size());
    this.alpha = new double[Math.min(steps, room)];
    this.beta = new double[alpha.length];
    this.noise = seed.stream("ratio lanczos");
    this.image = new double[b.size()];
    this.weighed = new double[b.size()];
    this.last = new double[b.size()];
    this.beforeLast = new double[b.size()];
    this.lacking = new double[b.size()];
    basis.addAll(locked);
    start();
  }

  /**
   * The start x = B⁻¹ D^½ g, g standard normal: along a unit eigenvector v it has vᵀBx = vᵀD^½g, normal with variance
   * vᵀDv ≥ vᵀBv/ρ = 1/ρ whatever v is. And |N(0, σ²)| < t has a probability below t √(2/π) / σ.
   */
  private void start() {
    double[] x = new double[b.size()];
    noise.fillGaussian(image);
    for (int i = 0; i < image.length; i++) {
      image[i] *= Math.sqrt(Math.max(0, b.diagonal(i)));
    }
    off.remove(image);
    b.solve(image, x);
    off.remove(x);
    b.apply(x, weighed);
    double length = orthogonalize(x, LongVectors.dot(x, weighed));
    if (!(length > 0)) {
      indefinite = length < 0 || Double.isNaN(length);
      invariant = true;
      return;
    }
    LongVectors.scale(1 / length, x);
    append(x, 1 / length);
    overlap = Math.sqrt(Math.PI / 2 / b.diagonalDominates()) / length;
  }

  /**
   * Makes x orthogonal to the basis and leaves B x in {@link #weighed}, where it is expected too; the products that were
   * taken away first are left in {@link #products}.
   *
   * @param square of the length that x had before anything was taken away, in the norm of B
   * @return the length of x in that norm, 0 if nothing is left of it, negative if a square is
   */
  private double orthogonalize(double[] x, double square) {
    double before = square;
    products = new double[0];
    for (int pass = 0; pass < PASSES && before > 0; pass++) {
      double[] along = LongVectors.products(basis, weighed);
      products = pass == 0 ? along : products;
      subtract(along, x);
      off.remove(x); // what the basis has of them by rounding would grow from step to step
      b.apply(x, weighed);
      double after = LongVectors.dot(x, weighed);
      if (!(after > NOTHING * NOTHING * square)) {
        return 0;
      }
      if (after > SAFE * before) {
        return Math.sqrt(after);
      }
      before = after;
    }
    return before > 0 ? Math.sqrt(before) : before;
  }

  private void subtract(double[] factor, double[] x) {
    double[] negative = new double[factor.length];
    for (int i = 0; i < factor.length; i++) {
      negative[i] = -factor[i];
    }
    LongVectors.addAll(negative, basis, x);
  }

  /** Steps taken. */
  int size() {
    return Math.max(0, basis.size() - 1 - locked.size());
  }

  /** Whether the space is closed: there is nothing else to find from this start. */
  boolean closed() {
    return invariant;
  }

  /** Whether B was found not to be positive definite. */
  boolean indefinite() {
    return indefinite;
  }

  /**
   * One more step. What belongs to the last two vectors is taken away first, by the recurrence, so that the products with
   * the whole basis are small: taken at once they would multiply every loss of orthogonality from step to step.
   */
  void grow() {
    int j = size();
    double[] q = basis.getLast();
    a.apply(q, image);
    alpha[j] = LongVectors.dot(q, image);
    double[] w = new double[q.length];
    b.solve(image, w);
    b.apply(w, weighed);
    double sign = noise.nextDouble() < 0.5 ? -1 : 1;
    LongVectors.add(sign, image, lacking);
    LongVectors.add(-sign, weighed, lacking);
    double square = LongVectors.dot(w, weighed);
    LongVectors.add(-alpha[j], q, w);
    LongVectors.add(-alpha[j], last, weighed);
    if (j > 0) {
      LongVectors.add(-beta[j - 1], basis.get(basis.size() - 2), w);
      LongVectors.add(-beta[j - 1], beforeLast, weighed);
    }
    double norm = orthogonalize(w, square);
    for (double c : products) {
      strayed += c * c;
    }
    invariant = !(norm > 0) || basis.size() + off.count() == b.size(); // beyond the whole space there is only rounding
    beta[j] = invariant ? 0 : norm;
    LongVectors.scale(invariant ? 0 : 1 / norm, w);
    append(w, invariant ? 0 : 1 / norm);
  }

  /** Takes w into the basis, and B w with it, which {@link #weighed} has before scaling. */
  private void append(double[] w, double scale) {
    basis.add(w);
    double[] spare = beforeLast;
    beforeLast = last;
    last = weighed;
    weighed = spare;
    LongVectors.scale(scale, last);
  }

  /**
   * Grows the space until its ends are known or it is full.
   *
   * @param top how many of the largest ratios are wanted
   * @param bottom whether the smallest is
   * @return whether the residuals, and for a single one the bound, are as small as asked for
   */
  boolean run(int top, boolean bottom, Effort effort, Steps steps, String phase) {
    int next = Math.min(alpha.length, top + 3);
    boolean settled = invariant;
    while (!settled && size() < alpha.length && b.iterations() < effort.iterationsFor(b.entries())) {
      steps.report(phase, size(), alpha.length);
      grow();
      if (invariant || size() >= next) {
        settled = invariant || settled(ritz(), top, bottom, effort);
        next = size() + Math.max(3, size() / 8);
      }
    }
    steps.report(phase, alpha.length, alpha.length);
    return settled && b.converged();
  }

  private boolean settled(SymmetricEigen ritz, int top, boolean bottom, Effort effort) {
    int k = ritz.size();
    double scale = Math.max(Math.abs(ritz.value(0)), Math.abs(ritz.value(k - 1)));
    boolean good = k >= top;
    for (int i = Math.max(0, k - top); i < k; i++) {
      good &= residual(ritz, i) <= effort.tolerance() * Math.abs(ritz.value(i));
    }
    if (good && top == 1) {
      good = bound(ritz, 1) - ritz.value(k - 1) <= effort.width() * scale;
    }
    if (good && bottom) {
      good = residual(ritz, 0) <= effort.tolerance() * scale
          && ritz.value(0) - bound(ritz, -1) <= effort.width() * scale;
    }
    return good;
  }

  /** The eigenvalues and vectors of T, ascending. */
  SymmetricEigen ritz() {
    int k = size();
    Matrix t = Matrix.diagonal(Arrays.copyOf(alpha, k));
    for (int j = 0; j + 1 < k; j++) {
      t.set(j + 1, j, beta[j]);
      t.set(j, j + 1, beta[j]);
    }
    return DenseAlgebra.best().symmetricEigen(t);
  }

  /** What the residual of Ritz pair i is by the recurrence, in the norm of B. */
  double residual(SymmetricEigen ritz, int i) {
    int k = ritz.size();
    return beta[k - 1] * Math.abs(ritz.vectors().get(k - 1, i));
  }

  /** The bound at one end, 1 upper or −1 lower, before it is widened. */
  double bound(SymmetricEigen ritz, int side) {
    return bound(ritz, side, DOUBT);
  }

  /** The bound that is wrong with another probability. */
  double bound(SymmetricEigen ritz, int side, double doubt) {
    double outermost = ritz.value(side > 0 ? ritz.size() - 1 : 0);
    if (invariant) {
      return outermost;
    }
    return overlap > 0
        ? new LanczosPolynomial(alpha, beta, size()).bound(outermost, side, doubt * overlap)
        : side * Double.POSITIVE_INFINITY;
  }

  /**
   * ‖F‖ at most: from the parts of T that are not tridiagonal, and from one more system. The random signs make the square
   * of its energy the sum of the squares on average; taken twice for safety. Infinite if a system was not solved.
   */
  double margin() {
    if (!b.converged()) {
      return Double.POSITIVE_INFINITY;
    }
    double[] x = new double[lacking.length];
    off.remove(lacking);
    b.solve(lacking, x);
    return 2 * Math.sqrt(Math.max(0, LongVectors.dot(x, lacking))) + Math.sqrt(strayed);
  }

  /** The pattern of Ritz pair i: a new array (n), of length 1 in the norm of B. */
  double[] vector(SymmetricEigen ritz, int i) {
    double[] factor = new double[locked.size() + ritz.size()];
    for (int j = 0; j < ritz.size(); j++) {
      factor[locked.size() + j] = ritz.vectors().get(j, i);
    }
    double[] x = new double[b.size()];
    LongVectors.addAll(factor, basis.subList(0, factor.length), x);
    return x;
  }
}
