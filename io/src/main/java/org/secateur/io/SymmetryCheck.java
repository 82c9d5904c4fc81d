package org.secateur.io;

import org.secateur.network.Network;
import org.secateur.network.Orientation;

/** Finds matrices that are directed only by the look of them. */
final class SymmetryCheck {
  /** Relative to the largest weight: rounding of single precision is 6e-8, of five printed digits 5e-6. */
  private static final double ALMOST = 1e-5;

  private SymmetryCheck() {
  }

  static void refuseDisguises(Entries entries, RawMatrix raw) throws InputException {
    int above = 0;
    int below = 0;
    for (int k = 0; k < entries.count(); k++) {
      above += entries.row(k) < entries.column(k) ? 1 : 0;
      below += entries.row(k) > entries.column(k) ? 1 : 0;
    }
    if (raw.rows() > 2 && raw.direction() != Direction.DIRECTED && (above == 0 || below == 0)) {
      String half = below == 0 ? "above" : "below";
      throw InputException
          .of("E152",
              "all %s edges are %s the diagonal. If this is one half of a symmetric matrix: --symmetrize %s."
                  .formatted(Words.count(above + below), half, below == 0 ? "from-upper" : "from-lower"))
          .withHint(
              "--symmetrize %s; if it really is feed-forward: --directed (then nothing recurs and all eigenvalues sit"
                  .formatted(below == 0 ? "from-upper" : "from-lower") + " on the diagonal)");
    }
    Network w = entries.toNetwork(raw.rows(), Orientation.POST_ROWS, false);
    if (w.isSymmetric()) {
      return;
    }
    double largest = 0;
    double difference = 0;
    int pairs = 0;
    for (int k = 0; k < entries.count(); k++) {
      int i = entries.row(k);
      int j = entries.column(k);
      largest = Math.max(largest, Math.abs(entries.value(k)));
      double d = i == j ? 0 : Math.abs(entries.value(k) - w.weight(j, i));
      difference = Math.max(difference, d);
      pairs += d > 0 && (i < j || w.weight(j, i) == 0) ? 1 : 0;
    }
    if (difference <= ALMOST * largest) {
      throw InputException
          .of("E150",
              "%s is almost symmetric: largest difference %.1g of the largest weight, %s pairs.".formatted(
                  raw.origin().description(), difference / largest, Words.count(pairs)))
          .withHint(
              "--symmetrize mean if it should be symmetric; --directed if not. Nothing is guessed here.");
    }
  }
}
