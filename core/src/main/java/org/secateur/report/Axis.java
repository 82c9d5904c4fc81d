package org.secateur.report;

import java.util.List;

/**
 * An axis.
 *
 * @param name what is measured along it
 * @param unit its unit; empty for a pure number
 * @param kind how places follow from numbers
 * @param categories names of the places 0, 1, 2 … of a {@link Kind#CATEGORIES} axis; empty otherwise
 */
public record Axis(String name, String unit, Kind kind, List<String> categories) {

  /** Copies the list. */
  public Axis {
    categories = List.copyOf(categories);
  }

  /** How places follow from numbers. */
  public enum Kind {
    /** In proportion. */
    LINEAR,
    /** By their logarithm; what is not positive is not drawn. */
    LOGARITHMIC,
    /** One place a category. */
    CATEGORIES
  }

  /** In proportion. */
  public static Axis linear(String name, String unit) {
    return new Axis(name, unit, Kind.LINEAR, List.of());
  }

  /** By the logarithm. */
  public static Axis logarithmic(String name, String unit) {
    return new Axis(name, unit, Kind.LOGARITHMIC, List.of());
  }

  /** One place a category. */
  public static Axis of(String name, List<String> categories) {
    return new Axis(name, "", Kind.CATEGORIES, categories);
  }

  /** Name and unit together. */
  public String label() {
    return unit.isEmpty() ? name : name + " (" + unit + ")";
  }
}
