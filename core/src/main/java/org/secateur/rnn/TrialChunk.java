package org.secateur.rnn;

import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.secateur.random.GaussianLanes;
import org.secateur.random.Seed;

/** Some trials on their way through time, in one thread. Mutable. */
final class TrialChunk {
  private static final String STAGE = "rate noise";

  private final Cell cell;
  private final Readout readout;
  private final Trials trials;
  private final int first;
  private final float[] drive; // (trials of the cell · inputs)
  private final Noise noise;
  private final @Nullable GaussianLanes lanes; // a lane a trial

  TrialChunk(Cell cell, Readout readout, Trials trials, Noise noise, int first) {
    this.cell = cell;
    this.readout = readout;
    this.trials = trials;
    this.first = first;
    this.noise = noise;
    this.drive = new float[Math.multiplyExact(cell.trials, trials.inputs())];
    this.lanes = noise.deviation() > 0 ? lanes(noise.seed(), first, cell.trials, pairs()) : null;
  }

  private static GaussianLanes lanes(Seed seed, int first, int count, int pairs) {
    List<Seed> seeds = IntStream.range(first, first + count).mapToObj(k -> seed.child(STAGE, k)).toList();
    return new GaussianLanes(seeds, STAGE, pairs);
  }

  private int pairs() {
    return (cell.units + 1) / 2;
  }

  /** Runs to the end, or to the step at which a voltage leaves the range. */
  Rollout.@Nullable Diverged run(float[] outputs, StepObserver observer) {
    for (int t = 0; t < trials.steps(); t++) {
      trials.copyStep(t, first, cell.trials, drive);
      step();
      Rollout.Diverged d = diverged(t);
      if (d != null) {
        return d;
      }
      readout.read(cell.rates, cell.trials, outputs, (t * trials.count() + first) * readout.outputs());
      observer.observe(t, cell.voltages, cell.rates);
    }
    return null;
  }

  private void step() {
    cell.integrate(drive);
    if (lanes == null) {
      cell.activate();
      return;
    }
    lanes.draw(pairs());
    if (noise.place() == Noise.Place.VOLTAGES) {
      disturb(lanes, cell.voltages);
    }
    cell.activate();
    if (noise.place() == Noise.Place.RATES) {
      disturb(lanes, cell.rates);
    }
  }

  /** Adds one normal number a unit: units 2p and 2p + 1 of a trial share pair p of its lane. */
  private void disturb(GaussianLanes drawn, float[] values) {
    int h = cell.units;
    int count = cell.trials;
    float sigma = (float) noise.deviation();
    float[] even = drawn.first();
    float[] odd = drawn.second();
    for (int k = 0; k < count; k++) {
      for (int i = 0; i < h; i++) {
        values[k * h + i] += sigma * (i % 2 == 0 ? even : odd)[i / 2 * count + k];
      }
    }
  }

  private Rollout.@Nullable Diverged diverged(int t) {
    float[] watched = cell.watched();
    boolean fine = true;
    for (float v : watched) {
      fine &= Math.abs(v) <= Simulation.LIMIT; // false for NaN
    }
    if (fine) {
      return null;
    }
    int q = 0;
    while (Math.abs(watched[q]) <= Simulation.LIMIT) {
      q++;
    }
    return new Rollout.Diverged(t, first + q / cell.units, q % cell.units, watched[q]);
  }
}
