package org.secateur.dynamics;

import org.secateur.kernel.LaneMomentKernel;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.linalg.Transpose;

/**
 * Sums of squares of {@link Combinations} over buffered samples, in double precision: combination by combination, or,
 * where nearly all pairs are wanted, from the matrix of all products of a trial. One task's own.
 */
sealed interface SquareSums {
  /** Looks at a buffer (n, capacity, lanes) with so many samples in it, before any {@link #add}. */
  void prepare(float[] buffer, int samples);

  /** Adds those of rows {@code from} to {@code to}, exclusive, lane t's from {@code at + t · stride} on. */
  void add(int from, int to, double[] into, int at, int stride);

  /** Rows that are best asked for at a time. */
  int rows();

  /** One combination after the other. */
  final class Gathered implements SquareSums {
    private static final int MANY = 1 << 10;

    private final Combinations combinations;
    private final int lanes;
    private final int capacity;
    private float[] buffer = {};
    private int samples;

    Gathered(Combinations combinations, int lanes, int capacity) {
      this.combinations = combinations;
      this.lanes = lanes;
      this.capacity = capacity;
    }

    @Override
    public void prepare(float[] newBuffer, int newSamples) {
      buffer = newBuffer;
      samples = newSamples;
    }

    @Override
    public void add(int from, int to, double[] into, int at, int stride) {
      LaneMomentKernel.addSquares(from, to, combinations.rowStart, combinations.other, combinations.sign,
          lanes,
          capacity, samples, buffer, into, at, stride);
    }

    @Override
    public int rows() {
      return MANY;
    }
  }

  /**
   * From S = Σ x xᵀ of each trial, some rows at a time. The variance of a difference is then a difference of variances: of
   * 53 bits it loses as many as the one is smaller than the other.
   */
  final class Products implements SquareSums {
    /** From this many samples on the products are worth their while. */
    static final int LEAST = 16;
    private static final int ROWS = 16;

    private final Combinations combinations;
    private final int lanes;
    private final int capacity;
    private final DenseAlgebra algebra = DenseAlgebra.best();
    private final Matrix[] samples; // (lanes): (capacity, n)
    private final double[][] squares; // (lanes)(n)
    private final Matrix rows;
    private final double[] line;

    Products(Combinations combinations, int lanes, int capacity) {
      int n = combinations.neurons;
      this.combinations = combinations;
      this.lanes = lanes;
      this.capacity = capacity;
      this.samples = new Matrix[lanes];
      this.squares = new double[lanes][n];
      for (int t = 0; t < lanes; t++) {
        samples[t] = Matrix.zeros(capacity, n);
      }
      this.rows = Matrix.zeros(n, ROWS);
      this.line = new double[n];
    }

    @Override
    public void prepare(float[] buffer, int count) {
      double[] column = new double[capacity];
      for (int t = 0; t < lanes; t++) {
        for (int i = 0; i < line.length; i++) {
          double sum = 0;
          for (int u = 0; u < count; u++) {
            column[u] = buffer[lanes * (i * capacity + u) + t];
            sum += column[u] * column[u];
          }
          samples[t].setColumn(i, column);
          squares[t][i] = sum;
        }
      }
    }

    @Override
    public void add(int from, int to, double[] into, int at, int stride) {
      int[] rowStart = combinations.rowStart;
      Matrix target = to - from == ROWS ? rows : Matrix.zeros(line.length, to - from);
      for (int t = 0; t < lanes; t++) {
        algebra.gemm(Transpose.YES, Transpose.NO, 1, samples[t], samples[t].columns(from, to), 0, target);
        for (int i = from; i < to; i++) {
          target.copyColumn(i - from, line);
          LaneMomentKernel.addProducts(i, rowStart, combinations.other, combinations.sign, line, squares[t],
              into,
              at + t * stride + rowStart[i] - rowStart[from]);
        }
      }
    }

    @Override
    public int rows() {
      return ROWS;
    }
  }
}
