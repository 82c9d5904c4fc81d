package org.secateur.io;

import java.util.Optional;

import org.secateur.rnn.GatedNetwork;
import org.secateur.rnn.TransferFunction;

/**
 * What a file of arrays does not say about the network they belong to.
 *
 * @param recurrent the name of the recurrent array, where there are several
 * @param transfer φ, or the candidate's function of gated units
 * @param step α of rate units
 * @param reset where the reset gate acts
 * @param quantum what 1 means in an array of whole numbers
 */
public record CellDeclaration(Optional<String> recurrent, Optional<TransferFunction> transfer,
    Optional<Double> step,
    Optional<GatedNetwork.Reset> reset, Optional<Double> quantum) {

  /** Nothing declared. */
  public static final CellDeclaration NONE = new CellDeclaration(Optional.empty(), Optional.empty(),
      Optional.empty(),
      Optional.empty(), Optional.empty());

  /** The same with the name of the recurrent array. */
  public CellDeclaration withRecurrent(String name) {
    return new CellDeclaration(Optional.of(name), transfer, step, reset, quantum);
  }

  /** The same with φ and α. */
  public CellDeclaration with(TransferFunction phi, double alpha) {
    return new CellDeclaration(recurrent, Optional.of(phi), Optional.of(alpha), reset, quantum);
  }

  /** The same with φ, and what 1 means. */
  public CellDeclaration withQuantum(TransferFunction phi, double one) {
    return new CellDeclaration(recurrent, Optional.of(phi), step, reset, Optional.of(one));
  }
}
