package org.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that cannot be used as they are: the code, the status, the facts, and that the hint gets past the problem. */
final class BadFileTest {
  private static final String KEEP = " --kind network --leak dominant:0.1 --keep 0.5 ";
  private static final double[][] W = Fixtures.clusters(2);

  @TempDir
  Path folder;

  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void makeShell() {
    shell = new Shell(folder);
  }

  @Test
  void case01MissingFileWithNearMatch() {
    shell.write("cortex.npy", Fixtures.npy(W));
    shell.refuses(ExitCode.DATA, "prune @cortx.npy -o @out" + KEEP).says("E101", "no file", "cortx.npy",
        "hint: did you mean \"cortex.npy\" (same folder)?");
    shell.does("prune @cortex.npy -o @out" + KEEP);
  }

  @Test
  void case02ContentContradictsExtension() {
    shell.write("w.csv", Fixtures.csv(W)).does("convert @w.csv @w.mat");
    shell.write("SC.csv", shell.bytes("w.mat"));
    shell.refuses(ExitCode.DATA, "prune @SC.csv -o @out" + KEEP).says("E102", "\"SC.csv\" is a MATLAB",
        "not text", "add --format mat, or rename it");
    shell.does("prune @SC.csv --format mat -o @out" + KEEP);
  }

  @Test
  void case03SeveralArraysNoneNamed() {
    Map<String, byte[]> arrays = new LinkedHashMap<>();
    arrays.put("W.npy", Fixtures.npy(W));
    arrays.put("b.npy", Fixtures.npy("<f8", "(16,)", Fixtures.doubles(16, k -> k)));
    shell.write("data.npz", Fixtures.zip(arrays));
    shell.refuses(ExitCode.DATA, "prune @data.npz -o @out" + KEEP).says("E103",
        "\"data.npz\" holds 2 arrays: W (16x16), b (16)", "hint: secateur inspect data.npz::W");
    shell.does("inspect @data.npz::W");
    shell.does("prune @data.npz::W -o @out" + KEEP);
  }

  @Test
  void case04NotSquare() {
    StringBuilder text = new StringBuilder();
    for (int j = 0; j < W.length; j++) {
      text.append(j == 0 ? "" : ",").append(101 + j);
    }
    shell.write("w.csv", text + "\n" + Fixtures.csv(W));
    shell.refuses(ExitCode.DATA, "prune @w.csv -o @out" + KEEP).says("E110", "17 rows and 16 columns",
        "square matrix", "looks like node names (\"101\", \"102\", …)", "hint: --header");
    shell.does("prune @w.csv --header -o @out" + KEEP);
    assertThat(shell.text("out/synapses.csv")).contains("102,101,");
  }

  @Test
  void case05WrongRank() {
    int n = W.length;
    shell.write("w.npy", Fixtures.npy("<f8", "(" + n + ", " + n + ", 2)",
        Fixtures.doubles(2 * n * n, k -> W[k / 2 / n][k / 2 % n])));
    shell.refuses(ExitCode.DATA, "prune @w.npy -o @out" + KEEP).says("E111", "shape 16x16x2",
        "w.npy[:,:,0]", "w.npy@mean");
    shell.does("prune @w.npy[:,:,0] -o @slice" + KEEP);
    shell.does("prune @w.npy@mean -o @mean" + KEEP);
  }

  @Test
  void case06NotANumber() {
    double[][] w = Fixtures.clusters(2);
    w[0][3] = w[3][0] = w[1][2] = Double.NaN;
    w[2][1] = 0;
    shell.write("w.npy", Fixtures.npy(w));
    shell.refuses(ExitCode.DATA, "prune @w.npy -o @out" + KEEP).says("E120", "3 of 256 weights are NaN",
        "first at row 1, column 4", "w.npy[0, 3]", "--nan-as zero (recorded in the certificate)");
    shell.does("prune @w.npy --nan-as zero -o @out" + KEEP);
    assertThat(shell.text("out/certificate.json")).contains("\"nan-as\" : \"zero\"",
        "3 NaN weights read as zero");
  }

  @Test
  void case07Infinity() {
    double[][] w = Fixtures.clusters(2);
    w[5][6] = Double.POSITIVE_INFINITY;
    shell.write("w.npy", Fixtures.npy(w));
    shell.refuses(ExitCode.DATA, "prune @w.npy -o @out" + KEEP).says("E121", "1 weight is +Inf",
        "row 6, column 7", "w.npy[5, 6]");
  }

  @Test
  void case07Overflow() {
    double[][] w = Fixtures.clusters(2);
    w[5][6] = w[6][5] = 3e307;
    shell.write("w.npy", Fixtures.npy(w));
    shell.refuses(ExitCode.DATA, "prune @w.npy -o @out" + KEEP).says("E122", "weights reach 3e+307",
        "squares overflow", "--scale auto divides by the largest weight and reports the factor");
    Shell.Result scaled = shell.does("prune @w.npy --scale auto -o @out" + KEEP);
    assertThat(scaled.out()).contains("divided by");
  }

  @Test
  void case08SaturatedCounter() {
    StringBuilder text = new StringBuilder("pre,post,count\n");
    for (int i = 0; i < 5; i++) {
      text.append(i).append(',').append((i + 1) % 5).append(',')
          .append(i == 3 ? Integer.MAX_VALUE : i + 1)
          .append('\n');
    }
    shell.write("w.csv", text.toString());
    shell.refuses(ExitCode.DATA, "prune @w.csv -o @out" + KEEP).says("E123",
        "holds 2147483647 in 1 row", "saturated 32-bit counter", "re-export as int64, or --accept-saturated");
    shell.does("prune @w.csv --accept-saturated -o @out" + KEEP);
  }

  @Test
  void case09ComplexNumbers() {
    shell.write("w.npy",
        Fixtures.npy("<c16", "(2, 2)", Fixtures.doubles(8, k -> k == 2 ? 1 : k == 3 ? 0.4 : 0)));
    shell.refuses(ExitCode.DATA, "prune @w.npy -o @out" + KEEP).says("E124", "complex128",
        "non-zero imaginary parts (max 0.4)", "Only real weights", "abs or real part first");
    shell.write("real.npy", Fixtures.npy("<c16", "(2, 2)",
        Fixtures.doubles(8, k -> k == 2 || k == 4 ? 1 : 0))); // the hint, followed in NumPy
    shell.does("prune @real.npy -o @out" + KEEP.replace("0.5", "1"));
  }

  @Test
  void case10PythonObjects() {
    shell.write("W.npy", Fixtures.npy("|O", "(2, 2)", new byte[]{(byte) 0x80, 4, 'K', 1, '.'}));
    shell.refuses(ExitCode.REFUSED, "prune @W.npy -o @out" + KEEP).says("E125",
        "\"W.npy\" stores Python objects", "can run code when loaded",
        "hint: numpy.save(\"W.npy\", W.astype(float), allow_pickle=False)");
    shell.write("W.npy", Fixtures.npy(W)); // what that command writes
    shell.does("prune @W.npy -o @out" + KEEP);
  }

  @Test
  void case11DecimalComma() {
    shell.write("SC.csv", Fixtures.csv(W).replace(',', ';').replace('.', ','));
    Shell.Result result = shell.refuses(ExitCode.DATA, "prune @SC.csv -o @out" + KEEP).says("E126", "line 1",
        "of SC.csv", "is not a number", "decimal comma", "hint: --decimal comma --delimiter semicolon");
    assertThat(result.err()).contains("column 2").containsPattern("\"[01],\\d+\"");
    shell.does("prune @SC.csv --decimal comma --delimiter semicolon -o @out" + KEEP);
  }

  @Test
  void aFirstLineThatCanBeEitherIsAskedFor() {
    shell.write("w.csv", "a,b\nb,c\nc,a\n");
    String command = "prune @w.csv --kind graph --undirected --keep 0.5 -o @out";
    shell.refuses(ExitCode.DATA, command).says("E104", "\"a,b\"", "--header", "--no-header");
    shell.does(command + " --no-header");
    assertThat(shell.cells("out/synapses.csv")).hasSize(4);
  }

  @Test
  void case12EmptyGraph() {
    double[][] w = new double[4][4];
    w[0][1] = 1e-305;
    shell.write("w.npy", Fixtures.npy(w));
    shell.refuses(ExitCode.DATA, "prune @w.npy -o @out" + KEEP).says("E130", "4 nodes, 0 edges",
        "Nothing to prune", "1 value is below 1e-300 and was read as zero");
  }

  @Test
  void undeclaredKindIsAskedFor() {
    shell.write("w.npy", Fixtures.npy(W));
    Shell.Result result = shell.refuses(ExitCode.USAGE, "prune @w.npy --keep 0.5 -o @out").says("E145",
        "w.npy",
        "--kind network", "--kind drift", "--kind graph");
    assertThat(result.err()).contains("--leak");
    shell.does("prune @w.npy --kind network --leak dominant:0.1 --keep 0.5 -o @network");
    shell.does("prune @w.npy --kind graph --keep 0.5 -o @graph");
  }

  @Test
  void undeclaredOrientationIsAskedFor() {
    shell.write("w.npy", Fixtures.npy(Fixtures.directed(20, 6)));
    shell.refuses(ExitCode.USAGE, "prune @w.npy --kind network --keep 0.5 -o @out").says("E146", "w.npy",
        "--orientation post-rows", "--orientation pre-rows");
    shell.does("prune @w.npy --kind network --keep 0.5 --orientation pre-rows -o @out");
  }
}
