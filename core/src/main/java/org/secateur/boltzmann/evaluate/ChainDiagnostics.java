package org.secateur.boltzmann.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Samples;
import org.secateur.boltzmann.chains.GibbsSampler;
import org.secateur.boltzmann.chains.Particles;
import org.secateur.network.Require;

/**
 * Whether chains can be trusted, by one number along each of them.
 *
 * @param potentialScaleReduction split R-hat: 1 if the chains cannot be told apart; above 1.01 they have not forgotten their
 *     starts. Gelman and Rubin (1992); Vehtari et al. (2021)
 * @param autocorrelationTime sweeps between two independent states: 1 + 2 Σ ρ_t up to a window of five such times (Sokal 1997)
 */
public record ChainDiagnostics(double potentialScaleReduction, double autocorrelationTime) {
  private static final double WINDOW = 5;

  /**
   * Of the energies of a machine's chains over some sweeps.
   *
   * @param sweeps at least 4
   */
  public static ChainDiagnostics ofEnergies(GibbsSampler sampler, Particles start, int sweeps) {
    Require.atLeast(sweeps, 4, "sweeps");
    double[][] series = new double[start.chains()][sweeps];
    int[] at = {0};
    sampler.readOut(start, 1, sweeps, samples -> {
      for (int c = 0; c < series.length; c++) {
        series[c][at[0]] = energy(sampler.machine(), samples, c);
      }
      at[0]++;
    });
    return of(series);
  }

  private static double energy(Machine machine, Samples samples, int chain) {
    byte[][] state = new byte[machine.layers()][];
    Arrays.setAll(state, l -> samples.layer(l).row(chain));
    return machine.energy(state);
  }

  /**
   * Of any series.
   *
   * @param series (chains)(steps), at least 4 steps
   */
  public static ChainDiagnostics of(double[][] series) {
    Require.atLeast(series.length, 1, "the number of chains");
    Require.atLeast(series[0].length, 4, "the number of steps");
    return new ChainDiagnostics(scaleReduction(series), autocorrelationTime(series));
  }

  private static double scaleReduction(double[][] series) {
    List<double[]> halves = new ArrayList<>();
    int n = series[0].length / 2;
    for (double[] chain : series) {
      halves.add(Arrays.copyOfRange(chain, 0, n));
      halves.add(Arrays.copyOfRange(chain, chain.length - n, chain.length));
    }
    double[] means = halves.stream().mapToDouble(ChainDiagnostics::mean).toArray();
    double within = halves.stream().mapToDouble(ChainDiagnostics::variance).average().orElseThrow();
    double between = variance(means);
    return within == 0
        ? (between == 0 ? 1 : Double.POSITIVE_INFINITY)
        : Math.sqrt((n - 1.0) / n + between / within);
  }

  private static double mean(double[] x) {
    return Arrays.stream(x).average().orElseThrow();
  }

  private static double variance(double[] x) {
    double mean = mean(x);
    return Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / (x.length - 1);
  }

  private static double autocorrelationTime(double[][] series) {
    int steps = series[0].length;
    double mean = Arrays.stream(series).mapToDouble(ChainDiagnostics::mean).average().orElseThrow();
    double variance = covariance(series, mean, 0);
    double time = 1;
    for (int lag = 1; variance > 0 && lag < steps && lag < WINDOW * time; lag++) {
      time += 2 * covariance(series, mean, lag) / variance;
    }
    return Math.max(1, time);
  }

  private static double covariance(double[][] series, double mean, int lag) {
    double sum = 0;
    for (double[] chain : series) {
      for (int t = 0; t + lag < chain.length; t++) {
        sum += (chain[t] - mean) * (chain[t + lag] - mean);
      }
    }
    return sum / ((double) series.length * (series[0].length - lag));
  }
}
