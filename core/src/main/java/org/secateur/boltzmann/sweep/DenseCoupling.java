package org.secateur.boltzmann.sweep;

import org.secateur.linalg.FloatProducts;
import org.secateur.linalg.FloatProducts.Rows;
import org.secateur.linalg.Transpose;

/** All pairs, absent ones with weight zero. Reads the weights it was given, which may change between calls. */
final class DenseCoupling implements Coupling {
  private final int lowerUnits;
  private final int upperUnits;
  private final float[] weights; // (lower · upper), not copied

  DenseCoupling(int lowerUnits, int upperUnits, float[] weights) {
    this.lowerUnits = lowerUnits;
    this.upperUnits = upperUnits;
    this.weights = weights;
  }

  @Override
  public void up(float scale, float[] shift, LayerBlock block, int l) {
    block.fill(l + 1, shift);
    int chains = block.chains();
    FloatProducts.multiply(Transpose.YES, Transpose.NO, upperUnits, chains, lowerUnits, scale,
        new Rows(weights, 0, upperUnits), new Rows(block.layer(l), 0, chains), 1,
        new Rows(block.layer(l + 1), 0, chains));
  }

  @Override
  public void down(float scale, float[] shift, LayerBlock block, int l) {
    block.fill(l, shift);
    addDown(scale, block, l);
  }

  @Override
  public void addDown(float scale, LayerBlock block, int l) {
    int chains = block.chains();
    FloatProducts.multiply(Transpose.NO, Transpose.NO, lowerUnits, chains, upperUnits, scale,
        new Rows(weights, 0, upperUnits), new Rows(block.layer(l + 1), 0, chains), 1,
        new Rows(block.layer(l), 0, chains));
  }

  @Override
  public void refresh() {
    // The weights are read at each call.
  }
}
