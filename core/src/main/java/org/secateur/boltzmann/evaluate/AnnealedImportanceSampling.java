package org.secateur.boltzmann.evaluate;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Samples;
import org.secateur.boltzmann.sweep.LayerBlock;
import org.secateur.network.Require;
import org.secateur.random.Seed;

/**
 * ln Z by annealed importance sampling (Neal 2001; Salakhutdinov and Murray 2008): from a machine without synapses whose
 * ln Z is known, through machines in between, to the machine itself. Odd and even layers take turns; the states of the
 * smaller side are the chain, the other side is summed in closed form. Two layers or more.
 *
 * @param chains how many, at least 2
 * @param temperatures steps from 0 to 1, at least 1, evenly spaced
 */
public record AnnealedImportanceSampling(int chains, int temperatures) {
  private static final int BLOCK = 256;

  public AnnealedImportanceSampling {
    Require.atLeast(chains, 2, "chains");
    Require.atLeast(temperatures, 1, "temperatures");
  }

  /**
   * The forward estimate. Its mean is Z; the mean of its logarithm is below ln Z, so that likelihoods come out too high.
   *
   * @param base what to start from
   */
  public LogPartition estimate(Machine machine, Base base, Seed seed) {
    Annealing annealing = new Annealing(machine, base);
    double[] logWeights = new double[chains];
    forEachBlock((first, size) -> {
      LayerBlock block = block(annealing, seed, "annealing", first, size);
      annealing.drawBase(block);
      double[] w = new double[size];
      for (int k = 0; k < temperatures; k++) {
        double beta = (double) k / temperatures;
        double next = (k + 1.0) / temperatures;
        annealing.addRatio(block, beta, next, w);
        if (k + 1 < temperatures) {
          annealing.sweep(block, next);
        }
      }
      System.arraycopy(w, 0, logWeights, first, size);
    }, chains);
    return LogPartition.ofWeights(annealing.logBase(), logWeights);
  }

  /**
   * The reverse estimate, from samples of the machine back to the base. From exact samples the mean of its logarithm is above
   * ln Z, so that likelihoods come out too low (Burda, Grosse and Salakhutdinov 2015).
   *
   * @param samples joint states of the machine, one a chain; as exact as they can be had
   */
  public LogPartition reverse(Machine machine, Base base, Samples samples, Seed seed) {
    Annealing annealing = new Annealing(machine, base);
    double[] logWeights = new double[samples.count()];
    forEachBlock((first, size) -> {
      LayerBlock block = block(annealing, seed, "reverse annealing", first, size);
      int[] rows = IntStream.range(first, first + size).toArray();
      for (int l = 0; l < machine.layers(); l++) {
        block.set(l, samples.layer(l), rows);
      }
      double[] w = new double[size];
      for (int k = temperatures; k > 0; k--) {
        double beta = (double) k / temperatures;
        if (k < temperatures) {
          annealing.sweep(block, beta);
        }
        annealing.addRatio(block, beta, (k - 1.0) / temperatures, w);
      }
      System.arraycopy(w, 0, logWeights, first, size);
    }, samples.count());
    return LogPartition.ofInverseWeights(annealing.logBase(), logWeights);
  }

  private static LayerBlock block(Annealing annealing, Seed seed, String stage, int first, int size) {
    return new LayerBlock(annealing.units(), LayerBlock.keys(seed, stage, first, size), 0);
  }

  private interface BlockTask {
    void run(int first, int size);
  }

  private static void forEachBlock(BlockTask task, int count) {
    IntStream.range(0, (count + BLOCK - 1) / BLOCK).parallel()
        .forEach(b -> task.run(b * BLOCK, Math.min(BLOCK, count - b * BLOCK)));
  }

  /** The machine without synapses that annealing starts from. */
  public static final class Base {
    private static final double CLIP = 1e-3;
    private final float[][] biases; // (layers)(units)

    private Base(float[][] biases) {
      this.biases = biases;
    }

    /** Fair coins. */
    public static Base uniform(Machine machine) {
      float[][] biases = new float[machine.layers()][];
      Arrays.setAll(biases, l -> new float[machine.units(l)]);
      return new Base(biases);
    }

    /**
     * Units with given rates, kept 0.001 from 0 and 1: much nearer to the machine.
     *
     * @param rates (layers)(units), say of data and the hidden means given them
     */
    public static Base ofRates(double[]... rates) {
      float[][] biases = new float[rates.length][];
      for (int l = 0; l < rates.length; l++) {
        biases[l] = new float[rates[l].length];
        for (int i = 0; i < rates[l].length; i++) {
          double p = Math.clamp(rates[l][i], CLIP, 1 - CLIP);
          biases[l][i] = (float) Math.log(p / (1 - p));
        }
      }
      return new Base(biases);
    }

    float[] biases(int layer) {
      return biases[layer];
    }

    int layers() {
      return biases.length;
    }
  }

  /** Whether this machine's layers of a parity are the states of the chain. */
  static int stateParity(Machine machine) {
    int even = IntStream.range(0, machine.layers()).filter(l -> l % 2 == 0).map(machine::units).sum();
    return even <= machine.totalUnits() - even ? 0 : 1;
  }
}
