package org.secateur.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

class BootstrapIntervalTest {

  /**
   * For many networks with one draw each the interval is mean ± 1.96 s/√n. A percentile of 4 000 resamples is off by √(0.025 ·
   * 0.975 / 4000) / φ(1.96) = 0.042 standard errors; five of those, and 0.05 for a distribution that is not quite normal.
   */
  @Test
  void isTheNormalOneForManyNetworks() {
    int n = 200;
    double[][] values = new double[n][1];
    NoiseStream stream = new Seed(8).stream("values");
    double sum = 0;
    double squares = 0;
    for (double[] v : values) {
      v[0] = 3 + stream.nextGaussian();
      sum += v[0];
      squares += v[0] * v[0];
    }
    double mean = sum / n;
    double error = Math.sqrt((squares / n - mean * mean) / n);
    BootstrapInterval interval = BootstrapInterval.of(values, new Seed(1));
    assertEquals(mean, interval.mean(), 1e-12);
    assertEquals(mean - 1.96 * error, interval.low(), 0.26 * error);
    assertEquals(mean + 1.96 * error, interval.high(), 0.26 * error);
  }

  /** Draws that differ within one network give an interval too, and equal ones none. */
  @Test
  void spreadWithinANetworkCounts() {
    BootstrapInterval spread = BootstrapInterval.of(new double[][]{{0, 1, 0, 1}}, new Seed(1));
    assertEquals(0.5, spread.mean(), 0);
    // the mean of four draws of 0 or 1 is 0 with probability 1/16, more than 2.5 %
    assertEquals(0, spread.low(), 0);
    assertEquals(1, spread.high(), 0);
    BootstrapInterval none = BootstrapInterval.of(new double[][]{{0.7, 0.7}, {0.7}}, new Seed(1));
    assertEquals(none.low(), none.high(), 1e-15);
    assertTrue(Math.abs(none.mean() - 0.7) < 1e-15);
  }
}
