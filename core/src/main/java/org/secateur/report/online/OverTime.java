package org.secateur.report.online;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.secateur.dynamics.Drift;
import org.secateur.network.Communities;
import org.secateur.network.Edges;
import org.secateur.report.Axis;
import org.secateur.report.Figure;
import org.secateur.report.NetworkDrawing;
import org.secateur.report.Numerals;
import org.secateur.report.Panel;
import org.secateur.report.Part;
import org.secateur.report.Role;
import org.secateur.report.Series;
import org.secateur.report.Values;
import org.secateur.rnn.online.Decision;
import org.secateur.rnn.online.History;
import org.secateur.spectral.Spectrum;
import org.secateur.study.Progress;

/** The network over time: drawn at its moments on one layout, counted, and its slow rates. */
final class OverTime {
  /** Edges drawn at each moment; a page has nine of them. */
  private static final int MOST_EDGES = 6_000;
  private static final int MOST_BETWEEN = 2_000;
  /** Larger networks have no spectrum at every moment: it costs n³ each time. */
  static final int MOST_SPECTRA = 600;
  private static final int SLOWEST = 5;
  private static final int FINE = 150;
  private static final int BINS = 40;

  private final History history;
  private final Moments moments;

  OverTime(History history, Moments moments) {
    this.history = history;
    this.moments = moments;
  }

  /** The network at its moments, one at a time by a slider; on paper beside each other. */
  Figure drawing() {
    Edges edges = history.edges();
    NetworkDrawing drawing = NetworkDrawing.of(history.original(), edges,
        Optional.of(Communities.of(history.original())), MOST_EDGES, MOST_BETWEEN);
    List<Panel> panels = new ArrayList<>();
    List<List<String>> readings = new ArrayList<>();
    double[] before = moments.amplifications(0);
    for (int k = 0; k < moments.count(); k++) {
      double[] now = moments.amplifications(k);
      double[] then = before;
      panels.add(drawing.panel(title(k), List.of(
          drawing.within("left, within groups", Role.BACKGROUND, e -> now[e] > 0 && now[e] <= then[e]),
          drawing.between("left, between groups", Role.ORIGINAL, e -> now[e] > 0 && now[e] <= then[e]),
          drawing.all("vanished since the moment before", Role.LOST, e -> now[e] == 0 && then[e] > 0),
          drawing.all("strengthened since the moment before", Role.KEPT, e -> now[e] > then[e]))));
      History.Frame f = moments.frame(k);
      readings.add(List.of(leakTimes(f.leakTimes()), Numerals.count(f.kept()),
          Numerals.percent((double) f.kept() / Math.max(1, edges.count())), Numerals.count(f.vanished()),
          Numerals.count(f.strengthened()), Numerals.format("%.3f", f.absoluteWeight())));
      before = now;
    }
    return new Figure("over-time", "The network over time, on one layout",
        "Drawings of the network at " + moments.count()
            + " moments with every neuron at the same place: the edges that are left,"
            + " those that vanished and those that were strengthened since the moment before."
            + drawing.shown(),
        new Figure.Guide(
            "Neurons are points, groups have their colours, and every neuron keeps its place. Thin lines are what is left, dark"
                + " where they join groups; since the moment before, orange and dashed ones vanished and blue ones were"
                + " strengthened. From one moment to the next equally many synapses decide; windows double, so that later"
                + " moments lie further apart." + drawing.shown(),
            "Groups thin out while what joins them stays, and the last moments change nothing.",
            "Groups come apart; or much still vanishes at the last moment.",
            "A longer --window where bridges are lost: it takes a group's slow time to see what joins it to others. A larger"
                + " --keep where too much goes."),
        panels,
        Optional.of(new Figure.Cursor("Leak times", Figure.Moves.PANEL, Values.of(moments.count(),
            moments::time), 0,
            List.of("leak times", "left", "share left", "vanished since", "strengthened since",
                "Σ|w| to its beginning"),
            readings)));
  }

  private String title(int k) {
    return k == 0
        ? "at the beginning"
        : Numerals.format("after %s leak times", leakTimes(moments.time(k)));
  }

  private static String leakTimes(double t) {
    return Numerals.number(t >= 100 ? Math.rint(t) : t);
  }

  /** How many are left, how strong they are, and when they decided. */
  Figure course() {
    double[] times = moments.fine(FINE);
    List<History.Frame> frames = history.frames(times);
    double edges = Math.max(1, history.edges().count());
    Values x = Values.of(times);
    int n = times.length;
    Axis time = Axis.logarithmic("leak times", "");
    return Figure.of("course", "How many are left, how strong they are, and when they decided",
        "Curves over time of the share of edges left and of those that have decided, of the sum of absolute weights, and counts of"
            + " decisions.",
        new Figure.Guide(
            "Left, the share of edges left, and of those that have decided at least once. Middle, Σ|w| over what it was at the"
                + " beginning. Right, decisions in intervals of equal ratio: every synapse decides at the end of its windows, and"
                + " windows double, so that decisions come in waves.",
            "The share falls to a level and stays there; Σ|w| stays near 1, because survivors are strengthened by 1/p; waves die"
                + " away.",
            "The share goes on falling: the network wears away. Σ|w| drifts far from 1: few decisions decide much.",
            "A longer --window, or a larger --margin: chance makes estimates of what is needed too small."),
        new Panel.Plot("edges", time, Axis.linear("share", ""), List.of(
            new Series.Line("left", Role.PRUNED, Series.Stroke.SOLID, x,
                Values.of(n, k -> frames.get(k).kept() / edges)),
            new Series.Line("have decided", Role.LARGEST, Series.Stroke.DASHED, x,
                Values.of(n, k -> frames.get(k).decided() / edges)))),
        new Panel.Plot("absolute weight", time, Axis.linear("Σ|w| to its beginning", ""), List.of(
            new Series.Line("as at the beginning", Role.BACKGROUND, Series.Stroke.DASHED, x,
                Values.of(n, k -> 1)),
            new Series.Line("Σ|w|", Role.ORIGINAL, Series.Stroke.SOLID, x,
                Values.of(n, k -> frames.get(k).absoluteWeight())))),
        new Panel.Plot("decisions", time, Axis.linear("edges", ""), decisions()));
  }

  private List<Series> decisions() {
    double[] edges = bins();
    return List.of(histogram("vanished", Role.LOST, edges, true),
        histogram("were strengthened", Role.KEPT, edges, false));
  }

  private double[] bins() {
    double first = history.decisions().isEmpty()
        ? history.leakTimes() / 2
        : history.decisions().get(0).leakTimes();
    double ratio = Math.log(history.leakTimes() / first);
    return IntStream.rangeClosed(0, BINS).mapToDouble(k -> first * Math.exp(ratio * k / BINS)).toArray();
  }

  private Series histogram(String name, Role role, double[] edges, boolean vanished) {
    double[] count = new double[edges.length - 1];
    for (Decision d : history.decisions()) {
      if (d.vanished() == vanished) {
        int at = Arrays.binarySearch(edges, d.leakTimes());
        count[Math.clamp(at >= 0 ? at : -at - 2, 0, count.length - 1)]++;
      }
    }
    return new Series.Histogram(name, role, Values.of(edges), Values.of(count));
  }

  /** The slowest rates at every moment, relative to the beginning. */
  Part slowRates(Progress progress) {
    int n = history.original().neurons();
    if (n > MOST_SPECTRA) {
      return new Part.Missing("The slow rates over time",
          Numerals.format("they are computed at every moment up to %,d neurons", MOST_SPECTRA));
    }
    int slow = Math.min(SLOWEST, n);
    double[][] rate = new double[moments.count()][];
    for (int k = 0; k < rate.length; k++) {
      progress.report("report: spectra over time", k, rate.length);
      rate[k] = rates(Spectrum.of(Drift.of(moments.network(k))), slow);
    }
    // What nothing restores has no ratio; rounding leaves it a little off 0.
    double scale = Arrays.stream(rate[0]).map(Math::abs).max().orElse(0);
    List<Series> series = new ArrayList<>();
    int later = rate.length - 1;
    Values x = Values.of(later, k -> moments.time(k + 1));
    series.add(new Series.Line("as at the beginning", Role.BACKGROUND, Series.Stroke.DASHED, x,
        Values.of(later, k -> 1)));
    Role[] roles = {Role.PRUNED, Role.WEIGHT, Role.DEGREE, Role.LARGEST, Role.UNIFORM};
    for (int m = 0; m < slow; m++) {
      int mode = m;
      if (Math.abs(rate[0][m]) > 1e-9 * scale) {
        series.add(new Series.Line("mode " + (m + 1), roles[m], Series.Stroke.SOLID, x,
            Values.of(later, k -> rate[k + 1][mode] / rate[0][mode])));
      }
    }
    return Figure.of("slow-rates", "The slowest rates over time",
        "Curves over time of the " + slow + " slowest relaxation rates, relative to those at the beginning.",
        new Figure.Guide(
            "The rates −Re λ of the slowest modes at each moment over those at the beginning, mode 1 the slowest. 1 over a rate is"
                + " a time constant.",
            "All stay near 1: what persists in the network persists at its old rate, though the network decided without knowing"
                + " any of it.",
            "Curves leave 1: faster or slower modes. Below 0: unstable.",
            "A larger --keep or a longer --window. secateur certify says more of the pair."),
        new Panel.Plot("", Axis.logarithmic("leak times", ""),
            Axis.linear("rate / rate at the beginning", ""),
            series));
  }

  /** −Re λ of the slowest modes, slowest first. */
  private static double[] rates(Spectrum s, int count) {
    double[] re = s.re();
    Arrays.sort(re);
    return IntStream.range(0, count).mapToDouble(k -> -re[re.length - 1 - k]).toArray();
  }
}
