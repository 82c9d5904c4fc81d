package org.secateur.dynamics;

import java.util.ArrayList;
import java.util.List;

import org.secateur.linalg.CholeskyOutcome;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.network.Network;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/** Symmetric, diagonally dominant networks with names that are their recipes, and dense oracles for them. */
final class Families {
  record Named(String name, Network network) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final String[] NAMES = {"path", "star", "clique bridge", "random signed", "nearly unstable",
      "disconnected"};

  private Families() {
  }

  static List<Named> symmetric(int... sizes) {
    List<Named> all = new ArrayList<>();
    for (String family : NAMES) {
      for (int n : sizes) {
        for (long seed = 1; seed <= 3; seed++) {
          all.add(new Named(family + " n=" + n + " seed=" + seed, of(family, n, new Seed(seed))));
        }
      }
    }
    return all;
  }

  private static Network of(String family, int n, Seed seed) {
    NoiseStream random = seed.stream(family);
    double[][] w = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        boolean joined = switch (family) {
          case "path" -> j == i - 1;
          case "star" -> j == 0;
          case "clique bridge" -> (i < n / 2) == (j < n / 2) || (i == n / 2 && j == 0);
          case "disconnected" -> i % 3 == j % 3;
          default -> random.nextDouble() < 0.5;
        };
        double size = 0.5 + random.nextDouble();
        boolean inhibitory = random.nextDouble() < (family.equals("path") || family.equals("star") ? 0 : 0.3);
        w[i][j] = joined ? inhibitory ? -size : size : 0;
        w[j][i] = w[i][j];
      }
    }
    double slack = family.equals("nearly unstable") ? 1e-4 : 0.3;
    return dominant(w, slack);
  }

  /** The network with these weights whose every slack is the same. */
  static Network dominant(double[][] w, double slack) {
    double[] leak = new double[w.length];
    for (int i = 0; i < w.length; i++) {
      double sum = 0;
      for (double v : w[i]) {
        sum += Math.abs(v);
      }
      leak[i] = slack + sum;
    }
    return Network.ofDense(w, leak);
  }

  /** Each pair kept with probability 0.5 at twice its weight, slacks as they were: the matched diagonal. */
  static Network thinned(Network network, Seed seed) {
    int n = network.neurons();
    double[][] w = new double[n][n];
    double[] leak = network.leaks();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double old = network.weight(i, j);
        long key = (long) Math.max(i, j) * n + Math.min(i, j);
        w[i][j] = seed.uniform("thin", key) < 0.5 ? 2 * old : 0;
        leak[i] += Math.abs(w[i][j]) - Math.abs(old);
      }
    }
    return Network.ofDense(w, leak);
  }

  static Matrix restoring(Network network) {
    int n = network.neurons();
    Matrix m = Matrix.zeros(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        m.set(i, j, (i == j ? network.leak(i) : 0) - network.weight(i, j));
      }
    }
    return m;
  }

  static Matrix inverse(Matrix m) {
    if (DenseAlgebra.pureJava().cholesky(m) instanceof CholeskyOutcome.Factored(var factor)) {
      return factor.inverse();
    }
    throw new AssertionError("not positive definite");
  }

  /** (σ²/2) M⁻¹ (I − M dt/2)⁻¹ = (σ²/2) (M − M² dt/2)⁻¹: what Euler–Maruyama settles to; dt = 0 is continuous time. */
  static Matrix covariance(Network network, double noiseVariance, double dt) {
    Matrix m = restoring(network);
    Matrix k = m.copy();
    k.addScaled(-dt / 2, DenseAlgebra.pureJava().multiply(m, m));
    k.symmetrize();
    Matrix c = inverse(k);
    c.scale(noiseVariance / 2);
    return c;
  }

  /** The least ε with (1 − ε) M ≼ M′ ≼ (1 + ε) M. */
  static double epsilon(Network original, Network pruned) {
    if (DenseAlgebra.pureJava()
        .cholesky(restoring(original)) instanceof CholeskyOutcome.Factored(var factor)) {
      double[] values = DenseAlgebra.pureJava().symmetricEigenvalues(factor.whiten(restoring(pruned)));
      return Math.max(1 - values[0], values[values.length - 1] - 1);
    }
    throw new AssertionError("not positive definite");
  }
}
