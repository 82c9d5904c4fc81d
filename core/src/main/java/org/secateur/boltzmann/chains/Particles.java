package org.secateur.boltzmann.chains;

import org.secateur.boltzmann.Samples;

import org.secateur.network.Require;
import org.secateur.random.Seed;

/**
 * Chains between two sweeps: their states, and where their random streams are. Chain c draws from the stream of (seed,
 * {@code stage}, c), so that going on from here gives the same bytes as never having stopped.
 *
 * @param samples the states, one a chain
 * @param seed what the streams are made from
 * @param stage the name of the streams
 * @param drawn how many draws each stream has given, from 0
 */
public record Particles(Samples samples, Seed seed, String stage, long drawn) {
  public Particles {
    if (drawn < 0) {
      throw new IllegalArgumentException("drawn must be at least 0, was " + drawn);
    }
    Require.atLeast(samples.count(), 1, "the number of chains");
  }

  /** Chains that start from given states. */
  public static Particles at(Samples samples, Seed seed, String stage) {
    return new Particles(samples, seed, stage, 0);
  }

  /** Number of chains. */
  public int chains() {
    return samples.count();
  }
}
