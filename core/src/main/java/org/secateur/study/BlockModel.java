package org.secateur.study;

import org.secateur.network.Network;
import org.secateur.network.Require;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/**
 * Blocks of equal size, numbered one after the other: two neurons are joined with one probability if they share a block
 * and with another if not. Symmetric, with leak_i = Σ_j |w_ij| + slack. Holland, Laskey and Leinhardt, "Stochastic
 * blockmodels: First steps", Social Networks 1983.
 *
 * @param blocks at least 1
 * @param blockSize neurons of each, at least 1
 * @param degreeInside expected number of partners a neuron has in its own block
 * @param degreeAcross and in all others together
 * @param law of the weights
 * @param slack in 1/s; at 0 the restoring matrix is the graph's Laplacian
 */
public record BlockModel(int blocks, int blockSize, double degreeInside, double degreeAcross, WeightLaw law,
    double slack) {

  public BlockModel {
    Require.atLeast(blocks, 1, "blocks");
    Require.atLeast(blockSize, 1, "blockSize");
    Require.within(degreeInside, 0, blockSize - 1, "degreeInside");
    Require.within(degreeAcross, 0, (double) (blocks - 1) * blockSize, "degreeAcross");
    Require.within(slack, 0, Double.MAX_VALUE, "slack");
    Require.within((double) blocks * blockSize, 1, Integer.MAX_VALUE - 8, "blocks times blockSize");
  }

  /** Fifty blocks, mean degree 16 inside and 4 across, log-normal weights, no slack; at most n neurons, at least 850. */
  public static BlockModel benchmark(int neurons) {
    return new BlockModel(50, neurons / 50, 16, 4, new WeightLaw.LogNormal(1), 0);
  }

  /** The number of neurons n. */
  public int neurons() {
    return blocks * blockSize;
  }

  /** Draws a network. Time and memory O(n + m). */
  public Network generate(Seed seed) {
    int n = neurons();
    PairList pairs = new PairList(n * (degreeInside + degreeAcross) / 2);
    Drawing drawing = new Drawing(seed.stream("block-model"), seed.stream("block-model-weights"), pairs);
    if (degreeInside > 0) {
      drawing.join(true, degreeInside / (blockSize - 1));
    }
    if (degreeAcross > 0) {
      drawing.join(false, degreeAcross / ((double) (blocks - 1) * blockSize));
    }
    return pairs.network(n, slack);
  }

  private final class Drawing {
    private final NoiseStream gaps;
    private final NoiseStream weights;
    private final PairList pairs;

    Drawing(NoiseStream gaps, NoiseStream weights, PairList pairs) {
      this.gaps = gaps;
      this.weights = weights;
      this.pairs = pairs;
    }

    /**
     * Joins each pair i > j of one kind with probability p. Instead of asking every pair, it draws how many are passed
     * over until the next: geometrically many. Batagelj and Brandes, Physical Review E 2005.
     */
    void join(boolean inside, double p) {
      double logMiss = StrictMath.log1p(-p); // minus infinity at p = 1: nothing is passed over
      int i = 0;
      long j = gap(logMiss);
      while (i < neurons()) {
        int block = i / blockSize * blockSize;
        int candidates = inside ? i - block : block; // j in [block, i), or in [0, block)
        if (j >= candidates) {
          j -= candidates;
          i++;
        } else {
          pairs.add(i, (inside ? block : 0) + (int) j, law.draw(weights));
          j += 1 + gap(logMiss);
        }
      }
    }

    private long gap(double logMiss) {
      return (long) Math.min(0x1p62, StrictMath.log1p(-gaps.nextDouble()) / logMiss); // beyond all pairs there can be
    }
  }
}
