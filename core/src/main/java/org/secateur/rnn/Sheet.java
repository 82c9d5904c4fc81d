package org.secateur.rnn;

import org.secateur.network.Require;

/**
 * Neurons on a rectangular sheet of squares, row after row, with or without its edges joined.
 *
 * @param width squares in a row, at least 1
 * @param height rows, at least 1
 * @param edges what lies beyond the border
 */
public record Sheet(int width, int height, Edges edges) {

  /** What lies beyond the border of a sheet. */
  public enum Edges {
    /** Nothing: neurons at the border have fewer neighbours. */
    OPEN,
    /** The opposite side: a torus, on which all neurons have as many neighbours. */
    JOINED
  }

  public Sheet {
    Require.atLeast(width, 1, "width");
    Require.atLeast(height, 1, "height");
    Math.multiplyExact(width, height);
  }

  /** The most nearly square sheet, edges joined, that holds just so many neurons; a line if their number is prime. */
  public static Sheet of(int neurons) {
    int height = (int) Math.sqrt(Require.atLeast(neurons, 1, "neurons"));
    while (neurons % height != 0) {
      height--;
    }
    return new Sheet(neurons / height, height, Edges.JOINED);
  }

  /** The smallest square sheet with open edges that has room for so many neurons; its last squares may stay empty. */
  public static Sheet square(int neurons) {
    int side = (int) Math.ceil(Math.sqrt(Require.atLeast(neurons, 1, "neurons")));
    return new Sheet(side, side, Edges.OPEN);
  }

  /** The number of squares. */
  public int neurons() {
    return width * height;
  }

  /** The squared distance of two neurons, in squares. */
  public int squaredDistance(int i, int j) {
    int dx = along(i % width - j % width, width);
    int dy = along(i / width - j / width, height);
    return dx * dx + dy * dy;
  }

  private int along(int difference, int length) {
    int d = Math.abs(difference);
    return edges == Edges.JOINED ? Math.min(d, length - d) : d;
  }

  /** Whether two neurons are no further apart than a radius, in squares. */
  public boolean near(int i, int j, double radius) {
    return squaredDistance(i, j) <= radius * radius;
  }

  /**
   * Makes sure that a layer has as many neurons.
   *
   * @throws IllegalArgumentException if not
   */
  public void requireNeurons(int neurons) {
    if (neurons != neurons()) {
      throw new IllegalArgumentException(
          "a sheet of " + width + "×" + height + " has " + neurons() + " neurons, the layer " + neurons);
    }
  }
}
