package org.secateur.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NumberParserTest {
  private final NumberParser parser = new NumberParser('.');

  private boolean parses(String text) {
    byte[] b = ("x" + text + "y").getBytes(StandardCharsets.UTF_8);
    return parser.parse(b, 1, b.length - 1);
  }

  private void assertSameBits(String text) {
    assertTrue(parses(text), text);
    assertEquals(Double.doubleToLongBits(Double.parseDouble(text)), Double.doubleToLongBits(parser.value()),
        text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-0", "-0.0", "1", "+1", ".5", "5.", "-1e5", "1E+5", "1e-5",
      "9007199254740992",
      "9007199254740993", "9007199254740993.0", "1e22", "1e23", "123456789012345678", "1234567890123456789",
      "0.1", "0.30000000000000004", "4.9e-324", "2.2250738585072011e-308", "1.7976931348623157e308", "1e-400",
      "00000000000000000000000000001", "0.00000000000000000000000000001", "1e0000000000000000000005",
      "179769313486231570814527423731704356798070567525844996598917476803157260780028538760589558632766878"})
  void hasTheBitsOfTheJdk(String text) {
    assertSameBits(text);
  }

  /** Shortest, rounded and long forms of random bit patterns. */
  @Test
  void hasTheBitsOfTheJdkForRandomNumbers() {
    SplittableRandom random = new SplittableRandom(1);
    for (int k = 0; k < 50_000; k++) {
      double x = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(x)) {
        assertSameBits(Double.toString(x));
      }
      double y = random.nextDouble(-1000, 1000);
      assertSameBits(Double.toString(y));
      assertSameBits(String.format(Locale.ROOT, "%.6f", y));
      assertSameBits(Integer.toString(random.nextInt()));
      assertSameBits(random.nextInt(100_000) + "e" + random.nextInt(-30, 30));
      assertSameBits(Long.toString(random.nextLong()) + random.nextInt(0, 1000));
    }
  }

  /** Up to 18 digits with any exponent, and whole numbers halfway between two doubles, with tens divided out. */
  @Test
  void roundsAsTheJdkDoes() {
    SplittableRandom random = new SplittableRandom(2);
    for (int k = 0; k < 200_000; k++) {
      long digits = random.nextLong(1_000_000_000_000_000_000L) >>> random.nextInt(60);
      assertSameBits(digits + "e" + random.nextInt(-70, 71));
      long halfway = (random.nextLong(1L << 53, 1L << 54) | 1) << random.nextInt(0, 6);
      assertSameBits(Long.toString(halfway));
      assertSameBits(halfway / 10 + "." + halfway % 10);
      assertSameBits(halfway + 1 + "e" + random.nextInt(-8, 9));
    }
    for (int q = -70; q <= 70; q++) {
      for (String digits : new String[]{"1", "3", "999999999999999999", "9007199254740993",
          "9007199254740995"}) {
        assertSameBits(digits + "e" + q);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "+", ".", "e5", "1e", "1e+", "1.2.3", "1d", "1f", "0x10", "1,5", "1 2", "--1",
      "1_0", "one",
      "Infinityy", "nano", "1e5.0"})
  void refusesWhatIsNoNumber(String text) {
    assertFalse(parses(text), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nan", "NaN", "NA"})
  void missingIsNaN(String text) {
    assertTrue(parses(text));
    assertTrue(Double.isNaN(parser.value()));
  }

  @Test
  void readsADecimalComma() {
    byte[] b = "-0,31e1".getBytes(StandardCharsets.US_ASCII);
    NumberParser comma = new NumberParser(',');
    assertTrue(comma.parse(b, 0, b.length));
    assertEquals(-3.1, comma.value());
    assertFalse(comma.isWhole());
  }
}
