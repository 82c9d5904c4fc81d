package org.secateur.boltzmann.sweep;

/** The weights between a layer l and the one above, as maps between the two layers of a block. Row of W = lower unit. */
sealed interface Coupling permits DenseCoupling, GatheringCoupling, SparseCoupling {

  /**
   * Layer l + 1 ← shift + scale · Wᵀ layer l.
   *
   * @param shift (upper units)
   */
  void up(float scale, float[] shift, LayerBlock block, int l);

  /**
   * Layer l ← shift + scale · W layer l + 1.
   *
   * @param shift (lower units)
   */
  void down(float scale, float[] shift, LayerBlock block, int l);

  /** Layer l += scale · W layer l + 1. */
  void addDown(float scale, LayerBlock block, int l);

  /** Reads the weights anew after they have changed. Nobody may use the coupling meanwhile. */
  void refresh();
}
