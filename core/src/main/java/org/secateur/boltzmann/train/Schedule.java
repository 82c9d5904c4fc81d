package org.secateur.boltzmann.train;

import java.util.ArrayList;
import java.util.List;
import org.secateur.network.Require;

/**
 * A number for each epoch. After the last one it stays.
 *
 * @param values at least one, finite
 */
public record Schedule(List<Double> values) {
  public Schedule {
    values = List.copyOf(values);
    Require.atLeast(values.size(), 1, "the number of values");
    for (double value : values) {
      Require.finite(value, "a value");
    }
  }

  /** These values, one an epoch. */
  public static Schedule of(double... values) {
    List<Double> list = new ArrayList<>();
    for (double value : values) {
      list.add(value);
    }
    return new Schedule(list);
  }

  /** From one value to another in equal ratios. */
  public static Schedule logSpaced(double from, double to, int count) {
    Require.positive(from, "from");
    Require.positive(to, "to");
    Require.atLeast(count, 2, "count");
    List<Double> list = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      list.add(from * StrictMath.pow(to / from, k / (count - 1.0)));
    }
    return new Schedule(list);
  }

  /** One value for some epochs, another for all later ones. */
  public static Schedule step(double first, int epochs, double later) {
    List<Double> list = new ArrayList<>();
    for (int k = 0; k < epochs; k++) {
      list.add(first);
    }
    list.add(later);
    return new Schedule(list);
  }

  /**
   * What the authors' code makes of a list: it counts epochs from 1 and looks the list up with that number, so that the
   * first value is never used and the last one a second time. Scholl, Rule and Hennig (2021), their published code.
   */
  public Schedule countedFromOne() {
    List<Double> shifted = new ArrayList<>(values.subList(Math.min(1, values.size() - 1), values.size()));
    return new Schedule(shifted);
  }

  /** The value of an epoch, counted from 0. */
  public double at(int epoch) {
    return values.get(Math.min(Require.atLeast(epoch, 0, "epoch"), values.size() - 1));
  }
}
