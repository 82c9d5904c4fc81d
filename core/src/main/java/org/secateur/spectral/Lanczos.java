package org.secateur.spectral;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.secateur.network.Require;
import org.secateur.random.Seed;

/**
 * Extreme eigenpairs of a symmetric operator by the Lanczos iteration with full reorthogonalisation (Lanczos, 1950;
 * Paige, 1972; Golub and Van Loan, "Matrix Computations", 4th ed., section 10.1).
 *
 * <p>One starting vector sees one direction of each eigenspace. If more than one pair is asked for at an end, the
 * iteration is therefore run again off the pairs found, until it finds nothing beyond them: repeated eigenvalues are
 * counted as often as they occur.
 *
 * <p>Memory {@code maxSteps} vectors; time one application and O(n · steps) a step.
 *
 * @param tolerance residual aimed at, relative to the eigenvalue
 * @param maxSteps applications of the operator in one run at most
 * @param seed draws the starting vectors
 */
public record Lanczos(double tolerance, int maxSteps, Seed seed) {

  /** The residual aimed at: an eigenvalue is then right to the square of this where it is well separated. */
  public static final double DEFAULT_TOLERANCE = 1e-10;
  /** Steps of one run. */
  public static final int DEFAULT_MAX_STEPS = 500;
  /** How well a second run must know its eigenvalue to say that it lies beyond those found. */
  private static final double LOOSE = 1e-3;

  /** Checks the options. */
  public Lanczos {
    Require.positive(tolerance, "tolerance");
    Require.atLeast(maxSteps, 2, "maxSteps");
  }

  /** The default options. */
  public Lanczos(Seed seed) {
    this(DEFAULT_TOLERANCE, DEFAULT_MAX_STEPS, seed);
  }

  /**
   * Both ends of the spectrum of S on the space orthogonal to some known eigenvectors.
   *
   * @param deflated orthonormal vectors that span an invariant subspace to leave out; may be empty; not modified
   * @param lowest how many of the smallest eigenvalues
   * @param highest how many of the largest
   */
  public Extremes extremes(SymmetricOperator s, List<double[]> deflated, int lowest, int highest) {
    int room = s.size() - deflated.size();
    int low = Math.min(Require.atLeast(lowest, 0, "lowest"), room);
    int high = Math.min(Require.atLeast(highest, 0, "highest"), room);
    Krylov run = run(s, deflated, low, high, tolerance, 0);
    List<Pair> bottom = run.pairs(low, false);
    List<Pair> top = run.pairs(high, true);
    int steps = run.size();
    if (low > 1 || high > 1) {
      for (int round = 1; round < s.size(); round++) {
        List<Pair> before = new ArrayList<>(bottom);
        before.addAll(top);
        Krylov again = run(s, spanned(deflated, before), low > 1 ? 1 : 0, high > 1 ? 1 : 0, LOOSE, round);
        steps += again.size();
        boolean found = low > 1 && improve(s, deflated, bottom, again.pairs(1, false), false, round);
        found |= high > 1 && improve(s, deflated, top, again.pairs(1, true), true, round);
        if (!found) {
          break;
        }
      }
    }
    boolean converged = bottom.size() == low && top.size() == high
        && bottom.stream().allMatch(p -> accepted(p, run.scale()))
        && top.stream().allMatch(p -> accepted(p, run.scale()));
    return new Extremes(eigenpairs(bottom), eigenpairs(top), converged, steps);
  }

  private Krylov run(SymmetricOperator s, List<double[]> off, int low, int high, double within, int round) {
    int limit = Math.min(s.size() - off.size(), maxSteps);
    Krylov space = new Krylov(s, off, seed.stream("lanczos " + round), limit);
    int next = Math.min(limit, low + high + 3);
    while (space.size() < limit) {
      space.grow();
      if (space.size() >= next || space.invariant()) {
        if (space.converged(low, high, within)) {
          break;
        }
        next = space.size() + Math.max(4, space.size() / 6);
      }
    }
    return space;
  }

  /** Takes in a pair that lies beyond the innermost one found, after refining it. */
  private boolean improve(SymmetricOperator s, List<double[]> deflated, List<Pair> found,
      List<Pair> candidate,
      boolean top, int round) {
    if (candidate.isEmpty() || found.isEmpty()) {
      return false;
    }
    double sign = top ? 1 : -1;
    Pair innermost = found.get(top ? 0 : found.size() - 1);
    double margin = Math.max(innermost.residual, 8 * Math.ulp(innermost.value));
    if (!(sign * (candidate.getFirst().value - innermost.value) > margin)) {
      return false;
    }
    Krylov fine = run(s, spanned(deflated, found), top ? 0 : 1, top ? 1 : 0, tolerance, s.size() + round);
    found.remove(innermost);
    found.addAll(fine.pairs(1, top));
    found.sort(Comparator.comparingDouble(Pair::value));
    return true;
  }

  private boolean accepted(Pair pair, double scale) {
    return pair.residual <= Krylov.allowed(pair.value, scale, 10 * tolerance);
  }

  private static List<double[]> spanned(List<double[]> deflated, List<Pair> pairs) {
    List<double[]> all = new ArrayList<>(deflated);
    for (Pair p : pairs) {
      double[] v = p.vector.clone();
      Vectors.orthogonalize(v, all);
      double norm = Vectors.norm(v);
      if (norm > 0.5) { // the two ends of a small space may share a pair
        Vectors.scale(1 / norm, v);
        all.add(v);
      }
    }
    return all;
  }

  private static Eigenpairs eigenpairs(List<Pair> pairs) {
    return new Eigenpairs(pairs.stream().mapToDouble(Pair::value).toArray(),
        pairs.stream().mapToDouble(Pair::residual).toArray(),
        IntStream.range(0, pairs.size()).mapToObj(k -> pairs.get(k).vector).toList());
  }

  /** One Ritz pair with its measured residual. */
  @SuppressWarnings("ArrayRecordComponent")
  record Pair(double value, double residual, double[] vector) {
  }
}
