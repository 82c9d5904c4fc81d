package org.secateur.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.random.Seed;
import org.secateur.rnn.GatedNetwork;
import org.secateur.rnn.Noise;
import org.secateur.rnn.RateNetwork;
import org.secateur.rnn.RecurrentNetwork;
import org.secateur.rnn.Rollout;
import org.secateur.rnn.Simulation;
import org.secateur.rnn.Targets;
import org.secateur.rnn.TransferFunction;
import org.secateur.rnn.Trials;

/**
 * Networks that others trained, on trials whose states and outputs others computed in double precision.
 *
 * <p>Ours are in single precision. Rounding moves a unit by at most δ at each step; noise of standard deviation δ at every
 * step and unit, which is more, moves states and outputs by D. They may differ from the expected ones by D, and by the
 * rounding of the last sum.
 */
class TrainedNetworksTest {
  private static final double U = 0x1p-24;

  private Path data;

  @BeforeEach
  void find() {
    data = SharedData.file("trained-rnn");
  }

  private NetworkFile perceptual() throws InputException {
    return NetworkFile.read(data.resolve("perceptual-discrimination"),
        CellDeclaration.NONE.with(TransferFunction.RECTIFIED, 0.1), ReadOptions.DEFAULT);
  }

  private NetworkFile flipFlop() throws InputException {
    return NetworkFile.read(data.resolve("flipflop-3bit"),
        CellDeclaration.NONE.with(TransferFunction.TANH, 1),
        ReadOptions.DEFAULT);
  }

  private double[] expected(String name) throws InputException {
    return CheckpointReader.npy(data.resolve(name), ReadOptions.DEFAULT).doubles();
  }

  @Test
  void perceptualDiscriminationGivesTheExpectedStatesAndOutputs() throws InputException {
    RateNetwork network = (RateNetwork) perceptual().network();
    Path folder = data.resolve("perceptual-discrimination");
    Trials trials = TrialArrays.read(folder.resolve("trials_x.npy"), TrialArrays.targetsIn(folder), 2)
        .slice(0, 20);
    compare(network, trials, 0.1, expected("perceptual-discrimination/expected_state.npy"), false,
        expected("perceptual-discrimination/expected_output.npy"), Noise.Place.VOLTAGES);
  }

  @Test
  void theFlipFlopGivesTheExpectedOutputs() throws InputException {
    Path folder = data.resolve("flipflop-3bit");
    Trials trials = TrialArrays.read(folder.resolve("trials_u.npy"), TrialArrays.targetsIn(folder), 3)
        .slice(0, 10);
    compare(flipFlop().network(), trials, 1, new double[0], false,
        expected("flipflop-3bit/expected_output.npy"),
        Noise.Place.VOLTAGES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vad", "noise", "denoise"})
  void gatedNetworksGiveTheExpectedStates(String name) throws InputException {
    GatedNetwork network = gated(name);
    assertEquals(GatedNetwork.Reset.BEFORE, network.reset());
    Trials trials = TrialArrays.read(data.resolve("rnnoise-gru/" + name + "_gru_test_input.npy"),
        Optional.empty(), 0);
    compare(network, trials, 1, expected("rnnoise-gru/" + name + "_gru_test_state.npy"), true, new double[0],
        Noise.Place.RATES);
  }

  private GatedNetwork gated(String name) throws InputException {
    return (GatedNetwork) NetworkFile.read(data.resolve("rnnoise-gru"),
        CellDeclaration.NONE.withRecurrent(name + "_gru_U").withQuantum(TransferFunction.RECTIFIED,
            1 / 256.0),
        ReadOptions.DEFAULT).network();
  }

  private static void compare(RecurrentNetwork network, Trials trials, double alpha, double[] states,
      boolean ofRates,
      double[] outputs, Noise.Place place) {
    Seen exact = new Seen(network, trials, Noise.NONE, ofRates);
    int terms = network.units() + network.inputs();
    // a sum of so many products below the largest input or rate times the largest weight, and the function of it: the
    // logistic function of gates is good to 3e-7, about 5 u
    double delta = (terms + 13) * U * alpha * Math.max(1, exact.largestDrive(network, trials));
    Seen noisy = new Seen(network, trials, new Noise(place, delta, new Seed(1)), ofRates);
    if (states.length > 0) {
      assertClose(states, exact.states, noisy.states, trials, delta);
    }
    if (outputs.length > 0) {
      double last = (network.units() + 1) * U * exact.largestOutput(network);
      assertClose(outputs, exact.outputs, noisy.outputs, trials, last);
    }
  }

  /** Expected numbers are trial after trial, ours step after step. */
  private static void assertClose(double[] expected, float[] exact, float[] noisy, Trials trials,
      double last) {
    assertEquals(expected.length, exact.length);
    int width = exact.length / trials.count() / trials.steps();
    double moved = 0;
    double off = 0;
    for (int q = 0; q < exact.length; q++) {
      int k = q / width % trials.count();
      int t = q / width / trials.count();
      moved = Math.max(moved, Math.abs(noisy[q] - exact[q]));
      off = Math.max(off, Math.abs(expected[(k * trials.steps() + t) * width + q % width] - exact[q]));
    }
    assertTrue(off <= moved + last, "off by " + off + ", rounding explains " + (moved + last));
    double largest = java.util.Arrays.stream(expected).map(Math::abs).max().orElse(1);
    assertTrue(moved < 1e-2 * Math.max(1, largest),
        "the bound has become so wide that it says nothing: " + moved);
  }

  /** States and outputs of a run, step after step. */
  private static final class Seen {
    private final float[] states;
    private final float[] outputs;
    private float largestRate;

    Seen(RecurrentNetwork network, Trials trials, Noise noise, boolean ofRates) {
      int h = network.units();
      states = new float[trials.count() * trials.steps() * h];
      Rollout run = Simulation.run(network, trials, noise, c -> (t, voltages, rates) -> {
        System.arraycopy(ofRates ? rates : voltages, 0, states,
            (t * trials.count() + c * Simulation.CHUNK) * h,
            rates.length);
        for (float r : rates) {
          largestRate = Math.max(largestRate, Math.abs(r));
        }
      });
      outputs = assertInstanceOf(Rollout.Completed.class, run).outputs();
    }

    /** The largest sum of |weight · rate| and |weight · input| that a unit can get. */
    double largestDrive(RecurrentNetwork network, Trials trials) {
      float largestInput = 0;
      for (float x : trials.values()) {
        largestInput = Math.max(largestInput, Math.abs(x));
      }
      float[] in = switch (network) {
        case RateNetwork rate -> rate.input();
        case GatedNetwork gated -> gated.input();
      };
      return largestRow(network.recurrent(), network.units()) * largestRate
          + largestRow(in, network.inputs()) * largestInput;
    }

    double largestOutput(RecurrentNetwork network) {
      return largestRow(network.readout(), network.units()) * largestRate;
    }

    private static double largestRow(float[] weights, int columns) {
      double most = 0;
      for (int from = 0; from < weights.length; from += columns) {
        double sum = 0;
        for (int j = 0; j < columns; j++) {
          sum += Math.abs(weights[from + j]);
        }
        most = Math.max(most, sum);
      }
      return most;
    }
  }

  /** The README of the data: 200 of 200 right, by the mean output from the decision on; here every step from it on counts. */
  @Test
  void theTableOfDecisionsBecomesLabels() throws InputException {
    Path folder = data.resolve("perceptual-discrimination");
    Trials trials = TrialArrays.read(folder.resolve("trials_x.npy"), TrialArrays.targetsIn(folder), 2);
    Targets.Labels labels = assertInstanceOf(Targets.Labels.class, trials.targets());
    assertEquals(-1, labels.at(48 * 200));
    assertEquals(1, labels.at(49 * 200)); // trial 0: direction 1 from step 49 on
    assertEquals(0, labels.at(199 * 200 + 1)); // trial 1: direction 0
  }

  @Test
  void aFolderIsWrittenAgainWithOnlyTheRecurrentFilesChanged(@TempDir Path place) throws Exception {
    NetworkFile file = perceptual();
    float[] w = file.network().recurrent();
    w[7] = 0;
    w[50 * 50 - 1] = 0.125f;
    Path target = place.resolve("cut");
    file.write(file.network().withRecurrent(w), target, Existing.REFUSE);
    NetworkFile again = NetworkFile.read(target, CellDeclaration.NONE.with(TransferFunction.RECTIFIED, 0.1),
        ReadOptions.DEFAULT);
    assertArrayEquals(w, again.network().recurrent());
    double[] twin = NumberTable.read(target.resolve("W_rec.csv").toString(), ReadOptions.DEFAULT).values();
    for (int k = 0; k < w.length; k++) {
      assertEquals(w[k], (float) twin[k]);
    }
    for (String other : new String[]{"W_in.npy", "b_rec.npy", "trials_x.npy", "W_out.csv"}) {
      assertEquals(-1, Files.mismatch(file.path().resolve(other), target.resolve(other)), other);
    }
  }

  @Test
  void wholeNumbersStayWholeWhereWeightsOnlyGo(@TempDir Path place) throws Exception {
    Path folder = data.resolve("rnnoise-gru");
    NetworkFile file = NetworkFile.read(folder,
        CellDeclaration.NONE.withRecurrent("vad_gru_U").withQuantum(TransferFunction.RECTIFIED, 1 / 256.0),
        ReadOptions.DEFAULT);
    float[] u = file.network().recurrent();
    java.util.Arrays.fill(u, 24, 48, 0);
    file.write(file.network().withRecurrent(u), place.resolve("cut"), Existing.REFUSE);
    Tensor written = CheckpointReader.npy(place.resolve("cut/vad_gru_U.npy"), ReadOptions.DEFAULT);
    assertEquals(ElementType.INT8, written.type());
    double[] values = written.toDoubles("");
    double[] original = file.tensors().require("vad_gru_U", "").toDoubles("");
    for (int k = 0; k < values.length; k++) {
      assertEquals(k >= 24 && k < 48 ? 0 : original[k], values[k]);
    }
  }
}
