package org.secateur.rnn.mask;

import java.util.Set;

import org.secateur.linalg.Matrix;

/**
 * w_ij² / (2 [(G + ridge)⁻¹]_jj): what it costs in squared input to remove one synapse alone and let the others of its
 * neuron make up for it.
 *
 * <p>Hassibi and Stork, "Second order derivatives for network pruning: optimal brain surgeon", NIPS 1992.
 *
 * @param ridge added to G
 */
public record DiagonalObs(Ridge ridge) implements SynapseScore {
  /** The ridge of the published comparison on trained rate networks. */
  public static final Ridge PUBLISHED_RIDGE = new Ridge.Absolute(1e-3);

  /** With {@link #PUBLISHED_RIDGE}. */
  public DiagonalObs() {
    this(PUBLISHED_RIDGE);
  }

  @Override
  public String name() {
    return "obs";
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
  public double[] scores(Evidence evidence) {
    Matrix inverse = Inverse.of(evidence.requireSecondMoment("diagonal OBS"), ridge);
    double[] diagonal = inverse.diagonal();
    return SynapseScore.each(evidence.weights(), (row, i, j, w) -> w * w / (2 * diagonal[j]));
  }
}
