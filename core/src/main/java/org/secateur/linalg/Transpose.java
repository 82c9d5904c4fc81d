package org.secateur.linalg;

/** op(A): whether an operand enters a product as it is or transposed. */
public enum Transpose {
  /** op(A) = A. */
  NO,
  /** op(A) = Aᵀ. */
  YES
}
