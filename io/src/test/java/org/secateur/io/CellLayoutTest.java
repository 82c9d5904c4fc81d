package org.secateur.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;
import org.secateur.rnn.GatedNetwork;
import org.secateur.rnn.RateNetwork;
import org.secateur.rnn.RecurrentNetwork;
import org.secateur.rnn.Simulation;
import org.secateur.rnn.Targets;
import org.secateur.rnn.TransferFunction;
import org.secateur.rnn.Trials;
import org.secateur.rnn.Rollout;

/** Layers under the names that frameworks give their arrays, against the frameworks' formulas written out. */
class CellLayoutTest {
  private static final int H = 4;
  private static final int IN = 3;
  private static final int OUT = 2;
  private static final int STEPS = 6;

  @TempDir
  Path place;

  private final NoiseStream random = new Seed(21).stream("layouts");

  private double[] uniform(int length) {
    double[] x = new double[length];
    for (int k = 0; k < length; k++) {
      x[k] = (float) (random.nextDouble() - 0.5);
    }
    return x;
  }

  private static Tensor single(double[] x, int... shape) {
    float[] f = new float[x.length];
    for (int k = 0; k < x.length; k++) {
      f[k] = (float) x[k];
    }
    return Tensor.of(f, shape);
  }

  private static double[] turned(double[] x, int rows) {
    int columns = x.length / rows;
    double[] out = new double[x.length];
    for (int q = 0; q < x.length; q++) {
      out[q % columns * rows + q / columns] = x[q];
    }
    return out;
  }

  private NetworkFile saved(Map<String, Tensor> all, String name) throws InputException {
    Path file = place.resolve(name);
    TensorFile.of(all, Map.of()).write(file, Existing.OVERWRITE);
    return NetworkFile.read(file, CellDeclaration.NONE, ReadOptions.DEFAULT);
  }

  private static double sigma(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double dot(double[] w, int row, double[] x) {
    double sum = 0;
    for (int j = 0; j < x.length; j++) {
      sum += w[row * x.length + j] * x[j];
    }
    return sum;
  }

  /** A gated layer, gates stacked z, r, c; two biases; readout. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Gated(double[] w, double[] u, double[] b, double[] d, double[] out, double[] outBias) {
    double[] step(double[] h, double[] x, boolean after) {
      double[] next = new double[H];
      double[] reset = new double[H];
      for (int i = 0; i < H; i++) {
        reset[i] = sigma(dot(w, H + i, x) + b[H + i] + dot(u, H + i, h) + d[H + i]);
      }
      double[] gatedState = new double[H];
      for (int i = 0; i < H; i++) {
        gatedState[i] = reset[i] * h[i];
      }
      for (int i = 0; i < H; i++) {
        double z = sigma(dot(w, i, x) + b[i] + dot(u, i, h) + d[i]);
        double product = after
            ? reset[i] * (dot(u, 2 * H + i, h) + d[2 * H + i])
            : dot(u, 2 * H + i, gatedState);
        next[i] = z * h[i] + (1 - z) * Math.tanh(dot(w, 2 * H + i, x) + b[2 * H + i] + product);
      }
      return next;
    }

    double[] read(double[] h) {
      double[] y = new double[OUT];
      for (int o = 0; o < OUT; o++) {
        y[o] = dot(out, o, h) + outBias[o];
      }
      return y;
    }
  }

  private Gated gated() {
    return new Gated(uniform(3 * H * IN), uniform(3 * H * H), uniform(3 * H), uniform(3 * H),
        uniform(OUT * H),
        uniform(OUT));
  }

  /** A few dozen roundings of numbers below 4 in each of 6 contracting steps: below 10⁻⁴ by far. */
  private void assertRuns(RecurrentNetwork network, Gated formula, boolean after) {
    double[] x = uniform(STEPS * IN);
    float[] single = new float[x.length];
    for (int k = 0; k < x.length; k++) {
      single[k] = (float) x[k];
    }
    Rollout.Completed run = (Rollout.Completed) Simulation.run(network,
        new Trials(1, STEPS, IN, single, new Targets.None()));
    double[] h = new double[H];
    for (int t = 0; t < STEPS; t++) {
      h = formula.step(h, java.util.Arrays.copyOfRange(x, t * IN, (t + 1) * IN), after);
      double[] y = formula.read(h);
      for (int o = 0; o < OUT; o++) {
        assertEquals(y[o], run.output(t, 0, o), 60 * STEPS * 4 * 0x1p-24 * 4);
      }
    }
  }

  /** Gate blocks in another order. */
  private static double[] order(double[] stacked, int... gates) {
    int block = stacked.length / 3;
    double[] out = new double[stacked.length];
    for (int g = 0; g < 3; g++) {
      System.arraycopy(stacked, gates[g] * block, out, g * block, block);
    }
    return out;
  }

  @ParameterizedTest
  @ValueSource(strings = {"torch.safetensors", "torch.npz"})
  void pytorchStacksResetUpdateCandidate(String name) throws InputException {
    Gated g = gated();
    Map<String, Tensor> all = new LinkedHashMap<>();
    all.put("gru.weight_ih_l0", single(order(g.w, 1, 0, 2), 3 * H, IN));
    all.put("gru.weight_hh_l0", single(order(g.u, 1, 0, 2), 3 * H, H));
    all.put("gru.bias_ih_l0", single(order(g.b, 1, 0, 2), 3 * H));
    all.put("gru.bias_hh_l0", single(order(g.d, 1, 0, 2), 3 * H));
    all.put("fc.weight", single(g.out, OUT, H));
    all.put("fc.bias", single(g.outBias, OUT));
    NetworkFile file = saved(all, name);
    assertEquals(CellLayout.Family.PYTORCH, file.layout().family());
    assertRuns(file.network(), g, true);
    assertWrittenInKind(file, all, "gru.weight_hh_l0");
  }

  @Test
  void kerasStacksUpdateResetCandidateInColumns() throws InputException {
    Gated g = gated();
    double[] both = new double[6 * H];
    System.arraycopy(g.b, 0, both, 0, 3 * H);
    System.arraycopy(g.d, 0, both, 3 * H, 3 * H);
    Map<String, Tensor> all = new LinkedHashMap<>();
    all.put("gru.gru_cell.kernel", single(turned(g.w, 3 * H), IN, 3 * H));
    all.put("gru.gru_cell.recurrent_kernel", single(turned(g.u, 3 * H), H, 3 * H));
    all.put("gru.gru_cell.bias", single(both, 2, 3 * H));
    all.put("dense.kernel", single(turned(g.out, OUT), H, OUT));
    all.put("dense.bias", single(g.outBias, OUT));
    NetworkFile file = saved(all, "keras.npz");
    assertEquals(GatedNetwork.Reset.AFTER, ((GatedNetwork) file.network()).reset());
    assertRuns(file.network(), g, true);
    assertWrittenInKind(file, all, "gru.gru_cell.recurrent_kernel");
  }

  @Test
  void kerasWithOneBiasResetsBeforeTheProduct() throws InputException {
    Gated drawn = gated();
    Gated g = new Gated(drawn.w, drawn.u, drawn.b, new double[3 * H], drawn.out, drawn.outBias);
    Map<String, Tensor> all = new LinkedHashMap<>();
    all.put("kernel", single(turned(g.w, 3 * H), IN, 3 * H));
    all.put("recurrent_kernel", single(turned(g.u, 3 * H), H, 3 * H));
    all.put("bias", single(g.b, 3 * H));
    all.put("dense.kernel", single(turned(g.out, OUT), H, OUT));
    all.put("dense.bias", single(g.outBias, OUT));
    assertRuns(saved(all, "keras1.npz").network(), g, false);
  }

  @Test
  void plainPytorchAndKerasLayersAreTheSameNetwork() throws InputException {
    double[] w = uniform(H * H);
    double[] in = uniform(H * IN);
    double[] b = uniform(H);
    RateNetwork torch = (RateNetwork) saved(
        Map.of("weight_hh_l0", single(w, H, H), "weight_ih_l0", single(in, H, IN),
            "bias_ih_l0", single(b, H), "bias_hh_l0", single(new double[H], H)),
        "rnn.safetensors").network();
    RateNetwork keras = (RateNetwork) saved(Map.of("recurrent_kernel", single(turned(w, H), H, H), "kernel",
        single(turned(in, H), IN, H), "bias", single(b, H)), "rnn.npz").network();
    assertEquals(1, torch.step());
    assertEquals(TransferFunction.TANH, torch.transfer());
    assertArrayEquals(torch.recurrent(), keras.recurrent());
    assertArrayEquals(torch.input(), keras.input());
    assertArrayEquals(torch.bias(), keras.bias());
    assertEquals((float) w[1], torch.weight(0, 1));
  }

  @Test
  void aNetworkOfOurOwnSaysWhatItIs() throws InputException {
    float[] w = {1, 2, 3, 4};
    RateNetwork network = RateNetwork.builder(2, 1, 1).transfer(TransferFunction.RECTIFIED).step(0.25)
        .recurrent(w)
        .initial(new float[]{1, 0}).build();
    Path file = place.resolve("own.safetensors");
    NetworkFile.write(network, Map.of("task", "dm1seqr"), file, Existing.REFUSE);
    NetworkFile again = NetworkFile.read(file, CellDeclaration.NONE, ReadOptions.DEFAULT);
    RateNetwork read = (RateNetwork) again.network();
    assertEquals(TransferFunction.RECTIFIED, read.transfer());
    assertEquals(0.25f, read.step());
    assertArrayEquals(network.initial(), read.initial());
    assertEquals("dm1seqr", again.text("task").orElseThrow());
  }

  private void assertWrittenInKind(NetworkFile file, Map<String, Tensor> all, String recurrent)
      throws InputException {
    float[] w = file.network().recurrent();
    w[1] = 0; // update gate of unit 0 from unit 1
    Path target = place.resolve(file.nameFor("cut"));
    file.write(file.network().withRecurrent(w), target, Existing.OVERWRITE);
    NetworkFile again = NetworkFile.read(target, CellDeclaration.NONE, ReadOptions.DEFAULT);
    assertArrayEquals(w, again.network().recurrent());
    int changed = 0;
    for (String name : all.keySet()) {
      double[] before = all.get(name).toDoubles(name);
      double[] after = again.tensors().require(name, "").toDoubles(name);
      for (int k = 0; k < before.length; k++) {
        changed += before[k] != after[k] ? 1 : 0;
        assertTrue(before[k] == after[k] || name.equals(recurrent));
      }
    }
    assertEquals(1, changed);
  }

  private InputException refused(Map<String, Tensor> all) throws InputException {
    Path file = place.resolve("bad.npz");
    TensorFile.of(all, Map.of()).write(file, Existing.OVERWRITE);
    return assertThrows(InputException.class,
        () -> NetworkFile.read(file, CellDeclaration.NONE, ReadOptions.DEFAULT));
  }

  private static void assertSays(InputException e, String code, String... words) {
    assertEquals(code, e.code());
    for (String word : words) {
      assertTrue(e.message().contains(word), e.message());
    }
  }

  @Test
  void unknownNamesAreListedWithTheirShapes() throws InputException {
    assertSays(refused(Map.of("theta", single(uniform(6), 2, 3))), "E230", "theta (float32 2x3)");
  }

  @Test
  void wrongShapesNameTheArrayAndListTheOthers() throws InputException {
    assertSays(refused(Map.of("W_rec", single(uniform(6), 2, 3))), "E232", "W_rec", "float32 2x3");
    assertSays(
        refused(Map.of("weight_hh_l0", single(uniform(4), 2, 2), "weight_ih_l0", single(uniform(9), 3, 3))),
        "E232", "weight_ih_l0", "with 2 units", "2x3 is asked for");
  }

  @Test
  void longShortTermMemoriesAndSeveralLayersAreRefused() throws InputException {
    assertSays(refused(Map.of("weight_hh_l0", single(uniform(16), 8, 2))), "E236", "four gates");
    assertSays(
        refused(Map.of("weight_hh_l0", single(uniform(4), 2, 2), "weight_hh_l1", single(uniform(4), 2, 2))),
        "E231", "weight_hh_l0", "weight_hh_l1");
  }

  private Map<String, Tensor> stack() {
    Map<String, Tensor> all = new LinkedHashMap<>();
    for (String layer : new String[]{"l0", "l1"}) {
      int in = layer.equals("l0") ? IN : H;
      all.put("rnn.weight_hh_" + layer, single(uniform(H * H), H, H));
      all.put("rnn.weight_ih_" + layer, single(uniform(H * in), H, in));
    }
    all.put("fc.weight", single(uniform(OUT * H), OUT, H));
    return all;
  }

  /** The readout reads the last layer of a stack alone. */
  @Test
  void aStackedLayerKnowsWhatIsBelowAndWhatReadsIt() throws InputException {
    Path file = place.resolve("stack.safetensors");
    TensorFile.of(stack(), Map.of()).write(file, Existing.REFUSE);
    NetworkFile lower = NetworkFile.read(file, CellDeclaration.NONE.withRecurrent("rnn.weight_hh_l0"),
        ReadOptions.DEFAULT);
    NetworkFile upper = NetworkFile.read(file, CellDeclaration.NONE.withRecurrent("rnn.weight_hh_l1"),
        ReadOptions.DEFAULT);
    assertEquals(0, lower.network().outputs());
    assertEquals(0, lower.below().size());
    assertEquals(OUT, upper.network().outputs());
    assertEquals(1, upper.below().size());
    assertArrayEquals(lower.network().recurrent(), upper.below().getFirst().recurrent());
  }

  /** Neither half of a bidirectional layer has a readout, not even where a matrix would fit. */
  @Test
  void halvesOfABidirectionalLayerAreTwoLayers() throws InputException {
    Map<String, Tensor> all = new LinkedHashMap<>();
    for (String half : new String[]{"weight_hh_l0", "weight_hh_l0_reverse"}) {
      all.put(half, single(uniform(H * H), H, H));
      all.put(half.replace("hh", "ih"), single(uniform(H * IN), H, IN));
    }
    all.put("fc.weight", single(uniform(OUT * H), OUT, H));
    assertSays(refused(all), "E231", "weight_hh_l0_reverse");
    for (String half : new String[]{"weight_hh_l0", "weight_hh_l0_reverse"}) {
      NetworkFile file = NetworkFile.read(place.resolve("bad.npz"),
          CellDeclaration.NONE.withRecurrent(half), ReadOptions.DEFAULT);
      assertEquals(0, file.network().outputs());
      assertEquals(half.endsWith("reverse"), file.isBackward());
    }
  }

  @Test
  void aLayerOfPythonObjectsIsRefusedAsSuch() {
    Path file = Bytes.file(place, "o.npz",
        Bytes.zip(Map.of("W_rec.npy", Bytes.npy("|O", "(1, 1)", (byte) 'N'))));
    assertEquals("E125", assertThrows(InputException.class,
        () -> NetworkFile.read(file, CellDeclaration.NONE, ReadOptions.DEFAULT)).code());
  }

  @Test
  void whatThePlainNamesDoNotSayIsAskedFor() throws InputException {
    InputException e = refused(Map.of("W_rec", single(uniform(4), 2, 2)));
    assertSays(e, "E233", "voltages");
    assertTrue(e.hint().orElse("").contains("--transfer"));
  }

  @Test
  void notANumberIsFoundWhereItIs() throws InputException {
    double[] w = uniform(4);
    w[2] = Double.NaN;
    assertSays(refused(Map.of("weight_hh_l0", single(w, 2, 2))), "E120", "weight_hh_l0", "row 1, column 0");
  }

  @Test
  void pickledFilesAreRefusedWithTheWayToConvert() throws Exception {
    Path byName = place.resolve("net.pt");
    Files.write(byName, new byte[]{'P', 'K', 3, 4, 0});
    Path byContent = place.resolve("net.safetensors");
    Files.write(byContent, new byte[]{(byte) 0x80, 2, '}', 'q'});
    for (Path file : new Path[]{byName, byContent}) {
      InputException e = assertThrows(InputException.class,
          () -> NetworkFile.read(file, CellDeclaration.NONE, ReadOptions.DEFAULT));
      assertSays(e, "E234", "pickled");
      assertTrue(e.hint().orElse("").contains("safetensors.torch"));
    }
  }
}
