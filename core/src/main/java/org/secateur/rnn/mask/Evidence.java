package org.secateur.rnn.mask;

import java.util.Optional;

import org.secateur.dynamics.Covariance;
import org.secateur.network.Require;
import org.secateur.random.Seed;

/** All that a criterion or a repair may look at: a layer, what its neurons do, and chance. Immutable. */
public final class Evidence {
  private final Weights weights;
  private final Seed seed;
  private final Optional<Covariance> covariance;
  private final Optional<SecondMoment> secondMoment;

  private Evidence(Weights weights, Seed seed, Optional<Covariance> covariance,
      Optional<SecondMoment> secondMoment) {
    this.weights = weights;
    this.seed = seed;
    this.covariance = covariance;
    this.secondMoment = secondMoment;
  }

  /** A layer and nothing about its activity. */
  public static Evidence of(Weights weights, Seed seed) {
    return new Evidence(weights, seed, Optional.empty(), Optional.empty());
  }

  /** The same with the covariance of its neurons' rates. */
  public Evidence withCovariance(Covariance c) {
    Require.length(c.neurons(), weights.columns(), "covariance");
    return new Evidence(weights, seed, Optional.of(c), secondMoment);
  }

  /** The same with the second moment of its neurons' rates. */
  public Evidence withSecondMoment(SecondMoment g) {
    Require.length(g.size(), weights.columns(), "second moment");
    return new Evidence(weights, seed, covariance, Optional.of(g));
  }

  /** The same with another seed. */
  public Evidence withSeed(Seed other) {
    return new Evidence(weights, other, covariance, secondMoment);
  }

  /** The recurrent weights. */
  public Weights weights() {
    return weights;
  }

  /** What draws are made from. */
  public Seed seed() {
    return seed;
  }

  /** The covariance of the rates, if it is known. */
  public Optional<Covariance> covariance() {
    return covariance;
  }

  /** The second moment of the rates, if it is known. */
  public Optional<SecondMoment> secondMoment() {
    return secondMoment;
  }

  /** The covariance, for somebody who cannot do without. */
  public Covariance requireCovariance(String who) {
    return covariance.orElseThrow(
        () -> new IllegalArgumentException(who + " needs the covariance of the rates"));
  }

  /** The second moment, for somebody who cannot do without. */
  public SecondMoment requireSecondMoment(String who) {
    return secondMoment.orElseThrow(
        () -> new IllegalArgumentException(who + " needs the second moment of the rates"));
  }
}
