package org.secateur.study;

import java.util.Arrays;

import org.secateur.network.Network;
import org.secateur.network.Require;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/**
 * Neurons at random in the unit square, joined where they are closer than r, with weight exp(−d²/r²) at distance d; of
 * that the largest component. Symmetric, with leak_i = Σ_j |w_ij| + slack. Gilbert, "Random plane networks", 1961.
 *
 * @param neurons points thrown; the largest component may have fewer
 * @param meanDegree what a neuron far from the border has in expectation: π r² n
 * @param slack in 1/s; at 0 the restoring matrix is the graph's Laplacian
 */
public record RandomGeometric(int neurons, double meanDegree, double slack) {

  public RandomGeometric {
    Require.within(neurons, 1, 1 << 30, "neurons");
    Require.positive(meanDegree, "meanDegree");
    Require.within(slack, 0, Double.MAX_VALUE, "slack");
  }

  /** Mean degree 20, no slack. */
  public static RandomGeometric benchmark(int neurons) {
    return new RandomGeometric(neurons, 20, 0);
  }

  /** r, in sides of the square. */
  public double radius() {
    return Math.sqrt(meanDegree / (Math.PI * neurons));
  }

  /** Draws a network. Time and memory O(n + m), by a grid of cells no narrower than r. */
  public Network generate(Seed seed) {
    NoiseStream stream = seed.stream("random-geometric");
    double[] x = new double[neurons];
    double[] y = new double[neurons];
    for (int i = 0; i < neurons; i++) {
      x[i] = stream.nextDouble();
      y[i] = stream.nextDouble();
    }
    PairList pairs = new PairList(neurons * meanDegree / 2);
    new Cells(x, y, radius()).join(pairs);
    return pairs.largestComponent(neurons, slack);
  }

  /** The points sorted by cell, so that neighbours are found among 9 cells. */
  private static final class Cells {
    private final int side;
    private final double square; // r²
    private final int[] start; // (side² + 1)
    private final int[] point; // (n), by cell
    private final double[] x; // (n), by cell
    private final double[] y; // (n), by cell

    Cells(double[] px, double[] py, double radius) {
      int n = px.length;
      // One cell a neuron is enough, however small the radius.
      side = (int) Math.max(1, Math.min(Math.floor(1 / radius), Math.ceil(Math.sqrt(n))));
      square = radius * radius;
      int[] cell = new int[n];
      start = new int[side * side + 1];
      for (int i = 0; i < n; i++) {
        cell[i] = ((int) (py[i] * side)) * side + (int) (px[i] * side);
        start[cell[i] + 1]++;
      }
      Arrays.parallelPrefix(start, Integer::sum);
      int[] cursor = start.clone();
      point = new int[n];
      x = new double[n];
      y = new double[n];
      for (int i = 0; i < n; i++) {
        int at = cursor[cell[i]]++;
        point[at] = i;
        x[at] = px[i];
        y[at] = py[i];
      }
    }

    /** Every pair of points closer than r once: within a cell, and with the cells right, and one row on. */
    void join(PairList pairs) {
      for (int row = 0; row < side; row++) {
        for (int column = 0; column < side; column++) {
          int cell = row * side + column;
          for (int p = start[cell]; p < start[cell + 1]; p++) {
            int right = column + 1 < side ? cell + 1 : cell;
            join(p, p + 1, start[right + 1], pairs);
            if (row + 1 < side) {
              int below = cell + side;
              int from = column > 0 ? below - 1 : below;
              int to = column + 1 < side ? below + 1 : below;
              join(p, start[from], start[to + 1], pairs);
            }
          }
        }
      }
    }

    private void join(int p, int from, int to, PairList pairs) {
      for (int q = from; q < to; q++) {
        double dx = x[p] - x[q];
        double dy = y[p] - y[q];
        double distance = dx * dx + dy * dy; // squared
        if (distance < square) {
          pairs.add(point[p], point[q], StrictMath.exp(-distance / square));
        }
      }
    }
  }
}
