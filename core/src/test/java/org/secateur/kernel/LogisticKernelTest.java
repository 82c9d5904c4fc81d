package org.secateur.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.secateur.random.Seed;

class LogisticKernelTest {
  /** The fit is good to 1.9 · 10⁻⁸ in tanh; some ten roundings of numbers below 1 add 10 · 2⁻²⁵, times ½. */
  private static final double ERROR = 3e-7;

  @Test
  void logisticIsWithinItsError() {
    for (float x = -40; x <= 40; x += 0.0009765625f) {
      float s = LogisticKernel.logistic(x);
      assertThat((double) s).isCloseTo(1 / (1 + Math.exp(-x)), within(ERROR)).isBetween(0.0, 1.0);
    }
    for (float x : new float[]{Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e30f, -1e30f}) {
      assertThat(LogisticKernel.logistic(x)).isEqualTo(x > 0 ? 1f : 0f, within(3e-7f));
    }
  }

  /** Five standard errors and the two roundings of a level of 2⁻²³; 61 values: a right kernel fails for 1 seed in 28 000. */
  @Test
  void drawsHaveTheirProbabilities() {
    int count = 100_000;
    int[] words = new int[count];
    for (int k = 0; k < count; k++) {
      words[k] = (int) (new Seed(5).uniform("words", k) * 0x1p32 - 0x1p31);
    }
    for (float input = -15; input <= 15; input += 0.5f) {
      float[] x = new float[count];
      java.util.Arrays.fill(x, input);
      LogisticKernel.sample(x, 0, count, words);
      double p = 1 / (1 + Math.exp(-input));
      check(x, p, count);
      java.util.Arrays.fill(x, (float) p);
      LogisticKernel.bernoulli(x, 0, count, words);
      check(x, p, count);
    }
  }

  private static void check(float[] x, double p, int count) {
    double ones = 0;
    for (float value : x) {
      assertThat(value == 0 || value == 1).isTrue();
      ones += value;
    }
    // Where the expected count is a few, five standard errors of a Poisson variable need the tail's room: plus 5 counts.
    assertThat(ones).isCloseTo(p * count, within(5 * Math.sqrt(p * (1 - p) * count) + 5));
  }

  @Test
  void certainThingsAreCertain() {
    int[] words = {0, -1, 1 << 31, 511, 512};
    float[] x = {100, 100, 100, 100, 100};
    LogisticKernel.sample(x, 0, 5, words);
    assertThat(x).containsOnly(1f);
    x = new float[]{-100, -100, -100, -100, -100};
    LogisticKernel.sample(x, 0, 5, words);
    assertThat(x).containsOnly(0f);
    x = new float[]{1e30f, Float.POSITIVE_INFINITY, 1, 1, 1};
    LogisticKernel.sample(x, 0, 2, words);
    assertThat(x).containsOnly(1f);
    LogisticKernel.bernoulli(x, 0, 5, words);
    assertThat(x).containsOnly(1f);
    x = new float[5];
    LogisticKernel.bernoulli(x, 0, 5, words);
    assertThat(x).containsOnly(0f);
  }

  /** SplitMix64, as random.Seed documents it: the k-th draw of a stream and of the seed's own are the same numbers. */
  @Test
  void drawsAreThoseOfTheStream() {
    long[] key = {1, 2, 3};
    long[] spread = new long[3 * 8];
    LogisticKernel.spread(key, 8, spread);
    long[] bits = new long[24];
    LogisticKernel.draws(spread, 24, 5, bits);
    int[] words = new int[20];
    for (int c = 0; c < 3; c++) {
      LogisticKernel.unitWords(key[c], 5, 20, words);
      for (int q = 0; q < 8; q++) {
        assertThat(words[q]).isEqualTo((int) bits[q * 3 + c]);
        assertThat(words[q + 8]).isEqualTo((int) (bits[q * 3 + c] >>> 32));
      }
      long[] next = new long[24];
      LogisticKernel.draws(spread, 24, 13, next);
      assertThat(words[16]).isEqualTo((int) next[c]);
    }
  }
}
