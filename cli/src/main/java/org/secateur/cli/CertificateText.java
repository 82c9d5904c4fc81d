package org.secateur.cli;

import java.util.function.IntFunction;

import org.secateur.certify.Assumptions;
import org.secateur.certify.Block;
import org.secateur.certify.Certificate;
import org.secateur.certify.WorstDirection;
import org.secateur.report.CertificateWords;

/** A certificate on a terminal. */
final class CertificateText {
  private CertificateText() {
  }

  static void print(Console console, Certificate c, IntFunction<String> label) {
    console.say("Certificate %s", c.status().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
    c.findings().forEach(f -> console.say("            %s", CertificateWords.finding(f)));
    console.say("Theorem     %s", theorem(c.assumptions(), label));
    console.say("Worst       %s", worst(c.worstDirection()));
    c.modes().measured().filter(m -> !m.isEmpty()).ifPresent(m -> {
      double error = c.slowModesMaxError().orElse(0.0);
      console.say("Slow modes  %d slowest rates within %s   (slowest time constant %s -> %s)", m.size(),
          Text.percent(error),
          Text.number(-1 / m.get(0).original()), Text.number(-1 / m.get(0).pruned()));
    });
    console.say("Stability   %s", CertificateWords.stability(c.stability()));
    c.noiseCovariance().measured()
        .ifPresent(v -> console.say("Covariance  error %s overall, %s in the slow modes",
            Text.percent(v.relativeErrorFrobenius()), Text.percent(v.slowSubspaceError())));
    c.trajectories().measured().filter(t -> !t.errorByTime().isEmpty()).ifPresent(t -> {
      var errors = t.errorByTime();
      var first = errors.get(0);
      var last = errors.get(errors.size() - 1);
      console.say("Relaxation  error %s at t = %s, %s at t = %s", Text.percent(first.relativeError()),
          Text.number(first.time()), Text.percent(last.relativeError()), Text.number(last.time()));
    });
    var s = c.structure();
    console.say("Structure   components %d -> %d · isolated %d -> %d · least in-degree %d -> %d%s",
        s.components().before(),
        s.components().after(), s.isolated().before(), s.isolated().after(), s.minInDegree().before(),
        s.minInDegree().after(), s.largestAmplification().isPresent()
            ? " · largest amplification " + Text.number(s.largestAmplification().getAsDouble())
            : "");
  }

  private static String theorem(Assumptions a, IntFunction<String> label) {
    if (a.theorem().isPresent()) {
      return Text.format("applies: every pattern within 1 ± %.3g with probability %.2g",
          a.theorem().get().epsilon(),
          1 - a.theorem().get().failureProbability());
    }
    return "guarantees nothing here: "
        + a.whyNull().stream().findFirst().map(w -> CertificateWords.shortfall(w, label))
            .orElse("unknown");
  }

  static String worst(Block<WorstDirection> block) {
    return switch (block) {
      case Block.Omitted<WorstDirection>(var why, int limit) -> CertificateWords.omission(why, limit);
      case Block.Measured<WorstDirection>(WorstDirection.Range r) ->
        Text.format("every pattern keeps %.3f to %.3f of its restoring force%s", r.low(), r.high(),
            r.converged() ? "" : " (not converged; brackets in the certificate)");
      case Block.Measured<WorstDirection>(WorstDirection.Deviation d) ->
        Text.format("no pattern's drive changes by more than %s%s", Text.percent(d.error()),
            d.converged() ? "" : " (not converged; bracket in the certificate)");
    };
  }
}
