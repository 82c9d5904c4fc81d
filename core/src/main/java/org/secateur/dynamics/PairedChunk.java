package org.secateur.dynamics;

import org.secateur.kernel.BlockKernel;
import org.secateur.random.Seed;

/** One task of a {@link PairedSimulation}. Mutable, used by one thread. */
final class PairedChunk {
  private final Ensemble original;
  private final Ensemble pruned;
  private final long[] at; // steps, ascending
  private final double largestRate;
  private double[][] errors = {}; // (moments)(trials)
  private int compared;
  private int trials;

  PairedChunk(Ensemble original, Ensemble pruned, long[] at, double largestRate) {
    this.original = original;
    this.pruned = pruned;
    this.at = at;
    this.largestRate = largestRate;
  }

  void run(StartDraw starts, double amplitude, Seed seed, int firstTrial, int count) {
    trials = count;
    errors = new double[at.length][count];
    int lanes = BlockKernel.LANES;
    NoiseBlock[] noise = new NoiseBlock[original.x.length];
    for (int g = 0; g < noise.length; g++) {
      int here = Math.min(lanes, count - g * lanes);
      noise[g] = new NoiseBlock(seed, firstTrial + g * lanes);
      starts.fill(seed, firstTrial + g * lanes, here, original.x[g]);
      System.arraycopy(original.x[g], 0, pruned.x[g], 0, original.x[g].length);
    }
    double[] scratch = Ensemble.scratch();
    long step = 0;
    for (int k = 0; k < at.length; k++) {
      for (; step < at[k]; step++) {
        Ensemble.step(noise, amplitude, scratch, original, pruned);
      }
      if (!(original.maxAbs() < largestRate && pruned.maxAbs() < largestRate)) {
        return;
      }
      for (int t = 0; t < count; t++) {
        errors[k][t] = distance(original.x[t / lanes], pruned.x[t / lanes], t % lanes);
      }
      compared = k + 1;
    }
  }

  /** |x − x′|₂ / |x|₂ of one lane, and 0 where both are 0. */
  private static double distance(double[] x, double[] y, int lane) {
    double difference = 0;
    double size = 0;
    for (int q = lane; q < x.length; q += BlockKernel.LANES) {
      double d = x[q] - y[q];
      difference += d * d;
      size += x[q] * x[q];
    }
    return difference == 0 ? 0 : Math.sqrt(difference / size);
  }

  int trials() {
    return trials;
  }

  /** How many moments were reached before an activity grew beyond all bounds. */
  int compared() {
    return compared;
  }

  double relativeError(int moment, int trial) {
    return errors[moment][trial];
  }
}
