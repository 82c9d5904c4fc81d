package org.secateur.rnn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;
import org.secateur.rnn.RateNetwork;

/** Three steps as Kingma and Ba write them, in double precision, with the gradient's norm above and below the clip. */
class AdamTest {
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 100})
  void stepsAreThePublishedOnes(double clip) {
    RateNetwork shape = RateNetwork.builder(3, 2, 2).build();
    Parameters p = Parameters.zeros(shape);
    List<float[]> zeros = new ArrayList<>(List.of(Parameters.zeros(shape).arrays()));
    zeros.addAll(List.of(Parameters.zeros(shape).arrays()));
    Adam adam = new Adam(p, clip, zeros, 0);
    NoiseStream s = new Seed(9).stream("gradient");
    int n = p.recurrent.length;
    double[] theta = new double[n];
    double[] m = new double[n];
    double[] v = new double[n];
    double rate = 0.01;
    for (int t = 1; t <= 3; t++) {
      Parameters g = Parameters.zeros(shape);
      double squares = 0;
      for (float[] part : g.arrays()) {
        for (int k = 0; k < part.length; k++) {
          part[k] = (float) s.nextGaussian();
          squares += part[k] * part[k];
        }
      }
      double factor = Math.min(1, clip / Math.sqrt(squares));
      for (int k = 0; k < n; k++) {
        double slope = factor * g.recurrent[k];
        m[k] = 0.9 * m[k] + 0.1 * slope;
        v[k] = 0.999 * v[k] + 0.001 * slope * slope;
        theta[k] -= rate * m[k] / (1 - Math.pow(0.9, t))
            / (Math.sqrt(v[k] / (1 - Math.pow(0.999, t))) + 1e-8);
      }
      adam.update(g, rate);
    }
    for (int k = 0; k < n; k++) {
      // 1 − 0.999 is off by 5·10⁻⁵ in floats (the nearest float to 0.999 is 0.99900001), the root by half of it, and no
      // step is longer than about the rate: 3 · 0.01 · 3·10⁻⁵
      assertEquals(theta[k], p.recurrent[k], 1e-6);
    }
  }
}
