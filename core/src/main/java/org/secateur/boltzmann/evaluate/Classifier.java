package org.secateur.boltzmann.evaluate;

/** Says how probable each class of a pattern is. */
@FunctionalInterface
public interface Classifier {
  /**
   * The probabilities of all classes, a new array that sums to 1.
   *
   * @param pattern zeros and ones
   */
  double[] probabilities(byte[] pattern);
}
