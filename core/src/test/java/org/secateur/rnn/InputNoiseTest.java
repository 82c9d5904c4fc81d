package org.secateur.rnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.secateur.random.Seed;

class InputNoiseTest {

  /** 200 trials of 8 draws in 3 channels: the variance of 4800 normal numbers has the relative standard error √(2/4800) = 2 %. */
  @Test
  void drawsAreHeldAndAsLargeAsTheySay() {
    int count = 200;
    float[] values = new InputNoise(0.5, 5).trials(3, count, 40, new Seed(1)).values();
    double square = 0;
    for (int t = 0; t < 40; t++) {
      for (int q = 0; q < count * 3; q++) {
        int at = t * count * 3 + q;
        if (t % 5 != 0) {
          assertThat(values[at]).isEqualTo(values[at - count * 3]);
        }
        square += values[at] * values[at] / values.length;
      }
    }
    assertThat(square).isCloseTo(0.25, within(5 * 0.25 * 0.0204));
  }

  @Test
  void trialsDoNotDependOnHowManyThereAre() {
    float[] few = new InputNoise(1, 2).trials(2, 1, 6, new Seed(2)).values();
    float[] many = new InputNoise(1, 2).trials(2, 3, 6, new Seed(2)).values();
    for (int t = 0; t < 6; t++) {
      assertThat(Arrays.copyOfRange(many, t * 6, t * 6 + 2))
          .isEqualTo(Arrays.copyOfRange(few, t * 2, t * 2 + 2));
    }
  }
}
