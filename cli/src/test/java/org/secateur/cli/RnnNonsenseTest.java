package org.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.secateur.io.Existing;
import org.secateur.io.InputException;
import org.secateur.io.Tensor;
import org.secateur.io.TensorFile;

/** What a small trained network and its trials are not: refused with code, reason and a way out, and nothing written. */
final class RnnNonsenseTest {
  private static final String UNITS = " --transfer tanh --step 1";
  private static final int TRIALS = 4;
  private static final int STEPS = 3;

  @TempDir
  Path folder;

  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void write() throws InputException {
    shell = new Shell(folder);
    network("net.npz", 0.5f);
    network("none.npz", 0);
    shell.write("x.npy", npy("<f4", new int[]{TRIALS, STEPS, 1}, 1));
    shell.write("y.npy", npy("<i4", new int[]{TRIALS, STEPS}, 0));
    shell.write("unasked.npy", npy("<i4", new int[]{TRIALS, STEPS}, -1));
  }

  /** Two units, one input, two outputs. */
  private void network(String name, float weight) throws InputException {
    Map<String, Tensor> all = new LinkedHashMap<>();
    all.put("W_rec", Tensor.of(new float[]{0.5f, weight, -weight, 0.5f}, 2, 2));
    all.put("W_in", Tensor.of(new float[]{1, -1}, 2, 1));
    all.put("W_out", Tensor.of(new float[]{1, 0, 0, 1}, 2, 2));
    TensorFile.of(all, Map.of()).write(shell.path(name), Existing.REFUSE);
  }

  private static byte[] npy(String type, int[] shape, int value) {
    int count = 1;
    StringBuilder lengths = new StringBuilder();
    for (int length : shape) {
      count *= length;
      lengths.append(length).append(", ");
    }
    String head = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + lengths + "), }\n";
    ByteBuffer b = ByteBuffer.allocate(10 + head.length() + 4 * count).order(ByteOrder.LITTLE_ENDIAN);
    b.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0)
        .putShort((short) head.length()).put(head.getBytes(StandardCharsets.US_ASCII));
    for (int k = 0; k < count; k++) {
      if (type.endsWith("f4")) {
        b.putFloat(value);
      } else {
        b.putInt(value);
      }
    }
    return b.array();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
      "--mask magnitud | E172 | did you mean --mask magnitude?",
      "--repair refitt | E172 | did you mean --repair refit?",
      "--repair nonsense | E172 | is none of none, rescale, capped",
      "--cap 0.9 | E172 | --repair capped --cap 0.9", "--tonic 1 | E172 | --activity inputs",
      "--task dm1 | E172 | --task generates trials"})
  void flagsThatDoNothingOrAreNoneAreRefused(String flags, String code, String fact) {
    shell.refuses(ExitCode.USAGE,
        "rnn prune @net.npz --keep 0.5 --inputs @x.npy --targets @y.npy " + flags + UNITS).says(code, fact);
  }

  @Test
  void sharesThatAreNoneNameNoFlagOfAnotherCommand() {
    assertThat(shell.refuses(ExitCode.USAGE, "rnn prune @net.npz --keep 1.5" + UNITS)
        .says("E171", "--keep 0.015 (1.5 %)").err()).doesNotContain("--edges");
    shell.refuses(ExitCode.USAGE, "rnn prune @net.npz --keep NaN" + UNITS).says("E171", "is not a number");
  }

  /** Even with --overwrite: nothing would be left of the only copy. */
  @Test
  void theNetworkThatIsReadIsNeverReplaced() {
    shell.refuses(ExitCode.REFUSED, "rnn simulate @net.npz -o @net.npz --overwrite" + UNITS).says("E194",
        "the network that is read");
    shell.refuses(ExitCode.REFUSED, "rnn prune @net.npz --keep 0.5 -o @ --overwrite" + UNITS).says("E194",
        "holds the network that is read");
  }

  @Test
  void trialsThatAreMissingOrAskForNothingAreNamed() {
    shell.refuses(ExitCode.DATA, "rnn evaluate @net.npz --inputs @xx.npy --targets @y.npy" + UNITS).says(
        "E101",
        "did you mean");
    shell.refuses(ExitCode.DATA, "rnn inspect @nowhere/net.npz" + UNITS).says("E101",
        "hint: there is no folder");
    shell.refuses(ExitCode.DATA, "rnn evaluate @net.npz --inputs @x.npy --targets @unasked.npy" + UNITS)
        .says("E237", "unasked.npy asks for nothing");
    shell.refuses(ExitCode.USAGE, "rnn evaluate @net.npz --targets @y.npy" + UNITS).says("E172",
        "--inputs x.npy");
    shell.refuses(ExitCode.USAGE, "rnn simulate @net.npz --silent --inputs @x.npy" + UNITS).says("E172",
        "contradict");
  }

  @Test
  void aNetworkWithoutSynapsesIsNotPruned() {
    shell.refuses(ExitCode.DATA, "rnn prune @none.npz --keep 0.5 -o @cut" + UNITS).says("E130",
        "no synapse between two units in W_rec");
  }
}
