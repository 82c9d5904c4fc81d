package org.secateur.kernel;

/**
 * The passes of a conjugate gradient iteration over blocks of eight vectors, each for rows {@code from} to {@code to},
 * exclusive. A block lies neuron-major: entry i of vector t is {@code x[8 i + t]}. No checks, no allocation.
 *
 * <p>Every lane is computed by itself, in the order of the rows: its bits depend neither on the other lanes nor on which
 * thread ran which rows.
 */
public final class ConjugateGradientKernel {
  private ConjugateGradientKernel() {
  }

  /**
   * Q ← M P for M = Σ |w| (e_i − s e_j)(e_i − s e_j)ᵀ + diag(slack), and P·Q for each lane.
   *
   * <p>Row i is s_i p_i + Σ |w| (p_i − s p_j): differences are taken before they are multiplied, so that what a cluster
   * has in common cannot drown them.
   *
   * @param w symmetric, its diagonal passed over
   * @param dot P·Q over these rows goes to {@code dot[at]} to {@code dot[at + 7]}
   */
  public static void multiply(int from, int to, CompressedRows w, double[] slack, double[] p, double[] q,
      double[] dot, int at) {
    int[] rowStart = w.rowStart;
    int[] column = w.column;
    double[] value = w.value;
    for (int t = 0; t < BlockKernel.LANES; t++) {
      dot[at + t] = 0;
    }
    for (int i = from; i < to; i++) {
      int r = i << 3;
      double p0 = p[r];
      double p1 = p[r + 1];
      double p2 = p[r + 2];
      double p3 = p[r + 3];
      double p4 = p[r + 4];
      double p5 = p[r + 5];
      double p6 = p[r + 6];
      double p7 = p[r + 7];
      double s = slack[i];
      double s0 = s * p0;
      double s1 = s * p1;
      double s2 = s * p2;
      double s3 = s * p3;
      double s4 = s * p4;
      double s5 = s * p5;
      double s6 = s * p6;
      double s7 = s * p7;
      for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
        int c = column[k] << 3;
        double v = value[k];
        if (c == r) {
          continue;
        }
        if (v > 0) {
          s0 = Math.fma(v, p0 - p[c], s0);
          s1 = Math.fma(v, p1 - p[c + 1], s1);
          s2 = Math.fma(v, p2 - p[c + 2], s2);
          s3 = Math.fma(v, p3 - p[c + 3], s3);
          s4 = Math.fma(v, p4 - p[c + 4], s4);
          s5 = Math.fma(v, p5 - p[c + 5], s5);
          s6 = Math.fma(v, p6 - p[c + 6], s6);
          s7 = Math.fma(v, p7 - p[c + 7], s7);
        } else {
          s0 = Math.fma(-v, p0 + p[c], s0);
          s1 = Math.fma(-v, p1 + p[c + 1], s1);
          s2 = Math.fma(-v, p2 + p[c + 2], s2);
          s3 = Math.fma(-v, p3 + p[c + 3], s3);
          s4 = Math.fma(-v, p4 + p[c + 4], s4);
          s5 = Math.fma(-v, p5 + p[c + 5], s5);
          s6 = Math.fma(-v, p6 + p[c + 6], s6);
          s7 = Math.fma(-v, p7 + p[c + 7], s7);
        }
      }
      q[r] = s0;
      q[r + 1] = s1;
      q[r + 2] = s2;
      q[r + 3] = s3;
      q[r + 4] = s4;
      q[r + 5] = s5;
      q[r + 6] = s6;
      q[r + 7] = s7;
      dot[at] += p0 * s0;
      dot[at + 1] += p1 * s1;
      dot[at + 2] += p2 * s2;
      dot[at + 3] += p3 * s3;
      dot[at + 4] += p4 * s4;
      dot[at + 5] += p5 * s5;
      dot[at + 6] += p6 * s6;
      dot[at + 7] += p7 * s7;
    }
  }

  /** X ← X + P diag(α), R ← R − Q diag(α). */
  public static void advance(int from, int to, double[] alpha, double[] p, double[] q, double[] x,
      double[] r) {
    for (int i = from; i < to; i++) {
      int b = i << 3;
      for (int t = 0; t < BlockKernel.LANES; t++) {
        x[b + t] = Math.fma(alpha[t], p[b + t], x[b + t]);
        r[b + t] = Math.fma(-alpha[t], q[b + t], r[b + t]);
      }
    }
  }

  /** P ← Z + P diag(β). */
  public static void turn(int from, int to, double[] beta, double[] z, double[] p) {
    for (int i = from; i < to; i++) {
      int b = i << 3;
      for (int t = 0; t < BlockKernel.LANES; t++) {
        p[b + t] = Math.fma(beta[t], p[b + t], z[b + t]);
      }
    }
  }

  /** Z ← diag(factor) R, and R·Z for each lane into {@code dot[at]} to {@code dot[at + 7]}. */
  public static void scale(int from, int to, double[] factor, double[] r, double[] z, double[] dot, int at) {
    for (int t = 0; t < BlockKernel.LANES; t++) {
      dot[at + t] = 0;
    }
    for (int i = from; i < to; i++) {
      int b = i << 3;
      double f = factor[i];
      for (int t = 0; t < BlockKernel.LANES; t++) {
        double v = f * r[b + t];
        z[b + t] = v;
        dot[at + t] += v * r[b + t];
      }
    }
  }

  /** Q ← B − Q. */
  public static void subtractFrom(int from, int to, double[] b, double[] q) {
    for (int k = from << 3; k < to << 3; k++) {
      q[k] = b[k] - q[k];
    }
  }

  /**
   * Sums over groups: sum[lanes · slot_i + t] += factor_i x[lanes · i + t]; rows whose slot is negative belong to none.
   */
  public static void gather(int from, int to, int lanes, int[] slot, double[] factor, double[] x,
      double[] sum) {
    for (int i = from; i < to; i++) {
      if (slot[i] >= 0) {
        int b = lanes * i;
        int g = lanes * slot[i];
        double f = factor[i];
        for (int t = 0; t < lanes; t++) {
          sum[g + t] += f * x[b + t];
        }
      }
    }
  }

  /** x[lanes · i + t] −= factor_i · amount[lanes · group_i + t]; rows whose group is negative stay. */
  public static void spread(int from, int to, int lanes, int[] group, double[] factor, double[] amount,
      double[] x) {
    for (int i = from; i < to; i++) {
      if (group[i] >= 0) {
        int b = lanes * i;
        int g = lanes * group[i];
        double f = factor[i];
        for (int t = 0; t < lanes; t++) {
          x[b + t] -= f * amount[g + t];
        }
      }
    }
  }

  /** As {@link #multiply} for one vector. */
  public static double multiply(int from, int to, CompressedRows w, double[] slack, double[] p, double[] q) {
    int[] rowStart = w.rowStart;
    int[] column = w.column;
    double[] value = w.value;
    double dot = 0;
    for (int i = from; i < to; i++) {
      double own = p[i];
      double sum = slack[i] * own;
      for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
        int j = column[k];
        double v = value[k];
        if (j != i) {
          sum = v > 0 ? Math.fma(v, own - p[j], sum) : Math.fma(-v, own + p[j], sum);
        }
      }
      q[i] = sum;
      dot += own * sum;
    }
    return dot;
  }

  /** x ← x + α p, r ← r − α q for one vector; r·r. */
  public static double advance(int from, int to, double alpha, double[] p, double[] q, double[] x,
      double[] r) {
    double dot = 0;
    for (int i = from; i < to; i++) {
      x[i] = Math.fma(alpha, p[i], x[i]);
      double v = Math.fma(-alpha, q[i], r[i]);
      r[i] = v;
      dot = Math.fma(v, v, dot);
    }
    return dot;
  }

  /** p ← z + β p for one vector. */
  public static void turn(int from, int to, double beta, double[] z, double[] p) {
    for (int i = from; i < to; i++) {
      p[i] = Math.fma(beta, p[i], z[i]);
    }
  }

  /** q ← b − q for one vector; q·q. */
  public static double residual(int from, int to, double[] b, double[] q) {
    double dot = 0;
    for (int i = from; i < to; i++) {
      q[i] = b[i] - q[i];
      dot = Math.fma(q[i], q[i], dot);
    }
    return dot;
  }

  /** x·y for one vector. */
  public static double dot(int from, int to, double[] x, double[] y) {
    double dot = 0;
    for (int i = from; i < to; i++) {
      dot = Math.fma(x[i], y[i], dot);
    }
    return dot;
  }

  /** z ← diag(factor) r for one vector; r·z. */
  public static double scale(int from, int to, double[] factor, double[] r, double[] z) {
    double dot = 0;
    for (int i = from; i < to; i++) {
      z[i] = factor[i] * r[i];
      dot = Math.fma(z[i], r[i], dot);
    }
    return dot;
  }
}
