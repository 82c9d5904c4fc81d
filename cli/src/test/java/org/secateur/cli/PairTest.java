package org.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A second file is understood as the first was: same neurons, same scale, nothing found anew, nothing guessed. */
final class PairTest {
  @TempDir
  Path folder;

  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void makeShell() {
    shell = new Shell(folder);
    shell.write("w.csv", Fixtures.edges(Fixtures.directed(30, 6), "pre,post,weight"));
  }

  /** The same edges in another order are the same network, whatever every neuron's scale is. */
  @ParameterizedTest
  @ValueSource(strings = {"rows", "spectral:0.5", "none"})
  void theOrderOfLinesDoesNotMatter(String scale) {
    List<String> lines = shell.text("w.csv").lines().toList();
    String turned = lines.get(0) + "\n"
        + lines.subList(1, lines.size()).reversed().stream().collect(Collectors.joining("\n")) + "\n";
    shell.write("r.csv", turned);
    Object c = shell.does("certify @w.csv @r.csv --kind network --leak dominant:0.1 --json --scale " + scale)
        .json();
    assertEquals(true, Tree.at(c, "structure", "weights_unchanged"));
    assertEquals(0, Tree.number(c, "worst_direction", "error"), 1e-12);
  }

  /** A list of edges that lost a neuron keeps the first one's scale. */
  @Test
  void aLostNeuronDoesNotChangeTheScale() {
    String kept = shell.text("w.csv").lines().filter(l -> !(',' + l).contains(",3,"))
        .collect(Collectors.joining("\n"));
    shell.write("k.csv", kept + "\n");
    Object c = shell.does("certify @w.csv @k.csv --kind network --leak 1 --scale spectral:0.5 --json").json();
    assertEquals(1, Tree.number(c, "structure", "largest_amplification"), 1e-12);
  }

  /** Scaling by the largest weight is a matter of reading, not of the network: dropping that weight changes nothing. */
  @Test
  void automaticScaleIsTheSameForBoth() {
    shell.write("h.csv", "a,b,weight\n1,2,1\n2,3,1\n3,1,1\n1,4,1000\n2,4,1\n");
    shell.write("l.csv", "a,b,weight\n1,2,1\n2,3,1\n3,1,1\n2,4,1\n");
    Object c = shell.does("certify @h.csv @l.csv --kind graph --scale auto --json").json();
    assertThat(Tree.number(c, "worst_direction", "high")).isLessThanOrEqualTo(1 + 1e-9);
    shell.does("prune @h.csv --kind graph --scale auto --keep 0.9 --connected -o @auto");
    shell.does("verify @auto");
  }

  /** The leak of a whole drift has the unit of its weights: a triangular drift keeps its eigenvalues without one entry. */
  @Test
  void automaticScaleIsTheSameForLeaks() {
    shell.write("a.npy", Fixtures.npy(new double[][]{{-1, 1000, 0}, {0, -1, 0.5}, {0, 0, -1}}));
    shell.write("b.npy", Fixtures.npy(new double[][]{{-1, 0, 0}, {0, -1, 0.5}, {0, 0, -1}}));
    Object c = shell
        .does("certify @a.npy @b.npy --kind drift --orientation post-rows --directed --scale auto --json")
        .json();
    double original = Tree.number(c, "stability", "original");
    assertEquals(original, Tree.number(c, "stability", "pruned"), 1e-6 * Math.abs(original));
  }

  /** An original that reads the same both ways says nothing of what a row of a directed file is. */
  @Test
  void directionOfTheSecondIsAskedFor() {
    shell.write("s.npy", Fixtures.npy(new double[][]{{0, 1, 1}, {1, 0, 1}, {1, 1, 0}}));
    shell.write("d.npy", Fixtures.npy(new double[][]{{0, 1, 0}, {0, 0, 1}, {1, 1, 0}}));
    String command = "certify @s.npy @d.npy --kind network --leak 4 ";
    shell.run(command).exits(2).says("E146");
    shell.does(command + "--orientation pre-rows");
  }

  /** A budget that was searched for with its own draws is measured, however far above the theorem's rate. */
  @Test
  void searchedBudgetsAreNeverGuaranteed() {
    shell.write("full.npy", Fixtures.npy(full(120)));
    String command = "prune @full.npy --kind network --leak dominant:0.05 --json ";
    assertEquals("guaranteed", Tree.at(shell.does(command + "--keep 0.6").json(), "certificate", "status"));
    assertEquals("measured", Tree.at(shell.does(command + "--slow 20%:3").json(), "certificate", "status"));
  }

  /** Every file of a bundle is hashed: a changed setting or leak is found. */
  @ParameterizedTest
  @ValueSource(strings = {"configuration.toml", "leak.csv", "synapses.csv"})
  void everyFileOfABundleIsVerified(String file) {
    shell.does("prune @w.csv --kind network --leak dominant:0.1 --keep 0.5 --certify quick -o @b");
    shell.does("verify @b");
    String before = shell.text("b/" + file);
    shell.write("b/" + file, before + "\n");
    assertNotEquals(before, shell.text("b/" + file));
    assertThat(shell.run("verify @b").exits(1).out()).contains(file);
  }

  @Test
  void graphsCannotKeepTheirDiagonal() {
    shell.write("g.csv", "a,b,weight\n1,2,1\n2,3,1\n3,1,2\n");
    shell.refuses(2, "prune @g.csv --kind graph --diagonal keep --keep 0.5 -o @g").says("E172",
        "--diagonal match");
    shell.write("loop.csv", "a,b,weight\n1,2,1\n2,3,1\n3,1,2\n1,1,4\n");
    shell.refuses(2, "prune @loop.csv --kind graph --diagonal-is autapse --keep 0.5 -o @g").says("E147");
    shell.does("prune @loop.csv --kind graph --diagonal-is ignore --keep 0.9 --connected");
  }

  @Test
  void aBareTolerancePastOneIsAskedAbout() {
    shell.run("certify @w.csv @w.csv --kind network --leak dominant:0.1 --slow 5").exits(2).says("E171",
        "500 %",
        "--slow 5%");
    shell.does("certify @w.csv @w.csv --kind network --leak dominant:0.1 --slow 5%");
  }

  private static double[][] full(int n) {
    double[][] w = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        w[i][j] = 1 + (i * 7 + j * 13) % 10 / 10.0;
        w[j][i] = w[i][j];
      }
    }
    return w;
  }
}
