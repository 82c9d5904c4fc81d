package org.secateur.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** IDX files: every type, plain and packed, and files whose heads lie. */
final class IdxTest {
  @TempDir
  Path folder;

  private InputException refusal(String name, byte[] bytes) {
    return refusal(name, bytes, ReadOptions.DEFAULT);
  }

  private InputException refusal(String name, byte[] bytes, ReadOptions options) {
    Path file = Bytes.file(folder, name, bytes);
    return assertThrows(InputException.class, () -> NumberTable.read(file.toString(), options));
  }

  private static void assertSays(InputException e, String code, String... facts) {
    String all = e.message() + " | " + e.where().orElse("") + " | " + e.hint().orElse("");
    assertEquals(code, e.code(), all);
    for (String fact : facts) {
      assertThat(all).contains(fact);
    }
  }

  @ParameterizedTest
  @CsvSource({"8, 1, 200", "9, 1, -56", "11, 2, -300", "12, 4, 70000", "13, 4, 0.5", "14, 8, 0.1"})
  void readsEveryType(int type, int width, double value) throws InputException {
    ByteBuffer data = ByteBuffer.allocate(2 * width);
    for (int k = 0; k < 2; k++) {
      switch (type) {
        case 8, 9 -> data.put((byte) (int) value);
        case 11 -> data.putShort((short) value);
        case 12 -> data.putInt((int) value);
        case 13 -> data.putFloat((float) value);
        default -> data.putDouble(value);
      }
    }
    byte[] plain = Bytes.idx(type, new int[]{2, 1}, data.array());
    for (Path file : new Path[]{Bytes.file(folder, "a.idx", plain),
        Bytes.file(folder, "a-idx2-ubyte.gz", Bytes.gzip(plain)), Bytes.file(folder, "noending", plain)}) {
      NumberTable table = NumberTable.read(file.toString(), ReadOptions.DEFAULT);
      assertEquals(2, table.rows());
      assertEquals(1, table.columns());
      assertEquals(value, table.get(0, 0));
      assertEquals(value, table.get(1, 0));
    }
  }

  /** Rows after rows, most significant byte first: 0x0102 is 258. */
  @Test
  void readsRowAfterRow() throws InputException {
    byte[] data = {0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 1, 2};
    Path file = Bytes.file(folder, "a.idx", Bytes.idx(11, new int[]{2, 3}, data));
    NumberTable table = NumberTable.read(file.toString(), ReadOptions.DEFAULT);
    assertThat(table.row(0)).containsExactly(1, 2, 3);
    assertThat(table.row(1)).containsExactly(4, 5, 258);
  }

  @Test
  void refusesAWrongMagicNumber() {
    byte[] bytes = Bytes.idx(7, new int[]{1, 1}, (byte) 0);
    assertSays(refusal("a.idx", bytes), "E108", "\"a.idx\"", "magic number is 00 00 07 02");
    assertSays(refusal("t10k-images-idx3-ubyte", bytes), "E108", "00 00 07 02");
    assertSays(refusal("a", bytes), "E106", "formats read", "idx");
    assertSays(refusal("b", bytes, ReadOptions.DEFAULT.withFormat(FileFormat.IDX)), "E108", "00 00 07 02");
    assertSays(refusal("c.idx", new byte[]{0, 0}), "E108", "00 00");
    assertSays(refusal("d.idx", Bytes.npy("<f8", "(1, 1)", Bytes.doubles(1))), "E102",
        "NumPy array file, not an IDX");
  }

  @Test
  void refusesTruncatedFiles() {
    byte[] whole = Bytes.idx(8, new int[]{10, 10}, new byte[100]);
    assertSays(refusal("a.idx", Arrays.copyOf(whole, 60)), "E192", "60 of 112 bytes", "copy it again");
    assertSays(refusal("a.idx", Arrays.copyOf(whole, 7)), "E192", "7 of 12 bytes");
    assertSays(refusal("a.idx.gz", Bytes.gzip(Arrays.copyOf(whole, 60))), "E192", "60 of 112 bytes");
    byte[] packed = Bytes.gzip(whole);
    assertSays(refusal("a.idx.gz", Arrays.copyOf(packed, packed.length - 12)), "E192", "ends early");
  }

  @Test
  void refusesWhatFollowsTheArray() {
    byte[] more = Arrays.copyOf(Bytes.idx(8, new int[]{2, 2}, new byte[4]), 20);
    assertSays(refusal("a.idx", more), "E108", "after the 16 bytes that it declares");
    assertSays(refusal("a.idx.gz", Bytes.gzip(more)), "E108", "after the 16 bytes that it declares");
  }

  /** A head of 16 bytes may not ask for memory: neither beyond the limits nor beyond what its bytes could unpack to. */
  @Test
  void refusesAHeadThatLies() {
    byte[] lying = Bytes.idx(14, new int[]{0x7fffffff, 0x7fffffff}, new byte[8]);
    assertSays(refusal("a.idx", lying), "E191", "(20 bytes) declares an array of 32.0 EiB", "--max-input");
    assertSays(refusal("a.idx.gz", Bytes.gzip(lying)), "E191", "declares an array");
    assertSays(refusal("a.idx", Bytes.idx(8, new int[]{1 << 15, 1 << 15}, new byte[8])), "E192");
    byte[] small = Bytes.gzip(Bytes.idx(8, new int[]{1 << 12, 1 << 12}, new byte[8]));
    assertSays(refusal("a.idx.gz", small), "E191", "declares an array of 16");
    byte[] wide = Bytes.idx(8, new int[]{0, -1}, new byte[0]);
    assertSays(refusal("a.idx", wide), "E108", "length");
  }

  @Test
  void refusesANameInside() {
    Path file = Bytes.file(folder, "a.idx", Bytes.idx(8, new int[]{1, 1}, (byte) 1));
    assertSays(Bytes.refusal(file + "::W"), "E107", "leave out ::W");
  }

  @ParameterizedTest
  @ValueSource(strings = {"W.idx", "W.idx.gz", "W-idx2-short"})
  void writesWhatItReads(String name) throws InputException {
    Path in = Bytes.file(folder, "in.idx",
        Bytes.idx(11, new int[]{2, 2}, new byte[]{0, 0, 1, 2, -1, -1, 0, 7}));
    RawMatrix m = MatrixReader.read(in, ReadOptions.DEFAULT);
    assertEquals(ElementType.INT16, m.elementType());
    Path out = folder.resolve("out-" + name);
    MatrixWriter.write(m, out, WriteOptions.DEFAULT);
    RawMatrix back = MatrixReader.read(out, ReadOptions.DEFAULT);
    assertEquals(ElementType.INT16, back.elementType());
    assertThat(back.values()).containsExactly(258, -1, 7);
  }
}
