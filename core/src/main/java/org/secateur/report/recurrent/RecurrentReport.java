package org.secateur.report.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.secateur.report.Axis;
import org.secateur.report.Citation;
import org.secateur.report.Figure;
import org.secateur.report.Numerals;
import org.secateur.report.Panel;
import org.secateur.report.Part;
import org.secateur.report.Report;
import org.secateur.report.Role;
import org.secateur.report.Series;
import org.secateur.report.Table;
import org.secateur.report.Values;
import org.secateur.rnn.evaluate.Performance;

/** The report on a pruned layer of a trained network. */
public final class RecurrentReport {
  private RecurrentReport() {
  }

  /** Makes the report. Time O(H³) for the eigenvalues. */
  public static Report of(RecurrentCase of) {
    LayerFigures layer = new LayerFigures(of);
    return new Report(of.setting().name(),
        "What was pruned from a trained recurrent network, and what is left of its task.",
        List.of(new Report.Section("verdict", "Verdict", List.of(verdict(of), headline(of), attempts(of))),
            new Report.Section("input", "What you gave me", List.of(new Part.Facts(of.setting().facts()))),
            new Report.Section("action", "What I did", List.of(new Part.Facts(action(of)),
                new Part.Copyable("The command", of.setting().command(), true))),
            new Report.Section("alternatives", "Against alternatives", alternatives(of)),
            new Report.Section("spectrum", "Spectrum", List.of(layer.spectrum())),
            new Report.Section("weights", "Weights", List.of(layer.weights(), layer.factors())),
            new Report.Section("mask", "Mask", List.of(layer.mask(), layer.degrees())),
            new Report.Section("limits", "Warnings and limits", limits(of)),
            new Report.Section("methods", "Methods and references", methods(of)),
            of.setting().provenanceSection()));
  }

  private static Optional<Performance.Retention> retention(RecurrentCase of) {
    return of.tested().flatMap(t -> Performance.retention(t.before(), t.after()));
  }

  private static String interval(Performance.Retention r) {
    return Numerals.format("%s to %s", Numerals.percent(r.low()), Numerals.percent(r.high()));
  }

  private static String accuracy(Performance p) {
    return switch (p) {
      case Performance.Measured m -> Numerals.format("%s ± %s", Numerals.percent(m.accuracy()),
          Numerals.percent(m.standardError()));
      case Performance.Diverged(var where) -> "diverges";
    };
  }

  private static Part verdict(RecurrentCase of) {
    String kept = "%s of %s recurrent synapses are left (%s).".formatted(Numerals.count(of.kept()),
        Numerals.count(of.synapses()), Numerals.percent((double) of.kept() / Math.max(1, of.synapses())));
    if (of.tested().isEmpty()) {
      return new Part.Verdict("not tested", Part.Tone.NEUTRAL,
          kept + " Nothing says what the network should do, so that nothing is known of what it still does.");
    }
    RecurrentCase.Tested t = of.tested().get();
    if (t.after() instanceof Performance.Diverged(var where)) {
      return new Part.Verdict("diverges", Part.Tone.BAD, kept
          + " The pruned network leaves every range: unit %d at step %d of trial %d.".formatted(where.unit(),
              where.step(),
              where.trial()));
    }
    String retained = retention(of)
        .map(r -> " It keeps %s of its accuracy (95 %%: %s).".formatted(Numerals.percent(r.share()),
            interval(r)))
        .orElse("");
    return new Part.Verdict("measured", Part.Tone.NEUTRAL,
        "%s%s On %s: %s before, %s after.".formatted(kept, retained,
            t.name(), accuracy(t.before()), accuracy(t.after())));
  }

  private static Part headline(RecurrentCase of) {
    List<Part.Headline.Item> items = new ArrayList<>();
    items.add(new Part.Headline.Item(Numerals.percent((double) of.kept() / Math.max(1, of.synapses())),
        "of the synapses kept", Numerals.count(of.kept()) + " of " + Numerals.count(of.synapses())));
    items.add(retention(of)
        .map(r -> new Part.Headline.Item(Numerals.percent(r.share()), "of the accuracy kept", interval(r)))
        .orElse(new Part.Headline.Item("–", "accuracy", "not tested")));
    items.add(of.inputError()
        .map(e -> new Part.Headline.Item(Numerals.percent(e), "of the recurrent input's square lost",
            "by the activity that was looked at"))
        .orElse(new Part.Headline.Item("–", "input error", "no activity was looked at")));
    long empty = of.masks().stream().mapToLong(m -> m.emptyRows()).sum();
    items.add(new Part.Headline.Item(Numerals.count(empty), "rows without a synapse",
        "units that no other drives"));
    return new Part.Headline(items);
  }

  private static Part attempts(RecurrentCase of) {
    if (of.attempts().isEmpty()) {
      return new Part.Missing("Accuracy by mask and repair", of.noAttempts());
    }
    List<String> names = of.attempts().stream().map(RecurrentCase.Attempt::name).toList();
    int n = names.size();
    List<Series> series = new ArrayList<>();
    series.add(new Series.Bars("others", Role.BACKGROUND,
        Values.of(n, k -> of.attempts().get(k).own() ? Double.NaN : of.attempts().get(k).mean())));
    series.add(new Series.Bars("this pruning", Role.PRUNED,
        Values.of(n, k -> of.attempts().get(k).own() ? of.attempts().get(k).mean() : Double.NaN)));
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      for (double a : of.attempts().get(k).accuracy()) {
        x.add((double) k);
        y.add(a);
      }
    }
    series.add(Series.Points.of("draws", Role.LARGEST, Values.of(x), Values.of(y)));
    if (of.tested().isPresent() && of.tested().get().before() instanceof Performance.Measured m) {
      series.add(new Series.Line("unpruned", Role.ORIGINAL, Series.Stroke.DASHED, Values.of(n, k -> k),
          Values.of(n, k -> m.accuracy())));
    }
    return Figure.of("attempts", "Accuracy by mask and repair, at the same number of synapses",
        "Bars of the accuracy under several masks and repairs, with the unpruned network's as a line.",
        new Figure.Guide(
            "What the same share of synapses comes to, chosen by other masks and repaired in other ways; a dot is a draw. All on"
                + " the same trials. The line is the unpruned network.",
            "This pruning's bar reaches the line, and others do not.",
            "Simpler ones do as well, or better ones stand beside it.",
            "Take the best; where several are alike, the simplest."),
        new Panel.Plot("", Axis.of("mask · repair", names), Axis.linear("accuracy", ""), series));
  }

  private static List<Part> alternatives(RecurrentCase of) {
    if (of.attempts().isEmpty()) {
      return List.of(new Part.Missing("Other masks and repairs", of.noAttempts()));
    }
    double whole = of.tested().isPresent() && of.tested().get().before() instanceof Performance.Measured m
        ? m.accuracy()
        : Double.NaN;
    List<List<String>> rows = of.attempts().stream()
        .map(a -> List.of(a.mask(), a.repair(), Integer.toString(a.accuracy().size()),
            Numerals.percent(a.mean()),
            Numerals.percent(a.mean() / whole), a.own() ? "this pruning" : ""))
        .toList();
    return List.of(new Table("attempts-table", "The same number of synapses by other masks and repairs",
        List.of(Table.Column.words("mask"), Table.Column.words("repair"), Table.Column.numbers("draws"),
            Table.Column.numbers("accuracy"), Table.Column.numbers("retained"), Table.Column.words("")),
        rows, false));
  }

  private static List<Part.Fact> action(RecurrentCase of) {
    List<Part.Fact> facts = new ArrayList<>(List.of(
        Part.Fact.of("Mask", of.mask(), "Which synapses stay: --mask."),
        Part.Fact.of("Repair", of.repair(), "What becomes of them: --repair."),
        Part.Fact.of("Budget", Numerals.percent(of.keep()) + " of the recurrent synapses of every gate",
            "Self-connections stay and are not counted: --keep."),
        Part.Fact.of("Seed", Long.toString(of.seed()))));
    of.cap().ifPresent(q -> facts.add(Part.Fact.of("Cap", "the " + Numerals.percent(q) + " quantile of 1/p",
        "Larger factors are cut off there: --cap.")));
    return facts;
  }

  private static List<Part> limits(RecurrentCase of) {
    List<Part> parts = new ArrayList<>(
        of.setting().warnings().stream().map(w -> (Part) new Part.Paragraph(w)).toList());
    parts.add(new Part.Paragraph(
        "No theorem covers a trained network: its weights are not symmetric, and its units saturate. What is"
            + " said here was measured, on these trials."));
    parts.add(new Part.Paragraph(
        "The interval of the retained accuracy is one over trials, of this network and this draw. Other"
            + " networks trained on the same task differ by more: prune several before a method is praised."));
    return parts;
  }

  private static List<Part> methods(RecurrentCase of) {
    String version = of.setting().version();
    String paragraph = "We pruned the recurrent weights of a trained network of %s units to %s of %s synapses with Secateur %s, without training it again (mask: %s; repair: %s; seed %d)."
        .formatted(Numerals.count(of.before().units()), Numerals.count(of.kept()),
            Numerals.count(of.synapses()),
            version, of.mask(), of.repair(), of.seed())
        + of.tested()
            .map(t -> " Accuracy on %s was %s before and %s after.".formatted(t.name(), accuracy(t.before()),
                accuracy(t.after())))
            .orElse("")
        + retention(of).map(r -> " %s of it was retained (95 %% interval over trials: %s)."
            .formatted(Numerals.percent(r.share()), interval(r))).orElse("");
    List<Citation> works = isNoiseDriven(of.mask())
        ? List.of(Citation.software(version), Citation.MOORE)
        : List.of(Citation.software(version));
    return List.of(new Part.Copyable("Methods paragraph", paragraph, false),
        new Part.Copyable("References", String.join("\n", works.stream().map(Citation::text).toList()),
            false),
        new Part.Copyable("BibTeX", String.join("\n\n", works.stream().map(Citation::bibtex).toList()),
            true));
  }

  private static boolean isNoiseDriven(String mask) {
    return mask.contains("noise") || mask.contains("degree");
  }
}
