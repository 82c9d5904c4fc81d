package org.secateur.kernel;

/**
 * Sums over time of squares of combinations d = x_i − s x_j, for several trials side by side whose state is in single
 * precision. Combination e of row i pairs neuron i with {@code other[e]}; s = 0 makes it the neuron alone. A buffer holds
 * samples neuron-major: neuron i, sample u, trial t of L lies at {@code L (i · capacity + u) + t}. The difference of two
 * numbers is rounded once; squares and sums are in double precision. No checks, no allocation.
 */
public final class LaneMomentKernel {
  private LaneMomentKernel() {
  }

  /** Copies a state (L n) into the buffer as sample {@code u}. */
  public static void store(int n, int lanes, int capacity, int u, float[] x, float[] buffer) {
    for (int i = 0; i < n; i++) {
      System.arraycopy(x, lanes * i, buffer, lanes * (i * capacity + u), lanes);
    }
  }

  /**
   * Adds Σ_u d² of combination e of lane t, for the rows {@code from} to {@code to}, exclusive, to
   * {@code sums[t · stride + e − rowStart[from]]}, {@code at} further on.
   *
   * @param lanes a multiple of eight
   */
  public static void addSquares(int from, int to, int[] rowStart, int[] other, double[] sign, int lanes,
      int capacity, int samples, float[] buffer, double[] sums, int at, int stride) {
    for (int i = from; i < to; i++) {
      for (int e = rowStart[i]; e < rowStart[i + 1]; e++) {
        for (int t = 0; t < lanes; t += 8) {
          addEight(lanes * i * capacity + t, lanes * other[e] * capacity + t, lanes, samples, (float) sign[e],
              buffer,
              at + t * stride + e - rowStart[from], stride, sums);
        }
      }
    }
  }

  private static void addEight(int a, int b, int lanes, int samples, float sign, float[] x, int at,
      int stride,
      double[] sums) {
    double q0 = 0;
    double q1 = 0;
    double q2 = 0;
    double q3 = 0;
    double q4 = 0;
    double q5 = 0;
    double q6 = 0;
    double q7 = 0;
    for (int u = 0; u < samples; u++) {
      int p = a + lanes * u;
      int r = b + lanes * u;
      double d0 = x[p] - sign * x[r];
      double d1 = x[p + 1] - sign * x[r + 1];
      double d2 = x[p + 2] - sign * x[r + 2];
      double d3 = x[p + 3] - sign * x[r + 3];
      double d4 = x[p + 4] - sign * x[r + 4];
      double d5 = x[p + 5] - sign * x[r + 5];
      double d6 = x[p + 6] - sign * x[r + 6];
      double d7 = x[p + 7] - sign * x[r + 7];
      q0 += d0 * d0;
      q1 += d1 * d1;
      q2 += d2 * d2;
      q3 += d3 * d3;
      q4 += d4 * d4;
      q5 += d5 * d5;
      q6 += d6 * d6;
      q7 += d7 * d7;
    }
    sums[at] += q0;
    sums[at + stride] += q1;
    sums[at + 2 * stride] += q2;
    sums[at + 3 * stride] += q3;
    sums[at + 4 * stride] += q4;
    sums[at + 5 * stride] += q5;
    sums[at + 6 * stride] += q6;
    sums[at + 7 * stride] += q7;
  }

  /**
   * Adds s_ii + s² s_jj − 2 s s_ij for the combinations of one row i, what {@link #addSquares} does given the matrix of
   * products Σ_u x_i x_j of one lane.
   *
   * @param products (n) the row s_i of that matrix
   * @param squares (n) its diagonal
   */
  public static void addProducts(int row, int[] rowStart, int[] other, double[] sign, double[] products,
      double[] squares, double[] sums, int at) {
    double own = squares[row];
    for (int e = rowStart[row]; e < rowStart[row + 1]; e++) {
      double s = sign[e];
      sums[at + e - rowStart[row]] += own + s * (s * squares[other[e]] - 2 * products[other[e]]);
    }
  }

  /**
   * Takes one more weighted value v = scale · sum of each combination into its mean and scatter (West, Communications of
   * the ACM 1979): mean ← mean + share (v − mean), scatter ← scatter + spread (v − mean)².
   *
   * @param sums read from {@code at} on
   * @param first the first combination, of {@code count}
   */
  public static void fold(int first, int count, double[] sums, int at, double scale, double share,
      double spread,
      double[] mean, double[] scatter) {
    for (int k = 0; k < count; k++) {
      double d = scale * sums[at + k] - mean[first + k];
      mean[first + k] += share * d;
      scatter[first + k] += spread * d * d;
    }
  }
}
