package org.secateur.spectral;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

import org.secateur.dynamics.Drift;
import org.secateur.linalg.SymmetricEigen;
import org.secateur.random.Seed;

/**
 * The slowest modes of a large symmetric network: those that the wiring tells, and off them the largest ratios xᵀx / xᵀMx
 * by the Lanczos iteration with sparse solves, refined by Rayleigh and Ritz with M itself until their residuals in M are
 * small. By Courant and Fischer a k-th rate found this way is never smaller than the true one.
 */
final class SparseSlowModes {
  /** Further runs for each mode wanted, each for one that a single start cannot tell from one already found. */
  private static final int ROUNDS = 2;
  /** Modes beyond those wanted that are refined with them: the last wanted one is then not the last of all. */
  private static final int GUARD = 3;
  /** Residual of the first run's modes, before they are refined. */
  private static final double FIRM = 1e-4;
  /** How well a further run must know its mode. */
  private static final double LOOSE = 1e-2;
  private static final int REFINEMENTS = 12;
  /** Passes where systems are solved roughly: each is cheap. */
  private static final int ROUGH_REFINEMENTS = 60;
  /** Relative residual of a rough solution: a few iterations where they suit the network at all. */
  private static final double ROUGH = 0.1;
  /**
   * This share of the least slack is taken off every rate: slow modes little above it are then told apart ten times as
   * well, and systems are still well held.
   */
  private static final double SHIFT = 0.9;

  private final Drift drift;
  private final Restoring m;
  private final double leastSlack;
  private final double shift;
  private final RestoringInverse inverse; // of M less the shift
  private final boolean direct;
  private final Effort effort;
  private final Seed seed;
  private final Steps steps;
  private boolean settled = true;

  private SparseSlowModes(Drift drift, Solvers solvers, Effort effort, Seed seed, Steps steps) {
    this.drift = drift;
    this.m = new Restoring(drift);
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < drift.size(); i++) {
      least = Math.min(least, drift.slack(i));
    }
    this.leastSlack = least;
    this.shift = least > 0 && least < Double.POSITIVE_INFINITY ? SHIFT * least : 0;
    this.direct = solvers.isDirect(drift);
    this.inverse = new RestoringInverse(shift > 0 ? shifted(drift, shift) : drift, solvers,
        direct ? effort.solve() : ROUGH);
    this.effort = effort;
    this.seed = seed;
    this.steps = steps;
  }

  /**
   * The slowest modes.
   *
   * @param skip of so many free modes no vectors are wanted
   * @param count how many modes, those included; at most n
   */
  static SlowModes solve(Drift drift, int skip, int count, Solvers solvers, Effort effort, Seed seed,
      Steps steps) {
    if (!drift.isDiagonallyDominant()) {
      Extremes low = LowEnd.lowest(drift, count, seed);
      if (low.lowest().size() > 0 && low.lowest().value(0) < 0) {
        Eigenpairs pairs = low.lowest();
        return SlowModes.symmetric(drift.size(), 0, IntStream.range(0, pairs.size())
            .mapToObj(k -> new Lanczos.Pair(-pairs.value(k), pairs.residual(k), pairs.vector(k))).toList(),
            count,
            low.converged());
      }
    }
    return new SparseSlowModes(drift, solvers, effort, seed, steps).modes(skip, count);
  }

  private static Drift shifted(Drift drift, double shift) {
    double[] leak = drift.network().leaks();
    for (int i = 0; i < leak.length; i++) {
      leak[i] -= shift;
    }
    return Drift.of(drift.network().withLeak(leak));
  }

  private SlowModes modes(int skip, int count) {
    GaugeModes known = inverse.known();
    List<Integer> order = new ArrayList<>(IntStream.range(0, known.count()).boxed().toList());
    order.sort(Comparator.comparingDouble(known::rate));
    int free = 0;
    int slowest = 0; // that nothing can be slower than: Gershgorin
    for (int k = 0; k < known.count(); k++) {
      free += shift == 0 && known.rate(k) == 0 ? 1 : 0;
      slowest += leastSlack >= 0 && known.isAtMost(k, leastSlack - shift, drift) ? 1 : 0;
    }
    int leading = Math.min(skip, Math.min(free, count));
    int wanted = Math.min(count - Math.min(count, slowest), drift.size() - known.count());
    List<double[]> vectors = wanted > 0
        ? refined(direct ? found(wanted) : scattered(wanted), wanted)
        : List.of();
    List<Lanczos.Pair> pairs = new ArrayList<>();
    for (double[] x : vectors) {
      pairs.add(pair(x));
    }
    for (int k = leading; k < Math.min(count, known.count()); k++) {
      int mode = order.get(k);
      pairs.add(new Lanczos.Pair(-(known.rate(mode) + shift), known.residual(mode), known.vector(mode)));
    }
    SlowModes modes = SlowModes.symmetric(drift.size(), leading, pairs, count, settled);
    return accurate(modes) ? modes : SlowModes.symmetric(drift.size(), leading, pairs, count, false);
  }

  /** Rayleigh quotient and residual of A for a unit vector. */
  private Lanczos.Pair pair(double[] x) {
    double[] image = new double[x.length];
    m.apply(x, image);
    double value = LongVectors.dot(x, image);
    LongVectors.add(-value, x, image);
    return new Lanczos.Pair(-value, LongVectors.norm(image), x);
  }

  private boolean accurate(SlowModes modes) {
    for (int k = 0; k < modes.size(); k++) {
      double rounding = 1e-13 * DriftMatrix.scale(drift);
      if (!(modes.residual(k) <= Math.max(10 * effort.tolerance() * Math.abs(modes.re(k)), rounding))) {
        return false;
      }
    }
    return true;
  }

  /** Candidates from Lanczos runs, off the known modes; at least as many as wanted if there are so many. */
  private List<double[]> found(int wanted) {
    List<double[]> found = new ArrayList<>();
    List<Double> ratio = new ArrayList<>();
    for (int round = 0; round <= ROUNDS * wanted + 1; round++) {
      int missing = wanted - found.size();
      RatioLanczos run = new RatioLanczos(new Identity(inverse.size()), inverse, inverse.known(), found,
          effort.stepsFor(inverse.size()), seed.child("slow modes", round));
      boolean good = run.run(Math.max(1, missing), false, slow(missing > 0 ? FIRM : LOOSE), steps,
          "slow modes");
      if (run.size() == 0) {
        break;
      }
      SymmetricEigen ritz = run.ritz();
      double least = ratio.stream().mapToDouble(Double::doubleValue).sorted()
          .skip(Math.max(0, ratio.size() - wanted))
          .findFirst().orElse(0);
      if (missing <= 0 && !(ritz.value(ritz.size() - 1) > least * (1 + LOOSE * LOOSE))) {
        break; // nothing slower than what there is
      }
      settled &= good || missing <= 0;
      int take = Math.min(missing > 0 ? missing + GUARD : 1, ritz.size());
      for (int i = ritz.size() - take; i < ritz.size(); i++) {
        found.add(run.vector(ritz, i));
        ratio.add(ritz.value(i));
      }
    }
    return found;
  }

  /**
   * Where systems are dear: as many random starts as modes, so that several of one rate are told apart, filtered by a
   * rough solution, and the neurons that are restored least, near which slow modes of a network with hubs sit.
   */
  private List<double[]> scattered(int wanted) {
    int n = drift.size();
    int count = Math.min(n, wanted + GUARD);
    List<double[]> start = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      double[] b = new double[n];
      seed.child("scattered", k).stream("slow modes").fillGaussian(b);
      for (int i = 0; i < n; i++) {
        b[i] *= Math.sqrt(Math.max(0, drift.restoring(i)));
      }
      double[] x = new double[n];
      inverse.solve(b, x);
      start.add(x);
    }
    for (int i : leastRestored(count)) {
      double[] x = new double[n];
      x[i] = 1;
      start.add(x);
    }
    return start;
  }

  private int[] leastRestored(int count) {
    PriorityQueue<Integer> least = new PriorityQueue<>(
        Comparator.comparingDouble((Integer i) -> drift.restoring(i)).thenComparingInt(i -> i).reversed());
    for (int i = 0; i < drift.size(); i++) {
      least.add(i);
      if (least.size() > count) {
        least.remove();
      }
    }
    return least.stream().mapToInt(i -> i).sorted().toArray();
  }

  /** Residuals are made small afterwards: here only the order of modes must be right. */
  private Effort slow(double tolerance) {
    return new Effort(tolerance, Double.MAX_VALUE, effort.solve(), effort.steps(), effort.numbers(),
        effort.flops(), effort.iterations());
  }

  /** Adds M⁻¹ of the residuals and takes the best of the span, again until residuals are small. */
  private List<double[]> refined(List<double[]> candidates, int wanted) {
    Subspace space = new Subspace(m, inverse.known(), candidates);
    int keep = 2 * (wanted + GUARD); // what is given up in one pass speeds the next
    space.best(keep);
    int passes = direct ? REFINEMENTS : ROUGH_REFINEMENTS;
    for (int pass = 0; pass < passes && inverse.iterations() < effort.iterationsFor(drift)
        && !accurate(space, wanted); pass++) {
      steps.report("slow modes, refined", pass, passes);
      List<double[]> corrections = new ArrayList<>();
      for (int k = 0; k < Math.min(wanted + GUARD, space.size()); k++) {
        double[] r = space.residual(k);
        if (LongVectors.norm(r) > effort.tolerance() * space.value(k)) {
          double[] w = new double[r.length];
          inverse.solve(r, w);
          corrections.add(w);
        }
      }
      space.extend(corrections);
      space.best(keep);
    }
    return space.vectors(Math.min(wanted, space.size()));
  }

  private boolean accurate(Subspace space, int wanted) {
    for (int k = 0; k < Math.min(wanted, space.size()); k++) {
      if (LongVectors.norm(space.residual(k)) > effort.tolerance() * space.value(k)) {
        return false;
      }
    }
    return true;
  }

  /** y ← x. */
  private record Identity(int size) implements SymmetricOperator {
    @Override
    public void apply(double[] x, double[] y) {
      System.arraycopy(x, 0, y, 0, y.length);
    }
  }
}
