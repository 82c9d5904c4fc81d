package org.secateur.study.trials;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A value for each parameter that plays a part, in the order of the parameters. Values are texts in one canonical form, so
 * that equal settings have equal texts: 0.1 and 1e-1 are both {@code 0.1}, 600 and 600.0 both {@code 600}.
 *
 * @param values by parameter
 */
public record Setting(Map<String, String> values) {

  /** Copies the map, in its order. */
  public Setting {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** A number's canonical text; it can be read back to the last bit. */
  public static String canonical(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number).replace(".0E", "e").replace('E', 'e');
  }

  /** Whether a parameter plays a part. */
  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** The value of a parameter that plays a part. */
  public String text(String key) {
    return Objects.requireNonNull(values.get(key), () -> "no value for " + key);
  }

  /** A number. */
  public double number(String key) {
    return Double.parseDouble(text(key));
  }

  /** A whole number. */
  public int whole(String key) {
    return Math.toIntExact(Math.round(number(key)));
  }

  /** Numbers separated by commas: a new array. */
  public double[] numbers(String key) {
    return Arrays.stream(text(key).split(",", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  /** The same without some parameters. */
  public Setting without(Set<String> keys) {
    Map<String, String> fewer = new LinkedHashMap<>(values);
    fewer.keySet().removeAll(keys);
    return new Setting(fewer);
  }

  /** The same with only some parameters. */
  public Setting only(List<String> keys) {
    Map<String, String> fewer = new LinkedHashMap<>(values);
    fewer.keySet().retainAll(keys);
    return new Setting(fewer);
  }

  /** The same with another value. */
  public Setting with(String key, String value) {
    Map<String, String> other = new LinkedHashMap<>(values);
    other.put(key, value);
    return new Setting(other);
  }

  /** Whether it has all of these values. */
  public boolean matches(Map<String, String> wanted) {
    return wanted.entrySet().stream().allMatch(e -> e.getValue().equals(values.get(e.getKey())));
  }
}
