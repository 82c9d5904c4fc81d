package org.secateur.rnn.train;

/**
 * Where training stood at a validation.
 *
 * @param update how many updates had been made
 * @param trainingLoss mean loss of the updates since the last validation; NaN if there were none
 * @param validationLoss cross-entropy in nats or half the squared error, a mean over what was asked for
 * @param accuracy share of the entries asked for that were right: the largest output that of the label, or the sign of the
 *   target
 */
public record Validation(int update, double trainingLoss, double validationLoss, double accuracy) {

  /** Whether this is the better of two: by accuracy, and by loss if that is the same. */
  boolean beats(Validation other) {
    return accuracy > other.accuracy || (accuracy == other.accuracy && validationLoss < other.validationLoss);
  }
}
