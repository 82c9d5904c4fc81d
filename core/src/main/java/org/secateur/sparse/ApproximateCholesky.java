package org.secateur.sparse;

import java.util.Arrays;

import org.secateur.kernel.BlockKernel;
import org.secateur.kernel.CompressedRows;
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
    int n = m.size();
    int[] plus = new int[n];
    int[] minus = new int[n];
    double[] sign = new double[n];
    int vertices = 0;
    int frustrated = 0;
    for (int i = 0; i < n; i++) {
      boolean balanced = balance.sign()[i] != 0;
      plus[i] = vertices++;
      minus[i] = balanced ? -1 : vertices++;
      sign[i] = balanced ? balance.sign()[i] : 1;
      frustrated += balanced ? 0 : 1;
    }
    double[] slack = new double[vertices];
    for (int i = 0; i < n; i++) {
      slack[plus[i]] = m.slack()[i];
      if (minus[i] >= 0) {
        slack[minus[i]] = m.slack()[i];
      }
    }
    ApproximateElimination elimination = new ApproximateElimination(slack, edges(m, minus), parallel);
    join(m, plus, minus, elimination);
    int[] roots = roots(m, balance, deflation, plus);
    ApproximateFactor factor = elimination.factor(roots, seed.stream("approximate-cholesky"));
    Arrays.fill(factor.pivot(), vertices - roots.length, vertices, 0);
    for (int i = 0; i < n; i++) {
      plus[i] = factor.place()[plus[i]];
      minus[i] = minus[i] < 0 ? -1 : factor.place()[minus[i]];
    }
    String name = parallel == 1 ? "approximate-cholesky" : "approximate-cholesky-" + parallel;
    return new ApproximateCholesky(name, factor, plus, frustrated == 0 ? new int[0] : minus, sign);
  }

  /** Of every deflated component with next to no slack the vertex of the row with the largest diagonal. */
  private static int[] roots(SignedLaplacian m, Balance balance, Deflation deflation, int[] plus) {
    int[] root = new int[balance.count()];
    Arrays.fill(root, -1);
    for (int i = 0; i < plus.length; i++) {
      int c = balance.component()[i];
      if (root[c] < 0 || m.diagonal()[i] > m.diagonal()[root[c]]) {
        root[c] = i;
      }
    }
    return Arrays.stream(root).filter(i -> deflation.stiffness(i) <= PINNED * m.diagonal()[i])
        .map(i -> plus[i])
        .toArray();
  }

  private static int edges(SignedLaplacian m, int[] minus) {
    CompressedRows w = m.weights();
    int count = 0;
    for (int i = 0; i < w.n; i++) {
      for (int k = w.rowStart[i]; k < w.rowStart[i + 1]; k++) {
        if (w.column[k] > i) {
          count = Math.addExact(count, minus[i] < 0 ? 1 : 2);
        }
      }
    }
    return count;
  }

  private static void join(SignedLaplacian m, int[] plus, int[] minus, ApproximateElimination elimination) {
    CompressedRows w = m.weights();
    for (int i = 0; i < w.n; i++) {
      for (int k = w.rowStart[i]; k < w.rowStart[i + 1]; k++) {
        int j = w.column[k];
        double v = Math.abs(w.value[k]);
        if (j > i && minus[i] < 0) {
          elimination.join(plus[i], plus[j], v);
        } else if (j > i) {
          boolean same = w.value[k] > 0;
          elimination.join(plus[i], same ? plus[j] : minus[j], v);
          elimination.join(minus[i], same ? minus[j] : plus[j], v);
        }
      }
    }
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
    int columns = inverse.length;
    TriangularKernel.forward(columns, factor.start(), factor.row(), factor.value(), inverse, work);
    TriangularKernel.backward(columns, factor.start(), factor.row(), factor.value(), work);
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
    int columns = inverse.length;
    TriangularKernel.forwardOne(columns, factor.start(), factor.row(), factor.value(), inverse, work);
    TriangularKernel.backwardOne(columns, factor.start(), factor.row(), factor.value(), work);
    return TriangularKernel.takeBackOne(plus, minus, sign, work, r, z);
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
