package org.secateur.dynamics;

import org.secateur.kernel.FloatRows;
import org.secateur.kernel.LaneKernel;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.FloatMatrix;
import org.secateur.network.Network;

/**
 * x ↦ (I + dt A) x for several trials side by side in single precision, u = 2⁻²⁴. Immutable.
 *
 * <p><b>Why that is enough.</b> {@link RoundedDrift} is as good as the drift itself. A step's own roundings are at most (k + 2) u (Σ_j |p_ij| + d_i) max |x| + 3 u max |x| for a row of k entries, u² left
 * out. If no row sum of |I + dt A| exceeds 1 − α they never add up to more than that over α; a test checks it. As they
 * are nearly independent they act as noise of variance about u² x² beside that of variance 1: with x² = 1/(2 λ dt) along
 * a mode of rate λ a relative change of u²/(2 λ dt), which is 10⁻⁶ for a mode that takes 10⁹ steps to relax. The step
 * itself inflates variances by λ dt/2, and a hundred thousand independent samples leave an error of half a per cent.
 */
final class EulerMap {
  /** One entry in this many makes a network dense: what the dense product gains over the loop on one core. */
  private static final int DENSE_SHARE = 8;
  /** Below this many neurons the loop's data stay in the first cache. */
  private static final int DENSE_LEAST = 64;

  private final int n;
  private final int lanes;
  private final Factor factor;

  private EulerMap(int n, int lanes, Factor factor) {
    this.n = n;
    this.lanes = lanes;
    this.factor = factor;
  }

  /** For a drift, a step in s and a number of trials. Time and memory O(n + m), or O(n²) for a dense network. */
  static EulerMap of(Drift drift, double dt, int trials) {
    Network network = drift.network();
    long n = network.neurons();
    boolean dense = n >= DENSE_LEAST && network.synapses() >= n * n / DENSE_SHARE;
    RoundedDrift rounded = RoundedDrift.of(drift, dt);
    return dense ? dense(rounded, denseLanes(trials), DenseAlgebra.best()) : sparse(rounded);
  }

  /** The product is the faster the more columns it has, and idle columns cost as much as busy ones. */
  private static int denseLanes(int trials) {
    return trials <= 8 ? 8 : trials < 64 ? 16 : 32;
  }

  static EulerMap sparse(RoundedDrift rounded) {
    return new EulerMap(rounded.rows.n, LaneKernel.EIGHT, new Factor.Sparse(rounded));
  }

  static EulerMap dense(RoundedDrift rounded, int lanes, DenseAlgebra algebra) {
    FloatRows rows = rounded.rows;
    FloatMatrix transposed = FloatMatrix.zeros(rows.n, rows.n);
    float[] line = new float[rows.n];
    for (int i = 0; i < rows.n; i++) {
      java.util.Arrays.fill(line, 0);
      for (int k = rows.rowStart[i]; k < rows.rowStart[i + 1]; k++) {
        line[rows.column[k]] = rows.value[k];
      }
      transposed.copyIn(i, line, rows.n);
    }
    return new EulerMap(rows.n, lanes, new Factor.Dense(rounded, transposed, lanes, algebra));
  }

  int size() {
    return n;
  }

  /** Trials side by side. */
  int lanes() {
    return lanes;
  }

  boolean isDense() {
    return factor instanceof Factor.Dense;
  }

  /** Slopes of its own for one task. */
  Slopes worker() {
    return factor.worker();
  }

  /** dt A x, some neurons at a time. */
  interface Slopes {
    /** Sets out from x (lanes · n), which must not change until the last rows are had. */
    void begin(float[] x);

    /** Rows {@code from} to {@code to}, exclusive, into the front of an array. */
    void rows(int from, int to, float[] into);
  }

  private sealed interface Factor {
    Slopes worker();

    record Sparse(RoundedDrift drift) implements Factor {
      @Override
      public Slopes worker() {
        return new Slopes() {
          private float[] x = {};

          @Override
          public void begin(float[] newX) {
            x = newX;
          }

          @Override
          public void rows(int from, int to, float[] into) {
            LaneKernel.slopes(drift.rows, drift.decay, drift.rest, from, to, x, into);
          }
        };
      }
    }

    /** Y = X Wᵀ with the lanes as rows: for few lanes OpenBLAS is up to twice as fast this way round. */
    record Dense(RoundedDrift drift, FloatMatrix transposed, int lanes,
        DenseAlgebra algebra) implements Factor {
      @Override
      public Slopes worker() {
        int n = transposed.rows();
        FloatMatrix in = FloatMatrix.zeros(lanes, n);
        FloatMatrix out = FloatMatrix.zeros(lanes, n);
        return new Slopes() {
          private float[] x = {};

          @Override
          public void begin(float[] newX) {
            x = newX;
            in.copyIn(0, x, lanes * n);
            algebra.multiply(in, transposed, out);
          }

          @Override
          public void rows(int from, int to, float[] into) {
            out.copyOut(from, into, lanes * (to - from));
            LaneKernel.restore(lanes, drift.decay, drift.rest, from, to, x, into);
          }
        };
      }
    }
  }
}
