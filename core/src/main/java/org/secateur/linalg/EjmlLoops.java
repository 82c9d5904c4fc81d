package org.secateur.linalg;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** Loops that EJML lacks, over matrices on the heap, triangles row-major. No checks, no allocation. */
final class EjmlLoops {
  private EjmlLoops() {
  }

  /** y ← A x in single precision, for a column-major A of {@code rows} rows. */
  static void multiply(int rows, float[] a, float[] x, float[] y) {
    Arrays.fill(y, 0);
    for (int k = 0; k < x.length; k++) {
      float v = x[k];
      int column = k * rows;
      for (int i = 0; i < rows; i++) {
        y[i] = Math.fma(v, a[column + i], y[i]);
      }
    }
  }

  /** x ← L⁻¹ x. */
  static void forward(int n, double[] l, double[] x) {
    for (int i = 0; i < n; i++) {
      double sum = x[i];
      for (int j = 0; j < i; j++) {
        sum -= l[i * n + j] * x[j];
      }
      x[i] = sum / l[i * n + i];
    }
  }

  /** x ← L⁻ᵀ x. */
  static void backward(int n, double[] l, double[] x) {
    for (int i = n - 1; i >= 0; i--) {
      double value = x[i] / l[i * n + i];
      x[i] = value;
      for (int j = 0; j < i; j++) {
        x[j] -= l[i * n + j] * value;
      }
    }
  }

  /** x ← U⁻¹ L⁻¹ x, both factors in one square, the diagonal that of U. */
  static void solveLu(int n, double[] lu, double[] x) {
    for (int i = 0; i < n; i++) {
      double sum = x[i];
      for (int j = 0; j < i; j++) {
        sum -= lu[i * n + j] * x[j];
      }
      x[i] = sum;
    }
    for (int i = n - 1; i >= 0; i--) {
      double sum = x[i];
      for (int j = i + 1; j < n; j++) {
        sum -= lu[i * n + j] * x[j];
      }
      x[i] = sum / lu[i * n + i];
    }
  }

  /** The order of the first leading minor that is not positive, or n. Destroys the lower triangle. */
  static int firstMinorNotPositive(DMatrixRMaj a) {
    int n = a.numRows;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a.data[i * n + j];
        for (int k = 0; k < j; k++) {
          sum -= a.data[i * n + k] * a.data[j * n + k];
        }
        if (i == j && !(sum > 0)) {
          return i + 1;
        }
        a.data[i * n + j] = i == j ? Math.sqrt(sum) : sum / a.data[j * n + j];
      }
    }
    return n;
  }
}
