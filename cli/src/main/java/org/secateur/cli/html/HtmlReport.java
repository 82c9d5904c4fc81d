package org.secateur.cli.html;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.secateur.io.Json;
import org.secateur.report.Figure;
import org.secateur.report.Part;
import org.secateur.report.Report;
import org.secateur.report.Table;

/**
 * A report as one HTML file: opened from disk, readable without its script, and unable to ask anybody for anything (a
 * content policy names what runs and styles by its hash). Text and tables are written here; figures are drawn by the
 * script from data that the page carries.
 */
public final class HtmlReport {
  private final StringBuilder out = new StringBuilder(1 << 21);
  private final Report report;

  private HtmlReport(Report report) {
    this.report = report;
  }

  /** The page, in UTF-8. */
  public static byte[] write(Report report) {
    return new HtmlReport(report).page().getBytes(StandardCharsets.UTF_8);
  }

  private String page() {
    String style = Assets.style();
    String library = Assets.library();
    String script = Assets.script();
    out.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.append("<meta http-equiv=\"Content-Security-Policy\" content=\"")
        .append(Markup.escape(Assets.policy(style, library, script)))
        .append("\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.append(
        "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" content=\"Secateur\">\n");
    element("title", "", report.title());
    out.append("<style>").append(style).append("</style>\n</head>\n<body>\n");
    out.append("<a class=\"skip\" href=\"#").append(report.sections().get(0).id())
        .append("\">Skip to the verdict</a>\n");
    header();
    out.append("<div class=\"sheet\">\n");
    contents();
    out.append("<main>\n");
    int number = 1;
    for (Report.Section section : report.sections()) {
      section(number++, section);
    }
    out.append(
        "</main>\n</div>\n<noscript><p class=\"noscript\">Figures are drawn by a script that this file carries;"
            + " text and tables are all here without it.</p></noscript>\n");
    out.append("<script type=\"application/json\" id=\"secateur-figures\">")
        .append(Markup.inScript(Json.line(Map.of("figures", FigureData.of(report.figures())))))
        .append("</script>\n");
    out.append("<script>").append(library).append("</script>\n<script>").append(script).append("</script>\n");
    return out.append("</body>\n</html>\n").toString();
  }

  private void header() {
    out.append("<header>\n<p class=\"kind\">Secateur report</p>\n");
    element("h1", "", report.title());
    element("p", " class=\"subtitle\"", report.subtitle());
    out.append(
        "<p class=\"tools\"><button type=\"button\" id=\"theme\" aria-live=\"polite\">Theme: automatic</button>"
            + " <button type=\"button\" id=\"print\">Print</button></p>\n</header>\n");
  }

  private void contents() {
    out.append("<nav aria-label=\"Sections\"><ol>\n");
    for (Report.Section s : report.sections()) {
      out.append("<li><a href=\"#").append(Markup.escape(s.id())).append("\">")
          .append(Markup.escape(s.title()))
          .append("</a></li>\n");
    }
    out.append("</ol></nav>\n");
  }

  private void section(int number, Report.Section section) {
    out.append("<section id=\"").append(Markup.escape(section.id())).append("\" aria-labelledby=\"h-")
        .append(Markup.escape(section.id())).append("\">\n<h2 id=\"h-").append(Markup.escape(section.id()))
        .append("\"><span class=\"number\">").append(number).append("</span> ")
        .append(Markup.escape(section.title())).append("</h2>\n");
    section.parts().forEach(this::part);
    out.append("</section>\n");
  }

  private void part(Part part) {
    switch (part) {
      case Part.Paragraph(String text) -> element("p", "", text);
      case Part.Verdict(String word, Part.Tone tone, String sentence) -> {
        out.append("<div class=\"verdict ").append(tone.name().toLowerCase(java.util.Locale.ROOT))
            .append("\">");
        element("p", " class=\"word\"", word);
        element("p", " class=\"sentence\"", sentence);
        out.append("</div>\n");
      }
      case Part.Headline(List<Part.Headline.Item> items) -> headline(items);
      case Part.Facts(List<Part.Fact> facts) -> facts(facts);
      case Part.Missing(String what, String why) -> {
        out.append("<p class=\"missing\"><strong>").append(Markup.escape(what))
            .append("</strong> is not here: ")
            .append(Markup.escape(why)).append(".</p>\n");
      }
      case Part.Copyable c -> copyable(c);
      case Table t -> table(t);
      case Figure f -> figure(f);
    }
  }

  private void headline(List<Part.Headline.Item> items) {
    out.append("<ul class=\"headline\">\n");
    for (Part.Headline.Item item : items) {
      out.append("<li><span class=\"value\">").append(Markup.escape(item.value()))
          .append("</span> <span class=\"label\">")
          .append(Markup.escape(item.label())).append("</span> <span class=\"note\">")
          .append(Markup.escape(item.note())).append("</span></li>\n");
    }
    out.append("</ul>\n");
  }

  private void facts(List<Part.Fact> facts) {
    out.append("<dl class=\"facts\">\n");
    for (Part.Fact fact : facts) {
      out.append("<div><dt>").append(Markup.escape(fact.name())).append("</dt><dd>");
      if (fact.detail().isPresent()) {
        out.append("<details><summary>").append(Markup.escape(fact.value())).append("</summary><p>")
            .append(Markup.escape(fact.detail().get())).append("</p></details>");
      } else {
        out.append(Markup.escape(fact.value()));
      }
      out.append("</dd></div>\n");
    }
    out.append("</dl>\n");
  }

  private void copyable(Part.Copyable c) {
    out.append("<div class=\"copyable\"><div class=\"bar\"><span>").append(Markup.escape(c.label()))
        .append("</span><button type=\"button\" class=\"copy\" aria-label=\"Copy: ")
        .append(Markup.escape(c.label()))
        .append("\">Copy</button></div>");
    if (c.verbatim()) {
      out.append("<pre tabindex=\"0\">").append(Markup.escape(c.text())).append("</pre>");
    } else {
      out.append("<blockquote>").append(Markup.escape(c.text())).append("</blockquote>");
    }
    out.append("</div>\n");
  }

  private void table(Table t) {
    out.append("<div class=\"table\" id=\"table-").append(Markup.escape(t.id())).append("\">\n");
    if (t.searchable()) {
      out.append(
          "<p class=\"search\"><label>Search <input type=\"search\" placeholder=\"a name, a fate\"></label>"
              + " <span class=\"found\" aria-live=\"polite\"></span></p>\n");
    }
    out.append("<div class=\"scroll").append(t.searchable() ? " tall" : "")
        .append("\" tabindex=\"0\" role=\"region\" aria-label=\"").append(Markup.escape(t.caption()))
        .append("\"><table><caption>").append(Markup.escape(t.caption())).append("</caption><thead><tr>");
    for (Table.Column c : t.columns()) {
      out.append("<th scope=\"col\"").append(c.numeric() ? " class=\"n\"" : "").append('>')
          .append(Markup.escape(c.name())).append("</th>");
    }
    out.append("</tr></thead><tbody>\n");
    for (List<String> row : t.rows()) {
      row(t.columns().stream().map(Table.Column::numeric).toList(), row);
    }
    out.append("</tbody></table></div></div>\n");
  }

  private void row(List<Boolean> numeric, List<String> cells) {
    out.append("<tr>");
    for (int c = 0; c < cells.size(); c++) {
      out.append(numeric.get(c) ? "<td class=\"n\">" : "<td>").append(Markup.escape(cells.get(c)))
          .append("</td>");
    }
    out.append("</tr>\n");
  }

  private void figure(Figure f) {
    String id = Markup.escape(f.id());
    out.append("<figure id=\"figure-").append(id).append("\">\n<figcaption>").append(Markup.escape(f.title()))
        .append("</figcaption>\n");
    f.cursor().ifPresent(c -> slider(id, c));
    out.append("<div class=\"chart\" id=\"chart-").append(id).append("\" role=\"img\" aria-label=\"")
        .append(Markup.escape(f.alternative())).append("\"></div>\n");
    f.cursor().ifPresent(this::readings);
    out.append("<div class=\"below\"><details class=\"guide\"><summary>How to read</summary><dl>");
    guide("What is shown", f.guide().shown());
    guide("What good looks like", f.guide().good());
    guide("What bad looks like", f.guide().bad());
    guide("What to do", f.guide().act());
    out.append("</dl></details><p class=\"save\" role=\"group\" aria-label=\"Save: ")
        .append(Markup.escape(f.title()))
        .append("\">");
    for (String kind : List.of("SVG", "PNG", "CSV")) {
      out.append("<button type=\"button\" data-save=\"").append(kind.toLowerCase(java.util.Locale.ROOT))
          .append("\" data-figure=\"").append(id).append("\" aria-label=\"Save as ").append(kind).append(": ")
          .append(Markup.escape(f.title())).append("\">").append(kind).append("</button>");
    }
    out.append("</p></div>\n</figure>\n");
  }

  private void guide(String question, String answer) {
    out.append("<dt>").append(question).append("</dt><dd>").append(Markup.escape(answer)).append("</dd>");
  }

  private void slider(String id, Figure.Cursor c) {
    out.append("<p class=\"slider\"><label for=\"slider-").append(id).append("\">")
        .append(Markup.escape(c.label()))
        .append("</label> <input type=\"range\" id=\"slider-").append(id).append("\" data-figure=\"")
        .append(id)
        .append("\" min=\"0\" max=\"").append(c.at().size() - 1).append("\" step=\"1\" value=\"")
        .append(c.start())
        .append("\"> <output for=\"slider-").append(id).append("\">")
        .append(Markup.escape(c.readings().get(c.start()).get(0))).append("</output>")
        .append(c.moves() == Figure.Moves.PANEL
            ? " <button type=\"button\" class=\"play\" aria-label=\"Play: " + Markup.escape(c.label())
                + "\">Play</button>"
            : "")
        .append("</p>\n");
  }

  private void readings(Figure.Cursor c) {
    out.append(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Readings\"><table class=\"readings\"><thead><tr>");
    c.columns().forEach(
        name -> out.append("<th scope=\"col\" class=\"n\">").append(Markup.escape(name)).append("</th>"));
    out.append("</tr></thead><tbody>\n");
    List<Boolean> numeric = c.columns().stream().map(n -> true).toList();
    c.readings().forEach(r -> row(numeric, r));
    out.append("</tbody></table></div>\n");
  }

  private void element(String tag, String attributes, String text) {
    out.append('<').append(tag).append(attributes).append('>').append(Markup.escape(text)).append("</")
        .append(tag)
        .append(">\n");
  }
}
