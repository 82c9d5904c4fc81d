package org.secateur.boltzmann.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the circular patches of the paper lie in an image of 32×32 pixels: 13 pixels within 2.1 of a centre, centres at
 * 3, 8, … 28 in both directions, 36 disjoint patches. Scholl, Rule and Hennig (2021), their published code.
 */
public final class CircularPatches {
  /** Pixels a side of an image. */
  public static final int SIDE = 32;
  /** Pixels of a patch. */
  public static final int PIXELS = 13;
  /** Patches of an image. */
  public static final int PATCHES = 36;

  private CircularPatches() {
  }

  /** The pixels of patch k of an image, row · 32 + column, row after row, as a new array (13). */
  public static int[] pixels(int k) {
    int row = 3 + 5 * (k / 6);
    int column = 3 + 5 * (k % 6);
    List<Integer> pixels = new ArrayList<>();
    for (int r = -2; r <= 2; r++) {
      for (int c = -2; c <= 2; c++) {
        if (r * r + c * c <= 2.1 * 2.1) {
          pixels.add((row + r) * SIDE + column + c);
        }
      }
    }
    return pixels.stream().mapToInt(Integer::intValue).toArray();
  }
}
