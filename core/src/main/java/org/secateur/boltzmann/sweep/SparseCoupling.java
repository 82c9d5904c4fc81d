package org.secateur.boltzmann.sweep;

import java.util.Arrays;
import org.secateur.kernel.SparseBlockKernel;

/** The synapses alone, in compressed rows of W and of Wᵀ. */
final class SparseCoupling implements Coupling {
  private static final float[] NOTHING = {};

  private final float[] weights; // (lower · upper), not copied
  private final Compressed rows;
  private final Compressed columns;

  /**
   * Those of a matrix.
   *
   * @param positions i · upper + j of each synapse, ascending
   * @param weights (lower · upper)
   */
  SparseCoupling(int lowerUnits, int upperUnits, int[] positions, float[] weights) {
    this.weights = weights;
    rows = new Compressed(lowerUnits, upperUnits, positions, false);
    columns = new Compressed(upperUnits, lowerUnits, positions, true);
    refresh();
  }

  @Override
  public void up(float scale, float[] shift, LayerBlock block, int l) {
    columns.multiply(scale, shift, block, l, l + 1);
  }

  @Override
  public void down(float scale, float[] shift, LayerBlock block, int l) {
    rows.multiply(scale, shift, block, l + 1, l);
  }

  @Override
  public void addDown(float scale, LayerBlock block, int l) {
    rows.multiply(scale, NOTHING, block, l + 1, l);
  }

  @Override
  public void refresh() {
    rows.read(weights);
    columns.read(weights);
  }

  private static final class Compressed {
    /** Rows are filled up with zeros to multiples of this, so that the kernel does all of them several at a time. */
    private static final int GROUP = 4;

    private final int[] start; // (outputs + 1)
    private final int[] column; // (entries) 0 where a row is filled up
    private final int[] position; // (entries) in the full matrix, −1 where a row is filled up
    private final float[] value; // (entries)

    Compressed(int outputs, int inputs, int[] positions, boolean transposed) {
      int width = transposed ? outputs : inputs;
      int[] size = new int[outputs];
      for (int at : positions) {
        size[transposed ? at % width : at / width]++;
      }
      start = new int[outputs + 1];
      for (int i = 0; i < outputs; i++) {
        start[i + 1] = start[i] + (size[i] + GROUP - 1) / GROUP * GROUP;
      }
      int[] next = Arrays.copyOf(start, outputs);
      column = new int[start[outputs]];
      position = new int[start[outputs]];
      value = new float[start[outputs]];
      Arrays.fill(position, -1);
      for (int at : positions) {
        int k = next[transposed ? at % width : at / width]++;
        column[k] = transposed ? at / width : at % width;
        position[k] = at;
      }
    }

    void read(float[] weights) {
      for (int k = 0; k < position.length; k++) {
        value[k] = position[k] < 0 ? 0 : weights[position[k]];
      }
    }

    /** Layer {@code to} ← shift, or what it is if that is empty, + scale · this · layer {@code from}; strip after strip. */
    void multiply(float scale, float[] shift, LayerBlock block, int from, int to) {
      int chains = block.chains();
      float[] y = block.layer(to);
      for (int first = 0; first < chains; first += LayerBlock.STRIP) {
        int count = Math.min(LayerBlock.STRIP, chains - first);
        float[][] x = block.strip(from, first);
        float[] sum = block.sum();
        for (int i = 0; i + 1 < start.length; i++) {
          if (shift.length == 0) {
            System.arraycopy(y, i * chains + first, sum, 0, count);
          } else {
            Arrays.fill(sum, 0, count, shift[i]);
          }
          SparseBlockKernel.addRow(scale, start[i], start[i + 1], column, value, x, count, sum);
          System.arraycopy(sum, 0, y, i * chains + first, count);
        }
      }
    }
  }
}
