package org.secateur.report;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

import org.jspecify.annotations.Nullable;

/** Numbers to be drawn, in order; NaN where there is none. Immutable. */
public final class Values {
  private final double[] value;

  private Values(double[] value) {
    this.value = value;
  }

  /** These numbers, copied. */
  public static Values of(double... values) {
    return new Values(values.clone());
  }

  /** These numbers. */
  public static Values of(List<Double> values) {
    return new Values(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** A number for each of 0 … count − 1. */
  public static Values of(int count, IntToDoubleFunction at) {
    double[] values = new double[count];
    Arrays.setAll(values, at);
    return new Values(values);
  }

  /** How many. */
  public int size() {
    return value.length;
  }

  /** The k-th. */
  public double get(int k) {
    return value[k];
  }

  /** All of them, as a new array. */
  public double[] toArray() {
    return value.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Values v && Arrays.equals(v.value, value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return "Values[" + value.length + "]";
  }
}
