package org.secateur.dynamics;

import java.util.ArrayList;
import java.util.List;

import org.secateur.kernel.LaneKernel;
import org.secateur.random.GaussianLanes;
import org.secateur.random.Seed;

/**
 * Trials of linear dynamics side by side, in units of one step's noise: x ← (I + dt A) x + ξ. Trial t's ξ are the pairs of
 * {@code seed.child("trial", t)}, stage "noise", step after step: the first of a pair is that of the next neuron of a tile
 * of 128, the second that of the neuron 64 further on. Mutable; one task's own.
 */
final class LinearEnsemble {
  /** Neurons whose noise is drawn at a time: few enough to stay in the first two caches, enough for loops over them. */
  static final int TILE = 128;
  private static final int HALF = TILE / 2;

  private final EulerMap map;
  private final EulerMap.Slopes slopes;
  private final GaussianLanes noise;
  private final float[] slope; // (lanes, half a tile)
  private final float[] part; // of x
  private float[] x; // (lanes · n)
  private float[] next;

  LinearEnsemble(EulerMap map, Seed seed, int firstTrial) {
    this.map = map;
    this.slopes = map.worker();
    int lanes = map.lanes();
    this.slope = new float[HALF * lanes];
    this.part = new float[slope.length];
    int length = Math.multiplyExact(map.size(), lanes);
    this.x = new float[length];
    this.next = new float[length];
    List<Seed> trials = new ArrayList<>();
    for (int t = 0; t < lanes; t++) {
      trials.add(seed.child("trial", firstTrial + t));
    }
    this.noise = new GaussianLanes(trials, "noise", Math.min(HALF, map.size()));
  }

  /** Puts a trial at {@code start} (n), divided by {@code unit}. */
  void place(int lane, double[] start, double unit) {
    for (int i = 0; i < start.length; i++) {
      x[map.lanes() * i + lane] = (float) (start[i] / unit);
    }
  }

  void step() {
    slopes.begin(x);
    int n = map.size();
    for (int from = 0; from < n; from += TILE) {
      int middle = Math.min(n, from + HALF);
      noise.draw(middle - from);
      advance(from, middle, noise.first());
      advance(middle, Math.min(n, from + TILE), noise.second());
    }
    float[] last = x;
    x = next;
    next = last;
  }

  /** Through arrays that all begin at the first of the rows: only then are the loops turned into vector instructions. */
  private void advance(int from, int to, float[] xi) {
    int at = map.lanes() * from;
    int count = map.lanes() * (to - from);
    slopes.rows(from, to, slope);
    System.arraycopy(x, at, part, 0, count);
    LaneKernel.step(count, slope, xi, part);
    System.arraycopy(part, 0, next, at, count);
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
