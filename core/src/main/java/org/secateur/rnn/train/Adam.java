package org.secateur.rnn.train;

import java.util.ArrayList;
import java.util.List;
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
  private int steps;

  /**
   * Adam at some moment.
   *
   * @param parameters what is changed
   * @param moments first moments of each array, then second moments; taken over and not copied
   * @param steps taken so far
   */
  Adam(Parameters parameters, double clip, List<float[]> moments, int steps) {
    this.clip = clip;
    this.parameters = parameters.arrays();
    int arrays = this.parameters.length;
    this.first = moments.subList(0, arrays).toArray(new float[0][]);
    this.second = moments.subList(arrays, 2 * arrays).toArray(new float[0][]);
    this.steps = steps;
  }

  /** First moments, then second moments, as they are. */
  List<float[]> moments() {
    List<float[]> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(second));
    return all;
  }

  int steps() {
    return steps;
  }

  /**
   * θ ← θ − rate · m̂ / (√v̂ + ε). Both corrections for the start at 0 are put into the rate and ε.
   *
   * @param gradient overwritten
   */
  void update(Parameters gradient, double rate) {
    steps++;
    float[][] g = gradient.arrays();
    double squares = 0;
    for (float[] part : g) {
      squares += BackpropagationKernel.squares(part, part.length);
    }
    double norm = Math.sqrt(squares);
    double root = Math.sqrt(1 - StrictMath.pow(BETA_2, steps));
    double corrected = rate * root / (1 - StrictMath.pow(BETA_1, steps));
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
