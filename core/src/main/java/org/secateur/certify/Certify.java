package org.secateur.certify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.secateur.dynamics.Activation;
import org.secateur.network.Network;
import org.secateur.network.Require;
import org.secateur.random.Seed;
import org.secateur.spectral.Steps;

/**
 * Measures a pair of networks: what to measure is set first, and {@link #measure} does it. Mutable; not for use by two
 * threads.
 *
 * <p>The pair may come from anywhere. What can be guaranteed beyond the measurements is decided here from the two
 * networks and a {@link SamplingRecord}, never taken from who pruned.
 */
public final class Certify {
  /** How many slow modes are matched unless set. */
  public static final int DEFAULT_MODES = 5;

  final Network original;
  final Network pruned;
  final List<Claim> claims = new ArrayList<>();
  int modes = DEFAULT_MODES;
  OptionalDouble horizon = OptionalDouble.empty();
  Seed seed = Seed.DEFAULT;
  Activation activation = Activation.LINEAR;
  Optional<List<Double>> input = Optional.empty();
  Level level = Level.FULL;
  Optional<SamplingRecord> sampling = Optional.empty();
  Optional<List<Integer>> groups = Optional.empty();
  Steps progress = Steps.NONE;
  Optional<LeverageRoute> largeLeverages = Optional.empty();

  private Certify(Network original, Network pruned) {
    this.original = original;
    this.pruned = pruned;
  }

  /**
   * A pair to measure.
   *
   * @throws IllegalArgumentException if the networks differ in their number of neurons
   */
  public static Certify pair(Network original, Network pruned) {
    if (original.neurons() != pruned.neurons()) {
      throw new IllegalArgumentException("the original has " + original.neurons()
          + " neurons, the pruned network " + pruned.neurons());
    }
    return new Certify(original, pruned);
  }

  /** How many of the slowest modes to match; {@link #DEFAULT_MODES} unless set. */
  public Certify modes(int count) {
    modes = Require.atLeast(count, 1, "modes");
    return this;
  }

  /** The latest time to compare trajectories at, in s; the original's slowest time constant unless set. */
  public Certify horizon(double seconds) {
    horizon = OptionalDouble.of(Require.positive(seconds, "horizon"));
    return this;
  }

  /** What starting vectors and noise are drawn from; {@link Seed#DEFAULT} unless set. */
  public Certify seed(Seed newSeed) {
    seed = newSeed;
    return this;
  }

  /** How neurons respond; rectified ones get a simulated block of their own. */
  public Certify activation(Activation newActivation) {
    activation = newActivation;
    return this;
  }

  /**
   * A constant input b (n), in Hz/s, for simulated trajectories; copied. Unless set there is none for linear units, and
   * independent standard normal numbers for rectified ones, so that some are silent.
   */
  public Certify input(double[] constant) {
    Require.length(constant.length, original.neurons(), "input");
    input = Optional.of(java.util.Arrays.stream(constant).boxed().toList());
    return this;
  }

  /** Adds a tolerance that the pair must meet. */
  public Certify tolerance(Claim claim) {
    claims.add(claim);
    return this;
  }

  /** How much to measure; {@link Level#FULL} unless set. */
  public Certify level(Level newLevel) {
    level = newLevel;
    return this;
  }

  /** How the pruned network is said to have been drawn. */
  public Certify sampling(SamplingRecord newSampling) {
    sampling = Optional.of(newSampling);
    return this;
  }

  /** The group of each neuron (n): edges between groups are counted as bridges. */
  public Certify groups(List<Integer> newGroups) {
    Require.length(newGroups.size(), original.neurons(), "groups");
    groups = Optional.of(List.copyOf(newGroups));
    return this;
  }

  /** Who is told how far it is; nobody unless set. */
  public Certify progress(Steps listener) {
    progress = listener;
    return this;
  }

  /** Where the judge takes leverages of large networks from. */
  Certify largeLeverages(LeverageRoute route) {
    largeLeverages = Optional.of(route);
    return this;
  }

  /**
   * Measures. Small or dense networks: time O(n³); see the limits of each block's type. Large sparse symmetric ones, see
   * {@link org.secateur.spectral.LargePair}: iterations of O(n + m).
   */
  public Certificate measure() {
    return new Measurement(this).certificate();
  }
}
