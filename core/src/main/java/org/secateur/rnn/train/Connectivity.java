package org.secateur.rnn.train;

import java.util.Arrays;
import org.secateur.network.Require;
import org.secateur.rnn.Sheet;

/** Which recurrent weights there are; the others are 0 before, during and after training. Immutable. */
public final class Connectivity {
  private final int units;
  private final boolean[] present; // (units²), row = postsynaptic

  private Connectivity(int units, boolean[] present) {
    this.units = units;
    this.present = present;
  }

  /** Every unit to every other. */
  public static Connectivity full(int units) {
    Require.atLeast(units, 1, "units");
    boolean[] present = new boolean[Math.multiplyExact(units, units)];
    Arrays.fill(present, true);
    for (int i = 0; i < units; i++) {
      present[i * units + i] = false;
    }
    return new Connectivity(units, present);
  }

  /**
   * Near ones only, themselves included: the fixed local masks of LM-RNN (Khona, Chandra, Ma and Fiete, Neural Computation
   * 2023). The units lie row after row on the smallest square sheet that has room for them, a unit of length apart; its
   * edges are edges.
   *
   * @param radius greatest distance of a connection, at least 0
   */
  public static Connectivity local(int units, double radius) {
    Require.atLeast(units, 1, "units");
    Require.within(radius, 0, Double.MAX_VALUE, "radius");
    Sheet sheet = Sheet.square(units);
    boolean[] present = new boolean[Math.multiplyExact(units, units)];
    for (int i = 0; i < units; i++) {
      for (int j = 0; j < units; j++) {
        present[i * units + j] = sheet.near(i, j, radius);
      }
    }
    return new Connectivity(units, present);
  }

  /** How many units. */
  public int units() {
    return units;
  }

  /** Whether there is a weight from {@code pre} to {@code post}. */
  public boolean has(int post, int pre) {
    return present[Require.index(post, units, "post") * units + Require.index(pre, units, "pre")];
  }

  /** Weights there are, of units². */
  public int count() {
    int count = 0;
    for (boolean p : present) {
      count += p ? 1 : 0;
    }
    return count;
  }

  /** Weights onto a unit. */
  public int inDegree(int post) {
    int count = 0;
    for (int j = 0; j < units; j++) {
      count += has(post, j) ? 1 : 0;
    }
    return count;
  }

  /** Sets to 0 what there is no weight for. */
  void clear(float[] weights) {
    for (int k = 0; k < weights.length; k++) {
      if (!present[k]) {
        weights[k] = 0;
      }
    }
  }
}
