package org.secateur.study;

import java.util.Optional;
import java.util.OptionalDouble;

import org.secateur.certify.Certify;
import org.secateur.certify.Level;
import org.secateur.dynamics.Activation;
import org.secateur.random.Seed;

/**
 * What a certificate is asked to measure.
 *
 * @param modes how many slow modes
 * @param horizon latest time to compare trajectories at, in s; empty for the slowest time constant
 * @param level everything, or the quick part
 * @param activation linear, or rectified too
 * @param input (n) constant input in Hz/s for rectified networks; empty to have it drawn
 * @param seed of starting points and noise
 */
public record Measure(int modes, OptionalDouble horizon, Level level, Activation activation,
    Optional<double[]> input,
    Seed seed) {

  /** Everything, for linear units. */
  public static Measure full(Seed seed) {
    return new Measure(Certify.DEFAULT_MODES, OptionalDouble.empty(), Level.FULL, Activation.LINEAR,
        Optional.empty(), seed);
  }

  /** The quick part. */
  public static Measure quick(Seed seed) {
    return new Measure(Certify.DEFAULT_MODES, OptionalDouble.empty(), Level.QUICK, Activation.LINEAR,
        Optional.empty(), seed);
  }

  /** Tells a certifier. */
  public Certify applyTo(Certify certify) {
    certify.modes(modes).level(level).activation(activation).seed(seed);
    horizon.ifPresent(certify::horizon);
    input.ifPresent(certify::input);
    return certify;
  }
}
