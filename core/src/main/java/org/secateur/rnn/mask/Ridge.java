package org.secateur.rnn.mask;

import org.secateur.network.Require;

/** What is added to the diagonal of a second moment before it is inverted. */
public sealed interface Ridge {

  /** The number to add. */
  double of(SecondMoment moment);

  /** The same whatever the activity, in squared rates: 10⁻³ is what the pruning of trained rate networks has used. */
  record Absolute(double value) implements Ridge {
    public Absolute {
      Require.positive(value, "ridge");
    }

    @Override
    public double of(SecondMoment moment) {
      return value;
    }
  }

  /** A share of the mean squared rate: 0.01 in SparseGPT (Frantar and Alistarh 2023). */
  record Relative(double share) implements Ridge {
    public Relative {
      Require.positive(share, "ridge");
    }

    @Override
    public double of(SecondMoment moment) {
      double mean = moment.meanSquare();
      return share * (mean > 0 ? mean : 1); // silent neurons: any ridge makes the least squares a projection on nothing
    }
  }
}
