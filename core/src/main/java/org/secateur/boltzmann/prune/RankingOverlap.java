package org.secateur.boltzmann.prune;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.secateur.boltzmann.Samples;
import org.secateur.boltzmann.fisher.PairStatistics;

/**
 * Whether a ranking is more than sampling noise: the selection is made twice, from two disjoint halves of the samples.
 *
 * @param common share of the removed synapses of one half that the other half removes too
 * @param chance the share that two independent random selections would have in common
 */
public record RankingOverlap(double common, double chance) {
  /** Below this share of the way from chance to agreement a ranking is mostly noise. */
  public static final double NOISE = 0.5;

  /**
   * Measures it; common and chance are 1 where there is nothing to compare. Twice the time of the scores, from half of the
   * samples each.
   */
  public static RankingOverlap of(Evidence evidence, Criterion criterion, Selection selection) {
    List<Evidence> halves = halves(evidence, criterion);
    if (halves.size() < 2) {
      return new RankingOverlap(1, 1);
    }
    // Each half breaks its own ties, or equal scores would look like agreement.
    int[][] first = selection.removed(evidence.machine(), criterion.score(halves.get(0)),
        evidence.seed().child("half", 0));
    int[][] second = selection.removed(evidence.machine(), criterion.score(halves.get(1)),
        evidence.seed().child("half", 1));
    long both = 0;
    long removed = 0;
    double expected = 0;
    for (int l = 0; l < first.length; l++) {
      BitSet bits = new BitSet();
      for (int at : first[l]) {
        bits.set(at);
      }
      for (int at : second[l]) {
        both += bits.get(at) ? 1 : 0;
      }
      removed += second[l].length;
      expected += (double) first[l].length * second[l].length
          / Math.max(1, evidence.machine().mask(l).synapses());
    }
    return removed == 0
        ? new RankingOverlap(1, 1)
        : new RankingOverlap((double) both / removed, expected / removed);
  }

  private static List<Evidence> halves(Evidence evidence, Criterion criterion) {
    if (!criterion.needsStatistics()) {
      return List.of();
    }
    if (!criterion.needsSamples()) {
      return evidence.statistics().halves().stream()
          .map(half -> Evidence.of(evidence.machine(), half, evidence.seed())).toList();
    }
    Samples all = evidence.requireSamples("a ranking");
    int half = all.count() / 2;
    return half < 1
        ? List.of()
        : Stream.of(0, half)
            .map(from -> new Samples(all.layers().stream().map(p -> p.slice(from, from + half)).toList()))
            .map(part -> new Evidence(evidence.machine(), PairStatistics.of(part), Optional.of(part),
                evidence.seed()))
            .toList();
  }

  /** Whether the ranking is mostly noise. */
  public boolean isMostlyNoise() {
    return chance < 1 && (common - chance) / (1 - chance) < NOISE;
  }
}
