package org.secateur.sparse;

import org.secateur.kernel.BlockKernel;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Transpose;

/** L⁻ᵀ L⁻¹ for eight vectors at once: a panel is read once for all of them. For one use. */
final class BlockSweep {
  private static final int LANES = BlockKernel.LANES;

  private final SymbolicCholesky pattern;
  private final Supernodes supernodes;
  private final Panels panels;
  private final DenseAlgebra algebra;
  private final double[] rows; // (8 · most rows below a supernode)

  BlockSweep(SparseCholesky factor) {
    pattern = factor.pattern();
    supernodes = pattern.supernodes();
    panels = factor.panels();
    algebra = factor.algebra();
    int most = 0;
    for (int r : supernodes.below) {
      most = Math.max(most, r);
    }
    rows = new double[LANES * most];
  }

  /** In the order of elimination, entry k of vector t at 8 k + t: as a column-major matrix, 8 × n. */
  void solve(double[] y) {
    for (int s = 0; s < supernodes.count; s++) {
      forward(s, y);
    }
    for (int s = supernodes.count - 1; s >= 0; s--) {
      backward(s, y);
    }
  }

  private void forward(int s, double[] y) {
    int w = supernodes.width(s);
    int height = supernodes.height(s);
    int r = height - w;
    double[] panel = panels.array[s];
    int at = panels.at[s];
    int to = LANES * supernodes.first[s];
    for (int k = 0; k < w; k++) {
      double inverse = 1 / panel[at + k + k * height];
      for (int t = 0; t < LANES; t++) {
        y[to + LANES * k + t] *= inverse;
      }
      for (int i = k + 1; i < w; i++) {
        double l = panel[at + i + k * height];
        for (int t = 0; t < LANES; t++) {
          y[to + LANES * i + t] -= l * y[to + LANES * k + t];
        }
      }
    }
    if (r > 0) {
      algebra.gemm(Transpose.NO, Transpose.YES, LANES, r, w, 1, y, to, LANES, panel, at + w, height, 0, rows,
          0,
          LANES);
      int[] row = pattern.row();
      int q = pattern.rowStart()[s];
      for (int i = 0; i < r; i++) {
        int p = LANES * row[q + i];
        for (int t = 0; t < LANES; t++) {
          y[p + t] -= rows[LANES * i + t];
        }
      }
    }
  }

  private void backward(int s, double[] y) {
    int w = supernodes.width(s);
    int height = supernodes.height(s);
    int r = height - w;
    double[] panel = panels.array[s];
    int at = panels.at[s];
    int to = LANES * supernodes.first[s];
    if (r > 0) {
      int[] row = pattern.row();
      int q = pattern.rowStart()[s];
      for (int i = 0; i < r; i++) {
        System.arraycopy(y, LANES * row[q + i], rows, LANES * i, LANES);
      }
      algebra.gemm(Transpose.NO, Transpose.NO, LANES, w, r, -1, rows, 0, LANES, panel, at + w, height, 1, y,
          to,
          LANES);
    }
    for (int k = w - 1; k >= 0; k--) {
      for (int i = k + 1; i < w; i++) {
        double l = panel[at + i + k * height];
        for (int t = 0; t < LANES; t++) {
          y[to + LANES * k + t] -= l * y[to + LANES * i + t];
        }
      }
      double inverse = 1 / panel[at + k + k * height];
      for (int t = 0; t < LANES; t++) {
        y[to + LANES * k + t] *= inverse;
      }
    }
  }
}
