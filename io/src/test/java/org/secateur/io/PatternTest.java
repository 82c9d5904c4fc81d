package org.secateur.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.boltzmann.Patterns;
import org.secateur.random.Seed;

/** Numbers of files made binary patterns: against small sheets by hand, and against the real data's own descriptions. */
final class PatternTest {
  private static final PatternOptions BINARY = PatternOptions.DEFAULT;

  @TempDir
  Path folder;

  private static PatternData read(Path file, PatternOptions options) throws InputException {
    return PatternReader.read(file.toString(), ReadOptions.DEFAULT, options);
  }

  /** The same eight numbers as a table, a NumPy array in both orders, and an IDX array of two sheets of 2x2. */
  @ParameterizedTest
  @ValueSource(strings = {"a.csv", "a.npy", "fortran.npy", "a.idx", "a.idx.gz", "a.npz"})
  void readsTheSameFromEveryFormat(String name) throws InputException {
    byte[] grey = {0, 60, (byte) 128, (byte) 255, 10, 127, (byte) 200, 0};
    byte[] columnMajor = {0, 10, (byte) 128, (byte) 200, 60, 127, (byte) 255, 0};
    byte[] idx = Bytes.idx(8, new int[]{2, 2, 2}, grey);
    byte[] npy = Bytes.npy("|u1", "(2, 2, 2)", grey);
    byte[] bytes = switch (name) {
      case "a.csv" -> "0,60,128,255\n10,127,200,0\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
      case "a.npy" -> npy;
      case "fortran.npy" -> new String(Bytes.npy("|u1", "(2, 2, 2)", columnMajor),
          java.nio.charset.StandardCharsets.ISO_8859_1).replace("False", "True ")
          .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
      case "a.npz" -> Bytes.zip(Map.of("x.npy", npy));
      case "a.idx" -> idx;
      default -> Bytes.gzip(idx);
    };
    PatternData data = read(Bytes.file(folder, name, bytes),
        BINARY.withScale(255).withThreshold(new Threshold.Fixed(0.5)));
    assertArrayEquals(new byte[]{0, 0, 1, 1, 0, 0, 1, 0}, data.patterns().toBytes());
    assertEquals(name.endsWith("csv") ? Optional.empty() : Optional.of(new Sheet(2, 2)), data.sheet());
    assertEquals(0.5, data.threshold().orElseThrow());
    assertThat(data.inputs()).containsOnlyKeys(name);
  }

  /** Mean 97.5 and median 93.5 of the eight numbers above, counted and, as fractions, sorted. */
  @Test
  void thresholdsAtMeanAndMedian() throws InputException {
    Path whole = Bytes.file(folder, "a.csv", "0,60,128,255\n10,127,200,0\n");
    PatternData mean = read(whole, BINARY.withScale(255).withThreshold(new Threshold.Mean()));
    assertEquals(97.5 / 255, mean.threshold().orElseThrow());
    PatternData median = read(whole, BINARY.withThreshold(new Threshold.Median()));
    assertEquals((60 + 127) / 2.0, median.threshold().orElseThrow());
    Path fractions = Bytes.file(folder, "b.csv", "0,0.25,0.5\n1,-0.5,0.75\n");
    assertEquals((0.25 + 0.5) / 2,
        read(fractions, BINARY.withThreshold(new Threshold.Median())).threshold().orElseThrow());
  }

  /** A value on the threshold is 1: of four equal halves the median makes ones of the upper three levels. */
  @Test
  void aValueOnTheThresholdIsOne() throws InputException {
    Path file = Bytes.file(folder, "a.csv", "1,2,2\n2,0,3\n");
    PatternData data = read(file, BINARY.withThreshold(new Threshold.Median()));
    assertArrayEquals(new byte[]{0, 1, 1, 1, 0, 1}, data.patterns().toBytes());
  }

  @Test
  void cropsBeforeItTakesTheMean() throws InputException {
    byte[] grey = new byte[16];
    grey[0] = (byte) 240; // outside the crop: must not count
    grey[5] = 10;
    grey[6] = 30;
    Path file = Bytes.file(folder, "a.idx", Bytes.idx(8, new int[]{1, 4, 4}, grey));
    PatternData data = read(file, BINARY.withCrop(new Crop(1, 2, 1, 2)).withThreshold(new Threshold.Mean()));
    assertEquals(10, data.threshold().orElseThrow());
    assertArrayEquals(new byte[]{1, 1, 0, 0}, data.patterns().toBytes());
    assertEquals(Optional.of(new Sheet(2, 2)), data.sheet());
  }

  /** Thirteen pixels, middles as in the paper, no pixel twice. */
  @Test
  void circlesOfRadiusTwoHaveThirteenPixels() {
    List<int[]> places = new Patch.Circle(2.1).places(new Sheet(32, 32));
    assertEquals(36, places.size());
    int[] middles = {3, 8, 13, 18, 23, 28};
    for (int k = 0; k < 36; k++) {
      int[] place = places.get(k);
      assertEquals(13, place.length);
      assertEquals(middles[k / 6] * 32 + middles[k % 6], place[6]);
      int middle = place[6];
      assertThat(place).containsExactly(middle - 64, middle - 33, middle - 32, middle - 31, middle - 2,
          middle - 1,
          middle, middle + 1, middle + 2, middle + 31, middle + 32, middle + 33, middle + 64);
    }
    assertEquals(36 * 13, places.stream().flatMapToInt(Arrays::stream).distinct().count());
  }

  @Test
  void rectanglesTileTheMiddle() {
    List<int[]> places = new Patch.Rectangle(new Sheet(2, 2)).places(new Sheet(3, 5));
    assertEquals(2, places.size());
    assertThat(places.get(0)).containsExactly(0, 1, 5, 6);
    assertThat(places.get(1)).containsExactly(2, 3, 7, 8);
    assertThat(new Patch.Rectangle(new Sheet(4, 4)).places(new Sheet(3, 5))).isEmpty();
  }

  @Test
  void takesTheMeanOfThreeColors() throws InputException {
    Path last = Bytes.file(folder, "last.npy",
        Bytes.npy("|u1", "(1, 1, 2, 3)", new byte[]{3, 6, 9, 30, 60, 90}));
    Path first = Bytes.file(folder, "first.npy",
        Bytes.npy("|u1", "(1, 3, 1, 2)", new byte[]{3, 30, 6, 60, 9, 90}));
    Path flat = Bytes.file(folder, "flat.csv", "3,30,6,60,9,90\n");
    for (Path file : List.of(last, first, flat)) {
      PatternData data = read(file, BINARY.withColors(PatternOptions.Colors.GRAY).withSheet(new Sheet(1, 2))
          .withThreshold(new Threshold.Mean()));
      assertEquals((6 + 60) / 2.0, data.threshold().orElseThrow());
      assertArrayEquals(new byte[]{0, 1}, data.patterns().toBytes());
    }
  }

  @Test
  void setsALabelColumnApart() throws InputException {
    Path file = Bytes.file(folder, "a.csv", "p0,label,p1\n0,2,1\n1,0,0\n1,1,1\n");
    PatternData data = read(file, BINARY.withLabels(new LabelSource.Column("label")));
    assertArrayEquals(new byte[]{0, 1, 1, 0, 1, 1}, data.patterns().toBytes());
    ClassLabels labels = data.labels().orElseThrow();
    assertThat(labels.toArray()).containsExactly(2, 0, 1);
    assertEquals(3, labels.classes());
    assertThat(data.notices()).isEmpty();
  }

  /** Labels stay with their patterns, and a longer draw begins with the shorter one. */
  @Test
  void samplesWithoutReplacement() throws InputException {
    StringBuilder text = new StringBuilder("label");
    IntStream.range(0, 8).forEach(b -> text.append(",b").append(b));
    for (int k = 0; k < 200; k++) {
      text.append('\n').append(k % 100);
      for (int b = 0; b < 8; b++) {
        text.append(',').append(k >> b & 1);
      }
    }
    PatternData data = read(Bytes.file(folder, "a.csv", text.append('\n').toString()),
        BINARY.withLabels(new LabelSource.Column("label")));
    PatternData all = data.sample(200, new Seed(5));
    PatternData some = data.sample(20, new Seed(5));
    boolean[] seen = new boolean[200];
    for (int k = 0; k < 200; k++) {
      int number = number(all.patterns(), k);
      assertTrue(!seen[number]);
      seen[number] = true;
      assertEquals(number % 100, all.labels().orElseThrow().label(k));
      assertTrue(k >= 20 || number(some.patterns(), k) == number);
    }
    assertEquals(number(data.patterns(), 7), number(data.slice(7, 9).patterns(), 0));
  }

  private static int number(Patterns patterns, int row) {
    return IntStream.range(0, patterns.width()).map(b -> patterns.bit(row, b) << b).sum();
  }

  /** The 13-pixel circles of the natural tiles were cut by somebody else: every one of them is among ours. */
  @ParameterizedTest
  @ValueSource(strings = {"train", "test"})
  void cutsTheCirclesOfTheNaturalTiles(String part) throws InputException {
    Path tiles = SharedData.file("natural-tiles/" + part + "-tiles-idx3-ubyte");
    Path circles = SharedData.file("natural-tiles/" + part + "-circles13-idx2-ubyte");
    PatternOptions options = BINARY.withPatch(new Patch.Circle(2.1)).withThreshold(new Threshold.Fixed(108));
    PatternData ours = read(tiles, options);
    PatternData theirs = read(circles, BINARY);
    assertEquals(part.equals("train") ? 216_000 : 36_000, ours.patterns().count());
    assertEquals(part.equals("train") ? 90_000 : 20_000, theirs.patterns().count());
    Map<Integer, Integer> left = new HashMap<>();
    for (int k = 0; k < ours.patterns().count(); k++) {
      left.merge(number(ours.patterns(), k), 1, Integer::sum);
    }
    for (int k = 0; k < theirs.patterns().count(); k++) {
      assertTrue(left.merge(number(theirs.patterns(), k), -1, Integer::sum) >= 0, "pattern " + k);
    }
  }

  /** The folder's description: the median of all pixels of the training tiles is 107. */
  @Test
  void findsTheMedianOfTheNaturalTiles() throws InputException {
    PatternData data = read(SharedData.file("natural-tiles/train-tiles-idx3-ubyte"),
        BINARY.withThreshold(new Threshold.Median()));
    assertEquals(107, data.threshold().orElseThrow());
  }

  /** MNIST as the paper uses it: 20x20 pixels, mean threshold; and the first labels as anyone knows them. */
  @ParameterizedTest
  @ValueSource(strings = {"mnist-subset", "fashion-mnist-subset"})
  void readsMnist(String set) throws InputException {
    Path images = SharedData.file(set + "/train5000-images-idx3-ubyte");
    Path labels = SharedData.file(set + "/train5000-labels-idx1-ubyte");
    PatternData data = read(images,
        BINARY.withCrop(new Crop(4, 23, 4, 23)).withThreshold(new Threshold.Mean())
            .withScale(255).withLabels(new LabelSource.InFile(labels.toString())));
    assertEquals(5000, data.patterns().count());
    assertEquals(400, data.patterns().width());
    assertEquals(10, data.labels().orElseThrow().classes());
    assertThat(data.inputs()).hasSize(2);
    int[] first = set.startsWith("m") ? new int[]{5, 0, 4, 1, 9} : new int[]{9, 0, 0, 3, 0};
    assertThat(Arrays.copyOf(data.labels().orElseThrow().toArray(), 5)).containsExactly(first);
    double mean = Arrays.stream(data.patterns().means()).average().orElseThrow();
    assertThat(mean).isBetween(0.1, 0.6);
  }

  @Test
  void readsTheSmallDigits() throws InputException {
    PatternData data = read(SharedData.file("digits-8x8/digits.csv"),
        BINARY.withThreshold(new Threshold.Fixed(8))
            .withSheet(new Sheet(8, 8)).withLabels(new LabelSource.Column("label")));
    assertEquals(1797, data.patterns().count());
    assertEquals(64, data.patterns().width());
    assertEquals(10, data.labels().orElseThrow().classes());
    assertTrue(Arrays.stream(data.labels().orElseThrow().sizes()).allMatch(n -> n >= 174 && n <= 183));
    assertThat(data.notices()).extracting(Notice::code).containsExactly("W205");
  }
}
