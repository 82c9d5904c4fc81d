package org.secateur.boltzmann.sweep;

import java.util.Arrays;
import org.secateur.boltzmann.Mask;
import org.secateur.kernel.SparseBlockKernel;

/** The synapses alone, in compressed rows of W and of Wᵀ. */
final class SparseCoupling implements Coupling {
  private final Compressed rows;
  private final Compressed columns;

  SparseCoupling(Mask mask, float[] weights) {
    int[] positions = mask.positions();
    int width = mask.columns();
    rows = new Compressed(mask.rows(), width, positions, weights, false);
    columns = new Compressed(width, mask.rows(), positions, weights, true);
  }

  @Override
  public void up(float scale, float[] lower, int chains, float[] upper) {
    columns.multiply(scale, lower, chains, upper);
  }

  @Override
  public void down(float scale, float[] upper, int chains, float[] lower) {
    rows.multiply(scale, upper, chains, lower);
  }

  private static final class Compressed {
    private final int inputs;
    private final int[] start;
    private final int[] column;
    private final float[] value;

    Compressed(int outputs, int inputs, int[] positions, float[] weights, boolean transposed) {
      this.inputs = inputs;
      int width = transposed ? outputs : inputs;
      start = new int[outputs + 1];
      for (int at : positions) {
        start[(transposed ? at % width : at / width) + 1]++;
      }
      for (int i = 0; i < outputs; i++) {
        start[i + 1] += start[i];
      }
      int[] next = Arrays.copyOf(start, outputs);
      column = new int[positions.length];
      value = new float[positions.length];
      for (int at : positions) {
        int k = next[transposed ? at % width : at / width]++;
        column[k] = transposed ? at / width : at % width;
        value[k] = weights[at];
      }
    }

    /** Goes through the chains in strips, whose rows stay in the cache. */
    void multiply(float scale, float[] x, int chains, float[] y) {
      float[][] strip = new float[inputs][Math.min(chains, STRIP)];
      float[] sum = new float[Math.min(chains, STRIP)];
      for (int from = 0; from < chains; from += STRIP) {
        int count = Math.min(STRIP, chains - from);
        for (int i = 0; i < inputs; i++) {
          System.arraycopy(x, i * chains + from, strip[i], 0, count);
        }
        for (int i = 0; i + 1 < start.length; i++) {
          SparseBlockKernel.row(start[i], start[i + 1], column, value, strip, count, sum);
          SparseBlockKernel.add(scale, sum, count, y, i * chains + from);
        }
      }
    }
  }

  /** Chains of a strip. */
  private static final int STRIP = 128;
}
