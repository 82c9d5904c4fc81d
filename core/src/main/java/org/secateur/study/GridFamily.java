package org.secateur.study;

import org.secateur.network.Network;
import org.secateur.network.Require;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/**
 * A rectangle of neurons, each joined to the next in its row and in its column; neuron r · columns + c stands at row r,
 * column c. Symmetric, with leak_i = Σ_j |w_ij| + slack.
 *
 * @param rows at least 1
 * @param columns at least 1
 * @param law of the weights
 * @param slack in 1/s; at 0 the restoring matrix is the graph's Laplacian
 */
public record GridFamily(int rows, int columns, WeightLaw law, double slack) {

  public GridFamily {
    Require.atLeast(rows, 1, "rows");
    Require.atLeast(columns, 1, "columns");
    Require.within(slack, 0, Double.MAX_VALUE, "slack");
    Require.within((double) rows * columns, 1, 1 << 29, "rows times columns");
  }

  /** The square grid of at most n neurons, weights U(½, 1½), no slack. */
  public static GridFamily benchmark(int neurons) {
    int side = (int) Math.sqrt(neurons);
    return new GridFamily(side, side, new WeightLaw.Uniform(0.5, 1.5), 0);
  }

  /** Draws a network. Time and memory O(n). */
  public Network generate(Seed seed) {
    NoiseStream stream = seed.stream("grid");
    PairList pairs = new PairList(2.0 * rows * columns);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        int i = r * columns + c;
        if (c + 1 < columns) {
          pairs.add(i, i + 1, law.draw(stream));
        }
        if (r + 1 < rows) {
          pairs.add(i, i + columns, law.draw(stream));
        }
      }
    }
    return pairs.network(rows * columns, slack);
  }
}
