package org.secateur.io;

import org.secateur.network.Network;

/** Finds matrices that are directed only by the look of them. */
final class SymmetryCheck {
  /** Relative to the largest weight: rounding of single precision is 6e-8, of five printed digits 5e-6. */
  private static final double ALMOST = 1e-5;

  private SymmetryCheck() {
  }

  static void refuseDisguises(Entries entries, RawMatrix raw) throws InputException {
    Network w = entries.withoutDiagonal();
    int above = 0;
    for (int i = 0; i < w.neurons(); i++) {
      for (int k = w.firstSynapse(i); k < w.firstSynapse(i + 1); k++) {
        above += i < w.pre(k) ? 1 : 0;
      }
    }
    int below = w.synapses() - above;
    if (raw.rows() > 2 && raw.direction() != Direction.DIRECTED && (above == 0 || below == 0)) {
      String half = below == 0 ? "above" : "below";
      throw InputException
          .of("E152",
              "all %s edges are %s the diagonal. If this is one half of a symmetric matrix: --symmetrize %s."
                  .formatted(Words.count(w.synapses()), half, below == 0 ? "from-upper" : "from-lower"))
          .withHint(
              "--symmetrize %s; if it really is feed-forward: --directed (then nothing recurs and all eigenvalues sit"
                  .formatted(below == 0 ? "from-upper" : "from-lower") + " on the diagonal)");
    }
    if (!w.isSymmetric()) {
      refuseAlmostSymmetric(w, largest(raw), raw);
    }
  }

  private static double largest(RawMatrix raw) {
    double largest = 0;
    for (int k = 0; k < raw.count(); k++) {
      largest = Math.max(largest, Math.abs(raw.value(k)));
    }
    return largest;
  }

  private static void refuseAlmostSymmetric(Network w, double largest, RawMatrix raw) throws InputException {
    double difference = 0;
    int pairs = 0;
    for (int i = 0; i < w.neurons(); i++) {
      for (int k = w.firstSynapse(i); k < w.firstSynapse(i + 1); k++) {
        double back = w.weight(w.pre(k), i);
        double d = Math.abs(w.weight(k) - back);
        if (d > ALMOST * largest) {
          return; // directed, and meant so
        }
        difference = Math.max(difference, d);
        pairs += d > 0 && (i < w.pre(k) || back == 0) ? 1 : 0;
      }
    }
    throw InputException
        .of("E150",
            "%s is almost symmetric: largest difference %.1g of the largest weight, %s pairs.".formatted(
                raw.origin().description(), difference / largest, Words.count(pairs)))
        .withHint(
            "--symmetrize mean if it should be symmetric; --directed if not. Nothing is guessed here.");
  }
}
