package org.secateur.sparse;

/** What came of looking for the pattern of a Cholesky factor. */
public sealed interface SymbolicOutcome {

  /** The factor can be computed within the limits. */
  record Feasible(SymbolicCholesky pattern) implements SymbolicOutcome {
  }

  /** It cannot: another route to the answer is needed. */
  record TooLarge(CholeskyForecast forecast) implements SymbolicOutcome {
  }
}
