package org.secateur.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.secateur.random.Seed;

/** Against the definition, in double precision. */
final class SoftmaxLossTest {
  private static final int SAMPLES = 2500; // three chunks, the last one short
  private static final int WIDTH = 7;
  private static final int CLASSES = 4;
  private static final double COST = 0.3;

  private final float[] features = new float[SAMPLES * WIDTH];
  private final int[] labels = new int[SAMPLES];
  private final double[] theta = new double[CLASSES * (WIDTH + 1)];

  SoftmaxLossTest() {
    var random = new Seed(7).stream("softmax-loss");
    for (int k = 0; k < features.length; k++) {
      features[k] = (float) (random.nextDouble() - 0.3);
    }
    for (int k = 0; k < labels.length; k++) {
      labels[k] = (int) (random.nextDouble() * CLASSES);
    }
    for (int k = 0; k < theta.length; k++) {
      theta[k] = (float) (4 * random.nextDouble() - 2); // what single precision holds
    }
  }

  @Test
  void isTheDefinitionAndItsDerivative() {
    double value = 0;
    double[] derivative = new double[theta.length];
    for (int k = 0; k < SAMPLES; k++) {
      double[] p = new double[CLASSES];
      double sum = 0;
      for (int c = 0; c < CLASSES; c++) {
        p[c] = Math.exp(score(k, c));
        sum += p[c];
      }
      value -= COST * Math.log(p[labels[k]] / sum);
      for (int c = 0; c < CLASSES; c++) {
        double residual = COST * (p[c] / sum - (c == labels[k] ? 1 : 0));
        for (int i = 0; i < WIDTH; i++) {
          derivative[c * (WIDTH + 1) + i] += residual * features[k * WIDTH + i];
        }
        derivative[c * (WIDTH + 1) + WIDTH] += residual;
      }
    }
    for (int k = 0; k < theta.length; k++) {
      if (k % (WIDTH + 1) < WIDTH) {
        value += theta[k] * theta[k] / 2;
        derivative[k] += theta[k];
      }
    }
    double[] gradient = new double[theta.length];
    // A score is eight products of at most 2 · 1 each rounded to 2⁻²⁴: 10 · 16 · 2⁻²⁴ < 1e-5 in all. The loss moves by no more than
    // the scores do, probabilities by half as much; sums of chunks of 1,024 in single precision add 1e-5 of their terms' sum at most.
    double each = COST * 2e-5 * SAMPLES;
    assertThat(loss().valueAndGradient(theta, gradient)).isCloseTo(value, within(each));
    assertArrayEquals(derivative, gradient, each);
    assertThat(Math.abs(derivative[0])).isGreaterThan(10 * each); // the tolerance could tell
  }

  @Test
  void hasTheSameBitsOnAnyNumberOfThreads() throws Exception {
    double[] one = new double[theta.length];
    double[] eight = new double[theta.length];
    double a;
    double b;
    try (ForkJoinPool single = new ForkJoinPool(1); ForkJoinPool many = new ForkJoinPool(8)) {
      a = single.submit(() -> loss().valueAndGradient(theta, one)).get();
      b = many.submit(() -> loss().valueAndGradient(theta, eight)).get();
    }
    assertThat(a).isEqualTo(b);
    assertArrayEquals(one, eight);
  }

  private SoftmaxLoss loss() {
    return new SoftmaxLoss(features, WIDTH, labels, CLASSES, COST);
  }

  private double score(int sample, int c) {
    double score = theta[c * (WIDTH + 1) + WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      score += theta[c * (WIDTH + 1) + i] * features[sample * WIDTH + i];
    }
    return score;
  }
}
