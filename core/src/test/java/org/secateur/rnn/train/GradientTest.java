package org.secateur.rnn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;
import org.secateur.rnn.RateNetwork;
import org.secateur.rnn.SlowNetwork;
import org.secateur.rnn.Targets;
import org.secateur.rnn.TransferFunction;
import org.secateur.rnn.Trials;

/** Every entry of the gradient against a central difference of the loss, which is simulated in double precision. */
class GradientTest {
  private static final int UNITS = 6;
  private static final int INPUTS = 3;
  private static final int OUTPUTS = 4;
  private static final int TRIALS = 5;
  private static final int STEPS = 8;

  private static float[] uniform(NoiseStream s, int length, double bound) {
    float[] x = new float[length];
    for (int k = 0; k < length; k++) {
      x[k] = (float) (bound * (2 * s.nextDouble() - 1));
    }
    return x;
  }

  /** Recurrent weights below 1/H, so that no row or column of |W| sums to more than 1; all others below 1. */
  private static RateNetwork network(TransferFunction phi, double alpha) {
    NoiseStream s = new Seed(21).stream("network");
    return RateNetwork.builder(UNITS, INPUTS, OUTPUTS).transfer(phi).step(alpha)
        .recurrent(uniform(s, UNITS * UNITS, 1.0 / UNITS)).input(uniform(s, UNITS * INPUTS, 1))
        .bias(uniform(s, UNITS, 1)).readout(uniform(s, OUTPUTS * UNITS, 1))
        .readoutBias(uniform(s, OUTPUTS, 1))
        .initial(uniform(s, UNITS, 1)).build();
  }

  /** Nothing is asked at the first two steps and the last, nor here and there between. */
  private static Trials trials(boolean labelled) {
    NoiseStream s = new Seed(22).stream("trials");
    float[] x = uniform(s, STEPS * TRIALS * INPUTS, 1);
    int moments = STEPS * TRIALS;
    int[] labels = new int[moments];
    float[] weights = new float[moments];
    for (int k = 0; k < moments; k++) {
      boolean asked = k >= 2 * TRIALS && k < (STEPS - 1) * TRIALS && s.nextDouble() < 0.7;
      labels[k] = asked ? (int) (OUTPUTS * s.nextDouble()) : Targets.Labels.IGNORED;
      weights[k] = asked ? 0.5f + (float) s.nextDouble() : 0;
    }
    Targets targets = labelled
        ? new Targets.Labels(labels)
        : new Targets.Values(uniform(s, moments * OUTPUTS, 1), weights);
    return new Trials(TRIALS, STEPS, INPUTS, x, targets);
  }

  /** The mean loss by its definition. */
  private static double loss(RateNetwork network, Trials trials) {
    double sum = 0;
    double total = 0;
    float[] all = trials.values();
    for (int k = 0; k < TRIALS; k++) {
      SlowNetwork slow = new SlowNetwork(network);
      for (int t = 0; t < STEPS; t++) {
        int moment = t * TRIALS + k;
        double[] y = slow.step(java.util.Arrays.copyOfRange(all, moment * INPUTS, (moment + 1) * INPUTS));
        switch (trials.targets()) {
          case Targets.None() -> throw new AssertionError();
          case Targets.Labels labels -> {
            if (labels.at(moment) != Targets.Labels.IGNORED) {
              double z = 0;
              for (double a : y) {
                z += Math.exp(a);
              }
              sum += Math.log(z) - y[labels.at(moment)];
              total++;
            }
          }
          case Targets.Values values -> {
            for (int o = 0; o < OUTPUTS; o++) {
              sum += 0.5 * values.weight(moment) * Math.pow(y[o] - values.at(moment * OUTPUTS + o), 2);
            }
            total += values.weight(moment);
          }
        }
      }
    }
    return sum / total;
  }

  /** The largest difference between a gradient and central differences of one kind of parameter. */
  private static void compare(float[] values,
      BiFunction<RateNetwork.Builder, float[], RateNetwork.Builder> put,
      RateNetwork network, Trials trials, java.util.function.IntToDoubleFunction gradient, double tolerance) {
    float step = 0x1p-16f;
    double largest = 0;
    for (int k = 0; k < values.length; k++) {
      float[] up = values.clone();
      float[] down = values.clone();
      up[k] += step;
      down[k] -= step;
      double slope = (loss(put.apply(network.toBuilder(), up).build(), trials)
          - loss(put.apply(network.toBuilder(), down).build(), trials)) / ((double) up[k] - down[k]);
      assertEquals(slope, gradient.applyAsDouble(k), tolerance, "parameter " + k);
      largest = Math.max(largest, Math.abs(slope));
    }
    assertTrue(largest > 20 * tolerance, "a gradient of about " + largest + " says nothing at " + tolerance);
  }

  /**
   * Tolerance. Because rows and columns of |W| sum to at most 1 and slopes are at most 1, neither direction of time amplifies
   * an error. A step forward or back makes rounding errors of at most (n + 10) u of numbers below 4, n = H + inputs + 1 = 10,
   * u = 2⁻²⁴; after T steps T (n + 10) u · 4. The errors e of the answers sum, over all that is asked, to at most 2 (softmax)
   * or, here, 6 in absolute value, and each acts on the deltas of at most T steps: an entry of the gradient is a sum of
   * absolute value below 6 T times a rate below 4. So its error is below 6 T · 2 · 4 · T (n + 10) u ≈ 2 · 10⁻³ in the very worst
   * case; errors of both signs come to its root-mean-square, by √(T · trials · H · 10) ≈ 50 less. The central difference is off by h²/6
   * = 4 · 10⁻¹¹ times a third derivative; h is so small that no rectified unit passes 0 on the way.
   */
  @ParameterizedTest
  @CsvSource({"TANH, 0.1, true", "TANH, 1, true", "TANH, 0.3, false", "RECTIFIED, 0.4, true",
      "RECTIFIED, 1, false", "LINEAR, 0.3, true", "LINEAR, 1, false"})
  void isThatOfTheLoss(TransferFunction phi, double alpha, boolean labelled) {
    double tolerance = 2e-3 / 50;
    RateNetwork network = network(phi, alpha);
    Trials trials = trials(labelled);
    Parameters p = Parameters.of(network);
    Asked asked = Asked.of(trials, OUTPUTS);
    assertEquals(2, asked.from());
    assertEquals(STEPS - 1, asked.to());
    Unrolled unrolled = new Unrolled(network, TRIALS, STEPS);
    unrolled.forward(p, trials, 0, asked);
    Asked.Score score = unrolled.judge(trials, 0, asked);
    assertEquals(loss(network, trials), score.loss / asked.total(), tolerance);
    Parameters g = Parameters.zeros(network);
    unrolled.backward(p, asked, g);
    int width = INPUTS + 1;
    compare(network.recurrent(), RateNetwork.Builder::recurrent, network, trials, k -> g.recurrent[k],
        tolerance);
    compare(network.input(), RateNetwork.Builder::input, network, trials,
        k -> g.input[k / INPUTS * width + k % INPUTS], tolerance);
    compare(network.bias(), RateNetwork.Builder::bias, network, trials, k -> g.input[k * width + INPUTS],
        tolerance);
    compare(network.readout(), RateNetwork.Builder::readout, network, trials, k -> g.readout[k], tolerance);
    compare(network.readoutBias(), RateNetwork.Builder::readoutBias, network, trials, k -> g.readoutBias[k],
        tolerance);
  }

  /** Entry for entry, without the weight that is 0. */
  @Test
  void lossGradientIsThatOfTraining() {
    RateNetwork network = network(TransferFunction.TANH, 0.5);
    float[] w = network.recurrent();
    w[1] = 0;
    network = network.withRecurrent(w);
    Trials trials = trials(true);
    Asked asked = Asked.of(trials, OUTPUTS);
    Unrolled unrolled = new Unrolled(network, TRIALS, STEPS);
    Parameters p = Parameters.of(network);
    unrolled.forward(p, trials, 0, asked);
    unrolled.judge(trials, 0, asked);
    Parameters g = Parameters.zeros(network);
    unrolled.backward(p, asked, g);
    LossGradient loss = new LossGradient(network, trials);
    double[] found = loss.at(loss.weights());
    assertEquals(UNITS * UNITS - 1, found.length);
    assertEquals(g.recurrent[0], found[0]);
    assertEquals(g.recurrent[2], found[1]);
    assertEquals(w[2], loss.weights()[1]);
  }
}
