package org.secateur.rnn.mask;

import java.util.Arrays;

import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.network.Require;

/** The second moment G = E[r rᵀ] of the rates, from so many samples: what a neuron's inputs do together. Immutable. */
public final class SecondMoment {
  private final int size;
  private final long samples;
  private final double[] value; // (size²), symmetric

  private SecondMoment(int size, long samples, double[] value) {
    this.size = size;
    this.samples = samples;
    this.value = value;
  }

  /**
   * A second moment.
   *
   * @param size the number of neurons, at least 1
   * @param moment (size²), symmetric with a diagonal that is never negative; the lower triangle is read and copied
   * @param samples how many it is the mean of, at least 1
   */
  public static SecondMoment of(int size, double[] moment, long samples) {
    Require.atLeast(size, 1, "size");
    Require.length(moment.length, Math.multiplyExact(size, size), "moment");
    if (samples < 1) {
      throw new IllegalArgumentException("samples must be at least 1, was " + samples);
    }
    double[] full = new double[moment.length];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double g = Require.finite(moment[i * size + j], "moment");
        full[i * size + j] = g;
        full[j * size + i] = g;
      }
      Require.within(full[i * size + i], 0, Double.MAX_VALUE, "mean square");
    }
    return new SecondMoment(size, samples, full);
  }

  /**
   * The mean of r rᵀ over samples.
   *
   * @param rates (samples · size), sample after sample; not modified
   */
  public static SecondMoment ofSamples(int size, double[] rates) {
    int samples = rates.length / Require.atLeast(size, 1, "size");
    Require.length(rates.length, samples * size, "rates");
    Require.atLeast(samples, 1, "samples");
    Matrix g = DenseAlgebra.best().gram(org.secateur.linalg.Transpose.NO,
        Matrix.fromColumnMajor(size, samples, rates));
    g.scale(1.0 / samples);
    return of(size, g.toColumnMajor(), samples);
  }

  /** The number of neurons. */
  public int size() {
    return size;
  }

  /** How many samples it is the mean of. */
  public long samples() {
    return samples;
  }

  /** G_ij. */
  public double get(int i, int j) {
    return value[i * size + Require.index(j, size, "j")];
  }

  /** The mean of the diagonal: the mean squared rate. */
  public double meanSquare() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += value[i * size + i];
    }
    return sum / size;
  }

  /**
   * The participation ratio (tr G)² / tr G²: how many dimensions the activity fills. A refit of more weights than that
   * leans on its ridge.
   *
   * @return between 1 and {@link #size}; 0 where nothing is active
   */
  public double effectiveRank() {
    double trace = size * meanSquare();
    double square = 0;
    for (double g : value) {
      square += g * g;
    }
    return square == 0 ? 0 : trace * trace / square;
  }

  /** α G + β H, as a moment of both's samples. */
  public SecondMoment mix(double alpha, SecondMoment other, double beta) {
    Require.length(other.size, size, "other");
    double[] sum = new double[value.length];
    Arrays.setAll(sum, k -> alpha * value[k] + beta * other.value[k]);
    return new SecondMoment(size, Math.addExact(samples, other.samples), sum);
  }

  /** All entries, a new array (size²). */
  public double[] toArray() {
    return value.clone();
  }

  /** G + ridge · I as a dense matrix, a new one; for the library's own use. */
  @SuppressWarnings("exports")
  public Matrix ridged(Ridge ridge) {
    Matrix g = Matrix.fromColumnMajor(size, size, value);
    g.addToDiagonal(ridge.of(this));
    return g;
  }
}
