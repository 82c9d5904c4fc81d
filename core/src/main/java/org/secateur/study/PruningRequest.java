package org.secateur.study;

import org.secateur.prune.Diagonal;
import org.secateur.prune.PruningRule;
import org.secateur.prune.Rescale;
import org.secateur.prune.Sampling;
import org.secateur.random.Seed;

/**
 * Everything that decides a pruning, but for the network.
 *
 * @param rule how synapses are scored
 * @param route where the rule's covariance comes from, if it needs one
 * @param target how much is kept
 * @param sampling independent draws or a connected sample
 * @param diagonal what happens to the leaks
 * @param rescale what happens to the weights that stay
 * @param seed of the draws
 */
public record PruningRequest(PruningRule rule, ScoreRoute route, Target target, Sampling sampling,
    Diagonal diagonal,
    Rescale rescale, Seed seed) {

  /** The paper's own choices: the noise-driven rule, exact covariance, independent draws, matched diagonal, w / p. */
  public static PruningRequest of(Target target, Seed seed) {
    return new PruningRequest(new PruningRule.NoiseDriven(), new ScoreRoute.Exact(), target,
        Sampling.INDEPENDENT,
        Diagonal.MATCH, new Rescale.Yes(), seed);
  }

  /** The same with another rule. */
  public PruningRequest withRule(PruningRule other) {
    return new PruningRequest(other, route, target, sampling, diagonal, rescale, seed);
  }

  /** The same with another route to the covariance. */
  public PruningRequest withRoute(ScoreRoute other) {
    return new PruningRequest(rule, other, target, sampling, diagonal, rescale, seed);
  }

  /** The same with another target. */
  public PruningRequest withTarget(Target other) {
    return new PruningRequest(rule, route, other, sampling, diagonal, rescale, seed);
  }

  /** The same with another diagonal. */
  public PruningRequest withDiagonal(Diagonal other) {
    return new PruningRequest(rule, route, target, sampling, other, rescale, seed);
  }

  /** The same with another sampling. */
  public PruningRequest withSampling(Sampling other) {
    return new PruningRequest(rule, route, target, other, diagonal, rescale, seed);
  }

  /** The same with another seed. */
  public PruningRequest withSeed(Seed other) {
    return new PruningRequest(rule, route, target, sampling, diagonal, rescale, other);
  }
}
