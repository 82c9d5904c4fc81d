package org.secateur.boltzmann.sweep;

import java.util.Arrays;
import org.secateur.kernel.NonZeroKernel;

/**
 * All pairs, for weights in training: where few lower units are on, as in binary patterns, upper inputs are sums of the rows
 * of W that belong to them, and products of full matrices otherwise.
 */
final class GatheringCoupling implements Coupling {
  /** Upper units of a strip, so that the rows of a strip stay in the second cache. */
  private static final int STRIP = 128;

  private final int lowerUnits;
  private final int upperUnits;
  private final float[] weights; // (lower · upper), not copied
  private final DenseCoupling dense;
  private final float[][][] strips; // (strips)(lower)(STRIP) a copy of the weights
  private boolean stale = true;

  GatheringCoupling(int lowerUnits, int upperUnits, float[] weights) {
    this.lowerUnits = lowerUnits;
    this.upperUnits = upperUnits;
    this.weights = weights;
    this.dense = new DenseCoupling(lowerUnits, upperUnits, weights);
    this.strips = new float[(upperUnits + STRIP - 1) / STRIP][lowerUnits][STRIP];
  }

  @Override
  public void up(float scale, float[] shift, LayerBlock block, int l) {
    int chains = block.chains();
    NonZeros on = NonZeros.of(block.layer(l), chains);
    if (!on.few()) {
      dense.up(scale, shift, block, l);
      return;
    }
    fillStrips();
    block.fill(l + 1, shift);
    NonZeros.Chains byChains = on.byChains();
    float[][] sums = new float[chains][STRIP];
    for (int s = 0; s < strips.length; s++) {
      int count = Math.min(STRIP, upperUnits - s * STRIP);
      for (int c = 0; c < chains; c++) {
        Arrays.fill(sums[c], 0);
        byChains.addChain(c, scale, strips[s], count, sums[c]);
      }
      NonZeroKernel.addJoined(sums, count, chains, block.layer(l + 1), s * STRIP * chains);
    }
  }

  @Override
  public void down(float scale, float[] shift, LayerBlock block, int l) {
    dense.down(scale, shift, block, l);
  }

  @Override
  public void addDown(float scale, LayerBlock block, int l) {
    dense.addDown(scale, block, l);
  }

  @Override
  public synchronized void refresh() {
    stale = true;
  }

  /** The first of the threads that need the strips fills them; the others wait. */
  private synchronized void fillStrips() {
    if (!stale) {
      return;
    }
    for (int s = 0; s < strips.length; s++) {
      int count = Math.min(STRIP, upperUnits - s * STRIP);
      for (int i = 0; i < lowerUnits; i++) {
        System.arraycopy(weights, i * upperUnits + s * STRIP, strips[s][i], 0, count);
      }
    }
    stale = false;
  }
}
