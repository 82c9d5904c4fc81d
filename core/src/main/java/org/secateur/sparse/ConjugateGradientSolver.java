package org.secateur.sparse;

import java.util.Arrays;

import org.secateur.kernel.ConjugateGradientKernel;
import org.secateur.random.Seed;

/**
 * M x = b for one right-hand side at a time by preconditioned conjugate gradients, deflated as in
 * {@link BlockConjugateGradients}. Immutable; every solve allocates its own work space of four vectors.
 *
 * <p>Where a direction is held by a little slack, x has its part along it, γ g with γ = gᵀb/S; where nothing holds it,
 * b's part along it is left out, and x is orthogonal to it.
 */
public final class ConjugateGradientSolver implements SparseSolver {
  private static final int RESTARTS = 3;
  /** Below this share of where it started, rᵀP⁻¹r may be rounding, and a curvature that is not positive too. */
  private static final double ROUNDING = 1e-20;

  private final DominantMatrix m;
  private final Deflation deflation;
  private final Preconditioner preconditioner;
  private final double tolerance;
  private final int limit;
  private final RowChunks chunks;

  /**
   * A solver.
   *
   * @param tolerance ‖b − M x‖₂ / ‖b‖₂ to reach, positive
   * @param limit iterations that are never exceeded
   */
  public ConjugateGradientSolver(DominantMatrix m, Deflation deflation, Preconditioner preconditioner,
      double tolerance, int limit) {
    this.m = m;
    this.deflation = deflation;
    this.preconditioner = preconditioner;
    this.tolerance = tolerance;
    this.limit = limit;
    this.chunks = new RowChunks(m.size());
  }

  @Override
  public int size() {
    return m.size();
  }

  /**
   * {@inheritDoc} The residual stated is the true one, of x. Not converged is what has reached the limit, or met a
   * direction p with pᵀMp ≤ 0.
   */
  @Override
  public SolveFacts solve(double[] b, double[] x) {
    State s = new State(b);
    Arrays.fill(x, 0);
    double size = s.rr;
    double target = tolerance * tolerance * size;
    double actual = size;
    for (int restart = 0; restart <= RESTARTS; restart++) {
      boolean going = true;
      while (s.rr > target && s.iterations < limit && going) {
        going = s.step(x);
      }
      actual = trueResidual(b, x, s.q);
      if (!going || s.rr > target || actual <= 4 * target) {
        break;
      }
      System.arraycopy(s.q, 0, s.r, 0, s.r.length); // the recurrence has drifted: start again from here
      s.start();
    }
    deflation.normalise(1, x);
    deflation.restore(1, b, x);
    double relative = size > 0 ? Math.sqrt(actual / size) : 0;
    return new SolveFacts(s.iterations, relative, actual <= 4 * target);
  }

  private double trueResidual(double[] b, double[] x, double[] q) {
    m.multiply(x, q);
    chunks.run(c -> ConjugateGradientKernel.residual(chunks.from(c), chunks.to(c), b, q));
    deflation.project(1, q);
    return chunks.sum(c -> ConjugateGradientKernel.dot(chunks.from(c), chunks.to(c), q, q));
  }

  /**
   * How many iterations it would take a witness, see {@link BlockConjugateGradients}, to come down to ε, as far as its
   * last steps tell. Where slow modes are only met later it is more; infinite where a step
   * fails.
   *
   * @param steps how many to try
   * @param unresolved ε
   */
  public double pace(Seed seed, int steps, double unresolved) {
    State s = new State(preconditioner.sample(seed));
    double[] x = new double[m.size()];
    double before = s.rz;
    int half = steps / 2;
    for (int k = 0; k < steps; k++) {
      if (k == half) {
        before = s.rz;
      }
      if (s.rz <= unresolved * unresolved) {
        return s.iterations;
      }
      if (!s.step(x)) {
        return Double.POSITIVE_INFINITY;
      }
    }
    double gain = Math.log(before / s.rz) / (steps - half);
    return gain > 0
        ? steps + Math.log(s.rz) / gain - 2 * Math.log(unresolved) / gain
        : Double.POSITIVE_INFINITY;
  }

  /** One solve under way. */
  private final class State {
    final double[] r;
    final double[] p = new double[m.size()];
    final double[] q = new double[m.size()];
    final double[] z = new double[m.size()];
    final double[] work = new double[preconditioner.workSpace()];
    double rz;
    double rr;
    double first;
    int iterations;

    State(double[] b) {
      this.r = b.clone();
      deflation.project(1, r);
      start();
      this.first = rz;
    }

    void start() {
      rr = chunks.sum(c -> ConjugateGradientKernel.dot(chunks.from(c), chunks.to(c), r, r));
      rz = preconditioner.apply(r, z, work);
      System.arraycopy(z, 0, p, 0, p.length);
    }

    /** One iteration; false if there is no going on. */
    boolean step(double[] x) {
      double[] pq = {m.multiply(p, q)};
      deflation.correct(1, p, q, pq);
      double alpha = rz / pq[0];
      if (!(pq[0] > 0) || !(alpha < Double.POSITIVE_INFINITY) || rz <= ROUNDING * ROUNDING * first) {
        return false;
      }
      rr = chunks.sum(
          c -> ConjugateGradientKernel.advance(chunks.from(c), chunks.to(c), alpha, p, q, x, r));
      double next = preconditioner.apply(r, z, work);
      double beta = next / rz;
      rz = next;
      chunks.run(c -> ConjugateGradientKernel.turn(chunks.from(c), chunks.to(c), beta, z, p));
      iterations++;
      return true;
    }
  }
}
