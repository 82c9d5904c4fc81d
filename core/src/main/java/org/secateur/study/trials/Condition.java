package org.secateur.study.trials;

/** What is expected of a quantity. */
public sealed interface Condition {

  /**
   * Within bounds, both included.
   *
   * @param low least value; −∞ for none
   * @param high largest; ∞ for none
   */
  record Between(double low, double high) implements Condition {
  }

  /**
   * The mean that somebody else found over repetitions of their own, to be repeated within chance: |mean − reference| ≤
   * t d √(1/n + 1/m) + digit, d the deviation of one repetition estimated from our n, t Student's quantile for n − 1 degrees
   * of freedom at a false-alarm rate of {@link Expectations#FALSE_ALARM} for all references of a study together.
   *
   * @param mean the reference
   * @param repetitions m, the independent repetitions behind it
   * @param digit one unit of the last digit printed
   */
  record Reference(double mean, int repetitions, double digit) implements Condition {
  }

  /**
   * Less than another quantity of the same seeds, by an exact paired test.
   *
   * @param factor the other is multiplied by this first; 1 for a plain comparison
   */
  record LessThan(Quantity other, double factor) implements Condition {
  }

  /**
   * As large as another quantity, up to a factor: the ratio of the two lies in [1/factor, factor].
   *
   * @param factor above 1
   */
  record LikeOther(Quantity other, double factor) implements Condition {
  }
}
