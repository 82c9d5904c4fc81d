package org.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.boltzmann.Enumeration;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.data.BarsAndStripes;
import org.secateur.io.Existing;
import org.secateur.io.MachineFile;
import org.secateur.io.ReadOptions;
import org.secateur.io.Tensor;
import org.secateur.io.TensorFile;

/** Measuring, drawing and looking: numbers against enumeration, files against each other. */
final class BoltzmannScoreTest {
  private static final String BARS = "bars-and-stripes:3";

  @TempDir
  Path folder;

  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void makeMachine() {
    shell = new Shell(folder);
    shell.does("boltzmann fit " + BARS + " --layers 9,6 --batch 7 --epochs 300 -o @m.rbm");
  }

  private Machine machine(String name) throws Exception {
    return MachineFile.read(shell.path(name), ReadOptions.DEFAULT);
  }

  /** Oracle: every visible state's probability, by enumeration. */
  @Test
  void theLikelihoodIsTheEnumeratedOne() throws Exception {
    double[] log = Enumeration.visibleLogProbabilities(machine("m.rbm"));
    double sum = 0;
    var data = BarsAndStripes.all(3);
    for (int k = 0; k < data.count(); k++) {
      int state = 0;
      for (int i = 0; i < data.width(); i++) {
        state |= data.bit(k, i) << i;
      }
      sum += log[state];
    }
    Map<String, ?> exact = shell.does("boltzmann score @m.rbm " + BARS + " --json --pseudo --reverse").json();
    // Both sum the same 2^9 · 2^6 terms in double precision; 1e-9 is thousands of roundings of numbers near 10.
    assertThat(Tree.number(exact, "log_likelihood")).isEqualTo(sum / data.count(), within(1e-9));
    assertEquals("enumeration", Tree.at(exact, "log_partition", "method"));
    assertThat(exact.keySet().stream().map(String::valueOf).toList())
        .contains("pseudo_likelihood_not_a_likelihood").doesNotContain("log_partition_reverse");
    Map<String, ?> annealed = shell
        .does("boltzmann score @m.rbm " + BARS + " --json --log-z ais --reverse --ais-chains 400").json();
    // The interval is of 95 %; twice its half-width is missed once in 10,000 draws, and the seed is fixed.
    double z = Tree.number(annealed, "log_partition", "estimate");
    double half = Tree.number(annealed, "log_partition", "high_95") - z;
    assertThat(z).isEqualTo(Tree.number(exact, "log_partition", "estimate"), within(2 * half));
    assertTrue(half < 0.2, "the interval says something: " + half);
    assertThat(Tree.number(annealed, "log_partition", "mean_log")).isLessThanOrEqualTo(z);
    assertThat(Tree.number(annealed, "log_partition_reverse", "mean_log"))
        .isGreaterThanOrEqualTo(Tree.number(annealed, "log_partition_reverse", "estimate"));
  }

  @Test
  void deepMachinesGetALowerBoundAndClasses() {
    shell.does("boltzmann fit font-digits:400 --layers 100,12,10 --epochs 4 --pretrain 10 -o @d.dbm");
    Shell.Result result = shell.does(
        "boltzmann score @d.dbm font-digits:400 --test 0.25 --samples 50 --sweeps 20 --reverse --log-z ais"
            + " --temperatures 200");
    assertThat(result.out())
        .contains("lower bound", "read from the top layer", "from the pixels", "backwards",
            "quality", "that were set aside")
        .doesNotContain("Reconstruction");
    Map<String, ?> json = shell.does("boltzmann score @d.dbm font-digits:400 --test 0.25 --json").json();
    assertThat(Tree.number(json, "probe", "pixel_error")).isLessThan(0.5);
    assertEquals(100, Tree.number(json, "patterns"));
    assertThat(json.keySet().stream().map(String::valueOf).toList()).contains("log_likelihood_lower_bound")
        .doesNotContain("log_likelihood");
  }

  @Test
  void fewEffectiveChainsAreSaid() {
    shell.does("boltzmann score @m.rbm " + BARS + " --log-z ais --ais-chains 2 --temperatures 1").says("W213",
        "--temperatures 10000");
    shell.does("boltzmann score @m.rbm " + BARS + " --log-z none").doesNotSay("W213");
    Shell.Result rounds = shell.does("boltzmann prune @m.rbm " + BARS
        + " --rounds 3 --criterion weight --log-z ais --ais-chains 2 --temperatures 1");
    assertEquals(2, rounds.says("W213").err().split("W213", -1).length, "said once");
  }

  @Test
  void samplesAreFilesThatCanBeRead() {
    shell.does("boltzmann sample @m.rbm -n 300 --exact -o @s.npz");
    shell.does("boltzmann sample @m.rbm -n 300 --exact -o @s.csv");
    shell.does("boltzmann sample @m.rbm -n 300 --exact -o @s.safetensors");
    Map<String, ?> a = shell.does("boltzmann score @m.rbm @s.npz::layer.0 --json").json();
    Map<String, ?> b = shell.does("boltzmann score @m.rbm @s.csv --no-header --json").json();
    assertEquals(a.get("log_likelihood"), b.get("log_likelihood"));
    // The mean of ln P over exact samples is minus the entropy; 300 of them, five standard errors.
    double entropy = 0;
    try {
      for (double log : Enumeration.visibleLogProbabilities(machine("m.rbm"))) {
        entropy -= Math.exp(log) * log;
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    assertThat(Tree.number(a, "log_likelihood")).isEqualTo(-entropy,
        within(5 * Tree.number(a, "standard_error")));
    shell.does("boltzmann sample @m.rbm -n 7 -o @s.png");
    assertThat(shell.text("s.json")).contains("\"tiles\" : 7");
    shell.refuses(ExitCode.USAGE, "boltzmann sample @m.rbm -n 7 -o @t.png --sheet 2x4").says("E172",
        "--sheet");
  }

  @Test
  void chainsThatRememberTheirStartsAreSaid() {
    assertThat(shell.does("boltzmann sample @m.rbm --sweeps 200 --json --threads 1 -o @a.npz").out())
        .contains("r_hat");
    shell.does("boltzmann sample @m.rbm --sweeps 200 --threads 3 -o @b.npz");
    assertArrayEquals(shell.bytes("a.npz"), shell.bytes("b.npz"));
    shell.does("boltzmann sample @m.rbm --sweeps 1 --diagnose 4").says("W216", "--sweeps 10 --diagnose 40");
    shell.refuses(ExitCode.LIMIT, "boltzmann sample @big.npz --exact --csv".replace("--csv", "-o @x.csv")
        .replace("@big.npz", big())).says("E190", "leave --exact out");
  }

  private String big() {
    shell.does("boltzmann fit font-digits:10 --layers 100,30 --epochs 0 -o @big.npz");
    return "@big.npz";
  }

  @Test
  void inspectListsWhatIsDead() throws Exception {
    Machine m = machine("m.rbm");
    java.util.BitSet bits = new java.util.BitSet();
    bits.set(0, 4); // the first visible unit with four of six hidden units
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    MachineFile.put(
        m.withMasks(new org.secateur.boltzmann.Mask[]{org.secateur.boltzmann.Mask.of(9, 6, bits)}), "",
        tensors);
    TensorFile.of(tensors, Map.of()).write(shell.path("few.npz"), Existing.REFUSE);
    Shell.Result result = shell.does("boltzmann inspect @few.npz");
    assertThat(result.out()).contains("4 of 54 pairs (7.4 %)",
        "8 without a synapse upwards (1, 2, 3, 4, 5, 6, 7, 8)",
        "2 without a synapse from below (4, 5)", "SHA-256", "19 parameters");
    Map<String, ?> json = shell.does("boltzmann inspect @few.npz --json").json();
    assertEquals(2, Tree.list(json, "units", 1, "without_synapses_from_below").size());
    assertThat(shell.does("boltzmann inspect @m.rbm").out()).contains("Made by", "boltzmann.fit", BARS,
        "seed 1");
    byte[] bytes = shell.bytes("m.rbm/machine.safetensors");
    bytes[bytes.length - 1] ^= 1;
    shell.write("m.rbm/machine.safetensors", bytes);
    shell.refuses(ExitCode.DATA, "boltzmann inspect @m.rbm").says("E210", "its hash differs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"score @m.rbm " + BARS + " --samples -1", "score @m.rbm " + BARS + " --sweeps 0",
      "score @m.rbm " + BARS + " --log-z maybe", "score @m.rbm " + BARS + " -o @x", "inspect @m.rbm -o @x",
      "sample @m.rbm -n 0", "sample @m.rbm --sweeps 0", "sample @m.rbm --diagnose 3",
      "sample @m.rbm -o @x.txt",
      "score @m.rbm", "forget @m.rbm", "score @m.rbm bars-and-stripes:99", "score @m.rbm font-digits:0",
      "score @m.rbm noise-patches:5,x", "score @m.rbm " + BARS + " --crop 1..2"})
  void nonsenseIsUsage(String command) {
    shell.refuses(ExitCode.USAGE, "boltzmann " + command).says("E172");
  }
}
