package org.secateur.random;

import java.util.List;

import org.secateur.kernel.GaussianKernel;

/**
 * Standard normal numbers in single precision for several trials at once, side by side. Mutable, and not for use by two
 * threads.
 *
 * <p>Draw number k of a lane's stage, as {@link Seed#stream} gives it, makes pair number k of that lane: a lane's numbers
 * depend neither on the other lanes nor on how many are asked for at a time. Even moments are those of a normal number
 * to 10⁻⁶; none exceeds 6.56.
 */
public final class GaussianLanes {
  private final int lanes;
  private final int capacity;
  private final long[] origin; // (capacity · lanes): state of draw p of lane t at p · lanes + t
  private final int[] low;
  private final int[] high;
  private final float[] radius;
  private final float[] first;
  private final float[] second;
  private long drawn;

  /**
   * The numbers of a stage.
   *
   * @param seeds one a lane
   * @param stage what the numbers are for
   * @param capacity the most pairs that will be asked for at a time
   */
  public GaussianLanes(List<Seed> seeds, String stage, int capacity) {
    this.lanes = seeds.size();
    this.capacity = capacity;
    int length = Math.multiplyExact(capacity, lanes);
    this.origin = new long[length];
    for (int t = 0; t < lanes; t++) {
      long start = seeds.get(t).start(stage);
      for (int p = 0; p < capacity; p++) {
        origin[p * lanes + t] = start + NoiseStream.GAMMA * (p + 1);
      }
    }
    this.low = new int[length];
    this.high = new int[length];
    this.radius = new float[length];
    this.first = new float[length];
    this.second = new float[length];
  }

  /**
   * Draws the next pairs of every lane into {@link #first} and {@link #second}.
   *
   * @param pairs at most the capacity
   */
  public void draw(int pairs) {
    if (pairs > capacity) {
      throw new IllegalArgumentException("pairs must be at most " + capacity + ", was " + pairs);
    }
    int count = pairs * lanes;
    GaussianKernel.draw(origin, drawn, count, low, high);
    GaussianKernel.radius(low, count, radius);
    GaussianKernel.turn(high, radius, count, first, second);
    drawn += pairs;
  }

  /** The first number of pair p of lane t at p · lanes + t. Not a copy: overwritten by the next {@link #draw}. */
  public float[] first() {
    return first;
  }

  /** The second numbers of the pairs, likewise. */
  public float[] second() {
    return second;
  }
}
