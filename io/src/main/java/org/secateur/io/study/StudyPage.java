package org.secateur.io.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.secateur.io.picture.FigureFile;
import org.secateur.study.trials.Comparisons;
import org.secateur.study.trials.FigureSpec;
import org.secateur.study.trials.Results;
import org.secateur.study.trials.Setting;
import org.secateur.study.trials.Study;
import org.secateur.study.trials.Verdict;

/**
 * A study, or several, as one page: what was asked, what was found beside what was expected, figures and tables. Nothing on it
 * is fetched from anywhere: a content policy forbids it.
 */
public final class StudyPage {
  private static final int MOST_ROWS = 400;

  private StudyPage() {
  }

  /**
   * One study with what is shown of it.
   *
   * @param results its trials
   * @param verdicts on its expectations
   * @param comparisons its paired tests
   */
  public record Part(Results results, List<Verdict> verdicts, List<Comparisons.Row> comparisons) {
    /** Copies the lists. */
    public Part {
      verdicts = List.copyOf(verdicts);
      comparisons = List.copyOf(comparisons);
    }
  }

  /**
   * The page.
   *
   * @param title its title
   * @param introduction one paragraph
   * @param parts the studies
   * @param provenance what made it, name by name
   */
  public static String of(String title, String introduction, List<Part> parts,
      Map<String, String> provenance) {
    StringBuilder b = new StringBuilder(
        """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <style>
            :root{color-scheme:light dark;--ink:#1c1c1c;--paper:#fff;--line:#d8d8d8;--soft:#6a6a6a;--ok:#00724f;--no:#b3261e}
            @media (prefers-color-scheme:dark){:root{--ink:#e8e8e8;--paper:#161616;--line:#3a3a3a;--soft:#a0a0a0;--ok:#4cc38a;--no:#ff8b7e}}
            body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:76rem;margin:2rem auto;padding:0 1rem}
            table{border-collapse:collapse;font-size:.85rem;margin:.6rem 0;display:block;overflow-x:auto}
            th,td{border-bottom:1px solid var(--line);padding:.2rem .6rem;text-align:left;white-space:nowrap}
            td.w{white-space:normal;min-width:18rem} td.n{text-align:right;font-variant-numeric:tabular-nums}
            figure{margin:1rem 0} figure svg{max-width:100%%;height:auto;background:#fff} figcaption{color:var(--soft);max-width:60rem}
            .ok{color:var(--ok)} .no{color:var(--no);font-weight:600} .soft{color:var(--soft)}
            h2{margin-top:2.6rem;border-top:1px solid var(--line);padding-top:1rem} p{max-width:60rem}
            @media print{body{margin:0;max-width:none} details{display:none}}
            </style></head><body><h1>%s</h1>
            <p>%s</p>
            """
            .formatted(escape(title), escape(title), escape(introduction)));
    if (parts.size() > 1) {
      contents(b, parts);
    }
    parts.forEach(part -> study(b, part));
    b.append("<h2 id=\"provenance\">How this was made</h2>\n<table>");
    provenance.forEach((k, v) -> b.append("<tr><th>").append(escape(k)).append("</th><td class=\"w\">")
        .append(escape(v)).append("</td></tr>\n"));
    return b.append("</table>\n</body></html>\n").toString();
  }

  private static void contents(StringBuilder b, List<Part> parts) {
    b.append("<table><tr><th>study</th><th>expectations</th><th>trials</th><th></th></tr>\n");
    for (Part p : parts) {
      Study s = p.results().study();
      b.append("<tr><td><a href=\"#").append(escape(s.name())).append("\">").append(escape(s.name()))
          .append("</a></td><td>").append(tally(p.verdicts())).append("</td><td class=\"n\">")
          .append(p.results().all().size()).append("</td><td class=\"w\">").append(escape(s.title()))
          .append("</td></tr>\n");
    }
    b.append("</table>\n");
  }

  private static String tally(List<Verdict> verdicts) {
    if (verdicts.isEmpty()) {
      return "<span class=\"soft\">none stored</span>";
    }
    Map<Verdict.Status, Integer> count = new TreeMap<>();
    verdicts.forEach(v -> count.merge(v.status(), 1, Integer::sum));
    StringBuilder text = new StringBuilder();
    count.forEach((status, n) -> text.append(text.isEmpty() ? "" : ", ").append("<span class=\"")
        .append(css(status)).append("\">").append(n).append(' ').append(word(status)).append("</span>"));
    return text.toString();
  }

  private static String css(Verdict.Status status) {
    return switch (status) {
      case MET -> "ok";
      case MISSED -> "no";
      case TOO_FEW_SEEDS, NOT_RUN -> "soft";
    };
  }

  private static String word(Verdict.Status status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static void study(StringBuilder b, Part part) {
    Results results = part.results();
    Study s = results.study();
    b.append("<h2 id=\"").append(escape(s.name())).append("\">").append(escape(s.title())).append("</h2>\n");
    for (String paragraph : s.text().strip().split("\n\\s*\n", -1)) {
      b.append("<p>").append(escape(paragraph)).append("</p>\n");
    }
    b.append("<p class=\"soft\">").append(results.all().size()).append(" trials of ")
        .append(s.settings().size())
        .append(" settings on ").append(s.seeds()).append(s.seeds() == 1 ? " seed" : " seeds, paired")
        .append("; ")
        .append(results.failed()).append(" failed.</p>\n");
    verdicts(b, part.verdicts());
    for (FigureSpec spec : s.figures()) {
      b.append("<figure>").append(FigureFile.svg(StudyFigures.of(results, spec))).append("<figcaption>")
          .append(escape(caption(spec, s.seeds()))).append("</figcaption></figure>\n");
    }
    comparisons(b, part.comparisons());
    summary(b, results);
  }

  private static String caption(FigureSpec spec, int seeds) {
    String band = spec.band().size() == 2 && seeds > 1 && spec.kind() == FigureSpec.Kind.LINES
        ? " Lines: medians over " + seeds + " seeds; bands: percentiles "
            + Setting.canonical(spec.band().getFirst())
            + " to " + Setting.canonical(spec.band().getLast()) + " of the seeds"
            + (spec.dots() ? "; dots: single seeds." : ".")
        : "";
    return (spec.caption() + band).strip();
  }

  private static void verdicts(StringBuilder b, List<Verdict> verdicts) {
    if (verdicts.isEmpty()) {
      return;
    }
    b.append("<table><tr><th></th><th>quantity</th><th>found</th><th>source</th></tr>\n");
    for (Verdict v : verdicts) {
      b.append("<tr><td class=\"").append(css(v.status())).append("\">").append(word(v.status()))
          .append("</td><td>").append(escape(v.expectation().quantity().toString()))
          .append("</td><td class=\"w\">")
          .append(escape(v.words())).append("</td><td class=\"w soft\">")
          .append(escape((v.expectation().claim() ? "claim: " : "") + v.expectation().source()))
          .append("</td></tr>\n");
    }
    b.append("</table>\n");
  }

  private static void comparisons(StringBuilder b, List<Comparisons.Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    b.append(
        "<details><summary>Paired comparisons, exact tests, Holm's correction</summary><table><tr><th>setting</th>"
            + "<th>value</th><th>comparison</th><th>median difference</th><th>95 % bootstrap</th><th>pairs</th><th>p</th></tr>\n");
    for (Comparisons.Row r : rows) {
      Map<String, String> varying = new LinkedHashMap<>(r.setting().values());
      b.append("<tr><td>").append(escape(varying.toString())).append("</td><td>")
          .append(escape(r.comparison().value())).append("</td><td>")
          .append(escape(r.level() + " − " + r.comparison().with())).append("</td><td class=\"n\">")
          .append(number(r.difference())).append("</td><td>").append(number(r.interval().low()))
          .append(" to ")
          .append(number(r.interval().high())).append("</td><td class=\"n\">").append(r.test().pairs())
          .append("</td><td>")
          .append(Double.isNaN(r.adjusted()) ? "too few seeds for a test" : number(r.adjusted()))
          .append("</td></tr>\n");
    }
    b.append("</table></details>\n");
  }

  private static void summary(StringBuilder b, Results results) {
    List<String> axes = results.study().axes();
    b.append("<details><summary>Medians and intervals</summary><table><tr>");
    axes.forEach(a -> b.append("<th>").append(escape(a)).append("</th>"));
    b.append(
        "<th>value</th><th>median</th><th>95 % bootstrap</th><th>percentiles 5 to 95</th><th>seeds</th></tr>\n");
    List<Results.Row> rows = results.summary();
    for (Results.Row r : rows.subList(0, Math.min(MOST_ROWS, rows.size()))) {
      b.append("<tr>");
      axes.forEach(
          a -> b.append("<td>").append(escape(r.setting().values().getOrDefault(a, ""))).append("</td>"));
      b.append("<td>").append(escape(r.value())).append("</td><td class=\"n\">")
          .append(number(r.sample().median()))
          .append("</td><td>").append(number(r.median().low())).append(" to ")
          .append(number(r.median().high()))
          .append("</td><td>").append(number(r.sample().percentile(5))).append(" to ")
          .append(number(r.sample().percentile(95))).append("</td><td class=\"n\">")
          .append(r.sample().count())
          .append("</td></tr>\n");
    }
    b.append("</table>").append(rows.size() > MOST_ROWS ? "<p>The rest is in summary.csv.</p>" : "")
        .append("</details>\n");
  }

  static String number(double x) {
    double size = Math.abs(x);
    return Double.isNaN(x)
        ? "–"
        : Double.isInfinite(x)
            ? (x > 0 ? "∞" : "−∞")
            : x == 0
                ? "0"
                : size >= 1e5 || size < 1e-3
                    ? String.format(Locale.ROOT, "%.2g", x)
                    : String.format(Locale.ROOT, "%.4g", x);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }
}
