package org.secateur.certify;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** An activity pattern: a unit vector whose sign does not matter. Immutable. */
public final class Pattern {
  private final double[] value; // (n)

  /** Takes the array over. */
  Pattern(double[] value) {
    this.value = value;
  }

  /** The number of neurons n. */
  public int size() {
    return value.length;
  }

  /** The share of neuron i. */
  public double value(int i) {
    return value[i];
  }

  /** All shares, as a new array (n). */
  public double[] toArray() {
    return value.clone();
  }

  /** Whether the other is the same pattern to the last bit. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Pattern p && Arrays.equals(value, p.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return "Pattern[" + value.length + " neurons]";
  }
}
