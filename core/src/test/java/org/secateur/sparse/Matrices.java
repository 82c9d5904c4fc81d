package org.secateur.sparse;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

import org.secateur.kernel.CompressedRows;
import org.secateur.linalg.Matrix;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/** Sparse symmetric matrices with names that are their recipes, and dense copies of them. */
final class Matrices {
  /** A matrix M, and whether it is known to be dominant. */
  record Named(String name, SparseSymmetric matrix, Dominance dominance) {
    int n() {
      return matrix.size();
    }

    CompressedRows rows() {
      return matrix.weights();
    }

    /** The same matrix, of which nothing is known. */
    Named asItIs() {
      return new Named(name + " as it is", matrix, Dominance.unknown(n()));
    }

    SymbolicCholesky pattern() {
      return ((SymbolicOutcome.Feasible) SymbolicCholesky.of(matrix, SymbolicLimits.NONE)).pattern();
    }

    SparseCholesky factor() {
      return ((FactorOutcome.Factored) SparseCholesky.factor(matrix, dominance, pattern())).factor();
    }

    Matrix dense() {
      Matrix m = Matrix.diagonal(matrix.diagonal());
      for (int i = 0; i < n(); i++) {
        for (int k = rows().rowStart[i]; k < rows().rowStart[i + 1]; k++) {
          m.set(i, rows().column[k], -rows().value[k]);
        }
      }
      return m;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static final String[] FAMILIES = {"path", "star", "grid", "clique bridge", "random", "tree",
      "disconnected"};

  private Matrices() {
  }

  /** Every family with weights of one sign, and these slacks; {@code decades} of 10 is how far weights spread. */
  static List<Named> dominant(double slack, int decades, int... sizes) {
    List<Named> all = new ArrayList<>();
    for (String family : FAMILIES) {
      for (int n : sizes) {
        for (long seed = 1; seed <= 3; seed++) {
          all.add(dominant(family, n, slack, decades, new Seed(seed)));
        }
      }
    }
    return all;
  }

  /** One of the families; gauged with random signs, so that weights of both signs occur. */
  static Named dominant(String family, int n, double slack, int decades, Seed seed) {
    NoiseStream random = seed.stream(family);
    byte[] sign = new byte[n];
    for (int i = 0; i < n; i++) {
      sign[i] = (byte) (random.nextDouble() < 0.3 ? -1 : 1);
    }
    Pairs pairs = new Pairs(n);
    joined(family, n, random, pairs, (i, j) -> {
      double size = Math.pow(10, decades * (random.nextDouble() - 0.5)) * (0.5 + random.nextDouble());
      return sign[i] * sign[j] * size;
    });
    double[] slacks = new double[n];
    java.util.Arrays.fill(slacks, slack);
    String name = family + " n=" + n + " slack=" + slack + " decades=" + decades + " seed=" + seed.value();
    return new Named(name, pairs.matrix(slacks), Dominance.of(sign, slacks));
  }

  /** Every family with weights of random signs, positive definite by its slack, of which nothing is known. */
  static List<Named> signed(double slack, int... sizes) {
    List<Named> all = new ArrayList<>();
    for (String family : FAMILIES) {
      for (int n : sizes) {
        NoiseStream random = new Seed(n).stream(family);
        Pairs pairs = new Pairs(n);
        joined(family, n, random, pairs, (i, j) -> random.nextGaussian());
        double[] slacks = new double[n];
        java.util.Arrays.fill(slacks, slack);
        all.add(new Named("signed " + family + " n=" + n + " slack=" + slack, pairs.matrix(slacks),
            Dominance.unknown(n)));
      }
    }
    return all;
  }

  private interface Weight {
    double of(int i, int j);
  }

  private static void joined(String family, int n, NoiseStream random, Pairs pairs, Weight weight) {
    int side = Math.max(1, (int) Math.sqrt(n));
    for (int i = 1; i < n; i++) {
      int parent = (int) (random.nextDouble() * i);
      for (int j = 0; j < i; j++) {
        boolean joined = switch (family) {
          case "path" -> j == i - 1;
          case "star" -> j == 0;
          case "grid" -> j == i - side || (j == i - 1 && i % side != 0);
          case "clique bridge" -> (i < n / 2) == (j < n / 2) || (i == n / 2 && j == 0);
          case "tree" -> j == parent;
          case "disconnected" -> i % 3 == j % 3 && random.nextDouble() < 0.5;
          default -> random.nextDouble() < Math.min(0.5, 6.0 / n) || j == parent;
        };
        if (joined) {
          pairs.add(i, j, weight.of(i, j));
        }
      }
    }
  }

  /** A grid with weights U(½, 1½). */
  static Named grid(int rows, int columns, double slack) {
    NoiseStream random = new Seed(rows).stream("grid");
    int n = rows * columns;
    Pairs pairs = new Pairs(n);
    for (int i = 0; i < n; i++) {
      if ((i + 1) % columns != 0) {
        pairs.add(i, i + 1, 0.5 + random.nextDouble());
      }
      if (i + columns < n) {
        pairs.add(i, i + columns, 0.5 + random.nextDouble());
      }
    }
    byte[] sign = new byte[n];
    java.util.Arrays.fill(sign, (byte) 1);
    double[] slacks = new double[n];
    java.util.Arrays.fill(slacks, slack);
    return new Named("grid " + rows + "x" + columns, pairs.matrix(slacks), Dominance.of(sign, slacks));
  }

  /** Neurons that come one by one and join k earlier ones, more likely those with more edges. */
  static CompressedRows hubs(int n, int k) {
    NoiseStream random = new Seed(n).stream("hubs");
    Pairs pairs = new Pairs(n);
    int[] ends = new int[2 * n * k];
    int count = 0;
    for (int i = 1; i < n; i++) {
      java.util.Set<Integer> targets = new java.util.TreeSet<>();
      while (targets.size() < Math.min(i, k)) {
        targets.add(i <= k ? targets.size() : ends[(int) (random.nextDouble() * count)]);
      }
      for (int j : targets) {
        pairs.add(i, j, 1);
        ends[count++] = i;
        ends[count++] = j;
      }
    }
    return pairs.rows();
  }

  /** Pairs in any order; mutable. */
  static final class Pairs {
    private final int n;
    private int[] first = new int[16];
    private int[] second = new int[16];
    private double[] weight = new double[16];
    private int count;

    Pairs(int n) {
      this.n = n;
    }

    void add(int i, int j, double w) {
      if (count == first.length) {
        first = java.util.Arrays.copyOf(first, 2 * count);
        second = java.util.Arrays.copyOf(second, 2 * count);
        weight = java.util.Arrays.copyOf(weight, 2 * count);
      }
      first[count] = i;
      second[count] = j;
      weight[count++] = w;
    }

    /** Both halves, rows ascending: transposed twice, which sorts. */
    CompressedRows rows() {
      int[] column = new int[2 * count];
      int[] row = new int[2 * count];
      double[] value = new double[2 * count];
      for (int e = 0; e < count; e++) {
        row[2 * e] = first[e];
        column[2 * e] = second[e];
        row[2 * e + 1] = second[e];
        column[2 * e + 1] = first[e];
        value[2 * e] = weight[e];
        value[2 * e + 1] = weight[e];
      }
      for (int pass = 0; pass < 2; pass++) {
        int[] start = new int[n + 1];
        for (int c : column) {
          start[c + 1]++;
        }
        for (int i = 0; i < n; i++) {
          start[i + 1] += start[i];
        }
        int[] newRow = new int[row.length];
        int[] newColumn = new int[row.length];
        double[] newValue = new double[row.length];
        for (int k = 0; k < row.length; k++) {
          int at = start[column[k]]++;
          newRow[at] = column[k];
          newColumn[at] = row[k];
          newValue[at] = value[k];
        }
        row = newRow;
        column = newColumn;
        value = newValue;
      }
      int[] rowStart = new int[n + 1];
      for (int i : row) {
        rowStart[i + 1]++;
      }
      for (int i = 0; i < n; i++) {
        rowStart[i + 1] += rowStart[i];
      }
      return new CompressedRows(n, rowStart, column, value);
    }

    /** M with these slacks. */
    SparseSymmetric matrix(double[] slack) {
      CompressedRows rows = rows();
      double[] diagonal = slack.clone();
      for (int i = 0; i < n; i++) {
        for (int k = rows.rowStart[i]; k < rows.rowStart[i + 1]; k++) {
          diagonal[i] += Math.abs(rows.value[k]);
        }
      }
      return SparseSymmetric.of(rows, diagonal);
    }
  }

  /** Σ_i a_i with an error of an ulp or two (Kahan and Neumaier). */
  static double sum(int n, IntToDoubleFunction a) {
    double sum = 0;
    double lost = 0;
    for (int i = 0; i < n; i++) {
      double term = a.applyAsDouble(i);
      double next = sum + term;
      lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
      sum = next;
    }
    return sum + lost;
  }
}
