package org.secateur.report.online;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

import org.secateur.dynamics.Drift;
import org.secateur.dynamics.Spectra;
import org.secateur.report.Citation;
import org.secateur.report.Numerals;
import org.secateur.report.Part;
import org.secateur.report.Report;
import org.secateur.rnn.online.History;
import org.secateur.rnn.online.OnlineRule;
import org.secateur.study.Progress;

/** The report on a network that pruned itself. */
public final class OnlineReport {
  /** Beyond so many neurons stability is not computed for a report. */
  private static final int MOST_ABSCISSA = 2_000;

  private final OnlineCase of;
  private final History history;

  private OnlineReport(OnlineCase of) {
    this.of = of;
    this.history = of.history();
  }

  /** Makes the report. Time: a layout, spectra of small networks at nine moments, exact scores of small ones. */
  public static Report of(OnlineCase of, Progress progress) {
    return new OnlineReport(of).report(progress);
  }

  private Report report(Progress progress) {
    Moments moments = Moments.of(history);
    OverTime overTime = new OverTime(history, moments);
    LocalDecisions decisions = new LocalDecisions(of);
    Part rates = overTime.slowRates(progress);
    progress.report("report: layout", 0, 1);
    return new Report(of.setting().name(), "What a network pruned of itself while noise drove it.", List.of(
        new Report.Section("verdict", "Verdict", List.of(verdict(), headline(), overTime.drawing())),
        new Report.Section("input", "What you gave me", List.of(new Part.Facts(of.setting().facts()))),
        new Report.Section("action", "What I did", List.of(new Part.Facts(action()),
            new Part.Copyable("The command", of.setting().command(), true))),
        new Report.Section("course", "Course", List.of(overTime.course(), rates)),
        new Report.Section("decisions", "Decisions", List.of(decisions.against(), decisions.weights())),
        new Report.Section("limits", "Warnings and limits", limits()),
        new Report.Section("methods", "Methods and references", methods()),
        of.setting().provenanceSection()));
  }

  /** A number that somebody chose, as it was typed. */
  private static String plain(double value) {
    return BigDecimal.valueOf(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }

  private String edgesName() {
    return history.edges().paired() ? "pair" : "synapse";
  }

  private Part verdict() {
    String kept = "%s of %s %ss are left (%s).".formatted(Numerals.count(history.kept()),
        Numerals.count(history.edges().count()), edgesName(), Numerals.percent(history.keptFraction()));
    return of.rest().isPresent()
        ? new Part.Verdict("at rest", Part.Tone.NEUTRAL,
            "%s The network came to rest by itself after %s leak times: over the whole next window of every synapse no more than"
                .formatted(kept, Numerals.number(of.rest().getAsDouble())) + " one in a thousand vanished.")
        : new Part.Verdict("still changing", Part.Tone.BAD,
            "%s After %s leak times the network had not come to rest.".formatted(kept,
                Numerals.number(history.leakTimes())));
  }

  private Part headline() {
    List<Part.Headline.Item> items = new ArrayList<>();
    items.add(
        new Part.Headline.Item(Numerals.percent(history.keptFraction()), "of the " + edgesName() + "s left",
            Numerals.count(history.kept()) + " of " + Numerals.count(history.edges().count())));
    items.add(of.rest().isPresent()
        ? new Part.Headline.Item(Numerals.number(of.rest().getAsDouble()), "leak times to come to rest",
            "watched for " + Numerals.number(history.leakTimes()))
        : new Part.Headline.Item(Numerals.number(history.leakTimes()), "leak times, not at rest",
            "--longest goes on"));
    long vanished = history.edges().count() - (long) history.kept();
    items.add(new Part.Headline.Item(Numerals.count(history.decisions().size()), "decisions",
        Numerals.format("%s vanished, %s strengthened", Numerals.count(vanished),
            Numerals.count(history.decisions().size() - vanished))));
    if (history.original().neurons() <= MOST_ABSCISSA) {
      double after = Spectra.abscissa(Drift.of(history.network()));
      items.add(new Part.Headline.Item(Numerals.number(after), "leading eigenvalue, 1/s", Numerals.format(
          "%s; %s before", after < 0 ? "stable" : "not stable",
          Numerals.number(Spectra.abscissa(Drift.of(history.original()))))));
    }
    return new Part.Headline(items);
  }

  private List<Part.Fact> action() {
    OnlineRule rule = of.rule();
    return List.of(
        Part.Fact.of("Rule",
            "at the end of its window a synapse vanishes, or is strengthened to w/p, with p = min(1, κ |w| D)",
            "D is the mean of (x_i − sgn(w) x_j)² over the window: nothing but the rates of the two neurons it joins. The"
                + " excitability of both follows, so that their slack stays; signs never change."),
        Part.Fact.of("κ", plain(rule.kappa()),
            "How many times over a synapse must be needed to be safe: --kappa, or --keep times the edges per neuron."),
        Part.Fact.of("Windows", plain(rule.window()) + " leak times at first, each next twice as long",
            "--window. The first one of each synapse begins at a time of its own."),
        Part.Fact.of("Margin", "left alone where p is at least " + plain(1 - rule.margin()),
            "What an estimate from one window cannot tell from 1: --margin."),
        Part.Fact.of("Step", plain(rule.step()) + " leak times", "Of the simulation: --step."),
        Part.Fact.of("Speeds", of.equallyFast()
            ? "all neurons equally fast"
            : "as --time-constants says, with noise in proportion"),
        Part.Fact.of("Seed", Long.toString(of.seed()), "Of the noise and of every decision: --seed."));
  }

  private List<Part> limits() {
    List<Part> parts = new ArrayList<>(
        of.setting().warnings().stream().map(w -> (Part) new Part.Paragraph(w)).toList());
    parts.add(new Part.Paragraph(
        "No theorem is about a network that changes while it is watched: each decision is right on average for the network as it"
            + " was during its window. What came of it was measured here; secateur certify measures more of the pair."));
    parts.add(new Part.Paragraph(
        "Edges across bottlenecks are decided by slow activity, of which a window of few leak times sees little: their estimates"
            + " are the worst ones. One run was looked at; another seed keeps others."));
    parts.add(new Part.Paragraph("Units are linear. Noise is white and independent from neuron to neuron."));
    return parts;
  }

  private List<Part> methods() {
    String version = of.setting().version();
    OnlineRule rule = of.rule();
    String paragraph = Numerals.format(
        "We let a linear network of %,d neurons and %,d %ss prune itself with Secateur %s while white noise drove it. At the end of"
            + " its window (%s leak times at first, each next one twice as long) a synapse kept its weight with probability p ="
            + " min(1, κ |w| D), divided by p, and vanished otherwise; D is the mean of (x_i − sgn(w) x_j)² over the window at noise"
            + " variance 2, and κ was %s. Where p was above %s it changed nothing. The leaks of both neurons followed, so that their"
            + " slack stayed the same. %s; %,d %ss were left (seed %d).",
        history.original().neurons(), history.edges().count(), edgesName(), version,
        plain(rule.window()),
        plain(rule.kappa()), plain(1 - rule.margin()),
        of.rest().isPresent()
            ? "The network came to rest after " + Numerals.number(of.rest().getAsDouble()) + " leak times"
            : "The network had not come to rest after " + Numerals.number(history.leakTimes())
                + " leak times",
        history.kept(), edgesName(), of.seed());
    List<Citation> works = List.of(Citation.software(version), Citation.MOORE);
    return List.of(new Part.Copyable("Methods paragraph", paragraph, false),
        new Part.Copyable("References", String.join("\n", works.stream().map(Citation::text).toList()),
            false),
        new Part.Copyable("BibTeX", String.join("\n\n", works.stream().map(Citation::bibtex).toList()),
            true));
  }
}
