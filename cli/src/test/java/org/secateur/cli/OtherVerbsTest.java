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
import org.secateur.io.InputException;
import org.secateur.io.MatrixReader;
import org.secateur.io.RawMatrix;
import org.secateur.io.ReadOptions;

/** scores, inspect, certify, convert, cite and demo, end to end. */
final class OtherVerbsTest {
  private static final String NETWORK = " --kind network --leak dominant:0.1 ";

  @TempDir
  Path folder;

  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void makeShell() {
    shell = new Shell(folder);
    shell.write("w.npy", Fixtures.npy(Fixtures.clusters(3)));
  }

  /** The 4-cycle with weights 2, 4, 1, 3 of NetworkX's tests: resistances by series and parallel. */
  @Test
  void scoresOfAFourCycle() throws InputException {
    shell.write("cycle.csv", "source,target,weight\n1,2,2\n2,3,4\n3,4,1\n4,1,3\n");
    String command = "scores @cycle.csv --undirected --kind graph --rule resistance ";
    Shell.Result printed = shell.does(command);
    List<String> lines = printed.out().lines().toList();
    assertEquals("pre,post,weight,score,resistance,standard_error", lines.get(0));
    double total = 1 / 2.0 + 1 / 4.0 + 1 + 1 / 3.0;
    for (String line : lines.subList(1, 5)) {
      String[] cells = line.split(",", -1);
      double own = 1 / Double.parseDouble(cells[2]);
      assertEquals(own * (total - own) / total, Double.parseDouble(cells[4]), 1e-12, line);
      assertEquals("0.0", cells[5]);
    }
    shell.does(command + "-o @s.csv");
    assertEquals(printed.out(), shell.text("s.csv"));
    shell.does(command + "-o @s.npy");
    RawMatrix array = MatrixReader.read(shell.path("s.npy"),
        ReadOptions.DEFAULT.withShape(ReadOptions.Shape.ANY));
    assertEquals(4, array.rows());
    assertEquals(6, array.columns());
    for (int e = 0; e < 4; e++) {
      for (int c = 2; c < 5; c++) {
        assertEquals(Double.parseDouble(lines.get(e + 1).split(",", -1)[c]), array.value(array.find(e, c)));
      }
    }
    shell.refuses(ExitCode.REFUSED, command + "-o @s.csv").says("E194");
    shell.does(command + "-o @s.csv.gz");
  }

  @Test
  void inspectAssumesOutLoudAndPrices() {
    shell.write("d.npy", Fixtures.npy(Fixtures.directed(20, 6)));
    Shell.Result look = shell.does("inspect @d.npy --seeds 2");
    assertThat(look.out()).contains("Assumed     --kind network --orientation post-rows", "Price list",
        "measured on 2 seeds", "/2", "Next        secateur prune");
    shell.does(next(look).replace("-o pruned", "-o @pruned"));
    Map<String, ?> document = shell.does("inspect @d.npy --seeds 1 --json").json();
    assertEquals(20, (int) Tree.number(document, "neurons"));
    assertEquals(false, document.get("symmetric"));
    assertEquals(5, Tree.list(document, "price_list").size());
    Shell.Result unstable = shell.does("inspect @w.npy --kind network");
    assertThat(unstable.out()).contains("UNSTABLE", "Prices      none", "Remedy      --leak ");
    assertThat(shell.does(next(unstable)).out()).contains("Price list");
    shell.refuses(ExitCode.USAGE, "inspect @w.npy -o @x").says("E172", "-o");
    shell.refuses(ExitCode.USAGE, "inspect @w.npy --modes 0").says("E172", "--modes 0");
    shell.refuses(ExitCode.USAGE, "inspect @w.npy --seeds -2").says("E172", "--seeds -2");
    shell.refuses(ExitCode.USAGE, "inspect @w.npy --budgets 0.1,2").says("E171", "2 times all edges");
  }

  /** The command that comes next, as printed. */
  private static String next(Shell.Result result) {
    String line = result.out().lines().filter(l -> l.startsWith("Next")).findFirst().orElse("");
    return line.replace("Next        secateur ", "");
  }

  @Test
  void certifyOfItselfIsPerfect() {
    Map<String, ?> c = shell.does("certify @w.npy @w.npy --tolerance 1e-6 --slow 0.0001% --json" + NETWORK)
        .json();
    assertEquals("measured", c.get("status"));
    assertEquals(1, Tree.number(c, "worst_direction", "low"), 1e-9);
    assertEquals(1, Tree.number(c, "worst_direction", "high"), 1e-9);
    for (Object mode : Tree.list(c, "modes")) {
      assertEquals(0, Tree.number(mode, "relative_error"), 1e-9);
    }
  }

  /** Comments, sizes, and entries inside a cluster of 200. */
  private static boolean staysWithoutBridges(String line) {
    String[] cells = line.split(" ", -1);
    if (line.startsWith("%") || (cells[0].equals("600") && cells[1].equals("600"))) {
      return true;
    }
    return (Integer.parseInt(cells[0]) - 1) / 200 == (Integer.parseInt(cells[1]) - 1) / 200;
  }

  /** The demo's network without its 18 bridges: the slow modes between clusters are gone. */
  @Test
  void certifyFlagsBridgesCutByHand() {
    shell.does("demo -o @demo -q --no-report");
    String cut = shell.text("demo/clusters.mtx").lines().filter(OtherVerbsTest::staysWithoutBridges)
        .collect(java.util.stream.Collectors.joining("\n")) + "\n";
    long entries = cut.lines().filter(l -> !l.startsWith("%")).count() - 1;
    String[] size = shell.text("demo/clusters.mtx").lines().filter(l -> !l.startsWith("%")).findFirst()
        .orElse("")
        .split(" ", -1);
    assertEquals(36, Long.parseLong(size[2]) - entries);
    shell.write("cut.mtx", cut.replaceFirst("600 600 \\d+", "600 600 " + entries));
    String command = "certify @demo/clusters.mtx @cut.mtx --kind network --leak dominant:0.0001 --certify quick"
        + " --leak-pruned matched ";
    assertThat(shell.does(command).out()).contains("components 1 -> 3");
    assertThat(shell.run(command + "--slow 5%:3").exits(ExitCode.NO).out()).contains(
        "Certificate not-preserved",
        "the 3 slowest modes were to stay within 5.0 %");
    assertThat(shell.run(command + "--tolerance 0.5").exits(ExitCode.NO).out()).contains("not-preserved",
        "worst direction was to stay within 50.0 %");
    shell.run(command + "--tolerance x").exits(ExitCode.USAGE).says("E172", "--tolerance x");
  }

  @Test
  void certifyWritesItsDocumentOnce() {
    String command = "certify @w.npy @w.npy -o @c.json" + NETWORK;
    shell.does(command);
    assertThat(shell.text("c.json")).contains("secateur/certificate/1", "\"provenance\"");
    shell.refuses(ExitCode.REFUSED, command).says("E194", "c.json");
    shell.does(command + "--overwrite");
  }

  @Test
  void convertGoesRoundWithoutLosingABit() throws InputException {
    double[][] w = Fixtures.directed(12, 5);
    w[0][1] = 1.0 / 3;
    w[1][0] = -5e-200;
    shell.write("a.npy", Fixtures.npy(w));
    String from = "a.npy";
    for (String to : List.of("b.csv", "c.mtx", "d.mat", "e.npz", "f.tsv", "g.npy")) {
      shell.does("convert @" + from + " @" + to);
      from = to;
    }
    RawMatrix a = MatrixReader.read(shell.path("a.npy"), ReadOptions.DEFAULT);
    RawMatrix g = MatrixReader.read(shell.path("g.npy"), ReadOptions.DEFAULT);
    assertThat(g.values()).containsExactly(a.values());
    assertThat(g.columnIndices()).containsExactly(a.columnIndices());
    shell.does("convert @a.npy @t.npy --transpose");
    RawMatrix t = MatrixReader.read(shell.path("t.npy"), ReadOptions.DEFAULT);
    for (int k = 0; k < a.count(); k++) {
      assertEquals(a.value(k), t.value(t.find(a.column(k), a.row(k))));
    }
    shell.refuses(ExitCode.REFUSED, "convert @a.npy @t.npy").says("E194", "--overwrite");
    shell.refuses(ExitCode.USAGE, "convert @a.npy @t.xyz").says("E172", "t.xyz", "--to");
    shell.does("convert @a.npy @t.xyz --to csv");
  }

  @Test
  void citeNamesThePaperBehindTheRule() {
    shell.does("prune @w.npy --keep 0.5 --rule resistance -o @graph" + NETWORK);
    shell.does("prune @w.npy --keep 0.5 -o @noise" + NETWORK);
    assertThat(shell.does("cite @noise --bibtex").out()).contains("@inproceedings{moore2020",
        "@software{secateur");
    assertThat(shell.does("cite @graph").out()).contains("Spielman").doesNotContain("Moore");
    shell.run("cite @none").exits(ExitCode.DATA).says("E101", "not a finished bundle");
  }

  @Test
  void demoKeepsTheBridges() {
    Map<String, ?> document = shell.does("demo --json --no-report").json();
    List<?> rows = Tree.list(document, "clusters", "rows");
    assertTrue(Tree.number(rows, 1, "bridges") >= 17, rows.toString());
    assertTrue(Tree.number(rows, 2, "bridges") <= 8, rows.toString());
  }

  /** A table for machines: the same rows as the document's, one line each under their names. */
  @Test
  void tablesArePrintedAsCsv() {
    List<String> lines = shell.does("inspect @w.npy --leak dominant:0.1 --csv -q").out().lines().toList();
    assertEquals(6, lines.size());
    assertEquals("keep,edges,worst_direction,slow_modes,slow_modes_worst,lowest_leading_eigenvalue,"
        + "highest_leading_eigenvalue,stable", lines.get(0));
    lines = shell.does("prune @w.npy --keep 0.5 --baselines --csv -q" + NETWORK).out().lines().toList();
    assertEquals(List.of("rule", "noise", "degree", "weight", "uniform", "top"),
        lines.stream().map(l -> l.substring(0, l.indexOf(','))).toList());
    for (String line : lines) {
      assertEquals(9, line.split(",", -1).length, line);
    }
  }
}
