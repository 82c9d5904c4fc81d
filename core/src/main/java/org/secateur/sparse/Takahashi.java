package org.secateur.sparse;

import java.util.Arrays;

import org.secateur.kernel.CompressedRows;
import org.secateur.kernel.FrontKernel;
import org.secateur.kernel.ResistanceKernel;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Transpose;

/**
 * The inverse C = M⁻¹ at the positions of L, from the last column to the first: below the diagonal of a column,
 * C_Jj = −C_JJ y with y = L_Jj / L_jj, and C_jj = L_jj⁻² − yᵀ C_Jj, where all of C_JJ is known because J is within the
 * parent's front. Takahashi, Fagan and Chin, "Formation of a sparse bus impedance matrix", 8th PICA Conference, 1973;
 * Erisman and Tinney, Communications of the ACM 18, 1975.
 *
 * <p>Where M is known to be dominant the same recursion is done on effective resistances R_ij = Var(x_i − x_j) instead of
 * C, because these are what is asked for and C may be any number of digits larger: {@link ResistanceKernel#complete}.
 * An error in R_JJ hands on at most six times its size, to all that follow and however many they are: it is that of some
 * covariance relative to one vertex, δC ≤ 3/2 |δR|, weights p that sum to at most 1 do not enlarge it, and
 * |δR| ≤ 4 |δC|. And far ones weigh little: p_a R_aj ≤ 1 / l_jj², whatever R_aj.
 *
 * <p>The multifrontal method backwards: a supernode's C_JJ lies on a stack until its turn comes, is completed to the
 * inverse of its whole front, of which the network's own entries are kept, and leaves to its children theirs. Mutable,
 * for one use.
 */
final class Takahashi {
  private static final double[] NOTHING = {};

  private final SparseCholesky factor;
  private final SymbolicCholesky pattern;
  private final Supernodes supernodes;
  private final Panels panels;
  private final DenseAlgebra algebra;
  private final double[][] known; // (supernodes): the array C_JJ is in, r × r
  private final int[] knownAt; // (supernodes): where
  private final boolean[] handedOver; // (supernodes): roots of subtrees
  private final double[] diagonal; // (n)
  private final double[] differences; // (m)

  private Takahashi(SparseCholesky factor) {
    this.factor = factor;
    this.pattern = factor.pattern();
    this.supernodes = pattern.supernodes();
    this.panels = factor.panels();
    this.algebra = factor.algebra();
    this.known = new double[supernodes.count][];
    this.knownAt = new int[supernodes.count];
    this.handedOver = new boolean[supernodes.count];
    this.diagonal = new double[pattern.size()];
    this.differences = new double[factor.matrix().weights().column.length];
  }

  static SelectedInverse invert(SparseCholesky factor) {
    Takahashi run = new Takahashi(factor);
    run.invertAll();
    run.mirror();
    return new SelectedInverse(run.diagonal, run.differences);
  }

  private void invertAll() {
    Subtrees subtrees = Subtrees.of(supernodes);
    Workspace.Pool pool = new Workspace.Pool(pattern.size());
    boolean[] below = new boolean[supernodes.count];
    Arrays.fill(below, true);
    for (int s : subtrees.top()) {
      below[s] = false;
    }
    for (int k = 0; k < subtrees.count(); k++) {
      int root = subtrees.root(k);
      handedOver[root] = true;
      known[root] = new double[(int) Supernodes.updateEntries(supernodes.below[root])];
    }
    double[] stack = new double[(int) supernodes.stackEntries(0, supernodes.count, below)];
    pool.use(workspace -> {
      int[] top = subtrees.top();
      int end = 0;
      for (int k = top.length - 1; k >= 0; k--) {
        end = complete(top[k], stack, end, workspace);
      }
    });
    subtrees.forEachTask(task -> pool.use(workspace -> invertSubtrees(subtrees, task, workspace)));
  }

  private void invertSubtrees(Subtrees subtrees, int task, Workspace workspace) {
    for (int k = subtrees.begin(task); k < subtrees.begin(task + 1); k++) {
      int low = subtrees.low(k);
      int root = subtrees.root(k);
      double[] stack = workspace.scratch(0, supernodes.stackEntries(low, root + 1, handedOver));
      int end = 0;
      for (int s = root; s >= low; s--) {
        end = complete(s, stack, end, workspace);
      }
    }
  }

  /** Completes the inverse of one front and leaves its children theirs. Returns where the stack ends. */
  private int complete(int s, double[] stack, int end, Workspace workspace) {
    int w = supernodes.width(s);
    int height = supernodes.height(s);
    int r = height - w;
    double[] front = workspace.scratch(1, (long) height * height);
    double[] variance = workspace.scratch(2, height);
    int to = end;
    if (r > 0) {
      double[] c = known[s];
      for (int j = 0; j < r; j++) {
        System.arraycopy(c, knownAt[s] + j * r, front, w + (w + j) * height, r);
      }
      System.arraycopy(c, knownAt[s] + r * r, variance, w, r);
      known[s] = NOTHING;
      to -= handedOver[s] ? 0 : (int) Supernodes.updateEntries(r);
    }
    boolean dominant = factor.dominance().sign(supernodes.ordering.row(supernodes.first[s])) != 0;
    if (dominant) {
      completeResistances(s, front, variance, workspace);
    } else {
      completeCovariances(s, front, workspace);
      for (int k = 0; k < w; k++) {
        variance[k] = front[k + k * height];
      }
    }
    workspace.enter(pattern, s);
    record(s, front, variance, dominant, workspace);
    for (int child = supernodes.child[s]; child >= 0; child = supernodes.sibling[child]) {
      int rc = supernodes.below[child];
      if (!handedOver[child]) {
        known[child] = stack;
        knownAt[child] = to;
        to += (int) Supernodes.updateEntries(rc);
      }
      int[] place = workspace.place(pattern, child);
      double[] c = known[child];
      FrontKernel.extract(rc, place, height, front, 0, c, knownAt[child]);
      for (int q = 0; q < rc; q++) {
        c[knownAt[child] + rc * rc + q] = variance[place[q]];
      }
    }
    return to;
  }

  /** The columns of s among the resistances of its front, block by block from the right. */
  private void completeResistances(int s, double[] front, double[] variance, Workspace workspace) {
    int w = supernodes.width(s);
    int height = supernodes.height(s);
    int block = Math.min(w, resistanceBlock(height));
    double[] panel = panels.array[s];
    double[] weights = workspace.scratch(3, (long) block * height + height);
    double[] column = workspace.scratch(4, height);
    for (int to = w; to > 0; to -= block) {
      int b = Math.min(block, to);
      int from = to - b;
      int m = height - to;
      int l = panels.at[s] + from + from * height; // the diagonal block of L
      if (m > 0) {
        ResistanceKernel.weights(m, b, panel, l + b, height, weights, 0);
        algebra.gemm(Transpose.NO, Transpose.NO, m, b, m, 1, front, to + to * height, height, weights, 0, m,
            0, front,
            to + from * height, height);
      }
      ResistanceKernel.complete(height, from, b, panel, l, factor.held(), supernodes.first[s] + from, front,
          variance,
          column);
      FrontKernel.mirror(height, from, b, front, 0, height);
    }
  }

  private static int resistanceBlock(int height) {
    return height < 192 ? 8 : height < 512 ? 16 : 32;
  }

  /** The columns of s in the inverse of its front, block by block from the right; what is right of them is known. */
  private void completeCovariances(int s, double[] front, Workspace workspace) {
    int w = supernodes.width(s);
    int height = supernodes.height(s);
    int block = Math.min(w, block(height));
    double[] panel = panels.array[s];
    double[] scratch = workspace.scratch(3, (long) block * (block + height));
    int yAt = block * block;
    for (int to = w; to > 0; to -= block) {
      int b = Math.min(block, to);
      int from = to - b;
      int m = height - to;
      int l = panels.at[s] + from + from * height; // the diagonal block of L
      int own = from + from * height;
      int right = to + to * height;
      FrontKernel.invertLower(b, panel, l, height, scratch, 0, b);
      FrontKernel.gramLower(b, scratch, 0, b, front, own, height);
      if (m > 0) {
        algebra.gemm(Transpose.NO, Transpose.NO, m, b, b, 1, panel, l + b, height, scratch, 0, b, 0, scratch,
            yAt, m);
        algebra.gemm(Transpose.NO, Transpose.NO, m, b, m, -1, front, right, height, scratch, yAt, m, 0, front,
            own + b,
            height);
        algebra.gemm(Transpose.YES, Transpose.NO, b, b, m, -1, scratch, yAt, m, front, own + b, height, 1,
            front, own,
            height);
      }
      FrontKernel.mirror(height, from, b, front, 0, height);
    }
  }

  /** Columns of a block: large fronts are not to be read through the cache for a few columns each. */
  private static int block(int height) {
    return height < 64 ? 8 : height < 192 ? 16 : height < 512 ? 32 : 64;
  }

  /** Keeps what M has entries for. */
  private void record(int s, double[] front, double[] variance, boolean dominant, Workspace workspace) {
    CompressedRows weights = factor.matrix().weights();
    int[] order = supernodes.ordering.order();
    int[] position = supernodes.ordering.position();
    int height = supernodes.height(s);
    for (int j = supernodes.first[s]; j < supernodes.first[s + 1]; j++) {
      int i = order[j];
      int own = workspace.local[j];
      int column = own * height;
      diagonal[i] = variance[own];
      for (int k = weights.rowStart[i]; k < weights.rowStart[i + 1]; k++) {
        int p = position[weights.column[k]];
        if (p > j) {
          int other = workspace.local[p];
          double entry = front[column + other];
          differences[k] = dominant
              ? entry
              : Math.max(0, front[column + own] + front[other + other * height]
                  - 2 * Math.signum(weights.value[k]) * entry);
        }
      }
    }
  }

  /** Differences were kept where the row is eliminated first; now the other half. */
  private void mirror() {
    CompressedRows weights = factor.matrix().weights();
    int[] position = supernodes.ordering.position();
    int[] cursor = Arrays.copyOf(weights.rowStart, weights.n);
    for (int i = 0; i < weights.n; i++) {
      for (int k = weights.rowStart[i]; k < weights.rowStart[i + 1]; k++) {
        int j = weights.column[k];
        int back = cursor[j]++; // rows come in ascending order, and so do row j's columns
        if (position[j] > position[i]) {
          differences[back] = differences[k];
        }
      }
    }
  }
}
