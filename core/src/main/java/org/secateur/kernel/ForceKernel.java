package org.secateur.kernel;

/** Loops over the forces between the nodes of a drawing. No checks, no allocation. */
public final class ForceKernel {
  private ForceKernel() {
  }

  /**
   * What pushes node i away from all others: Σ_j mass_i mass_j (r_i − r_j) / |r_i − r_j|². Time O(n) a node.
   *
   * @param force (2n) the sums are added at 2i and 2i + 1
   */
  public static void repel(int from, int to, int n, double strength, double[] x, double[] y, double[] mass,
      double[] force) {
    for (int i = from; i < to; i++) {
      double fx = 0;
      double fy = 0;
      for (int j = 0; j < n; j++) {
        double dx = x[i] - x[j];
        double dy = y[i] - y[j];
        double push = mass[j] / (dx * dx + dy * dy + 1e-9);
        fx += push * dx;
        fy += push * dy;
      }
      force[2 * i] += strength * mass[i] * fx;
      force[2 * i + 1] += strength * mass[i] * fy;
    }
  }

  /**
   * What pulls the ends of edges together: weight · (r_j − r_i) / (1 + |r_j − r_i|), nearly constant for long edges, so
   * that they part groups rather than fold them.
   */
  public static void attract(int edges, int[] first, int[] second, double[] weight, double[] x, double[] y,
      double[] force) {
    for (int e = 0; e < edges; e++) {
      int i = first[e];
      int j = second[e];
      double dx = x[j] - x[i];
      double dy = y[j] - y[i];
      double pull = weight[e] / (1 + Math.sqrt(dx * dx + dy * dy));
      force[2 * i] += pull * dx;
      force[2 * i + 1] += pull * dy;
      force[2 * j] -= pull * dx;
      force[2 * j + 1] -= pull * dy;
    }
  }
}
