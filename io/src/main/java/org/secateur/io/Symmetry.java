package org.secateur.io;

/** What a container says about the half of the matrix that it does not store. */
public enum Symmetry {
  /** Nothing is left out: an entry stands for itself only. */
  NONE,
  /** Each entry off the diagonal also stands for its mirror image. A pair is stored once. */
  SYMMETRIC,
  /** Each entry also stands for its mirror image with the sign changed. The diagonal is empty. */
  SKEW
}
