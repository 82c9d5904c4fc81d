package org.secateur.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Named arrays in safetensors and NumPy archives: every bit comes back, and a header that lies is refused. */
final class TensorFileTest {
  private static final String ONE = "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";

  @TempDir
  Path folder;

  private static TensorFile awkward() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    BitSet bits = new BitSet();
    bits.set(1);
    bits.set(5);
    tensors.put("mask.0", Tensor.of(bits, 2, 3));
    tensors.put("weights.0", Tensor.of(new float[]{Float.NaN, -0f, Float.MIN_VALUE, 1e38f, 0.1f, -1}, 2, 3));
    tensors.put("drawn", Tensor.of(new long[]{Long.MIN_VALUE, Long.MAX_VALUE}, 2));
    tensors.put("sums", Tensor.of(new double[]{0.1, Double.NEGATIVE_INFINITY}, 1, 2));
    tensors.put("bytes", Tensor.of(new byte[]{-1, 0, 7}, 3));
    tensors.put("epoch", Tensor.of(new int[]{-5}));
    tensors.put("nothing", Tensor.of(new float[0], 0, 4));
    return TensorFile.of(tensors, Map.of("schema", "test \"1\"\n\u00e9", "state", "{\"a\":[1,2]}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.safetensors", "a.npz"})
  void keepsEveryBit(String name) throws InputException {
    Path file = folder.resolve(name);
    TensorFile written = awkward();
    FileStamp stamp = written.write(file, Existing.REFUSE);
    TensorFile back = TensorFile.read(file, ReadOptions.DEFAULT);
    assertEquals(written, back);
    assertEquals(stamp, FileStamp.of(file));
    assertEquals(stamp, written.write(file, Existing.OVERWRITE));
    assertArrayEquals(new long[]{Long.MIN_VALUE, Long.MAX_VALUE}, back.require("drawn", name).longs());
    assertEquals("{1, 5}", back.require("mask.0", name).bits().toString());
    assertArrayEquals(new int[]{0, 4}, back.require("nothing", name).shape());
    assertEquals("float32 2x3", back.require("weights.0", name).toString());
    InputException e = assertThrows(InputException.class, () -> back.require("weight.0", name));
    assertEquals("E107", e.code());
    assertThat(e.hint().orElseThrow()).contains("weights.0");
    assertEquals("E194",
        assertThrows(InputException.class, () -> written.write(file, Existing.REFUSE)).code());
  }

  /** The order in which a caller names things is no content: it must not show. */
  @ParameterizedTest
  @ValueSource(strings = {"safetensors", "npz"})
  void theSameContentIsTheSameBytes(String ending) throws InputException {
    Map<String, Tensor> turned = new LinkedHashMap<>(new TreeMap<>(awkward().tensors()).descendingMap());
    Map<String, String> texts = new LinkedHashMap<>(new TreeMap<>(awkward().texts()).descendingMap());
    FileStamp a = awkward().write(folder.resolve("a." + ending), Existing.REFUSE);
    FileStamp b = TensorFile.of(turned, texts).write(folder.resolve("b." + ending), Existing.REFUSE);
    assertEquals(a, b);
    assertEquals("float64", Tensor.of(new double[]{1}).toString());
  }

  @Test
  void isNotReadAsAnotherType() {
    Tensor t = Tensor.of(new float[]{1}, 1);
    assertThrows(IllegalArgumentException.class, t::doubles);
    assertThrows(IllegalArgumentException.class, t::longs);
    assertThrows(IllegalArgumentException.class, t::bits);
    assertThrows(IllegalArgumentException.class, () -> Tensor.of(new float[]{1}, 2));
    assertThrows(IllegalArgumentException.class, () -> Tensor.of(new float[]{1}, -1, -1));
  }

  /** The layout by hand, as the format's description has it: length, header, data, each array at a multiple of its width. */
  @Test
  void isLaidOutAsDescribed() throws InputException, IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("b", Tensor.of(new byte[]{7}, 1));
    tensors.put("x", Tensor.of(new float[]{1, -2}, 2));
    Path file = folder.resolve("a.safetensors");
    TensorFile.of(tensors, Map.of()).write(file, Existing.REFUSE);
    ByteBuffer b = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    long length = b.getLong();
    assertEquals(0, length % 8);
    byte[] header = new byte[(int) length];
    b.get(header);
    assertEquals("{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
        + "\"b\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[8,9]}}",
        new String(header, StandardCharsets.UTF_8).strip());
    assertEquals(1f, b.getFloat());
    assertEquals(-2f, b.getFloat());
    assertEquals(7, b.get());
    assertFalse(b.hasRemaining());
  }

  private static byte[] file(String header, int dataBytes) {
    return file(header.getBytes(StandardCharsets.UTF_8).length, header, dataBytes);
  }

  private static byte[] file(long length, String header, int dataBytes) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN).putLong(length)
        .put(json)
        .array();
  }

  private InputException refusal(byte[] bytes) {
    Path file = Bytes.file(folder, "a.safetensors", bytes);
    return assertThrows(InputException.class, () -> TensorFile.read(file, ReadOptions.DEFAULT));
  }

  private void assertRefused(String code, byte[] bytes, String... facts) {
    InputException e = refusal(bytes);
    String all = e.message() + " | " + e.where().orElse("") + " | " + e.hint().orElse("");
    assertEquals(code, e.code(), all);
    for (String fact : facts) {
      assertThat(all).contains(fact);
    }
  }

  @Test
  void refusesHeadersThatAreTooLongOrCutOff() {
    assertRefused("E192", new byte[]{1, 0, 0}, "3 of 8 bytes");
    assertRefused("E191", file(-1, "{}", 0), "header of 8", "EiB");
    assertRefused("E191", file(100_000_000, "{}", 0), "95.4 MiB", "8 MiB is the most");

    assertRefused("E192", file(1000, "{" + ONE + "}", 8), "ends early");
    assertRefused("E108", file(0, "", 8), "does not begin with {");
    assertRefused("E108", file("[]", 0), "does not begin with {");
    assertRefused("E108", file("{\"a\":", 0), "not valid JSON");
    assertRefused("E108", file("{" + ONE + "," + ONE + "}", 8), "not valid JSON", "uplicate");
    assertRefused("E108", file("{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}", 0), "not valid JSON");
    assertRefused("E192", new byte[0], "empty");
  }

  @Test
  void refusesPlacesThatLie() {
    assertRefused("E192", file("{" + ONE + "}", 7), "69 of 70 bytes", "copy it again");
    assertRefused("E108", file("{" + ONE + "}", 9), "1 byte at the end belongs to no array");
    String b = ",\"b\":{\"dtype\":\"U8\",\"shape\":[%d],\"data_offsets\":[%d,%d]}";
    assertRefused("E108", file("{" + ONE + b.formatted(4, 4, 8) + "}", 8), "a.safetensors::b",
        "inside another array");
    assertRefused("E108", file("{" + ONE + b.formatted(8, 0, 8) + "}", 8), "inside another array");
    assertRefused("E108", file("{" + ONE + b.formatted(2, 9, 11) + "}", 11), "after a gap");
    assertRefused("E108", file("{" + ONE + b.formatted(3, 8, 10) + "}", 10), "its shape asks for 3 bytes");
    assertRefused("E108", file("{" + ONE + b.formatted(2, 10, 8) + "}", 10), "its shape asks for");
    String huge = "{\"a\":{\"dtype\":\"F64\",\"shape\":[2000000000,2000000000],\"data_offsets\":[0,32000000000000000000]}}";
    assertRefused("E108", file(huge, 0), "no whole number");
    String long63 = "{\"a\":{\"dtype\":\"U8\",\"shape\":[2147483647,2147483647],"
        + "\"data_offsets\":[0,4611686014132420609]}}";
    assertRefused("E192", file(long63, 0), "ends early");
    assertRefused("E191", file("{\"a\":{\"dtype\":\"U8\",\"shape\":[4294967296],\"data_offsets\":[0,1]}}", 1),
        "length of 4,294,967,296");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"{\"dtype\":\"F32\",\"shape\":[2]} | E108", "3 | E108", "{} | E108",
      "{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]} | E108",
      "{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"more\":1} | E108",
      "{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]} | E108",
      "{\"dtype\":\"F32\",\"shape\":[2.0],\"data_offsets\":[0,8]} | E108",
      "{\"dtype\":\"F32\",\"shape\":[\"2\"],\"data_offsets\":[0,8]} | E108",
      "{\"dtype\":\"F8_E4M3\",\"shape\":[8],\"data_offsets\":[0,8]} | E106",
      "{\"dtype\":7,\"shape\":[2],\"data_offsets\":[0,8]} | E108"})
  void refusesMalformedClaims(String claim, String code) {
    assertRefused(code, file("{\"a\":" + claim + "}", 8));
  }

  @Test
  void refusesOddNamesAndMetadata() {
    assertRefused("E108", file("{\"../a\":" + ONE.substring(4) + "}", 8), "an array is called");
    assertRefused("E108", file("{\"__metadata__\":{\"x\":1}," + ONE + "}", 8), "no text");
    assertRefused("E108", file("{\"__metadata__\":[]," + ONE + "}", 8), "not an object");
    StringBuilder many = new StringBuilder("{");
    for (int k = 0; k < 5000; k++) {
      many.append(k == 0 ? "" : ",").append("\"a").append(k)
          .append("\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}");
    }
    assertRefused("E191", file(many + "}", 0), "more than 4,096 arrays");
  }

  @Test
  void refusesArchivesOfOtherThings() {
    Path objects = Bytes.file(folder, "o.npz",
        Bytes.zip(Map.of("a.npy", Bytes.npy("|O", "(1,)", new byte[8]))));
    assertEquals("E125", assertThrows(InputException.class,
        () -> TensorFile.read(objects, ReadOptions.DEFAULT).require("a", "o.npz")).code());
    Path big = Bytes.file(folder, "b.npz",
        Bytes.zip(Map.of("a.npy", Bytes.npy("<f8", "(1000000,)", new byte[8]))));
    assertEquals("E192",
        assertThrows(InputException.class, () -> TensorFile.read(big, ReadOptions.DEFAULT)).code());
    assertEquals("E101", assertThrows(InputException.class,
        () -> TensorFile.read(folder.resolve("none.safetensors"), ReadOptions.DEFAULT)).code());
  }

  /** Text and Python objects beside the numbers are not looked into and written again byte by byte. */
  @Test
  void copiesWhatHoldsNoNumbers() throws InputException {
    byte[] object = Bytes.npy("|O", "()", (byte) 0x80, (byte) 4, (byte) 'N', (byte) '.');
    byte[] text = Bytes.npy("|S3", "(1,)", (byte) 'n', (byte) 'e', (byte) 't');
    Path file = Bytes.file(folder, "a.npz", Bytes.zip(
        Map.of("W.npy", Bytes.npy("<f8", "(1,)", Bytes.doubles(0.25)), "none.npy", object, "net/name.npy",
            text)));
    TensorFile read = TensorFile.read(file, ReadOptions.DEFAULT);
    assertEquals("E126", assertThrows(InputException.class, () -> read.require("net/name", "a.npz")).code());
    Path again = folder.resolve("b.npz");
    read.with("W", Tensor.of(new double[]{0.5}, 1)).write(again, Existing.REFUSE);
    TensorFile written = TensorFile.read(again, ReadOptions.DEFAULT);
    assertArrayEquals(new double[]{0.5}, written.require("W", "b.npz").doubles());
    assertEquals(read.unread(), written.unread());
    assertArrayEquals(object, Objects.requireNonNull(written.unread().get("none")).npy());
  }

  /** 1.5, -2⁻⁷ and the largest: the upper halves of their single-precision bits, and those bits again when written. */
  @Test
  void readsTheUpperHalfOfSinglePrecision() throws InputException {
    byte[] data = {(byte) 0xc0, 0x3f, 0, (byte) 0xbc, 0x7f, 0x7f};
    Map<String, Tensor> all = Map.of("cell/w:0", Tensor.ofBytes(ElementType.BFLOAT16, new int[]{3}, data));
    Path file = folder.resolve("b.safetensors");
    TensorFile.of(all, Map.of()).write(file, Existing.REFUSE);
    Tensor read = TensorFile.read(file, ReadOptions.DEFAULT).require("cell/w:0", "b.safetensors");
    assertArrayEquals(new double[]{1.5, -0x1p-7, 0x1.fep127}, read.toDoubles("w"));
    assertArrayEquals(data, read.littleEndian());
  }

  /** Element i, j, k is 100 i + 10 j + k, whichever index is fastest in the file. */
  @Test
  void readsArraysStoredColumnAfterColumn() throws InputException {
    double[] stored = new double[24];
    double[] expected = new double[24];
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 4; k++) {
          stored[i + 2 * (j + 3 * k)] = 100 * i + 10 * j + k;
          expected[(i * 3 + j) * 4 + k] = 100 * i + 10 * j + k;
        }
      }
    }
    byte[] npy = new String(Bytes.npy("<f8", "(2, 3, 4)", Bytes.doubles(stored)), StandardCharsets.ISO_8859_1)
        .replace("False", "True ").getBytes(StandardCharsets.ISO_8859_1);
    Path file = Bytes.file(folder, "f.npz", Bytes.zip(Map.of("a.npy", npy)));
    Tensor read = TensorFile.read(file, ReadOptions.DEFAULT).require("a", "f.npz");
    assertArrayEquals(new int[]{2, 3, 4}, read.shape());
    assertArrayEquals(expected, read.doubles());
  }

  /** Big-endian arrays, as NumPy may write them, are turned round. */
  @Test
  void turnsBigEndianArraysRound() throws InputException {
    byte[] data = ByteBuffer.allocate(16).putDouble(0.1).putDouble(-3).array();
    Path file = Bytes.file(folder, "a.npz", Bytes.zip(Map.of("x.npy", Bytes.npy(">f8", "(2,)", data))));
    assertArrayEquals(new double[]{0.1, -3},
        TensorFile.read(file, ReadOptions.DEFAULT).require("x", "a.npz").doubles());
  }

  /** Some bytes changed, cut, doubled or filled: read or refused, and nothing else happens. */
  @ParameterizedTest
  @ValueSource(strings = {"a.safetensors", "a.npz"})
  void isReadOrRefused(String name) throws InputException, IOException {
    Path file = folder.resolve(name);
    awkward().write(file, Existing.REFUSE);
    byte[] valid = Files.readAllBytes(file);
    for (int k = 0; k < 600; k++) {
      SplittableRandom random = new SplittableRandom(k);
      byte[] b = valid.clone();
      for (int change = random.nextInt(1, 4); change > 0; change--) {
        // Most of the danger is in the header
        int at = random.nextInt(random.nextBoolean() ? b.length : Math.min(b.length, 500));
        switch (random.nextInt(4)) {
          case 0 -> b[at] = (byte) random.nextInt(256);
          case 1 -> b[at] = (byte) "0123456789-,[]{}\"".charAt(random.nextInt(17));
          case 2 ->
            Arrays.fill(b, at, Math.min(b.length, at + 4), (byte) (random.nextBoolean() ? 0xff : '9'));
          default ->
            b = Arrays.copyOf(b, Math.max(1, random.nextInt(10) == 0 ? at : b.length + random.nextInt(3)));
        }
      }
      Files.write(file, b);
      try {
        TensorFile.read(file, ReadOptions.DEFAULT);
      } catch (InputException e) {
        assertFalse(e.message().isBlank());
      } catch (RuntimeException | Error e) {
        fail(name + ", case " + k, e);
      }
    }
  }
}
