package org.secateur.certify;

/** Why a block of a certificate is not there. */
public enum Omission {
  /** The level asked for does not include it, or its input was not given. */
  NOT_ASKED,
  /** There are more neurons than the limit of the computation. */
  TOO_LARGE,
  /** The networks lie on a cluster, where it is not computed. */
  ON_A_CLUSTER,
  /** It would take far longer than everything else together. */
  TOO_COSTLY,
  /** The iteration it comes from did not converge, and what it came to says too little. */
  NOT_CONVERGED,
  /** It is defined for symmetric networks only. */
  DIRECTED,
  /** It says nothing new about symmetric networks. */
  SYMMETRIC,
  /** One of the networks is unstable. */
  UNSTABLE,
  /** The original drift is singular. */
  SINGULAR,
  /** The networks differ in how many directions are not restored at all. */
  FREE_MODES_DIFFER,
  /** Rectified dynamics of one of the networks were not found to come to rest. */
  NO_STEADY_STATE,
  /** The original restores no direction, so there is nothing to compare. */
  NOTHING_RESTORED
}
