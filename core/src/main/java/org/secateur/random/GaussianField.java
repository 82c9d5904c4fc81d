package org.secateur.random;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Standard normal numbers by key rather than in order: the number of a key depends on nothing but seed, stage and key, so
 * that whoever meets a synapse, from either end and on any machine, draws the same noise for it. Mutable work space; not
 * for use by two threads.
 *
 * <p>Each key has a SplitMix64 sequence of its own that the ziggurat method reads from, a single number in 98 of 100 cases.
 * States of one stage are distinct for distinct keys.
 */
public final class GaussianField {
  private final long start;
  private final Sequence sequence = new Sequence();
  private final ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(sequence);

  GaussianField(long start) {
    this.start = start;
  }

  /**
   * The number of a key.
   *
   * @param key from 0
   */
  public double at(long key) {
    sequence.state = Seed.mix(start + NoiseStream.GAMMA * (key + 1));
    return gaussian.sample();
  }

  /** SplitMix64 from where it is put. */
  private static final class Sequence implements UniformRandomProvider {
    private long state;

    @Override
    public long nextLong() {
      state += NoiseStream.GAMMA;
      return Seed.mix(state);
    }
  }
}
