package org.secateur.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

class LaneMomentsTest {
  private static final int[] TRIALS = {8, 5, 8};

  private static Network network(int n, double density) {
    NoiseStream random = new Seed(n).stream("network");
    double[][] w = new double[n][n];
    double[] leak = new double[n];
    for (int i = 0; i < n; i++) {
      leak[i] = n;
      for (int j = 0; j < n; j++) {
        w[i][j] = i != j && random.nextDouble() < density ? random.nextGaussian() : 0;
      }
    }
    return Network.ofDense(w, leak);
  }

  /** Samples [batch][sample][lanes · n], of neurons of quite different sizes, some nearly alike. */
  private static float[][][] samples(int n, int lanes, int[] length) {
    NoiseStream random = new Seed(2).stream("samples");
    float[][][] all = new float[length.length][][];
    for (int b = 0; b < length.length; b++) {
      all[b] = new float[length[b]][lanes * n];
      for (float[] state : all[b]) {
        for (int t = 0; t < lanes; t++) {
          double common = random.nextGaussian();
          for (int i = 0; i < n; i++) {
            state[lanes * i + t] = (float) (common * 100 + random.nextGaussian() * (1 + i % 7));
          }
        }
      }
    }
    return all;
  }

  /** Two passes over the batches of one combination, in double precision. */
  private static double[] twoPass(float[][][] all, int lanes, int i, int j, int sign) {
    double weight = 0;
    double mean = 0;
    int batches = 0;
    double[][] q = new double[all.length][lanes];
    for (int b = 0; b < all.length; b++) {
      for (int t = 0; t < TRIALS[b]; t++) {
        for (float[] state : all[b]) {
          double d = (double) state[lanes * i + t] - sign * (double) state[lanes * j + t];
          q[b][t] += d * d / all[b].length;
        }
        weight += all[b].length;
        mean += all[b].length * q[b][t];
        batches++;
      }
    }
    mean /= weight;
    double scatter = 0;
    for (int b = 0; b < all.length; b++) {
      for (int t = 0; t < TRIALS[b]; t++) {
        scatter += all[b].length * (q[b][t] - mean) * (q[b][t] - mean);
      }
    }
    return new double[]{mean, Math.sqrt(scatter / (weight * (batches - 1)))};
  }

  /**
   * Held whole, as partial sums, one combination after the other, and through products. A difference of two samples is
   * rounded once, its square thus off by 2⁻²³ of itself; the products are exact to double precision, but of numbers about
   * 100² / 2 times as large as the difference, with as many roundings as samples: below 10⁻¹¹ of it. The same relative
   * bounds hold for the error to within the size of the mean.
   */
  @ParameterizedTest
  @CsvSource({"20, 0.1, 8, 7, false", "20, 0.1, 8, 60, false", "33, 0.9, 16, 40, false",
      "33, 0.9, 16, 40, true",
      "40, 0.05, 8, 400, true", "3, 0.5, 8, 100, false"})
  void agreesWithTwoPasses(int n, double density, int lanes, int longest, boolean dense) {
    Network network = network(n, density);
    Combinations combinations = Combinations.of(network);
    int[] length = {longest, longest - 1, longest};
    float[][][] all = samples(n, lanes, length);
    BatchMeans total = new BatchMeans(combinations);
    for (int b = 0; b < all.length; b++) {
      LaneMoments moments = new LaneMoments(combinations, lanes, longest, dense);
      if (b == 0) {
        add(moments, all[0], TRIALS[0]);
        b++;
      }
      add(moments, all[b], TRIALS[b]);
      total.merge(moments.means());
    }
    assertEquals(21, total.batches());
    SampledCovariance c = total.result(0.5, SamplingFacts.Method.LINEAR_SIMULATION);
    assertEquals(8 * length[0] + 5 * length[1] + 8 * length[2], c.facts().samples());
    Edges edges = Edges.of(network);
    double tolerance = 0x1p-23 + 1e-11;
    for (int e = 0; e < edges.count(); e++) {
      int i = edges.post(e);
      int j = edges.pre(e);
      int sign = edges.weight(e) > 0 ? 1 : -1;
      double[] expected = twoPass(all, lanes, i, j, sign);
      assertEquals(expected[0] / 4, c.differenceVariance(i, j, sign), tolerance * expected[0] / 4);
      assertEquals(expected[1] / 4, c.standardError(i, j, sign), tolerance * expected[0] / 4);
    }
    for (int i = 0; i < n; i++) {
      double[] expected = twoPass(all, lanes, i, i, 0);
      assertEquals(expected[0] / 4, c.get(i, i), tolerance * expected[0] / 4);
    }
  }

  private static void add(LaneMoments moments, float[][] batch, int trials) {
    for (float[] state : batch) {
      moments.add(state);
    }
    moments.endBatch(trials, batch.length);
  }

  @Test
  void nothingAddedIsNothing() {
    BatchMeans total = new BatchMeans(Combinations.of(network(4, 0.5)));
    total.merge(new BatchMeans(Combinations.of(network(4, 0.5))));
    assertEquals(0, total.batches());
    assertEquals(0, total.result(1, SamplingFacts.Method.LINEAR_SIMULATION).get(0, 0));
    LaneMoments empty = new LaneMoments(Combinations.of(network(0, 0)), 8, 3, false);
    empty.add(new float[0]);
    empty.endBatch(8, 1);
    assertEquals(8, empty.means().batches());
  }

  /** What is reserved is what the larger arrays take. */
  @Test
  void memoryIsThatOfTheSmallerOfBufferAndSums() {
    Combinations combinations = Combinations.of(network(40, 0.05));
    int count = combinations.count();
    assertEquals(16L * count + 4L * 40 * 8 * 20, LaneMoments.bytes(combinations, 8, 20));
    assertEquals(16L * count + 4L * 40 * 8 * 16 + 8L * count * 8, LaneMoments.bytes(combinations, 8, 400));
    assertTrue(count < 200);
  }
}
