package org.secateur.spectral;

import java.util.List;
import java.util.Optional;

import org.secateur.dynamics.Drift;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.linalg.SymmetricEigen;
import org.secateur.linalg.Transpose;
import org.secateur.network.Require;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/**
 * A pair of symmetric networks mode by mode: everything that follows from both complete eigendecompositions
 * M = V Λ Vᵀ and M' = U Λ' Uᵀ, done once. Immutable.
 */
public final class ModalComparison {
  /** Most neurons there can be: two eigendecompositions and four dense matrices. */
  public static final int MAX_NEURONS = 2_000;

  private final Drift pruned;
  private final SymmetricEigen modes;
  private final SymmetricEigen prunedModes;
  private final Matrix overlap; // VᵀU
  private final int free;
  private final int prunedFree;

  private ModalComparison(SymmetricEigen modes, int free, Drift pruned) {
    this.pruned = pruned;
    this.modes = modes;
    this.prunedModes = DenseAlgebra.best().symmetricEigen(pruned.restoringMatrix());
    this.overlap = DenseAlgebra.best().multiply(Transpose.YES, Transpose.NO, modes.vectors(),
        prunedModes.vectors());
    this.free = free;
    this.prunedFree = FreeModes.of(pruned).count();
  }

  /**
   * Decomposes both networks. Time O(n³).
   *
   * @param original symmetric
   * @param pruned symmetric, as many neurons
   * @throws IllegalArgumentException above {@link #MAX_NEURONS} neurons, or if one is directed or sizes differ
   */
  public static ModalComparison of(Drift original, Drift pruned) {
    return of(original, List.of(pruned)).get(0);
  }

  /**
   * One original with several pruned networks, decomposing it once. Time O(n³) for each.
   *
   * @param original symmetric
   * @param pruned symmetric, as many neurons each
   * @return one comparison each, in their order
   * @throws IllegalArgumentException above {@link #MAX_NEURONS} neurons, or if one is directed or sizes differ
   */
  public static List<ModalComparison> of(Drift original, List<Drift> pruned) {
    for (Drift one : pruned) {
      Require.length(one.size(), original.size(), "pruned");
      if (!original.isSymmetric() || !one.isSymmetric() || original.size() > MAX_NEURONS) {
        throw new IllegalArgumentException(
            "two symmetric networks of at most " + MAX_NEURONS + " neurons are needed");
      }
    }
    SymmetricEigen modes = DenseAlgebra.best().symmetricEigen(original.restoringMatrix());
    int free = FreeModes.of(original).count();
    return pruned.parallelStream().map(one -> new ModalComparison(modes, free, one)).toList();
  }

  /** All eigenvalues of A. */
  public Spectrum originalSpectrum() {
    return negated(modes);
  }

  /** All eigenvalues of A'. */
  public Spectrum prunedSpectrum() {
    return negated(prunedModes);
  }

  private static Spectrum negated(SymmetricEigen eigen) {
    double[] ascending = new double[eigen.size()];
    for (int k = 0; k < ascending.length; k++) {
      ascending[k] = -eigen.value(ascending.length - 1 - k);
    }
    return Spectrum.ofReal(ascending);
  }

  /** ε_λ, ε_v and cos θ. Time O(n m'). */
  public SpectrumErrors spectrumErrors() {
    int n = modes.size();
    double[] value = new double[n - free];
    double[] form = new double[n - free];
    double[] cosine = new double[n - free];
    double[] v = new double[n];
    double[] image = new double[n];
    for (int k = free; k < n; k++) {
      modes.vectors().copyColumn(k, v);
      pruned.restore(v, image);
      double quotient = Vectors.dot(v, image);
      double length = Vectors.norm(image);
      value[k - free] = Math.abs(prunedModes.value(k) / modes.value(k) - 1);
      form[k - free] = Math.abs(quotient / modes.value(k) - 1);
      cosine[k - free] = length == 0 ? 0 : Math.min(1, Math.abs(quotient) / length);
    }
    return new SpectrumErrors(n - free, SpectrumErrors.Summary.of(value), SpectrumErrors.Summary.of(form),
        SpectrumErrors.Summary.of(cosine));
  }

  /**
   * The error of relaxation from one random unit vector x₀, exact at every time: |e^{A't}x₀ − e^{At}x₀| / |e^{At}x₀|.
   * The free modes are part of x₀. Time O(n² · times).
   *
   * @param times in s, not modified
   * @param seed draws x₀
   * @return one error for each time
   */
  public double[] relaxationErrors(double[] times, Seed seed) {
    int n = modes.size();
    double[] start = randomUnit(n, seed);
    double[] c = modes.vectors().transpose().times(start);
    double[] d = prunedModes.vectors().transpose().times(start);
    double[] errors = new double[times.length];
    double[] decayed = new double[n];
    for (int t = 0; t < times.length; t++) {
      for (int k = 0; k < n; k++) {
        decayed[k] = Math.exp(-prunedRate(k) * times[t]) * d[k];
      }
      double[] difference = overlap.times(decayed); // U-modes seen from V: no cancellation of whole vectors
      double size = 0;
      for (int k = 0; k < n; k++) {
        double x = Math.exp(-rate(k) * times[t]) * c[k];
        difference[k] -= x;
        size += x * x;
      }
      errors[t] = n == 0 ? 0 : Vectors.norm(difference) / Math.sqrt(size);
    }
    return errors;
  }

  /** A random direction, uniform on the sphere. */
  static double[] randomUnit(int n, Seed seed) {
    NoiseStream noise = seed.stream("relaxation start");
    double[] x = new double[n];
    noise.fillGaussian(x);
    Vectors.scale(1 / Vectors.norm(x), x);
    return x;
  }

  private double rate(int k) {
    return k < free ? 0 : modes.value(k);
  }

  private double prunedRate(int k) {
    return k < prunedFree ? 0 : prunedModes.value(k);
  }

  /**
   * How far noise-driven fluctuations moved, C = (σ²/2) M⁺; σ cancels.
   *
   * @param relativeErrorFrobenius ‖C' − C‖_F / ‖C‖_F
   * @param slowSubspaceError ‖P(C' − C)P‖_F / ‖PCP‖_F, P projecting on the slowest modes of the original
   * @param subspace how many modes P keeps
   */
  public record CovarianceErrors(double relativeErrorFrobenius, double slowSubspaceError, int subspace) {
  }

  /**
   * The covariance errors off the free modes.
   *
   * @param slow how many of the slowest restored modes count as slow; fewer if there are fewer
   * @return empty if a covariance is infinite in one network only: the free modes differ in number, or a network is
   *     unstable, or nothing is restored
   */
  public Optional<CovarianceErrors> covarianceErrors(int slow) {
    int n = modes.size();
    if (free != prunedFree || free == n || !(modes.value(free) > 0) || !(prunedModes.value(free) > 0)) {
      return Optional.empty();
    }
    Matrix scaled = overlap.copy(); // columns / √λ'
    double[] column = new double[n];
    for (int k = 0; k < n; k++) {
      scaled.copyColumn(k, column);
      Vectors.scale(k < free ? 0 : 1 / Math.sqrt(prunedModes.value(k)), column);
      scaled.setColumn(k, column);
    }
    Matrix difference = DenseAlgebra.best().gram(Transpose.NO, scaled); // VᵀC'V without the factor σ²/2
    double size = 0;
    double slowSize = 0;
    int end = free + Math.min(Math.max(1, slow), n - free);
    for (int k = free; k < n; k++) {
      double variance = 1 / modes.value(k);
      difference.add(k, k, -variance);
      size += variance * variance;
      slowSize += k < end ? variance * variance : 0;
    }
    double slowSquare = 0;
    for (int j = free; j < end; j++) {
      for (int i = free; i < end; i++) {
        slowSquare += difference.get(i, j) * difference.get(i, j);
      }
    }
    return Optional.of(new CovarianceErrors(difference.frobeniusNorm() / Math.sqrt(size),
        Math.sqrt(slowSquare / slowSize), end - free));
  }
}
