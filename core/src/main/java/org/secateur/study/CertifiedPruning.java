package org.secateur.study;

import org.secateur.certify.Certificate;
import org.secateur.certify.Certify;
import org.secateur.certify.Claim;
import org.secateur.certify.SamplingRecord;
import org.secateur.network.Network;
import org.secateur.prune.Pruned;
import org.secateur.prune.Sampling;

/** Hands a pruning over to the judge: the pair, what was aimed at, and how the draws were made. */
public final class CertifiedPruning {
  private CertifiedPruning() {
  }

  /** The certificate of a pruning. */
  public static Certificate certify(Network original, Pruned pruned, PruningRequest request,
      Measure measure) {
    return certify(original, pruned, request, measure, Progress.NONE);
  }

  /** The same, telling somebody how far it is. */
  public static Certificate certify(Network original, Pruned pruned, PruningRequest request,
      Measure measure, Progress progress) {
    return certify(original, pruned.network(), pruned.plan().keepProbabilities(), request, measure, progress);
  }

  /**
   * The certificate of a pruning read back from files.
   *
   * @param keepProbability (edges) in the order of {@link org.secateur.network.Edges#of} the original
   */
  public static Certificate certify(Network original, Network pruned, double[] keepProbability,
      PruningRequest request, Measure measure, Progress progress) {
    Certify certify = measure.applyTo(Certify.pair(original, pruned)).progress(progress::report)
        .sampling(record(keepProbability, request));
    switch (request.target()) {
      case Target.Fixed fixed -> {
      }
      case Target.WorstDirection(double within) -> certify.tolerance(new Claim.WorstDirection(within));
      case Target.SlowModes(double within, int modes) ->
        certify.modes(Math.max(modes, measure.modes())).tolerance(new Claim.SlowModes(within, modes));
    }
    return certify.measure();
  }

  /** How the draws were made. Scores that came from samples are said to be estimated, whatever their quality. */
  private static SamplingRecord record(double[] keepProbability, PruningRequest request) {
    SamplingRecord.Scores scores = request.route() instanceof ScoreRoute.Exact
        ? new SamplingRecord.Scores.Exact()
        : new SamplingRecord.Scores.Other();
    boolean independent = request.sampling() == Sampling.INDEPENDENT;
    SamplingRecord record = SamplingRecord.of(keepProbability,
        !independent
            ? SamplingRecord.Draws.DEPENDENT
            : request.target() instanceof Target.Fixed
                ? SamplingRecord.Draws.INDEPENDENT
                : SamplingRecord.Draws.ADAPTIVE,
        scores);
    return independent ? record.withReplay(new SamplingRecord.Replay(request.seed(), "keep")) : record;
  }
}
