package org.secateur.report.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.secateur.report.Axis;
import org.secateur.report.Figure;
import org.secateur.report.Numerals;
import org.secateur.report.Panel;
import org.secateur.report.Part;
import org.secateur.report.Report;
import org.secateur.report.Role;
import org.secateur.report.Series;
import org.secateur.report.Values;
import org.secateur.study.Prices;

/** What other budgets would have cost, with a cursor. */
final class PricesSection {
  private PricesSection() {
  }

  static Report.Section of(NetworkCase of) {
    List<Part> parts = new ArrayList<>();
    if (of.prices().isEmpty() || of.prices().get().curves().isEmpty()) {
      parts.add(new Part.Missing("A price list", of.noPrices()));
    } else {
      parts.add(figure(of, of.prices().get()));
    }
    return new Report.Section("prices", "Price list", parts);
  }

  private static Figure figure(NetworkCase of, Prices prices) {
    List<Panel> panels = new ArrayList<>();
    panels.add(panel("slow modes", "largest error of " + prices.modes() + " slow modes", prices,
        Prices.Draw::slowModes));
    boolean worst = prices.curves().stream().flatMap(c -> c.draws().stream()).flatMap(List::stream)
        .allMatch(d -> Double.isFinite(d.worstDirection()));
    if (worst) {
      panels
          .add(panel("worst direction", "largest change of a pattern", prices, Prices.Draw::worstDirection));
    }
    return new Figure("price-list", "What each budget costs",
        "Error against the fraction of edges kept on logarithmic axes, one line a rule with a band over seeds, and a slider"
            + " that reads the numbers off.",
        new Figure.Guide(
            "Lines are medians over " + prices.seeds()
                + " seeds, bands reach from the least to the largest of them. The"
                + " slider moves over budgets that were computed beforehand; the table says what they cost.",
            "The rule's line lies below the others, and falls.",
            "It lies among the others: on this network the rule is no better than those controls.",
            "Choose the smallest budget whose error you can live with, and prune with --keep."),
        panels, Optional.of(cursor(of, prices)));
  }

  @FunctionalInterface
  private interface Quality {
    double of(Prices.Draw draw);
  }

  private static Panel panel(String title, String what, Prices prices, Quality quality) {
    Values keeps = Values.of(prices.keeps());
    List<Series> series = new ArrayList<>();
    List<Series> lines = new ArrayList<>();
    for (Prices.Curve c : prices.curves()) {
      Role role = Role.ofRule(c.rule());
      double[][] draws = c.draws().stream().map(d -> d.stream().mapToDouble(quality::of).toArray())
          .toArray(double[][]::new);
      series.add(new Series.Band(c.rule(), role, keeps, Values.of(draws.length, k -> quantile(draws[k], 0)),
          Values.of(draws.length, k -> quantile(draws[k], 1))));
      lines.add(
          new Series.Line(c.rule(), role, role == Role.PRUNED ? Series.Stroke.SOLID : Series.Stroke.DOTTED,
              keeps, Values.of(draws.length, k -> quantile(draws[k], 0.5))));
    }
    series.addAll(lines);
    return new Panel.Plot(title, Axis.logarithmic("fraction kept", ""), Axis.logarithmic(what, ""), series);
  }

  /** A quantile by linear interpolation between order statistics. */
  static double quantile(double[] sample, double q) {
    double[] sorted = sample.clone();
    Arrays.sort(sorted);
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double at = q * (sorted.length - 1);
    int low = (int) Math.floor(at);
    int high = (int) Math.ceil(at);
    return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
  }

  private static Figure.Cursor cursor(NetworkCase of, Prices prices) {
    List<String> columns = new ArrayList<>(List.of("kept", "edges"));
    prices.curves().forEach(c -> columns.add(c.rule()));
    columns.addAll(List.of("leading eigenvalue (1/s)", "pieces"));
    List<List<String>> readings = new ArrayList<>();
    List<Prices.Curve> curves = prices.curves();
    for (int k = 0; k < prices.keeps().size(); k++) {
      int at = k;
      List<Prices.Draw> own = curves.get(0).draws().get(at);
      List<String> row = new ArrayList<>();
      row.add(Numerals.percent(prices.keeps().get(at)));
      row.add(Numerals.count(Math.round(own.stream().mapToInt(Prices.Draw::edges).average().orElse(0))));
      curves.forEach(c -> row.add(Numerals.percent(
          quantile(c.draws().get(at).stream().mapToDouble(Prices.Draw::slowModes).toArray(), 0.5))));
      double[] abscissa = own.stream().mapToDouble(Prices.Draw::abscissa).toArray();
      row.add(Numerals.number(quantile(abscissa, 0)) + " … " + Numerals.number(quantile(abscissa, 1)));
      row.add(Numerals.number(quantile(own.stream().mapToDouble(Prices.Draw::components).toArray(), 0.5)));
      readings.add(row);
    }
    double kept = (double) of.certificate().pair().edges().after()
        / Math.max(1, of.certificate().pair().edges().before());
    int start = IntStream.range(0, prices.keeps().size())
        .reduce((a, b) -> Math.abs(Math.log(prices.keeps().get(b) / kept)) < Math
            .abs(Math.log(prices.keeps().get(a) / kept)) ? b : a)
        .orElse(0);
    return new Figure.Cursor("Fraction kept", Figure.Moves.MARK, Values.of(prices.keeps()), start, columns,
        readings);
  }
}
