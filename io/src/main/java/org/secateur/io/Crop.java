package org.secateur.io;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a sheet that is kept: {@code --crop 4..23} for rows and columns alike, {@code --crop 4..23,0..27} for rows
 * and columns. Counted from 0, both ends kept.
 *
 * @param firstRow from 0
 * @param lastRow at least {@code firstRow}
 * @param firstColumn from 0
 * @param lastColumn at least {@code firstColumn}
 */
public record Crop(int firstRow, int lastRow, int firstColumn, int lastColumn) {
  private static final Pattern OPTION = Pattern
      .compile("(\\d{1,5})\\.\\.(\\d{1,5})(?:,(\\d{1,5})\\.\\.(\\d{1,5}))?");

  /** Checks the numbers. */
  public Crop {
    if (firstRow < 0 || lastRow < firstRow || firstColumn < 0 || lastColumn < firstColumn) {
      throw new IllegalArgumentException(
          "no part of a sheet: rows " + firstRow + " to " + lastRow + ", columns "
              + firstColumn + " to " + lastColumn);
    }
  }

  /** The crop behind the word of the option. */
  public static Optional<Crop> ofOption(String word) {
    Matcher m = OPTION.matcher(word);
    if (!m.matches()) {
      return Optional.empty();
    }
    int top = Integer.parseInt(m.group(1));
    int bottom = Integer.parseInt(m.group(2));
    int left = m.group(3) == null ? top : Integer.parseInt(m.group(3));
    int right = m.group(4) == null ? bottom : Integer.parseInt(m.group(4));
    return bottom < top || right < left ? Optional.empty() : Optional.of(new Crop(top, bottom, left, right));
  }

  /** What is left of a sheet. */
  Sheet sheet() {
    return new Sheet(lastRow - firstRow + 1, lastColumn - firstColumn + 1);
  }

  boolean fits(Sheet whole) {
    return lastRow < whole.rows() && lastColumn < whole.columns();
  }

  /** As the option says it. */
  @Override
  public String toString() {
    String rows = firstRow + ".." + lastRow;
    String columns = firstColumn + ".." + lastColumn;
    return rows.equals(columns) ? rows : rows + "," + columns;
  }
}
