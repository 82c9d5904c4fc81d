package org.secateur.study.trials;

import java.util.Map;

/**
 * Paired comparisons of every value of one parameter with one of them, in every other setting.
 *
 * @param name of the comparisons, which are corrected for together
 * @param value what is compared
 * @param by the parameter
 * @param with the value of it that the others are compared with
 * @param where only in settings with these values
 */
public record Comparison(String name, String value, String by, String with, Map<String, String> where) {
  /** Copies the map. */
  public Comparison {
    where = Map.copyOf(where);
  }
}
