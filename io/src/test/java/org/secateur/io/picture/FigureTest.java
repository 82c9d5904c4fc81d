package org.secateur.io.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Figures as SVG, as pixels and as numbers. */
class FigureTest {
  private static final double[] NONE = {};

  @TempDir
  Path folder;

  private static Figure figure(String name) {
    double[] x = {0.01, 0.1, 1};
    Figure.Series series = new Figure.Series(name, x, new double[]{1, 2, 3}, new double[]{0.5, 1.5, 2.5},
        new double[]{1.5, 2.5, 3.5}, new double[]{0.01, 0.1, 1, -1}, new double[]{1, Double.NaN, 3, 2});
    return new Figure("a < b & c", "x", "y", true, false, List.of(new Figure.Plot("left", List.of(series))),
        Map.of("limit", 2.0), false);
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  /** Whatever the names are, the document is well formed, runs nothing and fetches nothing. */
  @Test
  void svgIsWellFormedAndHarmless() throws Exception {
    String svg = FigureFile.svg(figure("<script>alert(1)</script>"));
    Document document = parse(svg);
    assertThat(document.getElementsByTagName("script").getLength()).isZero();
    assertThat(document.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("a < b & c");
    assertThat(svg.replace("http://www.w3.org/", "")).doesNotContain("http");
    assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity");
  }

  /** Three dots have a place: one is NaN and one not positive on a logarithmic axis. */
  @Test
  void whatHasNoPlaceIsLeftOutOfThePictureAndStaysInTheTable() {
    Figure figure = figure("s");
    assertThat(figure.table().lines()).hasSize(1 + 3 + 4);
    assertThat(FigureFile.svg(figure).split("h0", -1)).hasSize(1 + 2 + 3 + 1); // dots, points of the line, the legend
  }

  @Test
  void placesAreProportionalOrLogarithmic() {
    Axis linear = new Axis(0, 10, false);
    assertThat(linear.place(2.5)).isEqualTo(0.25);
    assertThat(linear.ticks()).containsExactly(0.0, 2.0, 4.0, 6.0, 8.0, 10.0);
    Axis logarithmic = new Axis(0.01, 100, true);
    assertThat(logarithmic.place(1)).isCloseTo(0.5, within(1e-15));
    assertThat(logarithmic.ticks()).containsExactly(0.01, 0.1, 1.0, 10.0, 100.0);
    assertThat(Axis.over(new double[]{3}, false).place(3)).isCloseTo(0.5, within(1e-15));
    assertThat(Axis.over(NONE, true).ticks()).isNotEmpty();
  }

  @Test
  void labelsAreShort() {
    assertThat(List.of(0.0, 0.5, 1e-5, 200000.0, 1000.0).stream().map(Axis::label))
        .containsExactly("0", "0.5", "1e-5", "2e5", "1000");
  }

  /** The same drawing in pixels: white paper, and the first colour somewhere on it. */
  @Test
  void threeFilesShowTheSame() throws Exception {
    FigureFile.write(figure("s"), folder, "f");
    BufferedImage image = ImageIO.read(folder.resolve("f.png").toFile());
    assertThat(image.getRGB(0, 0) & 0xffffff).isEqualTo(0xffffff);
    boolean blue = false;
    for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
      blue |= (image.getRGB(i % image.getWidth(), i / image.getWidth()) & 0xffffff) == 0x0072b2;
    }
    assertThat(blue).isTrue();
    assertThat(Files.readString(folder.resolve("f.svg"))).contains("#0072B2");
    assertThat(Files.readString(folder.resolve("f.csv"))).startsWith("panel,series,what,x,y,low,high\n");
  }

  @Test
  void matricesAreEmbeddedPictures() throws Exception {
    Figure figure = new Figure("m", "", "", false, false,
        List.of(new Figure.Matrix("weights", new double[]{0, 1, -1, 0.5})), Map.of(), false);
    Document document = parse(FigureFile.svg(figure));
    assertThat(document.getElementsByTagName("image").getLength()).isEqualTo(1);
    assertThat(figure.table().lines()).hasSize(5);
  }
}
