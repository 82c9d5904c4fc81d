package org.secateur.report.network;

import java.util.ArrayList;
import java.util.List;

import org.secateur.certify.Certificate;
import org.secateur.certify.Status;
import org.secateur.prune.Diagonal;
import org.secateur.prune.Rescale;
import org.secateur.prune.Sampling;
import org.secateur.report.CertificateWords;
import org.secateur.report.Citation;
import org.secateur.report.Numerals;
import org.secateur.report.Part;
import org.secateur.report.Report;
import org.secateur.study.PruningRequest;

/** A paragraph to paste, and what to cite. */
final class MethodsSection {
  private MethodsSection() {
  }

  static Report.Section of(NetworkCase of) {
    String rule = of.draw().map(d -> d.request().rule().name()).orElse("certify");
    List<Citation> works = new ArrayList<>(rule.equals("certify")
        ? List.of(Citation.software(of.setting().version()))
        : Citation.ofRule(rule, of.setting().version()));
    if (of.certificate().assumptions().theorem().isPresent() && !works.contains(Citation.SPIELMAN)) {
      works.add(Citation.SPIELMAN);
    }
    List<Part> parts = new ArrayList<>();
    parts.add(new Part.Copyable("Methods paragraph", paragraph(of), false));
    parts.add(new Part.Copyable("References", String.join("\n", works.stream().map(Citation::text).toList()),
        false));
    parts.add(new Part.Copyable("BibTeX", String.join("\n\n", works.stream().map(Citation::bibtex).toList()),
        true));
    return new Report.Section("methods", "Methods and references", parts);
  }

  private static String paragraph(NetworkCase of) {
    Certificate c = of.certificate();
    List<String> s = new ArrayList<>();
    boolean symmetric = c.assumptions().symmetric();
    String size = Numerals.format("%,d neurons and %,d %s", c.pair().neurons(), c.pair().edges().before(),
        symmetric ? "undirected edges" : "synapses");
    if (of.draw().isPresent()) {
      PruningRequest r = of.draw().get().request();
      s.add("We pruned a %s recurrent network of %s with Secateur %s.".formatted(
          symmetric ? "symmetric" : "directed", size, of.setting().version()));
      s.add(rule(r) + " The budget was " + ActionSection.target(r.target()) + "; "
          + Numerals.count(c.pair().edges().after()) + " were kept (seed " + r.seed().value() + ").");
      s.add((r.rescale() instanceof Rescale.Yes
          ? "Kept weights were divided by their keep probabilities"
          : "Kept weights"
              + (r.rescale() instanceof Rescale.No
                  ? " were left as they were"
                  : " were divided by their keep"
                      + " probabilities, with a cap"))
          + (r.diagonal() == Diagonal.MATCH
              ? ", and the leak of each neuron was adjusted so that its slack stayed the same."
              : ", and leaks were left as they were."));
    } else {
      s.add(
          "We compared a %s recurrent network of %s with a pruned version that keeps %s of them, using Secateur %s."
              .formatted(symmetric ? "symmetric" : "directed", size, Numerals.count(c.pair().edges().after()),
                  of.setting().version()));
    }
    s.add(symmetric
        ? "What was preserved was measured by the extreme generalized eigenvalues of the pair of restoring matrices, over"
            + " all activity patterns, and by matching the slowest modes."
        : "What was preserved was measured by the largest relative change of the drive over all activity patterns and by"
            + " matching the slowest eigenvalues.");
    s.add("Certificate (" + VerdictSection.word(c.status()) + "): " + CertificateWords.sentence(c));
    if (c.status() == Status.GUARANTEED) {
      s.add(
          "The guarantee is that of matrix Chernoff bounds for sampling by leverage (Spielman and Srivastava 2011;"
              + " Tropp 2012).");
    }
    return String.join(" ", s);
  }

  private static String rule(PruningRequest r) {
    String how = r.sampling() == Sampling.CONNECTED
        ? "by a systematic sample beside the best spanning forest"
        : "independently";
    return switch (r.rule().name()) {
      case "noise" -> "Edges were kept " + how
          + " with probability proportional to |w| Var(x_i − sgn(w) x_j), clipped at"
          + " 1, where the variance is that of the rates under independent white noise (Moore and Chaudhuri 2020).";
      case "resistance" ->
        "Edges were kept " + how + " with probability proportional to weight times effective"
            + " resistance, clipped at 1 (Spielman and Srivastava 2011).";
      case "top" -> "The edges with the largest absolute weights were kept.";
      case "uniform" -> "Edges were kept " + how + " with equal probability.";
      case "weight" -> "Edges were kept " + how + " with probability proportional to |w|, clipped at 1.";
      default -> "Edges were kept " + how + " by the rule \"" + r.rule().name() + "\".";
    };
  }
}
