package org.secateur.rnn.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.secateur.random.Seed;
import org.secateur.rnn.Trials;

class InputNoiseTest {

  /** Mean and variance of each input within five standard errors; neighbouring steps are uncorrelated within five. */
  @Test
  void isWhiteAboutItsTonicInput() {
    int count = 400;
    int steps = 20;
    float[] x = new InputNoise(3, steps, 0.5, 1).trials(new Seed(2), "test", 0, count).values();
    for (int c = 0; c < 3; c++) {
      double mean = c == 0 ? 1 : 0;
      double sum = 0;
      double squares = 0;
      double products = 0;
      for (int t = 0; t < steps; t++) {
        for (int k = 0; k < count; k++) {
          double z = x[(t * count + k) * 3 + c] - mean;
          sum += z;
          squares += z * z;
          products += t == 0 ? 0 : z * (x[((t - 1) * count + k) * 3 + c] - mean);
        }
      }
      double n = count * steps;
      assertEquals(0, sum / n, 5 * 0.5 / Math.sqrt(n));
      assertEquals(0.25, squares / n, 5 * 0.25 * Math.sqrt(2 / n));
      assertEquals(0, products / n, 5 * 0.25 / Math.sqrt(n));
    }
  }

  @Test
  void drawsAreHeld() {
    float[] x = new InputNoise(2, 7, 0.5, 3, 0).trials(new Seed(3), "test", 0, 1).values();
    for (int t = 0; t < 7; t++) {
      for (int c = 0; c < 2; c++) {
        assertEquals(x[(t - t % 3) * 2 + c], x[t * 2 + c]);
      }
    }
    assertNotEquals(x[0], x[3 * 2]);
  }

  @Test
  void howManyAreDrawnAtATimeDoesNotShow() {
    InputNoise noise = new InputNoise(2, 5, 1, 0);
    Trials many = noise.trials(new Seed(2), "test", 3, 6);
    assertArrayEquals(many.slice(2, 4).values(), noise.trials(new Seed(2), "test", 5, 2).values());
  }
}
