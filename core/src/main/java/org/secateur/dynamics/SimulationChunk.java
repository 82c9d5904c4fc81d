package org.secateur.dynamics;

import java.util.Arrays;

import org.secateur.kernel.BlockKernel;
import org.secateur.random.Seed;

/** One task of a {@link NoiseSimulation}: a few blocks of trials from start to end. Mutable, used by one thread. */
final class SimulationChunk {
  private final Drift drift;
  private final Recurrence recurrence;
  private final Activation activation;
  private final SimulationSettings settings;
  private final double[] input;
  private final double[] shift;
  private final Combinations combinations;
  private CombinationMoments[] moments = {};
  private int grownAfter;

  SimulationChunk(Drift drift, Recurrence recurrence, Activation activation, SimulationSettings settings,
      double[] input, double[] shift, Combinations combinations) {
    this.drift = drift;
    this.recurrence = recurrence;
    this.activation = activation;
    this.settings = settings;
    this.input = input;
    this.shift = shift;
    this.combinations = combinations;
  }

  void run(StartDraw starts, double noiseVariance, Seed seed, int firstTrial, int trials,
      double largestRate) {
    int lanes = BlockKernel.LANES;
    int blocks = (trials + lanes - 1) / lanes;
    Ensemble ensemble = new Ensemble(drift.network(), recurrence, activation, settings.step(), input, blocks);
    NoiseBlock[] noise = new NoiseBlock[blocks];
    moments = new CombinationMoments[blocks];
    int[][] lengths = new int[blocks][];
    for (int g = 0; g < blocks; g++) {
      int here = Math.min(lanes, trials - g * lanes);
      noise[g] = new NoiseBlock(seed, firstTrial + g * lanes);
      starts.fill(seed, firstTrial + g * lanes, here, ensemble.x[g]);
      moments[g] = new CombinationMoments(combinations, activation == Activation.LINEAR);
      lengths[g] = new int[here];
    }
    double amplitude = Math.sqrt(noiseVariance * settings.step());
    double[] scratch = Ensemble.scratch();
    for (int k = 0; k < settings.burnInSteps(); k++) {
      Ensemble.step(noise, amplitude, scratch, ensemble);
    }
    int steps = settings.burnInSteps();
    for (int batch = 0; batch < settings.batches(); batch++) {
      int length = settings.samplesInBatch(batch);
      for (int s = 0; s < length; s++) {
        for (int k = 0; k < settings.stepsPerSample(); k++) {
          Ensemble.step(noise, amplitude, scratch, ensemble);
        }
        steps += settings.stepsPerSample();
        for (int g = 0; g < blocks; g++) {
          moments[g].add(ensemble.x[g], shift);
        }
      }
      if (!(ensemble.maxAbs() < largestRate)) {
        grownAfter = Math.max(1, steps);
        return;
      }
      for (int g = 0; g < blocks; g++) {
        Arrays.fill(lengths[g], length);
        moments[g].endBatch(lengths[g]);
      }
    }
  }

  /** The steps after which the activity was beyond all bounds, or 0 if it never was. */
  int grownAfter() {
    return grownAfter;
  }

  void foldInto(CombinationMoments total) {
    for (CombinationMoments m : moments) {
      total.merge(m);
    }
  }
}
