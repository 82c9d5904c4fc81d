package org.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks that a rule or the theory cannot take as they are: code, status, facts, and that the hint works. */
final class BadNetworkTest {
  private static final String DOMINANT = " --kind network --leak dominant:0.1 --keep 0.5 ";

  @TempDir
  Path folder;

  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void makeShell() {
    shell = new Shell(folder);
  }

  private void network(double[][] w) {
    shell.write("w.npy", Fixtures.npy(w));
  }

  @Test
  void case13Unstable() {
    network(Fixtures.clusters(2));
    Shell.Result result = shell.refuses(ExitCode.DATA, "prune @w.npy --kind network --keep 0.5 -o @out")
        .says("E140", "unstable: leading eigenvalue +", "with leak 1,", "grows without bound",
            "no covariance", "makes it stable (margin ", "--leak dominant:0.01", "--scale spectral:0.9");
    Matcher hint = Pattern.compile("hint: --leak (\\S+) makes").matcher(result.err());
    assertTrue(hint.find(), result.err());
    shell.does("prune @w.npy --kind network --keep 0.9 -o @a --allow-unstable --leak " + hint.group(1));
    shell.does("prune @w.npy --kind network --keep 0.5 -o @b --leak dominant:0.01");
    shell.does("prune @w.npy --kind network --keep 0.9 -o @c --scale spectral:0.9 --allow-unstable");
  }

  @Test
  void case14Marginal() {
    network(Fixtures.clusters(2));
    shell.does("prune @w.npy --kind network --keep 0.5 -o @out --leak dominant:1e-9 --certify quick").says(
        "W141",
        "leading eigenvalue -", "set almost wholly by one mode", "hint: --leak");
    assertThat(shell.text("out/certificate.json")).contains("W141");
    shell.does("prune @w.npy --kind network --keep 0.5 --leak dominant:0.1").doesNotSay("W141");
  }

  @Test
  void case15WouldBecomeUnstable() {
    network(Fixtures.clusters(3));
    String command = "prune @w.npy --kind network --leak dominant:0.001 --keep 0.3 -o @out ";
    shell.refuses(ExitCode.REFUSED, command + "--diagonal keep").says("E142",
        "refused: the pruned network is unstable (leading eigenvalue +", "original -",
        "because --diagonal keep leaves too little leak after rescaling", "Nothing was written",
        "hint: --diagonal match; or --allow-unstable");
    shell.does(command + "--diagonal match");
    shell.does(command + "--diagonal keep --allow-unstable --overwrite");
    assertThat(shell.text("out/certificate.json")).contains("\"status\" : \"refused\"");
  }

  @Test
  void case16AlmostSymmetric() {
    double[][] w = Fixtures.clusters(2);
    w[0][1] *= 1 + 3e-7;
    w[2][5] *= 1 - 1e-7;
    network(w);
    shell.refuses(ExitCode.DATA, "prune @w.npy -o @out" + DOMINANT).says("E150", "w.npy is almost symmetric",
        "of the largest weight, 2 pairs", "--symmetrize mean", "--directed");
    shell.does("prune @w.npy --symmetrize mean -o @mean" + DOMINANT);
    shell.does("prune @w.npy --directed --orientation post-rows -o @directed" + DOMINANT).says("N151");
  }

  @Test
  void case17Directed() {
    network(Fixtures.directed(20, 6));
    Shell.Result result = shell
        .does("prune @w.npy --kind network --orientation post-rows --keep 0.7 -o @out").says("N151",
            "directed network (asymmetry 0.", "guarantee does not cover it", "measured certificate");
    assertThat(result.out()).contains("Certificate measured");
    assertThat(shell.text("out/certificate.json")).contains("\"status\" : \"measured\"", "N151");
  }

  @Test
  void case18UpperTriangleOnly() {
    double[][] w = Fixtures.clusters(2);
    for (int i = 0; i < w.length; i++) {
      for (int j = 0; j < i; j++) {
        w[i][j] = 0;
      }
    }
    network(w);
    shell.refuses(ExitCode.DATA, "prune @w.npy -o @out" + DOMINANT).says("E152",
        "all 57 edges are above the diagonal", "--symmetrize from-upper", "feed-forward: --directed",
        "all eigenvalues sit on the diagonal");
    shell.does("prune @w.npy --symmetrize from-upper -o @half" + DOMINANT).doesNotSay("N151");
    shell.does("prune @w.npy --directed --orientation pre-rows -o @forward" + DOMINANT).says("N151");
  }

  @Test
  void case19NotDominant() {
    network(Fixtures.directed(20, 6));
    Shell.Result result = shell
        .does("prune @w.npy --kind network --orientation post-rows --leak 0.7 --keep 0.8 -o @out")
        .says("W153",
            "of 20 nodes receive", "than their leak (worst: node ", "times)", "guarantee does not apply",
            "Certificate: measured");
    assertThat(result.err()).containsPattern("W153\\]: \\d+ of 20 nodes");
    shell.does("prune @w.npy --orientation post-rows --keep 0.8 --kind network --leak dominant:0.1")
        .doesNotSay("W153");
  }

  @Test
  void case20DiagonalOfTheDynamics() {
    double[][] w = Fixtures.clusters(2);
    for (int i = 0; i < w.length; i++) {
      w[i][i] = -12 - i / 100.0;
    }
    network(w);
    shell.refuses(ExitCode.DATA, "prune @w.npy --kind network --keep 0.5 -o @out").says("E154",
        "16 non-zero entries on the diagonal, all negative (-12.2 to -12.0)",
        "full dynamics matrix A = -leak + W?", "--diagonal-is dynamics with --kind drift",
        "--diagonal-is autapse", "--diagonal-is ignore");
    Shell.Result whole = shell.does("prune @w.npy --kind drift --diagonal-is dynamics --keep 0.5 -o @drift");
    assertThat(whole.out()).contains("leak 12.00 to 12.15");
    shell.does("prune @w.npy --kind network --leak 1 --diagonal-is autapse --keep 0.5 -o @autapse");
    shell.does("prune @w.npy --kind network --leak 13 --diagonal-is ignore --keep 0.5 -o @ignore");
    assertEquals("-12.05",
        shell.does("convert @autapse/pruned.npy @a.csv").status() == 0
            ? shell.cells("a.csv").get(5).get(5)
            : "");
  }

  @Test
  void case21SelfLoopsInAnEdgeList() {
    double[][] w = Fixtures.clusters(2);
    w[3][3] = 0.25;
    w[4][4] = 0.5;
    shell.write("w.csv", Fixtures.edges(w, "pre,post,weight"));
    shell.does("prune @w.csv -o @kept" + DOMINANT).says("W155", "2 self-connections (1.7 % of edges)",
        "are kept as they are and not offered to the rule", "hint: --self-loops drop");
    assertThat(shell.text("kept/pruned.csv")).contains("n3,n3,0.25\n", "n4,n4,0.5\n");
    shell.does("prune @w.csv --self-loops drop -o @dropped" + DOMINANT).doesNotSay("W155");
    assertThat(shell.text("dropped/pruned.csv")).doesNotContain("n3,n3", "n4,n4");
  }

  @Test
  void case22DuplicateEdges() {
    shell.write("w.csv", "pre,post,weight\na,b,1\nb,a,2\na,c,1\nc,a,1\nb,c,1\na,b,3\n");
    shell.refuses(ExitCode.DATA, "prune @w.csv -o @out" + DOMINANT).says("E156",
        "1 edge appears more than once (example: a -> b, weights 1 and 3, lines 2 and 7)",
        "--duplicates sum (synapse counts) | max | first");
    for (String how : new String[]{"sum", "max", "first"}) {
      shell.does("prune @w.csv --duplicates " + how + " --rule top -o @" + how + DOMINANT);
    }
    assertThat(shell.text("sum/synapses.csv")).contains("a,b,4.0");
    assertThat(shell.text("max/synapses.csv")).contains("a,b,3.0");
    assertThat(shell.text("first/synapses.csv")).contains("a,b,1.0");
  }

  @Test
  void case23ConflictingUndirectedPair() {
    shell.write("w.csv", "a,c,1\nb,c,2\na,b,0.4\nb,a,0.6\n");
    shell.refuses(ExitCode.DATA, "prune @w.csv --undirected -o @out" + DOMINANT).says("E157",
        "\"a,b,0.4\" (line 3)", "\"b,a,0.6\" (line 4)", "disagree",
        "--undirected mean, or drop --undirected");
    shell.does("prune @w.csv --undirected mean -o @mean" + DOMINANT);
    assertThat(shell.text("mean/synapses.csv")).contains("b,a,0.5");
    shell.does("prune @w.csv --orientation pre-rows -o @directed" + DOMINANT).says("N151");
  }

  @Test
  void case24IndexBase() {
    shell.write("w.csv", "pre,post,weight\n0,1,1\n1,0,1\n2,1,1\n3,2,1\n2,3,1\n");
    shell.refuses(ExitCode.DATA, "prune @w.csv --nodes 3 -o @out" + DOMINANT).says("E158",
        "node 0 and node 3 both appear but --nodes 3 was given", "0-based", "1-based",
        "first 0-based line: 2; first 3: line 5");
    shell.does("prune @w.csv --nodes 4 --index-base 0 -o @four" + DOMINANT);
    shell.does("prune @w.csv -o @names" + DOMINANT);
  }

  @Test
  void case25Disconnected() {
    double[][] w = Fixtures.clusters(3);
    w[15][16] = w[16][15] = 0;
    network(w);
    shell.does("prune @w.npy -o @out" + DOMINANT).says("W160", "2 components (16, 8 nodes)",
        "pruned on its own and certified on its own", "hint: --component largest");
    Shell.Result largest = shell.does("prune @w.npy --component largest -o @largest" + DOMINANT)
        .doesNotSay("W160");
    assertThat(largest.out()).contains("the largest of 2: 16 of 24 nodes");
  }

  @Test
  void case26WouldDisconnect() {
    network(Fixtures.clusters(3));
    String command = "prune @w.npy --kind network --leak dominant:0.1 --edges 24 --rule uniform -o @out ";
    Shell.Result result = shell.does(command).says("W161", "this seed cut the network into",
        "components (1 before)", "isolated", "--connected keeps the best spanning forest");
    assertThat(result.err()).containsPattern("at \\d+\\.\\d % this seed");
    Shell.Result connected = shell.does(command + "--connected --overwrite").doesNotSay("W161");
    assertThat(connected.out()).contains("components 1 -> 1");
  }
}
