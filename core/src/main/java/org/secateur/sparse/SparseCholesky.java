package org.secateur.sparse;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.secateur.kernel.BlockKernel;
import org.secateur.kernel.GemmKernel;
import org.secateur.linalg.DenseAlgebra;

/**
 * The factor L of a sparse symmetric positive definite M in a permuted order, P M Pᵀ = L Lᵀ, by supernodes. Immutable.
 *
 * <p>Components known to be {@linkplain Dominance dominant} are factored as G M G, with the signs G that make all weights
 * positive, and may be singular: if such a component has no slack at all, its last vertex in the order is
 * <em>grounded</em>, x = 0, as if l = ∞ there. The null vector is g.
 */
public final class SparseCholesky implements SparseSolver {
  private static final int LANES = BlockKernel.LANES;

  private final SparseSymmetric matrix;
  private final Dominance dominance;
  private final SymbolicCholesky pattern;
  private final Panels panels;
  private final int[] grounded; // (components without slack), their last column, ascending
  private final double[] held; // (n), f_j in the order of elimination: (L⁻¹ s)_j where M is dominant
  private final DenseAlgebra algebra;

  SparseCholesky(SparseSymmetric matrix, Dominance dominance, SymbolicCholesky pattern, Panels panels,
      double[] held,
      DenseAlgebra algebra) {
    this.matrix = matrix;
    this.dominance = dominance;
    this.pattern = pattern;
    this.panels = panels;
    this.grounded = grounded(pattern.supernodes(), panels);
    this.held = held;
    this.algebra = algebra;
  }

  /**
   * Factors a matrix. Time and memory as {@link SymbolicCholesky#forecast} says; the result's bits do not depend on the
   * number of threads.
   *
   * @param pattern of this matrix, or of another with the same non-zeros
   */
  public static FactorOutcome factor(SparseSymmetric matrix, SymbolicCholesky pattern) {
    return factor(matrix, Dominance.unknown(matrix.size()), pattern);
  }

  /**
   * As above, for a matrix of which something is known.
   *
   * @param dominance which must hold for this matrix: it is not checked
   */
  public static FactorOutcome factor(SparseSymmetric matrix, Dominance dominance, SymbolicCholesky pattern) {
    return factor(matrix, dominance, pattern, DenseAlgebra.best());
  }

  /** With an algebra of one's own. */
  static FactorOutcome factor(SparseSymmetric matrix, Dominance dominance, SymbolicCholesky pattern,
      DenseAlgebra algebra) {
    if (matrix.size() != pattern.size() || matrix.size() != dominance.size()) {
      throw new IllegalArgumentException("the pattern is of " + pattern.size() + " rows, the dominance of "
          + dominance.size() + ", the matrix of " + matrix.size());
    }
    return Multifrontal.factor(matrix, dominance, pattern, algebra);
  }

  @Override
  public int size() {
    return pattern.size();
  }

  /** The matrix that was factored. */
  public SparseSymmetric matrix() {
    return matrix;
  }

  /** The pattern of L. */
  public SymbolicCholesky pattern() {
    return pattern;
  }

  /** What was known of the matrix. */
  public Dominance dominance() {
    return dominance;
  }

  /** f_j of every column, in the order of elimination; not to be written to. */
  double[] held() {
    return held;
  }

  Panels panels() {
    return panels;
  }

  DenseAlgebra algebra() {
    return algebra;
  }

  /** The last column of every tree that has l = ∞ there. */
  private static int[] grounded(Supernodes supernodes, Panels panels) {
    return IntStream.range(0, supernodes.count).filter(s -> supernodes.parent[s] < 0)
        .filter(s -> panels.pivot(supernodes, s, supernodes.width(s) - 1) == Double.POSITIVE_INFINITY)
        .map(s -> supernodes.first[s + 1] - 1).toArray();
  }

  /** ln det M, without the rows and columns of grounded vertices. */
  public double logDeterminant() {
    Supernodes supernodes = pattern.supernodes();
    double sum = 0;
    for (int s = 0; s < supernodes.count; s++) {
      for (int k = 0; k < supernodes.width(s); k++) {
        double l = panels.pivot(supernodes, s, k);
        sum += l < Double.POSITIVE_INFINITY ? 2 * Math.log(l) : 0;
      }
    }
    return sum;
  }

  /** How many components have no slack, so that M is singular: as many as vertices are grounded. */
  public int singularComponents() {
    return grounded.length;
  }

  /** Whether vertex i is held at 0 because nothing else holds its component. */
  public boolean isGrounded(int i) {
    return Arrays.binarySearch(grounded, pattern.ordering().position(i)) >= 0;
  }

  /** C = M⁻¹ at M's own entries. Time about twice the factorisation's. */
  public SelectedInverse selectedInverse() {
    return Takahashi.invert(this);
  }

  /**
   * {@inheritDoc} Two sweeps over L; the residual is measured by a product with M. Time O(n + entries of L).
   */
  @Override
  public SolveFacts solve(double[] b, double[] x) {
    solveGrounded(b, x);
    project(x);
    return facts(b, x);
  }

  /**
   * As {@link #solve}, but x is 0 at grounded vertices and b there does not matter: the inverse of what is left of M
   * without them.
   */
  public void solveGrounded(double[] b, double[] x) {
    requireLength(b, size(), "b");
    requireLength(x, size(), "x");
    int[] order = pattern.ordering().order();
    double[] y = new double[order.length];
    for (int k = 0; k < y.length; k++) {
      y[k] = gauge(order[k]) * b[order[k]];
    }
    forward(y);
    backward(y);
    for (int k = 0; k < y.length; k++) {
      x[order[k]] = gauge(order[k]) * y[k];
    }
  }

  /**
   * Solves for eight right-hand sides at once, entry i of vector t at {@code 8 i + t}.
   *
   * @param b (8 n), each orthogonal to M's null space; not modified
   * @param x (8 n); overwritten, orthogonal to it too; not b
   */
  public void solveBlock(double[] b, double[] x) {
    requireLength(b, LANES * size(), "b");
    requireLength(x, LANES * size(), "x");
    int[] order = pattern.ordering().order();
    double[] y = new double[b.length];
    for (int k = 0; k < order.length; k++) {
      for (int t = 0; t < LANES; t++) {
        y[LANES * k + t] = gauge(order[k]) * b[LANES * order[k] + t];
      }
    }
    new BlockSweep(this).solve(y);
    double[] lane = new double[order.length];
    for (int t = 0; t < LANES; t++) {
      for (int k = 0; k < order.length; k++) {
        lane[order[k]] = gauge(order[k]) * y[LANES * k + t];
      }
      project(lane);
      BlockKernel.scatter(lane, t, x);
    }
  }

  /** x ← x less its part along the null vector g of every component without slack. */
  private void project(double[] x) {
    int[] order = pattern.ordering().order();
    for (int last : grounded) {
      int from = firstOfTree(last);
      double mean = 0;
      for (int j = from; j <= last; j++) {
        mean += gauge(order[j]) * x[order[j]];
      }
      mean /= last + 1 - from;
      for (int j = from; j <= last; j++) {
        x[order[j]] -= gauge(order[j]) * mean;
      }
    }
  }

  /** The first column of the component whose last is given: components stand one after the other. */
  private int firstOfTree(int last) {
    Supernodes supernodes = pattern.supernodes();
    int s = Arrays.binarySearch(supernodes.first, last + 1) - 1;
    while (s > 0 && supernodes.parent[s - 1] >= 0) {
      s--;
    }
    return supernodes.first[s];
  }

  private int gauge(int i) {
    return dominance.sign(i) == 0 ? 1 : dominance.sign(i);
  }

  private static void requireLength(double[] a, int length, String name) {
    if (a.length != length) {
      throw new IllegalArgumentException(name + " must have length " + length + ", has " + a.length);
    }
  }

  private SolveFacts facts(double[] b, double[] x) {
    double[] mx = new double[x.length];
    matrix.multiply(x, mx);
    double off = 0;
    double of = 0;
    for (int i = 0; i < x.length; i++) {
      off += (b[i] - mx[i]) * (b[i] - mx[i]);
      of += b[i] * b[i];
    }
    double residual = of > 0 ? Math.sqrt(off / of) : 0;
    return new SolveFacts(0, residual, residual < Double.POSITIVE_INFINITY);
  }

  /** y ← L⁻¹ y. */
  private void forward(double[] y) {
    Supernodes supernodes = pattern.supernodes();
    int[] row = pattern.row();
    double[] sum = new double[longest()];
    for (int s = 0; s < supernodes.count; s++) {
      int w = supernodes.width(s);
      int height = supernodes.height(s);
      int r = height - w;
      int first = supernodes.first[s];
      double[] panel = panels.array[s];
      int at = panels.at[s];
      for (int k = 0; k < w; k++) {
        int column = at + k * height;
        double v = y[first + k] / panel[column + k];
        y[first + k] = v;
        for (int i = k + 1; i < w; i++) {
          y[first + i] -= v * panel[column + i];
        }
      }
      if (r > 0) {
        GemmKernel.scale(r, 1, 0, sum, 0, r);
        GemmKernel.multiply(r, 1, w, 1, panel, at + w, height, y, first, w, false, sum, 0, r);
        int q = pattern.rowStart()[s];
        for (int i = 0; i < r; i++) {
          y[row[q + i]] -= sum[i];
        }
      }
    }
  }

  /** y ← L⁻ᵀ y. */
  private void backward(double[] y) {
    Supernodes supernodes = pattern.supernodes();
    int[] row = pattern.row();
    double[] gathered = new double[longest()];
    for (int s = supernodes.count - 1; s >= 0; s--) {
      int w = supernodes.width(s);
      int height = supernodes.height(s);
      int r = height - w;
      int first = supernodes.first[s];
      double[] panel = panels.array[s];
      int at = panels.at[s];
      int q = pattern.rowStart()[s];
      for (int i = 0; i < r; i++) {
        gathered[i] = y[row[q + i]];
      }
      for (int k = w - 1; k >= 0; k--) {
        int column = at + k * height;
        double sum = y[first + k] - GemmKernel.dot(r, panel, column + w, gathered, 0);
        for (int i = k + 1; i < w; i++) {
          sum -= panel[column + i] * y[first + i];
        }
        y[first + k] = sum / panel[column + k];
      }
    }
  }

  private int longest() {
    int most = 0;
    for (int r : pattern.supernodes().below) {
      most = Math.max(most, r);
    }
    return most;
  }
}
