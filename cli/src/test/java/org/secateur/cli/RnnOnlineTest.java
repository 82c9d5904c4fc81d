package org.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.secateur.cli.html.ReportPages;
import org.secateur.io.CellDeclaration;
import org.secateur.io.NetworkFile;
import org.secateur.io.ReadOptions;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;
import org.secateur.rnn.RateNetwork;

/** A network that prunes itself, from the command line. */
final class RnnOnlineTest {
  private static final int N = 24;
  private static final String ONLINE = "rnn online @w.csv --kind network --orientation post-rows --leak dominant:0.2"
      + " --kappa 8 --window 20 ";

  @TempDir
  Path folder;

  private Shell shell = new Shell(Path.of(""));
  private final double[][] w = new double[N][N];

  /** Every neuron to every other: 18 excitatory ones, 6 inhibitory ones. */
  @BeforeEach
  void writeANetwork() {
    shell = new Shell(folder);
    NoiseStream s = new Seed(5).stream("weights");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        w[i][j] = i == j ? 0 : (j < 18 ? 1 : -1) * (0.1 + s.nextDouble());
        text.append(w[i][j]).append(j == N - 1 ? '\n' : ',');
      }
    }
    shell.write("w.csv", text.toString());
  }

  private List<double[]> rows(String name) {
    return shell.text(name).lines().skip(1)
        .map(l -> Arrays.stream(l.split(",")).mapToDouble(Double::parseDouble).toArray()).toList();
  }

  /**
   * The decisions, multiplied up, are what became of the weights; what a neuron lost or gained in input its leak follows; no sign
   * changes; the table begins with all synapses and ends with those of the file. Weights have 16 digits, and their sums N times as
   * large an error: 10⁻¹² of 10 is far above both.
   */
  @Test
  void decisionsAddUpToTheNetworkAtRest() {
    Map<String, ?> summary = shell.does(ONLINE + "-o @alive --frames 11 --json").json();
    assertEquals(true, summary.get("at_rest"));
    Map<String, Double> factor = new HashMap<>();
    for (double[] d : rows("alive/decisions.csv")) {
      factor.merge((int) d[2] + "," + (int) d[1], d[3], (a, b) -> a * b);
    }
    List<String> lines = shell.text("alive/pruned.csv").lines().toList();
    List<double[]> leaks = rows("alive/leak.csv");
    int kept = 0;
    for (int i = 0; i < N; i++) {
      double[] row = Arrays.stream(lines.get(i).split(",")).mapToDouble(Double::parseDouble).toArray();
      double before = 0;
      double after = 0;
      for (int j = 0; j < N; j++) {
        assertEquals(w[i][j] * factor.getOrDefault(i + "," + j, 1.0), row[j], 1e-12);
        assertTrue(row[j] * w[i][j] >= 0);
        kept += row[j] != 0 ? 1 : 0;
        before += Math.abs(w[i][j]);
        after += Math.abs(row[j]);
      }
      double slack = leaks.get(i)[1] - after;
      double meanInput = Arrays.stream(w).flatMapToDouble(Arrays::stream).map(Math::abs).sum() / N;
      assertEquals(0.2 * meanInput, slack, 1e-12 * before * N);
    }
    assertThat(kept).isBetween(1, N * (N - 1) - 1);
    assertEquals(kept, (int) Tree.number(summary, "kept"));
    List<double[]> history = rows("alive/history.csv");
    assertEquals(11, history.size());
    assertArrayEquals(new double[]{0, N * (N - 1), 1, 0, 0, 0, 1}, Arrays.copyOf(history.getFirst(), 7));
    assertEquals(kept, history.getLast()[1]);
    assertEquals(N * (N - 1) - kept, history.stream().mapToDouble(r -> r[3]).sum());
    assertEquals(factor.size(), history.getLast()[5]);
    assertThat(history).allMatch(r -> r[7] < 0);
    shell.does(
        "certify @w.csv @alive/pruned.csv --kind network --orientation post-rows --leak dominant:0.2 --leak-pruned"
            + " @alive/leak.csv");
  }

  @Test
  void timeConstantsChangeTheCourseAndSeedsRepeatIt() {
    shell.write("tau.csv", "4\n".repeat(6) + "1\n".repeat(18));
    shell.does(ONLINE + "-o @one --threads 1");
    shell.does(ONLINE + "-o @two --threads 2");
    shell.does(ONLINE + "-o @slow --time-constants @tau.csv");
    for (String name : List.of("history.csv", "decisions.csv", "pruned.csv", "leak.csv")) {
      assertArrayEquals(shell.bytes("one/" + name), shell.bytes("two/" + name), name);
    }
    assertThat(shell.text("slow/decisions.csv")).isNotEqualTo(shell.text("one/decisions.csv"));
  }

  /** The report is one file of the folder, hashed with the rest; a browser draws all of it and asks nobody. */
  @Test
  void reportShowsTheNetworkOverTime() throws Exception {
    Map<String, ?> summary = shell.does(ONLINE + "--report -o @alive --json").json();
    assertThat(Tree.at(summary, "files").toString()).contains("report.html");
    String page = shell.text("alive/report.html");
    assertThat(page).contains("figure-over-time", "slider-over-time", "figure-course", "figure-slow-rates",
        "figure-decisions", "rnn online w.csv").doesNotContain(folder.toString());
    ReportPages.assertClean(shell.path("alive/report.html"));
    shell.refuses(ExitCode.USAGE, ONLINE + "--report").says("E172", "-o DIR");
  }

  /**
   * Of a trained network the recurrent weights are multiplied by what was decided, in single precision: two roundings, 2⁻²³ of a
   * weight. All other arrays and the bits of weights that nothing was decided of stay. The folder is read as any trained network.
   */
  @Test
  void recurrentLayerOfATrainedNetworkPrunesItself() throws Exception {
    shell.does("rnn train --task flipflop --units 24 --updates 3 --batch 8 -o @net.safetensors");
    String online = "rnn online @net.safetensors --kappa 6 --window 20 ";
    Map<String, ?> summary = shell.does(online + "-o @alive --json").json();
    assertEquals(24 * 23, (int) Tree.number(summary, "edges"));
    Map<String, Double> factor = new HashMap<>();
    for (double[] d : rows("alive/decisions.csv")) {
      factor.merge((int) d[2] + "," + (int) d[1], d[3], (a, b) -> a * b);
    }
    RateNetwork before = network("net.safetensors");
    RateNetwork after = network("alive/pruned.safetensors");
    float[] old = before.recurrent();
    float[] now = after.recurrent();
    for (int k = 0; k < old.length; k++) {
      double f = factor.getOrDefault(k / N + "," + k % N, 1.0);
      assertEquals(f * old[k], now[k], f == 1 ? 0 : 0x1p-23 * Math.abs(f * old[k]));
    }
    assertThat(factor).containsValue(0.0);
    assertArrayEquals(before.input(), after.input());
    assertArrayEquals(before.readout(), after.readout());
    assertThat(shell.does("rnn evaluate @alive/pruned.safetensors --against @net.safetensors").out())
        .contains("Retained");
    shell.refuses(ExitCode.USAGE, online + "--kind drift").says("E172", "leave --kind");
    shell.refuses(ExitCode.USAGE, ONLINE + "--tensor W_rec").says("E172", "--tensor");
    shell.write("old.pt", "x");
    shell.refuses(ExitCode.DATA, "rnn online @old.pt --keep 0.5").says("E234", "safetensors");
  }

  private RateNetwork network(String name) throws Exception {
    return (RateNetwork) NetworkFile.read(shell.path(name), CellDeclaration.NONE, ReadOptions.DEFAULT)
        .network();
  }

  @Test
  void nonsenseIsNamed() {
    shell.write("tau.csv", "1\n".repeat(23) + "0\n");
    shell.refuses(ExitCode.DATA, ONLINE + "--time-constants @tau.csv").says("E172", "neuron 23 is 0");
    shell.refuses(ExitCode.USAGE, ONLINE + "--keep 0.5").says("E172", "--keep or --kappa");
    shell.refuses(ExitCode.USAGE, ONLINE + "--step 0.9").says("E172", "step");
    shell.refuses(ExitCode.NO, ONLINE.replace("dominant:0.2", "1")).says("E235", "diverged", "dominant");
    assertThat(shell.run(ONLINE + "--longest 50").exits(ExitCode.NO).out()).contains("still changing");
    assertThat(shell.does(ONLINE + "--csv").out()).startsWith("leak_times,kept,");
  }
}
