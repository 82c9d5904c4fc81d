package org.secateur.io;

import java.util.List;
import java.util.Optional;

/**
 * Which arrays of a file are a recurrent layer and how they lie.
 *
 * @param family whose names they are
 * @param recurrent name of the recurrent weights
 * @param transposed whether their rows are sending units, as in Keras
 * @param gates 1 for rate units, 3 for gated ones
 * @param units H
 * @param input name of the input weights
 * @param biases names of the biases of the units, which are added
 * @param readout name of the readout weights
 * @param readoutBias name of the readout's bias
 * @param initial name of the initial state
 */
public record CellLayout(Family family, String recurrent, boolean transposed, int gates, int units,
    Optional<String> input, List<String> biases, Optional<String> readout, Optional<String> readoutBias,
    Optional<String> initial) {

  /** Whose names arrays have. */
  public enum Family {
    /** W_rec, W_in, W_out, b_rec, b_in, b_out, init_state: PsychRNN's and this project's own. */
    PLAIN(0, 0, 0),
    /** weight_hh_l0, weight_ih_l0, bias_hh_l0, bias_ih_l0: PyTorch; gates reset, update, candidate. */
    PYTORCH(1, 0, 2),
    /** recurrent_kernel, kernel, bias: Keras and TensorFlow; gates update, reset, candidate. */
    KERAS(0, 1, 2),
    /** U, W, b: the first Keras; gates update, reset, candidate. */
    EARLY_KERAS(0, 1, 2);

    private final int update;
    private final int reset;
    private final int candidate;

    Family(int update, int reset, int candidate) {
      this.update = update;
      this.reset = reset;
      this.candidate = candidate;
    }

    /** Where update (0), reset (1) or candidate (2) stands among the gates of a file. */
    int place(int gate) {
      return gate == 0 ? update : gate == 1 ? reset : candidate;
    }
  }

  public CellLayout {
    biases = List.copyOf(biases);
  }
}
