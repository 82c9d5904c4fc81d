package org.secateur.io.picture;

import java.util.Arrays;

/**
 * How numbers become colours that people see alike, colour-blind or not, and that stay apart in print: lightness rises (or
 * falls to both sides) without a turn.
 */
public enum ColorMap {
  /** Black for the lowest, white for the highest: patterns and probabilities. */
  GREY,
  /** Dark blue through green to yellow: amounts, such as information. Anchors of viridis (Smith and van der Walt 2015). */
  SEQUENTIAL,
  /** Blue below zero, white, red above: weights. Anchors of RdBu (Brewer and Harrower, ColorBrewer 2.0). */
  DIVERGING;

  /** What is drawn where there is no number: a synapse that is not there. */
  public static final int MISSING = 0x7f7f7f;

  /** The colours that the others lie between, equally spaced, as 0xRRGGBB, lowest first, as a new array. */
  public int[] anchors() {
    return switch (this) {
      case GREY -> new int[]{0x000000, 0xffffff};
      case SEQUENTIAL -> new int[]{0x440154, 0x3b528b, 0x21918c, 0x5ec962, 0xfde725};
      case DIVERGING -> new int[]{0x0571b0, 0x92c5de, 0xf7f7f7, 0xf4a582, 0xca0020};
    };
  }

  /**
   * The colour of a number.
   *
   * @param x NaN for {@link #MISSING}
   * @param low what the first anchor stands for, and everything below
   * @param high what the last anchor stands for, and everything above; larger than {@code low}
   * @return 0xRRGGBB
   */
  public int color(double x, double low, double high) {
    if (Double.isNaN(x)) {
      return MISSING;
    }
    int[] anchors = anchors();
    double at = Math.clamp((x - low) / (high - low), 0.0, 1.0) * (anchors.length - 1);
    int below = Math.min((int) at, anchors.length - 2);
    double share = at - below;
    int color = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int from = anchors[below] >> shift & 0xff;
      int to = anchors[below + 1] >> shift & 0xff;
      color |= (int) Math.rint(from + share * (to - from)) << shift;
    }
    return color;
  }

  /** The range that shows all numbers: for a diverging map as far below zero as above. */
  double[] range(float[][] values) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (float[] tile : values) {
      for (float x : tile) {
        low = x < low ? x : low;
        high = x > high ? x : high;
      }
    }
    if (!(low <= high)) {
      return new double[]{0, 1};
    }
    if (this == DIVERGING) {
      double most = Math.max(Math.abs(low), Math.abs(high));
      return most > 0 ? new double[]{-most, most} : new double[]{-1, 1};
    }
    return low < high ? new double[]{low, high} : new double[]{low, low + Math.max(1, Math.abs(low))};
  }

  /** As the description of a picture names the colours: #0571b0. */
  String[] names() {
    return Arrays.stream(anchors()).mapToObj(c -> "#%06x".formatted(c)).toArray(String[]::new);
  }
}
