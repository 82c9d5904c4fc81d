package org.secateur.boltzmann;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.secateur.network.Require;
import org.secateur.random.Seed;

/**
 * A Boltzmann machine of two or more layers of units in {0, 1}, with synapses between neighbouring layers only. Layer 0 is
 * visible. Two layers are a restricted Boltzmann machine, more a deep one.
 *
 * <p>E(x) = −Σ_l b_lᵀ x_l − Σ_l x_lᵀ W_l x_{l+1}, in nats; P(x) = exp(−E(x)) / Z. Immutable; single precision.
 */
public final class Machine {
  private final int[] units; // (layers), each at least 1
  private final float[][] weights; // (layers − 1)(units[l] · units[l + 1]), row = lower unit; zero where the mask is not
  private final float[][] biases; // (layers)(units[l])
  private final Mask[] masks; // (layers − 1)

  private Machine(int[] units, float[][] weights, float[][] biases, Mask[] masks) {
    this.units = units;
    this.weights = weights;
    this.biases = biases;
    this.masks = masks;
  }

  /**
   * A machine. All arrays are copied; weights outside a mask are set to zero.
   *
   * @param masks (layers − 1), one between each pair of neighbouring layers; their shapes say the sizes of the layers
   * @param weights (layers − 1)(lower · upper), row = lower unit
   * @param biases (layers)(units)
   * @throws IllegalArgumentException if shapes disagree, a layer is empty, or a number is not finite
   */
  public static Machine of(Mask[] masks, float[][] weights, float[][] biases) {
    int[] units = sizes(masks);
    Require.length(weights.length, masks.length, "weights");
    Require.length(biases.length, units.length, "biases");
    float[][] w = new float[masks.length][];
    float[][] b = new float[units.length][];
    for (int l = 0; l < units.length; l++) {
      Require.length(biases[l].length, units[l], "biases of layer " + l);
      b[l] = finite(biases[l].clone(), "a bias of layer " + l);
    }
    for (int l = 0; l < masks.length; l++) {
      Require.length(weights[l].length, units[l] * units[l + 1], "weights above layer " + l);
      finite(weights[l], "a weight above layer " + l);
      w[l] = new float[weights[l].length];
      for (int at : masks[l].positions()) {
        w[l][at] = weights[l][at];
      }
    }
    return new Machine(units, w, b, masks.clone());
  }

  /**
   * A machine of independent Gaussian weights.
   *
   * @param weightSd their standard deviation, 0 or more
   * @param seed what they are drawn from; a synapse's weight does not depend on the rest of the mask
   */
  public static Machine random(Mask[] masks, double weightSd, float[][] biases, Seed seed) {
    Require.within(weightSd, 0, Double.MAX_VALUE, "weightSd");
    float[][] weights = new float[masks.length][];
    for (int l = 0; l < masks.length; l++) {
      var stream = seed.stream("weights " + l);
      weights[l] = new float[masks[l].rows() * masks[l].columns()];
      for (int at = 0; at < weights[l].length; at++) {
        weights[l][at] = (float) (weightSd * stream.nextGaussian());
      }
    }
    return of(masks, weights, biases);
  }

  private static int[] sizes(Mask[] masks) {
    Require.atLeast(masks.length, 1, "the number of masks");
    int[] units = new int[masks.length + 1];
    units[0] = Require.atLeast(masks[0].rows(), 1, "the number of units in layer 0");
    for (int l = 0; l < masks.length; l++) {
      Require.length(masks[l].rows(), units[l], "the rows of mask " + l);
      units[l + 1] = Require.atLeast(masks[l].columns(), 1, "the number of units in layer " + (l + 1));
    }
    return units;
  }

  private static float[] finite(float[] x, String name) {
    for (float value : x) {
      Require.finite(value, name);
    }
    return x;
  }

  /** Number of layers, the visible one included. */
  public int layers() {
    return units.length;
  }

  /** Number of units of a layer. */
  public int units(int layer) {
    return units[layer];
  }

  /** Number of units of each layer, as a new array. */
  public int[] units() {
    return units.clone();
  }

  /** Number of units of all layers. */
  public int totalUnits() {
    return Arrays.stream(units).sum();
  }

  /** The synapses between layer l and l + 1. */
  public Mask mask(int l) {
    return masks[l];
  }

  /** All masks, as a new array. */
  public Mask[] masks() {
    return masks.clone();
  }

  /** Number of synapses. */
  public long synapses() {
    return Arrays.stream(masks).mapToLong(Mask::synapses).sum();
  }

  /** Synapses and biases together: the number of parameters. */
  public long parameters() {
    return synapses() + totalUnits();
  }

  /** The weight between unit i of layer l and unit j of layer l + 1; zero where there is no synapse. */
  public float weight(int l, int i, int j) {
    return weights[l][Require.index(i, units[l], "i") * units[l + 1] + Require.index(j, units[l + 1], "j")];
  }

  /** The weights between layer l and l + 1, row = lower unit, as a new array. */
  public float[] weights(int l) {
    return weights[l].clone();
  }

  /** The biases of a layer, as a new array. */
  public float[] biases(int layer) {
    return biases[layer].clone();
  }

  /** This machine with other biases. */
  public Machine withBiases(float[][] others) {
    return of(masks, weights, others);
  }

  /** This machine with fewer synapses; what is outside the masks is gone. */
  public Machine withMasks(Mask[] others) {
    return of(others, weights, biases);
  }

  /** The upper layers as a machine of their own, whose visible layer is {@code layer}. */
  public Machine above(int layer) {
    return of(Arrays.copyOfRange(masks, layer, masks.length),
        Arrays.copyOfRange(weights, layer, weights.length),
        Arrays.copyOfRange(biases, layer, biases.length));
  }

  /**
   * The energy of a state, in nats, in double precision.
   *
   * @param state (layers)(units), zeros and ones
   */
  public double energy(byte[][] state) {
    Require.length(state.length, layers(), "state");
    double sum = 0;
    for (int l = 0; l < units.length; l++) {
      Require.length(state[l].length, units[l], "state of layer " + l);
      for (int i = 0; i < units[l]; i++) {
        sum -= state[l][i] * (biases[l][i] + (l + 1 < units.length ? upward(l, i, state[l + 1]) : 0));
      }
    }
    return sum;
  }

  private double upward(int l, int i, byte[] upper) {
    double sum = 0;
    for (int j = 0; j < upper.length; j++) {
      sum += upper[j] * (double) weights[l][i * upper.length + j];
    }
    return sum;
  }

  /**
   * The free energy −ln Σ_h exp(−E(v, h)) of a visible state of a restricted machine, in nats, in double precision.
   *
   * @throws IllegalArgumentException if there are more than two layers
   */
  public double freeEnergy(byte[] visible) {
    if (layers() != 2) {
      throw new IllegalArgumentException("the free energy of " + layers() + " layers has no closed form");
    }
    Require.length(visible.length, units[0], "visible");
    double[] input = new double[units[1]];
    double sum = 0;
    for (int i = 0; i < units[0]; i++) {
      if (visible[i] != 0) {
        sum -= biases[0][i];
        for (int j = 0; j < input.length; j++) {
          input[j] += weights[0][i * input.length + j];
        }
      }
    }
    for (int j = 0; j < input.length; j++) {
      sum -= softplus(input[j] + biases[1][j]);
    }
    return sum;
  }

  /** ln(1 + eˣ), without overflow. */
  static double softplus(double x) {
    return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Machine m && Arrays.equals(masks, m.masks)
        && Arrays.deepEquals(weights, m.weights)
        && Arrays.deepEquals(biases, m.biases);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.deepHashCode(weights) + Arrays.deepHashCode(biases);
  }

  @Override
  public String toString() {
    return "Machine" + Arrays.toString(units) + " with " + synapses() + " synapses";
  }
}
