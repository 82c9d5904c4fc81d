package org.secateur.sparse;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.secateur.kernel.BlockKernel;
import org.secateur.kernel.TriangularKernel;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/**
 * A preconditioner by {@link ApproximateElimination}: nearly as good as an exact factor where Jacobi is hopeless (grids,
 * paths, bottlenecks), with about as many entries as the matrix. For dominant M.
 *
 * <p>A balanced component is eliminated in its gauge, where all weights are positive. A frustrated one goes through its
 * double cover (Gremban 1996): vertices i⁺ and i⁻, an edge of positive weight joining equal signs and one of negative
 * weight opposite ones; (x, −x) then solves the cover's equation for (b, −b), and the preconditioner is
 * z = (z⁺ − z⁻)/2 of its solution for (r, −r), symmetric and positive definite.
 *
 * <p>A large graph is divided, see {@link DividedElimination}: its parts are factored, and swept through, at once.
 *
 * <p>Where a deflated component has next to no slack, the row with the largest diagonal is eliminated last, and its pivot,
 * all that holds the direction, is left out: it would blow rounding errors up along a direction that the solver has taken
 * out. That row's vertex stays at 0, and no neuron on a tiny weight can carry the others off with it.
 */
public final class ApproximateCholesky implements Preconditioner {
  /** A deflated component's slack below this share of a diagonal is next to none. */
  private static final double PINNED = 1e-6;

  private final String name;
  private final ApproximateFactor factor;
  private final double[] inverse; // (cover) 1/pivot
  private final int[] plus; // (n) place of i⁺ in the factor
  private final int[] minus; // (n) place of i⁻, -1 where balanced; empty if all are
  private final double[] sign; // (n) g_i, 1 where frustrated
  private final RowChunks chunks;

  private ApproximateCholesky(String name, ApproximateFactor factor, int[] plus, int[] minus, double[] sign) {
    this.name = name;
    this.factor = factor;
    this.plus = plus;
    this.minus = minus;
    this.sign = sign;
    this.chunks = new RowChunks(plus.length);
    this.inverse = new double[factor.pivot().length];
    for (int k = 0; k < inverse.length; k++) {
      double p = factor.pivot()[k];
      inverse[k] = p > 0 ? Math.min(Double.MAX_VALUE, 1 / p) : 0;
    }
  }

  /**
   * Factors a matrix. Time O((n + m) log), memory about 24 bytes an edge while it works (twice that with two parallel
   * edges, and twice again where the graph is frustrated), 8 bytes an entry to keep.
   *
   * @param m without negative slack
   * @param parallel how many parallel edges stand for one: 1 for AC, 2 for AC2
   * @param seed what the sampling is a function of
   */
  public static ApproximateCholesky of(SignedLaplacian m, Balance balance, Deflation deflation, int parallel,
      Seed seed) {
    return of(m, balance, deflation, parallel, seed,
        Parts.of(m.weights(), roots(m, balance, deflation)));
  }

  /** The same, divided as it is told. */
  static ApproximateCholesky of(SignedLaplacian m, Balance balance, Deflation deflation, int parallel,
      Seed seed, Parts parts) {
    int n = m.size();
    SignedCover cover = SignedCover.of(balance, n);
    double[] sign = new double[n];
    for (int i = 0; i < n; i++) {
      sign[i] = balance.sign()[i] != 0 ? balance.sign()[i] : 1;
    }
    int[] roots = roots(m, balance, deflation);
    DividedElimination elimination = new DividedElimination(m, cover, parts, parallel);
    ApproximateFactor factor = elimination.factor(Arrays.stream(roots).map(i -> cover.plus()[i]).toArray(),
        seed);
    Arrays.fill(factor.pivot(), cover.vertices() - roots.length, cover.vertices(), 0);
    int[] plus = new int[n];
    int[] minus = new int[cover.vertices() > n ? n : 0];
    for (int i = 0; i < n; i++) {
      plus[i] = elimination.place(cover.plus()[i]);
      if (minus.length > 0) {
        minus[i] = cover.minus()[i] < 0 ? -1 : elimination.place(cover.minus()[i]);
      }
    }
    String name = parallel == 1 ? "approximate-cholesky" : "approximate-cholesky-" + parallel;
    return new ApproximateCholesky(name, factor, plus, minus, sign);
  }

  /** Of every deflated component with next to no slack the row with the largest diagonal. */
  static int[] roots(SignedLaplacian m, Balance balance, Deflation deflation) {
    int[] root = new int[balance.count()];
    Arrays.fill(root, -1);
    for (int i = 0; i < m.size(); i++) {
      int c = balance.component()[i];
      if (root[c] < 0 || m.diagonal()[i] > m.diagonal()[root[c]]) {
        root[c] = i;
      }
    }
    return Arrays.stream(root).filter(i -> deflation.stiffness(i) <= PINNED * m.diagonal()[i])
        .toArray();
  }

  /** Entries of the factor below its diagonal. */
  public int entries() {
    return factor.row().length;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int workSpace() {
    return Math.multiplyExact(BlockKernel.LANES, inverse.length);
  }

  @Override
  public void apply(double[] r, double[] z, double[] dot, double[] work) {
    boolean covered = minus.length > 0;
    chunks.run(c -> {
      TriangularKernel.place(chunks.from(c), chunks.to(c), plus, sign, 1, r, work);
      if (covered) {
        TriangularKernel.place(chunks.from(c), chunks.to(c), minus, sign, -1, r, work);
      }
    });
    sweep((from, to) -> TriangularKernel.forward(from, to, factor.start(), factor.row(), factor.value(),
        inverse, work),
        (from, to) -> TriangularKernel.backward(from, to, factor.start(), factor.row(),
            factor.value(), work));
    double[] partial = new double[BlockKernel.LANES * chunks.count()];
    chunks.run(c -> {
      TriangularKernel.takeBack(chunks.from(c), chunks.to(c), plus, minus, sign, work, r, z, partial,
          BlockKernel.LANES * c);
    });
    chunks.fold(partial, BlockKernel.LANES, dot);
  }

  @Override
  public double apply(double[] r, double[] z, double[] work) {
    TriangularKernel.placeOne(plus, sign, 1, r, work);
    TriangularKernel.placeOne(minus, sign, -1, r, work);
    sweep((from, to) -> TriangularKernel.forwardOne(from, to, factor.start(), factor.row(), factor.value(),
        inverse, work),
        (from, to) -> TriangularKernel.backwardOne(from, to, factor.start(), factor.row(),
            factor.value(), work));
    return TriangularKernel.takeBackOne(plus, minus, sign, work, r, z);
  }

  private interface Columns {
    void run(int from, int to);
  }

  /** Parts at once, then what they have left; and back. Parts have no rows in common: the order of them is no matter. */
  private void sweep(Columns forward, Columns backward) {
    int[] part = factor.part();
    int parts = part.length - 1;
    IntStream.range(0, parts).parallel().forEach(p -> forward.run(part[p], part[p + 1]));
    forward.run(part[parts], inverse.length);
    backward.run(part[parts], inverse.length);
    IntStream.range(0, parts).parallel().forEach(p -> backward.run(part[p], part[p + 1]));
  }

  /** The double cover's sample, antisymmetric part: its covariance is at least P, the mean of inverses being convex. */
  @Override
  public double[] sample(Seed seed) {
    NoiseStream noise = seed.stream("approximate-cholesky");
    double[] y = new double[inverse.length];
    for (int k = 0; k < y.length; k++) {
      y[k] = Math.sqrt(factor.pivot()[k]) * noise.nextGaussian();
    }
    TriangularKernel.multiply(y.length, factor.start(), factor.row(), factor.value(), y);
    double[] v = new double[plus.length];
    for (int i = 0; i < v.length; i++) {
      v[i] = minus.length > 0 && minus[i] >= 0
          ? (y[plus[i]] - y[minus[i]]) * Math.sqrt(0.5)
          : sign[i] * y[plus[i]];
    }
    return v;
  }
}
