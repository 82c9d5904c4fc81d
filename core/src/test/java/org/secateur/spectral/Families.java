package org.secateur.spectral;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.secateur.dynamics.Drift;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/** Named networks for properties, and ways to prune them; a failing case prints the name, which is its recipe. */
public final class Families {
  private Families() {
  }

  /** A symmetric network and its recipe. */
  public record Named(String name, Network network) {
    @Override
    public String toString() {
      return name;
    }

    public Drift drift() {
      return Drift.of(network);
    }
  }

  /** Symmetric, dominant, with slack. */
  public static Stream<Named> held() {
    return all(0.1);
  }

  /** Symmetric, dominant, without slack: most have free modes. */
  public static Stream<Named> marginal() {
    return all(0);
  }

  private static Stream<Named> all(double slack) {
    List<Named> all = new ArrayList<>();
    for (int n : new int[]{1, 2, 3, 10, 40}) {
      for (int seed = 0; seed < 3; seed++) {
        double[][] random = new double[n][n];
        fill(random, 0.5, new Seed(seed), true);
        all.add(new Named("random signed, n " + n + ", slack " + slack + ", seed " + seed,
            dominant(random, slack)));
      }
      all.add(new Named("path, n " + n + ", slack " + slack, path(n, slack)));
      all.add(new Named("star, n " + n + ", slack " + slack, dominant(star(n), slack)));
      all.add(new Named("clique bridge, n " + n + ", slack " + slack, dominant(cliques(n, 0.1), slack)));
      all.add(new Named("disconnected, n " + n + ", slack " + slack, dominant(cliques(n, 0), slack)));
      if (slack > 0) {
        all.add(new Named("nearly unstable, n " + n, dominant(cliques(n, 0.1), 1e-6)));
      }
    }
    return all.stream();
  }

  public static Network path(int n, double slack) {
    double[][] w = new double[n][n];
    for (int i = 0; i + 1 < n; i++) {
      w[i][i + 1] = w[i + 1][i] = 1;
    }
    return dominant(w, slack);
  }

  private static double[][] star(int n) {
    double[][] w = new double[n][n];
    for (int i = 1; i < n; i++) {
      w[0][i] = w[i][0] = 1;
    }
    return w;
  }

  /** Two cliques of half the neurons, joined between their first neurons. */
  private static double[][] cliques(int n, double bridge) {
    double[][] w = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        w[i][j] = i != j && i < n / 2 == j < n / 2 ? 1 : 0;
      }
    }
    if (n > 1) {
      w[0][n / 2] = w[n / 2][0] = bridge;
    }
    return w;
  }

  private static void fill(double[][] w, double density, Seed seed, boolean symmetric) {
    NoiseStream noise = seed.stream("family");
    for (int i = 0; i < w.length; i++) {
      for (int j = 0; j < (symmetric ? i : w.length); j++) {
        double x = noise.nextGaussian();
        w[i][j] = i == j || noise.nextDouble() >= density ? 0 : x;
        w[j][i] = symmetric ? w[i][j] : w[j][i];
      }
    }
  }

  /** A network with leak_i = Σ|w_ij| + slack. */
  public static Network dominant(double[][] w, double slack) {
    Network network = Network.ofDense(w, new double[w.length]);
    double[] leak = network.absoluteInput();
    for (int i = 0; i < leak.length; i++) {
      leak[i] += slack;
    }
    return network.withLeak(leak);
  }

  /** A directed, row-dominant network of mixed signs. */
  public static Network directed(int n, double slack, long seed) {
    double[][] w = new double[n][n];
    fill(w, 0.5, new Seed(seed), false);
    return dominant(w, slack);
  }

  /** Keeps edges with probability p, divided by it, and matches the diagonal. */
  public static Network sampled(Network original, double p, long seed) {
    Edges edges = Edges.of(original);
    double[] factor = new double[edges.count()];
    for (int e = 0; e < factor.length; e++) {
      factor[e] = new Seed(seed).uniform("keep", edges.key(e)) < p ? 1 / p : 0;
    }
    return scaled(original, edges.spread(factor, 1));
  }

  /** Multiplies weights and matches the diagonal: leak_i + Σ|w'_ij| − Σ|w_ij|. */
  public static Network scaled(Network original, double[] factor) {
    double[] weight = new double[original.synapses()];
    for (int k = 0; k < weight.length; k++) {
      weight[k] = original.weight(k) * factor[k];
    }
    Network pruned = original.withWeights(weight);
    double[] before = original.absoluteInput();
    double[] after = pruned.absoluteInput();
    double[] leak = original.leaks();
    for (int i = 0; i < leak.length; i++) {
      leak[i] = leak[i] - before[i] + after[i];
    }
    return pruned.withLeak(leak);
  }

  /** c A: weights and leaks all times c. */
  public static Network times(Network network, double c) {
    double[] weight = new double[network.synapses()];
    for (int k = 0; k < weight.length; k++) {
      weight[k] = c * network.weight(k);
    }
    double[] leak = network.leaks();
    for (int i = 0; i < leak.length; i++) {
      leak[i] *= c;
    }
    return network.withWeights(weight).withLeak(leak);
  }

  /** The eigenvalues of M, ascending, by the other library. */
  public static double[] eigenvalues(Drift drift) {
    return DenseAlgebra.pureJava().symmetricEigenvalues(drift.restoringMatrix());
  }

  /** λ_max / λ_min of M off the free modes. */
  public static double condition(Drift drift) {
    double[] values = eigenvalues(drift);
    int free = FreeModes.of(drift).count();
    return free == values.length ? 1 : values[values.length - 1] / values[free];
  }
}
