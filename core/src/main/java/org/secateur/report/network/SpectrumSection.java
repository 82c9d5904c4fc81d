package org.secateur.report.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.secateur.certify.WorstDirection;
import org.secateur.report.Axis;
import org.secateur.report.CertificateWords;
import org.secateur.report.Figure;
import org.secateur.report.Panel;
import org.secateur.report.Part;
import org.secateur.report.Report;
import org.secateur.report.Role;
import org.secateur.report.Series;
import org.secateur.report.Values;
import org.secateur.spectral.MatchedMode;
import org.secateur.spectral.Spectrum;
import org.secateur.study.Baselines;

/** Eigenvalues before and after: rates by rank for symmetric networks, the complex plane for directed ones. */
final class SpectrumSection {
  private static final int SLOW = 20;
  /** Rates below this share of the fastest are nothing: eigenvalues are off by some 1e-16 of it for each neuron. */
  private static final double NOTHING = 1e-9;
  private static final int MOST_RANKS = 400;
  private static final Axis RANK = Axis.logarithmic("rank", "");
  private static final Axis RATE = Axis.logarithmic("relaxation rate −λ", "1/s");
  private static final Axis RE = Axis.linear("Re λ", "1/s");
  private static final Axis IM = Axis.linear("Im λ", "1/s");

  private final NetworkCase of;
  private final Survey survey;

  SpectrumSection(NetworkCase of, Survey survey) {
    this.of = of;
    this.survey = survey;
  }

  /** The picture of the verdict. */
  Part overview() {
    Optional<Spectrum> before = survey.spectrum("original");
    Optional<Spectrum> after = survey.spectrum("pruned");
    if (before.isEmpty() || after.isEmpty()) {
      return fewModes();
    }
    boolean symmetric = survey.isSymmetric();
    return Figure.of("spectrum-overview", "The spectrum, before and after", alternative(symmetric),
        guide(symmetric),
        symmetric
            ? new Panel.Plot("all modes", RANK, RATE,
                List.of(rates("original", Role.ORIGINAL, Series.Stroke.SOLID, before.get()),
                    rates("pruned", Role.PRUNED, Series.Stroke.DASHED, after.get())))
            : plane("all eigenvalues", before.get(), after.get(), Integer.MAX_VALUE),
        symmetric
            ? slowEnd(before.get(), after.get(), false)
            : plane("the slow end", before.get(), after.get(), SLOW));
  }

  Report.Section section() {
    List<Part> parts = new ArrayList<>();
    Optional<Spectrum> before = survey.spectrum("original");
    Optional<Spectrum> after = survey.spectrum("pruned");
    if (before.isEmpty() || after.isEmpty()) {
      int most = survey.isSymmetric() ? Survey.MOST_SYMMETRIC : Survey.MOST_DIRECTED;
      parts.add(new Part.Missing("The whole spectrum",
          "all eigenvalues are drawn up to %,d neurons; what was measured of the slowest of this network stands in the verdict"
              .formatted(most)));
    } else if (survey.isSymmetric()) {
      parts.add(Figure.of("spectrum-slow", "The slow end, and ratios",
          "Left: the " + SLOW
              + " slowest relaxation rates of the original, the pruned network and the controls."
              + " Right: pruned over original rate for every rank, with the band of the worst direction.",
          new Figure.Guide(
              "Left, the slowest rates one by one. Right, every rate of the pruned network over the original's of the same"
                  + " rank. The band is what the worst direction allows: by Courant and Fischer no ratio can leave it.",
              "The line runs along 1 at the slow end, at the left: what persists in the network persists at its old rate.",
              "It leaves 1 at the slow end: time constants changed. At the fast end, at the right, it matters little.",
              "Keep more edges, or ask for the slow modes: --slow 2%:5."),
          slowEnd(before.get(), after.get(), true), ratios(before.get())));
    } else {
      parts.add(new Part.Paragraph(
          "The spectrum of a directed network lies in the complex plane; the verdict shows all of"
              + " it and its slow end. Equal eigenvalues do not mean equal transients: those are under dynamics."));
      if (!of.controls().isEmpty()) {
        parts.add(controlPlanes(before.get()));
      }
    }
    return new Report.Section("spectrum", "Spectrum", parts);
  }

  private static String alternative(boolean symmetric) {
    return symmetric
        ? "Relaxation rates by rank, original and pruned, over all modes and at the slow end."
        : "Eigenvalues in the complex plane, original and pruned, all of them and those with the largest real parts.";
  }

  private static Figure.Guide guide(boolean symmetric) {
    return symmetric
        ? new Figure.Guide(
            "The rates at which modes of activity die away, slowest first: 1 / rate is a time constant. Left all modes on"
                + " logarithmic axes, right the slowest.",
            "The dashed line lies on the solid one at the left: the slow dynamics are those of the original.",
            "The lines part at the left: slow modes became faster or slower. At the right they always part somewhat.",
            "Keep more edges, or ask for the slow modes: --slow 2%:5.")
        : new Figure.Guide(
            "Every eigenvalue of the drift as a point: to the right of 0 activity grows, far to the left it dies quickly.",
            "The rightmost points coincide, and all are left of 0.",
            "Points of the pruned network lie to the right of all original ones, or of 0.",
            "Keep more edges; keep the matched diagonal (--diagonal match).");
  }

  /** Rates of a symmetric network by rank, slowest first; of very many ranks some. */
  private static Series rates(String name, Role role, Series.Stroke stroke, Spectrum s) {
    int[] ranks = ranks(s.size());
    return new Series.Line(name, role, stroke, Values.of(ranks.length, k -> ranks[k] + 1.0),
        Values.of(ranks.length, k -> rate(s, ranks[k])));
  }

  /** What nothing restores is a rounding error away from 0, which a logarithmic axis would make the whole of the picture. */
  private static double rate(Spectrum s, int rank) {
    double rate = -s.re(s.size() - 1 - rank);
    return Math.abs(rate) > NOTHING * Math.abs(s.re(0)) ? rate : Double.NaN;
  }

  private static int[] ranks(int n) {
    return n <= MOST_RANKS
        ? IntStream.range(0, n).toArray()
        : IntStream.range(0, MOST_RANKS)
            .map(k -> (int) Math.round(Math.expm1(Math.log1p(n - 1.0) * k / (MOST_RANKS - 1)))).distinct()
            .toArray();
  }

  private Panel slowEnd(Spectrum before, Spectrum after, boolean controls) {
    int count = Math.min(SLOW, before.size());
    List<Series> series = new ArrayList<>();
    series.add(slow("original", Role.ORIGINAL, Series.Stroke.SOLID, before, count));
    series.add(slow("pruned", Role.PRUNED, Series.Stroke.DASHED, after, count));
    if (controls) {
      for (Baselines.Control c : of.controls()) {
        String name = c.rule().name();
        survey.spectrum(name)
            .ifPresent(s -> series.add(slow(name, Role.ofRule(name), Series.Stroke.DOTTED, s, count)));
      }
    }
    return new Panel.Plot("the slow end", Axis.linear("rank", ""), RATE, series);
  }

  private static Series slow(String name, Role role, Series.Stroke stroke, Spectrum s, int count) {
    return new Series.Line(name, role, stroke, Values.of(count, k -> k + 1.0),
        Values.of(count, k -> rate(s, k)));
  }

  private Panel ratios(Spectrum before) {
    int[] ranks = ranks(before.size());
    List<Series> series = new ArrayList<>();
    Values x = Values.of(ranks.length, k -> ranks[k] + 1.0);
    of.certificate().worstDirection().measured().filter(WorstDirection.Range.class::isInstance)
        .map(WorstDirection.Range.class::cast)
        .ifPresent(r -> series.add(new Series.Band("worst direction", Role.PRUNED, x,
            Values.of(ranks.length, k -> r.low()), Values.of(ranks.length, k -> r.high()))));
    series.add(new Series.Line("unchanged", Role.BACKGROUND, Series.Stroke.DASHED, x,
        Values.of(ranks.length, k -> 1)));
    List<String> names = new ArrayList<>(of.controls().stream().map(c -> c.rule().name()).toList());
    names.add("pruned");
    for (String name : names) {
      survey.spectrum(name)
          .ifPresent(s -> series.add(new Series.Line(name, Role.ofRule(name),
              name.equals("pruned") ? Series.Stroke.SOLID : Series.Stroke.DOTTED, x,
              Values.of(ranks.length, k -> rate(s, ranks[k]) / rate(before, ranks[k])))));
    }
    return new Panel.Plot("ratios", RANK, Axis.linear("pruned rate / original rate", ""), series);
  }

  private static Panel plane(String title, Spectrum before, Spectrum after, int most) {
    return new Panel.Plot(title, RE, IM, List.of(points("original", Role.ORIGINAL, before, most),
        points("pruned", Role.PRUNED, after, most)));
  }

  private static Series points(String name, Role role, Spectrum s, int most) {
    int count = Math.min(most, s.size());
    int from = s.size() - count;
    return Series.Points.of(name, role, Values.of(count, k -> s.re(from + k)),
        Values.of(count, k -> s.im(from + k)));
  }

  private Figure controlPlanes(Spectrum before) {
    List<Panel> panels = new ArrayList<>();
    for (Baselines.Control c : of.controls().subList(0, Math.min(3, of.controls().size()))) {
      String name = c.rule().name();
      survey.spectrum(name).ifPresent(s -> panels.add(new Panel.Plot(name, RE, IM,
          List.of(points("original", Role.ORIGINAL, before, SLOW),
              points(name, Role.ofRule(name), s, SLOW)))));
    }
    return new Figure("spectrum-controls", "The slow end under the controls",
        "The eigenvalues with the largest real parts, original against each control at the same budget.",
        guide(false), panels, Optional.empty());
  }

  /** Of large networks the slow modes that the certificate has. */
  private Part fewModes() {
    List<MatchedMode> modes = of.certificate().modes().measured().orElse(List.of());
    if (modes.isEmpty()) {
      return new Part.Missing("A picture of the spectrum", switch (of.certificate().modes()) {
        case org.secateur.certify.Block.Omitted<List<MatchedMode>>(var why, int limit) ->
          "slow modes were not measured: " + CertificateWords.omission(why, limit);
        case org.secateur.certify.Block.Measured<List<MatchedMode>> m -> "nothing is restored";
      });
    }
    double[] k = modes.stream().mapToDouble(MatchedMode::k).toArray();
    Values x = Values.of(k);
    return Figure.of("spectrum-overview", "The slowest modes, before and after",
        "Relaxation rates of the slowest modes, original and pruned.", guide(true),
        new Panel.Plot("rates", Axis.linear("rank", ""), RATE,
            List.of(
                new Series.Line("original", Role.ORIGINAL, Series.Stroke.SOLID, x,
                    Values.of(k.length, i -> -modes.get(i).original())),
                new Series.Line("pruned", Role.PRUNED, Series.Stroke.DASHED, x,
                    Values.of(k.length, i -> -modes.get(i).pruned())))),
        new Panel.Plot("ratios", Axis.linear("rank", ""), Axis.linear("pruned rate / original rate", ""),
            List.of(
                new Series.Line("unchanged", Role.BACKGROUND, Series.Stroke.DASHED, x,
                    Values.of(Arrays.stream(k).map(v -> 1).toArray())),
                new Series.Line("pruned", Role.PRUNED, Series.Stroke.SOLID, x,
                    Values.of(k.length, i -> modes.get(i).pruned() / modes.get(i).original())))));
  }
}
