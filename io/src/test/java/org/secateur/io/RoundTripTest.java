package org.secateur.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read back: orientation, names and every bit of every weight. */
final class RoundTripTest {
  private static final List<String> NAMES = List.of("AVAL", "AVAR", "Purkinje, left", "say \"cell\"",
      "Zürich 5");

  @TempDir
  Path folder;

  /** A network with awkward weights; W[0][1] and W[1][0] differ, so turning it round would show. */
  private static RawMatrix awkward(FileFormat format, List<String> names) {
    int[] row = {0, 0, 1, 1, 2, 3, 4, 4};
    int[] column = {1, 4, 0, 2, 2, 4, 0, 3};
    double[] value = {0.1, -1.0 / 3, Math.nextUp(1.0), 1e153, 1e-299, -0x1.fffffffffffffp-1, 2147483648.0, 3};
    return RawMatrix.of(5, 5, row, column, value, names, format);
  }

  private static void assertSame(RawMatrix a, RawMatrix b) {
    assertEquals(a.rows(), b.rows());
    assertEquals(a.columns(), b.columns());
    assertThat(b.rowIndices()).isEqualTo(a.rowIndices());
    assertThat(b.columnIndices()).isEqualTo(a.columnIndices());
    for (int k = 0; k < a.count(); k++) {
      assertEquals(Double.doubleToLongBits(a.value(k)), Double.doubleToLongBits(b.value(k)));
    }
  }

  private static String extension(FileFormat format) {
    return format == FileFormat.EDGES ? "csv" : format.option();
  }

  @ParameterizedTest
  @EnumSource(value = FileFormat.class, names = "EDGES", mode = EnumSource.Mode.EXCLUDE)
  void keepsEveryBit(FileFormat format) throws InputException {
    RawMatrix m = awkward(format, List.of());
    Path file = folder.resolve("W." + extension(format));
    FileStamp stamp = MatrixWriter.write(m, file, WriteOptions.DEFAULT);
    RawMatrix back = MatrixReader.read(file, ReadOptions.DEFAULT);
    assertSame(m, back);
    assertEquals(format, back.origin().format());
    assertEquals(stamp, back.origin().stamp().orElseThrow());
  }

  @ParameterizedTest
  @EnumSource(value = FileFormat.class, names = {"CSV", "NPZ", "MAT"})
  void keepsNames(FileFormat format) throws InputException {
    RawMatrix m = awkward(format, NAMES);
    Path file = folder.resolve("W." + extension(format));
    MatrixWriter.write(m, file, WriteOptions.DEFAULT);
    RawMatrix back = MatrixReader.read(file, ReadOptions.DEFAULT);
    assertSame(m, back);
    assertEquals(NAMES, back.labels());
  }

  @Test
  void edgeListKeepsNamesAndIndices() throws InputException {
    RawMatrix m = awkward(FileFormat.EDGES, NAMES);
    Path file = folder.resolve("e.csv");
    MatrixWriter.write(m, file, WriteOptions.DEFAULT);
    RawMatrix back = MatrixReader.read(file, ReadOptions.DEFAULT);
    assertEquals(m.count(), back.count());
    for (int k = 0; k < m.count(); k++) {
      int at = back.find(back.labels().indexOf(m.name(m.row(k))), back.labels().indexOf(m.name(m.column(k))));
      assertEquals(m.value(k), back.value(at));
    }
    RawMatrix plain = awkward(FileFormat.EDGES, List.of());
    Path other = folder.resolve("f.csv");
    MatrixWriter.write(plain, other, WriteOptions.DEFAULT);
    assertSame(plain, MatrixReader.read(other, ReadOptions.DEFAULT.withNodes(5)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"W.csv.gz", "W.mtx.gz", "W.tsv"})
  void packsText(String name) throws InputException {
    boolean mtx = name.contains("mtx");
    RawMatrix m = awkward(mtx ? FileFormat.MATRIX_MARKET : FileFormat.CSV, List.of());
    Path file = folder.resolve(name);
    MatrixWriter.write(m, file, WriteOptions.DEFAULT);
    assertSame(m, MatrixReader.read(file, ReadOptions.DEFAULT));
  }

  /** Half of the edges removed: the rest stands in the file with the same bits, in the same kind of file. */
  @ParameterizedTest
  @EnumSource(FileFormat.class)
  void prunedMatrixGoesBackIntoItsFormat(FileFormat format) throws InputException {
    Path file = folder.resolve("W." + extension(format));
    MatrixWriter.write(awkward(format, List.of()), file, WriteOptions.DEFAULT);
    ReadOptions options = format == FileFormat.EDGES ? ReadOptions.DEFAULT.withNodes(5) : ReadOptions.DEFAULT;
    RawMatrix m = MatrixReader.read(file, options);
    RawMatrix pruned = m.withEntries(new int[]{4, 0}, new int[]{0, 1},
        new double[]{m.value(m.find(4, 0)), 0.25});
    Path out = folder.resolve("P." + extension(format));
    MatrixWriter.write(pruned, out, WriteOptions.DEFAULT);
    RawMatrix back = MatrixReader.read(out, options.withIndexBase(0));
    assertSame(pruned, back);
    assertEquals(m.storage(), back.storage());
    assertEquals(format, back.origin().format());
  }

  /** NumPy has no bfloat16: only tensors of trained networks do. */
  static Stream<ElementType> binaryTypes() {
    return Stream.of(ElementType.values())
        .filter(t -> t.bytes() > 0 && t != ElementType.BOOL && t != ElementType.BFLOAT16);
  }

  /** The type stays while it holds every weight, and gives way to float64 when it does not. */
  @ParameterizedTest
  @MethodSource("binaryTypes")
  void elementTypeStaysIfItCan(ElementType type) throws InputException {
    String descr = switch (type) {
      case FLOAT16 -> "<f2";
      case FLOAT32 -> "<f4";
      case FLOAT64 -> "<f8";
      default -> (type.name().startsWith("U") ? "<u" : "<i") + type.bytes();
    };
    byte[] data = new byte[4 * type.bytes()];
    data[type.bytes() * 2 - 1] = (byte) (type.isWhole() ? 1 : 0x3c);
    Path in = Bytes.file(folder, "in.npy", Bytes.npy(descr, "(2, 2)", data));
    RawMatrix m = MatrixReader.read(in, ReadOptions.DEFAULT);
    assertEquals(type, m.elementType());
    for (FileFormat format : List.of(FileFormat.NPY, FileFormat.MAT, FileFormat.NPZ)) {
      Path same = folder.resolve("same." + format.option());
      MatrixWriter.write(m, same, WriteOptions.DEFAULT);
      RawMatrix back = MatrixReader.read(same, ReadOptions.DEFAULT);
      assertSame(m, back);
      boolean noHalves = format == FileFormat.MAT && type == ElementType.FLOAT16;
      assertEquals(noHalves ? ElementType.FLOAT32 : type, back.elementType());
      RawMatrix third = m.withEntries(new int[]{0}, new int[]{1}, new double[]{1.0 / 3});
      Path wider = folder.resolve("wider." + format.option());
      MatrixWriter.write(third, wider, WriteOptions.DEFAULT);
      RawMatrix wide = MatrixReader.read(wider, ReadOptions.DEFAULT);
      assertSame(third, wide);
      assertEquals(ElementType.FLOAT64, wide.elementType());
    }
  }

  @Test
  void wholeNumbersInTextBecomeRealWhenRescaled() throws InputException, IOException {
    String mtx = "%%MatrixMarket matrix coordinate integer symmetric\n% a comment\n3 3 2\n2 1 7\n3 3 4\n";
    RawMatrix m = MatrixReader.read(Bytes.file(folder, "W.mtx", mtx), ReadOptions.DEFAULT);
    Path same = folder.resolve("same.mtx");
    MatrixWriter.write(m, same, WriteOptions.DEFAULT);
    assertEquals(mtx, Files.readString(same));
    RawMatrix half = m.withEntries(new int[]{1}, new int[]{0}, new double[]{3.5});
    Path real = folder.resolve("real.mtx");
    MatrixWriter.write(half, real, WriteOptions.DEFAULT);
    assertEquals("%%MatrixMarket matrix coordinate real symmetric\n% a comment\n3 3 1\n2 1 3.5\n",
        Files.readString(real));
  }

  @Test
  void patternsStayPatternsUntilRescaled() throws InputException, IOException {
    String mtx = "%%MatrixMarket matrix coordinate pattern general\n2 2 2\n1 2\n2 1\n";
    RawMatrix m = MatrixReader.read(Bytes.file(folder, "W.mtx", mtx), ReadOptions.DEFAULT);
    MatrixWriter.write(m, folder.resolve("same.mtx"), WriteOptions.DEFAULT);
    assertEquals(mtx, Files.readString(folder.resolve("same.mtx")));
    RawMatrix w = m.withEntries(new int[]{0}, new int[]{1}, new double[]{10});
    MatrixWriter.write(w, folder.resolve("w.mtx"), WriteOptions.DEFAULT);
    assertThat(Files.readString(folder.resolve("w.mtx"))).contains("real general", "1 2 10.0");
  }

  @Test
  void skewAndArrayLayoutsComeBack() throws InputException, IOException {
    String skew = "%%MatrixMarket matrix array real skew-symmetric\n3 3\n1.5\n0.0\n-2.5\n";
    RawMatrix m = MatrixReader.read(Bytes.file(folder, "W.mtx", skew), ReadOptions.DEFAULT);
    assertEquals(Symmetry.SKEW, m.symmetry());
    assertEquals(2, m.count());
    MatrixWriter.write(m, folder.resolve("same.mtx"), WriteOptions.DEFAULT);
    assertEquals(skew, Files.readString(folder.resolve("same.mtx")));
    MatrixWriter.write(m, folder.resolve("full.npy"), WriteOptions.DEFAULT);
    RawMatrix full = MatrixReader.read(folder.resolve("full.npy"), ReadOptions.DEFAULT);
    assertEquals(4, full.count());
    assertEquals(1.5, full.value(full.find(1, 0)));
    assertEquals(-1.5, full.value(full.find(0, 1)));
  }

  @Test
  void edgeListKeepsOrderHeaderAndFurtherColumns() throws InputException, IOException {
    String csv = "target;source;weight;type;note\nb;a;0,5;exc;\"one; two\"\nc;b;2,25;inh;\na;c;1,0;exc;x\n";
    ReadOptions options = ReadOptions.DEFAULT.withDecimal(ReadOptions.Decimal.COMMA);
    RawMatrix m = MatrixReader.read(Bytes.file(folder, "e.csv", csv), options);
    assertEquals(Direction.DIRECTED, m.direction());
    assertEquals(List.of("type", "note"), m.extraNames());
    assertEquals("a", m.name(m.row(m.find(m.labels().indexOf("a"), m.labels().indexOf("b")))));
    MatrixWriter.write(m, folder.resolve("same.csv"), WriteOptions.DEFAULT);
    assertEquals(csv, Files.readString(folder.resolve("same.csv")));
    int k = m.find(m.labels().indexOf("b"), m.labels().indexOf("c"));
    RawMatrix one = m.withEntries(new int[]{m.row(k)}, new int[]{m.column(k)}, new double[]{m.value(k)});
    MatrixWriter.write(one, folder.resolve("one.csv"), WriteOptions.DEFAULT);
    assertEquals("target;source;weight;type;note\nc;b;2,25;inh;\n",
        Files.readString(folder.resolve("one.csv")));
  }

  @Test
  void scaledWeightsAreWrittenUnscaled() throws InputException {
    double[] w = {0, 3e307, -1.1e290, 5e-20};
    Path in = Bytes.file(folder, "in.npy", Bytes.npy("<f8", "(2, 2)", Bytes.doubles(w)));
    RawMatrix m = MatrixReader.read(in, ReadOptions.DEFAULT.withScale(ReadOptions.Scale.AUTO));
    RawMatrix two = m.withEntries(new int[]{0, 1}, new int[]{1, 0}, new double[]{m.value(0), m.value(1)});
    MatrixWriter.write(two, folder.resolve("out.npy"), WriteOptions.DEFAULT);
    RawMatrix back = MatrixReader.read(folder.resolve("out.npy"),
        ReadOptions.DEFAULT.withScale(ReadOptions.Scale.AUTO));
    assertEquals(3e307, back.value(0) * back.scale());
    assertEquals(-1.1e290, back.value(1) * back.scale());
  }

  @Test
  void largeIndicesSurvive() throws InputException {
    int n = 2_000_000_000;
    RawMatrix m = RawMatrix.of(n, n, new int[]{n - 1, 0}, new int[]{0, n - 1}, new double[]{2, 3}, List.of(),
        FileFormat.MATRIX_MARKET);
    Path file = folder.resolve("W.mtx");
    MatrixWriter.write(m, file, WriteOptions.DEFAULT);
    assertSame(m, MatrixReader.read(file, ReadOptions.DEFAULT));
  }

  @ParameterizedTest
  @EnumSource(value = FileFormat.class, names = {"NPZ", "MATRIX_MARKET", "MAT", "EDGES"})
  void manyRandomEntries(FileFormat format) throws InputException {
    SplittableRandom random = new SplittableRandom(3);
    int n = 300;
    int m = 20_000;
    int[] keys = random.ints(0, n * n).distinct().limit(m).toArray();
    int[] row = new int[m];
    int[] column = new int[m];
    double[] value = new double[m];
    for (int k = 0; k < m; k++) {
      row[k] = keys[k] / n;
      column[k] = keys[k] % n;
      value[k] = random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-100, 100));
    }
    RawMatrix a = RawMatrix.of(n, n, row, column, value, List.of(), format);
    Path file = folder.resolve("W." + extension(format));
    MatrixWriter.write(a, file, WriteOptions.DEFAULT);
    assertSame(a, MatrixReader.read(file, ReadOptions.DEFAULT.withNodes(n).withIndexBase(0)));
  }

  @Test
  void nothingIsLeftBesideTheTarget() throws InputException, IOException {
    MatrixWriter.write(awkward(FileFormat.NPY, List.of()), folder.resolve("W.npy"), WriteOptions.DEFAULT);
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
    assertTrue(Files.exists(folder.resolve("W.npy")));
  }
}
