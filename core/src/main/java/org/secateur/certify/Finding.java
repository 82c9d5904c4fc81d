package org.secateur.certify;

/** Why a certificate says no. */
public sealed interface Finding {

  /**
   * The original network is unstable.
   *
   * @param spectralAbscissa in 1/s, positive
   */
  record OriginalUnstable(double spectralAbscissa) implements Finding {
  }

  /**
   * The pruned network is unstable.
   *
   * @param spectralAbscissa in 1/s, positive
   */
  record PrunedUnstable(double spectralAbscissa) implements Finding {
  }

  /**
   * A stated tolerance was missed.
   *
   * @param claim the tolerance
   * @param measured what it was compared with: the estimate's far bound for a worst direction
   */
  record Missed(Claim claim, double measured) implements Finding {
  }

  /**
   * A stated tolerance could not be tested.
   *
   * @param why what stood in the way
   */
  record Unverified(Claim claim, Omission why) implements Finding {
  }
}
