package org.secateur.rnn.evaluate;

import org.secateur.network.Require;
import org.secateur.random.Seed;

/**
 * The eigenvalue of a loss's Hessian that is largest in size, by power iteration: how sharp the minimum is that training found.
 * Products with the Hessian are central differences of the gradient, H u ≈ (g(w + h u) − g(w − h u)) / 2h, two gradients a step.
 *
 * <p>As a criterion for pruned recurrent networks: Liu, Li, Wen, Chen and Yang, 2022.
 *
 * @param eigenvalue uᵀ H u for the last direction u
 * @param residual |H u − eigenvalue u|: some eigenvalue lies no further away than that
 * @param steps power steps taken
 * @param converged whether the residual fell below the tolerance times the eigenvalue
 */
public record TopCurvature(double eigenvalue, double residual, int steps, boolean converged) {

  /** The gradient of a loss. */
  @FunctionalInterface
  public interface Gradient {
    /**
     * The gradient at some weights.
     *
     * @param weights (n), not modified
     * @return a new array (n)
     */
    double[] at(double[] weights);
  }

  /**
   * How to go about it.
   *
   * @param difference h relative to |w|, or absolute where w is 0: 10⁻³ suits gradients in single precision, 10⁻⁵ double
   * @param tolerance of the residual, relative to the eigenvalue
   * @param steps at most
   */
  public record Settings(double difference, double tolerance, int steps) {
    /** For gradients in single precision. */
    public static final Settings SINGLE = new Settings(1e-3, 1e-2, 100);

    public Settings {
      Require.positive(difference, "difference");
      Require.positive(tolerance, "tolerance");
      Require.atLeast(steps, 1, "steps");
    }
  }

  /**
   * Iterates.
   *
   * @param weights (n) where, not modified; n at least 1
   * @param seed draws the first direction
   */
  public static TopCurvature of(Gradient gradient, double[] weights, Settings settings, Seed seed) {
    int n = Require.atLeast(weights.length, 1, "number of weights");
    double[] u = new double[n];
    seed.stream("curvature direction").fillGaussian(u);
    normalise(u);
    double size = Math.sqrt(dot(weights, weights));
    double h = settings.difference() * (size > 0 ? size : 1);
    double eigenvalue = 0;
    double residual = Double.POSITIVE_INFINITY;
    for (int step = 1; step <= settings.steps(); step++) {
      double[] image = product(gradient, weights, u, h);
      eigenvalue = dot(u, image);
      residual = 0;
      for (int k = 0; k < n; k++) {
        double r = image[k] - eigenvalue * u[k];
        residual += r * r;
      }
      residual = Math.sqrt(residual);
      if (residual <= settings.tolerance() * Math.abs(eigenvalue)) {
        return new TopCurvature(eigenvalue, residual, step, true);
      }
      if (dot(image, image) == 0) {
        return new TopCurvature(0, 0, step, true);
      }
      u = image;
      normalise(u);
    }
    return new TopCurvature(eigenvalue, residual, settings.steps(), false);
  }

  private static double[] product(Gradient gradient, double[] weights, double[] u, double h) {
    double[] moved = weights.clone();
    for (int k = 0; k < moved.length; k++) {
      moved[k] += h * u[k];
    }
    double[] image = gradient.at(moved).clone();
    for (int k = 0; k < moved.length; k++) {
      moved[k] = weights[k] - h * u[k];
    }
    double[] other = gradient.at(moved);
    for (int k = 0; k < image.length; k++) {
      image[k] = (image[k] - other[k]) / (2 * h);
    }
    return image;
  }

  private static void normalise(double[] x) {
    double norm = Math.sqrt(dot(x, x));
    for (int k = 0; k < x.length; k++) {
      x[k] /= norm;
    }
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      sum += x[k] * y[k];
    }
    return sum;
  }
}
