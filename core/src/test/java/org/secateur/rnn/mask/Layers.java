package org.secateur.rnn.mask;

import java.util.List;
import java.util.stream.Stream;

import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/** Named layers with activity to prune: the name is the recipe. */
public final class Layers {
  private Layers() {
  }

  /** A layer and what its neurons do. */
  public static final class Named {
    private final String name;
    private final Weights weights;
    private final double[] rates; // (samples · columns), sample after sample
    private final SecondMoment moment;

    Named(String name, Weights weights, double[] rates) {
      this.name = name;
      this.weights = weights;
      this.rates = rates;
      this.moment = SecondMoment.ofSamples(weights.columns(), rates);
    }

    public Weights weights() {
      return weights;
    }

    public double[] rates() {
      return rates;
    }

    public SecondMoment moment() {
      return moment;
    }

    public Evidence evidence(long seed) {
      return Evidence.of(weights, new Seed(seed)).withSecondMoment(moment)
          .withCovariance(new Sampled(moment));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Plain and gated layers, with and without self-connections and missing synapses, full and few activity dimensions. */
  public static Stream<Named> all() {
    return List.of(
        layer("1 neuron", 1, 1, 1, 1, false, 3),
        layer("2 neurons", 2, 1, 2, 1, false, 5),
        layer("3 neurons, self-connections", 3, 1, 3, 1, true, 10),
        layer("10 neurons", 10, 1, 10, 1, false, 100),
        layer("10 neurons, three gates, self-connections", 10, 3, 4, 1, true, 100),
        layer("40 neurons, half of the synapses", 40, 1, 40, 0.5, false, 400),
        layer("40 neurons, activity in 5 dimensions", 40, 1, 5, 1, false, 400),
        layer("40 neurons, fewer samples than neurons", 40, 1, 40, 1, true, 15)).stream();
  }

  public static Named layer(String name, int n, int gates, int dimensions, double density, boolean self,
      int samples) {
    NoiseStream stream = new Seed(n + 100L * gates + samples).stream(name);
    double[] w = new double[gates * n * n];
    for (int at = 0; at < w.length; at++) {
      boolean own = at / n % n == at % n;
      double value = stream.nextGaussian() / Math.sqrt(n);
      w[at] = own ? (self ? value : 0) : stream.nextDouble() < density ? value : 0;
    }
    double[] loading = new double[n * dimensions];
    stream.fillGaussian(loading);
    double[] rates = new double[samples * n];
    for (int t = 0; t < samples; t++) {
      for (int d = 0; d < dimensions; d++) {
        double z = stream.nextGaussian() / Math.sqrt(dimensions);
        for (int i = 0; i < n; i++) {
          rates[t * n + i] += z * loading[i * dimensions + d];
        }
      }
    }
    return new Named(name, Weights.of(gates * n, n, w), rates);
  }

  /** A second moment taken for a covariance. */
  private record Sampled(SecondMoment moment) implements org.secateur.dynamics.Covariance {
    @Override
    public int neurons() {
      return moment.size();
    }

    @Override
    public double get(int i, int j) {
      return moment.get(i, j);
    }

    @Override
    public double differenceVariance(int i, int j, int sign) {
      return moment.get(i, i) + moment.get(j, j) - 2 * sign * moment.get(i, j);
    }

    @Override
    public double standardError(int i, int j, int sign) {
      return 0;
    }
  }
}
