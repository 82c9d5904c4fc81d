package org.secateur.study;

import java.util.Optional;

import org.secateur.dynamics.Drift;
import org.secateur.dynamics.SelectedCovariance;
import org.secateur.network.Network;
import org.secateur.random.Seed;
import org.secateur.sparse.CholeskyForecast;
import org.secateur.sparse.SymbolicCholesky;
import org.secateur.sparse.SymbolicLimits;
import org.secateur.sparse.SymbolicOutcome;

/**
 * The route a network gets, why, and what it will cost.
 *
 * @param route one that says how it works: neither {@link ScoreRoute.Automatic} nor {@link ScoreRoute.Exact.Solver#FASTER}
 * @param why it was chosen
 * @param forecast what it takes, the network itself left out
 */
public record RouteChoice(ScoreRoute route, Why why, Forecast forecast) {
  /** Dense LAPACK on this many neurons takes a fraction of a second: nothing else is looked at. */
  static final int FEW_NEURONS = 1_500;
  /** An exact answer is worth waiting for so long, and twice as long as a sketch would take. */
  static final double PATIENCE_SECONDS = 10;
  /**
   * The largest weight over the smallest from which dense algebra is not trusted with few neurons: it resolves 2⁻⁵² of the
   * largest, which leaves six digits of the smallest here. A factor of a dominant matrix adds terms of one sign only, and
   * keeps them all.
   */
  static final double WIDE = 1e10;

  private static final ScoreRoute DENSE = new ScoreRoute.Exact(ScoreRoute.Exact.Solver.DENSE);
  private static final ScoreRoute SPARSE = new ScoreRoute.Exact(ScoreRoute.Exact.Solver.SPARSE);

  /** Why a route was chosen. */
  public sealed interface Why {
    /** It was asked for. */
    record Asked() implements Why {
    }

    /** There are so few neurons that dense algebra is the fastest. */
    record FewNeurons(int neurons) implements Why {
    }

    /** Directed networks are solved for by dense algebra, or simulated where that would take too much. */
    record Directed() implements Why {
    }

    /** Weights span so many orders of magnitude that dense algebra would lose the small ones in rounding the large. */
    record WideWeights(double ratio) implements Why {
    }

    /** A sparse factor is small enough. */
    record SmallFactor(long entries) implements Why {
    }

    /** A sparse factor would be too large, and dense algebra too. */
    record LargeFactor(long entries) implements Why {
    }

    /** A sparse factor would take longer than dense algebra. */
    record AllButDense(long entries) implements Why {
    }

    /** Not diagonally dominant: there is no sketch of it, so it is solved for. */
    record NotDominant() implements Why {
    }
  }

  /**
   * Chooses. Time O(n + m) and the symbolic analysis of a factorisation.
   *
   * @param memory most bytes to plan for; infinite if it does not matter
   */
  public static RouteChoice of(ScoreRoute asked, Drift drift, double memory) {
    return switch (asked) {
      case ScoreRoute.Automatic(Precision precision, Seed seed) ->
        automatic(drift, memory, new ScoreRoute.Sketched(precision, seed),
            new ScoreRoute.Simulated(Optional.empty(), seed));
      case ScoreRoute.Exact(ScoreRoute.Exact.Solver solver) -> switch (solver) {
        case DENSE -> new RouteChoice(asked, new Why.Asked(), Forecasts.dense(drift));
        case SPARSE, FASTER -> exact(drift, memory, Double.POSITIVE_INFINITY);
      };
      case ScoreRoute.Sketched(Precision precision, Seed seed) ->
        new RouteChoice(asked, new Why.Asked(), Forecasts.sketch(drift, precision));
      case ScoreRoute.Simulated simulated ->
        new RouteChoice(asked, new Why.Asked(), Forecasts.simulation(drift));
      case ScoreRoute.Recorded recorded -> new RouteChoice(asked, new Why.Asked(), Forecast.NONE);
    };
  }

  private static RouteChoice automatic(Drift drift, double memory, ScoreRoute.Sketched sketched,
      ScoreRoute.Simulated simulated) {
    if (drift.size() <= FEW_NEURONS || (drift.isSymmetric() && !drift.isDiagonallyDominant())) {
      RouteChoice exact = exact(drift, memory, Double.POSITIVE_INFINITY);
      return drift.size() <= FEW_NEURONS
          ? exact
          : new RouteChoice(exact.route, new Why.NotDominant(), exact.forecast);
    }
    if (!drift.isSymmetric()) {
      RouteChoice dense = exact(drift, memory, Double.POSITIVE_INFINITY);
      return dense.within(memory, 12 * PATIENCE_SECONDS)
          ? dense
          : new RouteChoice(simulated, new Why.Directed(), Forecasts.simulation(drift));
    }
    Forecast sketch = Forecasts.sketch(drift, sketched.precision());
    double patience = Math.max(PATIENCE_SECONDS, 2 * sketch.seconds());
    RouteChoice exact = exact(drift, memory, patience);
    return exact.within(memory, patience)
        ? exact
        : new RouteChoice(sketched, new Why.LargeFactor(exact.why instanceof Why.AllButDense(long entries)
            ? entries
            : 0), sketch);
  }

  private boolean within(double memory, double seconds) {
    return forecast.bytes() <= memory && forecast.seconds() <= seconds;
  }

  /** The faster of the exact solvers; dense if a factor that takes less time or memory than the limits is not found. */
  private static RouteChoice exact(Drift drift, double memory, double patience) {
    Forecast dense = Forecasts.dense(drift);
    if (!drift.isSymmetric()) {
      return new RouteChoice(DENSE, new Why.Directed(), dense);
    }
    double ratio = drift.isDiagonallyDominant() ? weightRatio(drift.network()) : 1;
    if (drift.size() <= FEW_NEURONS && ratio < WIDE) {
      return new RouteChoice(DENSE, new Why.FewNeurons(drift.size()), dense);
    }
    double seconds = dense.bytes() <= memory ? Math.min(dense.seconds(), patience) : patience;
    return switch (SelectedCovariance.analyse(drift,
        new SymbolicLimits(Forecasts.flopsIn(seconds), (long) Math.min(memory, Long.MAX_VALUE)))) {
      case SymbolicOutcome.Feasible(SymbolicCholesky pattern) -> new RouteChoice(SPARSE,
          ratio < WIDE || drift.size() > FEW_NEURONS
              ? new Why.SmallFactor(pattern.forecast().fill())
              : new Why.WideWeights(ratio),
          Forecasts.sparse(pattern.forecast(), drift));
      case SymbolicOutcome.TooLarge(CholeskyForecast too) ->
        new RouteChoice(DENSE, new Why.AllButDense(too.fill()), dense);
    };
  }

  /** The largest |w| over the smallest that is not zero; 1 without synapses. */
  private static double weightRatio(Network network) {
    double largest = 0;
    double smallest = Double.POSITIVE_INFINITY;
    for (int k = 0; k < network.synapses(); k++) {
      double w = Math.abs(network.weight(k));
      largest = Math.max(largest, w);
      smallest = w > 0 ? Math.min(smallest, w) : smallest;
    }
    return largest > 0 ? largest / smallest : 1;
  }
}
