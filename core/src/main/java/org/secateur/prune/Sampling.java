package org.secateur.prune;

/** How probabilities become a choice. */
public enum Sampling {
  /** One draw an edge, as in Moore and Chaudhuri (2020): the number kept varies. */
  INDEPENDENT,
  /**
   * The maximum-score spanning forest is kept, and of the others a systematic sample of fixed size: the count is exact,
   * components stay whole, and every edge is still kept with its probability. Madow (1949) for the sample.
   */
  CONNECTED
}
