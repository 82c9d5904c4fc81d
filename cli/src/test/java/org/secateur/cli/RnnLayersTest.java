package org.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.secateur.io.Existing;
import org.secateur.io.InputException;
import org.secateur.io.ReadOptions;
import org.secateur.io.Tensor;
import org.secateur.io.TensorFile;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/** Two stacked layers under PyTorch's names, from the command line. */
final class RnnLayersTest {
  private static final int H = 6;
  private static final int IN = 2;
  private static final int TRIALS = 8;
  private static final int STEPS = 5;

  @TempDir
  Path folder;

  private Shell shell = new Shell(Path.of(""));
  private final NoiseStream random = new Seed(4).stream("stack");

  private float[] uniform(int length) {
    float[] x = new float[length];
    for (int k = 0; k < length; k++) {
      x[k] = (float) (2 * random.nextDouble() - 1);
    }
    return x;
  }

  private void write(String name, Map<String, Tensor> all) throws InputException {
    TensorFile.of(all, Map.of()).write(shell.path(name), Existing.REFUSE);
  }

  @BeforeEach
  void stack() throws InputException {
    shell = new Shell(folder);
    Map<String, Tensor> all = new LinkedHashMap<>();
    all.put("rnn.weight_ih_l0", Tensor.of(uniform(H * IN), H, IN));
    all.put("rnn.weight_hh_l0", Tensor.of(uniform(H * H), H, H));
    all.put("rnn.weight_ih_l1", Tensor.of(uniform(H * H), H, H));
    all.put("rnn.weight_hh_l1", Tensor.of(uniform(H * H), H, H));
    all.put("fc.weight", Tensor.of(uniform(3 * H), 3, H));
    write("net.safetensors", all);
    shell.write("x.npy", npy("<f4", TRIALS * STEPS * IN, uniform(TRIALS * STEPS * IN)));
  }

  private static byte[] npy(String type, int count, float[] values) {
    String head = "{'descr': '%s', 'fortran_order': False, 'shape': (%d, %d, %d), }\n".formatted(type, TRIALS,
        STEPS,
        count / TRIALS / STEPS);
    ByteBuffer b = ByteBuffer.allocate(10 + head.length() + 4 * count)
        .order(ByteOrder.LITTLE_ENDIAN);
    b.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0)
        .putShort((short) head.length()).put(head.getBytes(StandardCharsets.US_ASCII));
    for (float x : values) {
      b.putFloat(x);
    }
    return b.array();
  }

  /** Layer 1 sees the rates of layer 0, as a run of layer 0 alone writes them, and the network those of its trials' second half. */
  @Test
  void theUpperLayerSeesTheRatesOfTheLower() throws InputException {
    shell.does("rnn simulate @net.safetensors --tensor rnn.weight_hh_l0 --inputs @x.npy -o @lower.npz");
    shell.does("rnn simulate @net.safetensors --tensor rnn.weight_hh_l1 --inputs @x.npy -o @upper.npz");
    Tensor rates = TensorFile.read(shell.path("lower.npz"), ReadOptions.DEFAULT).require("rates", "lower");
    Tensor inputs = TensorFile.read(shell.path("upper.npz"), ReadOptions.DEFAULT).require("inputs", "upper");
    assertEquals(rates, inputs);
    assertThat(inputs.shape()).containsExactly(TRIALS / 2, STEPS, H);
  }

  /** A lower layer is pruned on its activity, and its network tested by its last layer against its own lower layer. */
  @Test
  void aPrunedLowerLayerIsTestedThroughTheUpperOne() {
    shell.write("y.npy", npy("<f4", TRIALS * STEPS * 3, new float[TRIALS * STEPS * 3]));
    shell.refuses(ExitCode.USAGE,
        "rnn prune @net.safetensors --tensor rnn.weight_hh_l0 --inputs @x.npy --targets @y.npy --keep 0.3")
        .says("E237", "no readout of rnn.weight_hh_l0", "last layer");
    shell.does("rnn prune @net.safetensors --tensor rnn.weight_hh_l0 --inputs @x.npy --keep 0.1 -o @cut -q");
    String test = "rnn evaluate @%s --tensor rnn.weight_hh_l1 --inputs @x.npy --targets @y.npy --json";
    Map<String, ?> whole = shell.does(test.formatted("net.safetensors")).json();
    Map<String, ?> cut = shell.does(test.formatted("cut/pruned.safetensors") + " --against @net.safetensors")
        .json();
    assertEquals(Tree.at(whole, "performance"), Tree.at(cut, "against"));
    assertThat(Tree.number(cut, "performance", "squared_error"))
        .isNotEqualTo(Tree.number(whole, "performance", "squared_error"));
  }
}
