package org.secateur.study;

import java.util.Arrays;

import org.secateur.network.Require;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/**
 * A mean over some networks, each with some draws, and where it may lie: the percentile bootstrap (Efron, Annals of Statistics
 * 1979), which draws networks anew and then draws anew within each of them.
 *
 * @param mean over the networks of the mean over their draws
 * @param low 2.5 % of the means drawn anew lie below
 * @param high 2.5 % lie above
 */
public record BootstrapInterval(double mean, double low, double high) {
  /** How often everything is drawn anew. */
  public static final int RESAMPLES = 4000;

  /**
   * The interval.
   *
   * @param values one array a network, one number a draw, none empty; not modified
   * @param seed what is drawn from
   */
  public static BootstrapInterval of(double[][] values, Seed seed) {
    Require.atLeast(values.length, 1, "networks");
    double sum = 0;
    for (double[] network : values) {
      Require.atLeast(network.length, 1, "draws of a network");
      sum += Arrays.stream(network).average().orElseThrow();
    }
    double[] means = new double[RESAMPLES];
    NoiseStream stream = seed.stream("bootstrap");
    for (int b = 0; b < RESAMPLES; b++) {
      for (int k = 0; k < values.length; k++) {
        double[] network = values[below(stream, values.length)];
        double within = 0;
        for (int d = 0; d < network.length; d++) {
          within += network[below(stream, network.length)];
        }
        means[b] += within / network.length / values.length;
      }
    }
    Arrays.sort(means);
    int tail = RESAMPLES / 40;
    return new BootstrapInterval(sum / values.length, means[tail], means[RESAMPLES - 1 - tail]);
  }

  private static int below(NoiseStream stream, int bound) {
    return (int) (stream.nextDouble() * bound);
  }
}
