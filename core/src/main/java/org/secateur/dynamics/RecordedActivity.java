package org.secateur.dynamics;

import java.util.Arrays;

import org.secateur.kernel.BlockKernel;
import org.secateur.network.Network;
import org.secateur.network.Require;

/** Rates of neurons at successive moments, as somebody recorded them. Immutable. */
public final class RecordedActivity {
  /** Most batches for the standard errors: they are then known to one part in eleven. */
  public static final int LARGEST_BATCHES = 64;

  /** How the moments of a recording hang together. */
  public enum Moments {
    /** Each moment was drawn on its own, as from separate trials. */
    INDEPENDENT,
    /** The moments follow one another in time, evenly spaced, and neighbours resemble each other. */
    CONSECUTIVE
  }

  private final int moments;
  private final int neurons;
  private final double[] centred; // (moments, neurons), Hz, less each neuron's mean
  private final double[] mean; // (neurons), Hz

  private RecordedActivity(int moments, int neurons, double[] values) {
    this.moments = moments;
    this.neurons = neurons;
    this.centred = values;
    this.mean = new double[neurons];
    for (int pass = 0; pass < 2; pass++) { // the second takes away what rounding left
      double[] sum = new double[neurons];
      for (int q = 0; q < values.length; q++) {
        sum[q % neurons] += values[q];
      }
      for (int i = 0; i < neurons; i++) {
        sum[i] /= moments;
        mean[i] += sum[i];
      }
      for (int q = 0; q < values.length; q++) {
        values[q] -= sum[q % neurons];
      }
    }
  }

  /**
   * A recording from one row a moment.
   *
   * @param rates (moments)(neurons) finite, at least two moments, in Hz; copied
   */
  public static RecordedActivity of(double[][] rates) {
    int n = rates.length == 0 ? 0 : rates[0].length;
    double[] flat = new double[Math.multiplyExact(rates.length, n)];
    for (int u = 0; u < rates.length; u++) {
      Require.length(rates[u].length, n, "row " + u + " of rates");
      System.arraycopy(rates[u], 0, flat, u * n, n);
    }
    return checked(rates.length, n, flat);
  }

  /**
   * A recording from an array.
   *
   * @param rates (moments · neurons) finite, moment by moment, in Hz; copied
   */
  public static RecordedActivity of(int moments, int neurons, double[] rates) {
    Require.length(rates.length, Math.multiplyExact(moments, neurons), "rates");
    return checked(moments, neurons, rates.clone());
  }

  private static RecordedActivity checked(int moments, int neurons, double[] rates) {
    Require.atLeast(moments, 2, "moments");
    for (int q = 0; q < rates.length; q++) {
      if (!(Math.abs(rates[q]) < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("rates must be finite, but neuron " + q % neurons + " at moment "
            + q / neurons + " has " + rates[q] + "; leave such moments out");
      }
    }
    return new RecordedActivity(moments, neurons, rates);
  }

  /** How many moments there are. */
  public int moments() {
    return moments;
  }

  /** How many neurons there are. */
  public int neurons() {
    return neurons;
  }

  /** The mean rate of neuron i in Hz. */
  public double mean(int i) {
    return mean[i];
  }

  /**
   * The covariance of the recorded rates over a network's synapses. The estimate is Σ d²/T of the centred combinations,
   * plus the variance of their mean, which for independent moments makes it Σ d²/(T − 1). Standard errors come from
   * T moments cut into min(T, 64) batches, or into min(√T, 64) if consecutive. Time O(T (n + m)).
   *
   * @throws IllegalArgumentException if the network has another number of neurons
   */
  public SampledCovariance covariance(Network network, Moments kind) {
    Require.length(neurons, network.neurons(), "recorded neurons");
    int batches = switch (kind) {
      case INDEPENDENT -> Math.min(moments, LARGEST_BATCHES);
      case CONSECUTIVE -> Math.clamp((int) Math.sqrt(moments), 2, LARGEST_BATCHES);
    };
    CombinationMoments accumulator = new CombinationMoments(Combinations.of(network), false);
    double[] shift = new double[neurons];
    double[] block = new double[Math.multiplyExact(neurons, BlockKernel.LANES)];
    for (int first = 0; first < batches; first += BlockKernel.LANES) {
      int[] length = new int[Math.min(BlockKernel.LANES, batches - first)];
      int longest = 0;
      for (int t = 0; t < length.length; t++) {
        length[t] = start(first + t + 1, batches) - start(first + t, batches);
        longest = Math.max(longest, length[t]);
      }
      for (int u = 0; u < longest; u++) {
        Arrays.fill(block, 0); // a batch that is one moment shorter ends in a zero, which adds nothing
        for (int t = 0; t < length.length; t++) {
          if (u < length[t]) {
            int row = (start(first + t, batches) + u) * neurons;
            for (int i = 0; i < neurons; i++) {
              block[BlockKernel.LANES * i + t] = centred[row + i];
            }
          }
        }
        accumulator.add(block, shift);
      }
      accumulator.endBatch(length);
    }
    return accumulator.result(SamplingFacts.Method.RECORDING);
  }

  private int start(int batch, int batches) {
    return (int) ((long) moments * batch / batches);
  }
}
