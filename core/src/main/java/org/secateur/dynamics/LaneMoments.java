package org.secateur.dynamics;

import java.util.Arrays;

import org.secateur.kernel.LaneMomentKernel;

/**
 * Takes samples of trials side by side, whose mean is zero, and makes {@link BatchMeans} of the squares of their
 * {@link Combinations}. Mutable. Samples are held in single precision, as they come, and summed in double.
 *
 * <p>A batch that fits is held whole. Of longer ones the sums so far are kept, eight bytes a combination and trial.
 */
final class LaneMoments {
  /** Samples held at a time where a whole batch would take more memory than its sums. */
  private static final int SHORT = 16;
  /** Sums made at a time before they are folded. */
  private static final int TILE = 1 << 14;

  private final Combinations combinations;
  private final int lanes;
  private final int capacity;
  private final float[] buffer; // (n, capacity, lanes)
  private final SquareSums sums;
  private final boolean whole;
  private final int stride; // combinations whose sums there is room for
  private final double[] squares; // (lanes, stride)
  private final BatchMeans means;
  private int stored;

  /**
   * Nothing accumulated yet.
   *
   * @param longest samples in the longest batch
   * @param dense whether the combinations are a good part of all pairs
   */
  LaneMoments(Combinations combinations, int lanes, int longest, boolean dense) {
    this.combinations = combinations;
    this.lanes = lanes;
    this.whole = holdsWhole(combinations, lanes, longest);
    this.capacity = whole ? longest : SHORT;
    this.buffer = new float[Math.multiplyExact(Math.multiplyExact(combinations.neurons, capacity), lanes)];
    this.sums = dense && capacity >= SquareSums.Products.LEAST
        ? new SquareSums.Products(combinations, lanes, capacity)
        : new SquareSums.Gathered(combinations, lanes, capacity);
    this.stride = whole ? tileLength() : combinations.count();
    this.squares = new double[Math.multiplyExact(stride, lanes)];
    this.means = new BatchMeans(combinations);
  }

  private static boolean holdsWhole(Combinations combinations, int lanes, int longest) {
    long sample = 4L * combinations.neurons * lanes;
    return longest <= SHORT || sample * (longest - SHORT) <= 8L * combinations.count() * lanes;
  }

  /** Bytes that one takes, to see how many there may be at a time. */
  static long bytes(Combinations combinations, int lanes, int longest) {
    long sample = 4L * combinations.neurons * lanes;
    long means = 16L * combinations.count();
    return holdsWhole(combinations, lanes, longest)
        ? means + sample * longest
        : means + sample * SHORT + 8L * combinations.count() * lanes;
  }

  /** Room for as many rows as are best summed at a time. */
  private int tileLength() {
    int longest = 0;
    for (int i = 0; i < combinations.neurons; i++) {
      longest = Math.max(longest, combinations.rowStart[i + 1] - combinations.rowStart[i]);
    }
    return Math.max(longest, Math.min(TILE, sums.rows() * longest));
  }

  /** Adds one sample of every trial (lanes · n). */
  void add(float[] state) {
    if (stored == capacity) {
      sum();
    }
    LaneMomentKernel.store(combinations.neurons, lanes, capacity, stored++, state, buffer);
  }

  /** Adds what is buffered to the sums of the batch. */
  private void sum() {
    sums.prepare(buffer, stored);
    stored = 0;
    for (int from = 0; from < combinations.neurons; from = end(from)) {
      sums.add(from, end(from), squares, combinations.rowStart[from], stride);
    }
  }

  /** Ends the batch under way, so many samples long, of the first {@code trials} lanes; the others are left out. */
  void endBatch(int trials, int length) {
    if (whole) {
      sums.prepare(buffer, stored);
      stored = 0;
      for (int from = 0; from < combinations.neurons; from = end(from)) {
        Arrays.fill(squares, 0);
        sums.add(from, end(from), squares, 0, stride);
        means.add(combinations.rowStart[from], combinations.rowStart[end(from)], squares, stride, trials,
            length);
      }
    } else {
      sum();
      means.add(0, combinations.count(), squares, stride, trials, length);
      Arrays.fill(squares, 0);
    }
    means.ended(trials, length);
  }

  /** The row after the last that is summed together with row {@code from}. */
  private int end(int from) {
    int to = from + 1;
    while (to < combinations.neurons && to - from < sums.rows()
        && combinations.rowStart[to + 1] - combinations.rowStart[from] <= stride) {
      to++;
    }
    return to;
  }

  BatchMeans means() {
    return means;
  }
}
