package org.secateur.certify;

import java.util.Optional;

import org.secateur.network.Require;
import org.secateur.random.Seed;

/**
 * How a pruned network is said to have been drawn: values only, handed to the judge by whoever drew it. The judge
 * recomputes everything that it can and believes only what cannot be: that draws were independent. Immutable.
 */
public final class SamplingRecord {

  /** How edges were drawn. */
  public enum Draws {
    /** Each edge by its own draw. */
    INDEPENDENT,
    /** Together, for instance to a fixed number or to keep the network connected. */
    DEPENDENT,
    /** Each by its own draw, but with a budget chosen after looking at what those draws led to. */
    ADAPTIVE
  }

  /** Where the scores behind the probabilities came from. */
  public sealed interface Scores {

    /** Computed from the exact covariance. */
    record Exact() implements Scores {
    }

    /**
     * Estimated, and made larger so that they are too small with a small probability only.
     *
     * @param confidence that none is too small, in [0, 1]
     */
    record Inflated(double confidence) implements Scores {
      public Inflated {
        Require.within(confidence, 0, 1, "confidence");
      }
    }

    /** Neither: estimated as they came, or not leverages at all. */
    record Other() implements Scores {
    }
  }

  /**
   * The keyed draws, so that the judge can draw again: edge e was kept if {@code seed.uniform(stage, key(e))} was below
   * its probability, with the key of {@link org.secateur.network.Edges#key}.
   */
  public record Replay(Seed seed, String stage) {
  }

  private final double[] keepProbability;
  private final Draws draws;
  private final Scores scores;
  private final Optional<Replay> replay;

  private SamplingRecord(double[] keepProbability, Draws draws, Scores scores, Optional<Replay> replay) {
    this.keepProbability = keepProbability;
    this.draws = draws;
    this.scores = scores;
    this.replay = replay;
  }

  /**
   * A record without a replay.
   *
   * @param keepProbability (edges) in the order of {@link org.secateur.network.Edges#of} the original; in [0, 1]; copied
   */
  public static SamplingRecord of(double[] keepProbability, Draws draws, Scores scores) {
    for (double p : keepProbability) {
      Require.within(p, 0, 1, "keepProbability");
    }
    return new SamplingRecord(keepProbability.clone(), draws, scores, Optional.empty());
  }

  /** The same record with the keyed draws to check. */
  public SamplingRecord withReplay(Replay keyed) {
    return new SamplingRecord(keepProbability, draws, scores, Optional.of(keyed));
  }

  /** How many edges there were. */
  public int edges() {
    return keepProbability.length;
  }

  /** The probability with which edge e was kept. */
  public double keepProbability(int e) {
    return keepProbability[e];
  }

  /** How edges were drawn. */
  public Draws draws() {
    return draws;
  }

  /** Where the scores came from. */
  public Scores scores() {
    return scores;
  }

  /** The keyed draws, if stated. */
  public Optional<Replay> replay() {
    return replay;
  }
}
