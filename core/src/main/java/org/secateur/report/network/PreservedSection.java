package org.secateur.report.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.secateur.certify.Assumptions;
import org.secateur.certify.Block;
import org.secateur.certify.Certificate;
import org.secateur.certify.Stability;
import org.secateur.certify.StructureFacts;
import org.secateur.certify.WorstDirection;
import org.secateur.network.Network;
import org.secateur.report.CertificateWords;
import org.secateur.report.Numerals;
import org.secateur.report.Part;
import org.secateur.report.Report;
import org.secateur.report.Table;
import org.secateur.spectral.MatchedMode;

/** The certificate in plain words, each line with how it is known. */
final class PreservedSection {
  private PreservedSection() {
  }

  static Report.Section of(NetworkCase of) {
    Certificate c = of.certificate();
    List<Part.Fact> facts = new ArrayList<>();
    c.findings().forEach(f -> facts.add(Part.Fact.of("Finding", CertificateWords.finding(f))));
    facts.add(theorem(c.assumptions(), of.original()));
    facts.add(worst(c.worstDirection()));
    facts.add(slow(c));
    facts.add(stability(c.stability()));
    facts.add(block("Spectrum", c.spectrum(), s -> "errors of all " + Numerals.count(s.modes())
        + " eigenvalues: median " + optional(s.eigenvalue().median()) + ", largest "
        + optional(s.eigenvalue().greatest()),
        "|λ' − λ| / |λ|, each eigenvalue against the one matched to it."));
    facts.add(block("Covariance", c.noiseCovariance(),
        v -> "off by " + Numerals.percent(v.relativeErrorFrobenius()) + " overall and by "
            + Numerals.percent(v.slowSubspaceError()) + " in the slow modes",
        "‖C' − C‖ / ‖C‖ in the Frobenius norm, and the same between the leading principal components."));
    facts.add(structure(c.structure()));
    List<Part> parts = new ArrayList<>();
    parts.add(new Part.Facts(facts));
    c.modes().measured().filter(m -> !m.isEmpty()).ifPresent(m -> parts.add(modes(m)));
    return new Report.Section("preserved", "What was preserved", parts);
  }

  private static String optional(java.util.OptionalDouble value) {
    return value.isPresent() ? Numerals.percent(value.getAsDouble()) : "–";
  }

  private static <T> Part.Fact block(String name, Block<T> block,
      java.util.function.Function<T, String> words,
      String how) {
    return switch (block) {
      case Block.Measured<T>(T facts) -> Part.Fact.of(name, words.apply(facts), how);
      case Block.Omitted<T>(var why, int limit) ->
        Part.Fact.of(name, "not measured: " + CertificateWords.omission(why, limit));
    };
  }

  private static Part.Fact theorem(Assumptions a, Network original) {
    if (a.theorem().isPresent()) {
      Assumptions.Guarantee g = a.theorem().get();
      return Part.Fact.of("Theorem", Numerals.format(
          "applies: every pattern keeps 1 ± %.3g of its restoring force with probability %.3g", g.epsilon(),
          1 - g.failureProbability()),
          Numerals.format(
              "Matrix Chernoff bound (Tropp 2012) at κ = %.4g. The judge computed the leverages itself: their sum is %.6g,"
                  + " off its rule by %.1e.",
              g.kappa(), g.leverageSum(), g.sumRuleError()));
    }
    String why = String.join("; ",
        a.whyNull().stream().map(w -> CertificateWords.shortfall(w, original::label)).toList());
    return Part.Fact.of("Theorem", "guarantees nothing here",
        why.isEmpty() ? "No reason was recorded." : why + ".");
  }

  private static Part.Fact worst(Block<WorstDirection> block) {
    return switch (block) {
      case Block.Omitted<WorstDirection>(var why, int limit) ->
        Part.Fact.of("Worst direction", "not measured: " + CertificateWords.omission(why, limit));
      case Block.Measured<WorstDirection>(WorstDirection.Range r) -> Part.Fact.of("Worst direction",
          Numerals.format("every activity pattern keeps between %.3f and %.3f of its restoring force%s",
              r.low(),
              r.high(), r.converged() ? "" : " (not converged: see the brackets)"),
          Numerals.format(
              "Extreme generalized eigenvalues of the pair, over all patterns and not sampled ones; %s. Residual %.1e."
                  + " Brackets [%.6g, %.6g] and [%.6g, %.6g].",
              method(r.method()), r.residual(), r.bracketLow().from(), r.bracketLow().to(),
              r.bracketHigh().from(),
              r.bracketHigh().to()));
      case Block.Measured<WorstDirection>(WorstDirection.Deviation d) -> Part.Fact.of("Worst direction",
          "no activity pattern's drive changes by more than " + Numerals.percent(d.error()) + " of itself",
          Numerals.format(
              "The largest |(A' − A)x| / |Ax| over all x; %s. Residual %.1e, bracket [%.6g, %.6g].",
              method(d.method()), d.residual(), d.bracket().from(), d.bracket().to()));
    };
  }

  private static String method(WorstDirection.Method method) {
    return switch (method) {
      case DENSE_PENCIL -> "all of them, densely";
      case LANCZOS_PENCIL -> "Lanczos on the pencil";
      case SPARSE_PENCIL -> "Lanczos with sparse solves";
      case LANCZOS_ERROR -> "Lanczos on (A' − A)A⁻¹";
    };
  }

  private static Part.Fact slow(Certificate c) {
    return block("Slow modes", c.modes(), m -> m.isEmpty()
        ? "there are none"
        : Numerals.count(m.size(), "slowest rate") + " within "
            + Numerals.percent(c.slowModesMaxError().orElse(Double.NaN)),
        "Each mode of the original is matched to the mode of the pruned network that it became; the table below has them"
            + " one by one.");
  }

  private static Part.Fact stability(Block<Stability> block) {
    return block("Stability", block, s -> CertificateWords.stability(new Block.Measured<>(s)),
        block.measured().map(s -> Numerals.format("Shown by %s; residual %.1e 1/s.%s",
            s.shownBy().name().toLowerCase(Locale.ROOT), s.residual(),
            s.marginKept().isPresent()
                ? " The margin is " + Numerals.percent(s.marginKept().getAsDouble()) + " of what it was."
                : ""))
            .orElse(""));
  }

  private static Part.Fact structure(StructureFacts s) {
    return Part.Fact.of("Structure",
        Numerals.format("%,d component%s before, %,d after; %,d neurons isolated before, %,d after",
            s.components().before(), s.components().before() == 1 ? "" : "s", s.components().after(),
            s.isolated().before(), s.isolated().after()),
        Numerals.format("Least in-degree %,d before, %,d after.%s%s", s.minInDegree().before(),
            s.minInDegree().after(),
            s.largestAmplification().isPresent()
                ? " Largest |w'/w| " + Numerals.number(s.largestAmplification().getAsDouble()) + "."
                : "",
            s.strengthCorrelation().isPresent()
                ? " Strengths before and after correlate at "
                    + Numerals.number(s.strengthCorrelation().getAsDouble()) + "."
                : ""));
  }

  private static Table modes(List<MatchedMode> modes) {
    boolean complex = modes.stream().anyMatch(m -> m.originalImaginary() != 0 || m.prunedImaginary() != 0);
    return new Table("modes", "The slowest modes, one by one",
        List.of(Table.Column.numbers("k"), Table.Column.numbers("original λ (1/s)"),
            Table.Column.numbers("pruned λ (1/s)"), Table.Column.numbers("error"),
            Table.Column.numbers("overlap"), Table.Column.numbers("residual (1/s)")),
        modes.stream().map(m -> List.of(Integer.toString(m.k()),
            value(m.original(), m.originalImaginary(), complex),
            value(m.pruned(), m.prunedImaginary(), complex),
            Numerals.percent(m.relativeError()),
            m.vectorOverlap().isPresent() ? Numerals.format("%.3f", m.vectorOverlap().getAsDouble()) : "–",
            Numerals.format("%.0e", m.residual()))).toList(),
        false);
  }

  private static String value(double re, double im, boolean complex) {
    return complex && im != 0
        ? Numerals.number(re) + (im < 0 ? " − " : " + ") + Numerals.number(Math.abs(im)) + " i"
        : Numerals.number(re);
  }
}
