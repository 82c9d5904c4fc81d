package org.secateur.io;

import java.util.Optional;

/** How numbers become 0 and 1: {@code --threshold}. A value on the threshold is 1. */
public sealed interface Threshold {

  /** They are 0 and 1 already. */
  record None() implements Threshold {
  }

  /**
   * At a number.
   *
   * @param at finite, in the unit of the values after scaling
   */
  record Fixed(double at) implements Threshold {
    /** Checks the number. */
    public Fixed {
      if (!Double.isFinite(at)) {
        throw new IllegalArgumentException("a threshold must be finite, was " + at);
      }
    }
  }

  /** At the mean of all values that are used. */
  record Mean() implements Threshold {
  }

  /** At the median of all values that are used: of an even number, the mean of the middle two. */
  record Median() implements Threshold {
  }

  /** The threshold behind the word of the option: none, mean, median or a number. */
  static Optional<Threshold> ofOption(String word) {
    return switch (word) {
      case "none" -> Optional.of(new None());
      case "mean" -> Optional.of(new Mean());
      case "median" -> Optional.of(new Median());
      default -> {
        try {
          double at = Double.parseDouble(word);
          yield Double.isFinite(at) ? Optional.of(new Fixed(at)) : Optional.empty();
        } catch (NumberFormatException e) {
          yield Optional.empty();
        }
      }
    };
  }
}
