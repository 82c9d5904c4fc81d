package org.secateur.rnn.repair;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;

import org.secateur.linalg.Matrix;
import org.secateur.rnn.mask.Choice;
import org.secateur.rnn.mask.DiagonalObs;
import org.secateur.rnn.mask.Evidence;
import org.secateur.rnn.mask.Inverse;
import org.secateur.rnn.mask.Locality;
import org.secateur.rnn.mask.Need;
import org.secateur.rnn.mask.Ridge;
import org.secateur.rnn.mask.Weights;

/**
 * The best weights on a given mask: each row minimises (w' − w)(G + ridge)(w' − w)ᵀ over what it keeps,
 * w'_S = (G_SS + ridge)⁻¹ (G + ridge)_S w. Optimal brain surgery on all removed synapses of a row at once. The ridge pulls
 * what stays towards what it was, and not towards 0. A row's self-connection is among S.
 *
 * <p>One Cholesky factorisation of order |S| a row, rows in parallel and each by itself, so that the bits do not depend on
 * the number of threads. Time O(rows · |S|³).
 *
 * @param ridge added to G
 */
public record Refit(Ridge ridge) implements Repair {

  /** With {@link DiagonalObs#PUBLISHED_RIDGE}. */
  public Refit() {
    this(DiagonalObs.PUBLISHED_RIDGE);
  }

  @Override
  public String name() {
    return "refit";
  }

  @Override
  public Set<Need> needs() {
    return Set.of(Need.SECOND_MOMENT);
  }

  @Override
  public Locality locality() {
    return Locality.NEURON;
  }

  @Override
  public Repaired repair(Evidence evidence, Choice choice) {
    Weights before = evidence.weights();
    int columns = before.columns();
    double[] g = evidence.requireSecondMoment("a refit").ridged(ridge).toColumnMajor();
    double[] after = new double[before.rows() * columns];
    IntStream.range(0, before.rows()).parallel().forEach(i -> {
      double[] w = before.row(i);
      int[] support = IntStream.range(0, columns)
          .filter(j -> choice.mask().keeps(i, j) || (before.neuron(i) == j && w[j] != 0)).toArray();
      double[] fitted = fit(w, support, g);
      for (int k = 0; k < support.length; k++) {
        after[i * columns + support[k]] = fitted[k];
      }
    });
    return new Repaired(choice.mask(), Weights.of(before.rows(), columns, after));
  }

  /** (G_SS)⁻¹ (G w)_S for a G with its ridge. */
  private static double[] fit(double[] w, int[] support, double[] g) {
    int n = w.length;
    int s = support.length;
    if (s == 0) {
      return new double[0];
    }
    double[] part = new double[s * s];
    double[] right = new double[s];
    for (int a = 0; a < s; a++) {
      int start = support[a] * n;
      for (int b = 0; b < s; b++) {
        part[a * s + b] = g[start + support[b]];
      }
      double sum = 0;
      for (int j = 0; j < n; j++) {
        sum += g[start + j] * w[j];
      }
      right[a] = sum;
    }
    return s == n ? Arrays.copyOf(w, n) : Inverse.factor(Matrix.fromColumnMajor(s, s, part)).solve(right);
  }
}
