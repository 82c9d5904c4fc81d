package org.secateur.io;

/** What the file itself says about the direction of its edges. */
public enum Direction {
  /** The header names a sender and a receiver. The sender is the row, whichever column it was in. */
  DIRECTED,
  /** The header or an option says that a pair has no direction. */
  UNDIRECTED,
  /** The file does not say. The row of an edge list is the end named first. */
  UNSTATED
}
