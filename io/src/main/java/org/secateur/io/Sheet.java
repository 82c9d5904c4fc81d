package org.secateur.io;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the values of a sample lie beside each other: {@code --sheet 28x28}.
 *
 * @param rows at least 1
 * @param columns at least 1
 */
public record Sheet(int rows, int columns) {
  private static final Pattern OPTION = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

  /** Checks the numbers. */
  public Sheet {
    if (rows < 1 || columns < 1 || (long) rows * columns > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a sheet has at least one and at most 2147483647 values, was " + rows + "x" + columns);
    }
  }

  /** The sheet behind the word of the option, as in 28x28. */
  public static Optional<Sheet> ofOption(String word) {
    Matcher m = OPTION.matcher(word);
    if (!m.matches()) {
      return Optional.empty();
    }
    long rows = Long.parseLong(m.group(1));
    long columns = Long.parseLong(m.group(2));
    return rows < 1 || columns < 1 || rows * columns > Integer.MAX_VALUE
        ? Optional.empty()
        : Optional.of(new Sheet((int) rows, (int) columns));
  }

  /** The square sheet of so many values, if there is one. */
  static Optional<Sheet> square(int values) {
    int side = (int) Math.round(Math.sqrt(values));
    return side > 0 && side * side == values ? Optional.of(new Sheet(side, side)) : Optional.empty();
  }

  /** How many values a sample has. */
  public int size() {
    return rows * columns;
  }

  /** As in 28x28. */
  @Override
  public String toString() {
    return rows + "x" + columns;
  }
}
