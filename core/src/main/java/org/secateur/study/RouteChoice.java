package org.secateur.study;

import org.secateur.dynamics.Drift;

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

    /** A sparse factor is small enough. */
    record SmallFactor(double entries) implements Why {
    }

    /** A sparse factor would be too large, and dense algebra too. */
    record LargeFactor(double entries) implements Why {
    }

    /** There are so many synapses a neuron that a sparse factor would be all but dense. */
    record Dense() implements Why {
    }

    /** Not diagonally dominant: there is no sketch of it, so it is solved for. */
    record NotDominant() implements Why {
    }
  }

  /**
   * Chooses.
   *
   * @param memory most bytes to plan for; infinite if it does not matter
   */
  public static RouteChoice of(ScoreRoute asked, Drift drift, double memory) {
    return switch (asked) {
      case ScoreRoute.Automatic automatic ->
        new RouteChoice(new ScoreRoute.Exact(ScoreRoute.Exact.Solver.DENSE),
            new Why.FewNeurons(drift.size()), dense(drift));
      case ScoreRoute.Exact exact -> new RouteChoice(new ScoreRoute.Exact(ScoreRoute.Exact.Solver.DENSE),
          new Why.Asked(), dense(drift));
      default -> new RouteChoice(asked, new Why.Asked(), Forecast.NONE);
    };
  }

  static Forecast dense(Drift drift) {
    double n = drift.size();
    return drift.isSymmetric()
        ? new Forecast(16 * n * n, n * n * n / 3e10)
        : new Forecast(56 * n * n, 30 * n * n * n / 3e10);
  }
}
