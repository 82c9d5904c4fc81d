package org.secateur.boltzmann.sweep;

import org.secateur.kernel.NonZeroKernel;
import org.secateur.kernel.SparseBlockKernel;

/**
 * The entries of a layer of a block that are not zero. Binary patterns are zeros for the most part, and a product with them
 * is then a sum over the units that are on. Immutable.
 */
public final class NonZeros {
  /** Above this share of entries a product of full matrices is as fast: {@code bench/RESULTS-boltzmann.md}. */
  private static final double MOST = 0.25;

  /** With fewer chains what is saved does not pay for the lists. */
  private static final int LEAST_CHAINS = 64;

  private final int units;
  private final int chains;
  private final int[] start; // (units + 1)
  private final int[] chain; // (entries)
  private final float[] value; // (entries)

  private NonZeros(float[] layer, int units, int chains) {
    this.units = units;
    this.chains = chains;
    this.start = new int[units + 1];
    this.chain = new int[layer.length + 1];
    this.value = new float[layer.length + 1];
    NonZeroKernel.byRows(layer, units, chains, start, chain, value);
  }

  /**
   * Those of a layer.
   *
   * @param layer (units · chains), a unit's chains together
   */
  public static NonZeros of(float[] layer, int chains) {
    return new NonZeros(layer, layer.length / chains, chains);
  }

  /** Whether sums over them are faster than products with the whole layer. Depends on the layer alone. */
  public boolean few() {
    return chains >= LEAST_CHAINS && start[units] < MOST * units * chains;
  }

  /**
   * sum += scale · Σ_c x_ic other_c: a row of the product of this layer with another.
   *
   * @param other (chains)(count)
   * @param sum (count)
   */
  public void addUnit(int i, float scale, float[][] other, int count, float[] sum) {
    SparseBlockKernel.addRow(scale, start[i], start[i + 1], chain, value, other, count, sum);
  }

  /** The same entries, chain after chain. */
  Chains byChains() {
    Chains turned = new Chains(new int[chains + 1], new int[start[units]], new float[start[units]]);
    NonZeroKernel.byColumns(units, chains, start, chain, value, turned.start, turned.unit, turned.value);
    return turned;
  }

  /** The entries of each chain. */
  static final class Chains {
    private final int[] start; // (chains + 1)
    private final int[] unit; // (entries)
    private final float[] value; // (entries)

    private Chains(int[] start, int[] unit, float[] value) {
      this.start = start;
      this.unit = unit;
      this.value = value;
    }

    /** sum += scale · Σ_i x_ic rows_i. */
    void addChain(int c, float scale, float[][] rows, int count, float[] sum) {
      SparseBlockKernel.addRow(scale, start[c], start[c + 1], unit, value, rows, count, sum);
    }
  }
}
