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
   * Noise on the edges of rows {@code from} to {@code to}, exclusive, of one vector: b_i += √|w| ξ, b_j −= s √|w| ξ.
   *
   * @param noise ξ, in the order of the edges
   * @param b (n)
   */
  public static void drive(int from, int to, CompressedRows w, double[] noise, double[] b) {
    int e = 0;
    for (int i = from; i < to; i++) {
      double sum = b[i];
      for (int k = w.rowStart[i]; k < w.rowStart[i + 1]; k++) {
        int j = w.column[k];
        if (j > i) {
          double v = w.value[k];
          double root = Math.sqrt(Math.abs(v));
          double z = noise[e++];
          sum = Math.fma(root, z, sum);
          b[j] = Math.fma(v > 0 ? -root : root, z, b[j]);
        }
      }
      b[i] = sum;
    }
  }

  /** b[8 i + t] ← vector[t][i] for these rows: vectors side by side. */
  public static void interleave(int from, int to, double[][] vector, double[] b) {
    for (int i = from; i < to; i++) {
      for (int t = 0; t < vector.length; t++) {
        b[(i << 3) + t] = vector[t][i];
      }
    }
  }

  /**
   * The same for some of eight vectors side by side and whole rows at a time, each edge being met from both its ends: a row's
   * sum runs over its entries in order, as it does in {@link #drive}, and has the same bits.
   *
   * @param noise ξ: of lane t, for the entries of these rows off the diagonal in their order, from
   *     {@code noise[t · stride]}
   */
  public static void driveRows(int from, int to, CompressedRows w, int lanes, double[] noise, int stride,
      double[] b) {
    int e = 0;
    for (int i = from; i < to; i++) {
      int r = i << 3;
      for (int k = w.rowStart[i]; k < w.rowStart[i + 1]; k++) {
        int j = w.column[k];
        if (j != i) {
          double v = w.value[k];
          double root = Math.sqrt(Math.abs(v));
          double amount = j < i && v > 0 ? -root : root;
          for (int t = 0; t < lanes; t++) {
            b[r + t] = Math.fma(amount, noise[t * stride + e], b[r + t]);
          }
          e++;
        }
      }
    }
  }

  /** Noise on the slacks: b_i += √s_i η_i in the first lanes; {@code noise} as in {@link #driveRows}, by row. */
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
      int e = edgeStart[i];
      for (int k = w.rowStart[i]; k < w.rowStart[i + 1]; k++) {
        int j = w.column[k];
        if (j > i) {
          sum[e++] += square(i, j, w.value[k], diagonal, lanes, x, b);
        }
      }
    }
  }

  /**
   * The same for whole rows at a time, each edge being met from both its ends, with the same bits.
   *
   * @param sum by the position of the entry in {@code w}
   */
  public static void addEntrySquares(int from, int to, CompressedRows w, double[] diagonal, int lanes,
      double[] x, double[] b, double[] sum) {
    for (int i = from; i < to; i++) {
      for (int k = w.rowStart[i]; k < w.rowStart[i + 1]; k++) {
        int j = w.column[k];
        if (j != i) {
          sum[k] += square(Math.min(i, j), Math.max(i, j), w.value[k], diagonal, lanes, x, b);
        }
      }
    }
  }

  private static double square(int i, int j, double v, double[] diagonal, int lanes, double[] x, double[] b) {
    double a = Math.abs(v);
    double s = v > 0 ? 1 : -1;
    double toI = share(diagonal[j], diagonal[i], a);
    double g = localVariance(diagonal[i], diagonal[j], a);
    double own = g * toI;
    double other = g * (1 - toI);
    int r = i << 3;
    int c = j << 3;
    double square = 0;
    for (int t = 0; t < lanes; t++) {
      double y = x[r + t] - own * b[r + t] - s * (x[c + t] - other * b[c + t]);
      square = Math.fma(y, y, square);
    }
    return square;
  }

  /**
   * g = 1/(|w| + ρ_i ρ_j/(ρ_i + ρ_j)): the variance aᵀ M_SS⁻¹ a over an edge whose surroundings are clamped, S its two
   * neurons; finite also where that overflows.
   */
  public static double localVariance(double diagonalI, double diagonalJ, double w) {
    double ri = Math.max(0, diagonalI - w);
    double rj = Math.max(0, diagonalJ - w);
    double around = ri + rj > 0 ? Math.min(ri, rj) / (ri + rj) * Math.max(ri, rj) : 0; // the same bits from either end
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
          total += restShare(localVariance(diagonal[i], diagonal[j], Math.abs(w.value[k])), scale * sum[e++]);
        }
      }
    }
    return total;
  }

  /** The same for sums by entry, as of {@link #addEntrySquares}. */
  public static double sumEntryShares(int from, int to, CompressedRows w, double[] diagonal, double scale,
      double[] sum) {
    double total = 0;
    for (int i = from; i < to; i++) {
      for (int k = w.rowStart[i]; k < w.rowStart[i + 1]; k++) {
        int j = w.column[k];
        if (j > i) {
          total += restShare(localVariance(diagonal[i], diagonal[j], Math.abs(w.value[k])), scale * sum[k]);
        }
      }
    }
    return total;
  }

  private static double restShare(double known, double rest) {
    double r = known + rest;
    return r > 0 ? rest / r : 0;
  }
}
