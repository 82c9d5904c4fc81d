package org.secateur.report.machine;

import java.util.ArrayList;
import java.util.List;

import org.secateur.boltzmann.Machine;
import org.secateur.report.Citation;
import org.secateur.report.Numerals;
import org.secateur.report.Part;
import org.secateur.report.Report;
import org.secateur.report.Table;
import org.secateur.study.Progress;

/** The report on a pruned machine. */
public final class MachineReport {
  private MachineReport() {
  }

  /** Makes the report. Time: chains of both machines, and for small ones the eigenvalues of their information. */
  public static Report of(MachineCase of, Progress progress) {
    progress.report("report: chains", 0, 1);
    MachineChains before = MachineChains.of(of.before(), of.seed());
    MachineChains after = MachineChains.of(of.after(), of.seed());
    MachineFigures figures = new MachineFigures(of, before, after);
    progress.report("report: information", 0, 1);
    List<Report.Section> sections = List.of(
        new Report.Section("verdict", "Verdict", List.of(verdict(of), headline(of), figures.quality())),
        new Report.Section("input", "What you gave me", List.of(new Part.Facts(of.setting().facts()))),
        new Report.Section("action", "What I did", List.of(new Part.Facts(action(of)),
            new Part.Copyable("The command", of.setting().command(), true))),
        new Report.Section("rounds", "Round by round", List.of(rounds(of), figures.units())),
        new Report.Section("fields", "Receptive fields", List.of(figures.fields())),
        new Report.Section("information", "Fisher information", figures.information()),
        new Report.Section("samples", "Samples", List.of(figures.samples())),
        new Report.Section("limits", "Warnings and limits", limits(of)),
        new Report.Section("methods", "Methods and references", methods(of)),
        of.setting().provenanceSection());
    return new Report(of.setting().name(),
        "What was pruned from a Boltzmann machine, and what it still knows.",
        sections);
  }

  private static MachineCase.Round first(MachineCase of) {
    return of.rounds().getFirst();
  }

  /** The round whose machine is the result. */
  static MachineCase.Round last(MachineCase of) {
    return of.rounds().stream().filter(r -> r.synapses() == of.after().synapses()).reduce((a, b) -> b)
        .orElse(of.rounds().getLast());
  }

  static String layers(Machine machine) {
    List<String> units = new ArrayList<>();
    for (int u : machine.units()) {
      units.add(Integer.toString(u));
    }
    return String.join("–", units);
  }

  private static int lost(MachineCase of) {
    int lost = 0;
    for (int l = 1; l < of.before().layers(); l++) {
      lost += of.before().units(l) - of.after().units(l);
    }
    return lost;
  }

  private static Part verdict(MachineCase of) {
    MachineCase.Round a = first(of);
    MachineCase.Round b = last(of);
    List<String> s = new ArrayList<>();
    s.add("%s of %s synapses are left after %s.".formatted(Numerals.count(b.synapses()),
        Numerals.count(a.synapses()), Numerals.count(b.number(), "round")));
    if (Double.isFinite(b.logLikelihood())) {
      double change = b.logLikelihood() - a.logLikelihood();
      s.add(Numerals.format("A pattern's log-likelihood (%s) went from %.2f to %.2f nats, by %+.2f.",
          of.likelihood(),
          a.logLikelihood(), b.logLikelihood(), change));
    }
    if (Double.isFinite(b.error())) {
      s.add("%s of the classes are read from the top layer, %s before.".formatted(
          Numerals.percent(1 - b.error()),
          Numerals.percent(1 - a.error())));
    }
    if (lost(of) > 0) {
      s.add(Numerals.count(lost(of), "hidden unit") + " lost all they were connected to and went, too.");
    }
    return new Part.Verdict(of.ended(), Part.Tone.NEUTRAL, String.join(" ", s));
  }

  private static Part headline(MachineCase of) {
    MachineCase.Round a = first(of);
    MachineCase.Round b = last(of);
    List<Part.Headline.Item> items = new ArrayList<>();
    items.add(
        new Part.Headline.Item(Numerals.percent((double) b.synapses() / a.synapses()), "of the synapses kept",
            Numerals.count(b.synapses()) + " of " + Numerals.count(a.synapses())));
    items.add(new Part.Headline.Item(layers(of.after()), "units a layer", layers(of.before()) + " before"));
    items.add(Double.isFinite(b.logLikelihood())
        ? new Part.Headline.Item(Numerals.format("%+.2f", b.logLikelihood() - a.logLikelihood()),
            "nats a pattern", Numerals.format("%.2f ± %.2f now", b.logLikelihood(), b.standardError()))
        : new Part.Headline.Item("–", "log-likelihood", "not measured"));
    items.add(Double.isFinite(b.error())
        ? new Part.Headline.Item(Numerals.percent(1 - b.error()), "of the classes read",
            Numerals.percent(1 - a.error()) + " before")
        : new Part.Headline.Item(
            Double.isFinite(b.reconstruction()) ? Numerals.number(b.reconstruction()) : "–",
            "reconstruction error",
            Double.isFinite(a.reconstruction())
                ? Numerals.number(a.reconstruction()) + " before"
                : "not measured"));
    return new Part.Headline(items);
  }

  private static List<Part.Fact> action(MachineCase of) {
    return List.of(Part.Fact.of("Criterion", of.criterion()),
        Part.Fact.of("Machine",
            layers(of.before()) + " units, " + Numerals.count(of.before().synapses(), "synapse")),
        Part.Fact.of("Rounds", Integer.toString(last(of).number()),
            "Each round scores the synapses, cuts, removes units"
                + " without synapses, and trains again. " + of.ended() + "."),
        Part.Fact.of("Seed", Long.toString(of.seed().value())));
  }

  private static Table rounds(MachineCase of) {
    List<List<String>> rows = of.rounds().stream()
        .map(r -> List.of(Integer.toString(r.number()), Numerals.count(r.synapses()),
            String.join("–", r.units().stream().map(String::valueOf).toList()),
            Double.isFinite(r.logLikelihood())
                ? Numerals.format("%.2f ± %.2f", r.logLikelihood(), r.standardError())
                : "–",
            Numerals.number(r.reconstruction()),
            Double.isFinite(r.error()) ? Numerals.percent(1 - r.error()) : "–"))
        .toList();
    return new Table("rounds", "What was measured, round by round",
        List.of(Table.Column.numbers("round"), Table.Column.numbers("synapses"),
            Table.Column.numbers("units"),
            Table.Column.numbers("log-likelihood, " + of.likelihood() + " (nats)"),
            Table.Column.numbers("reconstruction"), Table.Column.numbers("classes read")),
        rows, false);
  }

  private static List<Part> limits(MachineCase of) {
    List<Part> parts = new ArrayList<>(
        of.setting().warnings().stream().map(w -> (Part) new Part.Paragraph(w)).toList());
    if (of.likelihood().contains("AIS")) {
      parts.add(new Part.Paragraph(
          "The partition function is estimated by annealed importance sampling from one side;"
              + " secateur boltzmann score --reverse bounds it from both."));
    }
    if (of.likelihood().contains("bound")) {
      parts.add(new Part.Paragraph(
          "Of deep machines a variational lower bound of the likelihood is measured: a round may"
              + " lose likelihood that the bound does not show, and the other way round."));
    }
    parts.add(new Part.Paragraph(
        "One seed was looked at. Rounds of training are noisy; repeat with --seed before a small"
            + " difference is believed, and compare with --criterion random and weight."));
    return parts;
  }

  private static List<Part> methods(MachineCase of) {
    MachineCase.Round b = last(of);
    String paragraph = "We pruned a %s Boltzmann machine of %s units (%s synapses) in %s with Secateur %s (criterion: %s)."
        .formatted(of.before().layers() == 2 ? "restricted" : "deep", layers(of.before()),
            Numerals.count(of.before().synapses()), Numerals.count(b.number(), "round"),
            of.setting().version(),
            of.criterion())
        + " In each round synapses were scored, the least important removed together with units that lost theirs (Scholl,"
        + " Rule and Hennig 2021), and the machine was trained again. " + Numerals.count(b.synapses())
        + " synapses were left (seed " + of.seed().value() + ")."
        + (Double.isFinite(b.logLikelihood())
            ? Numerals.format(" The mean log-likelihood (%s) went from %.2f to %.2f ± %.2f nats a pattern.",
                of.likelihood(), first(of).logLikelihood(), b.logLikelihood(), b.standardError())
            : "");
    List<Citation> works = List.of(Citation.software(of.setting().version()), Citation.SCHOLL);
    return List.of(new Part.Copyable("Methods paragraph", paragraph, false),
        new Part.Copyable("References", String.join("\n", works.stream().map(Citation::text).toList()),
            false),
        new Part.Copyable("BibTeX", String.join("\n\n", works.stream().map(Citation::bibtex).toList()),
            true));
  }
}
