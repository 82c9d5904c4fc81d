package org.secateur.cli.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.secateur.report.Axis;
import org.secateur.report.Figure;
import org.secateur.report.Panel;
import org.secateur.report.Part;
import org.secateur.report.Report;
import org.secateur.report.Role;
import org.secateur.report.Series;
import org.secateur.report.Table;
import org.secateur.report.Values;

/** A page with every kind of part and panel, in a real browser. Without one installed these tests are skipped. */
class ReportPageTest {
  private static final String EVIL = "<script>document.title='owned'</script><img src=x onerror=alert(1)>&\"'";

  @TempDir
  private static @Nullable Path folder;
  private static @Nullable Browser browser;

  @BeforeAll
  static void startBrowser() throws Exception {
    Optional<String> chromium = Browser.installed();
    assumeTrue(chromium.isPresent(), "no Chromium is installed: pages are not looked at");
    browser = Browser.start(chromium.get());
    Path page = java.util.Objects.requireNonNull(folder).resolve("page.html");
    Files.write(page, HtmlReport.write(report()));
    browser().open(page);
  }

  @AfterAll
  static void stopBrowser() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  private static Browser browser() {
    return java.util.Objects.requireNonNull(browser);
  }

  private static Report report() {
    Values x = Values.of(1, 10, 100);
    Values y = Values.of(0.5, Double.NaN, 0.05);
    Figure.Guide guide = new Figure.Guide("shown " + EVIL, "good", "bad", "act");
    Figure lines = new Figure("lines", "Lines " + EVIL, "alternative " + EVIL, guide,
        List.of(new Panel.Plot("a " + EVIL, Axis.logarithmic("x", "s"), Axis.logarithmic("y", ""), List.of(
            new Series.Band("line " + EVIL, Role.PRUNED, x, Values.of(0.1, 0.1, 0.01), Values.of(1, 1, 0.1)),
            new Series.Line("line " + EVIL, Role.PRUNED, Series.Stroke.DASHED, x, y)))),
        Optional.of(new Figure.Cursor("Kept", Figure.Moves.MARK, x, 1, List.of("kept", "error"),
            List.of(List.of("1", "a"), List.of("10", "b"), List.of("100", EVIL)))));
    Figure others = Figure.of("others", "Others", "alternative", guide,
        new Panel.Plot("points", Axis.linear("x", ""), Axis.linear("y", ""), List.of(
            new Series.Points("points", Role.LOST, x, y, List.of(EVIL, "b", "c")))),
        new Panel.Plot("histogram", Axis.linear("x", ""), Axis.linear("y", ""), List.of(
            new Series.Histogram("counts", Role.ORIGINAL, Values.of(0, 1, 2), Values.of(3, 4)))),
        new Panel.Plot("bars", Axis.of("rule", List.of("noise", EVIL)), Axis.linear("y", ""), List.of(
            new Series.Bars("bars", Role.KEPT, Values.of(1, 2)))));
    Figure pictures = Figure.of("pictures", "Pictures", "alternative", guide,
        new Panel.Plot("beside", Axis.linear("x", ""), Axis.linear("y", ""), List.of(
            new Series.Line("one", Role.KEPT, Series.Stroke.SOLID, x, x),
            new Series.Line("two", Role.LOST, Series.Stroke.DOTTED, x, x))),
        new Panel.HeatMap("heat", Axis.of("from", List.of("a", EVIL)), Axis.of("onto", List.of("a", "b")),
            Axis.logarithmic("w", ""), Panel.Shades.LOGARITHMIC, 2, Values.of(1, 10, Double.NaN, 100)),
        new Panel.Drawing("drawing", Values.of(0, 1, 0.5), Values.of(0, 0, 1), Values.of(0, 0, 1),
            List.of(EVIL, "b", "c"), List.of(new Panel.Strand("kept", Role.KEPT, Values.of(0, 1, 1, 2)))),
        new Panel.Tiles("tiles", Panel.Shades.DIVERGING, 2,
            List.of(Values.of(1, -1, 0, 0.5), Values.of(0, 1, Double.NaN, 1)), List.of(EVIL, "two")));
    List<Panel> moments = IntStream.range(0, 3).mapToObj(k -> (Panel) new Panel.Drawing("moment " + k,
        Values.of(0, 1), Values.of(0, 1), Values.of(0, 1), List.of(EVIL, "b"),
        List.of(new Panel.Strand("left", Role.BACKGROUND, Values.of(0, 1))))).toList();
    Figure steps = new Figure("steps", "Steps", "alternative", guide, moments,
        Optional.of(new Figure.Cursor("Time", Figure.Moves.PANEL, Values.of(0, 1, 5), 0,
            List.of("time"), List.of(List.of("0"), List.of("1"), List.of(EVIL)))));
    Table table = new Table("edges", "Edges " + EVIL,
        List.of(Table.Column.words("from"), Table.Column.numbers("w")),
        IntStream.range(0, 30).mapToObj(k -> List.of(k == 7 ? EVIL : "n" + k, "" + k)).toList(), true);
    return new Report("Page " + EVIL, EVIL, List.of(new Report.Section("verdict", "Verdict", List.of(
        new Part.Verdict("measured", Part.Tone.NEUTRAL, EVIL),
        new Part.Headline(List.of(new Part.Headline.Item("1", "one", EVIL))),
        new Part.Facts(List.of(Part.Fact.of("fact", EVIL, EVIL))), new Part.Missing("This", EVIL),
        new Part.Copyable("Methods", EVIL, false), new Part.Copyable("BibTeX", EVIL, true), table)),
        new Report.Section("figures", "Figures", List.of(lines, others, pictures, steps))));
  }

  @Test
  void drawsEveryFigure() throws Exception {
    assertThat(browser().evaluate("document.documentElement.getAttribute('data-drawn')")).isEqualTo("4");
    assertThat(browser().evaluate("document.querySelectorAll('.chart svg, .chart canvas').length"))
        .isEqualTo(4L);
    assertThat(browser().evaluate("Array.from(document.querySelectorAll('.chart')).every(function (c) {"
        + " return c.clientHeight > 150 && c.getAttribute('aria-label').length > 5; })")).isEqualTo(true);
  }

  @Test
  void asksNobodyAndComplainsOfNothing() throws Exception {
    for (String scheme : List.of("dark", "light")) {
      browser().media("screen", scheme);
      browser().evaluate("document.body.offsetHeight");
    }
    assertThat(browser().complaints()).isEmpty();
    assertThat(browser().requests()).hasSize(1)
        .allMatch(r -> r.startsWith("file:") && r.endsWith("page.html"));
  }

  /** The policy is there for what we did not think of: a page that wants to fetch must not be able to. */
  @Test
  void cannotFetchIfItWanted() throws Exception {
    Path page = java.util.Objects.requireNonNull(folder).resolve("second.html");
    Files.write(page, HtmlReport.write(report()));
    browser().open(page);
    assertThat(browser().evaluate("fetch('http://127.0.0.1:9/').then(function () { return 'sent'; },"
        + " function () { return 'refused'; })")).isEqualTo("refused");
    assertThat(browser().complaints().toString()).contains("Content Security Policy");
    browser().open(java.util.Objects.requireNonNull(folder).resolve("page.html"));
  }

  @Test
  void escapesLabelsEverywhere() throws Exception {
    assertThat(browser().evaluate("document.title")).isEqualTo("Page " + EVIL);
    assertThat(browser().evaluate("document.querySelector('#chart-lines svg').textContent")).asString()
        .contains(EVIL);
    assertThat(browser().evaluate("document.querySelectorAll('main script, main img, header script').length"))
        .isEqualTo(0L);
    assertThat(browser().evaluate("document.querySelector('.sentence').textContent")).isEqualTo(EVIL);
    assertThat(browser().evaluate("document.querySelectorAll('tbody tr')[7].cells[0].textContent"))
        .isEqualTo(EVIL);
    assertThat(browser().evaluate("document.querySelector('blockquote').textContent")).isEqualTo(EVIL);
  }

  /** A scale belongs to the heat map's own series, which is not its panel's number where plots stand before it. */
  @Test
  void coloursCoverTheirNumbers() throws Exception {
    String option = "echarts.getInstanceByDom(document.getElementById('chart-pictures')).getOption()";
    assertThat(browser().evaluate(option + ".visualMap.every(function (v) { return [].concat(v.seriesIndex)"
        + ".every(function (s) { return " + option + ".series[s].type === 'heatmap'; }); })"))
        .isEqualTo(true);
    assertThat(browser().evaluate(option + ".visualMap[0].max")).isEqualTo(2L); // the logarithm of 100
  }

  @Test
  void sliderMovesTheCursor() throws Exception {
    String place = "echarts.getInstanceByDom(document.getElementById('chart-lines')).getOption().series[0].markLine.data[0].xAxis";
    String move = "(function (v) { var s = document.getElementById('slider-lines'); s.value = v;"
        + " s.dispatchEvent(new Event('input', { bubbles: true })); return true; })";
    browser().evaluate(move + "(2)");
    assertThat(browser().evaluate(place)).isEqualTo(100L);
    assertThat(browser().evaluate("document.querySelector('tr.here').cells[1].textContent")).isEqualTo(EVIL);
    assertThat(browser().evaluate("document.querySelector('output').textContent")).isEqualTo("100");
    browser().evaluate(move + "(0)");
    assertThat(browser().evaluate(place)).isEqualTo(1L);
    assertThat(browser().evaluate("document.querySelector('tr.here').cells[1].textContent")).isEqualTo("a");
  }

  /**
   * The library paints 3000 marks and more a few hundred at a time: a picture saved at once would lack most of them, and drawings of
   * 3000 nodes in one group kept the browser busy for minutes.
   */
  @Test
  void paintsEveryMarkAtOnce() throws Exception {
    assertThat(browser().evaluate("Array.from(document.querySelectorAll('.chart')).every(function (c) {"
        + " return echarts.getInstanceByDom(c).getOption().series.every(function (s) {"
        + " return ['scatter', 'lines', 'heatmap'].indexOf(s.type) < 0 || s.progressive === 0; }); })"))
        .isEqualTo(true);
  }

  /** A slider through moments shows one at a time; what is saved, for paper, has all of them. */
  @Test
  void sliderShowsOneMomentAndPaperAll(@TempDir Path saved) throws Exception {
    String titles = "echarts.getInstanceByDom(document.getElementById('chart-steps')).getOption().title"
        + ".map(function (t) { return t.text; }).join()";
    assertThat(browser().evaluate(titles)).isEqualTo("moment 0");
    browser().evaluate("(function () { var s = document.getElementById('slider-steps'); s.value = 2;"
        + " s.dispatchEvent(new Event('input', { bubbles: true })); })()");
    assertThat(browser().evaluate(titles)).isEqualTo("moment 2");
    assertThat(browser().evaluate("document.querySelector('#figure-steps output').textContent"))
        .isEqualTo(EVIL);
    browser().evaluate("document.querySelector('#figure-steps .play').click()");
    browser().await("document.querySelector('#figure-steps .play').textContent === 'Play'");
    assertThat(browser().evaluate(titles)).isEqualTo("moment 2");
    browser().saveTo(saved);
    browser().evaluate("document.querySelector('[data-save=svg][data-figure=steps]').click()");
    awaitFile(saved.resolve("steps.svg"));
    assertThat(Files.readString(saved.resolve("steps.svg"))).contains("moment 0", "moment 1", "moment 2");
  }

  /** Somebody who chose the dark theme prints on white all the same. */
  @Test
  void darkThemePrintsInLightColours() throws Exception {
    String ink = "getComputedStyle(document.body).color";
    browser().evaluate("document.documentElement.setAttribute('data-theme', 'dark')");
    try {
      assertThat(browser().evaluate(ink)).isEqualTo("rgb(230, 228, 222)");
      browser().media("print", "dark");
      assertThat(browser().evaluate(ink)).isEqualTo("rgb(29, 31, 35)");
    } finally {
      browser().media("screen", "light");
      browser().evaluate("document.documentElement.removeAttribute('data-theme')");
    }
  }

  @Test
  void searchFindsRows() throws Exception {
    browser().evaluate("(function () { var i = document.querySelector('input[type=search]'); i.value = 'N12';"
        + " i.dispatchEvent(new Event('input')); })()");
    assertThat(browser().evaluate("document.querySelectorAll('#table-edges tbody tr:not([hidden])').length"))
        .isEqualTo(1L);
    assertThat(browser().evaluate("document.querySelector('.found').textContent")).isEqualTo("1 of 30");
  }

  @Test
  void savesFiguresAsSvgPngAndCsv(@TempDir Path saved) throws Exception {
    browser().saveTo(saved);
    for (String figure : List.of("lines", "others", "pictures", "steps")) {
      for (String kind : List.of("svg", "png", "csv")) {
        browser().evaluate(
            "document.querySelector('[data-save=" + kind + "][data-figure=" + figure + "]').click()");
        awaitFile(saved.resolve(figure + "." + kind));
      }
      // Parses as XML, so that every label and every attribute is escaped.
      var svg = javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder()
          .parse(saved.resolve(figure + ".svg").toFile());
      assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
      assertThat(svg.getElementsByTagName("script").getLength()).isZero();
      assertThat(ImageIO.read(saved.resolve(figure + ".png").toFile()).getWidth()).isEqualTo(2 * 920);
    }
    assertThat(Files.readAllLines(saved.resolve("lines.csv"), StandardCharsets.UTF_8).get(0))
        .isEqualTo("panel,series,x,y,value");
    assertThat(Files.readString(saved.resolve("lines.csv"))).contains(",100,0.05,");
    assertThat(Files.readString(saved.resolve("others.csv"))).contains("histogram,counts,1,2,4");
  }

  private static void awaitFile(Path file) throws Exception {
    for (int k = 0; k < 600 && !(Files.exists(file) && Files.size(file) > 0); k++) {
      Thread.sleep(50);
    }
    assertThat(file).exists().isNotEmptyFile();
  }

  @Test
  void themeButtonGoesRound() throws Exception {
    String press = "(document.getElementById('theme').click(), document.documentElement.getAttribute('data-theme'))";
    assertThat(browser().evaluate(press)).isEqualTo("light");
    assertThat(browser().evaluate(press)).isEqualTo("dark");
    assertThat(browser().evaluate("getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(20, 23, 27)");
    assertThat(browser().evaluate(press)).isNull();
  }

  @Test
  void printsOnPaper() throws Exception {
    byte[] pdf = browser().print();
    assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    // A4 in points, 595 by 842, as the page's own style asks for.
    assertThat(new String(pdf, StandardCharsets.ISO_8859_1))
        .containsPattern("/MediaBox \\[0 0 59[45]\\.?\\d* 84[12]\\.?\\d*\\]");
  }
}
