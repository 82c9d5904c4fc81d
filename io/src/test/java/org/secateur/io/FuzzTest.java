package org.secateur.io;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Valid files with some bytes changed, cut, doubled or inserted: they are read or refused, and nothing else happens. */
final class FuzzTest {
  private static final int CASES = 600;
  private static final String[] TOKENS = {"-1", "99999999999999999999", "nan", "1e999", "\0", "\"", "(", "'",
      ",,",
      "\r", "%%", "PK\u0001\u0002", "{}", "4294967295", ":"};

  @TempDir
  Path folder;

  /** One file of each kind, named as the failing case is to be found by. */
  static Stream<String> kinds() {
    return Stream.of("W.npy", "dense.npz", "csr.npz", "coo.npz", "table.csv", "edges.csv", "W.mtx",
        "array.mtx", "W.mtx.gz",
        "edges.csv.gz", "dense.mat", "sparse.mat", "packed.mat", "f2.npy", "W.idx", "packed-idx3-ubyte.gz");
  }

  private byte[] valid(String kind) throws InputException, IOException {
    List<String> names = List.of("AA", "B", "CÇ", "D", "E");
    String extension = kind.substring(kind.indexOf('.') + 1);
    FileFormat format = switch (extension) {
      case "npy" -> FileFormat.NPY;
      case "npz" -> FileFormat.NPZ;
      case "mat" -> FileFormat.MAT;
      case "csv", "csv.gz" -> kind.startsWith("table") ? FileFormat.CSV : FileFormat.EDGES;
      default -> FileFormat.MATRIX_MARKET;
    };
    if (kind.equals("array.mtx")) {
      return "%%MatrixMarket matrix array real symmetric\n2 2\n1.0\n2.5\n0\n"
          .getBytes(StandardCharsets.UTF_8);
    }
    if (kind.equals("coo.npz")) {
      return coordinates();
    }
    if (kind.equals("f2.npy")) {
      return Bytes.npy(">f2", "(2, 2)", new byte[]{0x3c, 0, 0, 0, 0x40, 1, 0x7b, 1});
    }
    if (kind.contains("idx")) {
      byte[] plain = Bytes.idx(kind.endsWith("gz") ? 8 : 11, new int[]{2, 3},
          new byte[kind.endsWith("gz") ? 6 : 12]);
      return kind.endsWith("gz") ? Bytes.gzip(plain) : plain;
    }
    boolean dense = kind.startsWith("dense");
    RawMatrix m = RawMatrix.of(5, 5, new int[]{0, 1, 4, 4}, new int[]{1, 4, 0, 4},
        new double[]{1, -2.5, 1e10, 7},
        format == FileFormat.NPY ? List.of() : names, dense ? FileFormat.NPY : format);
    Path file = folder.resolve("valid-" + kind);
    MatrixWriter.write(m, file, WriteOptions.DEFAULT.withFormat(format).withExisting(Existing.OVERWRITE));
    byte[] bytes = Files.readAllBytes(file);
    return kind.equals("packed.mat") ? packed(bytes) : bytes;
  }

  private static byte[] coordinates() {
    var entries = new LinkedHashMap<String, byte[]>();
    entries.put("row.npy", Bytes.npy("<i4", "(2,)", Bytes.ints(0, 1)));
    entries.put("col.npy", Bytes.npy("<i4", "(2,)", Bytes.ints(1, 0)));
    entries.put("format.npy", Bytes.npy("|S3", "()", "coo".getBytes(StandardCharsets.US_ASCII)));
    entries.put("shape.npy", Bytes.npy("<i4", "(2,)", Bytes.ints(2, 2)));
    entries.put("data.npy", Bytes.npy("<f8", "(2,)", Bytes.doubles(1, 2)));
    return Bytes.zip(entries);
  }

  /** The elements of a MATLAB file behind its head, each packed. */
  private static byte[] packed(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(plain, 0, 128);
    var elements = ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 128; at < plain.length;) {
      int size = 8 + elements.getInt(at + 4);
      ByteArrayOutputStream zlib = new ByteArrayOutputStream();
      try (var deflater = new DeflaterOutputStream(zlib)) {
        deflater.write(plain, at, size);
      }
      out.write(Bytes.ints(15, zlib.size()));
      zlib.writeTo(out);
      at += size;
    }
    return out.toByteArray();
  }

  private static byte[] mutated(byte[] valid, SplittableRandom random) {
    byte[] b = valid.clone();
    for (int change = random.nextInt(1, 4); change > 0 && b.length > 0; change--) {
      int at = random.nextInt(b.length);
      switch (random.nextInt(7)) {
        case 0 -> b[at] = (byte) random.nextInt(256);
        case 1 -> b[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> b = Arrays.copyOf(b, at);
        case 3 ->
          b = inserted(b, at, Arrays.copyOfRange(b, at, Math.min(b.length, at + random.nextInt(1, 40))));
        case 4 -> b = inserted(b, at, TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.UTF_8));
        case 5 -> Arrays.fill(b, at, Math.min(b.length, at + 4), (byte) (random.nextBoolean() ? 0xff : 0));
        default -> b = removed(b, at, Math.min(b.length, at + random.nextInt(1, 20)));
      }
    }
    return b;
  }

  private static byte[] inserted(byte[] b, int at, byte[] more) {
    byte[] out = Arrays.copyOf(b, b.length + more.length);
    System.arraycopy(more, 0, out, at, more.length);
    System.arraycopy(b, at, out, at + more.length, b.length - at);
    return out;
  }

  private static byte[] removed(byte[] b, int from, int to) {
    byte[] out = Arrays.copyOf(b, b.length - (to - from));
    System.arraycopy(b, to, out, from, b.length - to);
    return out;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void isReadOrRefused(String kind) throws InputException, IOException {
    byte[] valid = valid(kind);
    Path file = folder.resolve(kind);
    Files.write(file, valid);
    MatrixReader.read(file, options(kind));
    for (int k = 0; k < CASES; k++) {
      SplittableRandom random = new SplittableRandom(1000L * kind.hashCode() + k);
      Files.write(file, mutated(valid, random));
      try {
        ReadOptions options = options(kind);
        MatrixReader.read(file, random.nextInt(3) == 0 ? options.withNodes(5) : options);
      } catch (InputException e) {
        assertFalse(e.message().isBlank());
      } catch (RuntimeException | Error e) {
        fail(kind + ", case " + k + " of the seed " + 1000L * kind.hashCode(), e);
      }
    }
  }

  /** Where the mutations would otherwise all end at the same check, that check is told to pass. */
  private static ReadOptions options(String kind) {
    ReadOptions lenient = ReadOptions.DEFAULT.withShape(ReadOptions.Shape.ANY)
        .withDuplicates(ReadOptions.Duplicates.SUM)
        .withNanAs(ReadOptions.NanAs.ZERO)
        .withScale(ReadOptions.Scale.AUTO);
    return kind.startsWith("dense") || kind.endsWith("mat") ? lenient.withMember("W") : lenient;
  }
}
