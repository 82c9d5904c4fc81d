package org.secateur.kernel;

/**
 * Sums of combinations d = x_i − s x_j over time, eight trials at once. Combination e of row i pairs neuron i with
 * {@code other[e]}; s = 0 makes it the neuron alone. A buffer holds {@code samples} moments of n neurons, neuron-major:
 * neuron i, moment u, trial t lies at {@code 8 (i · capacity + u) + t}. No checks, no allocation.
 */
public final class MomentKernel {
  private MomentKernel() {
  }

  /** squares[8 e + t] += Σ_u d². Time O(8 · samples · combinations). */
  public static void addSquares(int n, int[] rowStart, int[] other, double[] sign, int capacity, int samples,
      double[] buffer, double[] squares) {
    for (int i = 0; i < n; i++) {
      int first = 8 * i * capacity;
      for (int e = rowStart[i]; e < rowStart[i + 1]; e++) {
        addRow(first, 8 * other[e] * capacity, samples, sign[e], buffer, 8 * e, squares);
      }
    }
  }

  private static void addRow(int a, int b, int samples, double sign, double[] x, int at, double[] squares) {
    double q0 = squares[at];
    double q1 = squares[at + 1];
    double q2 = squares[at + 2];
    double q3 = squares[at + 3];
    double q4 = squares[at + 4];
    double q5 = squares[at + 5];
    double q6 = squares[at + 6];
    double q7 = squares[at + 7];
    for (int u = 0; u < 8 * samples; u += 8) {
      double d0 = x[a + u] - sign * x[b + u];
      double d1 = x[a + u + 1] - sign * x[b + u + 1];
      double d2 = x[a + u + 2] - sign * x[b + u + 2];
      double d3 = x[a + u + 3] - sign * x[b + u + 3];
      double d4 = x[a + u + 4] - sign * x[b + u + 4];
      double d5 = x[a + u + 5] - sign * x[b + u + 5];
      double d6 = x[a + u + 6] - sign * x[b + u + 6];
      double d7 = x[a + u + 7] - sign * x[b + u + 7];
      q0 += d0 * d0;
      q1 += d1 * d1;
      q2 += d2 * d2;
      q3 += d3 * d3;
      q4 += d4 * d4;
      q5 += d5 * d5;
      q6 += d6 * d6;
      q7 += d7 * d7;
    }
    squares[at] = q0;
    squares[at + 1] = q1;
    squares[at + 2] = q2;
    squares[at + 3] = q3;
    squares[at + 4] = q4;
    squares[at + 5] = q5;
    squares[at + 6] = q6;
    squares[at + 7] = q7;
  }

  /** sums[8 e + t] += Σ_u d. Time O(8 · samples · combinations). */
  public static void addSums(int n, int[] rowStart, int[] other, double[] sign, int capacity, int samples,
      double[] buffer, double[] sums) {
    for (int i = 0; i < n; i++) {
      int a = 8 * i * capacity;
      for (int e = rowStart[i]; e < rowStart[i + 1]; e++) {
        int b = 8 * other[e] * capacity;
        for (int u = 0; u < 8 * samples; u += 8) {
          for (int t = 0; t < 8; t++) {
            sums[8 * e + t] += buffer[a + u + t] - sign[e] * buffer[b + u + t];
          }
        }
      }
    }
  }

  /**
   * Copies moment {@code u} of a block into the buffer, less a shift per neuron.
   *
   * @param x (8 n)
   * @param shift (n)
   */
  public static void store(int n, int capacity, int u, double[] x, double[] shift, double[] buffer) {
    for (int i = 0; i < n; i++) {
      int to = 8 * (i * capacity + u);
      for (int t = 0; t < 8; t++) {
        buffer[to + t] = x[8 * i + t] - shift[i];
      }
    }
  }
}
