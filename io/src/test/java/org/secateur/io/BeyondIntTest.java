package org.secateur.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.secateur.io.Bytes.file;
import static org.secateur.io.Bytes.npy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.network.Kind;

/** Sizes beyond 2³¹, in files that are that long (as holes, which take no room) or only say so: refused, never wrapped. */
class BeyondIntTest {
  private static final ReadOptions UNLIMITED = ReadOptions.DEFAULT.withMaxInput(Long.MAX_VALUE);

  private static final byte[] CSR = npy("|S3", "()", "csr".getBytes(StandardCharsets.US_ASCII));

  @TempDir
  private Path folder = Path.of("");

  private Path hole(String name, byte[] head, long bytes) throws IOException {
    Path path = folder.resolve(name);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.write(head);
      file.setLength(bytes);
    }
    return path;
  }

  private static InputException refusal(Path file) {
    return Bytes.refusal(file, UNLIMITED);
  }

  @ParameterizedTest
  @CsvSource({"coordinate real general, 10 10 3000000000", "coordinate real symmetric, 10 10 2147483648",
      "coordinate real general, 10 10 4294967297", "array real general, 100000 100000",
      "array real symmetric, 70000 70000", "array real skew-symmetric, 70000 70000"})
  void matrixMarketOfMoreEntriesThanAnArrayHolds(String kind, String sizes) throws IOException {
    String head = "%%MatrixMarket matrix " + kind + "\n" + sizes + "\n";
    Path path = hole("W.mtx", head.getBytes(StandardCharsets.US_ASCII), 25_000_000_000L);
    assertThat(refusal(path).code()).isEqualTo("E191");
    assertThat(assertThrows(InputException.class, () -> SizeForecast.of(path, UNLIMITED)).code())
        .isEqualTo("E191");
  }

  /** As many entries as an int counts, whose bytes are all there, are too many for the heap before they are read. */
  @Test
  void matrixMarketOfMoreEntriesThanTheHeapHolds() throws IOException, InputException {
    byte[] head = "%%MatrixMarket matrix coordinate real general\n9 9 2147483000\n"
        .getBytes(StandardCharsets.US_ASCII);
    Path path = hole("W.mtx", head, 25_000_000_000L);
    assertThat(refusal(path).code()).isEqualTo("E190");
    assertThat(SizeForecast.of(path, UNLIMITED).entries()).isEqualTo(2_147_483_000L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3000000000 3000000000 1", "4294967298 4294967298 1", "9223372036854775808 2 1",
      "2 2 18446744073709551617", "100000000000000000000000 2 1"})
  void matrixMarketWhoseSizesDoNotFit(String sizes) {
    Path path = file(folder, "W.mtx",
        "%%MatrixMarket matrix coordinate real general\n" + sizes + "\n1 1 1\n");
    assertThat(refusal(path).code()).isEqualTo("E191");
  }

  @Test
  void matrixMarketPackedIsBelievedEvenLess() {
    byte[] packed = Bytes.gzip("%%MatrixMarket matrix coordinate real general\n9 9 3000000000\n1 1 1\n"
        .getBytes(StandardCharsets.US_ASCII));
    assertThat(refusal(file(folder, "W.mtx.gz", packed)).code()).isEqualTo("E191");
  }

  /** 65536² bytes are there, and as many doubles have no room. */
  @Test
  void numpyArrayOfMoreElementsThanTheHeapHolds() throws IOException, InputException {
    byte[] head = npy("|i1", "(65536, 65536)");
    Path path = hole("W.npy", head, head.length + (1L << 32));
    InputException e = refusal(path);
    assertThat(e.code()).isEqualTo("E190");
    SizeForecast forecast = SizeForecast.of(path, UNLIMITED);
    assertThat(forecast.entries()).isEqualTo(1L << 32);
    assertThat(forecast.readingBytes()).isGreaterThan(16.0 * (1L << 32));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(4294967296, 4294967296)", "(4294967297,)", "(3037000500, 3037000500)",
      "(9223372036854775807, 2)", "(65536, 65536, 4294967296)"})
  void numpyShapesWhoseProductWraps(String shape) throws InputException {
    Path path = file(folder, "W.npy", npy("<f8", shape, new byte[8]));
    assertThat(refusal(path).code()).isIn("E191", "E192");
    assertThat(SizeForecast.of(path, UNLIMITED).entries()).isGreaterThan(1L << 32);
  }

  @Test
  void sparseArchiveThatSaysMoreThanItHas() throws InputException {
    byte[] shape = npy("<i8", "(2,)", Bytes.longs(3, 3));
    Path path = file(folder, "W.npz", Bytes.zip(Map.of("format.npy", CSR,
        "shape.npy", shape, "data.npy", npy("<f8", "(4294967297,)", new byte[8]), "indices.npy",
        npy("<i4", "(1,)", Bytes.ints(0)), "indptr.npy", npy("<i4", "(4,)", Bytes.ints(0, 1, 1, 1)))));
    assertThat(refusal(path).code()).isIn("E191", "E192");
    assertThat(SizeForecast.of(path, UNLIMITED).entries()).isEqualTo(4_294_967_297L);
  }

  @ParameterizedTest
  @ValueSource(longs = {2_147_483_648L, 4_294_967_296L, 9_007_199_254_740_993L})
  void sparseArchiveWithIndicesBeyondAnInt(long index) {
    Path path = file(folder, "W.npz", Bytes.zip(Map.of("format.npy", CSR,
        "shape.npy", npy("<i8", "(2,)", Bytes.longs(3, 3)), "data.npy", npy("<f8", "(1,)", Bytes.doubles(1)),
        "indices.npy", npy("<i8", "(1,)", Bytes.longs(index)), "indptr.npy",
        npy("<i8", "(4,)", Bytes.longs(0, 1, 1, 1)))));
    assertThat(refusal(path).code()).isEqualTo("E131");
  }

  /** Two billion nodes and one edge: a file of no size whose network has no room. */
  @Test
  void fewEdgesAmongBillionsOfNodes() throws InputException {
    Path path = file(folder, "W.mtx",
        "%%MatrixMarket matrix coordinate real symmetric\n2147483000 2147483000 2\n2147483000 1 1\n7 1 2\n");
    RawMatrix raw = MatrixReader.read(path, ReadOptions.DEFAULT);
    assertThat(raw.row(1)).isEqualTo(2_147_482_999);
    assertThat(assertThrows(InputException.class,
        () -> Interpretation.of(raw, Declaration.NONE.withKind(Kind.GRAPH)))
        .code()).isEqualTo("E190");
  }
}
