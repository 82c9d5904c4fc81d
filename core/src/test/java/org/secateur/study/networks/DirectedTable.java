package org.secateur.study.networks;

import static org.secateur.study.networks.DirectedFamily.BRIDGES;
import static org.secateur.study.networks.DirectedFamily.CIRCULANT;
import static org.secateur.study.networks.DirectedFamily.CLUSTERS;
import static org.secateur.study.networks.DirectedFamily.EXCITATORY_INHIBITORY;
import static org.secateur.study.networks.DirectedFamily.FEED_FORWARD;
import static org.secateur.study.networks.DirectedFamily.SYMMETRIC;
import static org.secateur.study.networks.DirectedFamily.TIME_CONSTANTS;

import static org.secateur.study.networks.DirectedNetwork.Leaks.MATCH;
import static org.secateur.study.networks.DirectedNetwork.Leaks.SPLIT;
import static org.secateur.study.networks.DirectedNetwork.Draws.INDEPENDENT;
import static org.secateur.study.networks.DirectedNetwork.Draws.PAIRED;
import static org.secateur.study.networks.DirectedRule.DEGREE;
import static org.secateur.study.networks.DirectedRule.SYMMETRIC_PART;
import static org.secateur.study.networks.DirectedRule.NOISE;
import static org.secateur.study.networks.DirectedRule.UNIT_NOISE;
import static org.secateur.study.networks.DirectedRule.SUM;
import static org.secateur.study.networks.DirectedRule.UNIFORM;
import static org.secateur.study.networks.DirectedRule.WEIGHT;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import org.secateur.random.Seed;

/**
 * Directed networks at 20 %: every row of the reference's table, its numbers beside ours. Its generators are described by a few
 * words each, so that ours are our own and numbers need not agree; what must is their order.
 */
public final class DirectedTable {
  static final double KEEP = 0.2;
  static final int NEURONS = 390;
  private static final double NONE = Double.NaN;

  /** A row of the reference; NaN where it prints nothing. */
  record Row(DirectedFamily family, DirectedRule rule,
      DirectedNetwork.Leaks diagonal,
      DirectedNetwork.Draws draws, double epsilonH, double eta, double median, double worst, double slow,
      double steady, double covariance) {
    Row(DirectedFamily family, DirectedRule rule, DirectedNetwork.Leaks diagonal,
        double epsilonH, double eta, double median, double worst, double slow, double steady,
        double covariance) {
      this(family, rule, diagonal, INDEPENDENT, epsilonH, eta, median, worst, slow, steady, covariance);
    }

    String name() {
      return (family + " | " + rule + ", " + diagonal + (draws == PAIRED ? ", paired" : "")).toLowerCase(
          Locale.ROOT).replace('_', ' ');
    }
  }

  static final List<Row> ROWS = List.of(
      new Row(CLUSTERS, NOISE, MATCH, .65, .73, .063, .49, .06, .19, .16),
      new Row(CLUSTERS, NOISE, DirectedNetwork.Leaks.KEEP, .34, .50, .041, .16, .04, .13, .10),
      new Row(CLUSTERS, NOISE, SPLIT, .47, .52, .054, .30, .09, .15, .13),
      new Row(CLUSTERS, SYMMETRIC_PART, SPLIT, .44, .50, .051, .34, .07, .15, .12),
      new Row(CLUSTERS, SUM, MATCH, .58, .71, .067, .48, .08, .19, .16),
      new Row(CLUSTERS, WEIGHT, MATCH, .97, 1.20, .068, .70, .54, .72, .72),
      new Row(CLUSTERS, UNIFORM, MATCH, 1.06, 1.34, .112, .73, .39, .94, 1.07),
      new Row(EXCITATORY_INHIBITORY, NOISE, MATCH, .41, .43, .055, NONE, .22, .17, .15),
      new Row(EXCITATORY_INHIBITORY, NOISE, DirectedNetwork.Leaks.KEEP, .17, .25, .033, NONE, .03, .12, .10),
      new Row(EXCITATORY_INHIBITORY, NOISE, SPLIT, .32, .35, .045, NONE, .15, .14, .12),
      new Row(EXCITATORY_INHIBITORY, WEIGHT, MATCH, .35, .38, .053, NONE, .10, .17, .15),
      new Row(EXCITATORY_INHIBITORY, UNIFORM, MATCH, .64, .72, .095, NONE, .35, .32, .29),
      new Row(CIRCULANT, NOISE, MATCH, .38, .41, .053, NONE, .11, .19, .17),
      new Row(CIRCULANT, NOISE, DirectedNetwork.Leaks.KEEP, .17, .25, .023, NONE, .02, .13, .09),
      new Row(CIRCULANT, NOISE, SPLIT, .32, .36, .031, NONE, .06, .15, .12),
      new Row(FEED_FORWARD, NOISE, MATCH, NONE, NONE, .020, NONE, .10, .23, .07),
      new Row(FEED_FORWARD, WEIGHT, MATCH, NONE, NONE, .015, NONE, .38, .44, .17),
      new Row(FEED_FORWARD, UNIFORM, MATCH, NONE, NONE, .025, NONE, .16, .50, .23),
      new Row(TIME_CONSTANTS, NOISE, MATCH, .45, .52, .018, .31, .09, .21, .18),
      new Row(TIME_CONSTANTS, NOISE, MATCH, PAIRED, .47, .50, .006, .62, .02, .20, .20),
      new Row(TIME_CONSTANTS, UNIT_NOISE, MATCH, .67, .69, .018, .34, .20, .25, .20),
      new Row(SYMMETRIC, NOISE, MATCH, PAIRED, NONE, .76, .018, NONE, .03, NONE, NONE),
      new Row(SYMMETRIC, NOISE, MATCH, INDEPENDENT, NONE, 9.1, .117, NONE, .06, NONE, NONE),
      new Row(BRIDGES, NOISE, MATCH, NONE, NONE, .114, NONE, .16, .41, .14),
      new Row(BRIDGES, NOISE, DirectedNetwork.Leaks.KEEP, NONE, NONE, .077, NONE, 12.6, .87, NONE),
      new Row(BRIDGES, NOISE, SPLIT, NONE, NONE, .105, NONE, 26.3, .94, .94),
      new Row(BRIDGES, SUM, MATCH, NONE, NONE, NONE, NONE, .26, .61, .32),
      new Row(BRIDGES, DEGREE, MATCH, NONE, NONE, NONE, NONE, .41, .52, .26),
      new Row(BRIDGES, WEIGHT, MATCH, NONE, NONE, NONE, NONE, .42, .58, .38),
      new Row(BRIDGES, UNIFORM, MATCH, NONE, NONE, NONE, NONE, .69, .82, .49));

  /** A row's numbers of one seed. */
  record Trial(double epsilonH, double eta, double median, double worst, double slow, double steady,
      double covariance, double abscissa) {
    static Trial of(DirectedPair pair, Seed seed) {
      DirectedPair.Forms forms = pair.forms();
      DirectedPair.Matching m = pair.matching();
      return new Trial(forms.epsilonH(), forms.eta(), m.median(), m.worst(), m.slow(5), pair.steady(seed),
          pair.covariance(), m.abscissa());
    }
  }

  private DirectedTable() {
  }

  static List<Trial> trials(Row row, int neurons, int seeds) {
    List<Trial> trials = new ArrayList<>();
    for (int s = 1; s <= seeds; s++) {
      DirectedNetwork subject = new DirectedNetwork(row.family().draw(neurons, new Seed(s)));
      trials.add(
          Trial.of(subject.prune(row.rule(), row.diagonal(), row.draws(), KEEP, new Seed(s)), new Seed(s)));
    }
    return trials;
  }

  static double mean(List<Trial> trials, ToDoubleFunction<Trial> what) {
    return trials.stream().mapToDouble(what).average().orElse(Double.NaN);
  }

  /** Arguments: how many seeds a row, and how many neurons, a multiple of 30. */
  public static void main(String[] arguments) {
    int seeds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
    int neurons = arguments.length > 1 ? Integer.parseInt(arguments[1]) : NEURONS;
    System.out.println(
        "| network | rule, diagonal | epsH | eta | ev median | ev max | slow5 | ss | cov | unstable |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|");
    for (Row row : ROWS) {
      List<Trial> t = trials(row, neurons, seeds);
      System.out.printf(Locale.ROOT, "| %s | %s | %s | %s | %s | %s | %s | %s | %d of %d |%n", row.name(),
          cell(mean(t, Trial::epsilonH), row.epsilonH()),
          cell(mean(t, Trial::eta), row.eta()),
          cell(mean(t, Trial::median), row.median()),
          cell(mean(t, Trial::worst), row.worst()),
          cell(mean(t, Trial::slow), row.slow()),
          cell(mean(t, Trial::steady), row.steady()),
          cell(mean(t, Trial::covariance), row.covariance()),
          t.stream().filter(x -> x.abscissa() >= 0).count(), seeds);
    }
  }

  private static String cell(double ours, double reference) {
    return show(ours) + " (" + show(reference) + ")";
  }

  private static String show(double x) {
    return Double.isNaN(x) ? "–" : String.format(Locale.ROOT, x < 0.1 ? "%.3f" : "%.2f", x);
  }
}
