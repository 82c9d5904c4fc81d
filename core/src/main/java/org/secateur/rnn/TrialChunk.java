package org.secateur.rnn;

import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.secateur.linalg.FloatProducts;
import org.secateur.linalg.FloatProducts.Rows;
import org.secateur.linalg.Transpose;
import org.secateur.random.GaussianLanes;
import org.secateur.random.Seed;

/** Some trials that advance together in one thread. Mutable. */
final class TrialChunk {
  private static final String STAGE = "rate noise";

  private final NetworkArrays network;
  private final Trials trials;
  private final int first;
  private final int count;
  private final float[] voltages; // (count · H)
  private final float[] rates; // (count · H)
  private final float[] drive; // (count · inputs)
  private final Noise noise;
  private final @Nullable GaussianLanes lanes; // a lane a trial

  TrialChunk(NetworkArrays network, Trials trials, Noise noise, int first, int count) {
    this.network = network;
    this.trials = trials;
    this.first = first;
    this.count = count;
    this.noise = noise;
    int h = network.units;
    this.voltages = new float[Math.multiplyExact(count, h)];
    this.rates = new float[count * h];
    this.drive = new float[Math.multiplyExact(count, network.inputs)];
    for (int k = 0; k < count; k++) {
      System.arraycopy(network.initial, 0, voltages, k * h, h);
    }
    network.transfer.apply(voltages, rates, 0, voltages.length);
    this.lanes = noise.deviation() > 0 ? lanes(noise.seed(), first, count, (h + 1) / 2) : null;
  }

  private static GaussianLanes lanes(Seed seed, int first, int count, int pairs) {
    List<Seed> seeds = IntStream.range(first, first + count).mapToObj(k -> seed.child(STAGE, k)).toList();
    return new GaussianLanes(seeds, STAGE, pairs);
  }

  /** Runs to the end, or to the step at which a voltage leaves the range. */
  Rollout.@Nullable Diverged run(float[] outputs, StepObserver observer) {
    for (int t = 0; t < trials.steps(); t++) {
      step(t);
      Rollout.Diverged d = diverged(t);
      if (d != null) {
        return d;
      }
      readOut(t, outputs);
      observer.observe(t, voltages, rates);
    }
    return null;
  }

  /** V ← (1 − α) V + α X W_inᵀ + α R Wᵀ + α b, then R ← φ(V). */
  private void step(int t) {
    int h = network.units;
    float alpha = network.step;
    Rows v = new Rows(voltages, 0, h);
    if (network.inputs > 0) {
      trials.copyStep(t, first, count, drive);
      FloatProducts.multiply(Transpose.NO, Transpose.YES, count, h, network.inputs, alpha,
          new Rows(drive, 0, network.inputs), new Rows(network.input, 0, network.inputs), 1 - alpha, v);
    } else {
      for (int q = 0; q < voltages.length; q++) {
        voltages[q] *= 1 - alpha;
      }
    }
    FloatProducts.multiply(Transpose.NO, Transpose.YES, count, h, h, alpha, new Rows(rates, 0, h),
        new Rows(network.recurrent, 0, h), 1, v);
    for (int k = 0; k < count; k++) {
      for (int i = 0; i < h; i++) {
        voltages[k * h + i] += alpha * network.bias[i];
      }
    }
    if (lanes == null) {
      network.transfer.apply(voltages, rates, 0, rates.length);
    } else {
      lanes.draw((h + 1) / 2);
      if (noise.place() == Noise.Place.VOLTAGES) {
        disturb(lanes, voltages);
      }
      network.transfer.apply(voltages, rates, 0, rates.length);
      if (noise.place() == Noise.Place.RATES) {
        disturb(lanes, rates);
      }
    }
  }

  /** Adds one normal number a unit: units 2p and 2p + 1 of a trial share pair p of its lane. */
  private void disturb(GaussianLanes drawn, float[] values) {
    int h = network.units;
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
    int h = network.units;
    boolean fine = true;
    for (float v : voltages) {
      fine &= Math.abs(v) <= Simulation.LIMIT; // false for NaN
    }
    if (fine) {
      return null;
    }
    int q = 0;
    while (Math.abs(voltages[q]) <= Simulation.LIMIT) {
      q++;
    }
    return new Rollout.Diverged(t, first + q / h, q % h, voltages[q]);
  }

  /** Y ← R W_outᵀ + b_out. */
  private void readOut(int t, float[] outputs) {
    int width = network.outputs;
    int from = (t * trials.count() + first) * width;
    for (int k = 0; k < count; k++) {
      System.arraycopy(network.readoutBias, 0, outputs, from + k * width, width);
    }
    FloatProducts.multiply(Transpose.NO, Transpose.YES, count, width, network.units, 1,
        new Rows(rates, 0, network.units), new Rows(network.readout, 0, network.units), 1,
        new Rows(outputs, from, Math.max(1, width)));
  }
}
