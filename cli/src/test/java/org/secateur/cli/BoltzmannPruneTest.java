package org.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.boltzmann.Enumeration;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Mask;
import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.data.BarsAndStripes;
import org.secateur.boltzmann.fisher.InformationMatrix;
import org.secateur.boltzmann.prune.Compensation;
import org.secateur.boltzmann.prune.Cut;
import org.secateur.boltzmann.prune.EvidenceSource;
import org.secateur.boltzmann.prune.Limit;
import org.secateur.boltzmann.prune.LocalCriterion;
import org.secateur.boltzmann.prune.Pruning;
import org.secateur.boltzmann.prune.Selection;
import org.secateur.boltzmann.prune.UnitLoss;
import org.secateur.boltzmann.train.TrainingSettings;
import org.secateur.io.Existing;
import org.secateur.io.MachineFile;
import org.secateur.io.ReadOptions;
import org.secateur.io.Tensor;
import org.secateur.io.TensorFile;
import org.secateur.random.Seed;

/** Pruning machines from the command line: rounds as the library does them, tables, ends, and what is refused. */
final class BoltzmannPruneTest {
  private static final String BARS = "bars-and-stripes:3";
  private static final String PRUNE = "boltzmann prune @m.rbm " + BARS
      + " --samples 400 --chains 100 --sweeps 5 ";

  @TempDir
  Path folder;

  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void makeMachine() {
    shell = new Shell(folder);
    shell.does("boltzmann fit " + BARS + " --layers 9,6 --batch 7 --epochs 600 -o @m.rbm");
  }

  private Machine machine(String name) throws Exception {
    return MachineFile.read(shell.path(name), ReadOptions.DEFAULT);
  }

  /** Oracle: {@link Pruning#run}, told the same. */
  @Test
  void prunesAsTheLibraryDoes() throws Exception {
    Patterns data = BarsAndStripes.all(3);
    TrainingSettings settings = TrainingSettings.modern(3, 0.02).withBatch(5)
        .withNegative(new org.secateur.boltzmann.train.NegativePhase.ContrastiveDivergence(1));
    Pruning pruning = new Pruning(new LocalCriterion.HeuristicInformation(),
        Selection.geometric(machine("m.rbm"), 4, 0.7), new EvidenceSource.ModelChains(100, 5, 4),
        new Cut(UnitLoss.SETTLED, Compensation.MEAN_INPUT), Optional.of(settings), Limit.NONE);
    Pruning.Result expected = pruning.run(machine("m.rbm"), data, new Seed(5));
    Map<String, ?> answer = shell
        .does(PRUNE + "--criterion fi-local --rounds 4 --fraction-per-round 0.3 --settle"
            + " --compensate --retrain 3 --rate 0.02 --batch 5 --cd 1 --seed 5 --keep-rounds -o @p --json")
        .json();
    assertEquals(expected.rounds().getLast().trained(), machine("p"));
    for (int k = 0; k < 4; k++) {
      assertEquals(expected.rounds().get(k).trained(), machine("p/round-0" + (k + 1) + ".safetensors"));
      assertEquals(expected.rounds().get(k).cut().removed(),
          (long) Tree.number(answer, "rounds", k + 1, "removed"));
    }
    assertEquals("finished", answer.get("ended"));
    assertEquals(List.of(54, 37, 26, 18, 12).toString(),
        Tree.list(answer, "rounds").stream().map(r -> (int) Tree.number(r, "synapses")).toList().toString());
  }

  @ParameterizedTest
  @EnumSource(CriterionName.class)
  void everyCriterionPrunesToTheSameBytesOnAnyNumberOfThreads(CriterionName criterion) {
    String command = PRUNE + "--rounds 2 --fraction-per-round 0.2 --log-z none --criterion "
        + criterion.word();
    shell.does(command + " --threads 1 -o @a.npz");
    shell.does(command + " --threads 3 -o @b.npz");
    assertArrayEquals(shell.bytes("a.npz"), shell.bytes("b.npz"));
    assertThat(shell.does("boltzmann prune --help").out()).contains(criterion.word());
  }

  @Test
  void theTableIsForPeopleAndTheFileForPrograms() {
    Shell.Result result = shell.does(
        PRUNE + "--rounds 3 --criterion fi-diagonal --fraction-per-round 0.6 --pictures -o @p --overwrite");
    assertThat(result.out()).contains("log-likelihood (exact ± s.e.)", "    0         54          6",
        "synapses and w", "list in run.json", "by fi-diagonal · seed 1");
    List<List<String>> rows = shell.cells("p/metrics.csv");
    assertEquals(5, rows.size());
    assertThat(shell.contents().keySet())
        .contains("p/pictures/fields-before.png", "p/pictures/likelihood.png",
            "p/run.json")
        .noneMatch(n -> n.endsWith("checkpoint"));
    String csv = shell.does(PRUNE + "--rounds 3 --criterion fi-diagonal --fraction-per-round 0.6 --csv")
        .out();
    assertEquals(shell.text("p/metrics.csv"), csv);
  }

  /** Oracle: the library's matrix of the machine before, whose eigenvalues are the first lines of the chart's table. */
  @Test
  void picturesShowTheInformation() throws Exception {
    shell.does(PRUNE + "--rounds 1 --criterion weight --rates exact --pictures -o @p");
    assertThat(shell.contents().keySet()).contains("p/pictures/information-0-before.png",
        "p/pictures/information-0-after.png", "p/pictures/eigenvalues.png");
    double[] expected = InformationMatrix.exact(Enumeration.of(machine("m.rbm"))).eigenvalues();
    String table = shell.text("p/pictures/eigenvalues.csv");
    assertThat(table).contains(Double.toString(expected[0]), Double.toString(expected[1]));
    double[] pairs = Enumeration.of(machine("m.rbm")).pairs(0);
    double most = java.util.Arrays.stream(pairs).map(q -> q * (1 - q)).max().orElseThrow();
    String high = shell.text("p/pictures/information-0-before.json")
        .replaceAll("(?s).*\"high\" : ([-+.eE0-9]+).*", "$1");
    assertEquals(most, Double.parseDouble(high), 0x1p-24 * most, "one rounding to float");
  }

  @Test
  void whatToCiteIsThePaperOfMachines() {
    assertThat(shell.does("cite @m.rbm").out()).contains("Scholl", "e1009458", "Secateur")
        .doesNotContain("Moore");
    assertThat(shell.does("cite @m.rbm --bibtex").out()).contains("@article{scholl2021");
  }

  @Test
  void deathsAreNumberedAsInTheFirstMachine() throws Exception {
    Map<String, ?> answer = shell.does(
        PRUNE + "--rounds 3 --criterion random-units --fraction-per-round 0.34 --retrain 0 --json -o @p")
        .json();
    Machine first = machine("m.rbm");
    boolean[] dead = new boolean[6];
    for (Object round : Tree.list(answer, "deaths")) {
      for (Object unit : (List<?>) Tree.at(round, "layers", 1)) {
        assertThat(dead[((Number) unit).intValue()]).as("dies once").isFalse();
        dead[((Number) unit).intValue()] = true;
      }
    }
    int at = 0;
    Machine last = machine("p");
    assertThat(last.units(1)).isLessThan(6);
    for (int j = 0; j < 6; j++) {
      if (!dead[j]) {
        assertEquals(first.biases(1)[j], last.biases(1)[at++], "unit " + j);
      }
    }
    assertEquals(last.units(1), at);
  }

  @Test
  void deepMachinesTakeAFractionForEachPair() throws Exception {
    shell.does("boltzmann fit " + BARS + " --layers 9,6,5 --epochs 3 --pretrain 3 -o @d.dbm");
    Shell.Result result = shell.does("boltzmann prune @d.dbm " + BARS
        + " --rounds 2 --fraction-per-round 0.1,0.5 --samples 200 --chains 50 --sweeps 5 --retrain 1"
        + " --unit-loss never -o @p");
    assertThat(result.out()).contains("bound, exact ln Z", "6+5");
    assertEquals(List.of(43, 7), List.of(machine("p").mask(0).synapses(), machine("p").mask(1).synapses()));
    shell.does("boltzmann prune @d.dbm " + BARS
        + " --criterion random --match @p --unit-loss never --retrain 1 -o @q");
    for (int l = 0; l < 2; l++) {
      assertEquals(machine("p").mask(l).synapses(), machine("q").mask(l).synapses());
    }
    shell.refuses(ExitCode.USAGE, "boltzmann prune @m.rbm " + BARS + " --match @p").says("E172", "2 layers");
    shell.refuses(ExitCode.USAGE, "boltzmann prune @d.dbm " + BARS + " --match @d.dbm").says("E172",
        "3 layers");
  }

  @Test
  void aBudgetOfLikelihoodEndsItAtTheRoundBefore() throws Exception {
    Shell.Result result = shell.does(
        PRUNE + "--rounds 9 --fraction-per-round 0.3 --retrain 0 --stop-likelihood 4 --keep-rounds -o @p");
    result.says("N215", "exceeded the budget");
    List<List<String>> rows = shell.cells("p/metrics.csv");
    int column = rows.get(0).indexOf("log_likelihood");
    double first = Double.parseDouble(rows.get(1).get(column));
    assertThat(first - Double.parseDouble(rows.getLast().get(column))).isGreaterThan(4);
    assertThat(first - Double.parseDouble(rows.get(rows.size() - 2).get(column))).isLessThanOrEqualTo(4);
    assertEquals(Long.parseLong(rows.get(rows.size() - 2).get(1)), machine("p").synapses());
    shell.refuses(ExitCode.NO,
        PRUNE
            + "--fraction-per-round 0.9 --criterion anti-fi --retrain 0 --stop-likelihood 0.1 -q -o @q --csv")
        .says("E215");
  }

  @Test
  void theErrorOfClassesIsABudgetToo() {
    shell.does("boltzmann fit font-digits:600 --layers 100,15 --epochs 40 --batch 20 -o @f.rbm");
    Shell.Result result = shell.does("boltzmann prune @f.rbm font-digits:600 --criterion random --rounds 6"
        + " --fraction-per-round 0.3 --retrain 0 --stop-error 60% --log-z none --test 0.2");
    result.says("N215");
    assertThat(result.out()).contains("probe accuracy", "%");
    shell.refuses(ExitCode.USAGE, PRUNE + "--stop-error 0.1").says("E172", "--labels FILE");
  }

  @Test
  void aLayerThatWouldBeEmptyEndsItWithNothingLost() throws Exception {
    Shell.Result result = shell.run(
        PRUNE + "--rounds 5 --fraction-per-round 0.9 --retrain 0 --criterion weight -o @p")
        .exits(ExitCode.NO);
    result.says("W214", "without units", "smaller --fraction-per-round");
    assertEquals(5, machine("p").synapses());
    assertThat(shell.text("p/run.json")).contains("\"ended\" : \"collapsed\"");
    shell.refuses(ExitCode.NO, PRUNE + "--fraction-per-round 0.999 --criterion random --csv").says("E214",
        "Nothing was written", "--unit-loss never");
    shell.does(PRUNE + "--fraction-per-round 0.999 --criterion random --rounds 1 --unit-loss never");
  }

  @Test
  void aMaskThatIsolatesEverythingIsRefused() throws Exception {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Machine m = machine("m.rbm");
    MachineFile.put(m.withMasks(new Mask[]{Mask.of(9, 6, new java.util.BitSet())}), "", tensors);
    TensorFile.of(tensors, Map.of()).write(shell.path("empty.npz"), Existing.REFUSE);
    shell.refuses(ExitCode.DATA, "boltzmann prune @empty.npz " + BARS).says("E213", "isolates layer 1");
    shell.refuses(ExitCode.DATA, "boltzmann fit " + BARS + " --like @empty.npz -o @x").says("E213");
    shell.refuses(ExitCode.DATA, "boltzmann fit " + BARS + " --from @empty.npz -o @x").says("E213");
  }

  @Test
  void tooFewSamplesAreSaidAndTheHintHelps() {
    String few = "boltzmann prune @m.rbm " + BARS
        + " --rounds 1 --chains 100000 --criterion fi-diagonal --sweeps 20"
        + " --retrain 0 --fraction-per-round 0.3 ";
    String said = shell.does(few + "--samples 4").says("W202", "4 samples for 54 weights", "--samples 400")
        .err();
    String hint = said.replaceFirst("(?s).*hint: (--samples \\d+).*", "$1");
    shell.does(few + hint).doesNotSay("W202");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--criterion best", "--rounds 0", "--fraction-per-round 0",
      "--fraction-per-round 1",
      "--fraction-per-round 0.1,0.2", "--fraction-per-round all", "--samples 1", "--chains 0", "--sweeps 0",
      "--retrain -1", "--rates data --criterion unit-cost", "--stop-likelihood -1", "--pictures",
      "--keep-rounds",
      "--log-z none --stop-likelihood 1", "--ais-chains 1", "--test-labels x", "--selection some",
      "--selection global --fraction-per-round 0.1,0.1", "--probe-cost 0", "--measure-on 0",
      "--unit-loss all"})
  void nonsenseIsUsage(String flags) {
    Shell.Result result = shell.refuses(ExitCode.USAGE, PRUNE + flags);
    assertThat(result.err()).containsAnyOf("error[E172]", "error[E171]").contains("hint: ");
  }

  @Test
  void whatCannotBeEnumeratedIsSaidBeforeWork() {
    shell.does("boltzmann fit font-digits:50 --layers 100,30 --epochs 0 -o @big.rbm");
    for (String flags : List.of("--rates exact", "--log-z exact", "--rates exact-samples")) {
      shell.refuses(ExitCode.LIMIT, "boltzmann prune @big.rbm font-digits:50 --samples 100 --csv " + flags)
          .says("E190",
              "100-30", "hint: --");
    }
    shell.does("boltzmann fit font-digits:50 --layers 100,101 --epochs 0 -o @bigger.rbm");
    shell.refuses(ExitCode.LIMIT, "boltzmann prune @bigger.rbm font-digits:50 --criterion fi-eigen").says(
        "E190",
        "fi-diagonal");
    shell.does("boltzmann fit bars-and-stripes:2 --layers 4,3,2 --epochs 1 --pretrain 0 -o @deep.rbm");
    shell.refuses(ExitCode.USAGE, "boltzmann prune @deep.rbm bars-and-stripes:2 --criterion fi-visible")
        .says("E172", "two layers", "--criterion fi-diagonal");
  }

  @Test
  void theWidthOfDataMustFit() {
    shell.refuses(ExitCode.DATA, "boltzmann prune @m.rbm bars-and-stripes:4").says("E201", "9 visible units",
        "16 columns");
    shell.refuses(ExitCode.DATA, "boltzmann prune @none.rbm bars-and-stripes:4").says("E101");
  }
}
