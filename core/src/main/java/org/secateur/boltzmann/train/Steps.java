package org.secateur.boltzmann.train;

import java.util.List;
import org.secateur.kernel.TrainingKernel;

/** Turns gradients into steps, and holds the old ones. Mutable. */
final class Steps {
  private final TrainingSettings settings;
  private final Parameters parameters;
  private final List<float[]> moments;

  Steps(TrainingSettings settings, Parameters parameters, List<float[]> moments) {
    this.settings = settings;
    this.parameters = parameters;
    this.moments = moments;
  }

  List<float[]> moments() {
    return moments;
  }

  void apply(Averages gradient, double rate, int epoch, long number) {
    int pairs = parameters.weights().length;
    for (int l = 0; l < pairs; l++) {
      step(parameters.weights()[l], l, gradient.weightGradient()[l], rate, settings.weightDecay(), epoch,
          number);
    }
    for (int l = 0; l <= pairs; l++) {
      step(parameters.biases()[l], pairs + l, gradient.biasGradient()[l], rate, 0, epoch, number);
    }
    if (settings.maxNorm() < Double.POSITIVE_INFINITY) {
      for (int l = 0; l < pairs; l++) {
        limitColumns(parameters.weights()[l], parameters.units()[l + 1], settings.maxNorm());
      }
    }
  }

  private void step(float[] w, int array, float[] g, double rate, double decay, int epoch, long number) {
    float m = (float) settings.rule().momentumAt(epoch);
    switch (settings.rule()) {
      case UpdateRule.Momentum rule ->
        TrainingKernel.momentum(w, moments.get(array), g, w.length, m, (float) rate, (float) decay);
      case UpdateRule.RateScaledMomentum rule ->
        TrainingKernel.rateScaled(w, moments.get(array), g, w.length, m, (float) rate, (float) decay);
      case UpdateRule.Adam(double beta1, double beta2, double epsilon) -> {
        double correction = Math.sqrt(1 - StrictMath.pow(beta2, (double) number))
            / (1 - StrictMath.pow(beta1, (double) number));
        TrainingKernel.adam(w, moments.get(array), moments.get(array + moments.size() / 2), g, w.length,
            (float) (rate * correction), (float) beta1, (float) beta2, (float) epsilon, (float) decay);
      }
    }
  }

  /** Shortens the weights into an upper unit to the greatest length. */
  static void limitColumns(float[] w, int upper, double length) {
    double[] squares = new double[upper];
    for (int at = 0; at < w.length; at++) {
      squares[at % upper] += (double) w[at] * w[at];
    }
    for (int at = 0; at < w.length; at++) {
      double square = squares[at % upper];
      if (square > length * length) {
        w[at] *= (float) (length / Math.sqrt(square));
      }
    }
  }
}
