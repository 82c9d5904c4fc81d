package org.secateur.prune;

/** Counts and sums scores by their size, wherever they lie. Scores of 0 do not count. */
@FunctionalInterface
public interface ScoreTally {

  /**
   * Tallies the scores whose leading bits are {@code prefix}.
   *
   * @param prefix {@code bits >>> (shift + 8)} of those that count, bits as of {@link Double#doubleToRawLongBits}
   * @param shift which eight bits they are told apart by: {@code bits >>> shift & 255}
   */
  Bins bins(long prefix, int shift);

  /** 256 bins of scores. Mutable accumulator; exact, so that it does not matter in which order they came. */
  final class Bins {
    /** How many bins. */
    public static final int COUNT = 256;

    private final long prefix;
    private final int shift;
    private final long[] count = new long[COUNT];
    private final ExactSum[] sum = new ExactSum[COUNT];

    /** Empty bins. */
    public Bins(long prefix, int shift) {
      this.prefix = prefix;
      this.shift = shift;
      java.util.Arrays.setAll(sum, b -> new ExactSum());
    }

    /** The leading bits of the scores in here. */
    public long prefix() {
      return prefix;
    }

    /** Which eight bits tell them apart. */
    public int shift() {
      return shift;
    }

    /** Puts a score where it belongs, if it belongs here. */
    public void add(double score) {
      long bits = Double.doubleToRawLongBits(score);
      if (score > 0 && (shift + 8 >= Long.SIZE ? 0 : bits >>> (shift + 8)) == prefix) {
        int bin = (int) (bits >>> shift) & (COUNT - 1);
        count[bin]++;
        sum[bin].add(score);
      }
    }

    /** Adds what a part of the scores came to in a bin. */
    public void add(int bin, long scores, ExactSum of) {
      count[bin] += scores;
      sum[bin].add(of);
    }

    /** How many scores are in a bin. */
    public long count(int bin) {
      return count[bin];
    }

    /** What they add up to. */
    public ExactSum sum(int bin) {
      return sum[bin];
    }
  }
}
