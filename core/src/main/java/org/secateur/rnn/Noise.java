package org.secateur.rnn;

import org.secateur.network.Require;
import org.secateur.random.Seed;

/**
 * Independent Gaussian noise on every unit at every step.
 *
 * @param place what it is added to
 * @param deviation its standard deviation at each step, on the scale of the place; 0 for none
 * @param seed unit, step and trial decide the draw, so that neither threads nor the number of trials do
 */
public record Noise(Place place, double deviation, Seed seed) {

  /** What noise is added to. */
  public enum Place {
    /** r_t = φ(v_t) + σ ξ: passes through W one step later, and through the readout at once. */
    RATES,
    /** v_t ← v_t + σ ξ, after the step: passes through φ and stays in the leaky voltage. */
    VOLTAGES
  }

  /** No noise at all. */
  public static final Noise NONE = new Noise(Place.RATES, 0, Seed.DEFAULT);

  /** Checks the deviation. */
  public Noise {
    Require.within(deviation, 0, Float.MAX_VALUE, "noise deviation");
  }
}
