package org.secateur.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.secateur.io.Bytes.doubles;
import static org.secateur.io.Bytes.file;
import static org.secateur.io.Bytes.gzip;
import static org.secateur.io.Bytes.ints;
import static org.secateur.io.Bytes.npy;
import static org.secateur.io.Bytes.refusal;
import static org.secateur.io.Bytes.zip;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One test for each message: its code, its facts, and that its hint gets past the problem. Longer than other files, because a
 * reader looks for all messages in one place.
 */
final class MessageTest {
  @TempDir
  Path folder;

  private static final ReadOptions PLAIN = ReadOptions.DEFAULT;
  private static final byte[] SMALL = npy("<f8", "(2, 2)", doubles(0, 1, 2, 0));

  private static void assertSays(InputException e, String code, String... facts) {
    String all = e.message() + " | " + e.where().orElse("") + " | " + e.hint().orElse("");
    assertEquals(code, e.code(), all);
    for (String fact : facts) {
      assertThat(all).contains(fact);
    }
  }

  @Test
  void missingFileWithNearMatch() throws InputException {
    file(folder, "cortex.npy", SMALL);
    InputException e = refusal(folder.resolve("cortx.npy").toString());
    assertSays(e, "E101", "no file", "cortx.npy", "did you mean \"cortex.npy\" (same folder)?");
    assertEquals(2, MatrixReader.read(folder.resolve("cortex.npy"), PLAIN).count());
  }

  @Test
  void missingFileWithoutNearMatch() {
    InputException e = refusal(folder.resolve("zzzzzzzz.npy").toString());
    assertSays(e, "E101", "no file");
    assertThat(e.hint()).isEmpty(); // whoever asked for the file may know better what was meant
    assertSays(refusal(folder.resolve("nowhere").resolve("w.npy").toString()), "E101", "there is no folder");
  }

  @Test
  void folderInsteadOfFile() {
    assertSays(refusal(folder, PLAIN), "E101", "is a folder");
  }

  @Test
  void contentContradictsExtension() throws InputException {
    Path f = file(folder, "SC.csv", SMALL);
    assertSays(refusal(f, PLAIN), "E102", "\"SC.csv\" is a NumPy array file, not text",
        "it can be read as it is: add --format npy, or rename it");
    assertEquals(2, MatrixReader.read(f, PLAIN.withFormat(FileFormat.NPY)).count());
  }

  @Test
  void formatOptionContradictsContent() {
    Path f = file(folder, "W.npy", SMALL);
    assertSays(refusal(f, PLAIN.withFormat(FileFormat.MAT)), "E102", "--format npy");
  }

  @Test
  void severalArraysNoneNamed() throws InputException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("W.npy", SMALL);
    entries.put("b.npy", npy("<f8", "(2,)", doubles(1, 2)));
    entries.put("x0.npy", npy("<f8", "(2,)", doubles(1, 2)));
    entries.put("labels.npy", npy("<U1", "(2,)", ints('a', 'b')));
    Path f = file(folder, "data.npz", zip(entries));
    assertSays(refusal(f, PLAIN), "E103", "\"data.npz\" holds 4 arrays: W (2x2), b (2), x0 (2), labels (2)",
        "secateur inspect data.npz::W");
    RawMatrix m = MatrixReader.read(f + "::W", PLAIN);
    assertEquals("data.npz::W", m.origin().description());
    assertEquals(List.of("a", "b"), m.labels());
    assertEquals(2, MatrixReader.read(f, PLAIN.withMember("W")).count());
  }

  @Test
  void standardInputWithoutFormat() {
    assertSays(refusal("-"), "E103", "--format npy");
  }

  @Test
  void streamWithFormat() throws InputException {
    var in = new ByteArrayInputStream("0,1,2\n3,0,4\n5,6,0\n".getBytes(StandardCharsets.UTF_8));
    RawMatrix m = MatrixReader.read(in, "standard input", PLAIN.withFormat(FileFormat.CSV));
    assertEquals(6, m.count());
    assertEquals("standard input", m.origin().description());
  }

  @Test
  void streamBeyondLimit() {
    var in = new ByteArrayInputStream(new byte[1000]);
    ReadOptions options = PLAIN.withFormat(FileFormat.CSV).withMaxInput(100);
    assertSays(assertThrows(InputException.class, () -> MatrixReader.read(in, "standard input", options)),
        "E191",
        "--max-input");
  }

  @Test
  void matrixOrEdges() throws InputException {
    Path f = file(folder, "three.csv", "0,1,2\n1,0,2\n2,1,0\n");
    assertSays(refusal(f, PLAIN), "E104", "matrix or a list of edges", "--format csv", "--format edges");
    assertEquals(Storage.DENSE, MatrixReader.read(f, PLAIN.withFormat(FileFormat.CSV)).storage());
    assertEquals(3, MatrixReader.read(f, PLAIN.withFormat(FileFormat.EDGES)).rows());
  }

  @Test
  void severalWeightColumns() throws InputException {
    Path f = file(folder, "inj.csv", "case,source,target,cells,flne\nx,A,B,3,0.5\nx,B,A,2,0.25\n");
    assertSays(refusal(f, PLAIN), "E105", "cells, flne", "--weight-column flne");
    RawMatrix m = MatrixReader.read(f, PLAIN.withWeightColumn("flne"));
    assertEquals(0.5, m.value(0));
    assertEquals(List.of("case", "cells"), m.extraNames());
    assertSays(refusal(f, PLAIN.withWeightColumn("nope")), "E105", "case, source, target, cells, flne");
  }

  @Test
  void notAKnownKindOfFile() {
    assertSays(refusal(file(folder, "x.bin", new byte[]{1, 2, 3, 4}), PLAIN), "E106", "neither text");
    assertSays(refusal(file(folder, "u.csv", "0,1\n".getBytes(StandardCharsets.UTF_16)), PLAIN), "E106",
        "UTF-16",
        "UTF-8");
    assertSays(refusal(file(folder, "W.npy.gz", gzip(SMALL)), PLAIN), "E106", "gunzip");
  }

  @Test
  void matlab73AndHdf5AndVersion4() {
    byte[] head = Arrays.copyOf("MATLAB 7.3 MAT-file, Platform".getBytes(StandardCharsets.US_ASCII), 600);
    assertSays(refusal(file(folder, "a.mat", head), PLAIN), "E106", "v7.3", "-v7");
    byte[] hdf5 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n', 0, 0, 0, 0};
    assertSays(refusal(file(folder, "b.h5", hdf5), PLAIN), "E106", "HDF5");
    byte[] v4 = Arrays.copyOf(ints(0, 2, 2, 0, 2), 20 + 2 + 32);
    v4[20] = 'W';
    assertSays(refusal(file(folder, "c.mat", v4), PLAIN), "E106", "v4", "-v7");
  }

  @Test
  void memberThatIsNotThere() {
    Path f = file(folder, "d.npz", zip(Map.of("Weights.npy", SMALL)));
    assertSays(refusal(f + "::Weight"), "E107", "\"Weight\"", "did you mean d.npz::Weights?");
    assertSays(refusal(file(folder, "W.npy", SMALL) + "::W"), "E107", "leave out ::W");
  }

  @Test
  void notSquare() throws InputException {
    Path f = file(folder, "W.csv", "1,2,3,4\n0,1,2,3\n1,0,2,3\n2,1,0,3\n3,2,1,0\n");
    assertSays(refusal(f, PLAIN), "E110", "5 rows and 4 columns; a recurrent network needs a square matrix",
        "The first row looks like node names (\"1\", \"2\", …)", "--header");
    RawMatrix m = MatrixReader.read(f, PLAIN.withHeader(ReadOptions.Header.YES));
    assertEquals(List.of("1", "2", "3", "4"), m.labels());
    Path g = file(folder, "V.npy", npy("<f8", "(1, 2)", doubles(1, 2)));
    assertSays(refusal(g, PLAIN), "E110", "1 rows and 2 columns");
    assertEquals(2, MatrixReader.read(g, PLAIN.withShape(ReadOptions.Shape.ANY)).columns());
  }

  @Test
  void wrongRank() throws InputException {
    Path f = file(folder, "data.npy", npy("<f8", "(2, 2, 3)", doubles(0, 0, 0, 1, 2, 6, 4, 5, 6, 0, 0, 0)));
    assertSays(refusal(f, PLAIN), "E111", "shape 2x2x3",
        "choose one slice, data.npy[:,:,0], or the mean, data.npy@mean");
    assertEquals(1, MatrixReader.read(f + "[:,:,0]", PLAIN).value(0));
    assertEquals(6, MatrixReader.read(f + "[:, :, -1]", PLAIN).value(0));
    assertEquals(3, MatrixReader.read(f + "@mean", PLAIN).value(0));
    assertSays(refusal(f + "[:,:,3]"), "E111", "no slice 3", "from 0 to 2");
    Path g = file(folder, "data.npz", zip(Map.of("W.npy", npy("<f8", "(1, 1, 1)", doubles(1)))));
    assertSays(refusal(g, PLAIN), "E111", "data.npz::W[:,:,0]", "data.npz::W@mean");
    assertEquals(1, MatrixReader.read(g + "::W@mean", PLAIN).value(0));
    assertSays(refusal(file(folder, "v.npy", npy("<f8", "(2,)", doubles(1, 2))), PLAIN), "E111", "shape 2");
  }

  @Test
  void namesOfRowsAndColumnsDiffer() {
    assertSays(refusal(file(folder, "W.csv", ",A,B,C\nA,0,1,2\nC,1,0,2\nB,1,2,0\n"), PLAIN), "E114",
        "same names in another order", "row \"C\"");
  }

  @Test
  void notANumber() throws InputException {
    Path f = file(folder, "W.npy", npy("<f8", "(2, 2)", doubles(0, Double.NaN, 2, Double.NaN)));
    assertSays(refusal(f, PLAIN), "E120", "2 of 4 weights are NaN; first at row 1, column 2",
        "Pruning would spread them to every score", "--nan-as zero", "W.npy[0, 1]");
    RawMatrix m = MatrixReader.read(f, PLAIN.withNanAs(ReadOptions.NanAs.ZERO));
    assertEquals(1, m.count());
    assertEquals(2, m.changes().nanAsZero());
    Path g = file(folder, "W.csv", "0,1,,3\n1,0,NA,1\n1,1,0,1\n1,1,1,0\n");
    assertSays(refusal(g, PLAIN), "E120", "2 of 16 weights", "row 1, column 3");
    assertEquals(10, MatrixReader.read(g, PLAIN.withNanAs(ReadOptions.NanAs.ZERO)).count());
  }

  @Test
  void infinite() {
    double inf = Double.POSITIVE_INFINITY;
    assertSays(refusal(file(folder, "W.npy", npy("<f8", "(2, 2)", doubles(0, 1, inf, 0))), PLAIN), "E121",
        "1 weight is +Inf (row 2, column 1)", "W.npy[1, 0]");
    assertSays(refusal(file(folder, "e.csv", "source,target,weight\na,b,-inf\n"), PLAIN), "E121", "-Inf",
        "line 2");
  }

  @Test
  void squaresOverflow() throws InputException {
    Path f = file(folder, "W.npy", npy("<f8", "(2, 2)", doubles(0, 3e307, -1e300, 0)));
    assertSays(refusal(f, PLAIN), "E122", "weights reach 3e+307; squares overflow double precision",
        "--scale auto");
    RawMatrix m = MatrixReader.read(f, PLAIN.withScale(ReadOptions.Scale.AUTO));
    assertEquals(3e307, m.value(0) * m.scale());
    assertEquals(-1e300, m.value(1) * m.scale());
    assertThat(m.value(0)).isBetween(1.0, 2.0);
  }

  @Test
  void saturatedCounter() throws InputException {
    Path f = file(folder, "e.csv", "source,target,count\na,b,2147483647\nb,a,2147483647\nb,c,1\n");
    assertSays(refusal(f, PLAIN), "E123", "2147483647 in 2 rows", "saturated 32-bit counter",
        "re-export as int64",
        "--accept-saturated");
    assertEquals(3, MatrixReader.read(f, PLAIN.withSaturated(ReadOptions.Saturated.ACCEPT)).count());
    byte[] data = ints(0, Integer.MAX_VALUE, 1, 0);
    assertSays(refusal(file(folder, "W.npy", npy("<i4", "(2, 2)", data)), PLAIN), "E123", "in 1 row");
  }

  @Test
  void complexNumbers() throws InputException {
    Path f = file(folder, "W.npy", npy("<c16", "(1, 1)", doubles(1, -0.4)));
    assertSays(refusal(f, PLAIN), "E124", "complex128 with non-zero imaginary parts (max 0.4)",
        "Only real weights are supported", "abs or real part first");
    Path g = file(folder, "V.npy", npy("<c16", "(1, 1)", doubles(3, 0)));
    assertEquals(3, MatrixReader.read(g, PLAIN).value(0));
    Path h = file(folder, "c.mtx", "%%MatrixMarket matrix coordinate complex general\n1 1 1\n1 1 1 0\n");
    assertSays(refusal(h, PLAIN), "E124", "complex");
  }

  @Test
  void pickledArray() {
    assertSays(refusal(file(folder, "W.npy", npy("|O", "(1, 1)", (byte) 1)), PLAIN), "E125",
        "\"W.npy\" stores Python objects, which can run code when loaded; secateur never loads them",
        "numpy.save(\"W.npy\", W.astype(float), allow_pickle=False)");
    assertSays(refusal(file(folder, "W.npz", zip(Map.of("W.npy", npy("|O", "(1, 1)", (byte) 1)))), PLAIN),
        "E125");
  }

  @Test
  void decimalComma() throws InputException {
    Path f = file(folder, "SC.csv", "0;0,5;1\n0,25;0;1\n1;0,31;0\n");
    assertSays(refusal(f, PLAIN), "E126",
        "line 1, column 2 of SC.csv: \"0,5\" is not a number; the file seems to use"
            + " a decimal comma",
        "--decimal comma --delimiter semicolon");
    RawMatrix m = MatrixReader.read(f,
        PLAIN.withDecimal(ReadOptions.Decimal.COMMA).withDelimiter(ReadOptions.Delimiter.SEMICOLON));
    assertEquals(0.31, m.value(5));
  }

  @Test
  void textAmongNumbers() {
    assertSays(refusal(file(folder, "SC.csv", "0,1,2,3\n1,0,x7,2\n1,1,0,1\n1,1,1,0\n"), PLAIN), "E126",
        "line 2, column 3 of SC.csv: \"x7\" is not a number");
    assertSays(refusal(file(folder, "W.npy", npy("<U1", "(1, 1)", ints('a'))), PLAIN), "E126", "holds text");
  }

  @Test
  void raggedLine() {
    assertSays(refusal(file(folder, "W.csv", "0,1,2,3\n1,0,2,3\n1,2,0\n1,2,3,0\n"), PLAIN), "E127",
        "line 3 of W.csv has 3 fields where 4 are expected");
  }

  @Test
  void wholeNumberBeyondDoublePrecision() {
    byte[] odd = {1, 0, 0, 0, 0, 0, 32, 0};
    assertSays(refusal(file(folder, "W.npy", npy("<i8", "(1, 1)", odd)), PLAIN), "E128", "9007199254740993",
        "float64");
  }

  @Test
  void indexOutsideTheMatrix() {
    assertSays(
        refusal(file(folder, "W.mtx", "%%MatrixMarket matrix coordinate real general\n2 2 1\n3 1 1\n"),
            PLAIN),
        "E131", "line 3 of W.mtx: entry (3, 1) is outside a matrix of 2x2");
  }

  @Test
  void tinyValuesAreZeroAndCounted() throws InputException {
    Path f = file(folder, "W.npy", npy("<f8", "(2, 2)", doubles(1e-310, 1e-299, -1e-301, 0)));
    RawMatrix m = MatrixReader.read(f, PLAIN);
    assertEquals(1, m.count());
    assertEquals(2, m.changes().tiny());
    Path g = file(folder, "e.csv", "source,target,weight\na,b,0\nb,a,1e-310\na,a,2\n");
    RawMatrix e = MatrixReader.read(g, PLAIN);
    assertEquals(new RawMatrix.Changes(1, 1, 0, 0, 1), e.changes());
  }

  @Test
  void duplicateEdges() throws InputException {
    Path f = file(folder, "e.csv", "source,target,weight\n12,90,1\n90,12,5\n12,90,3\n");
    assertSays(refusal(f, PLAIN), "E156", "1 edge appears more than once", "12 -> 90, weights 1 and 3",
        "lines 2 and 4", "--duplicates sum (synapse counts) | max | first");
    assertEquals(4, MatrixReader.read(f, PLAIN.withDuplicates(ReadOptions.Duplicates.SUM)).value(0));
    assertEquals(3, MatrixReader.read(f, PLAIN.withDuplicates(ReadOptions.Duplicates.MAX)).value(0));
    RawMatrix first = MatrixReader.read(f, PLAIN.withDuplicates(ReadOptions.Duplicates.FIRST));
    assertEquals(1, first.value(0));
    assertEquals(1, first.changes().merged());
    Path g = file(folder, "e.mtx", "%%MatrixMarket matrix coordinate real general\n2 2 2\n1 2 1\n1 2 1\n");
    assertSays(refusal(g, PLAIN), "E156", "lines 3 and 4");
  }

  @Test
  void conflictingUndirectedPair() throws InputException {
    Path f = file(folder, "e.csv", "a,b,weight\na,b,0.4\nc,a,1\na,c,1\nb,a,0.6\n");
    assertSays(refusal(f, PLAIN), "E157",
        "\"a,b,0.4\" (line 2) and \"b,a,0.6\" (line 5) disagree in an undirected"
            + " list",
        "--undirected mean, or drop --undirected");
    RawMatrix m = MatrixReader.read(f, PLAIN.withUndirected(ReadOptions.Undirected.MEAN));
    assertEquals(2, m.count());
    assertEquals(0.5, m.value(0));
    assertEquals(Symmetry.SYMMETRIC, m.symmetry());
    Path g = file(folder, "f.csv", "source,target,weight\na,b,0.4\nb,a,0.6\n");
    assertEquals(2, MatrixReader.read(g, PLAIN).count());
    assertSays(refusal(g, PLAIN.withUndirected(ReadOptions.Undirected.YES)), "E157", "line 2", "line 3");
  }

  @Test
  void indexBase() throws InputException {
    Path both = file(folder, "e.csv", "source,target,weight\n0,1,1\n1,2,1\n2,3,1\n");
    assertSays(refusal(both, PLAIN.withNodes(3)), "E158",
        "node 0 and node 3 both appear but --nodes 3 was given",
        "first 0-based line: 2", "first 3: line 4", "--nodes 4");
    assertEquals(4, MatrixReader.read(both, PLAIN.withNodes(4)).rows());
    assertEquals(List.of("0", "1", "2", "3"), MatrixReader.read(both, PLAIN).labels());
    Path neither = file(folder, "f.csv", "source,target,weight\n1,2,1\n");
    assertSays(refusal(neither, PLAIN.withNodes(3)), "E158", "neither node 0 nor node 3",
        "--index-base 0 | 1");
    assertEquals(1, MatrixReader.read(neither, PLAIN.withNodes(3).withIndexBase(0)).row(0));
    assertEquals(0, MatrixReader.read(neither, PLAIN.withNodes(3).withIndexBase(1)).row(0));
    assertEquals(0, MatrixReader.read(neither, PLAIN.withNodes(2)).row(0));
    assertSays(refusal(both, PLAIN.withNodes(5).withIndexBase(1)), "E158", "node 0 (line 2)",
        "--index-base 0");
  }

  @Test
  void idBeyondNodes() {
    Path f = file(folder, "e.csv", "source,target,weight\n0,9,1\n");
    assertSays(refusal(f, PLAIN.withNodes(3)), "E159", "node 9 (line 2) does not exist: --nodes 3",
        "--nodes 10");
    Path g = file(folder, "g.csv", "source,target,weight\nx,y,1\n");
    assertSays(refusal(g, PLAIN.withNodes(3)), "E126", "\"x\" is not the index of a node", "drop --nodes");
  }

  @Test
  void headerLiesAboutSize() {
    byte[] huge = npy("<f8", "(1048576, 1048576)", (byte) 0);
    assertSays(refusal(file(folder, "W.npy", huge), PLAIN), "E191", "declares an array of 8 TiB",
        "if this is genuine raise --max-input");
    assertSays(refusal(file(folder, "W.npz", zip(Map.of("W.npy", huge))), PLAIN), "E191", "8 TiB",
        "--max-input");
    assertSays(
        refusal(file(folder, "V.npy", npy("<f8", "(4611686018427387904, 4611686018427387904)")), PLAIN),
        "E191");
    byte[] head = SMALL.clone();
    head[8] = (byte) 0xff;
    head[9] = (byte) 0xff;
    assertSays(refusal(file(folder, "H.npy", head), PLAIN), "E191", "header of 65,535 bytes", "10,000");
    assertSays(refusal(file(folder, "N.npy", npy("<f8", "(-1, 2)")), PLAIN), "E108", "negative length -1");
    String mtx = "%%MatrixMarket matrix coordinate real general\n1000000 1000000 1000000000000\n1 1 1\n";
    assertSays(refusal(file(folder, "W.mtx", mtx), PLAIN), "E191", "declares 1,000,000,000,000 entries");
  }

  @Test
  void gzipBomb() throws InputException {
    byte[] zeros = new byte[80 << 20];
    Arrays.fill(zeros, (byte) '\n');
    zeros[0] = '1';
    Path f = file(folder, "W.csv.gz", gzip(zeros));
    assertSays(refusal(f, PLAIN), "E191", "unpacks to more than", "--max-input");
    assertEquals(1, MatrixReader.read(f, PLAIN.withMaxInput(1 << 30)).count());
  }

  @Test
  void largerThanAllowed() throws InputException {
    Path f = file(folder, "W.npy", SMALL);
    assertSays(refusal(f, PLAIN.withMaxInput(10)), "E191", "10 bytes is allowed", "--max-input");
  }

  @Test
  void truncated() {
    assertSays(refusal(file(folder, "W.npy", Arrays.copyOf(SMALL, SMALL.length - 3)), PLAIN), "E192",
        (SMALL.length - 3) + " of " + SMALL.length + " bytes", "cut off while being written or copied",
        "copy it again");
    byte[] npz = zip(Map.of("W.npy", SMALL));
    assertSays(refusal(file(folder, "W.npz", Arrays.copyOf(npz, npz.length - 30)), PLAIN), "E192",
        "table of contents");
    byte[] text = new byte[5000];
    Arrays.fill(text, (byte) '1');
    for (int i = 1; i < text.length; i += 2) {
      text[i] = (byte) (i * 31 % 7 < 3 ? '\n' : '7');
    }
    byte[] packed = gzip(text);
    assertSays(refusal(file(folder, "W.csv.gz", Arrays.copyOf(packed, packed.length - 20)), PLAIN), "E192",
        "packed");
    String mtx = "%%MatrixMarket matrix coordinate real general\n% a comment that is long enough\n5 5 5\n1 1 1\n";
    assertSays(refusal(file(folder, "W.mtx", mtx), PLAIN), "E192", "1 of 5 entries");
    assertSays(refusal(file(folder, "W.csv", ""), PLAIN), "E192", "it is empty");
  }

  @Test
  void truncatedMatlab() throws InputException, IOException {
    Path whole = folder.resolve("W.mat");
    RawMatrix m = RawMatrix.of(9, 9, new int[]{0, 8}, new int[]{1, 0}, new double[]{1, 2}, List.of(),
        FileFormat.MAT);
    MatrixWriter.write(m, whole, WriteOptions.DEFAULT);
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = file(folder, "cut.mat", Arrays.copyOf(bytes, bytes.length - 8));
    assertSays(refusal(cut, PLAIN), "E192", (bytes.length - 8) + " of " + bytes.length + " bytes");
  }

  @Test
  void damagedArchive() {
    byte[] npz = zip(Map.of("W.npy", SMALL));
    Map<String, byte[]> evil = new LinkedHashMap<>();
    evil.put("../../W.npy", SMALL);
    assertSays(refusal(file(folder, "W.npz", Arrays.copyOf(npz, 40)), PLAIN), "E192", "ends early");
    InputException e = refusal(file(folder, "x.npz", zip(evil)) + "::W");
    assertSays(e, "E107", "holds no array");
  }

  @Test
  void unsupportedSparseLayout() {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("format.npy", npy("|S3", "()", "bsr".getBytes(StandardCharsets.US_ASCII)));
    entries.put("shape.npy", npy("<i4", "(2,)", ints(2, 2)));
    assertSays(refusal(file(folder, "W.npz", zip(entries)), PLAIN), "E106", "\"bsr\"",
        "csr, csc and coo are read",
        "scipy.sparse.save_npz(\"W.npz\", W.tocsr())");
  }

  @Test
  void hostileText() {
    assertSays(refusal(file(folder, "n.csv", "source,target,weight\na\0,b,1\n"), PLAIN), "E106", "byte 0");
    String late = "a1,b1,1\n".repeat(1000);
    assertSays(refusal(file(folder, "m.csv", "source,target,weight\n" + late + "a\0,b,1\n"),
        PLAIN.withDuplicates(ReadOptions.Duplicates.SUM)), "E108", "line 1,002", "NUL");
    byte[] latin = "source,target,weight\nM\u00fcller,b,1\n".getBytes(StandardCharsets.ISO_8859_1);
    assertSays(refusal(file(folder, "l.csv", latin), PLAIN), "E108", "line 2", "UTF-8");
    assertSays(refusal(file(folder, "q.csv", "source,target,weight\n\"a,b,1\n"), PLAIN), "E108", "quote");
  }

  @Test
  void diskSpace() {
    InputException e = assertThrows(InputException.class,
        () -> DiskSpace.require(3_328_599_655L, 1_288_490_189L, "--no-scores (0.4 GB)"));
    assertSays(e, "E193", "output needs about 3.1 GiB, 1.2 GiB free. Nothing was written.",
        "--out on another disk, or --no-scores (0.4 GB)");
    assertSays(
        assertThrows(InputException.class,
            () -> DiskSpace.require(folder.resolve("a/b/c"), Long.MAX_VALUE, "")),
        "E193", "Nothing was written");
  }

  @Test
  void outputExists() throws InputException {
    Path out = file(folder, "out.npy", SMALL);
    RawMatrix m = MatrixReader.read(out, PLAIN);
    assertSays(assertThrows(InputException.class, () -> MatrixWriter.write(m, out, WriteOptions.DEFAULT)),
        "E194",
        "\"out.npy\" already exists", "--overwrite, or another --out");
    MatrixWriter.write(m, out, WriteOptions.DEFAULT.withExisting(Existing.OVERWRITE));
    assertEquals(2, MatrixReader.read(out, PLAIN).count());
  }

  @Test
  void cannotWrite() throws InputException {
    RawMatrix m = MatrixReader.read(file(folder, "W.npy", SMALL), PLAIN);
    Path nowhere = folder.resolve("no/such/W.npy");
    assertSays(assertThrows(InputException.class, () -> MatrixWriter.write(m, nowhere, WriteOptions.DEFAULT)),
        "E195",
        "cannot write \"W.npy\"");
  }

  @Test
  void messagesCarryNoFolders() {
    InputException e = refusal(file(folder, "W.npy", Arrays.copyOf(SMALL, SMALL.length - 3)), PLAIN);
    assertThat(e.message() + e.where()).doesNotContain(folder.toString());
  }
}
