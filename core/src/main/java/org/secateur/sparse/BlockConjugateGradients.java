package org.secateur.sparse;

import java.util.Arrays;

import org.secateur.kernel.BlockKernel;
import org.secateur.kernel.ConjugateGradientKernel;

/**
 * Preconditioned conjugate gradients for M x = b with eight right-hand sides at once, each with its own step lengths:
 * lanes share nothing but the sweep over the matrix. Hestenes and Stiefel (1952); directions that M hardly holds are
 * deflated, see {@link Deflation}.
 *
 * <p><b>The witness.</b> After k steps the error of a lane is p(P⁻¹M) x with p(0) = 1 a polynomial of degree k, and no
 * other polynomial makes eᵀMe smaller. A residual test tells little of it where M has slow modes: a stationary snapshot
 * has as much energy in each mode, 1 on average, but its right-hand side only √λ of it. So one lane may carry a
 * right-hand side v ~ N(0, P), white in the norm of P⁻¹. Its residual has rᵀP⁻¹r = Σ p(λ)² z², z independent standard
 * normal, one for each mode, whatever λ; and for the other lanes, whose energy components are independent standard
 * normal too, optimality gives E[eᵀMe] ≤ Σ p(λ)² with the same p. When the witness's rᵀP⁻¹r is down to ε², the others'
 * energy error is ε² on average, out of n, and no mode is unresolved by much more than ε.
 *
 * <p>Mutable work space of 4 blocks; one instance for each thread that solves.
 */
public final class BlockConjugateGradients {
  /** A lane whose rᵀP⁻¹r has fallen by this much is at its rounding errors. */
  private static final double FLOOR = 1e-28;
  /** Below this share of where it started, rᵀP⁻¹r may be rounding, and a curvature that is not positive too. */
  private static final double ROUNDING = 1e-20;
  private static final int RESTARTS = 3;
  /** How often the pace is looked at. */
  private static final int LOOK = 4;

  private final DominantMatrix m;
  private final Deflation deflation;
  private final Preconditioner preconditioner;
  private final RowChunks chunks;
  private final double[] r;
  private final double[] p;
  private final double[] q;
  private final double[] z;
  private final double[] work;

  /** Allocates the work space, 4 · 64 n bytes. */
  public BlockConjugateGradients(DominantMatrix m, Deflation deflation, Preconditioner preconditioner) {
    this.m = m;
    this.deflation = deflation;
    this.preconditioner = preconditioner;
    int n = m.size();
    this.chunks = new RowChunks(n);
    int length = Math.multiplyExact(BlockKernel.LANES, n);
    this.r = new double[length];
    this.p = new double[length];
    this.q = new double[length];
    this.z = new double[length];
    this.work = new double[preconditioner.workSpace()];
  }

  /**
   * How far to go.
   *
   * @param reduction where there is no witness: √(rᵀP⁻¹r) of each lane is to fall by this factor
   * @param witness which lane's √(rᵀP⁻¹r) is to fall to {@code unresolved} instead; −1 for none
   * @param unresolved ε, for the witness
   * @param patience iterations after which it is not worth while; compared with what the pace so far promises
   * @param limit iterations that are never exceeded
   */
  public record Stop(double reduction, int witness, double unresolved, int patience, int limit) {

    /** Every lane's preconditioned residual falls by a factor. */
    public static Stop reduction(double factor, int limit) {
      return new Stop(factor, -1, 0, Integer.MAX_VALUE, limit);
    }

    /** The last lane is a witness. */
    public static Stop witness(double unresolved, int patience, int limit) {
      return new Stop(0, BlockKernel.LANES - 1, unresolved, patience, limit);
    }
  }

  /**
   * Solves for eight right-hand sides from x = 0. Where directions are deflated, x is x̃ but for
   * some multiple of each, as large as it happens to be: {@link Deflation#normalise} takes it out.
   *
   * @param b (8 n) neuron-major; not modified
   * @param x (8 n); overwritten
   */
  public BlockReport solve(double[] b, double[] x, Stop stop) {
    Arrays.fill(x, 0);
    System.arraycopy(b, 0, r, 0, r.length);
    deflation.project(BlockKernel.LANES, r);
    double[] rz = new double[BlockKernel.LANES];
    preconditioner.apply(r, z, rz, work);
    double[] first = rz.clone();
    double[] target = targets(first, stop);
    double[] actual = new double[BlockKernel.LANES];
    int done = 0;
    for (int restart = 0;; restart++) {
      System.arraycopy(z, 0, p, 0, p.length);
      Run run = iterate(x, rz, first, target, stop, done);
      done = run.iterations;
      trueResidual(b, x);
      preconditioner.apply(q, z, actual, work);
      BlockReport.End end = run.end;
      if (end == BlockReport.End.CONVERGED && hasDrifted(actual, rz, target)) {
        end = BlockReport.End.LIMIT;
      }
      if (end == run.end || restart == RESTARTS) {
        return new BlockReport(end, done, worst(actual, first),
            stop.witness < 0 ? 0 : Math.sqrt(actual[stop.witness]));
      }
      System.arraycopy(q, 0, r, 0, r.length); // start again from where x really is
      System.arraycopy(actual, 0, rz, 0, rz.length);
    }
  }

  /** Whether what the recurrence says of the residual is less than half of it, and less than was asked for. */
  private static boolean hasDrifted(double[] actual, double[] recurred, double[] target) {
    boolean drifted = false;
    for (int t = 0; t < actual.length; t++) {
      drifted |= !(actual[t] <= 4 * Math.max(recurred[t], target[t]));
    }
    return drifted;
  }

  private static double worst(double[] actual, double[] first) {
    double worst = 0;
    for (int t = 0; t < actual.length; t++) {
      worst = first[t] > 0 ? Math.max(worst, Math.sqrt(actual[t] / first[t])) : worst;
    }
    return worst >= 0 ? worst : Double.POSITIVE_INFINITY; // what overflowed has no residual
  }

  private static double[] targets(double[] rz, Stop stop) {
    double[] target = new double[rz.length];
    double factor = stop.witness < 0 ? Math.max(FLOOR, stop.reduction * stop.reduction) : FLOOR;
    for (int t = 0; t < target.length; t++) {
      target[t] = t == stop.witness ? stop.unresolved * stop.unresolved : factor * rz[t];
    }
    return target;
  }

  private record Run(BlockReport.End end, int iterations) {
  }

  /** Iterates from r, z and p = z until the stop; {@code rz} follows, x and r advance. */
  private Run iterate(double[] x, double[] rz, double[] first, double[] target, Stop stop, int done) {
    double[] pq = new double[BlockKernel.LANES];
    double[] alpha = new double[BlockKernel.LANES];
    double[] beta = new double[BlockKernel.LANES];
    double[] next = new double[BlockKernel.LANES];
    double before = Double.NaN;
    for (int it = done;; it++) {
      if (isDone(rz, target, stop)) {
        return new Run(BlockReport.End.CONVERGED, it);
      }
      if (it >= stop.limit) {
        return new Run(BlockReport.End.LIMIT, it);
      }
      if ((it - done) % LOOK == 0) {
        double excess = excess(rz, target, stop);
        if (it > done + LOOK && isSlow(it, before, excess, stop.patience)) {
          return new Run(BlockReport.End.SLOW, it);
        }
        before = excess;
      }
      multiply(p, q, pq);
      for (int t = 0; t < alpha.length; t++) {
        boolean frozen = rz[t] <= target[t];
        if (!frozen && !(pq[t] > 0)) {
          if (!(rz[t] <= ROUNDING * first[t])) {
            return new Run(BlockReport.End.INDEFINITE, it);
          }
          target[t] = rz[t];
          frozen = true;
        }
        alpha[t] = frozen ? 0 : rz[t] / pq[t];
      }
      chunks.run(c -> ConjugateGradientKernel.advance(chunks.from(c), chunks.to(c), alpha, p, q, x, r));
      preconditioner.apply(r, z, next, work);
      for (int t = 0; t < beta.length; t++) {
        beta[t] = alpha[t] == 0 ? 0 : next[t] / rz[t];
        rz[t] = next[t];
      }
      chunks.run(c -> ConjugateGradientKernel.turn(chunks.from(c), chunks.to(c), beta, z, p));
    }
  }

  private static boolean isDone(double[] rz, double[] target, Stop stop) {
    if (stop.witness >= 0) {
      return rz[stop.witness] <= target[stop.witness];
    }
    for (int t = 0; t < rz.length; t++) {
      if (!(rz[t] <= target[t])) {
        return false;
      }
    }
    return true;
  }

  /** The logarithm of how far the slowest lane that counts still is from its target. */
  private static double excess(double[] rz, double[] target, Stop stop) {
    double most = 0;
    for (int t = 0; t < rz.length; t++) {
      if ((stop.witness < 0 || t == stop.witness) && rz[t] > target[t]) {
        most = Math.max(most, Math.log(rz[t] / target[t]));
      }
    }
    return most;
  }

  private static boolean isSlow(int iterations, double before, double excess, int patience) {
    double gain = (before - excess) / LOOK;
    return patience < Integer.MAX_VALUE && !(gain > 0 && iterations + excess / gain <= patience);
  }

  private void multiply(double[] from, double[] to, double[] dot) {
    m.multiply(from, to, dot);
    deflation.correct(BlockKernel.LANES, from, to, dot);
  }

  /** q ← b − M x, without what belongs to the deflated directions. */
  private void trueResidual(double[] b, double[] x) {
    m.multiply(x, q, new double[BlockKernel.LANES]);
    chunks.run(c -> ConjugateGradientKernel.subtractFrom(chunks.from(c), chunks.to(c), b, q));
    deflation.project(BlockKernel.LANES, q);
  }
}
