package org.secateur.kernel;

/**
 * Loops over blocks of eight vectors at once, so that a matrix entry is fetched once for eight products. A block of n
 * vectors' entries lies neuron-major: entry i of vector t is {@code x[8 i + t]}. No checks, no allocation.
 *
 * <p>Every lane is summed in the order of the row, by fused multiply-add: its bits depend neither on the other lanes
 * nor on the processor.
 */
public final class BlockKernel {
  /** Vectors in a block. */
  public static final int LANES = 8;

  private BlockKernel() {
  }

  /** Y ← W X for a block of eight. Arrays (8 n); {@code y} must not be {@code x}. Time O(8 (n + m)). */
  public static void multiply(CompressedRows w, double[] x, double[] y) {
    if (VectorInstructions.IN_USE) {
      VectorKernel.multiply(w, x, y);
    } else {
      multiplyPlainly(w, x, y);
    }
  }

  static void multiplyPlainly(CompressedRows w, double[] x, double[] y) {
    int[] rowStart = w.rowStart;
    int[] column = w.column;
    double[] value = w.value;
    for (int i = 0; i < w.n; i++) {
      double s0 = 0;
      double s1 = 0;
      double s2 = 0;
      double s3 = 0;
      double s4 = 0;
      double s5 = 0;
      double s6 = 0;
      double s7 = 0;
      for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
        double v = value[k];
        int c = column[k] << 3;
        s0 = Math.fma(v, x[c], s0);
        s1 = Math.fma(v, x[c + 1], s1);
        s2 = Math.fma(v, x[c + 2], s2);
        s3 = Math.fma(v, x[c + 3], s3);
        s4 = Math.fma(v, x[c + 4], s4);
        s5 = Math.fma(v, x[c + 5], s5);
        s6 = Math.fma(v, x[c + 6], s6);
        s7 = Math.fma(v, x[c + 7], s7);
      }
      int r = i << 3;
      y[r] = s0;
      y[r + 1] = s1;
      y[r + 2] = s2;
      y[r + 3] = s3;
      y[r + 4] = s4;
      y[r + 5] = s5;
      y[r + 6] = s6;
      y[r + 7] = s7;
    }
  }

  /**
   * Euler's step of dx/dt = −D x + drive + b with noise, for neurons {@code from} to {@code to}, exclusive:
   * x ← x + dt (drive + b − D x) + amplitude · noise.
   *
   * @param leak (n), D
   * @param input (n), b
   * @param drive (8 n), W x
   * @param noise (8 · at least (to − from)) standard normal numbers, the first for neuron {@code from}
   * @param x (8 n), advanced in place
   */
  public static void stepLinear(int from, int to, double dt, double[] leak, double[] input, double[] drive,
      double amplitude, double[] noise, double[] x) {
    for (int i = from; i < to; i++) {
      double keep = 1 - dt * leak[i];
      double push = dt * input[i];
      int r = i << 3;
      int z = (i - from) << 3;
      for (int t = 0; t < LANES; t++) {
        x[r + t] = keep * x[r + t] + (dt * drive[r + t] + push + amplitude * noise[z + t]);
      }
    }
  }

  /** As {@link #stepLinear} for dx/dt = −D x + [drive + b]₊. */
  public static void stepRectified(int from, int to, double dt, double[] leak, double[] input, double[] drive,
      double amplitude, double[] noise, double[] x) {
    for (int i = from; i < to; i++) {
      double keep = 1 - dt * leak[i];
      double b = input[i];
      int r = i << 3;
      int z = (i - from) << 3;
      for (int t = 0; t < LANES; t++) {
        x[r + t] = keep * x[r + t] + (dt * Math.max(0, drive[r + t] + b) + amplitude * noise[z + t]);
      }
    }
  }

  /** into[at + k] ← from[k] for the first {@code count}. */
  public static void widen(int count, float[] from, int at, double[] into) {
    for (int k = 0; k < count; k++) {
      into[at + k] = from[k];
    }
  }

  /** into[i] ← x[8 i + lane]. */
  public static void gather(double[] x, int lane, double[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = x[LANES * i + lane];
    }
  }

  /** x[8 i + lane] ← from[i]. */
  public static void scatter(double[] from, int lane, double[] x) {
    for (int i = 0; i < from.length; i++) {
      x[LANES * i + lane] = from[i];
    }
  }

  /** The largest |x_q|; NaN if one is. */
  public static double maxAbs(double[] x) {
    double max = 0;
    for (double v : x) {
      max = Math.max(max, Math.abs(v));
    }
    return max;
  }
}
