package org.secateur.boltzmann.sweep;

import java.util.Arrays;
import org.secateur.kernel.TrainingKernel;

/** Mean-field means of the hidden layers of a block whose visible layer is given. */
public final class Settling {
  private Settling() {
  }

  /**
   * Replaces the hidden layers by their means: of two layers the conditional ones; of more, started from below with doubled
   * inputs where a layer above is missing, and then each layer in turn given its neighbours until the largest change is
   * below the tolerance. Salakhutdinov and Hinton (2009).
   *
   * @return how many rounds there were; one more than {@code most} if the last still changed too much
   */
  public static int settle(Conditionals conditionals, LayerBlock block, double tolerance, int most) {
    int layers = conditionals.layers();
    for (int l = 1; l < layers; l++) {
      upward(conditionals, l, block);
    }
    if (layers == 2) {
      return 0;
    }
    float[] first = block.layer(1);
    float[] means = first.clone();
    conditionals.input(1, Neighbours.BELOW, 1, conditionals.biases(1), block);
    float[] fromData = first.clone(); // the same in each round
    System.arraycopy(means, 0, first, 0, means.length);
    for (int round = 1; round <= most; round++) {
      float change = 0;
      for (int l = 1; l < layers; l++) {
        float[] layer = block.layer(l);
        float[] old = layer.clone();
        if (l == 1) {
          System.arraycopy(fromData, 0, layer, 0, layer.length);
          conditionals.addFromAbove(1, block);
          block.means(1);
        } else {
          conditionals.means(l, block);
        }
        change = Math.max(change, TrainingKernel.largestChange(old, layer, layer.length));
      }
      if (change < tolerance) {
        return round;
      }
    }
    return most + 1;
  }

  private static void upward(Conditionals conditionals, int l, LayerBlock block) {
    float scale = l + 1 < conditionals.layers() ? 2 : 1;
    conditionals.input(l, Neighbours.BELOW, scale, scaled(conditionals.biases(l), scale), block);
    block.means(l);
  }

  /** The biases, times a factor, as a new array. */
  public static float[] scaled(float[] biases, float scale) {
    float[] shift = Arrays.copyOf(biases, biases.length);
    for (int i = 0; i < shift.length; i++) {
      shift[i] *= scale;
    }
    return shift;
  }
}
