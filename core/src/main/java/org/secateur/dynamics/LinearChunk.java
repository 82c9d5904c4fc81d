package org.secateur.dynamics;

import org.secateur.random.Seed;

/** One task of a {@link LinearSimulation}: a few trials from start to end. */
final class LinearChunk {
  /** No state that means anything is larger, in units of one step's noise; single precision still holds it. */
  private static final float LARGEST = 1e30f;

  private final EulerMap map;
  private final SimulationSettings settings;
  private final Combinations combinations;

  LinearChunk(EulerMap map, SimulationSettings settings, Combinations combinations) {
    this.map = map;
    this.settings = settings;
    this.combinations = combinations;
  }

  /**
   * Runs some trials.
   *
   * @param unit one step's noise, σ √dt, in Hz
   * @param trials at most as many as the map has lanes
   * @return what they came to, with no batches in it if the activity went beyond all bounds
   */
  BatchMeans run(StartDraw starts, double unit, Seed seed, int firstTrial, int trials) {
    LinearEnsemble ensemble = new LinearEnsemble(map, seed, firstTrial);
    double[] start = new double[map.size()];
    for (int t = 0; t < trials; t++) {
      starts.draw(seed, firstTrial + t, start);
      ensemble.place(t, start, unit);
    }
    for (int k = 0; k < settings.burnInSteps(); k++) {
      ensemble.step();
    }
    LaneMoments moments = new LaneMoments(combinations, map.lanes(), settings.longestBatch(), map.isDense());
    for (int batch = 0; batch < settings.batches(); batch++) {
      int length = settings.samplesInBatch(batch);
      for (int s = 0; s < length; s++) {
        for (int k = 0; k < settings.stepsPerSample(); k++) {
          ensemble.step();
        }
        moments.add(ensemble.state());
      }
      if (!(ensemble.maxAbs() < LARGEST)) {
        return new BatchMeans(combinations);
      }
      moments.endBatch(trials, length);
    }
    return moments.means();
  }
}
