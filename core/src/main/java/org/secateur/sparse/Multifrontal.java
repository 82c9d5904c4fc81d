package org.secateur.sparse;

import java.util.Arrays;

import org.secateur.kernel.CompressedRows;
import org.secateur.kernel.FrontKernel;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Transpose;

/**
 * The numbers of a Cholesky factor, supernode by supernode: a front is the matrix's own entries in its columns and what
 * its children have to add; its first columns are factored and become the panel, and the rest is its update matrix, kept
 * on a stack until the parent needs it. Duff and Reid, "The multifrontal solution of indefinite sparse symmetric linear
 * equations", ACM Transactions on Mathematical Software 9, 1983. Disjoint subtrees are done at once, each on a stack of
 * its own; what a front comes to does not depend on when it is done. Mutable, for one use.
 */
final class Multifrontal {
  /** Panels up to so many columns are factored column by column, wider ones in halves. */
  private static final int NARROW = 8;
  /** Update matrices are computed in strips of so many columns, without most of what is above the diagonal. */
  private static final int STRIP = 64;
  private static final int DONE = Integer.MAX_VALUE;
  private static final int NOT_DOMINANT = -1;
  private static final double[] NOTHING = {};

  private final SparseSymmetric matrix;
  private final Dominance dominance;
  private final SymbolicCholesky pattern;
  private final Supernodes supernodes;
  private final Panels panels;
  private final DenseAlgebra algebra;
  private final double[] held; // (n), f_j in the order of elimination, 0 where M is not known to be dominant
  private final double[][] update; // (supernodes): the array an update matrix is in, r × r, lower triangle, and σ (r)
  private final int[] updateAt; // (supernodes): where
  private final boolean[] handedOver; // (supernodes): roots of subtrees

  private Multifrontal(SparseSymmetric matrix, Dominance dominance, SymbolicCholesky pattern,
      DenseAlgebra algebra) {
    this.matrix = matrix;
    this.dominance = dominance;
    this.pattern = pattern;
    this.supernodes = pattern.supernodes();
    this.panels = Panels.zeros(supernodes);
    this.algebra = algebra;
    this.held = new double[pattern.size()];
    this.update = new double[supernodes.count][];
    this.updateAt = new int[supernodes.count];
    this.handedOver = new boolean[supernodes.count];
  }

  /** Factors a matrix with the pattern it was analysed for. */
  static FactorOutcome factor(SparseSymmetric matrix, Dominance dominance, SymbolicCholesky pattern,
      DenseAlgebra algebra) {
    Multifrontal run = new Multifrontal(matrix, dominance, pattern, algebra);
    int failed = run.factorAll();
    if (failed != DONE) {
      return new FactorOutcome.NotPositiveDefinite(pattern.ordering().row(failed));
    }
    return new FactorOutcome.Factored(
        new SparseCholesky(matrix, dominance, pattern, run.panels, run.held, algebra));
  }

  /** Returns the first column whose pivot is not positive, or DONE. */
  private int factorAll() {
    Subtrees subtrees = Subtrees.of(supernodes);
    Workspace.Pool pool = new Workspace.Pool(pattern.size());
    int[] failed = new int[subtrees.tasks()];
    subtrees.forEachTask(
        task -> pool.use(workspace -> failed[task] = factorSubtrees(subtrees, task, workspace)));
    int first = DONE;
    for (int f : failed) {
      first = Math.min(first, f);
    }
    if (first != DONE) {
      return first;
    }
    int[] top = subtrees.top();
    boolean[] below = new boolean[supernodes.count];
    Arrays.fill(below, true);
    for (int s : top) {
      below[s] = false;
    }
    double[] stack = new double[(int) supernodes.stackEntries(0, supernodes.count, below)];
    int[] result = {DONE};
    pool.use(workspace -> result[0] = factorEach(top, stack, workspace));
    return result[0];
  }

  private int factorSubtrees(Subtrees subtrees, int task, Workspace workspace) {
    for (int k = subtrees.begin(task); k < subtrees.begin(task + 1); k++) {
      int low = subtrees.low(k);
      int root = subtrees.root(k);
      long need = supernodes.stackEntries(low, root + 1, handedOver);
      double[] stack = workspace.scratch(0, need);
      int end = 0;
      for (int s = low; s <= root; s++) {
        int failed = eliminate(s, stack, end, workspace);
        if (failed != DONE) {
          return failed;
        }
        end = updateAt[s] + entries(supernodes.below[s]);
      }
      update[root] = Arrays.copyOf(stack, entries(supernodes.below[root]));
      handedOver[root] = true;
    }
    return DONE;
  }

  private int factorEach(int[] top, double[] stack, Workspace workspace) {
    int end = 0;
    for (int s : top) {
      int failed = eliminate(s, stack, end, workspace);
      if (failed != DONE) {
        return failed;
      }
      end = updateAt[s] + entries(supernodes.below[s]);
    }
    return DONE;
  }

  /** Deals with one front; its children's update matrices on this stack end at {@code end}. Returns as above. */
  private int eliminate(int s, double[] stack, int end, Workspace workspace) {
    int w = supernodes.width(s);
    int height = supernodes.height(s);
    int r = height - w;
    double[] panel = panels.array[s];
    int at = panels.at[s];
    workspace.enter(pattern, s);
    assemble(s, panel, at, workspace);
    double[] sigma = workspace.scratch(1, height);
    assembleSlack(s, height, sigma);
    Arrays.fill(stack, end, end + entries(r), 0);
    int begin = end; // where this front's own will be, in place of its children's
    for (int c = supernodes.child[s]; c >= 0; c = supernodes.sibling[c]) {
      int rc = supernodes.below[c];
      int[] place = workspace.place(pattern, c);
      FrontKernel.extendAdd(rc, update[c], updateAt[c], place, w, height, panel, at, stack, end);
      for (int q = 0; q < rc; q++) {
        sigma[place[q]] += update[c][updateAt[c] + rc * rc + q];
      }
      begin -= handedOver[c] ? 0 : entries(rc);
      update[c] = NOTHING;
    }
    boolean dominant = isDominant(s);
    int done = factorPanel(height, w, panel, at, height, sigma, dominant ? 0 : NOT_DOMINANT);
    done = dominant || done < w ? done : resolved(s, panel, at);
    if (done < w) {
      return supernodes.first[s] + done;
    }
    System.arraycopy(sigma, 0, held, supernodes.first[s], w);
    System.arraycopy(sigma, w, stack, end + r * r, r);
    for (int j = 0; j < r; j += STRIP) {
      int width = Math.min(STRIP, r - j);
      algebra.gemm(Transpose.NO, Transpose.YES, r - j, width, w, -1, panel, at + w + j, height, panel,
          at + w + j,
          height, 1, stack, end + j + j * r, r);
    }
    if (begin < end) {
      System.arraycopy(stack, end, stack, begin, entries(r));
    }
    update[s] = stack;
    updateAt[s] = begin;
    return DONE;
  }

  private boolean isDominant(int s) {
    return dominance.sign(supernodes.ordering.row(supernodes.first[s])) != 0;
  }

  /** σ of the front's rows: the slack of its columns; the rest comes from its children. */
  private void assembleSlack(int s, int height, double[] sigma) {
    Arrays.fill(sigma, 0, height, 0);
    if (isDominant(s)) {
      for (int k = 0; k < supernodes.width(s); k++) {
        sigma[k] = dominance.slack(supernodes.ordering.row(supernodes.first[s] + k));
      }
    }
  }

  /** Adds the matrix's own entries in the columns of s, diagonal and below. */
  private void assemble(int s, double[] panel, int at, Workspace workspace) {
    CompressedRows weights = matrix.weights();
    int[] order = supernodes.ordering.order();
    int[] position = supernodes.ordering.position();
    int height = supernodes.height(s);
    boolean dominant = isDominant(s);
    int column = at;
    for (int j = supernodes.first[s]; j < supernodes.first[s + 1]; j++, column += height) {
      int i = order[j];
      panel[column + workspace.local[j]] = matrix.diagonal()[i];
      for (int k = weights.rowStart[i]; k < weights.rowStart[i + 1]; k++) {
        int p = position[weights.column[k]];
        if (p > j) {
          double weight = weights.value[k];
          panel[column + workspace.local[p]] = dominant ? -Math.abs(weight) : -weight;
        }
      }
    }
  }

  /**
   * L of the first w columns of m rows, in place.
   *
   * @param sAt where σ of the rows begins in {@code sigma}, or NOT_DOMINANT
   * @return w, or the first column whose pivot is not positive
   */
  private int factorPanel(int m, int w, double[] a, int at, int stride, double[] sigma, int sAt) {
    if (w <= NARROW) {
      return sAt == NOT_DOMINANT
          ? FrontKernel.factor(m, w, a, at, stride)
          : FrontKernel.factorDominant(m, w, a, at, stride, sigma, sAt);
    }
    int half = (w / 2 + NARROW - 1) / NARROW * NARROW;
    int left = factorPanel(m, half, a, at, stride, sigma, sAt);
    if (left < half) {
      return left;
    }
    int corner = at + half + half * stride;
    algebra.gemm(Transpose.NO, Transpose.YES, m - half, w - half, half, -1, a, at + half, stride, a,
        at + half, stride,
        1, a, corner, stride);
    int rest = sAt == NOT_DOMINANT ? NOT_DOMINANT : sAt + half;
    return half + factorPanel(m - half, w - half, a, corner, stride, sigma, rest);
  }

  /** The first column of a factored panel whose pivot is not above the rounding error of its diagonal entry, or w. */
  private int resolved(int s, double[] panel, int at) {
    int w = supernodes.width(s);
    int[] order = supernodes.ordering.order();
    for (int k = 0; k < w; k++) {
      int i = order[supernodes.first[s] + k];
      double root = panel[at + k + k * supernodes.height(s)];
      if (!(root * root > Math.ulp(matrix.diagonal()[i]))) {
        return k;
      }
    }
    return w;
  }

  private static int entries(int r) {
    return (int) Supernodes.updateEntries(r);
  }
}
