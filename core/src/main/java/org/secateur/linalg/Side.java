package org.secateur.linalg;

/** On which side of the right-hand sides a triangular matrix stands. */
public enum Side {
  /** op(L) X = B. */
  LEFT,
  /** X op(L) = B. */
  RIGHT
}
