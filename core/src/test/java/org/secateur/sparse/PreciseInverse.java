package org.secateur.sparse;

import java.math.BigDecimal;
import java.math.MathContext;

/** The inverse of M = G (L + diag(s)) G by Gauss and Jordan in 80 digits: slow, obvious, and right. */
final class PreciseInverse {
  private static final MathContext DIGITS = new MathContext(80);

  private final BigDecimal[][] inverse;

  private PreciseInverse(BigDecimal[][] inverse) {
    this.inverse = inverse;
  }

  /**
   * Of a dominant matrix, its diagonal as the exact sum of weights and slack. Without slack, vertex {@code grounded[c]} of
   * each component is left out, its row and column of the inverse zero.
   */
  static PreciseInverse of(Matrices.Named m, SparseCholesky factor) {
    int n = m.n();
    BigDecimal[][] a = new BigDecimal[n][2 * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < 2 * n; j++) {
        a[i][j] = j == n + i ? BigDecimal.ONE : BigDecimal.ZERO;
      }
      BigDecimal diagonal = new BigDecimal(m.dominance().slack(i));
      for (int k = m.rows().rowStart[i]; k < m.rows().rowStart[i + 1]; k++) {
        a[i][m.rows().column[k]] = new BigDecimal(-m.rows().value[k]);
        diagonal = diagonal.add(new BigDecimal(Math.abs(m.rows().value[k])));
      }
      a[i][i] = diagonal;
    }
    for (int p = 0; p < n; p++) {
      if (factor.isGrounded(p)) {
        for (int j = 0; j < n; j++) {
          a[p][j] = j == p ? BigDecimal.ONE : BigDecimal.ZERO;
          a[j][p] = a[p][j];
        }
        a[p][n + p] = BigDecimal.ZERO;
      }
    }
    for (int p = 0; p < n; p++) {
      BigDecimal pivot = a[p][p];
      for (int j = p; j < 2 * n; j++) {
        a[p][j] = a[p][j].divide(pivot, DIGITS);
      }
      for (int i = 0; i < n; i++) {
        BigDecimal factorOfRow = a[i][p];
        if (i != p && factorOfRow.signum() != 0) {
          for (int j = p; j < 2 * n; j++) {
            a[i][j] = a[i][j].subtract(factorOfRow.multiply(a[p][j]), DIGITS);
          }
        }
      }
    }
    BigDecimal[][] inverse = new BigDecimal[n][n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(a[i], n, inverse[i], 0, n);
    }
    return new PreciseInverse(inverse);
  }

  double get(int i, int j) {
    return inverse[i][j].doubleValue();
  }

  /** C_ii + C_jj − 2 sign C_ij. */
  double difference(int i, int j, int sign) {
    return inverse[i][i].add(inverse[j][j]).subtract(inverse[i][j].multiply(new BigDecimal(2 * sign)))
        .doubleValue();
  }
}
