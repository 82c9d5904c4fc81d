package org.secateur.io.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.GraphicsEnvironment;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Mask;
import org.secateur.io.Existing;
import org.secateur.io.InputException;
import org.secateur.io.Json;
import org.secateur.io.Patch;
import org.secateur.io.Sheet;

/** Pictures read back pixel by pixel, and colours that hold what they promise. */
final class PictureTest {
  @TempDir
  Path folder;

  /** Relative luminance of sRGB (IEC 61966-2-1): what every eye sees, whichever colours it takes for one. */
  private static double luminance(int color) {
    double sum = 0;
    double[] share = {0.2126, 0.7152, 0.0722};
    for (int c = 0; c < 3; c++) {
      double v = (color >> (16 - 8 * c) & 0xff) / 255.0;
      sum += share[c] * (v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4));
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource(ColorMap.class)
  void lightnessHasNoTurns(ColorMap map) {
    boolean diverging = map == ColorMap.DIVERGING;
    for (int k = 0; k < 200; k++) {
      double a = luminance(map.color(k, 0, 200));
      double b = luminance(map.color(k + 1, 0, 200));
      // one step of 8 bits in one channel changes the luminance by at most 0.01
      assertTrue((diverging && k >= 100) ? b <= a + 0.01 : b >= a - 0.01, map + " at " + k);
    }
    assertEquals(map.anchors()[0], map.color(-5, 0, 1));
    assertEquals(map.anchors()[map.anchors().length - 1], map.color(1e300, 0, 1));
    assertEquals(ColorMap.MISSING, map.color(Double.NaN, 0, 1));
    if (diverging) {
      assertEquals(0xf7f7f7, map.color(0, -3, 3));
    }
  }

  @Test
  void tilesLieWhereTheyShould() throws InputException, IOException {
    float[][] tiles = {{0, 1, 2, 3}, {4, 5, 6, 7}, {8, Float.NaN, 10, 12}};
    Path png = folder.resolve("fields.png");
    TilePicture.of(tiles, new Sheet(2, 2), ColorMap.GREY).withAcross(2).write(png, Existing.REFUSE);
    Map<String, @Nullable Object> about = Json.read(folder.resolve("fields.json"));
    assertEquals(0.0, about.get("low"));
    assertEquals(12.0, about.get("high"));
    assertEquals("fields.png", about.get("picture"));
    int zoom = (int) (long) (Long) java.util.Objects.requireNonNull(about.get("pixels_a_number"));
    BufferedImage image = ImageIO.read(png.toFile());
    int gap = zoom / 4;
    for (int t = 0; t < 3; t++) {
      for (int k = 0; k < 4; k++) {
        int x = t % 2 * (2 * zoom + gap) + k % 2 * zoom;
        int y = t / 2 * (2 * zoom + gap) + k / 2 * zoom;
        int wanted = ColorMap.GREY.color(tiles[t][k], 0, 12);
        assertEquals(wanted, image.getRGB(x, y) & 0xffffff);
        assertEquals(wanted, image.getRGB(x + zoom - 1, y + zoom - 1) & 0xffffff);
      }
    }
    assertEquals(0xffffff, image.getRGB(2 * zoom, 0) & 0xffffff);
    int bar = image.getWidth() - 1;
    assertEquals(0xffffff, image.getRGB(bar, 0) & 0xffffff);
    assertEquals(0, image.getRGB(bar, image.getHeight() - 1) & 0xffffff);
  }

  @Test
  void theSamePictureIsTheSameBytes() {
    float[][] tiles = {{0, 1}, {-1, 0.3f}};
    BufferedImage a = TilePicture.of(tiles, new Sheet(1, 2), ColorMap.DIVERGING).image();
    BufferedImage b = TilePicture.of(tiles, new Sheet(1, 2), ColorMap.DIVERGING).image();
    assertArrayEquals(PngFile.bytes(a), PngFile.bytes(b));
  }

  @Test
  void rangesShowAllNumbers() {
    TilePicture weights = TilePicture.of(new float[][]{{-0.5f, 2}}, new Sheet(1, 2), ColorMap.DIVERGING);
    assertEquals(-2, weights.low());
    assertEquals(2, weights.high());
    TilePicture flat = TilePicture.of(new float[][]{{3, 3}}, new Sheet(1, 2), ColorMap.SEQUENTIAL);
    assertTrue(flat.low() < flat.high());
    TilePicture nothing = TilePicture.of(new float[][]{{Float.NaN}}, new Sheet(1, 1), ColorMap.GREY);
    assertEquals(1, nothing.high());
    assertThrows(IllegalArgumentException.class, () -> weights.withRange(1, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> weights.withAcross(2));
    assertThrows(IllegalArgumentException.class,
        () -> TilePicture.of(new float[][]{{1}}, new Sheet(1, 2), ColorMap.GREY));
    float[] wide = new float[20_000];
    assertThrows(IllegalArgumentException.class,
        () -> TilePicture.heatMap(wide, 1, 20_000, ColorMap.GREY).image());
  }

  /** A chain of two layers by hand: 2·3 + 5·7 along two paths, nothing where no path leads. */
  @Test
  void fieldsOfHigherLayersAreSumsOverPaths() {
    BitSet lower = new BitSet();
    lower.set(0, 2); // visible 0 sees both; visible 1 sees neither
    Mask[] masks = {Mask.of(2, 2, lower), Mask.full(2, 1)};
    Machine m = Machine.of(masks, new float[][]{{2, 5, 0, 0}, {3, 7}}, new float[][]{{0, 0}, {0, 0}, {0}});
    assertArrayEquals(new float[][]{{5, Float.NaN}, {2, Float.NaN}},
        ReceptiveFields.of(m, 1, new int[]{1, 0}));
    assertArrayEquals(new float[][]{{41, Float.NaN}}, ReceptiveFields.of(m, 2, new int[]{0}));
  }

  @Test
  void discsLieOnASheet() {
    Sheet sheet = new Sheet(5, 5);
    float[] values = new float[13];
    Arrays.fill(values, 1);
    float[] field = ReceptiveFields.onSheet(new float[][]{values},
        new Patch.Circle(2.1).places(sheet).getFirst(), sheet)[0];
    String drawn = IntStream.range(0, 25).mapToObj(k -> Float.isNaN(field[k]) ? "." : "#")
        .collect(Collectors.joining());
    assertEquals("..#.." + ".###." + "#####" + ".###." + "..#..", drawn);
  }

  private static void assumeFonts() {
    boolean fonts;
    try {
      fonts = GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames().length > 0;
    } catch (InternalError e) {
      fonts = false;
    }
    assumeTrue(fonts, "no fonts on this machine");
  }

  @Test
  void chartsComeWithTheirNumbers() throws InputException, IOException {
    assumeFonts();
    Path png = folder.resolve("curve.png");
    LineChart chart = LineChart.of("Pruning", "synapses", "nats").withLogarithmic(true, true)
        .plus("exact cost", new double[]{910, 455, 227}, new double[]{0.1, 0.2, Double.NaN},
            new double[]{0.01, 5, 0.1})
        .plus("anti \"FI\"", new double[]{910, 455}, new double[]{0, 3})
        .plus("nothing", new double[]{0}, new double[]{1});
    chart.write(png, Existing.REFUSE);
    assertThat(Files.readAllLines(folder.resolve("curve.csv"))).containsExactly("line,x,y,error",
        "\"exact cost\",910.0,0.1,0.01", "\"exact cost\",455.0,0.2,5.0", "\"exact cost\",227.0,NaN,0.1",
        "\"anti \"\"FI\"\"\",910.0,0.0,", "\"anti \"\"FI\"\"\",455.0,3.0,", "\"nothing\",0.0,1.0,");
    BufferedImage image = ImageIO.read(png.toFile());
    assertEquals(1440, image.getWidth());
    Set<Integer> colors = new TreeSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colors.add(image.getRGB(x, y));
      }
    }
    assertThat(colors.size()).isGreaterThan(10);
    assertThrows(IllegalArgumentException.class,
        () -> chart.plus("exact cost", new double[0], new double[0]));
    assertThrows(IllegalArgumentException.class, () -> chart.plus("x", new double[1], new double[0]));
  }

  @Test
  void emptyChartsAreDrawn() {
    assumeFonts();
    assertEquals(900, LineChart.of("a", "b", "c").image().getHeight());
    assertEquals(900, LineChart.of("a", "b", "c").withLogarithmic(true, true)
        .plus("no place", new double[]{-1}, new double[]{1}).image().getHeight());
  }
}
