package org.secateur.kernel;

/**
 * Loops over the dense fronts of a sparse factorisation: column-major sections of arrays, entry (i, j) of a matrix at
 * {@code aAt} with columns {@code lda} apart being {@code a[aAt + i + j lda]}. No checks, no allocation.
 */
public final class FrontKernel {
  private FrontKernel() {
  }

  /**
   * Factors the first columns of a symmetric matrix in place, column by column: for few columns. Only the lower triangle
   * is read and written. Time O(m w²).
   *
   * @param m rows
   * @param w columns
   * @return w, or the first column whose pivot is not positive
   */
  public static int factor(int m, int w, double[] a, int aAt, int lda) {
    for (int j = 0; j < w; j++) {
      int at = aAt + j + j * lda; // the diagonal
      int k = 0;
      for (; k + 4 <= j; k += 4) {
        int row = aAt + j + k * lda;
        GemmKernel.add(m - j, -a[row], -a[row + lda], -a[row + 2 * lda], -a[row + 3 * lda], a, row, lda, a,
            at);
      }
      for (; k < j; k++) {
        int row = aAt + j + k * lda;
        GemmKernel.add(m - j, -a[row], a, row, a, at);
      }
      double pivot = a[at];
      if (!(pivot > 0 && pivot < Double.POSITIVE_INFINITY)) {
        return j;
      }
      double root = Math.sqrt(pivot);
      a[at] = root;
      double inverse = 1 / root;
      for (int i = at + 1; i < at + m - j; i++) {
        a[i] *= inverse;
      }
    }
    return w;
  }

  /**
   * As {@link #factor} for a matrix with non-positive entries off its diagonal, of which its row sums σ are known instead
   * of its diagonal: a pivot is σ_j − Σ_i a_ij, a sum of non-negative numbers. Grassmann, Taksar and Heyman, Operations
   * Research 33, 1985; every entry of L comes out right to nearly all its digits (Alfa, Xue and Ye, Mathematics of
   * Computation 71, 2002). A column of zeros with σ_j = 0 gets the pivot ∞, as if its row were held at 0.
   *
   * @param sigma at {@code sAt} (m) row sums of what is left to eliminate, ≥ 0; the first w are overwritten with
   *     f_j = σ_j / l_jj, the others with the row sums after the elimination
   * @return w, or the first column whose pivot is not a number or overflows
   */
  public static int factorDominant(int m, int w, double[] a, int aAt, int lda, double[] sigma, int sAt) {
    for (int j = 0; j < w; j++) {
      int at = aAt + j + j * lda; // the diagonal
      int k = 0;
      for (; k + 4 <= j; k += 4) {
        int row = aAt + j + k * lda;
        GemmKernel.add(m - j, -a[row], -a[row + lda], -a[row + 2 * lda], -a[row + 3 * lda], a, row, lda, a,
            at);
      }
      for (; k < j; k++) {
        int row = aAt + j + k * lda;
        GemmKernel.add(m - j, -a[row], a, row, a, at);
      }
      double pivot = sigma[sAt + j] - sum(m - j - 1, a, at + 1);
      if (!(pivot < Double.POSITIVE_INFINITY)) {
        return j;
      }
      double root = pivot > 0 ? Math.sqrt(pivot) : Double.POSITIVE_INFINITY;
      a[at] = root;
      double inverse = 1 / root;
      for (int i = at + 1; i < at + m - j; i++) {
        a[i] *= inverse;
      }
      double f = sigma[sAt + j] * inverse;
      sigma[sAt + j] = f;
      GemmKernel.add(m - j - 1, -f, a, at + 1, sigma, sAt + j + 1);
    }
    return w;
  }

  /** Σ_i a_i over a section of length n, in four interleaved sums. */
  private static double sum(int n, double[] a, int aAt) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 4 <= n; i += 4) {
      s0 += a[aAt + i];
      s1 += a[aAt + i + 1];
      s2 += a[aAt + i + 2];
      s3 += a[aAt + i + 3];
    }
    for (; i < n; i++) {
      s0 += a[aAt + i];
    }
    return s0 + s1 + (s2 + s3);
  }

  /** X ← L⁻¹ for a lower triangular w×w L; zeros above the diagonal. Time O(w³). */
  public static void invertLower(int w, double[] l, int lAt, int ldl, double[] x, int xAt, int ldx) {
    for (int j = 0; j < w; j++) {
      int column = xAt + j * ldx;
      for (int i = 0; i < w; i++) {
        x[column + i] = 0;
      }
      x[column + j] = 1;
      for (int k = j; k < w; k++) {
        double entry = x[column + k] / l[lAt + k + k * ldl];
        x[column + k] = entry;
        for (int i = k + 1; i < w; i++) {
          x[column + i] -= entry * l[lAt + i + k * ldl];
        }
      }
    }
  }

  /** C ← Xᵀ X, symmetric, for a lower triangular w×w X. Time O(w³). */
  public static void gramLower(int w, double[] x, int xAt, int ldx, double[] c, int cAt, int ldc) {
    for (int j = 0; j < w; j++) {
      for (int i = 0; i <= j; i++) {
        double sum = 0;
        for (int k = j; k < w; k++) {
          sum += x[xAt + k + i * ldx] * x[xAt + k + j * ldx];
        }
        c[cAt + i + j * ldc] = sum;
        c[cAt + j + i * ldc] = sum;
      }
    }
  }

  /**
   * What is above the diagonal block of columns {@code from} to {@code from + w}, and right of it, from what is below and
   * left: rows {@code from} to {@code from + w} of the columns from there to m become the mirror image.
   */
  public static void mirror(int m, int from, int w, double[] a, int aAt, int lda) {
    for (int j = 0; j < w; j++) {
      for (int i = 0; i < j; i++) {
        a[aAt + from + i + (from + j) * lda] = a[aAt + from + j + (from + i) * lda];
      }
    }
    for (int i = from + w; i < m; i++) {
      int row = aAt + i * lda + from;
      int column = aAt + from * lda + i;
      for (int q = 0; q < w; q++) {
        a[row + q] = a[column + q * lda];
      }
    }
  }

  /**
   * Adds the lower triangle of a child's update matrix to its parent's front: to the panel, or to the update matrix below
   * and right of it.
   *
   * @param r order of the child's matrix, at {@code uAt}, columns r apart
   * @param place (r) ascending: where its rows are in the parent's front
   * @param w columns of the parent's panel (height × w)
   * @param next the parent's update matrix, of order height − w
   */
  public static void extendAdd(int r, double[] u, int uAt, int[] place, int w, int height, double[] panel,
      int panelAt, double[] next, int nextAt) {
    int below = height - w;
    int run = r; // from here on the places are consecutive
    while (run > 1 && place[run - 2] + 1 == place[run - 1]) {
      run--;
    }
    run--;
    for (int b = 0; b < r; b++) {
      int column = place[b];
      int from = uAt + b * r;
      if (column < w) {
        scatterAdd(b, run, r, u, from, place, panel, panelAt + column * height);
      } else {
        scatterAdd(b, run, r, u, from, place, next, nextAt + (column - w) * below - w);
      }
    }
  }

  private static void scatterAdd(int b, int run, int r, double[] u, int from, int[] place, double[] y,
      int to) {
    int a = b;
    for (; a < run; a++) {
      y[to + place[a]] += u[from + a];
    }
    if (a < r) {
      GemmKernel.add(r - a, 1, u, from + a, y, to + place[a]);
    }
  }

  /**
   * A submatrix: c_ab ← f_{place a, place b}.
   *
   * @param r its order; its columns are r apart
   * @param place (r) ascending: its rows among those of f
   * @param height columns of f are so far apart
   */
  public static void extract(int r, int[] place, int height, double[] f, int fAt, double[] c, int cAt) {
    int run = r; // from here on the places are consecutive
    while (run > 1 && place[run - 2] + 1 == place[run - 1]) {
      run--;
    }
    run--;
    for (int b = 0; b < r; b++) {
      int from = fAt + place[b] * height;
      int to = cAt + b * r;
      for (int a = 0; a < run; a++) {
        c[to + a] = f[from + place[a]];
      }
      if (run >= 0) {
        System.arraycopy(f, from + place[run], c, to + run, r - run);
      }
    }
  }
}
