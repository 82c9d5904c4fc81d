package org.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.secateur.io.InputException;
import org.secateur.io.MatrixReader;
import org.secateur.io.RawMatrix;
import org.secateur.io.ReadOptions;

/** What a bundle holds: the pruned network as the file was, and a certificate that anybody can measure again. */
final class BundleTest {
  private static final String DIRECTED = " --kind network --orientation pre-rows --leak 2 ";
  private static final String SYMMETRIC = " --kind network --leak dominant:0.1 ";

  @TempDir
  Path folder;

  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void makeShell() {
    shell = new Shell(folder);
  }

  /** The network as a file of this name, made from the text formats that the reader also knows. */
  private void put(double[][] w, String name, boolean labelled) {
    String header = String.join(",",
        java.util.stream.IntStream.range(0, w.length).mapToObj(i -> "n" + i).toList());
    shell.write("source.csv", (labelled ? header + "\n" : "") + Fixtures.csv(w));
    if (name.equals("edges.csv")) {
      shell.write(name, Fixtures.edges(w, "pre,post,weight"));
    } else if (name.startsWith("coo") || name.startsWith("csc")) {
      shell.write(name, scipy(w, name.substring(0, 3)));
    } else if (name.equals("half.mtx")) {
      shell.write(name, half(w));
    } else if (name.equals("source.csv")) {
      assertThat(shell.text(name)).contains(labelled ? "n0,n1" : ",");
    } else {
      shell.does("convert @source.csv @" + name);
    }
  }

  private static byte[] scipy(double[][] w, String format) {
    List<Integer> row = new java.util.ArrayList<>();
    List<Integer> column = new java.util.ArrayList<>();
    List<Double> data = new java.util.ArrayList<>();
    int[] start = new int[w.length + 1];
    for (int j = 0; j < w.length; j++) {
      for (int i = 0; i < w.length; i++) {
        if (w[i][j] != 0) {
          row.add(i);
          column.add(j);
          data.add(w[i][j]);
        }
      }
      start[j + 1] = data.size();
    }
    Map<String, byte[]> arrays = new TreeMap<>();
    String m = "(" + data.size() + ",)";
    byte[] rows = Fixtures.ints(row.stream().mapToInt(x -> x).toArray());
    arrays.put("format.npy",
        Fixtures.npy("|S3", "()", format.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    arrays.put("shape.npy", Fixtures.npy("<i4", "(2,)", Fixtures.ints(w.length, w.length)));
    arrays.put("data.npy", Fixtures.npy("<f8", m, Fixtures.doubles(data.size(), data::get)));
    if (format.equals("coo")) {
      arrays.put("row.npy", Fixtures.npy("<i4", m, rows));
      arrays.put("col.npy",
          Fixtures.npy("<i4", m, Fixtures.ints(column.stream().mapToInt(x -> x).toArray())));
    } else {
      arrays.put("indices.npy", Fixtures.npy("<i4", m, rows));
      arrays.put("indptr.npy", Fixtures.npy("<i4", "(" + start.length + ",)", Fixtures.ints(start)));
    }
    return Fixtures.zip(arrays);
  }

  private static String half(double[][] w) {
    StringBuilder text = new StringBuilder();
    int count = 0;
    for (int j = 0; j < w.length; j++) {
      for (int i = j + 1; i < w.length; i++) {
        if (w[i][j] != 0) {
          text.append(i + 1).append(' ').append(j + 1).append(' ').append(w[i][j]).append('\n');
          count++;
        }
      }
    }
    return "%%MatrixMarket matrix coordinate real symmetric\n" + w.length + " " + w.length + " " + count
        + "\n"
        + text;
  }

  @ParameterizedTest
  @CsvSource({"w.npy,false,true", "w.npy,false,false", "w.npz,false,true", "coo.npz,false,true",
      "csc.npz,false,true",
      "csc.npz,false,false", "source.csv,true,true", "source.csv,true,false", "edges.csv,true,true",
      "edges.csv,true,false", "w.mtx,false,true", "half.mtx,false,false", "w.mat,false,true",
      "w.mat,false,false"})
  void keepsLayoutLabelsAndBitsInEveryFormat(String name, boolean labelled, boolean directed)
      throws InputException {
    double[][] w = directed ? Fixtures.directed(24, 8) : Fixtures.clusters(3);
    put(w, name, labelled);
    String flags = directed ? name.equals("edges.csv") ? " --kind network --leak 2 " : DIRECTED : SYMMETRIC;
    shell.does("prune @" + name + " --keep 0.9 -o @out" + flags);
    String pruned = "out/pruned" + name.substring(name.lastIndexOf('.'));
    RawMatrix before = MatrixReader.read(shell.path(name), ReadOptions.DEFAULT);
    RawMatrix after = MatrixReader.read(shell.path(pruned), ReadOptions.DEFAULT);
    if (name.equals("edges.csv")) {
      assertThat(after.labels()).containsExactlyInAnyOrderElementsOf(before.labels()); // in the order of the edges
    } else {
      assertEquals(before.labels(), after.labels());
    }
    assertEquals(before.storage(), after.storage());
    assertEquals(before.symmetry(), after.symmetry());
    assertEquals(before.direction(), after.direction());
    assertEquals(before.elementType(), after.elementType());
    int certain = 0;
    for (List<String> cells : shell.cells("out/synapses.csv")) {
      if (cells.get(4).equals("1.0")) {
        certain++;
        assertEquals(cells.get(2), cells.get(6));
        assertEquals(Double.parseDouble(cells.get(2)), weight(after, cells.get(0), cells.get(1)), 0.0);
      } else if (cells.get(5).equals("0")) {
        assertEquals(0.0, weight(after, cells.get(0), cells.get(1)), 0.0);
      }
    }
    assertThat(certain).isPositive();
    assertSameCertificate(name, pruned, flags);
    assertThat(shell.does("verify @out").out()).contains(" 0 different");
  }

  /** The weight from one neuron to another in a file whose rows send. */
  private static double weight(RawMatrix m, String pre, String post) {
    int i = -1;
    int j = -1;
    for (int v = 0; v < m.rows(); v++) {
      i = m.name(v).equals(pre) ? v : i;
      j = m.name(v).equals(post) ? v : j;
    }
    int k = m.find(i, j) >= 0 || m.symmetry() == org.secateur.io.Symmetry.NONE ? m.find(i, j) : m.find(j, i);
    return k < 0 ? 0 : m.value(k);
  }

  private void assertSameCertificate(String original, String pruned, String flags) {
    Map<String, ?> own = shell.does("certify @" + original + " @" + pruned + flags + "--leak-pruned "
        + shell.path("out/leak.csv") + " --json").json();
    Map<String, ?> written;
    try {
      written = org.secateur.io.Json.parse(shell.text("out/certificate.json"), "file");
    } catch (InputException e) {
      throw new AssertionError(e);
    }
    for (String field : List.of("status", "pair", "worst_direction", "modes", "stability", "spectrum",
        "trajectories", "noise_covariance", "structure", "components")) {
      assertEquals(written.get(field), own.get(field), field);
    }
  }

  @Test
  void neuronsWithoutEdgesAreNotLostFromLists() throws InputException {
    put(Fixtures.clusters(3), "edges.csv", true);
    shell.does("prune @edges.csv --edges 12 -o @out" + SYMMETRIC);
    assertThat(MatrixReader.read(shell.path("out/pruned.csv"), ReadOptions.DEFAULT).rows()).isLessThan(24);
    assertThat(shell.does("verify @out").out()).contains(" 0 different");
    assertSameCertificate("edges.csv", "out/pruned.csv", SYMMETRIC);
    put(Fixtures.clusters(3), "edges.csv", true);
    shell.write("half.csv", shell.text("edges.csv").lines().skip(1).filter(l -> {
      String[] cells = l.split(",", -1);
      return cells[0].compareTo(cells[1]) < 0;
    }).collect(java.util.stream.Collectors.joining("\n")));
    shell.does("prune @half.csv --undirected --keep 0.5 -o @undirected" + SYMMETRIC);
    assertThat(shell.does("verify @undirected").out()).contains(" 0 different");
  }

  @Test
  void sameBytesOnAnyNumberOfThreadsAndOthersFromAnotherSeed() {
    put(Fixtures.clusters(4), "w.npy", false);
    for (int threads : new int[]{1, 2, 8}) {
      shell.does("prune @w.npy --keep 0.4 -o @t" + threads + " --threads " + threads + SYMMETRIC);
    }
    shell.does("prune @w.npy --keep 0.4 -o @seed2 --seed 2" + SYMMETRIC);
    for (String file : List.of("pruned.npy", "synapses.csv", "leak.csv", "configuration.toml")) {
      assertThat(shell.bytes("t2/" + file)).as(file).isEqualTo(shell.bytes("t1/" + file));
      assertThat(shell.bytes("t8/" + file)).as(file).isEqualTo(shell.bytes("t1/" + file));
      assertThat(shell.bytes("seed2/" + file)).as(file).isNotEqualTo(shell.bytes("t1/" + file));
    }
    assertEquals(measured("t1"), measured("t2"));
    assertEquals(measured("t1"), measured("t8"));
    assertNotEquals(measured("t1"), measured("seed2"));
  }

  /** The certificate up to the record of the run, which holds times. */
  private String measured(String bundle) {
    String text = shell.text(bundle + "/certificate.json");
    return text.substring(0, text.indexOf("\"provenance\""));
  }

  @Test
  void verifyNamesWhatWasChanged() {
    put(Fixtures.clusters(3), "w.npy", false);
    shell.does("prune @w.npy --keep 0.5 -o @out" + SYMMETRIC);
    String certificate = shell.text("out/certificate.json");
    byte[] pruned = shell.bytes("out/pruned.npy");

    byte[] touched = pruned.clone();
    touched[pruned.length - 20] ^= 1;
    shell.write("out/pruned.npy", touched);
    assertThat(shell.run("verify @out").exits(ExitCode.NO).out()).contains("DIFFERENT",
        "files.pruned.npy.sha256");
    shell.write("out/pruned.npy", pruned).does("verify @out");

    shell.write("out/certificate.json", certificate.replaceFirst("\"high\" : \\d", "\"high\" : 7"));
    Shell.Result changed = shell.run("verify @out").exits(ExitCode.NO);
    assertThat(changed.out()).contains("worst_direction.high: 7.", " 1 different");
    shell.write("out/certificate.json", certificate).does("verify @out");

    shell.write("w.npy", Fixtures.npy(Fixtures.clusters(2)));
    shell.run("verify @out").exits(ExitCode.NO).says("N183", "16 and 24");
    assertThat(shell.run("verify @out").out()).contains("DIFFERENT        original.sha256");
  }

  @Test
  void verifyWantsTheOriginal() {
    put(Fixtures.clusters(2), "w.npy", false);
    shell.does("prune @w.npy --keep 0.5 -o @deep/out".replace("deep/", "") + SYMMETRIC);
    shell.write("elsewhere/w.npy", shell.bytes("w.npy"));
    shell.path("w.npy").toFile().delete();
    shell.run("verify @out").exits(ExitCode.DATA).says("E101", "w.npy", "--original");
    shell.does("verify @out --original " + shell.path("elsewhere/w.npy"));
    shell.run("verify @elsewhere").exits(ExitCode.DATA).says("E101", "not a finished bundle",
        "certificate.json");
    shell.run("verify @nowhere").exits(ExitCode.DATA).says("E101", "no such folder");
    shell.run("verify @elsewhere/w.npy").exits(ExitCode.DATA).says("E101", "it is a file");
  }

  @Test
  void privateNamesStayOut() {
    put(Fixtures.clusters(2), "w.npy", false);
    shell.write("leak.csv", "20\n".repeat(16));
    shell.does("prune @w.npy --keep 0.5 -o @out --kind network --leak " + shell.path("leak.csv"));
    for (String file : List.of("certificate.json", "configuration.toml", "synapses.csv")) {
      assertThat(shell.text("out/" + file)).as(file).doesNotContain(folder.toString(),
          System.getProperty("user.home"));
    }
    shell.does("verify @out");
  }
}
