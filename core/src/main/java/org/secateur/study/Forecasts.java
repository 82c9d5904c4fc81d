package org.secateur.study;

import org.secateur.certify.Level;
import org.secateur.dynamics.Drift;
import org.secateur.network.Network;
import org.secateur.sparse.CholeskyForecast;
import org.secateur.spectral.LargePair;

/**
 * What each step of a pruning takes on one core, the network itself left out. Times are of a warm virtual machine on a server
 * processor of 2023, measured by the class {@code ForecastTable} of the benchmarks; memory is counted from what the code
 * allocates, and held to the truth by {@code ForecastTest}: either is meant to be right within a factor of two.
 */
public final class Forecasts {
  /** Of dense factorisations and inversions, per second. */
  private static final double DENSE_FLOPS = 3e10;
  /** Of sparse ones, whose blocks are small: where a factorisation is given up. */
  private static final double SPARSE_FLOPS = 1e10;
  /** Of those whose blocks have grown large, seconds for each entry of a factor, and for each neuron's place in the order. */
  private static final double FRONT_FLOPS = 3e10;
  private static final double ENTRY_SECONDS = 7e-8;
  private static final double ORDER_SECONDS = 4e-6;
  /** What the virtual machine still compiles meanwhile, whose time counts too. */
  private static final double COMPILING_SECONDS = 0.6;
  /** Snapshots solved for in a block; one more lane is the solver's witness. */
  private static final int PROBES = 7;
  /** Rows of all blocks that are solved for at once, and most blocks. */
  private static final double WAVE_ROWS = 1 << 21;
  private static final double LARGEST_WAVE = 8;
  /** From here on vectors do not fit the caches any more, and everything takes twice as long in the end. */
  private static final double CACHED_NEURONS = 3e5;
  /** Basis vectors of an iteration for eigenvalues: most of them, and most numbers in them. */
  private static final double QUICK_STEPS = 120;
  private static final double QUICK_NUMBERS = 5e7;
  private static final double FULL_STEPS = 150;
  private static final double FULL_NUMBERS = 1e8;

  private Forecasts() {
  }

  /** Cholesky and inverse, n³ flops; or Schur and Sylvester, some 30 n³. */
  static Forecast dense(Drift drift) {
    double n = drift.size();
    return drift.isSymmetric()
        ? new Forecast(16 * n * n, n * n * n / DENSE_FLOPS)
        : new Forecast(56 * n * n, 30 * n * n * n / DENSE_FLOPS);
  }

  /** Factorisation and selected inversion take three times the factor's own flops. */
  static Forecast sparse(CholeskyForecast forecast, Drift drift) {
    return new Forecast(forecast.bytes() + 8.0 * drift.network().synapses(),
        COMPILING_SECONDS + 3 * forecast.flops() / FRONT_FLOPS + ENTRY_SECONDS * forecast.fill()
            + ORDER_SECONDS * drift.size());
  }

  /** How large Σ of the squared column counts may be for a time. */
  static double flopsIn(double seconds) {
    return Math.max(1, seconds * SPARSE_FLOPS / 3);
  }

  /**
   * Blocks of {@link #PROBES} snapshots, some fifteen sweeps over the matrix each; six vectors of eight lanes for each block
   * under way, and at the end four numbers and the ends of every edge.
   */
  static Forecast sketch(Drift drift, Precision precision) {
    double n = drift.size();
    double m = drift.network().synapses();
    double probes = switch (precision) {
      case Precision.Probes(int count) -> count;
      case Precision.MeanError(double relative) -> probes(m / Math.max(1, n), relative);
    };
    double blocks = Math.max(1, Math.ceil(probes / PROBES));
    double wave = Math.clamp(WAVE_ROWS / Math.max(1, n), 1, LARGEST_WAVE);
    double first = precision instanceof Precision.MeanError ? 1 : 0; // goes alone, to see how many more are needed
    double together = Math.min(wave, Math.max(1, blocks - first));
    double bytes = 24 * n + 4 * m + Math.max(400 * n * together + 4 * m, 22 * m);
    double seconds = (7e-8 * m + blocks * (7e-8 * m + 3e-6 * n)) * (1 + 0.9 * n / (n + CACHED_NEURONS));
    return new Forecast(bytes, seconds);
  }

  /**
   * k of a relative error ε: (4/π) (share/ε)², where all but the share of a variance is local. The share falls with the number
   * of neighbours: about 0.2 with four, as on a grid, and 0.08 with twenty.
   */
  private static double probes(double degree, double relative) {
    double share = Math.min(1, 0.46 * Math.pow(Math.max(1, degree), -0.6));
    return 4 / Math.PI * share * share / (relative * relative);
  }

  /** Thousands of steps of a few dozen trials. */
  static Forecast simulation(Drift drift) {
    double n = drift.size();
    double m = drift.network().synapses();
    return new Forecast(1000 * n + 200 * m, 20_000 * (2e-9 * m + 10e-9 * n));
  }

  /** Plan, draw, and the pruned network beside a plan of three numbers an edge. */
  public static Forecast pruning(Network network) {
    double m = network.synapses();
    return new Forecast(24 * m + 50.0 * network.neurons(), 5e-7 * m);
  }

  /**
   * A certificate of a pruning that keeps about half of the synapses: dense eigenproblems of small networks, iterations over
   * large sparse ones.
   */
  public static Forecast certificate(Drift drift, Level level) {
    double n = drift.size();
    double m = drift.network().synapses();
    boolean quick = level == Level.QUICK;
    if (LargePair.isLarge(drift)) {
      double steps = quick
          ? Math.clamp(QUICK_NUMBERS / n, 20, QUICK_STEPS)
          : Math.clamp(FULL_NUMBERS / n, 20, FULL_STEPS);
      return new Forecast(4 * n * steps + 20 * m, // half of the steps are taken
          (quick ? 4.5e-6 : 1.8e-5) * (m + 5 * n) * (1 + 0.9 * n / (n + CACHED_NEURONS)));
    }
    double cube = n * n * n / DENSE_FLOPS;
    return drift.isSymmetric()
        ? new Forecast(28 * n * n, (quick ? 5 : 9) * cube)
        : new Forecast(56 * n * n, (quick ? 60 : 250) * cube);
  }

  /** A bundle: the pruned network as text, read back to be sure, and a line for every edge. */
  public static Forecast writing(Network network) {
    double edges = network.isSymmetric() ? network.synapses() / 2.0 : network.synapses();
    return new Forecast(120 * edges, 1.4e-6 * edges);
  }

  /** What is held from reading to the end: the entries as they were read, and the network. */
  public static double held(Network network) {
    double edges = network.isSymmetric() ? network.synapses() / 2.0 : network.synapses();
    return 12.0 * network.synapses() + 20 * edges + 150.0 * network.neurons();
  }
}
