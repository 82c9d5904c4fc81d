package org.secateur.rnn.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

import org.secateur.linalg.Matrix;
import org.secateur.network.Require;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/**
 * The Lyapunov exponents of a trajectory, in nats a step: how fast its k most unstable directions grow. Immutable.
 *
 * <p>Deviations are carried along and made orthogonal again every few steps; exponents are the mean logarithms of the lengths
 * that this takes off (Benettin, Galgani, Giorgilli and Strelcyn, Meccanica 1980; Engelken, Wolf and Abbott, Physical Review
 * Research 2023). Time per step that of the map, and O(n k²) per orthogonalisation.
 */
public final class LyapunovSpectrum {
  private final double[] exponent; // (k), descending
  private final double[] standardError; // (k)
  private final double[] mass; // (n · k), mean squared share of each neuron in direction k

  private LyapunovSpectrum(double[] exponent, double[] standardError, double[] mass) {
    this.exponent = exponent;
    this.standardError = standardError;
    this.mass = mass;
  }

  /**
   * How to go about it.
   *
   * @param directions k, how many exponents, the largest
   * @param discarded orthogonalisations to forget at the beginning, while directions turn into place
   * @param counted orthogonalisations to average over
   * @param between steps between two of them
   */
  public record Settings(int directions, int discarded, int counted, int between) {
    public Settings {
      Require.atLeast(directions, 1, "directions");
      Require.atLeast(discarded, 0, "discarded");
      Require.atLeast(counted, 2, "counted");
      Require.atLeast(between, 1, "between");
    }
  }

  /** Follows a trajectory. */
  public static LyapunovSpectrum of(TangentMap map, Settings settings, Seed seed) {
    int n = map.dimensions();
    int k = Math.min(n, settings.directions());
    Matrix q = Matrix.zeros(n, k);
    NoiseStream noise = seed.stream("lyapunov directions");
    double[] column = new double[n];
    for (int c = 0; c < k; c++) {
      noise.fillGaussian(column);
      q.setColumn(c, column);
    }
    Orthogonalisation.of(q);
    double[] sum = new double[k];
    double[] squares = new double[k];
    double[] mass = new double[n * k];
    for (int round = 0; round < settings.discarded() + settings.counted(); round++) {
      for (int step = 0; step < settings.between(); step++) {
        map.advance(q);
      }
      double[] length = Orthogonalisation.of(q);
      if (round >= settings.discarded()) {
        for (int c = 0; c < k; c++) {
          double growth = Math.log(length[c]) / settings.between();
          sum[c] += growth;
          squares[c] += growth * growth;
          q.copyColumn(c, column);
          for (int i = 0; i < n; i++) {
            mass[i * k + c] += column[i] * column[i] / settings.counted();
          }
        }
      }
    }
    return sorted(sum, squares, mass, settings.counted());
  }

  private static LyapunovSpectrum sorted(double[] sum, double[] squares, double[] mass, int counted) {
    int k = sum.length;
    int[] order = IntStream.range(0, k).boxed()
        .sorted(Comparator.<Integer>comparingDouble(c -> -sum[c]).thenComparingInt(c -> c))
        .mapToInt(Integer::intValue).toArray();
    double[] exponent = new double[k];
    double[] error = new double[k];
    double[] by = new double[mass.length];
    for (int c = 0; c < k; c++) {
      int from = order[c];
      exponent[c] = sum[from] / counted;
      double variance = (squares[from] / counted - exponent[c] * exponent[c]) * counted / (counted - 1);
      error[c] = variance > 0 ? Math.sqrt(variance / counted) : 0;
      for (int i = 0; i < mass.length / k; i++) {
        by[i * k + c] = mass[i * k + from];
      }
    }
    return new LyapunovSpectrum(exponent, error, by);
  }

  /** How many exponents there are. */
  public int size() {
    return exponent.length;
  }

  /** Exponent {@code k} from 0, the largest, in nats a step; −∞ where a direction is lost altogether. */
  public double exponent(int k) {
    return exponent[k];
  }

  /** The standard error of exponent {@code k}, growths between orthogonalisations taken for independent. */
  public double standardError(int k) {
    return standardError[k];
  }

  /** The exponents, descending, as a new array. */
  public double[] exponents() {
    return exponent.clone();
  }

  /**
   * The dimension of Kaplan and Yorke (1979): how many exponents, from the largest, can be added up before the sum turns
   * negative, the last one in part. 0 for a trajectory that only contracts; {@link #size} if all add up to no less than 0.
   */
  public double kaplanYorkeDimension() {
    double sum = 0;
    for (int k = 0; k < exponent.length; k++) {
      if (sum + exponent[k] < 0) {
        return k + sum / -exponent[k];
      }
      sum += exponent[k];
    }
    return exponent.length;
  }

  /**
   * One exponent for each neuron, by one of two readings of "the exponent of a neuron" (Chakraborty et al., ICLR 2024), which
   * that publication leaves open: exponents belong to directions.
   *
   * @return a new array (n)
   */
  public double[] ofNeurons(NeuronReading reading) {
    int k = exponent.length;
    int n = mass.length / k;
    double[] of = new double[n];
    switch (reading) {
      case MASS -> Arrays.setAll(of, i -> {
        double sum = 0;
        double share = 0;
        for (int c = 0; c < k; c++) {
          sum += mass[i * k + c] * exponent[c];
          share += mass[i * k + c];
        }
        return share > 0 ? sum / share : exponent[k - 1];
      });
      case RANK -> Arrays.setAll(of, i -> exponent[Math.min(i, k - 1)]);
    }
    return of;
  }

  /** What "the exponent of a neuron" might mean. */
  public enum NeuronReading {
    /** The mean of all exponents, each weighted by the neuron's share in its direction, averaged along the trajectory. */
    MASS,
    /** The i-th largest exponent for the i-th neuron: arbitrary, as neurons have no order. */
    RANK
  }
}
