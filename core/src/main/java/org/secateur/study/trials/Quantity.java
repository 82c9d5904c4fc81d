package org.secateur.study.trials;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.secateur.study.statistics.Sample;

/**
 * One number of a study, such as {@code slow_modes[rule=noise,keep=0.1].median}: a value, over the seeds of one setting.
 *
 * @param value the name of the value
 * @param where parameters that take several values in the study, and which one is meant
 * @param statistic what is made of the seeds
 * @param along for a slope, the parameter it is taken along; otherwise empty
 */
public record Quantity(String value, Map<String, String> where, Statistic statistic, String along) {
  private static final Pattern FORM = Pattern
      .compile(
          "([A-Za-z0-9_@.]+?)(?:\\[([^\\]]*)\\])?(?:\\.(median|mean|min|max|share|slope)(?:\\(([a-z_]+)\\))?)?");

  /** What is made of the seeds' values. */
  public enum Statistic {
    /** The middle one. */
    MEDIAN,
    /** The average. */
    MEAN,
    /** The smallest. */
    MIN,
    /** The largest. */
    MAX,
    /** The average of zeros and ones. */
    SHARE,
    /** Median of the seeds' least-squares slopes of ln value against ln parameter. */
    SLOPE
  }

  /** Copies the map. */
  public Quantity {
    where = Map.copyOf(new TreeMap<>(where));
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none; the message says what is wrong
   */
  public static Quantity parse(String text) {
    Matcher m = FORM.matcher(text.replace(" ", ""));
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not of the form value[parameter=value,...].statistic");
    }
    Map<String, String> where = new LinkedHashMap<>();
    String inside = m.group(2) == null ? "" : m.group(2);
    for (String part : inside.isEmpty() ? new String[0] : inside.split(",", -1)) {
      String[] pair = part.split("=", 2);
      if (pair.length != 2) {
        throw new IllegalArgumentException("\"" + part + "\" in \"" + text + "\" is not parameter=value");
      }
      where.put(pair[0], canonical(pair[1]));
    }
    Statistic statistic = m.group(3) == null
        ? Statistic.MEDIAN
        : Statistic.valueOf(m.group(3).toUpperCase(Locale.ROOT));
    String along = m.group(4) == null ? "" : m.group(4);
    if ((statistic == Statistic.SLOPE) == along.isEmpty()) {
      throw new IllegalArgumentException(
          "\"" + text + "\": a slope is taken along a parameter, as in slope(keep), and nothing else is");
    }
    return new Quantity(m.group(1), where, statistic, along);
  }

  private static String canonical(String value) {
    try {
      return Setting.canonical(Double.parseDouble(value));
    } catch (NumberFormatException e) {
      return value;
    }
  }

  /** The statistic of a sample. */
  public double of(double... values) {
    Sample sample = Sample.of(values);
    return switch (statistic) {
      case MEDIAN, SLOPE -> sample.median();
      case MEAN, SHARE -> sample.mean();
      case MIN -> sample.least();
      case MAX -> sample.greatest();
    };
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(value);
    if (!where.isEmpty()) {
      text.append('[');
      new TreeMap<>(where).forEach((k, v) -> text.append(k).append('=').append(v).append(','));
      text.setCharAt(text.length() - 1, ']');
    }
    text.append('.').append(statistic.name().toLowerCase(Locale.ROOT));
    return along.isEmpty() ? text.toString() : text + "(" + along + ")";
  }
}
