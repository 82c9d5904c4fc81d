package org.secateur.boltzmann.sweep;

import java.util.Arrays;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Mask;

/**
 * The conditional distribution of each layer given its neighbours, over blocks of chains. Safe for several threads if
 * each has its own block and nobody changes the parameters meanwhile.
 */
public final class Conditionals {
  /**
   * Below this share of synapses the sparse loops are used; above, products of full matrices with zeros are as fast:
   * {@code bench/RESULTS-boltzmann.md}.
   */
  public static final double SPARSE_DENSITY = 0.2;

  private final int[] units;
  private final Coupling[] couplings;
  private final float[][] biases;

  private Conditionals(int[] units, Coupling[] couplings, float[][] biases) {
    this.units = units;
    this.couplings = couplings;
    this.biases = biases;
  }

  /** Those of a machine. */
  public static Conditionals of(Machine machine) {
    return of(machine, SPARSE_DENSITY);
  }

  /**
   * Those of a machine.
   *
   * @param sparseDensity couplings of a density below it are held sparse
   */
  public static Conditionals of(Machine machine, double sparseDensity) {
    Coupling[] couplings = new Coupling[machine.layers() - 1];
    float[][] biases = new float[machine.layers()][];
    Arrays.setAll(biases, machine::biases);
    for (int l = 0; l < couplings.length; l++) {
      Mask mask = machine.mask(l);
      couplings[l] = mask.density() < sparseDensity
          ? new SparseCoupling(mask.rows(), mask.columns(), mask.positions(), machine.weights(l))
          : new DenseCoupling(mask.rows(), mask.columns(), machine.weights(l));
    }
    return new Conditionals(machine.units(), couplings, biases);
  }

  /**
   * Those of parameters that are being trained: the arrays are kept, not copied. {@link #refresh} after each change.
   *
   * @param weights (layers − 1)(lower · upper), zero where there is no synapse
   */
  public static Conditionals ofArrays(Mask[] masks, float[][] weights, float[][] biases) {
    Coupling[] couplings = new Coupling[weights.length];
    for (int l = 0; l < couplings.length; l++) {
      Mask mask = masks[l];
      couplings[l] = mask.density() < SPARSE_DENSITY
          ? new SparseCoupling(mask.rows(), mask.columns(), mask.positions(), weights[l])
          : new GatheringCoupling(mask.rows(), mask.columns(), weights[l]);
    }
    return new Conditionals(Arrays.stream(biases).mapToInt(b -> b.length).toArray(), couplings, biases);
  }

  /** Reads the weights of {@link #ofArrays} anew. Nobody may use these conditionals meanwhile. */
  public void refresh() {
    for (Coupling coupling : couplings) {
      coupling.refresh();
    }
  }

  /** Number of layers. */
  public int layers() {
    return units.length;
  }

  /** The sizes of the layers; not to be changed. */
  public int[] units() {
    return units;
  }

  /** The biases of a layer; not a copy. */
  public float[] biases(int l) {
    return biases[l];
  }

  /**
   * Replaces a layer by its inputs: scale times what the neighbours send, plus a shift for each unit.
   *
   * @param shift (units of the layer)
   */
  public void input(int l, Neighbours from, float scale, float[] shift, LayerBlock block) {
    boolean below = l > 0 && from != Neighbours.ABOVE;
    boolean above = l + 1 < units.length && from != Neighbours.BELOW;
    if (below) {
      couplings[l - 1].up(scale, shift, block, l - 1);
      if (above) {
        couplings[l].addDown(scale, block, l);
      }
    } else if (above) {
      couplings[l].down(scale, shift, block, l);
    } else {
      block.fill(l, shift);
    }
  }

  /** Adds what the layer above sends, if there is one, to a layer that holds inputs. */
  void addFromAbove(int l, LayerBlock block) {
    if (l + 1 < units.length) {
      couplings[l].addDown(1, block, l);
    }
  }

  /** Replaces a layer by its means given both neighbours. */
  public void means(int l, LayerBlock block) {
    input(l, Neighbours.BOTH, 1, biases[l], block);
    block.means(l);
  }

  /** Replaces a layer by draws given both neighbours. */
  public void sample(int l, LayerBlock block) {
    input(l, Neighbours.BOTH, 1, biases[l], block);
    block.sample(l);
  }

  /** One Gibbs sweep: the odd layers, each given its neighbours, then the even ones above, last the visible one. */
  public void sweep(LayerBlock block) {
    for (int l = 1; l < units.length; l += 2) {
      sample(l, block);
    }
    for (int l = 2; l < units.length; l += 2) {
      sample(l, block);
    }
    sample(0, block);
  }
}
