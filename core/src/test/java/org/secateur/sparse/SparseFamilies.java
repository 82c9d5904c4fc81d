package org.secateur.sparse;

import java.util.ArrayList;
import java.util.List;

import org.secateur.kernel.CompressedRows;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/** Signed Laplacians with names that are their recipes, their balance by a walk, and dense oracles for them. */
final class SparseFamilies {
  private static final String[] NAMES = {"path", "star", "signed tree", "grid", "complete", "random",
      "random signed",
      "disconnected signed"};

  private SparseFamilies() {
  }

  @SuppressWarnings("ArrayRecordComponent")
  record Named(String name, double[][] weights, double slack) {
    @Override
    public String toString() {
      return name;
    }

    int n() {
      return weights.length;
    }

    SignedLaplacian matrix() {
      int n = n();
      int[] start = new int[n + 1];
      int m = 0;
      for (int i = 0; i < n; i++) {
        for (double w : weights[i]) {
          m += w != 0 ? 1 : 0;
        }
        start[i + 1] = m;
      }
      int[] column = new int[m];
      double[] value = new double[m];
      double[] diagonal = new double[n];
      double[] slacks = new double[n];
      int k = 0;
      for (int i = 0; i < n; i++) {
        // With next to no slack a neuron alone would make any right-hand side look solved.
        slacks[i] = slack > 0 && slack < 1e-3 && isAlone(i) ? 1 : slack;
        diagonal[i] = slacks[i];
        for (int j = 0; j < n; j++) {
          if (weights[i][j] != 0) {
            column[k] = j;
            value[k++] = weights[i][j];
            diagonal[i] += i == j ? 0 : Math.abs(weights[i][j]);
          }
        }
      }
      return SignedLaplacian.of(new CompressedRows(n, start, column, value), slacks, diagonal);
    }

    private boolean isAlone(int i) {
      for (int j = 0; j < n(); j++) {
        if (j != i && weights[i][j] != 0) {
          return false;
        }
      }
      return true;
    }

    Balance balance() {
      int n = n();
      int[] component = new int[n];
      int[] sign = new int[n];
      List<Boolean> balanced = new ArrayList<>();
      for (int root = 0; root < n; root++) {
        if (sign[root] == 0) {
          balanced.add(walk(root, 1, balanced.size(), component, sign));
        }
      }
      byte[] gauge = new byte[n];
      for (int i = 0; i < n; i++) {
        gauge[i] = balanced.get(component[i]) ? (byte) sign[i] : 0;
      }
      return new Balance(component, balanced.size(), gauge);
    }

    private boolean walk(int i, int wanted, int number, int[] component, int[] sign) {
      if (sign[i] != 0) {
        return sign[i] == wanted;
      }
      sign[i] = wanted;
      component[i] = number;
      boolean good = true;
      for (int j = 0; j < n(); j++) {
        if (j != i && weights[i][j] != 0) {
          good &= walk(j, weights[i][j] > 0 ? wanted : -wanted, number, component, sign);
        }
      }
      return good;
    }

    Matrix dense() {
      SignedLaplacian m = matrix();
      Matrix a = Matrix.zeros(n(), n());
      for (int i = 0; i < n(); i++) {
        for (int j = 0; j < n(); j++) {
          a.set(i, j, i == j ? m.diagonal()[i] : -weights[i][j]);
        }
      }
      return a;
    }

    /** max M_ii. */
    double scale() {
      double most = 0;
      for (double d : matrix().diagonal()) {
        most = Math.max(most, d);
      }
      return most;
    }

    /** The least eigenvalue of M. */
    double least() {
      return DenseAlgebra.pureJava().symmetricEigenvalues(dense())[0];
    }
  }

  static List<Named> all(double slack, int... sizes) {
    List<Named> all = new ArrayList<>();
    for (String family : NAMES) {
      for (int n : sizes) {
        for (long seed = 1; seed <= 3; seed++) {
          all.add(of(family, n, slack, new Seed(seed)));
        }
      }
    }
    return all;
  }

  static Named of(String family, int n, double slack, Seed seed) {
    NoiseStream random = seed.stream(family);
    double[][] w = new double[n][n];
    int side = (int) Math.max(1, Math.round(Math.sqrt(n)));
    for (int i = 0; i < n; i++) {
      int parent = i == 0 ? 0 : (int) (random.nextDouble() * i);
      for (int j = 0; j < i; j++) {
        boolean joined = switch (family) {
          case "path" -> j == i - 1;
          case "star" -> j == 0;
          case "signed tree" -> j == parent;
          case "grid" -> j == i - side || (j == i - 1 && i % side > 0);
          case "complete" -> true;
          case "disconnected signed" -> i % 3 == j % 3 && random.nextDouble() < 0.6;
          default -> random.nextDouble() < 0.3;
        };
        double size = 0.5 + random.nextDouble();
        boolean negative = random.nextDouble() < 0.4 && family.contains("signed");
        w[i][j] = joined ? negative ? -size : size : 0;
        w[j][i] = w[i][j];
      }
      w[i][i] = i % 4 == 1 ? -1.5 : 0; // not part of M: its diagonal is given
    }
    return new Named(family + " n=" + n + " slack=" + slack + " seed=" + seed.value(), w, slack);
  }
}
