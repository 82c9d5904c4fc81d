package org.secateur.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** A certificate against the same certificate measured again, field by field. */
public final class Comparison {
  /** Processors differ in the last digits; an iteration that stops at 10⁻⁹ differs in more. Relative. */
  public static final double ROUNDING = 1e-6;
  /** Numbers that ought to be 0 (a residual, the error of a kept mode) may differ by this. Absolute. */
  public static final double NOTHING = 1e-9;

  private Comparison() {
  }

  /** What became of a field. */
  public enum Verdict {
    /** To the last bit. */
    SAME("same"),
    /** Within {@link #ROUNDING}. */
    WITHIN_ROUNDING("within rounding"),
    /** Neither. */
    DIFFERENT("DIFFERENT");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }

    /** The verdict in words. */
    public String word() {
      return word;
    }
  }

  /**
   * One field.
   *
   * @param field its path
   * @param stored as it was written
   * @param measured as it is now
   */
  public record Line(String field, String stored, String measured, Verdict verdict) {
  }

  /**
   * Compares every field that was measured again. What says how a number was found rather than what it is, residuals and
   * brackets, may differ by as much as it allows the number itself to be off.
   */
  public static List<Line> of(Map<String, ?> stored, Map<String, ?> again) {
    List<Line> lines = new ArrayList<>();
    again.forEach((key, value) -> compare(key, stored.get(key), value, lines));
    return lines;
  }

  private static void compare(String path, @Nullable Object stored, @Nullable Object again,
      List<Line> lines) {
    if (stored instanceof Map<?, ?> a && again instanceof Map<?, ?> b) {
      b.forEach((key, value) -> compare(path + "." + key, a.get(key), value, lines));
    } else if (stored instanceof List<?> a && again instanceof List<?> b && a.size() == b.size()) {
      for (int k = 0; k < a.size(); k++) {
        compare(path + "[" + k + "]", a.get(k), b.get(k), lines);
      }
    } else {
      lines.add(new Line(path, String.valueOf(stored), String.valueOf(again), verdict(path, stored, again)));
    }
  }

  private static Verdict verdict(String path, @Nullable Object stored, @Nullable Object again) {
    if (String.valueOf(stored).equals(String.valueOf(again))) {
      return Verdict.SAME;
    }
    if (stored instanceof Number a && again instanceof Number b) {
      double x = a.doubleValue();
      double y = b.doubleValue();
      boolean bookkeeping = path.endsWith("residual") || path.contains("bracket")
          || path.endsWith("sum_rule_error");
      double slack = bookkeeping ? 1e-4 * Math.max(1, Math.abs(x)) : NOTHING + ROUNDING * Math.abs(x);
      return Math.abs(x - y) <= slack ? Verdict.WITHIN_ROUNDING : Verdict.DIFFERENT;
    }
    return Verdict.DIFFERENT;
  }
}
