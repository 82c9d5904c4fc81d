package org.secateur.kernel;

/**
 * Loops over the edges of a symmetric network for eight vectors at once: how noise drives its neurons and what it leaves
 * over each edge. An edge is an entry right of the diagonal; edges count in the order of the rows. Blocks lie
 * neuron-major. No checks, no allocation.
 */
public final class SketchKernel {
  private SketchKernel() {
  }

  /** edgeStart[i] ← the number of entries right of the diagonal in the rows before i; edgeStart (n + 1). */
  public static void countEdges(CompressedRows w, int[] edgeStart) {
    int count = 0;
    for (int i = 0; i < w.n; i++) {
      edgeStart[i] = count;
      for (int k = w.rowStart[i]; k < w.rowStart[i + 1]; k++) {
        count += w.column[k] > i ? 1 : 0;
      }
    }
    edgeStart[w.n] = count;
  }

  /**
   * Noise on the edges of rows {@code from} to {@code to}, exclusive: b_i += √|w| ξ, b_j −= s √|w| ξ in the first lanes.
   *
   * @param lanes how many lanes
   * @param noise ξ: of lane t, in the order of the edges, from {@code noise[t · stride]}
   */
  public static void drive(int from, int to, CompressedRows w, int lanes, double[] noise, int stride,
      double[] b) {
    int e = 0;
    for (int i = from; i < to; i++) {
      int r = i << 3;
      for (int k = w.rowStart[i]; k < w.rowStart[i + 1]; k++) {
        int j = w.column[k];
        if (j > i) {
          double v = w.value[k];
          double root = Math.sqrt(Math.abs(v));
          double back = v > 0 ? -root : root;
          int c = j << 3;
          for (int t = 0; t < lanes; t++) {
            double z = noise[t * stride + e];
            b[r + t] = Math.fma(root, z, b[r + t]);
            b[c + t] = Math.fma(back, z, b[c + t]);
          }
          e++;
        }
      }
    }
  }

  /** Noise on the slacks: b_i += √s_i η_i in the first lanes; {@code noise} as in {@link #drive}, by row. */
  public static void driveSlack(int from, int to, double[] slack, int lanes, double[] noise, int stride,
      double[] b) {
    for (int i = from; i < to; i++) {
      double root = Math.sqrt(slack[i]);
      for (int t = 0; t < lanes; t++) {
        b[(i << 3) + t] = Math.fma(root, noise[t * stride + i - from], b[(i << 3) + t]);
      }
    }
  }

  /**
   * What of each edge's difference its two neurons' own noise does not explain:
   * sum[e] += Σ_t (x_i − s x_j − g (θ b_i − s (1 − θ) b_j))², g = 1/(|w| + ρ_i ρ_j/(ρ_i + ρ_j)), θ = ρ_j/(ρ_i + ρ_j),
   * ρ_i = M_ii − |w|.
   *
   * @param lanes the first so many lanes count
   * @param diagonal (n) M_ii
   * @param edgeStart (n + 1), as of {@link #countEdges}
   */
  public static void addEdgeSquares(int from, int to, CompressedRows w, double[] diagonal, int[] edgeStart,
      int lanes,
      double[] x, double[] b, double[] sum) {
    for (int i = from; i < to; i++) {
      int r = i << 3;
      int e = edgeStart[i];
      for (int k = w.rowStart[i]; k < w.rowStart[i + 1]; k++) {
        int j = w.column[k];
        if (j > i) {
          double v = w.value[k];
          double a = Math.abs(v);
          double s = v > 0 ? 1 : -1;
          double toI = share(diagonal[j], diagonal[i], a);
          double g = localVariance(diagonal[i], diagonal[j], a);
          double own = g * toI;
          double other = g * (1 - toI);
          int c = j << 3;
          double square = 0;
          for (int t = 0; t < lanes; t++) {
            double y = x[r + t] - own * b[r + t] - s * (x[c + t] - other * b[c + t]);
            square = Math.fma(y, y, square);
          }
          sum[e++] += square;
        }
      }
    }
  }

  /**
   * g = 1/(|w| + ρ_i ρ_j/(ρ_i + ρ_j)): the variance aᵀ M_SS⁻¹ a over an edge whose surroundings are clamped, S its two
   * neurons; finite also where that overflows.
   */
  public static double localVariance(double diagonalI, double diagonalJ, double w) {
    double ri = Math.max(0, diagonalI - w);
    double rj = Math.max(0, diagonalJ - w);
    double around = ri + rj > 0 ? ri / (ri + rj) * rj : 0;
    return Math.min(Double.MAX_VALUE, 1 / (w + around));
  }

  private static double share(double diagonalJ, double diagonalI, double w) {
    double ri = Math.max(0, diagonalI - w);
    double rj = Math.max(0, diagonalJ - w);
    return ri + rj > 0 ? rj / (ri + rj) : 0.5;
  }

  /** sum[i] += Σ_t (x_i − own_i b_i)²; the first {@code lanes} lanes count. */
  public static void addNeuronSquares(int from, int to, double[] own, int lanes, double[] x, double[] b,
      double[] sum) {
    for (int i = from; i < to; i++) {
      int r = i << 3;
      double square = 0;
      for (int t = 0; t < lanes; t++) {
        double y = x[r + t] - own[i] * b[r + t];
        square = Math.fma(y, y, square);
      }
      sum[i] += square;
    }
  }

  /** Σ over the edges of these rows of v/(g + v), v = scale · sum[e]: which share of their variance is not local. */
  public static double sumShares(int from, int to, CompressedRows w, double[] diagonal, int[] edgeStart,
      double scale,
      double[] sum) {
    double total = 0;
    for (int i = from; i < to; i++) {
      int e = edgeStart[i];
      for (int k = w.rowStart[i]; k < w.rowStart[i + 1]; k++) {
        int j = w.column[k];
        if (j > i) {
          double v = scale * sum[e++];
          double r = localVariance(diagonal[i], diagonal[j], Math.abs(w.value[k])) + v;
          total += r > 0 ? v / r : 0;
        }
      }
    }
    return total;
  }
}
