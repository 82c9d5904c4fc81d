package org.secateur.boltzmann.data;

import java.util.List;
import org.secateur.boltzmann.Patterns;
import org.secateur.network.Require;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/** Binary digits of a font of 5×7 dots on a sheet of 10×10, in four places, thin or bold, with pixels flipped. */
public final class FontDigits {
  /** Pixels a side. */
  public static final int SIDE = 10;
  /** Share of flipped pixels. */
  public static final double FLIPS = 0.03;

  private static final int WIDTH = 5;
  /** Rows from above, dots from the left. */
  private static final List<String> FONT = List.of(
      ".###. #...# #...# #...# #...# #...# .###.", "..#.. .##.. ..#.. ..#.. ..#.. ..#.. .###.",
      ".###. #...# ....# ...#. ..#.. .#... #####", "####. ....# ....# .###. ....# ....# ####.",
      "...#. ..##. .#.#. #..#. ##### ...#. ...#.", "##### #.... ####. ....# ....# #...# .###.",
      ".###. #.... #.... ####. #...# #...# .###.", "##### ....# ...#. ..#.. ..#.. .#... .#...",
      ".###. #...# #...# .###. #...# #...# .###.", ".###. #...# #...# .#### ....# ....# .###.");

  private FontDigits() {
  }

  /**
   * Digits with their classes 0 to 9. Digit k depends on the seed and k alone.
   *
   * @param flips share of flipped pixels, in [0, 1]
   */
  public static LabelledPatterns of(int count, double flips, Seed seed) {
    Require.within(flips, 0, 1, "flips");
    byte[] bits = new byte[Math.multiplyExact(count, SIDE * SIDE)];
    int[] labels = new int[count];
    for (int k = 0; k < count; k++) {
      NoiseStream stream = seed.child("digit", k).stream("pixels");
      labels[k] = (int) (10 * stream.nextDouble());
      int row = 1 + (stream.nextDouble() < 0.5 ? 1 : 0);
      int column = 1 + (stream.nextDouble() < 0.5 ? 2 : 0);
      draw(FONT.get(labels[k]), row, column, stream.nextDouble() < 0.5, bits, k * SIDE * SIDE);
      for (int i = 0; i < SIDE * SIDE; i++) {
        if (stream.nextDouble() < flips) {
          bits[k * SIDE * SIDE + i] ^= 1;
        }
      }
    }
    return new LabelledPatterns(Patterns.of(count, SIDE * SIDE, bits), labels);
  }

  private static void draw(String glyph, int row, int column, boolean bold, byte[] bits, int from) {
    String[] lines = glyph.split(" ", -1);
    for (int r = 0; r < lines.length; r++) {
      for (int c = 0; c < WIDTH; c++) {
        if (lines[r].charAt(c) == '#') {
          int at = from + (row + r) * SIDE + column + c;
          bits[at] = 1;
          if (bold) {
            bits[at + 1] = 1;
          }
        }
      }
    }
  }
}
