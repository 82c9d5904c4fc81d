package org.secateur.certify;

/** An activity pattern: a unit vector whose sign does not matter. Immutable. */
public final class Pattern {
  private final double[] value;

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
}
