package org.secateur.io;

/** How a container lays its entries out; kept so that a matrix can be written back the same way. */
public enum Storage {
  /** Every entry, zeros too. */
  DENSE,
  /** Row, column and value of each entry. */
  COORDINATE,
  /** Compressed rows. */
  CSR,
  /** Compressed columns. */
  CSC
}
