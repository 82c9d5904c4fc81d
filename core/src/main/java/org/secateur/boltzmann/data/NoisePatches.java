package org.secateur.boltzmann.data;

import org.secateur.boltzmann.Patterns;
import org.secateur.network.Require;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/**
 * Circular patches of Gaussian noise images whose amplitude falls as a power of frequency, as that of natural images does
 * (Field, JOSA A 1987), cut at zero, their median. A stand-in for the paper's photographs.
 */
public final class NoisePatches {
  /** With this exponent a uniform patch is about as frequent as in photographs. */
  public static final double EXPONENT = 1.5;

  /** The noise repeats after one and a half images, so that it has waves longer than an image, as photographs do. */
  private static final int N = 3 * CircularPatches.SIDE / 2;

  private static final int SIDE = CircularPatches.SIDE;

  private NoisePatches() {
  }

  /**
   * Patches of 13 pixels. Patch k is patch k mod 36 of image k / 36, which depends on the seed and its number alone.
   *
   * @param exponent a in amplitude ∝ 1/fᵃ
   */
  public static Patterns of(int count, double exponent, Seed seed) {
    Require.finite(exponent, "exponent");
    byte[] bits = new byte[Math.multiplyExact(count, CircularPatches.PIXELS)];
    double[] image = new double[0];
    double[] amplitude = amplitudes(exponent);
    double[][] turn = turns();
    for (int k = 0; k < count; k++) {
      int patch = k % CircularPatches.PATCHES;
      if (patch == 0) {
        image = image(amplitude, turn, seed.child("image", k / CircularPatches.PATCHES).stream("noise"));
      }
      int[] pixels = CircularPatches.pixels(patch);
      for (int i = 0; i < pixels.length; i++) {
        bits[k * pixels.length + i] = (byte) (image[pixels[i]] >= 0 ? 1 : 0);
      }
    }
    return Patterns.of(count, CircularPatches.PIXELS, bits);
  }

  private static double[] amplitudes(double exponent) {
    double[] amplitude = new double[N * N];
    for (int k = 1; k < amplitude.length; k++) {
      int row = Math.min(k / N, N - k / N);
      int column = Math.min(k % N, N - k % N);
      amplitude[k] = StrictMath.pow(row * row + column * column, -0.5 * exponent);
    }
    return amplitude;
  }

  /** cos and sin of 2π k / N. */
  private static double[][] turns() {
    double[][] turn = new double[2][N];
    for (int k = 0; k < N; k++) {
      turn[0][k] = StrictMath.cos(2 * Math.PI * k / N);
      turn[1][k] = StrictMath.sin(2 * Math.PI * k / N);
    }
    return turn;
  }

  /** The real part of a Fourier sum with Gaussian coefficients, one direction after the other. */
  private static double[] image(double[] amplitude, double[][] turn, NoiseStream stream) {
    double[] re = new double[N * SIDE]; // (row frequency, column)
    double[] im = new double[N * SIDE];
    for (int u = 0; u < N; u++) {
      for (int v = 0; v < N; v++) {
        double a = amplitude[u * N + v] * stream.nextGaussian();
        double b = amplitude[u * N + v] * stream.nextGaussian();
        for (int c = 0; c < SIDE; c++) {
          double cos = turn[0][v * c % N];
          double sin = turn[1][v * c % N];
          re[u * SIDE + c] += a * cos - b * sin;
          im[u * SIDE + c] += a * sin + b * cos;
        }
      }
    }
    double[] image = new double[SIDE * SIDE];
    for (int u = 0; u < N; u++) {
      for (int r = 0; r < SIDE; r++) {
        double cos = turn[0][u * r % N];
        double sin = turn[1][u * r % N];
        for (int c = 0; c < SIDE; c++) {
          image[r * SIDE + c] += re[u * SIDE + c] * cos - im[u * SIDE + c] * sin;
        }
      }
    }
    return image;
  }
}
