package org.secateur.bench;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;

import com.sun.management.OperatingSystemMXBean;
import org.secateur.dynamics.Drift;
import org.secateur.dynamics.EffectiveResistance;
import org.secateur.dynamics.SelectedCovariance;
import org.secateur.dynamics.Stationarity;
import org.secateur.network.Network;
import org.secateur.prune.PruningRule;
import org.secateur.prune.Scores;
import org.secateur.random.Seed;
import org.secateur.sparse.CholeskyForecast;
import org.secateur.sparse.SymbolicCholesky;
import org.secateur.sparse.SymbolicLimits;
import org.secateur.sparse.SymbolicOutcome;

/**
 * Exact scores of large networks, from drift to scores, or the refusal: CPU seconds of the whole process, compiler and
 * garbage collector included, the first and the least of some repeats, phase by phase.
 *
 * <p>Arguments: pairs of a family ({@code grid}, {@code geometric}, {@code hubs}, {@code blocks}) and a number of neurons.
 *
 * <pre>
 * taskset -c 0 java -Xmx6g -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -cp bench/target/classes:$(cat bench/target/classpath) \
 *   org.secateur.bench.ExactScoresCpuTime grid 90000 geometric 100000 hubs 100000 blocks 100000
 * </pre>
 */
public final class ExactScoresCpuTime {
  private static final int REPEATS = 7;
  private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory
      .getOperatingSystemMXBean();

  /** CPU seconds of the phases: analysis, covariance, scores. */
  private final double[] first = new double[3];
  private final double[] least = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY,
      Double.POSITIVE_INFINITY};
  private double firstTotal;
  private double leastTotal = Double.POSITIVE_INFINITY;
  private String finding = "";

  private ExactScoresCpuTime() {
  }

  /** Prints one line a network. */
  public static void main(String[] arguments) {
    for (int k = 0; k + 1 < arguments.length; k += 2) {
      BenchmarkInput input = BenchmarkInput.valueOf(arguments[k].toUpperCase(Locale.ROOT));
      Network network = input.draw(Integer.parseInt(arguments[k + 1]), Seed.DEFAULT);
      ExactScoresCpuTime time = new ExactScoresCpuTime();
      for (int repeat = 0; repeat < REPEATS; repeat++) {
        time.run(network, repeat);
      }
      System.out.printf(Locale.ROOT,
          "%s %s: total %.2f s (first %.2f); analysis %.2f (%.2f), covariance %.2f (%.2f), scores %.2f (%.2f); %s%n",
          input.word(), network, time.leastTotal, time.firstTotal, time.least[0], time.first[0],
          time.least[1],
          time.first[1], time.least[2], time.first[2], time.finding);
    }
  }

  private static double now() {
    return SYSTEM.getProcessCpuTime() * 1e-9;
  }

  private void run(Network network, int repeat) {
    double[] at = new double[4];
    Drift drift = EffectiveResistance.laplacian(network);
    at[0] = now();
    SymbolicOutcome outcome = SelectedCovariance.analyse(drift, SymbolicLimits.ofProcess());
    at[1] = now();
    at[2] = at[1];
    at[3] = at[1];
    switch (outcome) {
      case SymbolicOutcome.TooLarge(CholeskyForecast forecast) -> finding = "refused, " + forecast;
      case SymbolicOutcome.Feasible(SymbolicCholesky pattern) -> {
        Stationarity.Stationary s = (Stationarity.Stationary) SelectedCovariance.of(drift,
            EffectiveResistance.NOISE_VARIANCE, pattern);
        at[2] = now();
        Scores scores = Scores.of(drift, new PruningRule.EffectiveResistance(), Optional.of(s.covariance()));
        at[3] = now();
        finding = String.format(Locale.ROOT, "%s, residual %.1e, sum of scores less rank %.1e",
            pattern.forecast(),
            s.residual(), scores.sum() - (drift.size() - s.freeModes()));
      }
    }
    for (int phase = 0; phase < 3; phase++) {
      double seconds = at[phase + 1] - at[phase];
      least[phase] = Math.min(least[phase], seconds);
      first[phase] = repeat == 0 ? seconds : first[phase];
    }
    leastTotal = Math.min(leastTotal, at[3] - at[0]);
    firstTotal = repeat == 0 ? at[3] - at[0] : firstTotal;
  }
}
