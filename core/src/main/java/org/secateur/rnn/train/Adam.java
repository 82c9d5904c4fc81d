package org.secateur.rnn.train;

import org.secateur.kernel.BackpropagationKernel;
import org.secateur.kernel.TrainingKernel;

/** Adam (Kingma and Ba, ICLR 2015) after clipping of the whole gradient's norm (Pascanu, Mikolov and Bengio, 2013). Mutable. */
final class Adam {
  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final double clip;
  private final float[][] parameters;
  private final float[][] first;
  private final float[][] second;
  private int updates;

  Adam(Parameters parameters, double clip) {
    this.clip = clip;
    this.parameters = parameters.arrays();
    this.first = alike(this.parameters);
    this.second = alike(this.parameters);
  }

  private static float[][] alike(float[][] arrays) {
    float[][] zeros = new float[arrays.length][];
    for (int a = 0; a < arrays.length; a++) {
      zeros[a] = new float[arrays[a].length];
    }
    return zeros;
  }

  /**
   * θ ← θ − rate · m̂ / (√v̂ + ε). Both corrections for the start at 0 are put into the rate and ε.
   *
   * @param gradient overwritten
   */
  void update(Parameters gradient, double rate) {
    updates++;
    float[][] g = gradient.arrays();
    double squares = 0;
    for (float[] part : g) {
      squares += BackpropagationKernel.squares(part, part.length);
    }
    double norm = Math.sqrt(squares);
    double root = Math.sqrt(1 - StrictMath.pow(BETA_2, updates));
    double corrected = rate * root / (1 - StrictMath.pow(BETA_1, updates));
    for (int a = 0; a < g.length; a++) {
      if (norm > clip) {
        BackpropagationKernel.scale(g[a], g[a].length, (float) (clip / norm));
      }
      TrainingKernel.adam(parameters[a], first[a], second[a], g[a], g[a].length, (float) -corrected,
          (float) BETA_1,
          (float) BETA_2, (float) (EPSILON * root), 0);
    }
  }
}
