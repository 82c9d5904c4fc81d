package org.secateur.spectral;

import org.secateur.dynamics.Drift;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Lu;
import org.secateur.linalg.LuOutcome;
import org.secateur.network.Require;
import org.secateur.random.Seed;

/**
 * The worst direction of a pair of directed networks: the largest |(A' − A) x| / |A x| over all x, which is
 * ‖(A' − A) A⁻¹‖₂. Below 1, A' is invertible and the steady states of the two under any constant input differ, in
 * |A ·|, by at most error / (1 − error) of the original's.
 */
public sealed interface DirectedError {

  /** Most neurons there can be: several dense matrices of n² numbers. */
  int MAX_NEURONS = 4_000;

  /**
   * The largest relative error ‖(A' − A) A⁻¹‖₂, dimensionless: its residual is ‖KᵀK v − error² v‖₂ / error for
   * K = (A' − A) A⁻¹ and its bound a factorisation of bound² I − KᵀK; see {@link Extreme}.
   */
  record Largest(Extreme error) implements DirectedError {
  }

  /** The original A is singular to the last bit: along its null vector any change is infinitely large. */
  record Singular() implements DirectedError {
  }

  /** Too many neurons for dense factors. */
  record TooLarge(int neurons, int limit) implements DirectedError {
  }

  /**
   * The error of a pair, symmetric or not. Time O(n³).
   *
   * @param seed draws the starting vector of the iteration
   */
  static DirectedError of(Drift original, Drift pruned, Seed seed) {
    int n = original.size();
    Require.length(pruned.size(), n, "pruned");
    if (n > MAX_NEURONS) {
      return new TooLarge(n, MAX_NEURONS);
    }
    if (n == 0) {
      return new Largest(new Extreme(0, 0, 0, true, new double[0]));
    }
    DenseAlgebra algebra = DenseAlgebra.best();
    return switch (algebra.lu(DriftMatrix.drift(original).transpose())) {
      case LuOutcome.Singular(int pivot) -> new Singular();
      case LuOutcome.Factored(Lu transposed) -> DirectedErrorSolver.solve(original, pruned, transposed, seed);
    };
  }
}
