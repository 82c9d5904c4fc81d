package org.secateur.rnn;

import org.secateur.kernel.TanhKernel;

/** The rate of a unit as a function of its voltage, r = φ(v), unit by unit. */
public enum TransferFunction {
  /** φ(v) = v. */
  LINEAR {
    @Override
    public void apply(float[] voltages, float[] rates, int from, int to) {
      System.arraycopy(voltages, from, rates, from, to - from);
    }

    @Override
    public double slope(double rate) {
      return 1;
    }
  },
  /** φ(v) = max(0, v); its slope at 0 is taken as 0. */
  RECTIFIED {
    @Override
    public void apply(float[] voltages, float[] rates, int from, int to) {
      for (int k = from; k < to; k++) {
        rates[k] = Math.max(0f, voltages[k]);
      }
    }

    @Override
    public double slope(double rate) {
      return rate > 0 ? 1 : 0;
    }
  },
  /** φ(v) = tanh v, to a few units in the last place of a float. */
  TANH {
    @Override
    public void apply(float[] voltages, float[] rates, int from, int to) {
      TanhKernel.tanh(voltages, rates, from, to);
    }

    @Override
    public double slope(double rate) {
      return 1 - rate * rate;
    }
  };

  /**
   * Rates from voltages, for elements [from, to) of both arrays.
   *
   * @param voltages not modified, unless it is {@code rates}
   * @param rates overwritten
   */
  public abstract void apply(float[] voltages, float[] rates, int from, int to);

  /** φ'(v) where φ(v) is {@code rate}: all three functions have a slope that their value tells. */
  public abstract double slope(double rate);
}
