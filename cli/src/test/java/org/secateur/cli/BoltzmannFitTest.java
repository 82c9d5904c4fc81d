package org.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Mask;
import org.secateur.boltzmann.data.BarsAndStripes;
import org.secateur.boltzmann.train.Training;
import org.secateur.boltzmann.train.TrainingSettings;
import org.secateur.io.MachineFile;
import org.secateur.io.ReadOptions;
import org.secateur.io.RunFolder;
import org.secateur.random.Seed;

/** Training from the command line: what the flags ask for is what the library does. */
final class BoltzmannFitTest {
  private static final String BARS = "boltzmann fit bars-and-stripes:3 --layers 9,5 --batch 7 ";

  @TempDir
  Path folder;

  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void makeShell() {
    shell = new Shell(folder);
  }

  private Machine machine(String name) throws Exception {
    return MachineFile.read(shell.path(name), ReadOptions.DEFAULT);
  }

  /** Oracle: the library, told the same. */
  @Test
  void trainsAsTheLibraryDoes() throws Exception {
    shell.does(BARS + "--epochs 4 --seed 3 --cd 2 --rate 0.1..0.05 --weight-sd 0.2 --hidden-bias -1"
        + " --visible-bias 0.5 -o @m.safetensors");
    float[][] biases = {new float[9], new float[5]};
    Arrays.fill(biases[0], 0.5f);
    Arrays.fill(biases[1], -1);
    Machine first = Machine.random(new Mask[]{Mask.full(9, 5)}, 0.2, biases, new Seed(3));
    TrainingSettings settings = TrainingSettings.modern(4, 1).withBatch(7)
        .withNegative(new org.secateur.boltzmann.train.NegativePhase.ContrastiveDivergence(2))
        .withRates(org.secateur.boltzmann.train.Schedule.logSpaced(0.1, 0.05, 4));
    assertEquals(new Training(BarsAndStripes.all(3), settings, new Seed(3)).train(first),
        machine("m.safetensors"));
  }

  @Test
  void adamIsTheLibrarys() throws Exception {
    shell.does(BARS + "--epochs 3 --seed 3 --optimizer adam --rate 0.02 --weight-sd 0.2 -o @m.safetensors");
    shell.does(
        BARS + "--epochs 3 --seed 3 --rate 0.02 --weight-sd 0.2 --optimizer momentum -o @n.safetensors");
    shell.does(BARS + "--epochs 0 --seed 3 --weight-sd 0.2 -o @start.safetensors");
    TrainingSettings settings = TrainingSettings.modern(3, 0.02).withBatch(7)
        .withNegative(new org.secateur.boltzmann.train.NegativePhase.ContrastiveDivergence(1));
    Training plain = new Training(BarsAndStripes.all(3), settings, new Seed(3));
    Training adam = new Training(BarsAndStripes.all(3),
        settings.withRule(new org.secateur.boltzmann.train.UpdateRule.Adam(0.9, 0.999, 1e-8)), new Seed(3));
    assertEquals(adam.train(machine("start.safetensors")), machine("m.safetensors"));
    assertEquals(plain.train(machine("start.safetensors")), machine("n.safetensors"));
  }

  @Test
  void aRunFolderHoldsConfigurationHashesAndMetrics() throws Exception {
    Shell.Result result = shell.does(BARS + "--epochs 3 --validation 0.2 -o @m.rbm");
    assertThat(result.out()).contains("9-5", "45 synapses", "3 epochs", "seed 1", "nats a pattern",
        "Next        secateur boltzmann score");
    RunFolder run = RunFolder.open(shell.path("m.rbm"));
    assertThat(String.valueOf(run.run())).contains("layers=9,5", "batch=7", "bars-and-stripes:3",
        "generated, data seed 1", "weightDecay=1.0E-4");
    List<List<String>> metrics = shell.cells("m.rbm/metrics.csv");
    assertEquals(4, metrics.size());
    assertEquals(List.of("0", "1"), metrics.get(1).subList(0, 2));
    assertThat(shell.contents().keySet()).noneMatch(name -> name.contains("checkpoint"));
    assertThat(Tree.number(shell.does(BARS + "--epochs 3 --json -o @n.rbm").json(), "last_epoch", "epoch"))
        .isEqualTo(3);
  }

  @Test
  void theSameBytesForAnyNumberOfThreadsAndAgain() {
    shell.does(BARS + "--epochs 5 --threads 1 -o @a.npz");
    shell.does(BARS + "--epochs 5 --threads 3 -o @b.npz");
    shell.does(BARS + "--epochs 5 --seed 2 -o @c.npz");
    assertArrayEquals(shell.bytes("a.npz"), shell.bytes("b.npz"));
    assertThat(shell.bytes("c.npz")).isNotEqualTo(shell.bytes("a.npz"));
  }

  @Test
  void receptiveFieldsAndDeepMachines() throws Exception {
    shell
        .does("boltzmann fit font-digits:200 --layers 100,100,12 --receptive-field 5x5 --epochs 1 -o @d.dbm");
    Machine deep = machine("d.dbm");
    assertEquals(List.of(44 * 44L, 1200L), // (5 + 5 + 5 + … + 4 + 4 + 3 + 3)² = 44² windows' pixels
        List.of((long) deep.mask(0).synapses(), (long) deep.mask(1).synapses()));
    shell.does(
        "boltzmann fit font-digits:200 --like @d.dbm --trainer faithful --epochs 0 --pretrain 0 -o @f.dbm");
    Machine fresh = machine("f.dbm");
    assertEquals(deep.mask(0), fresh.mask(0));
    assertEquals(-2, fresh.biases(1)[0]);
    assertEquals(-1, fresh.biases(0)[0]);
    shell.does("boltzmann fit font-digits:200 --from @d.dbm --epochs 0 -o @same.dbm");
    assertEquals(deep, machine("same.dbm"));
  }

  @Test
  void faithfulSettingsAreTheAuthors() {
    String run = shell.does("boltzmann fit noise-patches:500 --layers 13,6 --trainer faithful -o @p.rbm")
        .out();
    assertThat(run).contains("2 epochs", "CD-1", "batches of 1", "rate 0.01");
    assertThat(shell.text("p.rbm/run.json")).contains("RateScaledMomentum", "values=[0.01]", "order=FIXED");
  }

  @Test
  void theConfigurationIsAFileThatGivesTheSameRun() {
    String dry = shell.does(BARS + "--epochs 2 --validation 0.25 --dry-run -o @x").out();
    shell.write("c.toml", dry);
    shell.does("boltzmann fit bars-and-stripes:3 --config @c.toml -o @x.npz");
    shell.does(BARS + "--epochs 2 --validation 0.25 -o @y.npz");
    assertArrayEquals(shell.bytes("y.npz"), shell.bytes("x.npz"));
    shell.write("c.toml", "[boltzmann.fit]\nlayer = \"9,5\"\n");
    shell.refuses(ExitCode.USAGE, "boltzmann fit bars-and-stripes:3 --config @c.toml -o @z.npz").says("E172",
        "layer", "[boltzmann.fit]", "secateur boltzmann fit --help");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--layers 9", "--layers 9,0", "--layers 9,x", "", "--layers 9,5 --like @m.npz",
      "--layers 9,5 --receptive-field 4x4", "--layers 9,5 --receptive-field 3x3",
      "--layers 9,5,4 --cd 1", "--like @m.npz --receptive-field 3x3"})
  void whatIsNoMachineIsRefused(String flags) {
    shell.does(BARS + "--epochs 0 -o @m.npz");
    shell.refuses(ExitCode.USAGE, "boltzmann fit bars-and-stripes:3 " + flags + " -o @x").says("E211",
        "hint: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--rate 0", "--rate fast", "--rate 1..", "--batch 0", "--pcd 0", "--pcd 5:0", "--pcd a",
          "--cd 0", "--momentum 2", "--optimizer sgd", "--optimizer adam --momentum 0.5", "--max-norm 0",
          "--epochs -1", "--cd 1 --pcd 5", "--order any",
          "--gradient up",
          "--trainer best", "--patterns 0", "--patterns 99", "--validation 0", "--validation 1", "--scale 0",
          "--threshold high", "--labels a --label-column b"})
  void nonsenseIsUsage(String flags) {
    shell.refuses(ExitCode.USAGE, BARS + flags + " -o @x").says("E172");
  }

  @Test
  void anOutputIsNeededAndNothingIsOverwritten() {
    shell.refuses(ExitCode.USAGE, BARS).says("E172", "-o FOLDER");
    shell.does(BARS + "--epochs 1 -o @m");
    shell.does(BARS + "--epochs 1 -o @m.npz");
    shell.refuses(ExitCode.REFUSED, BARS + "--epochs 1 -o @m").says("E194", "--overwrite");
    shell.refuses(ExitCode.REFUSED, BARS + "--epochs 1 -o @m.npz").says("E194", "--overwrite");
    shell.does(BARS + "--epochs 2 --overwrite -o @m");
    shell.refuses(ExitCode.DATA, BARS + "-o @none/m").says("E195");
    shell.refuses(ExitCode.DATA, BARS + "-o @none/m.npz").says("E195");
  }

  @Test
  void divergenceIsAnAnswer() {
    shell.refuses(ExitCode.NO, BARS + "--rate 1e37 --gradient plain --cd 1 -o @m").says("E212", "diverged",
        "a lower --rate");
  }
}
