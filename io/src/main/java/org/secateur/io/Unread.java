package org.secateur.io;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * An array of an archive that holds no numbers (text, Python objects, records): its bytes as they are, never looked into,
 * so that it can be written again, and why it is not read. Immutable.
 */
final class Unread {
  private final byte[] npy;
  private final InputException refusal;

  /** A whole NumPy file, head included, which is taken over and not copied. */
  Unread(byte[] npy, InputException refusal) {
    this.npy = npy;
    this.refusal = refusal;
  }

  /** The NumPy file. */
  byte[] npy() {
    return npy;
  }

  /** What to throw where the array is asked for. */
  InputException refusal() {
    return refusal;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Unread u && Arrays.equals(u.npy, npy);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(npy);
  }
}
