package org.secateur.rnn.mask;

/** What a criterion or a repair must be told beside the weights. */
public enum Need {
  /** The covariance of the neurons' rates at an operating point. */
  COVARIANCE,
  /** The second moment E[r rᵀ] of the neurons' rates. */
  SECOND_MOMENT
}
