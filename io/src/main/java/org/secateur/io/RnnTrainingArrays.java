package org.secateur.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.secateur.rnn.RateNetwork;
import org.secateur.rnn.train.TrainingState;
import org.secateur.rnn.train.Validation;

/**
 * The state of a training of a rate network as named arrays of a {@link Checkpoint}: {@code network.*} and {@code best.*} as in
 * {@link NetworkFile}, {@code moments.0} … {@code moments.7} float32, {@code position} int64 (updates, steps of Adam) and
 * {@code history} float64 (validations x 4: update, training loss, validation loss, accuracy), {@code loss} float64 (1).
 */
public final class RnnTrainingArrays {
  private static final int MOMENTS = 8;
  private static final int COLUMNS = 4;

  private RnnTrainingArrays() {
  }

  /** The arrays of a state. */
  public static Map<String, Tensor> of(TrainingState state) {
    Map<String, Tensor> all = new LinkedHashMap<>();
    NetworkFile.arrays(state.network()).forEach((name, t) -> all.put("network." + name, t));
    NetworkFile.arrays(state.best()).forEach((name, t) -> all.put("best." + name, t));
    List<float[]> moments = state.moments();
    for (int k = 0; k < moments.size(); k++) {
      all.put("moments." + k, Tensor.of(moments.get(k), moments.get(k).length));
    }
    all.put("position", Tensor.of(new long[]{state.updates(), state.steps()}, 2));
    all.put("loss", Tensor.of(new double[]{state.lossSum()}, 1));
    List<Validation> history = state.history();
    double[] table = new double[history.size() * COLUMNS];
    for (int k = 0; k < history.size(); k++) {
      Validation v = history.get(k);
      double[] row = {v.update(), v.trainingLoss(), v.validationLoss(), v.accuracy()};
      System.arraycopy(row, 0, table, k * COLUMNS, COLUMNS);
    }
    all.put("history", Tensor.of(table, history.size(), COLUMNS));
    return all;
  }

  /**
   * The state that {@link #of} gave the arrays of.
   *
   * @param start the network that the training began with: its units and its step
   * @param file what messages call the file
   * @throws InputException E107 if an array is missing, E108 if arrays do not fit together
   */
  public static TrainingState take(TensorFile from, RateNetwork start, String file) throws InputException {
    List<float[]> moments = new ArrayList<>();
    for (int k = 0; k < MOMENTS; k++) {
      moments.add(from.require("moments." + k, file).floats());
    }
    long[] position = from.require("position", file).longs();
    double[] loss = from.require("loss", file).doubles();
    double[] table = from.require("history", file).doubles();
    try {
      List<Validation> history = new ArrayList<>();
      for (int k = 0; k < table.length; k += COLUMNS) {
        history.add(new Validation((int) table[k], table[k + 1], table[k + 2], table[k + 3]));
      }
      return new TrainingState(network(from, "network.", start, file), network(from, "best.", start, file),
          moments,
          Math.toIntExact(position[1]), Math.toIntExact(position[0]), loss[0], history);
    } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
      throw Refusals.malformed(file, "its state of training does not fit together: " + e.getMessage())
          .because(e);
    }
  }

  private static RateNetwork network(TensorFile from, String prefix, RateNetwork start, String file)
      throws InputException {
    return start.toBuilder().recurrent(from.require(prefix + "W_rec", file).floats())
        .input(from.require(prefix + "W_in", file).floats())
        .bias(from.require(prefix + "b_rec", file).floats())
        .readout(from.require(prefix + "W_out", file).floats())
        .readoutBias(from.require(prefix + "b_out", file).floats()).build();
  }
}
