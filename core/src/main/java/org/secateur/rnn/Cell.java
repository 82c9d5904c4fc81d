package org.secateur.rnn;

import java.util.function.IntFunction;

/** The units of some trials that advance together in one thread. Mutable. */
abstract class Cell {
  final int trials;
  final int units;
  final float[] voltages; // (trials · units)
  final float[] rates; // (trials · units)

  Cell(int trials, int units) {
    this.trials = trials;
    this.units = units;
    this.voltages = new float[Math.multiplyExact(trials, units)];
    this.rates = new float[trials * units];
  }

  /** Makes cells for so many trials; they share the network's arrays and only read them. */
  static IntFunction<Cell> of(RecurrentNetwork network) {
    return switch (network) {
      case RateNetwork rate -> {
        RateCell.Arrays arrays = new RateCell.Arrays(rate);
        yield count -> new RateCell(count, arrays);
      }
      case GatedNetwork gated -> {
        GatedCell.Arrays arrays = new GatedCell.Arrays(gated);
        yield count -> new GatedCell(count, arrays);
      }
    };
  }

  /**
   * Voltages after the next step.
   *
   * @param x (trials · inputs)
   */
  abstract void integrate(float[] x);

  /** Rates of the voltages. */
  abstract void activate();

  /** What must stay within bounds, (trials · units). */
  abstract float[] watched();

  /** Row k ← the row, for every trial k. */
  static void spread(float[] row, float[] into, int trials) {
    for (int k = 0; k < trials; k++) {
      System.arraycopy(row, 0, into, k * row.length, row.length);
    }
  }

  /** Row k ← row k + scale · row, for every trial k. */
  static void add(float scale, float[] row, float[] to, int trials) {
    for (int k = 0; k < trials; k++) {
      int at = k * row.length;
      for (int i = 0; i < row.length; i++) {
        to[at + i] += scale * row[i];
      }
    }
  }
}
