package org.secateur.rnn.repair;

import org.secateur.network.Require;
import org.secateur.rnn.mask.SecondMoment;
import org.secateur.rnn.mask.Weights;

/**
 * How far the recurrent input moves: E|(W' − W) r|² / E|W r|² = tr(Δ G Δᵀ) / tr(W G Wᵀ), the quantity that a refit makes
 * small. 0 where nothing changed; 1 where all input is lost.
 */
public final class InputError {
  private InputError() {
  }

  /** The relative squared error, dimensionless. Time O(rows · columns²). */
  public static double of(Weights before, Weights after, SecondMoment g) {
    Require.length(after.rows(), before.rows(), "rows");
    Require.length(g.size(), before.columns(), "second moment");
    double change = 0;
    double size = 0;
    for (int i = 0; i < before.rows(); i++) {
      double[] w = before.row(i);
      double[] d = after.row(i);
      for (int j = 0; j < d.length; j++) {
        d[j] -= w[j];
      }
      change += Forms.form(d, g, d);
      size += Forms.form(w, g, w);
    }
    return change == 0 ? 0 : change / size;
  }
}
