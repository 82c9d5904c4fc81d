package org.secateur.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.network.Components;
import org.secateur.network.Kind;
import org.secateur.network.Network;

/** Stars, paths, cliques, repetitions and vanishing weights, at sizes where a quadratic step would not end. */
class ExtremeShapesTest {
  @TempDir
  private Path folder = Path.of("");

  private Path matrixMarket(int nodes, int entries, IntFunction<String> line) {
    return Bytes.file(folder, "W.mtx",
        IntStream.range(0, entries).mapToObj(line).collect(Collectors.joining("\n",
            "%%MatrixMarket matrix coordinate real symmetric\n" + nodes + " " + nodes + " " + entries + "\n",
            "\n")));
  }

  private static Network graph(Path file, ReadOptions options) throws InputException {
    return Interpretation.of(MatrixReader.read(file, options), Declaration.NONE.withKind(Kind.GRAPH))
        .network();
  }

  @Test
  void starOfManyLeaves() throws InputException {
    int leaves = 200_000;
    Network w = graph(matrixMarket(leaves + 1, leaves, k -> (k + 2) + " 1 " + (k + 1)), ReadOptions.DEFAULT);
    assertThat(w.firstSynapse(1)).isEqualTo(leaves);
    assertThat(w.weight(leaves, 0)).isEqualTo(leaves);
    assertThat(w.leak(0)).isEqualTo(leaves * (leaves + 1.0) / 2); // whole numbers below 2⁵³: exact
    assertThat(Components.of(w).count()).isEqualTo(1);
  }

  /** The nodes of a path in any order, so that neither rows nor columns come sorted. */
  @Test
  void longPath() throws InputException {
    int n = 300_000;
    List<Integer> place = new ArrayList<>(IntStream.rangeClosed(1, n).boxed().toList());
    Collections.shuffle(place, new SplittableRandom(1));
    Network w = graph(matrixMarket(n, n - 1, k -> {
      int a = place.get(k);
      int b = place.get(k + 1);
      return Math.max(a, b) + " " + Math.min(a, b) + " 0.5";
    }), ReadOptions.DEFAULT);
    assertThat(w.synapses()).isEqualTo(2 * (n - 1));
    assertThat(Components.of(w).count()).isEqualTo(1);
    for (int k = 1; k < n; k++) {
      assertThat(w.weight(place.get(k) - 1, place.get(k - 1) - 1)).isEqualTo(0.5);
    }
  }

  @Test
  void completeGraph() throws InputException {
    int n = 1000;
    int[] row = new int[n * (n - 1) / 2];
    int[] column = new int[row.length];
    int at = 0;
    for (int j = 0; j < n; j++) { // by column: the other way round from how rows are kept
      for (int i = j + 1; i < n; i++) {
        row[at] = i;
        column[at++] = j;
      }
    }
    Network w = graph(matrixMarket(n, at, k -> (row[k] + 1) + " " + (column[k] + 1) + " 1"),
        ReadOptions.DEFAULT);
    assertThat(w.synapses()).isEqualTo(n * (n - 1));
    assertThat(w.leaks()).containsOnly(n - 1.0);
  }

  /** One repetition among many is found, and named by its lines. */
  @Test
  void oneRepeatedEdge() throws InputException {
    int m = 400_000;
    Path file = Bytes.file(folder, "W.csv", IntStream.range(0, m)
        .mapToObj(k -> k == m - 7 ? "5,6,9" : k + "," + (k + 1) + "," + k + ".5")
        .collect(Collectors.joining("\n", "a,b,weight\n", "\n")));
    InputException e = assertThrows(InputException.class, () -> MatrixReader.read(file, ReadOptions.DEFAULT));
    assertThat(e.code()).isEqualTo("E156");
    assertThat(e.message()).contains("1 edge appears more than once", "5 -> 6, weights 5.5 and 9",
        "lines 7 and 399,995");
    RawMatrix summed = MatrixReader.read(file,
        ReadOptions.DEFAULT.withDuplicates(ReadOptions.Duplicates.SUM));
    assertThat(summed.value(summed.find(5, 6))).isEqualTo(14.5);
    assertThat(summed.changes().merged()).isEqualTo(1);
  }

  /** All lines the same edge: one bucket of the sort holds everything. */
  @Test
  void nothingButRepetitions() throws InputException {
    int m = 200_000;
    Path file = matrixMarket(3, m, k -> "2 1 1");
    InputException e = assertThrows(InputException.class, () -> MatrixReader.read(file, ReadOptions.DEFAULT));
    assertThat(e.code()).isEqualTo("E156");
    RawMatrix summed = MatrixReader.read(file,
        ReadOptions.DEFAULT.withDuplicates(ReadOptions.Duplicates.SUM));
    assertThat(summed.count()).isEqualTo(1);
    assertThat(summed.value(0)).isEqualTo(m);
  }

  /** Every pair both ways in mixed order: one of each stays, at the place of the first; a disagreement is found. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void pairsGivenBothWays(boolean agree) throws InputException {
    int m = 100_000;
    List<String> lines = new ArrayList<>();
    for (int k = 0; k < m; k++) {
      lines.add(k + "," + (k + 1) + "," + (k + 1));
      lines.add((k + 1) + "," + k + "," + (!agree && k == 70_000 ? 3 : k + 1));
    }
    Collections.shuffle(lines, new SplittableRandom(2));
    Path file = Bytes.file(folder, "W.csv", "a,b,weight\n" + String.join("\n", lines) + "\n");
    if (agree) {
      RawMatrix raw = MatrixReader.read(file, ReadOptions.DEFAULT);
      assertThat(raw.count()).isEqualTo(m);
      for (int k = 0; k < m; k++) {
        int line = raw.line(k).orElseThrow() - 2;
        assertThat(lines.get(line)).startsWith(raw.name(raw.row(k)) + "," + raw.name(raw.column(k)) + ",");
      }
      assertThat(graph(file, ReadOptions.DEFAULT).synapses()).isEqualTo(2 * m);
    } else {
      InputException e = assertThrows(InputException.class,
          () -> MatrixReader.read(file, ReadOptions.DEFAULT));
      assertThat(e.code()).isEqualTo("E157");
      assertThat(e.message()).contains("70000,70001,70001", "70001,70000,3");
      RawMatrix mean = MatrixReader.read(file,
          ReadOptions.DEFAULT.withUndirected(ReadOptions.Undirected.MEAN));
      assertThat(mean.count()).isEqualTo(m);
      int at = Math.max(mean.find(70_000, 70_001), mean.find(70_001, 70_000));
      assertThat(mean.value(at)).isEqualTo(35_002);
    }
  }

  /** Zeros and what is below 10⁻³⁰⁰ are counted and left out; neurons they leave alone stay neurons. */
  @Test
  void vanishingWeightsAndIsolatedNeurons() throws InputException {
    int n = 90_000;
    String[] weight = {"0", "1e-310", "4.9e-324", "-0.0", "2.5", "1e-299"};
    Path file = matrixMarket(n + 5, n - 1, k -> (k + 2) + " " + (k + 1) + " " + weight[k % 6]);
    RawMatrix raw = MatrixReader.read(file, ReadOptions.DEFAULT);
    assertThat(raw.changes().zeros()).isEqualTo(n / 3);
    assertThat(raw.changes().tiny()).isEqualTo(n / 3);
    assertThat(raw.count()).isEqualTo(n / 3 - 1);
    Network w = graph(file, ReadOptions.DEFAULT);
    assertThat(w.neurons()).isEqualTo(n + 5);
    assertThat(w.weight(5, 4)).isEqualTo(2.5);
    assertThat(Components.of(w).count()).isEqualTo(n + 5 - raw.count());
  }
}
