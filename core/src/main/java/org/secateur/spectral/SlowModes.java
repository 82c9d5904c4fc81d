package org.secateur.spectral;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.secateur.dynamics.Drift;
import org.secateur.linalg.Cholesky;
import org.secateur.linalg.CholeskyOutcome;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.linalg.Spectrum;
import org.secateur.linalg.SymmetricEigen;
import org.secateur.network.Require;
import org.secateur.random.Seed;

/**
 * The eigenvalues of A with the largest real parts, slowest first: the modes that decide how the network looks after
 * its fast ones have died out. Symmetric networks come with eigenvectors, and free modes (eigenvalue 0) come first.
 * Immutable.
 */
public final class SlowModes {
  /** Up to this many neurons a symmetric network is reduced to tridiagonal form; above, M is factored and inverted. */
  public static final int MAX_DENSE = 800;
  /** Most neurons a directed network can have: all its eigenvalues are computed, in O(n³). */
  public static final int MAX_DIRECTED = 4_000;

  private final int neurons;
  private final double[] re;
  private final double[] im;
  private final double[] residual;
  private final List<double[]> vector; // empty for directed networks
  private final boolean converged;
  private final int leading; // modes without a vector, the first ones, not restored at all

  private SlowModes(int neurons, int leading, double[] re, double[] im, double[] residual,
      List<double[]> vector,
      boolean converged) {
    this.neurons = neurons;
    this.leading = leading;
    this.re = re;
    this.im = im;
    this.residual = residual;
    this.vector = vector;
    this.converged = converged;
  }

  /**
   * The slowest modes of a network.
   *
   * @param count how many, free ones included; all there are if n is smaller
   * @param seed draws starting vectors
   * @throws IllegalArgumentException if the network is directed and has more than {@link #MAX_DIRECTED} neurons
   */
  public static SlowModes of(Drift drift, int count, Seed seed) {
    return of(drift, 0, count, seed);
  }

  /**
   * The slowest modes of a network that may have very many free ones.
   *
   * @param skip of so many free modes no vectors are wanted; a large network then has none for them
   * @param count how many modes, those included; all there are if n is smaller
   * @param seed draws starting vectors
   * @throws IllegalArgumentException if the network is directed and has more than {@link #MAX_DIRECTED} neurons
   */
  public static SlowModes of(Drift drift, int skip, int count, Seed seed) {
    return LargePair.isLarge(drift)
        ? LargePair.of(drift, drift, Effort.QUICK, seed, Steps.NONE).originalModes(skip, count)
        : of(drift, count, seed, MAX_DENSE);
  }

  static SlowModes of(Drift drift, int count, Seed seed, int maxDense) {
    int k = Math.min(Require.atLeast(count, 0, "count"), drift.size());
    if (!drift.isSymmetric()) {
      return directed(drift, k);
    }
    if (drift.size() > maxDense) {
      List<double[]> free = FreeModes.of(drift).basis();
      Matrix m = drift.restoringMatrix();
      DriftMatrix.addProjector(free, DriftMatrix.scale(drift), m);
      if (DenseAlgebra.best().cholesky(m) instanceof CholeskyOutcome.Factored(Cholesky factor)) {
        return inverted(drift, free, factor, k, seed);
      }
    }
    SymmetricEigen eigen = DenseAlgebra.best().symmetricEigen(drift.restoringMatrix(), 0, k);
    return measured(drift, IntStream.range(0, k).mapToObj(i -> eigen.vectors().column(i)).toList(), true);
  }

  private static SlowModes inverted(Drift drift, List<double[]> free, Cholesky factor, int count, Seed seed) {
    SymmetricOperator inverse = new SymmetricOperator() {
      @Override
      public int size() {
        return drift.size();
      }

      @Override
      public void apply(double[] x, double[] y) {
        System.arraycopy(factor.solve(x), 0, y, 0, y.length);
      }
    };
    List<double[]> vectors = new ArrayList<>(free.subList(0, Math.min(count, free.size())));
    Extremes ends = new Lanczos(seed.child("slow modes", 0)).extremes(inverse, free, 0,
        count - vectors.size());
    for (int i = ends.highest().size() - 1; i >= 0; i--) {
      vectors.add(ends.highest().vector(i));
    }
    return measured(drift, vectors, ends.converged());
  }

  /** Rayleigh quotients and residuals of A for given unit vectors, slowest first. */
  private static SlowModes measured(Drift drift, List<double[]> vectors, boolean converged) {
    double[] image = new double[drift.size()];
    List<Lanczos.Pair> pairs = new ArrayList<>();
    for (double[] v : vectors) {
      drift.restore(v, image);
      double value = Vectors.dot(v, image);
      Vectors.add(-value, v, image);
      pairs.add(new Lanczos.Pair(-value, Vectors.norm(image), v));
    }
    return symmetric(drift.size(), 0, pairs, pairs.size(), converged);
  }

  /**
   * The modes of a symmetric network, at most {@code count}: {@code leading} free ones without vectors, then pairs of
   * eigenvalues of A and unit vectors, in any order.
   */
  static SlowModes symmetric(int neurons, int leading, List<Lanczos.Pair> pairs, int count,
      boolean converged) {
    List<Lanczos.Pair> slowest = pairs.stream()
        .sorted(Comparator.comparingDouble(Lanczos.Pair::value).reversed())
        .limit(Math.max(0, count - leading)).toList();
    double[] re = new double[leading + slowest.size()];
    double[] residual = new double[re.length];
    for (int k = 0; k < slowest.size(); k++) {
      re[leading + k] = slowest.get(k).value();
      residual[leading + k] = slowest.get(k).residual();
    }
    return new SlowModes(neurons, leading, re, new double[re.length], residual,
        slowest.stream().map(Lanczos.Pair::vector).toList(), converged);
  }

  private static SlowModes directed(Drift drift, int count) {
    if (drift.size() > MAX_DIRECTED) {
      throw new IllegalArgumentException(
          "a directed network may have at most " + MAX_DIRECTED + " neurons here, has " + drift.size());
    }
    Matrix a = DriftMatrix.drift(drift);
    Spectrum all = DenseAlgebra.best().eigenvalues(a);
    List<Integer> order = new ArrayList<>(IntStream.range(0, all.size()).boxed().toList());
    order.sort(Comparator.<Integer>comparingDouble(k -> -all.re(k)).thenComparingDouble(k -> -all.im(k)));
    // The QR algorithm is backward stable: these are the eigenvalues of a matrix about this far from A.
    double backward = drift.size() * Math.ulp(1.0) * a.frobeniusNorm();
    return new SlowModes(drift.size(), 0, order.stream().limit(count).mapToDouble(all::re).toArray(),
        order.stream().limit(count).mapToDouble(all::im).toArray(),
        IntStream.range(0, count).mapToDouble(k -> backward).toArray(), List.of(), true);
  }

  /** The number of neurons n: how many modes the network has in all. */
  public int neurons() {
    return neurons;
  }

  /** How many modes were computed. */
  public int size() {
    return re.length;
  }

  /** The real part of eigenvalue k of A in 1/s, from 0, the slowest. */
  public double re(int k) {
    return re[k];
  }

  /** The imaginary part of eigenvalue k of A in 1/s: 2π times the frequency it oscillates at. */
  public double im(int k) {
    return im[k];
  }

  /**
   * Symmetric: ‖A v − λ v‖₂ as measured, in 1/s, so that an eigenvalue lies no farther. Directed: n u ‖A‖_F, the order
   * of the backward error of the QR algorithm, the same for all.
   */
  public double residual(int k) {
    return residual[k];
  }

  /** Whether there are eigenvectors: for symmetric networks only. */
  public boolean hasVectors() {
    return !vector.isEmpty();
  }

  /** The first mode with a vector: 0, or for large networks the number of free modes that were to be passed over. */
  public int leading() {
    return leading;
  }

  /** The unit eigenvector of mode k, from {@link #leading}, as a new array (n); its sign is arbitrary. */
  public double[] vector(int k) {
    return shared(k).clone();
  }

  double[] shared(int k) {
    return vector.get(Require.index(k - leading, vector.size(), "k - leading"));
  }

  /** Whether every residual met the tolerance. */
  public boolean converged() {
    return converged;
  }
}
