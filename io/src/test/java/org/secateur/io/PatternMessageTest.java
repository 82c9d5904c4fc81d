package org.secateur.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One test for each message about patterns: its code, its facts, and that its hint gets past the problem. */
final class PatternMessageTest {
  private static final PatternOptions BINARY = PatternOptions.DEFAULT;

  @TempDir
  Path folder;

  private static PatternData read(Path file, PatternOptions options) throws InputException {
    return PatternReader.read(file.toString(), ReadOptions.DEFAULT, options);
  }

  private static InputException refusal(Path file, PatternOptions options) {
    return assertThrows(InputException.class, () -> read(file, options));
  }

  private static void assertSays(InputException e, String code, String... facts) {
    String all = e.message() + " | " + e.where().orElse("") + " | " + e.hint().orElse("");
    assertEquals(code, e.code(), all);
    for (String fact : facts) {
      assertThat(all).contains(fact);
    }
  }

  private Path csv(String text) {
    return Bytes.file(folder, "data.csv", text);
  }

  @Test
  void valuesOutOfRange() throws InputException {
    Path gray = csv("0,255\n128,0\n");
    assertSays(refusal(gray, BINARY), "E200", "Bernoulli units need values in 0..1; data reach 255",
        "| --scale 255 --threshold 0.5");
    PatternOptions hint = BINARY.withScale(255).withThreshold(new Threshold.Fixed(0.5));
    assertThat(read(gray, hint).patterns().toBytes()).containsExactly(0, 1, 1, 0);
    Path ink = csv("0,255\n255,0\n");
    assertThat(refusal(ink, BINARY).hint()).contains("--scale 255");
    assertThat(read(ink, BINARY.withScale(255)).patterns().toBytes()).containsExactly(0, 1, 1, 0);
    Path sixteen = csv("0,16\n8,0\n");
    assertSays(refusal(sixteen, BINARY.withThreshold(new Threshold.Fixed(0.5))), "E200", "reach 16",
        "| --scale 16");
    read(sixteen, BINARY.withScale(16).withThreshold(new Threshold.Fixed(0.5)));
  }

  @Test
  void negativeValues() throws InputException {
    Path spins = csv("-1,1\n1,-1\n");
    assertSays(refusal(spins, BINARY), "E200", "data reach -1", "--threshold 0 makes");
    assertThat(read(spins, BINARY.withThreshold(new Threshold.Fixed(0))).patterns().toBytes())
        .containsExactly(0, 1, 1, 0);
    assertSays(refusal(csv("-0.5,1\n1,0\n"), BINARY), "E200", "data reach -0.5", "--threshold mean");
  }

  @Test
  void valuesThatAreNotBinary() throws InputException {
    Path file = csv("0,1,0.37\n1,0.5,0\n");
    assertSays(refusal(file, BINARY), "E203", "2 of 6 values", "neither 0 nor 1",
        "first at sample 1, column 3: 0.37", "--threshold mean");
    read(file, BINARY.withThreshold(new Threshold.Mean()));
  }

  @Test
  void thresholdThatMakesAllEqual() throws InputException {
    Path file = csv("0,9\n3,0\n");
    assertSays(refusal(file, BINARY.withThreshold(new Threshold.Fixed(10))), "E204", "becomes 0",
        "between 0 and 9",
        "--threshold mean");
    assertSays(refusal(csv("0,0,9\n0,3,0\n"), BINARY.withThreshold(new Threshold.Median())), "E204",
        "becomes 1");
    read(file, BINARY.withThreshold(new Threshold.Mean()));
    assertThat(refusal(csv("2,2\n2,2\n"), BINARY.withThreshold(new Threshold.Mean())).hint()).isEmpty();
  }

  @Test
  void undefinedValues() {
    assertSays(refusal(csv("0,nan\n1,0\n"), BINARY), "E120", "1 of 4 values is NaN", "row 1, column 2");
    Path cube = Bytes.file(folder, "a.npy",
        Bytes.npy("<f8", "(1, 2, 2)", Bytes.doubles(0, 1, Double.NaN, 0)));
    assertSays(refusal(cube, BINARY), "E120", "sample 1, value 3");
    Path endless = Bytes.file(folder, "b.npy",
        Bytes.npy("<f8", "(1, 2)", Bytes.doubles(0, Double.POSITIVE_INFINITY)));
    assertSays(refusal(endless, BINARY), "E121", "+Inf");
  }

  @Test
  void constantColumns() throws InputException {
    List<Notice> notices = read(csv("0,1,0,1\n0,0,0,1\n"), BINARY).notices();
    assertEquals(1, notices.size());
    assertEquals("W205", notices.getFirst().code());
    assertThat(notices.getFirst().message()).contains("3 of 4 columns", "2 always 0, 1 always 1",
        "first: column 1");
    assertThat(read(csv("0,1\n1,0\n"), BINARY).notices()).isEmpty();
  }

  @Test
  void countsThatDiffer() {
    Path data = csv("0,1\n1,0\n1,1\n");
    Path labels = Bytes.file(folder, "labels.csv", "0\n1\n");
    assertSays(refusal(data, BINARY.withLabels(new LabelSource.InFile(labels.toString()))), "E206",
        "\"labels.csv\" has 2 labels; \"data.csv\" has 3 samples");
    Path square = Bytes.file(folder, "square.csv", "0,1\n1,0\n");
    assertSays(refusal(data, BINARY.withLabels(new LabelSource.InFile(square.toString()))), "E111", "2x2",
        "one label for each sample");
  }

  @Test
  void labelsThatAreNoClasses() throws InputException {
    Path data = csv("0,1\n1,0\n1,1\n");
    Path half = Bytes.file(folder, "half.csv", "0\n0.5\n1\n");
    assertSays(refusal(data, BINARY.withLabels(new LabelSource.InFile(half.toString()))), "E207", "label 2",
        "is 0.5");
    Path many = Bytes.file(folder, "many.csv", "0\n7\n1\n");
    assertSays(refusal(data, BINARY.withLabels(new LabelSource.InFile(many.toString()))), "E207",
        "more classes (8) than labels (3)");
    Path gap = Bytes.file(folder, "gap.csv", "0\n2\n2\n");
    PatternData read = read(data, BINARY.withLabels(new LabelSource.InFile(gap.toString())));
    assertThat(read.notices()).extracting(Notice::code).containsExactly("W207");
    assertSays(
        assertThrows(InputException.class, () -> read.labels().orElseThrow().requireWithin(1, "gap.csv")),
        "E207", "reach 2; only 1 class was trained");
  }

  @Test
  void aColumnThatLooksLikeLabels() throws InputException {
    Path file = csv("p0,p1,Label\n0,1,1\n1,0,0\n");
    assertSays(refusal(file, BINARY), "E207", "\"Label\"", "--label-column Label", "--labels none");
    assertEquals(2, read(file, BINARY.withLabels(new LabelSource.Column("Label"))).patterns().width());
    assertEquals(3, read(file, BINARY.withLabels(new LabelSource.None())).patterns().width());
    assertSays(refusal(file, BINARY.withLabels(new LabelSource.Column("Labl"))), "E107", "no column \"Labl\"",
        "did you mean \"Label\"?");
  }

  @Test
  void cropsAndPatchesThatDoNotFit() throws InputException {
    Path flat = csv("0,1,0,1\n1,0,1,0\n");
    assertSays(refusal(flat, BINARY.withCrop(new Crop(0, 0, 0, 1))), "E208", "lie beside each other",
        "--sheet 2x2");
    assertEquals(2,
        read(flat, BINARY.withSheet(new Sheet(2, 2)).withCrop(new Crop(0, 0, 0, 1))).patterns().width());
    assertSays(refusal(flat, BINARY.withSheet(new Sheet(3, 2))), "E208", "has 6 values", "--sheet 2x2");
    assertSays(refusal(flat, BINARY.withSheet(new Sheet(2, 2)).withCrop(new Crop(0, 2, 0, 1))), "E208",
        "--crop 0..2,0..1 reaches beyond", "which are 2x2", "rows go from 0 to 1");
    assertSays(refusal(flat, BINARY.withSheet(new Sheet(2, 2)).withPatch(new Patch.Circle(2.1))), "E208",
        "a patch of 5x5 does not fit");
    Path labels = Bytes.file(folder, "l.csv", "0\n1\n");
    assertSays(refusal(flat, BINARY.withSheet(new Sheet(2, 2)).withPatch(new Patch.Rectangle(new Sheet(1, 1)))
        .withLabels(new LabelSource.InFile(labels.toString()))), "E208", "patches have none");
    Path colors = Bytes.file(folder, "c.npy", Bytes.npy("|u1", "(1, 1, 2, 3)", new byte[]{0, 0, 0, 9, 9, 9}));
    assertSays(refusal(colors, BINARY), "E208", "three colours", "--gray");
  }

  @Test
  void shapesThatAreNoSamples() {
    Path line = Bytes.file(folder, "a.npy", Bytes.npy("|u1", "(3,)", new byte[]{0, 1, 0}));
    assertSays(refusal(line, BINARY), "E111", "one number for each sample, as labels do");
    Path none = Bytes.file(folder, "b.npy", Bytes.npy("|u1", "(0, 4)"));
    assertSays(refusal(none, BINARY), "E192", "no samples");
  }

  /** The ways out are options that lead to the number of units that the machine has. */
  @Test
  void widthsThatAMachineDoesNotHave() throws InputException {
    byte[] grey = new byte[28 * 28];
    Arrays.fill(grey, 300, 500, (byte) 1);
    Path file = Bytes.file(folder, "images-idx3-ubyte", Bytes.idx(8, new int[]{1, 28, 28}, grey));
    PatternData data = read(file, BINARY);
    InputException e = assertThrows(InputException.class, () -> data.requireWidth(400));
    assertSays(e, "E201", "model has 400 visible units, data have 784 columns (28x28)",
        "--crop 4..23, or --patch 20x20");
    read(file, BINARY.withCrop(Crop.ofOption("4..23").orElseThrow())).requireWidth(400);
    read(file, BINARY.withPatch(Patch.ofOption("20x20").orElseThrow())).requireWidth(400);
    assertSays(assertThrows(InputException.class, () -> data.requireWidth(13)), "E201", "--patch circle:2.1");
    read(file, BINARY.withPatch(Patch.ofOption("circle:2.1").orElseThrow())).requireWidth(13);
    assertThat(assertThrows(InputException.class, () -> data.requireWidth(1000)).hint()).isEmpty();
    StringBuilder row = new StringBuilder("0");
    for (int k = 1; k < 3 * 784; k++) {
      row.append(",").append(k % 784 / 392);
    }
    Path colors = csv(row + "\n");
    assertSays(assertThrows(InputException.class, () -> read(colors, BINARY).requireWidth(784)), "E201",
        "2,352 columns (28x28x3?)", "--sheet 28x28 --gray");
    read(colors, BINARY.withSheet(new Sheet(28, 28)).withColors(PatternOptions.Colors.GRAY)
        .withThreshold(new Threshold.Mean())).requireWidth(784);
  }

  @Test
  void wordsOfOptions() {
    assertEquals(Optional.of(new Crop(4, 23, 0, 27)), Crop.ofOption("4..23,0..27"));
    assertEquals(Optional.empty(), Crop.ofOption("23..4"));
    assertEquals(Optional.of(new Threshold.Fixed(0.5)), Threshold.ofOption("0.5"));
    assertEquals(Optional.empty(), Threshold.ofOption("NaN"));
    assertEquals(Optional.of(new Threshold.Median()), Threshold.ofOption("median"));
    assertEquals(Optional.of(new Patch.Rectangle(new Sheet(8, 8))), Patch.ofOption("8x8"));
    assertEquals(Optional.empty(), Patch.ofOption("circle:-1"));
    assertEquals(Optional.empty(), Patch.ofOption("square"));
    assertEquals(Optional.empty(), Sheet.ofOption("99999x99999"));
    assertEquals(Optional.empty(), Sheet.ofOption("0x3"));
  }
}
