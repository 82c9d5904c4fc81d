package org.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.secateur.io.InputException;

/** Budgets, rules, pairs and places that cannot be had: code, status, facts, and that the hint works. */
final class BadBudgetTest {
  private static final String NETWORK = " --kind network --leak dominant:0.1 ";

  @TempDir
  Path folder;

  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void makeShell() {
    shell = new Shell(folder);
    shell.write("w.npy", Fixtures.npy(Fixtures.clusters(3)));
  }

  @Test
  void case27BudgetImpossible() {
    Shell.Result result = shell.refuses(ExitCode.NO, "prune @w.npy --tolerance 0.001 -o @out" + NETWORK)
        .says("E170", "--tolerance 0.001 is not reachable", "even keeping 95.0 % of edges",
            "edges per node", "hint: --tolerance 0", "is reachable", "--slow 5%:5", "--keep 0.5");
    shell.does(hinted(result, "--tolerance", "prune @w.npy -o @searched" + NETWORK));
    assertThat(result.err()).containsPattern("only 7\\.\\d+ edges per node");
    shell.does("prune @w.npy --keep 0.5 -o @out" + NETWORK);
    Shell.Result slow = shell.refuses(ExitCode.NO, "prune @w.npy --slow 0.0001%:5 -o @slow" + NETWORK)
        .says("E170", "--slow 0.0001%:5 is not reachable");
    shell.does(hinted(slow, "--slow", "prune @w.npy -o @slow" + NETWORK));
  }

  /** A command with the flag and the value that a hint names. */
  private static String hinted(Shell.Result result, String flag, String command) {
    Matcher hint = Pattern.compile("hint: (" + flag + " \\S+) is reachable").matcher(result.err());
    assertTrue(hint.find(), result.err());
    return command + hint.group(1);
  }

  @Test
  void case28BudgetNonsense() {
    shell.refuses(ExitCode.USAGE, "prune @w.npy --keep 10 -o @out" + NETWORK).says("E171",
        "--keep 10 means 10 times all edges", "hint: --keep 0.1 (10 %), or --edges 10");
    shell.does("prune @w.npy --keep 0.1 -o @a" + NETWORK);
    shell.does("prune @w.npy --edges 10 -o @b" + NETWORK);
    shell.refuses(ExitCode.USAGE, "prune @w.npy --keep 0 -o @out" + NETWORK).says("E171", "keeps nothing");
    shell.refuses(ExitCode.USAGE, "prune @w.npy --keep NaN -o @out" + NETWORK).says("E171");
    shell.refuses(ExitCode.USAGE, "prune @w.npy -o @out" + NETWORK).says("E171", "how much to keep");
    shell.refuses(ExitCode.USAGE, "prune @w.npy --keep 0.1 --edges 3 -o @out" + NETWORK).says("E171",
        "2 budgets are given");
    shell.refuses(ExitCode.USAGE, "prune @w.npy --edges 1000 -o @out" + NETWORK).says("E171",
        "--edges 1,000 is more than the 86 edges there are", "--keep 0.10 (9 edges)");
    shell.refuses(ExitCode.USAGE, "prune @w.npy --edges 5 --connected -o @out" + NETWORK).says("E171",
        "spanning forest's 23 edges", "--edges 23 --connected");
    shell.does("prune @w.npy --edges 23 --connected -o @c" + NETWORK);
    shell.refuses(ExitCode.USAGE, "prune @w.npy --keep 1e-9 -o @out" + NETWORK).says("E171",
        "keeps none of the 86 edges", "hint: --edges 10");
    shell.does("prune @w.npy --edges 10 -o @few" + NETWORK);
  }

  @Test
  void case29RulePointlessHere() {
    int n = 20;
    double[][] w = new double[n][n];
    for (double[] row : w) {
      Arrays.fill(row, 1);
    }
    for (int i = 0; i < n; i++) {
      w[i][i] = 0;
    }
    shell.write("all.npy", Fixtures.npy(w));
    shell.does("prune @all.npy --keep 0.5 -o @out" + NETWORK).says("N172",
        "almost equal (Gini 0.00)", "no better than uniform", "property of the network, not an error");
    shell.does("prune @w.npy --keep 0.5 -o @varied" + NETWORK).doesNotSay("N172");
  }

  @Test
  void case30NegativeWeightsForAGraphRule() {
    double[][] w = Fixtures.clusters(3);
    w[0][1] = w[1][0] = -w[0][1];
    shell.write("signed.npy", Fixtures.npy(w));
    String command = "prune @signed.npy --keep 0.5 -o @out" + NETWORK;
    shell.refuses(ExitCode.DATA, command + "--rule resistance").says("E173",
        "--rule resistance needs non-negative weights", "1.2 % are negative", "--rule noise handles signs",
        "--abs treats strength only and says so in the certificate");
    shell.does(command + "--rule noise");
    shell.does(command + "--rule resistance --abs --overwrite");
    assertThat(shell.text("out/certificate.json")).contains("strength only");
    shell.write("directed.npy", Fixtures.npy(Fixtures.directed(12, 4)));
    shell.refuses(ExitCode.DATA,
        "prune @directed.npy --keep 0.5 --rule resistance --orientation post-rows --abs" + NETWORK)
        .says("E173", "without direction", "--symmetrize mean");
  }

  @Test
  void case31LabelsMismatch() {
    double[][] w = Fixtures.clusters(2);
    String names = String.join(",", IntStream.range(0, 16).mapToObj(i -> "n" + i).toList());
    shell.write("a.csv", names + "\n" + Fixtures.csv(w));
    int[] common = IntStream.range(0, 16).filter(i -> i != 4 && i != 12).toArray();
    double[][] fewer = Arrays.stream(common)
        .mapToObj(i -> Arrays.stream(common).mapToDouble(j -> w[i][j]).toArray()).toArray(double[][]::new);
    shell.write("b.csv", names.replace("n4,", "").replace("n12,", "") + "\n" + Fixtures.csv(fewer));
    shell.refuses(ExitCode.DATA, "certify @a.csv @b.csv" + NETWORK).says("E180",
        "do not have the same nodes: 16 and 14", "missing in the second: \"n4\", \"n12\"",
        "hint: --align labels certifies the common 14");
    Shell.Result aligned = shell.does("certify @a.csv @b.csv --align labels" + NETWORK);
    assertThat(aligned.out()).contains("same 14 neurons");
  }

  @Test
  void case32NotASubnetwork() {
    double[][] w = Fixtures.clusters(2);
    shell.write("a.npy", Fixtures.npy(w));
    w[0][12] = w[12][0] = w[4][10] = w[10][4] = 0.3;
    w[2][3] = w[3][2] = 0;
    shell.write("b.npy", Fixtures.npy(w));
    shell.refuses(ExitCode.DATA, "certify @a.npy @b.npy" + NETWORK).says("E181",
        "2 edges exist only in the second network (first: 4 -> 10)", "--allow-new-edges");
    Shell.Result anyway = shell.does("certify @a.npy @b.npy --allow-new-edges --json" + NETWORK);
    assertThat(anyway.out()).contains("\"foreign_synapses\" : 4");
  }

  /** Dense scores of 400 nodes are planned with 16 n² bytes; a sketch of a ring needs a few hundred a node. */
  @Test
  void case33NotEnoughMemory() {
    StringBuilder ring = new StringBuilder("source,target,weight\n");
    for (int i = 0; i < 400; i++) {
      ring.append(i).append(',').append((i + 1) % 400).append(",1\n");
    }
    shell.write("ring.csv", ring.toString());
    String command = "prune @ring.csv --undirected --kind graph --keep 0.5 -o @out --memory 1m ";
    shell.refuses(ExitCode.LIMIT, command + "--scores exact").says("E190",
        "exact scores for 400 nodes need about 2.6 MB", "1.0 MB allowed", "--scores sketch --certify quick",
        "raise --memory");
    shell.does(command + "--scores sketch --certify quick");
    shell.does(command.replace("1m", "1g") + "--scores exact --overwrite");
  }

  @Test
  void case34HeaderLiesAboutSize() {
    shell.write("big.npy", Fixtures.npy("<f8", "(1048576, 1048576)", new byte[64]));
    shell.refuses(ExitCode.REFUSED, "prune @big.npy --keep 0.5 -o @out" + NETWORK).says("E191", "refused",
        "big.npy", "8 TiB", "if this is genuine raise --max-input");
    shell.refuses(ExitCode.REFUSED, "prune @w.npy --keep 0.5 -o @out --max-input 100" + NETWORK).says("E191",
        "--max-input");
    shell.does("prune @w.npy --keep 0.5 -o @out --max-input 1m" + NETWORK);
  }

  /** HDF5, which the case names, is not read yet: a NumPy array that was cut off. */
  @Test
  void case35TruncatedFile() {
    byte[] whole = shell.bytes("w.npy");
    shell.write("cut.npy", Arrays.copyOf(whole, whole.length - 1000));
    Shell.Result result = shell.refuses(ExitCode.DATA, "prune @cut.npy --keep 0.5 -o @out" + NETWORK).says(
        "E192",
        "\"cut.npy\" ends early", "probably cut off while being written or copied", "hint: copy it again");
    assertThat(result.err()).contains("%,d of %,d bytes".formatted(whole.length - 1000, whole.length));
    shell.write("cut.npy", whole).does("prune @cut.npy --keep 0.5 -o @out" + NETWORK);
  }

  /** A full disk cannot be had in a test; what is said about one is tested beside the code that asks the disk. */
  @Test
  void case36DiskFullIsALimit() {
    assertEquals(ExitCode.LIMIT, ExitCode.of(InputException.of("E193", "output needs about 3.1 GB")));
  }

  @Test
  void case37OutputExists() {
    String command = "prune @w.npy --keep 0.5 -o @out" + NETWORK;
    shell.does(command);
    shell.write("other.npy", Fixtures.npy(Fixtures.clusters(2)));
    String other = command.replace("@w.npy", "@other.npy");
    shell.refuses(ExitCode.REFUSED, other).says("E194", "\"out\" already holds a finished bundle",
        "from another input (hash differs)", "hint: --overwrite, or another --out");
    shell.refuses(ExitCode.REFUSED, command).says("E194", "from the same input");
    shell.does(other + "--overwrite");
    shell.does(other.replace("@out", "@elsewhere"));
    shell.write("mine/notes.txt", "my own");
    shell.refuses(ExitCode.REFUSED, command.replace("@out", "@mine") + "--overwrite").says("E194",
        "not a finished bundle", "not touched");
  }
}
