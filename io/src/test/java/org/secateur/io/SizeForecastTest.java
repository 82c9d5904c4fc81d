package org.secateur.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.secateur.network.Kind;
import org.secateur.network.Network;
import org.secateur.network.Orientation;
import org.secateur.random.Seed;
import org.secateur.study.BlockModel;
import org.secateur.study.WeightLaw;

/** What a file says of its size against what reading it finds, and the heap it is said to take against what readers allocate. */
class SizeForecastTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int NEURONS = 10_000;

  @TempDir
  private Path folder = Path.of("");

  /** The order in which a file has its entries. */
  enum Order {
    BY_ROW,
    BY_COLUMN,
    MIXED
  }

  private static Network network(int degree) {
    return new BlockModel(50, NEURONS / 50, 0.8 * degree, 0.2 * degree, new WeightLaw.LogNormal(1), 0)
        .generate(new Seed(7));
  }

  /** One line an entry: row, column, weight; of a symmetric network the lower half. */
  private static List<String> lines(Network w, Order order, boolean half, int base, String between) {
    String[] line = new String[w.synapses()];
    int count = 0;
    for (int i = 0; i < w.neurons(); i++) {
      for (int k = w.firstSynapse(i); k < w.firstSynapse(i + 1); k++) {
        int row = order == Order.BY_COLUMN ? w.pre(k) : i;
        int column = order == Order.BY_COLUMN ? i : w.pre(k);
        if (!half || row > column) {
          line[count++] = row + base + between + (column + base) + between + w.weight(k);
        }
      }
    }
    List<String> lines = Arrays.asList(line).subList(0, count);
    if (order == Order.MIXED) {
      java.util.Collections.shuffle(lines, new java.util.SplittableRandom(1));
    }
    return lines;
  }

  private Path write(String name, String head, List<String> lines) throws IOException {
    return Files.writeString(folder.resolve(name), head + String.join("\n", lines) + "\n");
  }

  /** Model and count differ by a factor of two at most. */
  private void assertForecast(Path file, double entriesOff) throws InputException {
    SizeForecast forecast = SizeForecast.of(file, ReadOptions.DEFAULT);
    MatrixReader.read(file, ReadOptions.DEFAULT);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    RawMatrix raw = MatrixReader.read(file, ReadOptions.DEFAULT);
    long read = THREADS.getCurrentThreadAllocatedBytes() - before;
    Declaration declaration = Declaration.NONE.withKind(Kind.NETWORK)
        .withOrientation(Orientation.POST_ROWS);
    before = THREADS.getCurrentThreadAllocatedBytes();
    DeclaredNetwork network = Interpretation.of(raw, declaration);
    long interpreted = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(forecast.entries()).isBetween((long) (raw.count() / entriesOff),
        (long) (raw.count() * entriesOff));
    assertThat(forecast.synapses()).isBetween((long) (network.network().synapses() / entriesOff),
        (long) (network.network().synapses() * entriesOff));
    assertThat(forecast.readingBytes() / read).isBetween(0.5, 2.0);
    assertThat(forecast.networkBytes() / interpreted).isBetween(0.5, 2.0);
    assertThat(forecast.rawBytes()).isLessThan(forecast.readingBytes());
  }

  @ParameterizedTest
  @EnumSource
  void matrixMarketSaysItsSize(Order order) throws IOException, InputException {
    for (int degree : new int[]{4, 20}) {
      Network w = network(degree);
      List<String> half = lines(w, order, true, 1, " ");
      Path symmetric = write("half.mtx",
          "%%MatrixMarket matrix coordinate real symmetric\n% a comment\n" + NEURONS + " " + NEURONS + " "
              + half.size() + "\n",
          half);
      assertThat(SizeForecast.of(symmetric, ReadOptions.DEFAULT))
          .isEqualTo(new SizeForecast(FileFormat.MATRIX_MARKET, Storage.COORDINATE, Symmetry.SYMMETRIC,
              NEURONS, NEURONS, half.size(), true, Files.size(symmetric)));
      assertForecast(symmetric, 1);
      assertForecast(
          write("all.mtx", "%%MatrixMarket matrix coordinate real general\n" + NEURONS + " " + NEURONS
              + " " + w.synapses() + "\n", lines(w, order, false, 1, " ")),
          1);
    }
  }

  /** Lines are counted by their mean length, and numbered nodes by the largest number seen. */
  @ParameterizedTest
  @EnumSource
  void listOfEdgesIsEstimated(Order order) throws IOException, InputException {
    for (int degree : new int[]{4, 20}) {
      Path file = write("edges.csv", "a,b,weight\n", lines(network(degree), order, true, 0, ","));
      SizeForecast forecast = SizeForecast.of(file, ReadOptions.DEFAULT);
      assertThat(forecast.symmetry()).isEqualTo(Symmetry.SYMMETRIC);
      assertThat(forecast.exact()).isFalse();
      assertThat((double) forecast.rows()).isBetween(0.9 * NEURONS, 1.1 * NEURONS);
      assertForecast(file, 1.2);
    }
  }

  @Test
  void namedNodesAreGuessed() throws IOException, InputException {
    Path file = write("named.csv", "source,target,weight\n",
        lines(network(8), Order.MIXED, false, 0, ",").stream().map(l -> "n" + l.replaceFirst(",", ",n"))
            .toList());
    assertForecast(file, 1.2);
    assertThat(SizeForecast.of(file, ReadOptions.DEFAULT.withNodes(NEURONS)).rows()).isEqualTo(NEURONS);
  }

  @ParameterizedTest
  @CsvSource({"NPZ, CSR", "MAT, CSC"})
  void sparseContainersSayTheirSize(FileFormat format, Storage storage) throws InputException {
    for (int degree : new int[]{4, 20}) {
      Network w = network(degree);
      int[] row = new int[w.synapses()];
      int[] column = new int[w.synapses()];
      double[] value = new double[w.synapses()];
      for (int i = 0; i < w.neurons(); i++) {
        for (int k = w.firstSynapse(i); k < w.firstSynapse(i + 1); k++) {
          row[k] = i;
          column[k] = w.pre(k);
          value[k] = w.weight(k);
        }
      }
      RawMatrix raw = RawMatrix.of(NEURONS, NEURONS, row, column, value, List.of(), FileFormat.NPZ);
      Path file = folder.resolve("W" + degree + "." + format.name().toLowerCase(Locale.ROOT));
      FileStamp stamp = MatrixWriter.write(raw, file, WriteOptions.DEFAULT.withFormat(format));
      assertThat(SizeForecast.of(file, ReadOptions.DEFAULT)).isEqualTo(new SizeForecast(format, storage,
          Symmetry.NONE, NEURONS, NEURONS, w.synapses(), true, stamp.bytes()));
      assertForecast(file, 1);
    }
  }

  @ParameterizedTest
  @CsvSource({"NPY, 1", "NPZ, 1", "CSV, 1", "MAT, 1", "NPY, 20", "NPZ, 20", "CSV, 20", "MAT, 20"})
  void denseArraysSayTheirShape(FileFormat format, int oneIn) throws InputException {
    int n = 400;
    int[] row = new int[n * n / oneIn];
    int[] column = new int[row.length];
    double[] value = new double[row.length];
    for (int k = 0; k < row.length; k++) {
      row[k] = k * oneIn / n;
      column[k] = k * oneIn % n;
      value[k] = new Seed(3).uniform("weights", k) + 0.1;
    }
    RawMatrix raw = RawMatrix.of(n, n, row, column, value, List.of(), FileFormat.NPY);
    Path file = folder.resolve("W." + format.name().toLowerCase(Locale.ROOT));
    MatrixWriter.write(raw, file, WriteOptions.DEFAULT.withFormat(format));
    SizeForecast forecast = SizeForecast.of(file, ReadOptions.DEFAULT);
    assertThat(List.of(forecast.rows(), forecast.columns(), forecast.entries()))
        .isEqualTo(List.of((long) n, (long) n, (long) n * n));
    assertThat(forecast.storage()).isEqualTo(Storage.DENSE);
    MatrixReader.read(file, ReadOptions.DEFAULT);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    MatrixReader.read(file, ReadOptions.DEFAULT);
    long read = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(forecast.readingBytes() / read).isBetween(0.5, 2.0);
  }

  @Test
  void packedTextIsUnpackedInThought() throws IOException, InputException {
    List<String> lines = lines(network(8), Order.MIXED, true, 0, ",");
    Path file = Bytes.file(folder, "edges.csv.gz",
        Bytes.gzip(Files.readAllBytes(write("e.csv", "a,b,weight\n", lines))));
    assertThat((double) SizeForecast.of(file, ReadOptions.DEFAULT).entries())
        .isBetween(lines.size() / 1.2, lines.size() * 1.2);
  }

  @Test
  void standardInputHasNoForecast() throws InputException {
    assertThat(SizeForecast.of("-", ReadOptions.DEFAULT)).isEmpty();
  }

  @Test
  void refusesWhatReadingRefuses() {
    Path file = Bytes.file(folder, "W.mtx", "%%MatrixMarket matrix coordinate real general\n3 4 1\n1 1 1\n");
    assertThat(org.junit.jupiter.api.Assertions
        .assertThrows(InputException.class, () -> SizeForecast.of(file.toString(), ReadOptions.DEFAULT))
        .code())
        .isEqualTo("E110");
  }
}
