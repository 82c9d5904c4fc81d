package org.secateur.prune;

import org.secateur.network.Require;

/** How much to keep. */
public sealed interface Budget {

  /**
   * A share of all edges, in expectation.
   *
   * @param fraction in (0, 1]
   */
  record KeepFraction(double fraction) implements Budget {
    public KeepFraction {
      Require.positive(fraction, "fraction");
      Require.within(fraction, 0, 1, "fraction");
    }
  }

  /**
   * A number of edges, in expectation (exactly, for systematic draws).
   *
   * @param edges at least 0
   */
  record EdgeCount(long edges) implements Budget {
    public EdgeCount {
      if (edges < 0) {
        throw new IllegalArgumentException("edges must be at least 0, was " + edges);
      }
    }
  }

  /**
   * What the theorem asks for: p = min(1, κ τ) with κ = 4 ln N / ε², that is K = 8 ln N / (ε² σ²) for scores
   * |w| Var(x_i − sgn(w) x_j). Moore and Chaudhuri (2020); Tropp (2012) for the tail bound.
   *
   * @param epsilon in (0, 1]
   */
  record Epsilon(double epsilon) implements Budget {
    public Epsilon {
      Require.positive(epsilon, "epsilon");
      Require.within(epsilon, 0, 1, "epsilon");
    }

    /** κ for n neurons: the kept degree is about 2 κ. */
    public double kappa(int n) {
      return 4 * StrictMath.log(n) / (epsilon * epsilon);
    }
  }
}
