package org.secateur.boltzmann.sweep;

import java.util.Arrays;
import org.secateur.boltzmann.Patterns;
import org.secateur.kernel.LogisticKernel;
import org.secateur.random.Seed;

/**
 * The states, or means, of all layers of some chains that advance together, and the chains' random streams. A unit's
 * chains lie together: unit i of chain c at i · chains + c. Mutable; for one thread at a time.
 */
public final class LayerBlock {
  /** Draws of a group: each serves two units, with 32 bits each. A power of two. */
  private static final int HALF = 8;
  /** Chains of a strip, whose rows stay in the cache. */
  static final int STRIP = 256;

  private final int chains;
  private final float[][] state; // (layers)(units · chains)
  private final long[] keys; // (HALF · chains), see LogisticKernel.spread
  private final long[] bits; // (HALF · chains) scratch
  private final int[] words; // (HALF · chains) scratch
  private final float[][][] strips; // (layers)(units)(at most STRIP) scratch; a layer's is empty until it is asked for
  private final float[] sum; // (at most STRIP) scratch
  private long drawn; // draws each stream has given

  /**
   * A block of zeros.
   *
   * @param keys (chains) the start of each chain's stream; copied
   * @param drawn how many draws each stream has given already
   */
  public LayerBlock(int[] units, long[] keys, long drawn) {
    this.chains = keys.length;
    this.state = new float[units.length][];
    Arrays.setAll(state, l -> new float[Math.multiplyExact(units[l], chains)]);
    this.keys = new long[HALF * chains];
    LogisticKernel.spread(keys, HALF, this.keys);
    this.bits = new long[HALF * chains];
    this.words = new int[HALF * chains];
    this.strips = new float[units.length][0][];
    this.sum = new float[Math.min(chains, STRIP)];
    this.drawn = drawn;
  }

  /** The streams of chains {@code first} and following of a stage. */
  public static long[] keys(Seed seed, String stage, int first, int count) {
    long[] keys = new long[count];
    Arrays.setAll(keys, c -> seed.child(stage, first + c).value());
    return keys;
  }

  /** Number of chains. */
  public int chains() {
    return chains;
  }

  /** How many draws each stream has given. */
  public long drawn() {
    return drawn;
  }

  /** The layer itself, not a copy: (units · chains). */
  public float[] layer(int l) {
    return state[l];
  }

  /** Fills each unit's chains with the same number: shift (units). */
  void fill(int l, float[] shift) {
    for (int i = 0; i < shift.length; i++) {
      Arrays.fill(state[l], i * chains, (i + 1) * chains, shift[i]);
    }
  }

  /** Scratch for the chains of a strip. */
  float[] sum() {
    return sum;
  }

  /** A copy of the chains {@code first} and following of a layer, a unit an array, in scratch that the next call overwrites. */
  float[][] strip(int l, int first) {
    int units = state[l].length / chains;
    if (strips[l].length != units) {
      strips[l] = new float[units][sum.length];
    }
    int count = Math.min(sum.length, chains - first);
    for (int i = 0; i < units; i++) {
      System.arraycopy(state[l], i * chains + first, strips[l][i], 0, count);
    }
    return strips[l];
  }

  /** Replaces a layer by patterns, one a chain. */
  public void set(int l, Patterns patterns, int[] rows) {
    patterns.copyColumns(rows, state[l]);
  }

  /** Copies a layer of zeros and ones out, chain after chain. */
  public void copyBits(int l, byte[] into, int firstChain) {
    int units = state[l].length / chains;
    for (int i = 0; i < units; i++) {
      for (int c = 0; c < chains; c++) {
        into[(firstChain + c) * units + i] = (byte) state[l][i * chains + c];
      }
    }
  }

  /** Replaces each input x of a layer by a draw: 1 with probability σ(x). */
  public void sample(int l) {
    float[] x = state[l];
    for (int from = 0; from < x.length; from += HALF * chains) {
      int count = Math.min(HALF * chains, x.length - from);
      nextWords(from, count);
      LogisticKernel.sample(x, from, count, words);
    }
    drawn += drawsFor(x.length / chains);
  }

  /** Replaces each probability in an array of the size of a layer by a draw. */
  public void bernoulli(float[] p) {
    for (int from = 0; from < p.length; from += HALF * chains) {
      int count = Math.min(HALF * chains, p.length - from);
      nextWords(from, count);
      LogisticKernel.bernoulli(p, from, count, words);
    }
    drawn += drawsFor(p.length / chains);
  }

  /** The words of half a group of units: the lower halves of its draws, then the upper ones. */
  private void nextWords(int from, int count) {
    int half = from / (HALF * chains);
    if (half % 2 == 0) {
      // The other half of the group may be smaller, never larger.
      LogisticKernel.draws(keys, count, drawn + (long) HALF * (half / 2), bits);
      LogisticKernel.lowerHalves(bits, count, words);
    } else {
      LogisticKernel.upperHalves(bits, count, words);
    }
  }

  /** How many draws of each stream it takes to draw some units. */
  public static long drawsFor(int units) {
    return (long) HALF * ((units + 2 * HALF - 1) / (2 * HALF));
  }

  /** Replaces each input x of a layer by its mean σ(x). */
  public void means(int l) {
    LogisticKernel.means(state[l], 0, state[l].length);
  }
}
