package org.secateur.rnn.repair;

import java.util.Set;

import org.secateur.rnn.mask.Choice;
import org.secateur.rnn.mask.DiagonalObs;
import org.secateur.rnn.mask.Evidence;
import org.secateur.rnn.mask.Locality;
import org.secateur.rnn.mask.Need;
import org.secateur.rnn.mask.Ridge;
import org.secateur.rnn.mask.RowLeastSquares;

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
    return new Repaired(choice.mask(), new RowLeastSquares(evidence, ridge, "a refit").on(choice.mask()));
  }
}
