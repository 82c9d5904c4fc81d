package org.secateur.boltzmann.train;

/** In which order an epoch goes through the patterns. */
public enum DataOrder {
  /** As they come. */
  FIXED,
  /** Shuffled anew each epoch, by the seed and the epoch. */
  SHUFFLED
}
