package org.secateur.random;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * One stage's random numbers in order. Mutable, and not for use by two threads: each task takes the stream of its own
 * {@link Seed#child}.
 */
public final class NoiseStream implements UniformRandomProvider {

  static final long GAMMA = 0x9e3779b97f4a7c15L;

  private long state;
  private final ZigguratSampler.NormalizedGaussian gaussian;

  NoiseStream(long start) {
    this.state = start;
    this.gaussian = ZigguratSampler.NormalizedGaussian.of(this);
  }

  @Override
  public long nextLong() {
    state += GAMMA;
    return Seed.mix(state);
  }

  /** The next uniform number on [0, 1), a multiple of 2⁻⁵³. */
  @Override
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /** The next standard normal number. */
  public double nextGaussian() {
    return gaussian.sample();
  }

  /** Fills the array with standard normal numbers, in index order. */
  public void fillGaussian(double[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = gaussian.sample();
    }
  }
}
