package org.secateur.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
  private record Bounds(double low, double highEnd, OptionalDouble middle) {
  }

  private record Document(String schema, Direction direction, Bounds worstDirection, List<Double> curve,
      Optional<String> remark, long edges, boolean met) {
  }

  @TempDir
  Path folder;

  @Test
  void keysKeepTheirOrderAndNothingIsNotFinite() {
    Document d = new Document("secateur/x/1", Direction.UNSTATED,
        new Bounds(Double.NaN, Double.POSITIVE_INFINITY, OptionalDouble.of(Double.NEGATIVE_INFINITY)),
        List.of(0.1, Double.NaN), Optional.empty(), 1L << 60, true);
    String expected = """
        {
          "schema" : "secateur/x/1",
          "direction" : "unstated",
          "worst_direction" : {
            "low" : null,
            "low_reason" : "not a number",
            "high_end" : null,
            "high_end_reason" : "infinite",
            "middle" : null,
            "middle_reason" : "minus infinite"
          },
          "curve" : [ 0.1, null ],
          "curve_reason" : "1 of 2 values are not finite",
          "remark" : null,
          "edges" : 1152921504606846976,
          "met" : true
        }
        """;
    assertEquals(expected, Json.write(d));
  }

  @Test
  void readsWhatItWrites() throws InputException {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("z", 1.0 / 3);
    map.put("a", List.of(1L, "zwei \"2\"\n\u2028", Map.of("k", false)));
    map.put("tiny", Double.MIN_VALUE);
    map.put("long", Long.MAX_VALUE / 10);
    String text = Json.write(map);
    assertEquals(map, Json.parse(text, "t.json"));
    assertEquals(text, Json.write(Json.read(Bytes.file(folder, "t.json", text))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"a\":1,\"a\":2}", "{\"a\":1} x", "{\"a\":NaN}", "{\"a\":1e999}",
      "{\"a\"", "{'a':1}"})
  void refusesWithAPlace(String text) {
    InputException e = assertThrows(InputException.class, () -> Json.parse(text, "c.json"));
    assertEquals("E108", e.code());
    assertTrue(e.where().orElseThrow().contains("c.json"));
  }

  /** A seed is any 64 bits: 19 digits are no reason to lose the last ones. */
  @Test
  void readsWholeNumbersOf64BitsExactly() throws InputException {
    for (long n : new long[]{Long.MAX_VALUE, Long.MIN_VALUE, 1234567890123456789L, -1}) {
      assertEquals(n, Json.parse("{\"n\": " + n + "}", "test").get("n"));
      assertEquals("{\"n\":" + n + "}", Json.line(java.util.Map.of("n", n)));
    }
    assertEquals(9.3e18, Json.parse("{\"n\": 9300000000000000000}", "test").get("n"));
    assertEquals(1e25, Json.parse("{\"n\": 10000000000000000000000000}", "test").get("n"));
  }

  @Test
  void refusesDeepNestingAndLongNumbers() {
    String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    assertEquals("E108", assertThrows(InputException.class, () -> Json.parse(deep, "c.json")).code());
    String number = "{\"a\":" + "9".repeat(10_000) + "}";
    assertEquals("E108", assertThrows(InputException.class, () -> Json.parse(number, "c.json")).code());
  }

  @Test
  void refusesWhatIsNotUtf8OrNotThere() {
    Path f = Bytes.file(folder, "l.json", "{\"M\u00fcller\":1}".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals("E108", assertThrows(InputException.class, () -> Json.read(f)).code());
    InputException e = assertThrows(InputException.class, () -> Json.read(folder.resolve("m.json")));
    assertEquals("E101", e.code());
    assertTrue(e.hint().orElseThrow().contains("l.json"));
  }

  @Test
  void refusesToWriteWhatIsNoDocument() {
    assertThrows(IllegalArgumentException.class, () -> Json.write(Map.of("a", new Object())));
    assertThrows(IllegalArgumentException.class, () -> Json.write(Map.of(1, 2)));
  }
}
