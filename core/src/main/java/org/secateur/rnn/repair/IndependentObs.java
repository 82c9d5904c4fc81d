package org.secateur.rnn.repair;

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
 * The sum of what optimal brain surgery would do for each removed synapse alone:
 * w_i ← w_i − Σ_j (w_ij / H_jj) H_j over what is removed, H = (G + ridge)⁻¹, and 0 where the mask keeps nothing. A published
 * baseline. Corrections that do not know of each other do not add up: {@link Refit} is the joint one.
 *
 * @param ridge added to G
 */
public record IndependentObs(Ridge ridge) implements Repair {

  /** With {@link DiagonalObs#PUBLISHED_RIDGE}. */
  public IndependentObs() {
    this(DiagonalObs.PUBLISHED_RIDGE);
  }

  @Override
  public String name() {
    return "independent obs";
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
    Matrix inverse = Inverse.of(evidence.requireSecondMoment("optimal brain surgery"), ridge);
    double[] h = inverse.toColumnMajor();
    double[] after = before.toArray();
    IntStream.range(0, before.rows()).parallel().forEach(i -> {
      for (int j = 0; j < columns; j++) {
        if (before.isSynapse(i, j) && !choice.mask().keeps(i, j)) {
          double e = before.get(i, j) / h[j * columns + j];
          for (int k = 0; k < columns; k++) {
            after[i * columns + k] -= e * h[j * columns + k];
          }
        }
      }
      for (int k = 0; k < columns; k++) {
        boolean own = before.neuron(i) == k && before.get(i, k) != 0;
        if (!own && !choice.mask().keeps(i, k)) {
          after[i * columns + k] = 0;
        }
      }
    });
    return new Repaired(choice.mask(), Weights.of(before.rows(), columns, after));
  }
}
