package org.secateur.dynamics;

import java.util.ArrayList;
import java.util.List;

import org.secateur.kernel.LaneKernel;
import org.secateur.random.GaussianLanes;
import org.secateur.random.Seed;

/**
 * Trials of linear dynamics side by side, in units of one step's noise: x ← (I + dt A) x + ξ. Trial t's ξ are the pairs of
 * {@code seed.child("trial", t)}, stage "noise": two neurons a draw, neurons in order. Mutable; one task's own.
 */
final class LinearEnsemble {
  /** Numbers of noise drawn at a time: few enough to stay in the first cache, enough for the loops over them. */
  private static final int TILE = 1024;

  private final EulerMap map;
  private final EulerMap.Product product;
  private final GaussianLanes noise;
  private final int tile; // neurons, even
  private final float[] drive;
  private float[] x; // (lanes · n)
  private float[] next;

  LinearEnsemble(EulerMap map, Seed seed, int firstTrial) {
    this.map = map;
    this.product = map.worker();
    int lanes = map.lanes();
    this.tile = Math.min(2 * TILE / lanes, (map.size() + 1) / 2 * 2);
    this.drive = new float[tile * lanes];
    int length = Math.multiplyExact(map.size(), lanes);
    this.x = new float[length];
    this.next = new float[length];
    List<Seed> trials = new ArrayList<>();
    for (int t = 0; t < lanes; t++) {
      trials.add(seed.child("trial", firstTrial + t));
    }
    this.noise = new GaussianLanes(trials, "noise", tile / 2);
  }

  /** Puts a trial at {@code start} (n), divided by {@code unit}. */
  void place(int lane, double[] start, double unit) {
    for (int i = 0; i < start.length; i++) {
      x[map.lanes() * i + lane] = (float) (start[i] / unit);
    }
  }

  void step() {
    product.begin(x);
    for (int from = 0; from < map.size(); from += tile) {
      int to = Math.min(map.size(), from + tile);
      product.rows(from, to, drive);
      noise.draw((to - from + 1) / 2);
      map.step(from, to, drive, noise.first(), noise.second(), x, next);
    }
    float[] last = x;
    x = next;
    next = last;
  }

  /** The trials' state, neuron-major. Not a copy, and another array after the next step. */
  float[] state() {
    return x;
  }

  /** The largest |x| of all trials; NaN if one is. */
  float maxAbs() {
    return LaneKernel.maxAbs(x);
  }
}
