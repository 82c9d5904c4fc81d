package org.secateur.kernel;

/**
 * Products of small or medium column-major matrices that are sections of arrays, in plain loops: entry (i, j) of a
 * matrix at {@code aAt} with columns {@code lda} apart is {@code a[aAt + i + j lda]}. No checks, no allocation. A
 * section that is written to must not overlap one that is read.
 */
public final class GemmKernel {
  private GemmKernel() {
  }

  /** C ← C + α A B for an m×k A and a k×n B, or α A Bᵀ for an n×k B. Time O(m n k). */
  public static void multiply(int m, int n, int k, double alpha, double[] a, int aAt, int lda, double[] b,
      int bAt,
      int ldb, boolean transposeB, double[] c, int cAt, int ldc) {
    int along = transposeB ? ldb : 1; // from B's entry for one column of A to that for the next
    int across = transposeB ? 1 : ldb;
    for (int j = 0; j < n; j++) {
      int to = cAt + j * ldc;
      int q = bAt + j * across;
      int t = 0;
      for (; t + 4 <= k; t += 4) {
        int p = aAt + t * lda;
        int e = q + t * along;
        add(m, alpha * b[e], alpha * b[e + along], alpha * b[e + 2 * along], alpha * b[e + 3 * along], a, p,
            lda,
            c, to);
      }
      for (; t < k; t++) {
        add(m, alpha * b[q + t * along], a, aAt + t * lda, c, to);
      }
    }
  }

  /**
   * C ← C + α Aᵀ B for a k×m A and a k×n B, in sums of four lanes; or α Aᵀ Bᵀ for an n×k B, slowly. Time O(m n k).
   */
  public static void multiplyTransposed(int m, int n, int k, double alpha, double[] a, int aAt, int lda,
      double[] b,
      int bAt, int ldb, boolean transposeB, double[] c, int cAt, int ldc) {
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < m; i++) {
        double sum = 0;
        if (transposeB) {
          for (int t = 0; t < k; t++) {
            sum += a[aAt + t + i * lda] * b[bAt + j + t * ldb];
          }
        } else {
          sum = dot(k, a, aAt + i * lda, b, bAt + j * ldb);
        }
        c[cAt + i + j * ldc] += alpha * sum;
      }
    }
  }

  /** C ← β C for an m×n C; with β = 0 what it held, NaN included, does not matter. */
  public static void scale(int m, int n, double beta, double[] c, int cAt, int ldc) {
    for (int j = 0; j < n; j++) {
      for (int i = cAt + j * ldc; i < cAt + j * ldc + m; i++) {
        c[i] = beta == 0 ? 0 : beta * c[i];
      }
    }
  }

  /** Σ_i a_i b_i over sections of length n, in four interleaved sums. */
  public static double dot(int n, double[] a, int aAt, double[] b, int bAt) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 4 <= n; i += 4) {
      s0 += a[aAt + i] * b[bAt + i];
      s1 += a[aAt + i + 1] * b[bAt + i + 1];
      s2 += a[aAt + i + 2] * b[bAt + i + 2];
      s3 += a[aAt + i + 3] * b[bAt + i + 3];
    }
    for (; i < n; i++) {
      s0 += a[aAt + i] * b[bAt + i];
    }
    return s0 + s1 + (s2 + s3);
  }

  /** y ← y + x₀ a₀ + x₁ a₁ + x₂ a₂ + x₃ a₃ for four columns of A, sections of length n. */
  static void add(int n, double x0, double x1, double x2, double x3, double[] a, int aAt, int lda, double[] y,
      int yAt) {
    int a1 = aAt + lda;
    int a2 = a1 + lda;
    int a3 = a2 + lda;
    for (int i = 0; i < n; i++) {
      y[yAt + i] += x0 * a[aAt + i] + x1 * a[a1 + i] + x2 * a[a2 + i] + x3 * a[a3 + i];
    }
  }

  /** y ← y + x a for sections of length n. */
  static void add(int n, double x, double[] a, int aAt, double[] y, int yAt) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] += x * a[aAt + i];
    }
  }
}
