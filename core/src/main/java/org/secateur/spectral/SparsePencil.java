package org.secateur.spectral;

import java.util.List;
import java.util.Optional;

import org.secateur.dynamics.Drift;
import org.secateur.linalg.SymmetricEigen;
import org.secateur.random.Seed;
import org.secateur.sparse.SparseSymmetric;
import org.secateur.spectral.Extreme.Evidence;

/**
 * The pencil of a large pair by sparse solves. The upper end is the largest ratio of (M', M), with systems in M. The lower
 * end is found as the inverse of the largest ratio of (M, M'), with systems in M': there what was all but lost lies far
 * from everything else, and a few steps find it to many digits, while in (M', M) it is buried near 0.
 */
final class SparsePencil {
  /** The first distance, relative to the value, at which a factorisation is tried. */
  private static final double FIRST_BOUND = 1e-9;
  private static final int ATTEMPTS = 5;

  private final Drift original;
  private final Drift pruned;
  private final RestoringInverse m;
  private final Solvers solvers;
  private final Effort effort;
  private final Seed seed;
  private final Steps steps;
  private final WeightRange weights;
  private final SharedModes shared;

  private SparsePencil(Drift original, Drift pruned, Solvers solvers, Effort effort, Seed seed, Steps steps) {
    this.original = original;
    this.pruned = pruned;
    this.m = new RestoringInverse(original, solvers, effort.solve());
    this.solvers = solvers;
    this.effort = effort;
    this.seed = seed;
    this.steps = steps;
    this.weights = WeightRange.of(original, pruned);
    this.shared = SharedModes.of(m.known(), pruned);
  }

  /** The pencil of a symmetric pair, best of one component. */
  static Pencil solve(Drift original, Drift pruned, Solvers solvers, Effort effort, Seed seed, Steps steps) {
    GaugeModes free = FreeModes.of(original).modes();
    if (free.count() == original.size()) {
      return new Pencil.NothingRestored();
    }
    double force = forceOn(free, pruned, seed);
    if (force > 0) {
      return new Pencil.FreeModeHeld(force);
    }
    if (!original.isDiagonallyDominant() && LowEnd.isIndefinite(original, seed)) {
      return new Pencil.Indefinite();
    }
    return new SparsePencil(original, pruned, solvers, effort, seed, steps).range(free);
  }

  /** |M' z| / |z| of the free mode, or of one random combination of several; 0 if it is what rounding makes of zero. */
  private static double forceOn(GaugeModes free, Drift pruned, Seed seed) {
    double[] factor = new double[free.count()];
    seed.stream("force on free modes").fillGaussian(factor);
    double[] z = new double[pruned.size()];
    free.add(factor, z);
    double[] image = new double[z.length];
    new Restoring(pruned).apply(z, image);
    double force = LongVectors.norm(image);
    double rounding = 4 * pruned.size() * Math.ulp(1.0) * DriftMatrix.scale(pruned) * LongVectors.norm(z);
    return force > rounding ? force / LongVectors.norm(z) : 0;
  }

  private Pencil range(GaugeModes free) {
    boolean dominant = pruned.isDiagonallyDominant();
    RatioLanczos run = new RatioLanczos(new Restoring(pruned), m, shared.modes(), List.of(),
        effort.stepsFor(m.size()), seed.child("pencil", 0));
    boolean settled = run.run(1, !dominant, effort, steps, "worst direction, upper end");
    if (run.indefinite()) {
      return new Pencil.Indefinite();
    }
    Found high = Found.NOTHING;
    Found low = Found.NOTHING;
    if (run.size() > 0) {
      SymmetricEigen ritz = run.ritz();
      double margin = run.margin();
      high = new Found(run.vector(ritz, ritz.size() - 1), run.bound(ritz, 1) + margin, settled);
      low = new Found(run.vector(ritz, 0), run.bound(ritz, -1) - margin, settled && !dominant);
    }
    if (dominant) {
      GaugeModes lost = FreeModes.of(pruned).modes();
      low = lost.count() > free.count() ? lost(lost, free) : inverted(low);
    }
    return new Pencil.Range(end(low, -1), end(high, 1), free.count(), Pencil.Method.SPARSE);
  }

  /** A pattern, what no other off the shared modes is beyond, and whether the iteration got where it was to. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Found(double[] x, double bound, boolean converged) {
    static final Found NOTHING = new Found(new double[0], Double.NaN, true);
  }

  /** M' restores a direction less that M does restore: the lower end is 0, there and nowhere lower. */
  private static Found lost(GaugeModes lost, GaugeModes free) {
    for (int k = 0; k < lost.count(); k++) {
      double[] z = lost.vector(k);
      free.remove(z);
      if (LongVectors.norm(z) > 1e-8) { // not a free mode of both
        return new Found(z, 0, true);
      }
    }
    throw new IllegalStateException("more free modes, all of them old");
  }

  /** The lower end from (M, M'). */
  private Found inverted(Found fallback) {
    RestoringInverse inverse = new RestoringInverse(pruned, solvers, effort.solve());
    RatioLanczos run = new RatioLanczos(m, inverse, shared.modes(), List.of(), effort.stepsFor(m.size()),
        seed.child("pencil", 1));
    boolean settled = run.run(1, false, effort, steps, "worst direction, lower end");
    if (run.size() == 0 || run.indefinite()) {
      return fallback;
    }
    SymmetricEigen ritz = run.ritz();
    double bound = 1 / (run.bound(ritz, 1) + run.margin());
    return new Found(run.vector(ritz, ritz.size() - 1), Math.max(bound, Math.max(0, fallback.bound)),
        settled);
  }

  private Extreme end(Found found, int side) {
    double value = side * Double.NEGATIVE_INFINITY;
    double[] x = found.x;
    double residual = 0;
    if (x.length > 0) {
      shared.modes().remove(x);
      double[] image = new double[x.length];
      double[] weighed = new double[x.length];
      new Restoring(pruned).apply(x, image);
      m.apply(x, weighed);
      double energy = LongVectors.dot(x, weighed);
      value = LongVectors.dot(x, image) / energy;
      value = weights.least() >= 0 ? Math.max(0, value) : value; // then less than 0 is rounding
      LongVectors.add(-value, weighed, image);
      shared.modes().remove(image);
      m.solve(image, weighed);
      residual = Math.sqrt(Math.max(0, LongVectors.dot(image, weighed)) / energy);
    }
    double bound = x.length > 0 ? found.bound : value;
    int exact = shared.extreme(side);
    if (exact >= 0) {
      double ratio = shared.ratio(exact);
      bound = side > 0 ? Math.max(bound, ratio) : Math.min(bound, ratio);
      if (!(side * value >= side * ratio)) {
        value = ratio;
        x = shared.modes().vector(exact);
        residual = shared.residual(exact);
      }
    }
    return bounded(value, residual, bound, found.converged && m.converged(), x, side);
  }

  /** The tighter of two bounds, the one from the weights at a tie; never inside the value. */
  private Extreme bounded(double value, double residual, double random, boolean converged, double[] x,
      int side) {
    double fromWeights = side > 0 ? weights.greatest() : weights.least();
    boolean tighter = side * random < side * fromWeights; // false for a bound that is not a number
    double bound = tighter ? random : fromWeights;
    bound = side > 0 ? Math.max(bound, value) : Math.min(bound, value);
    Evidence evidence = Double.isInfinite(bound)
        ? Evidence.NONE
        : tighter ? Evidence.RANDOM_START : Evidence.WEIGHTS;
    if (evidence != Evidence.WEIGHTS || bound != value) {
      double factored = factored(value, residual, bound, side);
      evidence = Double.isNaN(factored) ? evidence : Evidence.FACTORISATION;
      bound = Double.isNaN(factored) ? bound : factored;
    }
    LongVectors.scale(1 / LongVectors.norm(x), x);
    return new Extreme(value, residual, bound, converged, x, evidence,
        evidence == Evidence.RANDOM_START ? RatioLanczos.DOUBT : 0);
  }

  /** A bound that is tighter than the one at hand, or follows for certain, by a factorisation; NaN if there is none. */
  private double factored(double value, double residual, double bound, int side) {
    double scale = Math.max(Math.abs(value), Double.MIN_NORMAL);
    double distance = Math.max(2 * residual, FIRST_BOUND * scale);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      double at = value + side * distance;
      if (side * at > side * bound) {
        at = bound; // what the random start says is worth a factorisation too
      }
      Optional<SparseSymmetric> difference = DriftDifference.of(original, pruned, at, side);
      Optional<Boolean> definite = difference.flatMap(d -> solvers.isDefinite(original, d));
      if (definite.isEmpty() || (at == bound && !definite.get())) {
        return Double.NaN;
      }
      if (definite.get()) {
        return at;
      }
      distance *= 10;
    }
    return Double.NaN;
  }
}
