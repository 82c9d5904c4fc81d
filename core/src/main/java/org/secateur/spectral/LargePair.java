package org.secateur.spectral;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.secateur.dynamics.Drift;
import org.secateur.network.Components;
import org.secateur.network.Network;
import org.secateur.network.Parts;
import org.secateur.network.Require;
import org.secateur.random.Seed;

/**
 * A pair of symmetric networks too large for dense matrices. Everything is found by iterations whose steps cost O(n + m) and a
 * sparse solve; what they have not settled is said. Same bits on any number of threads.
 */
public final class LargePair {
  /** Up to this many neurons dense matrices are used. */
  public static final int MAX_DENSE = 5_000;
  /** A network with more than this share of all possible synapses is dense, as long as a dense factor fits. */
  private static final double DENSE = 0.1;

  private final Drift original;
  private final Drift pruned;
  private final Solvers solvers;
  private final Effort effort;
  private final Seed seed;
  private final Steps steps;

  private LargePair(Drift original, Drift pruned, Solvers solvers, Effort effort, Seed seed, Steps steps) {
    this.original = original;
    this.pruned = pruned;
    this.solvers = solvers;
    this.effort = effort;
    this.seed = seed;
    this.steps = steps;
  }

  /** Whether a network is one for this class rather than for dense matrices. */
  public static boolean isLarge(Drift drift) {
    int n = drift.size();
    return drift.isSymmetric() && n > MAX_DENSE
        && (n > Pencil.MAX_NEURONS || drift.network().synapses() < DENSE * n * n);
  }

  /**
   * A pair.
   *
   * @param original symmetric
   * @param pruned symmetric, as many neurons
   * @param seed draws starting vectors
   * @throws IllegalArgumentException if sizes differ or one is directed
   */
  public static LargePair of(Drift original, Drift pruned, Effort effort, Seed seed, Steps steps) {
    return of(original, pruned, new FactoringSolvers(effort.flops()), effort, seed, steps);
  }

  static LargePair of(Drift original, Drift pruned, Solvers solvers, Effort effort, Seed seed, Steps steps) {
    Require.length(pruned.size(), original.size(), "pruned");
    if (!original.isSymmetric() || !pruned.isSymmetric()) {
      throw new IllegalArgumentException("two symmetric networks are needed");
    }
    return new LargePair(original, pruned, solvers, effort, seed, steps);
  }

  /**
   * The pencil of one component of the original.
   *
   * @param component number, from 0, by first neuron
   * @param firstNeuron its first neuron, from 0
   * @param neurons how many it has
   * @param pieces into how many components the other network breaks it
   * @param smallestSlack of the original, in 1/s
   * @param free whether it has a free mode
   * @param pencil its own
   */
  public record Part(int component, int firstNeuron, int neurons, int pieces, double smallestSlack,
      boolean free,
      Pencil pencil) {
  }

  /**
   * The range of the pair, and of the components it is made of.
   *
   * @param whole of all
   * @param parts of each component of two neurons or more, if there are several; at most as many as asked for, the largest,
   *     by number
   * @param leftOut how many there are besides
   */
  public record Pencils(Pencil whole, List<Part> parts, int leftOut) {
    /** Copies the list. */
    public Pencils {
      parts = List.copyOf(parts);
    }
  }

  /**
   * The pencil, component by component: small ones by dense matrices and exactly, large ones by iteration.
   *
   * @param mostParts how many components to report on at most
   */
  public Pencils pencils(int mostParts) {
    Components components = Components.of(original.network());
    Parts parts = Parts.of(components, original.size());
    if (parts.count() < 2 || !parts.contain(pruned.network())) {
      return new Pencils(SparsePencil.solve(original, pruned, solvers, effort, seed, steps), List.of(), 0);
    }
    PencilUnion union = new PencilUnion(parts, original.size());
    List<Part> several = new ArrayList<>();
    int smallest = smallestReported(components, mostParts);
    int leftOut = 0;
    int atSmallest = mostParts - larger(components, smallest);
    for (int c = 0; c < parts.count(); c++) {
      int size = parts.size(c);
      if (size == 1) {
        int i = parts.member(c, 0);
        union.single(i, original.restoring(i), pruned.restoring(i));
        continue;
      }
      Part part = part(parts, c);
      union.part(part.pencil, c);
      if (size > smallest || (size == smallest && atSmallest-- > 0)) {
        several.add(part);
      } else {
        leftOut++;
      }
    }
    return new Pencils(union.pencil(), several, leftOut);
  }

  /** The size down to which components are reported on. */
  private static int smallestReported(Components components, int most) {
    int[] size = new int[components.count()];
    for (int c = 0; c < size.length; c++) {
      size[c] = components.size(c);
    }
    java.util.Arrays.sort(size);
    return size.length <= most ? 2 : most == 0 ? Integer.MAX_VALUE : Math.max(2, size[size.length - most]);
  }

  private static int larger(Components components, int than) {
    int count = 0;
    for (int c = 0; c < components.count(); c++) {
      count += components.size(c) > than ? 1 : 0;
    }
    return count;
  }

  private Part part(Parts parts, int c) {
    Network before = parts.part(original.network(), c);
    Network after = parts.part(pruned.network(), c);
    Drift m = Drift.of(before);
    Drift p = Drift.of(after);
    double slack = Double.POSITIVE_INFINITY;
    for (int i = 0; i < m.size(); i++) {
      slack = Math.min(slack, m.slack(i));
    }
    Pencil pencil = isLarge(m)
        ? SparsePencil.solve(m, p, solvers, effort, seed.child("component", c), steps)
        : PencilSolver.solve(m, p, seed,
            m.size() <= Pencil.MAX_DENSE ? Pencil.Method.DENSE : Pencil.Method.LANCZOS);
    return new Part(c, parts.member(c, 0), m.size(), Components.of(after).count(), slack,
        FreeModes.of(m).count() > 0, pencil);
  }

  /**
   * The slowest modes of the original.
   *
   * @param skip of so many free modes no vectors are wanted
   * @param count how many modes, free ones included
   */
  public SlowModes originalModes(int skip, int count) {
    return modes(original, skip, count, "original");
  }

  /** The slowest modes of the pruned network, as for the original. */
  public SlowModes prunedModes(int skip, int count) {
    return modes(pruned, skip, count, "pruned");
  }

  private SlowModes modes(Drift drift, int skip, int count, String which) {
    int k = Math.min(Require.atLeast(count, 0, "count"), drift.size());
    return SparseSlowModes.solve(drift, Math.min(skip, k), k, solvers, effort,
        seed.child("modes of " + which, 0),
        steps);
  }

  /**
   * How far the stationary covariance moved; see {@link LargeCovariance}.
   *
   * @param slow modes of the original, from {@link #originalModes}
   * @param free how many of them are free, the same in both networks
   * @param kept how many of the others count as slow
   * @return empty if the networks differ in their free modes, or a system was not solved
   */
  public Optional<LargeCovariance> covariance(SlowModes slow, int free, int kept) {
    if (FreeModes.of(original).count() != free || FreeModes.of(pruned).count() != free) {
      return Optional.empty();
    }
    return LargeCovariance.of(new RestoringInverse(original, solvers, effort.solve()),
        new RestoringInverse(pruned, solvers, effort.solve()), slow, free, kept, seed, steps);
  }
}
