package org.secateur.boltzmann.sweep;

/** Which neighbours of a layer are listened to. */
public enum Neighbours {
  /** The layer below alone. */
  BELOW,
  /** The layer above alone. */
  ABOVE,
  /** Both. */
  BOTH
}
