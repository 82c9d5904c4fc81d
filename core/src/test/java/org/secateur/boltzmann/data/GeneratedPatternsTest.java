package org.secateur.boltzmann.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.secateur.boltzmann.Patterns;
import org.secateur.random.Seed;

/** Generated data: counts, and shares within five standard errors, which independent draws leave once in 1.7 million. */
class GeneratedPatternsTest {

  private static void assertShare(double share, double expected, int count) {
    assertThat(share).isCloseTo(expected, within(5 * Math.sqrt(expected * (1 - expected) / count)));
  }

  /** Patterns that are equal up to some number of them: the first do not depend on how many follow. */
  private static void assertStartsWith(Patterns all, Patterns first) {
    for (int k = 0; k < first.count(); k++) {
      assertThat(all.row(k)).isEqualTo(first.row(k));
    }
  }

  /** 36 discs of 13 pixels, no pixel twice, none outside, each the points within 2.1 of its middle. */
  @Test
  void circlesAreDisjointDiscs() {
    Set<Integer> seen = new HashSet<>();
    for (int k = 0; k < CircularPatches.PATCHES; k++) {
      int[] pixels = CircularPatches.pixels(k);
      assertThat(pixels).hasSize(CircularPatches.PIXELS).isSorted();
      int row = Arrays.stream(pixels).map(p -> p / CircularPatches.SIDE).sum() / 13;
      int column = Arrays.stream(pixels).map(p -> p % CircularPatches.SIDE).sum() / 13;
      assertThat(pixels[6]).isEqualTo(row * CircularPatches.SIDE + column);
      for (int p : pixels) {
        assertThat(p).isBetween(0, CircularPatches.SIDE * CircularPatches.SIDE - 1);
        assertThat(Math.hypot(row - p / CircularPatches.SIDE, column - p % CircularPatches.SIDE))
            .isLessThanOrEqualTo(2.1);
        assertThat(seen.add(p)).as("pixel %d of patch %d is in one patch", p, k).isTrue();
      }
    }
    assertThat(CircularPatches.pixels(0)[6]).isEqualTo(3 * 32 + 3);
    assertThat(CircularPatches.pixels(35)[6]).isEqualTo(28 * 32 + 28);
  }

  /** By symmetry a pixel of Gaussian noise without a mean is on half of the time; images are independent, patches are not. */
  @Test
  void noiseIsOnHalfOfTheTime() {
    int images = 400;
    Patterns patches = NoisePatches.of(images * 36, NoisePatches.EXPONENT, new Seed(1));
    assertThat(patches.width()).isEqualTo(13);
    for (int patch : new int[]{0, 14, 35}) {
      for (int i = 0; i < 13; i++) {
        int on = 0;
        for (int image = 0; image < images; image++) {
          on += patches.bit(image * 36 + patch, i);
        }
        assertShare(on / (double) images, 0.5, images);
      }
    }
  }

  /**
   * Two pixels of stationary Gaussian noise agree with probability ½ + arcsin(ρ)/π (Sheppard 1899), and ρ at one pixel's distance
   * is Σ cos(2π u/48) |a|² / Σ |a|² over all waves, |a|² = f⁻³. One pair an image: independent.
   */
  @ParameterizedTest
  @CsvSource({"1.5", "0", "1"})
  void neighboursAgreeAsGaussianNoiseMust(double exponent) {
    double power = 0;
    double together = 0;
    for (int u = 0; u < 48; u++) {
      for (int v = 0; v < 48; v++) {
        int row = Math.min(u, 48 - u);
        int column = Math.min(v, 48 - v);
        if (row + column > 0) {
          double p = Math.pow(Math.hypot(row, column), -2 * exponent);
          power += p;
          together += p * Math.cos(2 * Math.PI * v / 48);
        }
      }
    }
    double agree = 0.5 + Math.asin(together / power) / Math.PI;
    int images = 600;
    Patterns patches = NoisePatches.of(images * 36, exponent, new Seed(2));
    int same = 0;
    for (int image = 0; image < images; image++) {
      // Pixels 5, 6 and 7 of a disc lie beside each other in its middle row.
      same += patches.bit(image * 36 + 8, 5) == patches.bit(image * 36 + 8, 6) ? 1 : 0;
    }
    assertShare(same / (double) images, agree, images);
  }

  /** With the exponent of photographs a disc is all black, or all white, about every fourth time each, as theirs are. */
  @Test
  void uniformPatchesAreAsFrequentAsInPhotographs() {
    int images = 1000;
    Patterns patches = NoisePatches.of(images * 36, NoisePatches.EXPONENT, new Seed(3));
    double[] uniform = new double[2];
    for (int k = 0; k < patches.count(); k++) {
      int on = 0;
      for (byte bit : patches.row(k)) {
        on += bit;
      }
      if (on % 13 == 0) {
        uniform[on / 13] += 1.0 / patches.count();
      }
    }
    // 0.25 with two digits; an image's share of 36 spreads by less than ½, so the mean of 1000 by less than 0.016: five.
    assertThat(uniform[0]).isCloseTo(0.25, within(0.005 + 5 * 0.016));
    assertThat(uniform[1]).isCloseTo(0.25, within(0.005 + 5 * 0.016));
  }

  /** Without flips there are at most 80 images: ten digits, four places, thin or bold; each class a tenth of the time. */
  @Test
  void digitsAreEightyImages() {
    int count = 8000;
    LabelledPatterns digits = FontDigits.of(count, 0, new Seed(1));
    Set<String> images = new HashSet<>();
    int[] classes = new int[10];
    for (int k = 0; k < count; k++) {
      images.add(Arrays.toString(digits.patterns().row(k)) + digits.labels()[k]);
      classes[digits.labels()[k]]++;
    }
    // Each image is missing with probability (79/80)^8000 = 2 · 10⁻⁴⁴.
    assertThat(images).hasSize(80);
    for (int n : classes) {
      assertShare(n / (double) count, 0.1, count);
    }
  }

  /** Flips are drawn after everything else: the same digits with and without them differ in 3 % of their pixels. */
  @Test
  void pixelsFlipAsOftenAsAsked() {
    int count = 1000;
    Patterns clean = FontDigits.of(count, 0, new Seed(2)).patterns();
    Patterns noisy = FontDigits.of(count, FontDigits.FLIPS, new Seed(2)).patterns();
    int flipped = 0;
    for (int k = 0; k < count; k++) {
      for (int i = 0; i < 100; i++) {
        flipped += clean.bit(k, i) ^ noisy.bit(k, i);
      }
    }
    assertShare(flipped / (count * 100.0), FontDigits.FLIPS, count * 100);
    assertThatThrownBy(() -> FontDigits.of(1, 1.5, new Seed(1))).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void oneSeedGivesTheSameBytesAndTheFirstPatternsDoNotDependOnTheirNumber() {
    Patterns noise = NoisePatches.of(100, 1.5, new Seed(4));
    assertThat(NoisePatches.of(100, 1.5, new Seed(4))).isEqualTo(noise);
    assertThat(NoisePatches.of(100, 1.5, new Seed(5))).isNotEqualTo(noise);
    assertStartsWith(noise, NoisePatches.of(40, 1.5, new Seed(4)));
    LabelledPatterns digits = FontDigits.of(50, 0.03, new Seed(4));
    assertThat(FontDigits.of(50, 0.03, new Seed(4))).isEqualTo(digits);
    assertThat(FontDigits.of(50, 0.03, new Seed(5))).isNotEqualTo(digits);
    assertStartsWith(digits.patterns(), FontDigits.of(20, 0.03, new Seed(4)).patterns());
    Patterns bars = BarsAndStripes.noisy(4, 30, 0.1, new Seed(4));
    assertThat(BarsAndStripes.noisy(4, 30, 0.1, new Seed(4))).isEqualTo(bars);
    assertStartsWith(bars, BarsAndStripes.noisy(4, 10, 0.1, new Seed(4)));
  }

  /** 2 · 2ⁿ − 2 images, all different: the two uniform ones are both. */
  @ParameterizedTest
  @CsvSource({"1,2", "2,6", "3,14", "4,30"})
  void barsAndStripesAreAllThereOnce(int side, int count) {
    Patterns all = BarsAndStripes.all(side);
    Set<String> images = new HashSet<>();
    for (int k = 0; k < all.count(); k++) {
      byte[] image = all.row(k);
      images.add(Arrays.toString(image));
      boolean rows = true;
      boolean columns = true;
      for (int i = 0; i < image.length; i++) {
        rows &= image[i] == image[i / side * side];
        columns &= image[i] == image[i % side];
      }
      assertThat(rows || columns).isTrue();
    }
    assertThat(all.count()).isEqualTo(count);
    assertThat(images).hasSize(count);
  }
}
