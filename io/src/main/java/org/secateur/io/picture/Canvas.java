package org.secateur.io.picture;

/**
 * Something to draw on, in points from the upper left corner. One figure is drawn once on each kind, so that its files show
 * the same.
 */
interface Canvas {

  /** Where a text's given point is. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** Lines from point to point. */
  void line(double[] x, double[] y, String color, double width, boolean dashed);

  /** A closed area. */
  void area(double[] x, double[] y, String color, double opacity);

  /** Discs of one size. */
  void dots(double[] x, double[] y, double radius, String color, double opacity);

  /** A pixel picture (rows × columns, packed RGB) stretched over a rectangle. */
  void pixels(int[] rgb, int columns, double x, double y, double width, double height);

  /** A line of text; {@code turned} runs upwards. */
  void text(String text, double x, double y, double size, Anchor anchor, boolean bold, boolean turned);
}
