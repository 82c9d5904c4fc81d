package org.secateur.boltzmann.data;

import java.util.Set;
import java.util.TreeSet;
import org.secateur.boltzmann.Patterns;
import org.secateur.network.Require;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/** Square images in which every row is uniform, or every column. MacKay, "Information Theory" (2003). */
public final class BarsAndStripes {
  private static final int LARGEST = 10;

  private BarsAndStripes() {
  }

  /**
   * Each image once: 2 · 2^side − 2 of them, in ascending order of their bits.
   *
   * @param side pixels a side, 1 to 10
   */
  public static Patterns all(int side) {
    Require.within(side, 1, LARGEST, "side");
    Set<String> images = new TreeSet<>();
    for (int lines = 0; lines < 1 << side; lines++) {
      images.add(image(side, lines, true));
      images.add(image(side, lines, false));
    }
    byte[] bits = new byte[images.size() * side * side];
    int at = 0;
    for (String image : images) {
      for (int k = 0; k < image.length(); k++) {
        bits[at++] = (byte) (image.charAt(k) - '0');
      }
    }
    return Patterns.of(images.size(), side * side, bits);
  }

  private static String image(int side, int lines, boolean horizontal) {
    StringBuilder image = new StringBuilder();
    for (int k = 0; k < side * side; k++) {
      image.append((lines >>> (horizontal ? k / side : k % side)) & 1);
    }
    return image.toString();
  }

  /**
   * Images drawn evenly, each pixel then flipped with some probability.
   *
   * @param flips probability of a flip, in [0, 1]
   */
  public static Patterns noisy(int side, int count, double flips, Seed seed) {
    Require.within(flips, 0, 1, "flips");
    Patterns all = all(side);
    byte[] bits = new byte[Math.multiplyExact(count, all.width())];
    for (int k = 0; k < count; k++) {
      NoiseStream stream = seed.child("bars", k).stream("image");
      byte[] image = all.row((int) (stream.nextDouble() * all.count()));
      for (int i = 0; i < image.length; i++) {
        bits[k * image.length + i] = (byte) (stream.nextDouble() < flips ? 1 - image[i] : image[i]);
      }
    }
    return Patterns.of(count, all.width(), bits);
  }
}
