package org.secateur.study.networks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.secateur.dynamics.LeakRule;
import org.secateur.network.Network;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/**
 * Families of directed networks, diagonally dominant by rows with a slack relative to the mean absolute input; and two symmetric
 * ones, to be drawn in pairs or apart. The name is the recipe.
 */
enum DirectedFamily {
  /** Clusters of 80, 10 and 10 %, density 0.6, weights N(1, 1), both directions drawn independently. */
  CLUSTERS(.05) {
    @Override
    double weight(int i, int j, int n, NoiseStream s) {
      return cluster(i, n) == cluster(j, n) && s.nextDouble() < .6 ? 1 + s.nextGaussian() : 0;
    }
  },
  /** Dale: the last fifth of the neurons inhibits, four times as strongly; density 0.3, |w| ~ U(0, 1). */
  EXCITATORY_INHIBITORY(.05) {
    @Override
    double weight(int i, int j, int n, NoiseStream s) {
      double w = s.nextDouble() < .3 ? s.nextDouble() : 0;
      return j >= n * 4 / 5 ? -4 * w : w;
    }
  },
  /** A circulant matrix, which is normal: w_ij depends on i − j alone, half of the differences joined by N(0, 1). */
  CIRCULANT(.05) {
    @Override
    Network draw(int n, NoiseStream s) {
      double[] by = new double[n];
      for (int d = 1; d < n; d++) {
        by[d] = s.nextDouble() < .5 ? s.nextGaussian() : 0;
      }
      double[][] w = new double[n][n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          w[i][j] = i == j ? 0 : by[Math.floorMod(i - j, n)];
        }
      }
      return dominant(w);
    }

    @Override
    double weight(int i, int j, int n, NoiseStream s) {
      throw new AssertionError("drawn as a whole");
    }
  },
  /** Ten layers, each driven by the one before with weights U(0, 10), and a hundredth as strong everywhere else. */
  FEED_FORWARD(.05) {
    @Override
    double weight(int i, int j, int n, NoiseStream s) {
      int from = j * 10 / n;
      int to = i * 10 / n;
      double w = s.nextDouble() < .3 ? s.nextDouble() : 0;
      return to == from + 1 ? 10 * w : 0.1 * w;
    }
  },
  /** A symmetric network, clusters as above, whose neurons' speeds are spread over a factor of ten. */
  TIME_CONSTANTS(.05) {
    @Override
    double weight(int i, int j, int n, NoiseStream s) {
      return i < j ? CLUSTERS.weight(i, j, n, s) : 0;
    }
  },
  /** Three symmetric excitatory clusters, density 0.6, U(0, 1), three bridges a pair. */
  SYMMETRIC(.001) {
    @Override
    double weight(int i, int j, int n, NoiseStream s) {
      return i < j ? BRIDGES.weight(i, j, n, s) : 0;
    }
  },
  /** Three excitatory clusters, density 0.6, U(0, 1), three bridges for each ordered pair of clusters. */
  BRIDGES(.001) {
    @Override
    double weight(int i, int j, int n, NoiseStream s) {
      return i * 3 / n == j * 3 / n && s.nextDouble() < .6 ? s.nextDouble() : 0;
    }
  };

  private final double slack;

  DirectedFamily(double slack) {
    this.slack = slack;
  }

  /**
   * What a family draws.
   *
   * @param network D − W by rows
   * @param speed (n) Q, 1 everywhere but where neurons have time constants of their own
   */
  record Drawn(Network network, List<Double> speed) {
    Drawn {
      speed = List.copyOf(speed);
    }
  }

  /** Its name in study files. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> words() {
    return Arrays.stream(values()).map(DirectedFamily::word).toList();
  }

  static DirectedFamily named(String word) {
    return Arrays.stream(values()).filter(f -> f.word().equals(word)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no family \"" + word + "\""));
  }

  abstract double weight(int i, int j, int n, NoiseStream s);

  private static int cluster(int i, int n) {
    return i < n * 8 / 10 ? 0 : i < n * 9 / 10 ? 1 : 2;
  }

  /** Without speeds. */
  Network draw(int n, NoiseStream s) {
    double[][] w = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        w[i][j] = i == j ? 0 : weight(i, j, n, s);
      }
    }
    if (this == BRIDGES || this == SYMMETRIC) {
      for (int bridge = 0; bridge < 18; bridge++) {
        int to = bridge / 6;
        int from = (to + 1 + bridge / 3 % 2) % 3;
        if (this == BRIDGES || to < from) {
          w[pick(to, n, s)][pick(from, n, s)] = s.nextDouble();
        }
      }
    }
    if (isSymmetric()) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
          w[i][j] = w[j][i];
        }
      }
    }
    return dominant(w);
  }

  /** Whether w_ij = w_ji, so that the two may share a draw. */
  boolean isSymmetric() {
    return this == TIME_CONSTANTS || this == SYMMETRIC;
  }

  private static int pick(int cluster, int n, NoiseStream s) {
    int size = n / 3;
    return cluster * size + (int) (s.nextDouble() * size);
  }

  /** A network of {@code n} neurons, a multiple of 30. */
  Drawn draw(int n, Seed seed) {
    NoiseStream speeds = seed.stream("speeds");
    Double[] speed = new Double[n];
    Arrays.setAll(speed, i -> this == TIME_CONSTANTS ? Math.pow(10, speeds.nextDouble() - 0.5) : 1);
    return new Drawn(draw(n, seed.stream("directed " + name())), List.of(speed));
  }

  Network dominant(double[][] w) {
    Network bare = Network.ofDense(w, new double[w.length]);
    return bare.withLeak(new LeakRule.Dominant(slack).leaks(bare));
  }
}
