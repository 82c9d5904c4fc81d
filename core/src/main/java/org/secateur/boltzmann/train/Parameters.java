package org.secateur.boltzmann.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Mask;

/** The parameters of a machine, mutable. */
final class Parameters {
  private final int[] units;
  private final Mask[] masks;
  private final float[][] weights; // (layers − 1)(lower · upper), zero where there is no synapse
  private final float[][] biases; // (layers)(units)
  private final int[][] absent; // (layers − 1) positions without a synapse

  Parameters(Machine machine) {
    units = machine.units();
    masks = machine.masks();
    weights = new float[machine.layers() - 1][];
    biases = new float[machine.layers()][];
    absent = new int[machine.layers() - 1][];
    Arrays.setAll(weights, machine::weights);
    Arrays.setAll(biases, machine::biases);
    for (int l = 0; l < absent.length; l++) {
      BitSet bits = machine.mask(l).toBits();
      bits.flip(0, weights[l].length);
      absent[l] = bits.stream().toArray();
    }
  }

  int[] units() {
    return units;
  }

  Mask[] masks() {
    return masks;
  }

  float[][] weights() {
    return weights;
  }

  float[][] biases() {
    return biases;
  }

  int[][] absent() {
    return absent;
  }

  /** All arrays: the weights of each pair, then the biases of each layer. */
  List<float[]> all() {
    List<float[]> all = new ArrayList<>(List.of(weights));
    all.addAll(List.of(biases));
    return all;
  }
}
