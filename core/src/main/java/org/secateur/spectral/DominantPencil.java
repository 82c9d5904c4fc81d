package org.secateur.spectral;

import java.util.List;

import org.secateur.linalg.SymmetricEigen;
import org.secateur.random.Seed;
import org.secateur.sparse.Balance;
import org.secateur.sparse.DominantMatrix;

/**
 * The pencil of a pair of dominant matrices that may lie anywhere: both ends of x'M'x / x'Mx off the modes that neither
 * restores, as {@link LargePair} finds them, by Lanczos and conjugate gradients alone. The upper end is the largest ratio of
 * (M', M), the lower the inverse of the largest of (M, M'); bounds rest on the random start of each.
 */
public final class DominantPencil {
  private static final int LIMIT = 2_000;

  private final Side original;
  private final Side cut;
  private final GaugeModes free;
  private final Effort effort;
  private final Seed seed;
  private final Steps steps;

  /**
   * One matrix of the pair.
   *
   * @param matrix its diagonal and products
   * @param balance its components and their signs
   * @param entries how many it has
   */
  @SuppressWarnings("exports")
  public record Side(DominantMatrix matrix, Balance balance, long entries) {

    /** How many directions it does not restore at all. */
    public int freeModes() {
      return GaugeModes.free(balance, matrix.slack()).count();
    }

    private HeldMatrix held(Effort effort) {
      return new DominantInverse(matrix, balance, entries, effort.solve(), LIMIT);
    }
  }

  /** The largest ratio of two matrices: its pattern, what no other is beyond, and whether that was as near as asked for. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Found(double[] x, double bound, boolean converged) {
    static final Found NOTHING = new Found(new double[0], Double.NaN, false);
  }

  private DominantPencil(Side original, Side cut, Effort effort, Seed seed, Steps steps) {
    this.original = original;
    this.cut = cut;
    this.free = GaugeModes.free(original.balance, original.matrix.slack());
    this.effort = effort;
    this.seed = seed;
    this.steps = steps;
  }

  /**
   * Finds the range.
   *
   * @param original with no negative slack
   * @param cut as many neurons, and no negative slack
   */
  public static Pencil of(Side original, Side cut, Effort effort, Seed seed, Steps steps) {
    return new DominantPencil(original, cut, effort, seed, steps).pencil();
  }

  private Pencil pencil() {
    int n = original.matrix.size();
    if (free.count() == n) {
      return new Pencil.NothingRestored();
    }
    double force = forceOnFreeModes();
    if (force > 0) {
      return new Pencil.FreeModeHeld(force);
    }
    GaugeModes lost = GaugeModes.free(cut.balance, cut.matrix.slack());
    Found high = largest(cut, original, seed.child("pencil", 0), "worst direction, upper end");
    Found low = lost.count() > free.count()
        ? notRestored(lost)
        : inverse(largest(original, cut, seed.child("pencil", 1), "worst direction, lower end"));
    return high.x.length == 0 || low.x.length == 0
        ? new Pencil.Indefinite() // rounding made a dominant matrix so
        : new Pencil.Range(end(low, -1), end(high, 1), free.count(), Pencil.Method.SPARSE);
  }

  /** |M' z| / |z| of a random combination of the original's free modes; 0 if it is what rounding makes of zero. */
  private double forceOnFreeModes() {
    double[] factor = new double[free.count()];
    seed.stream("force on free modes").fillGaussian(factor);
    double[] z = new double[original.matrix.size()];
    free.add(factor, z);
    double[] image = new double[z.length];
    cut.matrix.multiply(z, image);
    double scale = 0;
    for (int i = 0; i < z.length; i++) {
      scale = Math.max(scale, 2 * cut.matrix.diagonal()[i] - cut.matrix.slack()[i]);
    }
    double force = LongVectors.norm(image);
    double rounding = 4 * z.length * Math.ulp(1.0) * scale * LongVectors.norm(z);
    return force > rounding ? force / LongVectors.norm(z) : 0;
  }

  private Found largest(Side a, Side b, Seed from, String phase) {
    HeldMatrix below = b.held(effort);
    RatioLanczos run = new RatioLanczos(a.held(effort), below, free, List.of(),
        effort.stepsFor(below.size()), from);
    boolean settled = run.run(1, false, effort, steps, phase);
    if (run.size() == 0 || run.indefinite()) {
      return Found.NOTHING;
    }
    SymmetricEigen ritz = run.ritz();
    double[] x = run.vector(ritz, ritz.size() - 1);
    free.remove(x);
    return new Found(x, run.bound(ritz, 1) + run.margin(), settled);
  }

  private static Found inverse(Found found) {
    return new Found(found.x, Math.max(0, 1 / found.bound), found.converged);
  }

  /** A piece that the cut does not restore at all: the lower end is 0, there and nowhere lower. */
  private Found notRestored(GaugeModes lost) {
    for (int k = 0; k < lost.count(); k++) {
      double[] z = lost.vector(k);
      free.remove(z);
      if (LongVectors.norm(z) > 1e-8) { // not a free mode of both
        return new Found(z, 0, true);
      }
    }
    throw new IllegalStateException("more free modes, all of them old");
  }

  /** The ratio of a pattern, attained, with the residual that {@link Extreme#residual} says. */
  private Extreme end(Found found, int side) {
    double[] x = found.x;
    HeldMatrix m = original.held(effort);
    double[] image = new double[x.length];
    double[] weighed = new double[x.length];
    cut.matrix.multiply(x, image);
    m.apply(x, weighed);
    double energy = LongVectors.dot(x, weighed);
    double value = Math.max(0, LongVectors.dot(x, image) / energy);
    LongVectors.add(-value, weighed, image);
    free.remove(image);
    m.solve(image, weighed);
    double residual = Math.sqrt(Math.max(0, LongVectors.dot(image, weighed)) / energy);
    boolean bounded = !Double.isNaN(found.bound) && !Double.isInfinite(found.bound);
    double bound = !bounded
        ? side * Double.POSITIVE_INFINITY
        : side > 0 ? Math.max(found.bound, value) : Math.min(found.bound, value);
    LongVectors.scale(1 / LongVectors.norm(x), x);
    return new Extreme(value, residual, bound, found.converged && m.converged(), x,
        bounded ? Extreme.Evidence.RANDOM_START : Extreme.Evidence.NONE, bounded ? RatioLanczos.DOUBT : 0);
  }
}
