package org.secateur.certify;

/** What a certificate says in one word. Words are defined, not graded. */
public enum Status {
  /**
   * The sampling theorem applies to the pair and to how it came about, which the judge has checked itself, and every
   * stated tolerance was met.
   */
  GUARANTEED,
  /** Numbers were computed, with residuals, and every stated tolerance was met. */
  MEASURED,
  /** A stated tolerance was missed, or could not be shown to be met. */
  NOT_PRESERVED,
  /** One of the two networks is unstable, so that there is nothing to certify. */
  REFUSED
}
