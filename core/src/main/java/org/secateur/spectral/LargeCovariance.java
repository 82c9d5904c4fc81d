package org.secateur.spectral;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/**
 * How far the stationary covariance of a large symmetric pair moved, C = (σ²/2) M⁺; σ cancels. With V the slowest modes of
 * the original, ‖E‖_F² = ‖E V‖_F² + ‖E (I − V Vᵀ)‖_F² for E = C' − C and for C: the first part, which is most of it, is
 * solved for exactly, the rest is estimated from random probes z off V, E‖E z‖² = ‖E (I − V Vᵀ)‖_F² (Hutchinson, 1989; in
 * this form Meyer, Musco, Musco and Woodruff, "Hutch++", 2021).
 *
 * @param relativeErrorFrobenius ‖C' − C‖_F / ‖C‖_F
 * @param standardError of that, from the scatter of the probes
 * @param slowSubspaceError ‖P(C' − C)P‖_F / ‖PCP‖_F, P projecting on V
 * @param subspace how many modes P keeps
 * @param probes how many random vectors there were
 */
public record LargeCovariance(double relativeErrorFrobenius, double standardError, double slowSubspaceError,
    int subspace, int probes) {
  /** How many probes are drawn. */
  public static final int PROBES = 16;

  /**
   * Compares.
   *
   * @param m solves with M
   * @param p solves with M'
   * @param slow modes of the original; those without vectors or restoring force are passed over
   * @param kept how many of them V holds
   * @return empty if a system was not solved
   */
  static Optional<LargeCovariance> of(RestoringInverse m, RestoringInverse p, SlowModes slow, int free,
      int kept,
      Seed seed, Steps steps) {
    GaugeModes null0 = FreeModes.of(m.drift()).modes();
    List<double[]> v = new ArrayList<>();
    for (int k = Math.max(free, slow.leading()); k < slow.size() && v.size() < kept; k++) {
      v.add(slow.shared(k));
    }
    int n = m.size();
    double error = 0;
    double size = 0;
    double slowError = 0;
    double slowSize = 0;
    double[] x = new double[n];
    double[] y = new double[n];
    for (int k = 0; k < v.size(); k++) {
      steps.report("covariance", k, v.size() + PROBES);
      m.solve(v.get(k), x);
      p.solve(v.get(k), y);
      null0.remove(x);
      null0.remove(y);
      LongVectors.add(-1, x, y);
      size += LongVectors.dot(x, x);
      error += LongVectors.dot(y, y);
      slowSize += square(LongVectors.products(v, x));
      slowError += square(LongVectors.products(v, y));
    }
    double[] errors = new double[PROBES];
    double[] sizes = new double[PROBES];
    double[] z = new double[n];
    for (int probe = 0; probe < PROBES; probe++) {
      steps.report("covariance", v.size() + probe, v.size() + PROBES);
      NoiseStream noise = seed.child("covariance probe", probe).stream("signs");
      for (int i = 0; i < n; i++) {
        z[i] = noise.nextDouble() < 0.5 ? -1 : 1;
      }
      null0.remove(z);
      double[] along = LongVectors.products(v, z);
      for (int k = 0; k < along.length; k++) {
        along[k] = -along[k];
      }
      LongVectors.addAll(along, v, z);
      m.solve(z, x);
      p.solve(z, y);
      null0.remove(x);
      null0.remove(y);
      LongVectors.add(-1, x, y);
      sizes[probe] = LongVectors.dot(x, x);
      errors[probe] = LongVectors.dot(y, y);
    }
    return m.converged() && p.converged()
        ? Optional.of(ratio(error, size, errors, sizes, Math.sqrt(slowError / slowSize), v.size()))
        : Optional.empty();
  }

  private static double square(double[] x) {
    double sum = 0;
    for (double a : x) {
      sum += a * a;
    }
    return sum;
  }

  /** √((e + mean e_i) / (s + mean s_i)), and its error to first order. */
  private static LargeCovariance ratio(double error, double size, double[] errors, double[] sizes,
      double slowError,
      int subspace) {
    double e = error;
    double s = size;
    for (int i = 0; i < PROBES; i++) {
      e += errors[i] / PROBES;
      s += sizes[i] / PROBES;
    }
    double scatter = 0;
    for (int i = 0; i < PROBES; i++) {
      double off = errors[i] - (e - error) - e / s * (sizes[i] - (s - size));
      scatter += off * off;
    }
    double relative = Math.sqrt(e / s);
    double standardError = relative == 0
        ? 0
        : Math.sqrt(scatter / (PROBES - 1) / PROBES) / s / (2 * relative);
    return new LargeCovariance(relative, standardError, slowError, subspace, PROBES);
  }
}
