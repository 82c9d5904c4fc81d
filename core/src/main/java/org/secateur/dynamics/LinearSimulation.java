package org.secateur.dynamics;

import java.util.Optional;
import java.util.stream.IntStream;

import org.secateur.random.Seed;

/** The part of a {@link NoiseSimulation} that runs linear dynamics in single precision, many trials at a time. */
final class LinearSimulation {
  /** Chunks whose accumulators are alive at the same time, if there is memory for them. */
  private static final int WAVE = 16;
  private static final long MEMORY = 4L << 30;

  private final Drift drift;
  private final SimulationSettings settings;

  LinearSimulation(Drift drift, SimulationSettings settings) {
    this.drift = drift;
    this.settings = settings;
  }

  /**
   * Runs all trials.
   *
   * @return nothing if the activity went beyond what single precision holds
   */
  Optional<SampledCovariance> run(StartDraw starts, double noiseVariance, Seed seed) {
    EulerMap map = EulerMap.of(drift, settings.step(), settings.trials());
    Combinations combinations = Combinations.of(drift.network());
    double unit = Math.sqrt(noiseVariance * settings.step());
    int chunks = (settings.trials() - 1) / map.lanes() + 1;
    long bytes = LaneMoments.bytes(combinations, map.lanes(), settings.longestBatch());
    int most = Math.clamp(MEMORY / Math.max(1, bytes), 1, WAVE);
    BatchMeans total = new BatchMeans(combinations);
    for (int wave = 0; wave < chunks; wave += most) {
      BatchMeans[] done = new BatchMeans[Math.min(most, chunks - wave)];
      int first = wave;
      IntStream.range(0, done.length).parallel().forEach(c -> {
        int trial = (first + c) * map.lanes();
        int trials = Math.min(map.lanes(), settings.trials() - trial);
        done[c] = new LinearChunk(map, settings, combinations).run(starts, unit, seed, trial, trials);
      });
      for (BatchMeans means : done) {
        if (means.batches() == 0) {
          return Optional.empty();
        }
        total.merge(means);
      }
    }
    return Optional.of(total.result(unit, SamplingFacts.Method.LINEAR_SIMULATION));
  }
}
