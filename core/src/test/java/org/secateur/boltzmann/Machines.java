package org.secateur.boltzmann;

import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/** Named families of small machines, and the slow and obvious way to know everything about one. */
public final class Machines {
  private Machines() {
  }

  /** A machine whose name is its recipe. */
  public record Named(String name, Machine machine) {
    @Override
    public String toString() {
      return name;
    }
  }

  public static Stream<Named> small() {
    List<int[]> shapes = List.of(new int[]{1, 1}, new int[]{5, 4}, new int[]{3, 6}, new int[]{8, 3},
        new int[]{4, 3, 3}, new int[]{2, 4, 1}, new int[]{3, 2, 3, 2});
    return shapes.stream().flatMap(units -> Stream.of(0.5, 2.0).map(
        sd -> new Named(java.util.Arrays.toString(units) + " sd " + sd,
            random(units, sd, 1, new Seed(units.length)))));
  }

  /** Gaussian weights and biases; a synapse exists with probability {@code density}. */
  public static Machine random(int[] units, double sd, double density, Seed seed) {
    NoiseStream stream = seed.stream("machine");
    Mask[] masks = new Mask[units.length - 1];
    float[][] weights = new float[units.length - 1][];
    float[][] biases = new float[units.length][];
    for (int l = 0; l < units.length; l++) {
      biases[l] = new float[units[l]];
      for (int i = 0; i < units[l]; i++) {
        biases[l][i] = (float) (0.5 * sd * stream.nextGaussian());
      }
    }
    for (int l = 0; l < masks.length; l++) {
      BitSet bits = new BitSet();
      weights[l] = new float[units[l] * units[l + 1]];
      for (int at = 0; at < weights[l].length; at++) {
        weights[l][at] = (float) (sd * stream.nextGaussian());
        bits.set(at, stream.nextDouble() < density);
      }
      masks[l] = Mask.of(units[l], units[l + 1], bits);
    }
    return Machine.of(masks, weights, biases);
  }

  /** Number of states of all units. */
  public static int states(Machine machine) {
    return 1 << machine.totalUnits();
  }

  /** A state by its number: bits in the order of layers and units, visible unit 0 lowest. */
  public static byte[][] state(Machine machine, int number) {
    byte[][] state = new byte[machine.layers()][];
    int bit = 0;
    for (int l = 0; l < state.length; l++) {
      state[l] = new byte[machine.units(l)];
      for (int i = 0; i < state[l].length; i++) {
        state[l][i] = (byte) ((number >>> bit++) & 1);
      }
    }
    return state;
  }

  /** ln P of every state, by the definition. */
  public static double[] logProbabilities(Machine machine) {
    double[] p = new double[states(machine)];
    double total = 0;
    for (int s = 0; s < p.length; s++) {
      p[s] = -machine.energy(state(machine, s));
      total += Math.exp(p[s]);
    }
    for (int s = 0; s < p.length; s++) {
      p[s] -= Math.log(total);
    }
    return p;
  }

  /** Σ P ln(P/Q) over states. */
  public static double kullbackLeibler(double[] logP, double[] logQ) {
    double sum = 0;
    for (int s = 0; s < logP.length; s++) {
      sum += Math.exp(logP[s]) * (logP[s] - logQ[s]);
    }
    return sum;
  }
}
