package org.secateur.linalg;

/** What came of a factorisation P A = L U. */
public sealed interface LuOutcome {

  /** The matrix is invertible, though perhaps barely so. */
  record Factored(Lu factor) implements LuOutcome {
  }

  /**
   * The matrix is singular to the last bit.
   *
   * @param pivot the first k, from 0, with u_kk = 0
   */
  record Singular(int pivot) implements LuOutcome {
  }
}
