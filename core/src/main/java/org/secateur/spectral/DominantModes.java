package org.secateur.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.secateur.kernel.BlockKernel;
import org.secateur.random.Seed;
import org.secateur.sparse.BlockConjugateGradients;
import org.secateur.sparse.Deflation;
import org.secateur.sparse.DominantMatrix;
import org.secateur.sparse.Jacobi;

/**
 * The slowest modes of a dominant matrix that may lie anywhere: those that the wiring tells, and off them Rayleigh and Ritz
 * on a space that takes in, pass by pass, rough solutions M w ≈ M x − λ x for a block of eight Ritz vectors at once (inexact
 * inverse iteration with a subspace; Davidson, 1975; Parlett, "The Symmetric Eigenvalue Problem", 1980, chapter 14). By Courant
 * and Fischer a k-th rate found this way is never smaller than the true one.
 */
public final class DominantModes {
  private static final int LANES = BlockKernel.LANES;
  /** Ritz vectors that are kept from pass to pass: as many again as are refined speed the next pass. */
  private static final int KEPT = 2 * LANES;
  /** Passes of a certificate whose residuals are to be moderate, and for each further digit. */
  private static final int PASSES = 24;
  /** Relative residual of a rough solution. */
  private static final double ROUGH = 0.1;
  private static final int ROUGH_LIMIT = 30;

  private final DominantPencil.Side side;
  private final DominantMatrix m;
  private final GaugeModes known;
  private final Effort effort;
  private final Seed seed;
  private final Steps steps;

  private DominantModes(DominantPencil.Side side, int[] synapses, Effort effort, Seed seed, Steps steps) {
    this.side = side;
    this.m = side.matrix();
    double[] rounding = new double[m.size()];
    Arrays.setAll(rounding, i -> GaugeModes.rounding(synapses[i], m.diagonal()[i]));
    this.known = GaugeModes.of(side.balance(), m.slack(), rounding);
    this.effort = effort;
    this.seed = seed;
    this.steps = steps;
  }

  /**
   * The slowest modes.
   *
   * @param side no negative slack
   * @param synapses (n) onto each neuron: its slack is off by the rounding of as many terms
   * @param skip of so many free modes no vectors are wanted
   * @param count how many modes, those included; at most n, and no more than eight besides those that the wiring tells
   */
  @SuppressWarnings("exports")
  public static SlowModes of(DominantPencil.Side side, int[] synapses, int skip, int count, Effort effort,
      Seed seed, Steps steps) {
    return new DominantModes(side, synapses, effort, seed, steps).modes(skip,
        Math.min(count, side.matrix().size()));
  }

  private SlowModes modes(int skip, int count) {
    double least = Double.POSITIVE_INFINITY;
    double scale = 0;
    for (int i = 0; i < m.size(); i++) {
      least = Math.min(least, m.slack()[i]);
      scale = Math.max(scale, 2 * m.diagonal()[i] - m.slack()[i]);
    }
    int free = 0;
    int slowest = 0; // that nothing can be slower than: Gershgorin
    for (int k = 0; k < known.count(); k++) {
      free += known.rate(k) == 0 ? 1 : 0;
      slowest += known.rate(k) <= least + 4 * known.residual(k) + 16 * Math.ulp(scale) ? 1 : 0;
    }
    int leading = Math.min(skip, Math.min(free, count));
    int wanted = Math.min(count - Math.min(count, slowest), m.size() - known.count());
    if (wanted > LANES) {
      throw new IllegalArgumentException("at most " + LANES + " modes, and " + wanted + " are wanted");
    }
    List<Lanczos.Pair> pairs = new ArrayList<>(wanted > 0 ? refined(wanted) : List.of());
    double rounding = 1e-13 * scale;
    boolean accurate = pairs.size() == wanted && pairs.stream().allMatch(
        p -> p.residual() <= Math.max(10 * effort.tolerance() * Math.abs(p.value()), rounding));
    List<Integer> order = new ArrayList<>(IntStream.range(0, known.count()).boxed().toList());
    order.sort(Comparator.comparingDouble(known::rate));
    for (int k = leading; k < Math.min(count, known.count()); k++) {
      int mode = order.get(k);
      pairs.add(new Lanczos.Pair(-known.rate(mode), known.residual(mode), known.vector(mode)));
    }
    return SlowModes.symmetric(m.size(), leading, pairs, count, accurate);
  }

  private List<Lanczos.Pair> refined(int wanted) {
    Deflation deflation = Deflation.of(m, side.balance());
    BlockConjugateGradients solver = new BlockConjugateGradients(m, deflation, new Jacobi(m));
    Subspace space = new Subspace(new Products(m), known, starts(solver, deflation));
    space.best(KEPT);
    int passes = PASSES * (int) Math.max(1, Math.round(-Math.log10(effort.tolerance()) / 3));
    for (int pass = 0; pass < passes && !accurate(space, wanted); pass++) {
      steps.report("slow modes", pass, passes);
      List<double[]> residuals = new ArrayList<>();
      for (int k = 0; k < Math.min(LANES, space.size()); k++) {
        double[] r = space.residual(k);
        LongVectors.scale(1 / Math.max(LongVectors.norm(r), Double.MIN_NORMAL), r);
        residuals.add(r);
      }
      space.extend(solved(solver, deflation, residuals));
      space.best(KEPT);
    }
    steps.report("slow modes", passes, passes);
    List<Lanczos.Pair> pairs = new ArrayList<>();
    List<double[]> vectors = space.vectors(Math.min(wanted, space.size()));
    for (int k = 0; k < vectors.size(); k++) {
      pairs.add(new Lanczos.Pair(-space.value(k), LongVectors.norm(space.residual(k)), vectors.get(k)));
    }
    return pairs;
  }

  private boolean accurate(Subspace space, int wanted) {
    for (int k = 0; k < Math.min(wanted, space.size()); k++) {
      if (LongVectors.norm(space.residual(k)) > effort.tolerance() * space.value(k)) {
        return false;
      }
    }
    return space.size() >= wanted;
  }

  /** Random vectors, filtered by a rough solution, and the neurons that are restored least, near which slow modes sit. */
  private List<double[]> starts(BlockConjugateGradients solver, Deflation deflation) {
    int n = m.size();
    List<double[]> random = new ArrayList<>();
    for (int t = 0; t < Math.min(LANES, n); t++) {
      double[] b = new double[n];
      seed.child("slow modes", t).stream("starts").fillGaussian(b);
      for (int i = 0; i < n; i++) {
        b[i] *= Math.sqrt(Math.max(0, m.diagonal()[i]));
      }
      random.add(b);
    }
    List<double[]> start = new ArrayList<>(solved(solver, deflation, random));
    for (int i : leastRestored(Math.min(LANES, n))) {
      double[] x = new double[n];
      x[i] = 1;
      start.add(x);
    }
    return start;
  }

  private int[] leastRestored(int count) {
    double[] least = m.diagonal().clone();
    Arrays.sort(least);
    double bound = least[count - 1];
    int below = 0;
    while (least[below] < bound) {
      below++;
    }
    int atBound = count - below;
    int[] found = new int[count];
    int at = 0;
    for (int i = 0; i < least.length && at < count; i++) {
      double d = m.diagonal()[i];
      if (d < bound || (d == bound && atBound-- > 0)) {
        found[at++] = i;
      }
    }
    return found;
  }

  private List<double[]> solved(BlockConjugateGradients solver, Deflation deflation, List<double[]> sides) {
    double[] b = Products.interleaved(sides, m.size());
    double[] x = new double[b.length];
    solver.solve(b, x, BlockConjugateGradients.Stop.reduction(ROUGH, ROUGH_LIMIT));
    deflation.normalise(LANES, x);
    deflation.restore(LANES, b, x);
    return Products.separate(x, sides.size());
  }

  /** Products with eight vectors at once. */
  private record Products(DominantMatrix m) implements SymmetricOperator {
    @Override
    public int size() {
      return m.size();
    }

    @Override
    public void apply(double[] x, double[] y) {
      m.multiply(x, y);
    }

    @Override
    public List<double[]> images(List<double[]> vectors) {
      List<double[]> images = new ArrayList<>();
      for (int from = 0; from < vectors.size(); from += LANES) {
        List<double[]> some = vectors.subList(from, Math.min(vectors.size(), from + LANES));
        double[] q = new double[LANES * size()];
        m.multiply(interleaved(some, size()), q, new double[LANES]);
        images.addAll(separate(q, some.size()));
      }
      return images;
    }

    static double[] interleaved(List<double[]> vectors, int n) {
      double[] block = new double[Math.multiplyExact(LANES, n)];
      for (int t = 0; t < vectors.size(); t++) {
        double[] x = vectors.get(t);
        for (int i = 0; i < n; i++) {
          block[LANES * i + t] = x[i];
        }
      }
      return block;
    }

    static List<double[]> separate(double[] block, int count) {
      List<double[]> vectors = new ArrayList<>();
      for (int t = 0; t < count; t++) {
        double[] x = new double[block.length / LANES];
        for (int i = 0; i < x.length; i++) {
          x[i] = block[LANES * i + t];
        }
        vectors.add(x);
      }
      return vectors;
    }
  }
}
