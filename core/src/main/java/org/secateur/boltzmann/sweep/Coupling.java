package org.secateur.boltzmann.sweep;

/** The weights between two neighbouring layers, as a map of blocks. Row = lower unit. */
sealed interface Coupling permits DenseCoupling, SparseCoupling {

  /** upper += scale · Wᵀ lower. Blocks are (units · chains), a unit's chains together. */
  void up(float scale, float[] lower, int chains, float[] upper);

  /** lower += scale · W upper. */
  void down(float scale, float[] upper, int chains, float[] lower);
}
