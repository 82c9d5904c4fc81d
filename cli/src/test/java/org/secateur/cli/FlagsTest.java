package org.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/** Each flag that decides a result, once from the command line to the bundle. */
final class FlagsTest {
  private static final String PRUNE = "prune @w.csv --kind network --leak dominant:0.1 -o @out ";

  @TempDir
  Path folder;

  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void makeShell() {
    shell = new Shell(folder);
    shell.write("w.csv", Fixtures.csv(Fixtures.clusters(3)));
    shell.write("d.csv", Fixtures.csv(Fixtures.directed(20, 6)));
  }

  private Map<?, ?> certificate(String command) {
    return (Map<?, ?>) Tree.at(shell.does(command + " --json").json(), "certificate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"noise", "resistance", "weight", "uniform", "top", "degree"})
  void everyRulePrunesAndCanBeVerified(String rule) {
    Shell.Result result = shell.does(PRUNE + "--keep 0.5 --rule " + rule);
    assertThat(result.out()).contains("rule " + rule);
    shell.does("verify @out");
  }

  @Test
  void toleranceIsMet() {
    Map<?, ?> c = certificate(PRUNE + "--tolerance 0.8");
    assertTrue(
        Tree.number(c, "worst_direction", "low") >= 0.2 && Tree.number(c, "worst_direction", "high") <= 1.8,
        String.valueOf(c.get("worst_direction")));
  }

  @Test
  void slowIsMet() {
    Map<?, ?> c = certificate(PRUNE + "--slow 60%:3");
    for (Object mode : Tree.list(c, "modes").subList(0, 3)) {
      assertThat(Tree.number(mode, "relative_error")).isLessThanOrEqualTo(0.6);
    }
    assertThat(String.valueOf(c.get("claims"))).contains("slow_modes_within=0.6");
  }

  @Test
  void epsilonOfOneKeepsWhatTheTheoremAsksFor() {
    Map<?, ?> c = certificate(PRUNE + "--epsilon 1");
    assertEquals("guaranteed", c.get("status"));
    assertThat(Tree.number(c, "assumptions", "theorem_epsilon")).isLessThanOrEqualTo(1);
  }

  @Test
  void connectedKeepsOnePieceAtTheExactNumberOfEdges() {
    Map<String, ?> answer = shell.does(PRUNE + "--edges 26 --connected --json").json();
    assertEquals(26, (int) Tree.number(answer, "kept_edges"));
    assertThat(String.valueOf(answer.get("certificate"))).contains("components=[1, 1]");
  }

  @Test
  void rescaleDecidesTheWeightsThatStay() {
    shell.does(PRUNE + "--keep 0.5 --rescale no");
    assertTrue(ratios().stream().allMatch(r -> r == 1), "weights stay");
    shell.does(PRUNE + "--keep 0.5 --overwrite --rescale yes");
    double largest = ratios().stream().mapToDouble(r -> r).max().orElse(0);
    shell.does(PRUNE + "--keep 0.5 --overwrite --rescale capped:0.5");
    double capped = ratios().stream().mapToDouble(r -> r).max().orElse(0);
    assertThat(capped).isGreaterThan(1).isLessThan(largest);
    shell.refuses(ExitCode.USAGE, PRUNE + "--keep 0.5 --overwrite --rescale capped:7").says("E172",
        "capped:0.9");
  }

  /** w'/w of the kept edges. */
  private List<Double> ratios() {
    return shell.cells("out/synapses.csv").stream().filter(c -> c.get(5).equals("1"))
        .map(c -> Double.parseDouble(c.get(6)) / Double.parseDouble(c.get(2))).toList();
  }

  @Test
  void simulatedScoresSayHowSureTheyAre() {
    shell.does(PRUNE + "--keep 0.5 --scores simulate --overwrite");
    assertThat(shell.text("out/configuration.toml")).contains("scores = \"simulate\"");
    shell.does("scores @w.csv --kind network --leak dominant:0.1 --scores simulate -o @scores.csv");
    assertTrue(shell.cells("scores.csv").stream().skip(1).allMatch(c -> Double.parseDouble(c.get(5)) > 0));
    shell.does("verify @out");
  }

  @Test
  void recordedActivityFeedsTheRule() {
    NoiseStream noise = new Seed(11).stream("activity");
    double[][] activity = new double[400][24];
    for (double[] row : activity) {
      for (int i = 0; i < row.length; i++) {
        row[i] = noise.nextDouble() - 0.5;
      }
    }
    shell.write("activity.npy", Fixtures.npy(activity));
    shell.does(PRUNE + "--keep 0.5 --activity @activity.npy --activity-moments independent");
    assertThat(shell.text("out/configuration.toml")).contains("activity = \"activity.npy\"");
    shell.does("verify @out");
    double[][] turned = new double[24][400];
    for (int t = 0; t < activity.length; t++) {
      for (int i = 0; i < turned.length; i++) {
        turned[i][t] = activity[t][i];
      }
    }
    shell.write("turned.npy", Fixtures.npy(turned));
    shell.refuses(ExitCode.DATA, PRUNE + "--overwrite --keep 0.5 --activity @turned.npy").says("E115",
        "400 columns",
        "24 neurons", "convert IN OUT --transpose");
    shell.does("convert @turned.npy @right.npy --transpose");
    shell.does(PRUNE + "--overwrite --keep 0.5 --activity @right.npy");
  }

  @Test
  void rectifiedUnitsAreComparedToo() {
    Map<?, ?> c = certificate(PRUNE + "--keep 0.7 --activation relu");
    assertThat(Tree.number(c, "rectified", "steady_state", "relative_error")).isNotNegative();
    assertThat(certificate(PRUNE + "--keep 0.7 --overwrite").get("rectified")).isNull();
    shell.write("input.csv", "1\n".repeat(24));
    shell.does(PRUNE + "--keep 0.7 --activation relu --overwrite --input @input.csv");
    shell.does("verify @out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"spectral:0.5", "rows"})
  void scaledNetworksGoBackInTheUnitsOfTheFile(String scale) {
    Shell.Result result = shell
        .does("prune @d.csv --kind network --orientation post-rows --keep 0.9 -o @out --scale " + scale);
    assertThat(result.out()).contains("scaled");
    for (List<String> cells : shell.cells("out/synapses.csv")) {
      if (cells.get(4).equals("1.0")) {
        assertEquals(cells.get(2), cells.get(6));
      }
    }
    shell.does("verify @out");
  }

  @Test
  void leaksComeFromAFile() {
    shell.write("leak.csv", "neuron,leak\n" + String.join("\n",
        java.util.stream.IntStream.range(0, 20).mapToObj(i -> (19 - i) + "," + (21.5 - i)).toList()));
    Shell.Result result = shell
        .does("prune @d.csv --kind network --orientation post-rows --keep 0.9 -o @out --leak @leak.csv");
    assertThat(result.out()).contains("leak 2.500 to 21.50");
    shell.does("verify @out");
    shell.write("short.csv", "1\n2\n");
    shell
        .refuses(ExitCode.DATA,
            "prune @d.csv --kind network --orientation post-rows --keep 0.9 --leak @short.csv")
        .says("E112", "2 values", "20 neurons");
    shell
        .refuses(ExitCode.DATA,
            "prune @d.csv --kind network --orientation post-rows --keep 0.9 --leak @none.csv")
        .says("E101", "none.csv");
  }

  @Test
  void signsComeFromAFile() {
    shell.write("inhibitory.txt", "# two neurons\n3\n5\n");
    shell.does(
        "prune @w.csv --kind network --directed --orientation post-rows --leak dominant:0.1 --keep 0.9 -o @out"
            + " --signs @inhibitory.txt");
    for (List<String> cells : shell.cells("out/synapses.csv").subList(1, 40)) {
      boolean inhibitory = List.of("3", "5").contains(cells.get(0));
      assertEquals(inhibitory, cells.get(2).startsWith("-"), cells.toString());
    }
    shell.does("verify @out");
    shell.write("inhibitory.txt", "nobody\n");
    shell.refuses(ExitCode.DATA,
        "prune @w.csv --kind network --directed --orientation post-rows --keep 0.9 --signs @inhibitory.txt")
        .says("E149", "names 1 neuron of which", "nobody");
  }

  @Test
  void orientationDecidesWhoSends() {
    shell.does("scores @d.csv --kind network --orientation post-rows -o @post.csv");
    shell.does("scores @d.csv --kind network --orientation pre-rows -o @pre.csv");
    List<String> post = shell.cells("post.csv").get(1);
    assertTrue(shell.cells("pre.csv").stream().anyMatch(
        c -> c.get(0).equals(post.get(1)) && c.get(1).equals(post.get(0)) && c.get(2).equals(post.get(2))));
  }

  @Test
  void seedsDiffer() {
    shell.does(PRUNE + "--keep 0.5");
    byte[] first = shell.bytes("out/pruned.csv");
    shell.does(PRUNE + "--keep 0.5 --seed 2 --overwrite");
    assertThat(shell.bytes("out/pruned.csv")).isNotEqualTo(first);
    shell.does(PRUNE + "--keep 0.5 --seed 1 --overwrite");
    assertThat(shell.bytes("out/pruned.csv")).isEqualTo(first);
  }
}
