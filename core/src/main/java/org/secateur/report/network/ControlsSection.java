package org.secateur.report.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.secateur.certify.Certificate;
import org.secateur.certify.WorstDirection;
import org.secateur.report.Axis;
import org.secateur.report.Figure;
import org.secateur.report.Numerals;
import org.secateur.report.Panel;
import org.secateur.report.Part;
import org.secateur.report.Report;
import org.secateur.report.Role;
import org.secateur.report.Series;
import org.secateur.report.Table;
import org.secateur.report.Values;
import org.secateur.study.Baselines;
import org.secateur.study.Prices;

/** The same budget under other rules. */
final class ControlsSection {
  private ControlsSection() {
  }

  static Report.Section of(NetworkCase of) {
    List<Part> parts = new ArrayList<>();
    if (of.controls().isEmpty()) {
      parts.add(new Part.Missing("Controls", of.noControls()));
    } else {
      parts.add(table(of));
      bars(of).ifPresent(parts::add);
    }
    return new Report.Section("controls", "Against alternatives", parts);
  }

  private static String ownName(NetworkCase of) {
    return of.draw().map(d -> d.request().rule().name()).orElse("this pair");
  }

  private static Table table(NetworkCase of) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row(ownName(of), of.certificate()));
    for (Baselines.Control c : of.controls()) {
      rows.add(row(c.rule().name(), c.certificate()));
    }
    return new Table("controls", "The same budget, seed and diagonal under other rules",
        List.of(Table.Column.words("rule"), Table.Column.numbers("kept"),
            Table.Column.numbers("worst direction"),
            Table.Column.numbers("slow modes"), Table.Column.numbers("leading eigenvalue (1/s)"),
            Table.Column.numbers("components"), Table.Column.words("stable")),
        rows, false);
  }

  private static List<String> row(String name, Certificate c) {
    return List.of(name, Numerals.count(c.pair().edges().after()),
        c.worstDirection().measured().map(w -> switch (w) {
          case WorstDirection.Range r -> Numerals.format("%.2f – %.2f", r.low(), r.high());
          case WorstDirection.Deviation d -> "error " + Numerals.percent(d.error());
        }).orElse("–"), c.slowModesMaxError().map(Numerals::percent).orElse("–"),
        c.stability().measured().map(s -> Numerals.number(s.pruned())).orElse("–"),
        Numerals.count(c.structure().components().after()),
        c.stability().measured().map(s -> s.stable() ? "yes" : "no").orElse("–"));
  }

  /** Medians over the seeds of the price list at the budget nearest to this pruning's, with every seed as a dot. */
  private static Optional<Figure> bars(NetworkCase of) {
    if (of.prices().isEmpty() || of.prices().get().curves().isEmpty()) {
      return Optional.empty();
    }
    Prices prices = of.prices().get();
    double own = (double) of.certificate().pair().edges().after()
        / Math.max(1, of.certificate().pair().edges().before());
    int at = 0;
    for (int k = 1; k < prices.keeps().size(); k++) {
      boolean nearer = Math.abs(Math.log(prices.keeps().get(k) / own)) < Math
          .abs(Math.log(prices.keeps().get(at) / own));
      at = nearer ? k : at;
    }
    int place = at;
    List<String> names = prices.curves().stream().map(Prices.Curve::rule).toList();
    List<Panel> panels = new ArrayList<>();
    panels.add(panel("slow modes", "largest error", names, prices.curves().stream()
        .map(c -> c.draws().get(place).stream().mapToDouble(Prices.Draw::slowModes).toArray()).toList()));
    boolean worst = prices.curves().stream()
        .allMatch(c -> c.draws().get(place).stream().allMatch(d -> Double.isFinite(d.worstDirection())));
    if (worst) {
      panels.add(panel("worst direction", "largest change", names, prices.curves().stream()
          .map(c -> c.draws().get(place).stream().mapToDouble(Prices.Draw::worstDirection).toArray())
          .toList()));
    }
    return Optional.of(new Figure("controls-bars",
        Numerals.format("Rules at %s kept, %d seeds", Numerals.percent(prices.keeps().get(place)),
            prices.seeds()),
        "Bars of the median error under each rule over several seeds, every seed a dot.",
        new Figure.Guide("Bars are medians over " + prices.seeds()
            + " seeds, the same seeds for every rule; dots are the seeds one by one.",
            "The bar of the rule is the lowest, and its dots lie apart from the others'.",
            "Dots of several rules overlap: the rule is no better than those controls here.",
            "Use the simplest rule that does as well."),
        panels, Optional.empty()));
  }

  private static Panel panel(String title, String what, List<String> names, List<double[]> draws) {
    List<Series> series = new ArrayList<>();
    for (int c = 0; c < names.size(); c++) {
      int own = c;
      double[] d = draws.get(c);
      Role role = Role.ofRule(names.get(c));
      series.add(new Series.Bars(names.get(c), role,
          Values.of(names.size(), k -> k == own ? PricesSection.quantile(d, 0.5) : Double.NaN)));
      series
          .add(Series.Points.of(names.get(c) + ", seeds", role, Values.of(d.length, k -> own), Values.of(d)));
    }
    return new Panel.Plot(title, Axis.of("rule", names), Axis.linear(what, ""), series);
  }
}
