package org.secateur.certify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.secateur.network.Require;
import org.secateur.random.Seed;
import org.secateur.spectral.DominantModes;
import org.secateur.spectral.DominantPencil;
import org.secateur.spectral.MatchedMode;
import org.secateur.spectral.ModeMatching;
import org.secateur.spectral.SlowModes;
import org.secateur.spectral.Steps;

/**
 * A pair of symmetric networks that lie on a cluster, known by numbers of one a neuron and by products with their restoring
 * matrices. Its certificate has what a {@link Level#QUICK} one of a single machine has (worst direction, slow modes,
 * stability, structure) at either level's accuracy; the rest is left out as {@link Omission#ON_A_CLUSTER}.
 */
public final class ClusterPair {
  private final Side original;
  private final Side pruned;
  private final Weights weights;
  private final boolean independent;

  /**
   * One of the two.
   *
   * @param matrix its restoring matrix, components and entries
   * @param absoluteInput (n) Σ_j |w_ij|, in 1/s
   * @param degree (n) synapses onto each neuron, self-connections left out
   */
  @SuppressWarnings({"ArrayRecordComponent", "exports"})
  public record Side(DominantPencil.Side matrix, double[] absoluteInput, int[] degree) {

    private int size() {
      return degree.length;
    }

    private boolean isDominant() {
      return Arrays.stream(matrix.matrix().slack()).noneMatch(s -> s < 0);
    }

    private long edges() {
      return Arrays.stream(degree).asLongStream().sum() / 2;
    }

    private long isolated() {
      return Arrays.stream(degree).filter(d -> d == 0).count();
    }

    private long least() {
      return Arrays.stream(degree).min().orElse(0);
    }
  }

  /**
   * What became of the weights that stayed.
   *
   * @param largestAmplification largest |w'/w|; 0 if none stayed
   * @param unchanged whether all are what they were, to the last bit
   */
  public record Weights(double largestAmplification, boolean unchanged) {
  }

  private ClusterPair(Side original, Side pruned, Weights weights, boolean independent) {
    this.original = original;
    this.pruned = pruned;
    this.weights = weights;
    this.independent = independent;
  }

  /**
   * A pair.
   *
   * @param pruned some of the edges of the original, as many neurons
   * @param independent whether each edge was drawn by itself
   */
  public static ClusterPair of(Side original, Side pruned, Weights weights, boolean independent) {
    Require.length(pruned.degree.length, original.size(), "pruned");
    return new ClusterPair(original, pruned, weights, independent);
  }

  /**
   * Measures.
   *
   * @param modes how many slow modes to match, at most {@link Certify#DEFAULT_MODES}
   * @param seed what starting vectors are drawn from
   */
  public Certificate measure(int modes, Level level, Seed seed, Steps steps) {
    Require.within(modes, 1, Certify.DEFAULT_MODES, "modes");
    boolean dominant = original.isDominant() && pruned.isDominant();
    Block<WorstDirection> worst = Block.omitted(Omission.ON_A_CLUSTER);
    Block<List<MatchedMode>> matched = Block.omitted(Omission.ON_A_CLUSTER);
    Block<Stability> stability = Block.omitted(Omission.ON_A_CLUSTER);
    if (dominant) {
      worst = WorstDirections.of(DominantPencil.of(original.matrix, pruned.matrix,
          Measurement.effort(level), seed, steps));
      Change free = new Change(original.matrix.freeModes(), pruned.matrix.freeModes());
      int skip = (int) free.before();
      SlowModes before = slow(original, skip, modes, level, seed.child("modes of original", 0), steps);
      SlowModes after = slow(pruned, skip, modes, level, seed.child("modes of pruned", 0), steps);
      matched = Block.of(ModeMatching.match(before, after, skip, modes));
      stability = Block.of(Stability.of(before, after, free, true, Stability.Evidence.DOMINANCE));
    }
    return new Certificate(Status.MEASURED, List.of(), List.of(),
        new Certificate.Pair(original.size(), new Change(original.edges(), pruned.edges())), assumptions(),
        worst, matched, stability, notHere(level), notHere(level), notHere(level),
        Block.omitted(Omission.NOT_ASKED), notHere(level), Block.omitted(Omission.SYMMETRIC), structure(),
        List.of(), original.matrix.balance().count() > 1 ? componentsOfSeveral() : 0);
  }

  private static <T> Block<T> notHere(Level level) {
    return Block.omitted(level == Level.QUICK ? Omission.NOT_ASKED : Omission.ON_A_CLUSTER);
  }

  private static SlowModes slow(Side side, int free, int modes, Level level, Seed seed, Steps steps) {
    return DominantModes.of(side.matrix, side.degree, free, free + modes + ModeMatching.EXTRA,
        Measurement.effort(level), seed, steps);
  }

  private Assumptions assumptions() {
    double[] slack = original.matrix.matrix().slack();
    double[] leak = original.matrix.matrix().diagonal();
    int least = 0;
    boolean same = leak.length > 0;
    for (int i = 0; i < slack.length; i++) {
      least = slack[i] < slack[least] ? i : least;
      same &= leak[i] == leak[0];
    }
    List<Shortfall> lacking = new ArrayList<>();
    if (!original.isDominant()) {
      lacking.add(new Shortfall.NotDominant(least, slack[least]));
    }
    if (!independent) {
      lacking.add(new Shortfall.DrawsNotIndependent());
    }
    lacking.add(new Shortfall.OnACluster());
    return new Assumptions(true, original.isDominant(),
        slack.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(slack[least]),
        same ? OptionalDouble.of(leak[0]) : OptionalDouble.empty(), original.isDominant(), Optional.empty(),
        lacking);
  }

  private StructureFacts structure() {
    Change least = new Change(original.least(), pruned.least());
    return new StructureFacts(new Change(original.edges(), pruned.edges()),
        new Change(original.matrix.balance().count(), pruned.matrix.balance().count()),
        new Change(original.isolated(), pruned.isolated()), least, least,
        weights.largestAmplification > 0
            ? OptionalDouble.of(weights.largestAmplification)
            : OptionalDouble.empty(),
        Structure.correlation(original.absoluteInput, pruned.absoluteInput), weights.unchanged, 0,
        Optional.empty());
  }

  /** Components of two neurons or more: none is measured by itself. */
  private int componentsOfSeveral() {
    return original.matrix.balance().count() - (int) original.isolated();
  }
}
