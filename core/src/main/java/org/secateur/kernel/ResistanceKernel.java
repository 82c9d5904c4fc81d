package org.secateur.kernel;

/**
 * Loops over fronts of effective resistances R_ij = Var(x_i − x_j), symmetric, column-major, columns {@code ld} apart,
 * with the variances g_i = Var(x_i) beside them. No checks, no allocation.
 */
public final class ResistanceKernel {
  private ResistanceKernel() {
  }

  /**
   * The weights with which the columns of a block of L predict their rows from those right of it: p = −l_ij / l_jj.
   *
   * @param m rows below the block
   * @param b columns of the block
   * @param l the row below the block, in its first column; columns {@code ldl} apart
   * @param p (m × b), columns m apart, at {@code pAt}; overwritten
   */
  public static void weights(int m, int b, double[] l, int lAt, int ldl, double[] p, int pAt) {
    for (int j = 0; j < b; j++) {
      int from = lAt + j * ldl;
      int to = pAt + j * m;
      double factor = -1 / l[from - b + j];
      for (int i = 0; i < m; i++) {
        p[to + i] = factor * l[from + i];
      }
    }
  }

  /**
   * Completes the columns of a block, from the right. Given all others, x_j = Σ_a p_a x_a + noise of variance 1/l_jj²,
   * with weights p_a ≥ 0 that leave e = f_j / l_jj = 1 − Σ p_a to what is held at 0. So, with α = 1/l_jj² − ½ pᵀRp − e pᵀg,
   * R_aj = (Rp)_a + e g_a + α and g_j = pᵀg + α.
   *
   * @param h order of the front
   * @param from the block's first column
   * @param b its columns
   * @param l the diagonal block of L at {@code lAt}, columns h apart, and below it L's rows
   * @param f at {@code fAt} (b) f_j
   * @param r the front at 0; below the block it holds R p̃ over the rows right of the block, p̃ as of {@link #weights}
   * @param g (h) known right of the block
   * @param p (h) for work
   */
  public static void complete(int h, int from, int b, double[] l, int lAt, double[] f, int fAt, double[] r,
      double[] g, double[] p) {
    int to = from + b;
    for (int c = b - 1; c >= 0; c--) {
      int j = from + c;
      double root = l[lAt + c + c * h];
      double inverse = 1 / root;
      int below = lAt + c + 1 + c * h;
      for (int a = j + 1; a < h; a++) {
        p[a] = -inverse * l[below + a - j - 1];
      }
      int column = j * h;
      for (int i = j + 1; i < to; i++) { // rows of the block: its columns right of j are complete
        r[column + i] = GemmKernel.dot(h - j - 1, r, i * h + j + 1, p, j + 1);
      }
      int i = j + 1;
      for (; i + 4 <= to; i += 4) {
        GemmKernel.add(h - to, p[i], p[i + 1], p[i + 2], p[i + 3], r, i * h + to, h, r, column + to);
      }
      for (; i < to; i++) {
        GemmKernel.add(h - to, p[i], r, i * h + to, r, column + to);
      }
      double e = f[fAt + c] * inverse;
      double predicted = GemmKernel.dot(h - j - 1, p, j + 1, g, j + 1);
      double spread = GemmKernel.dot(h - j - 1, p, j + 1, r, column + j + 1);
      double alpha = inverse * inverse - spread / 2 - e * predicted;
      for (int a = j + 1; a < h; a++) {
        r[column + a] += e * g[a] + alpha;
      }
      g[j] = predicted + alpha;
      r[column + j] = 0;
      for (int a = j + 1; a < to; a++) {
        r[a * h + j] = r[column + a];
      }
    }
  }
}
