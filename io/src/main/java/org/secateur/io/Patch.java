package org.secateur.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Which small pieces of a sheet are the patterns: {@code --patch}. Pieces do not overlap and lie in the middle. */
public sealed interface Patch {

  /** The sheet itself. */
  record Whole() implements Patch {
  }

  /** Rectangles. */
  record Rectangle(Sheet size) implements Patch {
  }

  /**
   * Discs: the pixels whose centres lie within the radius of the middle pixel's. A radius of 2.1 has 13 of them, and on a
   * sheet of 32x32 the middles are rows and columns 3, 8, 13, 18, 23 and 28, as in Scholl, Rule and Hennig (2021).
   *
   * @param radius in pixels, from 0 to 1,000
   */
  record Circle(double radius) implements Patch {
    /** Checks the number. */
    public Circle {
      if (!(radius >= 0 && radius <= MOST_RADIUS)) {
        throw new IllegalArgumentException("radius must lie in [0, " + MOST_RADIUS + "], was " + radius);
      }
    }
  }

  /** The largest radius. */
  int MOST_RADIUS = 1000;

  /** The patch behind the word of the option: none, circle:2.1 or 8x8. */
  static Optional<Patch> ofOption(String word) {
    if (word.equals("none")) {
      return Optional.of(new Whole());
    }
    if (!word.startsWith("circle:")) {
      return Sheet.ofOption(word).map(Rectangle::new);
    }
    try {
      double radius = Double.parseDouble(word.substring("circle:".length()));
      return radius >= 0 && radius <= MOST_RADIUS ? Optional.of(new Circle(radius)) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The smallest sheet that holds one piece. */
  default Sheet box(Sheet whole) {
    return switch (this) {
      case Whole() -> whole;
      case Rectangle(Sheet size) -> size;
      case Circle(double radius) -> new Sheet(2 * (int) radius + 1, 2 * (int) radius + 1);
    };
  }

  /**
   * The places of the pixels of every piece on a sheet, row after row of pieces and within a piece; a sheet too small for
   * one has none.
   */
  default List<int[]> places(Sheet whole) {
    Sheet box = box(whole);
    if (box.rows() > whole.rows() || box.columns() > whole.columns()) {
      return List.of();
    }
    int down = whole.rows() / box.rows();
    int across = whole.columns() / box.columns();
    int top = (whole.rows() - down * box.rows()) / 2;
    int left = (whole.columns() - across * box.columns()) / 2;
    int[] within = within(box);
    List<int[]> pieces = new ArrayList<>();
    for (int piece = 0; piece < down * across; piece++) {
      int row = top + piece / across * box.rows();
      int column = left + piece % across * box.columns();
      int[] place = new int[within.length];
      for (int k = 0; k < place.length; k++) {
        place[k] = (row + within[k] / box.columns()) * whole.columns() + column + within[k] % box.columns();
      }
      pieces.add(place);
    }
    return pieces;
  }

  /** The pixels of a piece, by their place in its box. */
  private int[] within(Sheet box) {
    int[] all = new int[box.size()];
    int n = 0;
    for (int at = 0; at < all.length; at++) {
      if (this instanceof Circle(double radius)) {
        double r = at / box.columns() - box.rows() / 2;
        double c = at % box.columns() - box.columns() / 2;
        if (r * r + c * c > radius * radius) {
          continue;
        }
      }
      all[n++] = at;
    }
    return Arrays.copyOf(all, n);
  }
}
