package org.secateur.rnn.mask;

import java.util.BitSet;
import java.util.Set;
import java.util.stream.IntStream;

import org.secateur.linalg.Matrix;
import org.secateur.network.Require;

/**
 * One sweep over the columns from left to right. What a removed weight contributed is handed at once to the weights of its
 * row further right, by optimal brain surgery in which the columns on the left are frozen: with U the upper Cholesky factor
 * of (G + ridge)⁻¹, a removed w_ij leaves e = w_ij / U_jj, and w_ik ← w_ik − e U_jk for k ≥ j. Columns are taken in blocks,
 * and a block's smallest (w_ij / U_jj)² are what goes, over all rows. Time O(rows · columns²).
 *
 * <p>Frantar and Alistarh, "SparseGPT: massive language models can be accurately pruned in one-shot", ICML 2023.
 *
 * @param ridge added to G
 * @param block columns of a block, at least 1
 */
public record SparseGpt(Ridge ridge, int block) implements MaskCriterion {
  /** The damping of the publication. */
  public static final Ridge PUBLISHED_RIDGE = new Ridge.Relative(0.01);
  /** The block of the publication. */
  public static final int PUBLISHED_BLOCK = 128;

  public SparseGpt {
    Require.atLeast(block, 1, "block");
  }

  /** With the constants of the publication. */
  public SparseGpt() {
    this(PUBLISHED_RIDGE, PUBLISHED_BLOCK);
  }

  @Override
  public String name() {
    return "sparsegpt";
  }

  @Override
  public Set<Need> needs() {
    return Set.of(Need.SECOND_MOMENT);
  }

  @Override
  public Locality locality() {
    return Locality.NETWORK;
  }

  @Override
  public Choice choose(Evidence evidence, int keep) {
    Sweep sweep = new Sweep(evidence);
    Require.within(keep, 0, sweep.weights.synapses(), "keep");
    return Choice.certain(sweep.choosing(keep));
  }

  /** The weights after a sweep that removes what a mask does not keep. */
  public Weights repair(Evidence evidence, Mask mask) {
    return new Sweep(evidence).following(mask);
  }

  /** The state of one sweep: all weights as they are by now. */
  private final class Sweep {
    private final Weights weights;
    private final int rows;
    private final int columns;
    private final double[][] upper; // row j of U from the diagonal on, (columns − j)
    private final double[] w; // (rows · columns)

    Sweep(Evidence evidence) {
      this.weights = evidence.weights();
      this.rows = weights.rows();
      this.columns = weights.columns();
      Matrix inverse = Inverse.of(evidence.requireSecondMoment("SparseGPT"), ridge);
      Matrix lower = Inverse.factor(inverse).lower();
      this.upper = new double[columns][];
      for (int j = 0; j < columns; j++) {
        upper[j] = java.util.Arrays.copyOfRange(lower.column(j), j, columns);
      }
      this.w = weights.toArray();
    }

    Mask choosing(int keep) {
      BitSet kept = new BitSet(w.length);
      int total = weights.synapses();
      long seen = 0;
      int taken = 0;
      double[] saliency = new double[w.length];
      for (int from = 0; from < columns; from += block) {
        int to = Math.min(columns, from + block);
        int[] at = candidates(from, to, saliency);
        seen += at.length;
        int until = Mask.share(keep, seen, total);
        Mask.take(saliency, at, until - taken, kept);
        taken = until;
        sweep(from, to, (i, j) -> kept.get(i * columns + j));
      }
      return Mask.ofBits(weights, kept);
    }

    /** The positions of a block's synapses, row after row, and what each is worth by now. */
    private int[] candidates(int from, int to, double[] saliency) {
      int[] at = new int[rows * (to - from)];
      int count = 0;
      for (int i = 0; i < rows; i++) {
        for (int j = from; j < to; j++) {
          if (weights.isSynapse(i, j)) {
            int p = i * columns + j;
            double e = w[p] / upper[j][0];
            saliency[p] = e * e;
            at[count++] = p;
          }
        }
      }
      return java.util.Arrays.copyOf(at, count);
    }

    Weights following(Mask mask) {
      Require.length(mask.rows(), rows, "mask's rows");
      Require.length(mask.columns(), columns, "mask's columns");
      sweep(0, columns, mask::keeps);
      return Weights.of(rows, columns, w);
    }

    /** Rows do not see each other, so that the order they are swept in does not matter. */
    private void sweep(int from, int to, Mask.Keeps keeps) {
      IntStream.range(0, rows).parallel().forEach(i -> {
        int start = i * columns;
        for (int j = from; j < to; j++) {
          if ((weights.neuron(i) == j && weights.get(i, j) != 0) || keeps.test(i, j)) {
            continue;
          }
          double e = w[start + j] / upper[j][0];
          w[start + j] = 0;
          if (e != 0) {
            double[] u = upper[j];
            for (int k = 1; k < u.length; k++) {
              w[start + j + k] -= e * u[k];
            }
          }
        }
      });
    }
  }
}
