package org.secateur.report.network;

import java.util.ArrayList;
import java.util.List;

import org.secateur.certify.Block;
import org.secateur.certify.Certificate;
import org.secateur.certify.Status;
import org.secateur.certify.TrajectoryFacts;
import org.secateur.report.CertificateWords;
import org.secateur.report.Numerals;
import org.secateur.report.Part;
import org.secateur.report.Report;
import org.secateur.study.Baselines;
import org.secateur.study.Target;

/** What this result does not say. */
final class LimitsSection {
  private LimitsSection() {
  }

  static Report.Section of(NetworkCase of) {
    List<String> lines = new ArrayList<>(of.setting().warnings());
    Certificate c = of.certificate();
    if (c.status() != Status.GUARANTEED) {
      c.assumptions().whyNull().forEach(w -> lines.add(
          "There is no guarantee: " + CertificateWords.shortfall(w, of.original()::label) + "."));
    }
    c.trajectories().measured().ifPresent(t -> fast(t, lines));
    if (!c.assumptions().symmetric()) {
      lines.add(
          "Of directed networks eigenvalues say how activity dies away in the end, and not what it does before: see"
              + " transient growth.");
    }
    of.draw().map(d -> d.request().target()).filter(t -> !(t instanceof Target.Fixed))
        .ifPresent(t -> lines
            .add("The budget was searched for with these very draws: its numbers are measured, and no"
                + " probability belongs to them."));
    asGood(of).ifPresent(lines::add);
    if (c.modes() instanceof Block.Omitted<?>) {
      lines.add("Slow modes were not measured: nothing is said of the slowest time constants.");
    }
    lines.add(
        "One draw was looked at. Another seed keeps other edges; the price list shows how much that matters, where"
            + " there is one.");
    lines.add(
        "Units are linear, unless rectified ones were asked for (--activation relu). What neurons do near a"
            + " threshold is not part of this.");
    return new Report.Section("limits", "Warnings and limits",
        lines.stream().map(l -> (Part) new Part.Paragraph(l)).toList());
  }

  private static void fast(TrajectoryFacts t, List<String> lines) {
    if (!t.errorByTime().isEmpty() && t.errorByTime().get(0).relativeError() > 0.05) {
      TrajectoryFacts.ErrorAt first = t.errorByTime().get(0);
      lines.add("Fast modes differ: at t = " + Numerals.number(first.time()) + " s trajectories are "
          + Numerals.percent(first.relativeError()) + " apart. Only what is slow was preserved.");
    }
  }

  /** Whether a control without covariance did as well. */
  private static java.util.Optional<String> asGood(NetworkCase of) {
    java.util.Optional<Double> own = of.certificate().slowModesMaxError();
    if (own.isEmpty()) {
      return java.util.Optional.empty();
    }
    List<String> names = of.controls().stream()
        .filter(c -> c.certificate().slowModesMaxError().map(e -> e <= 1.1 * own.get()).orElse(false))
        .map((Baselines.Control c) -> c.rule().name()).toList();
    return names.isEmpty()
        ? java.util.Optional.empty()
        : java.util.Optional.of("On this network and draw the slow modes are kept as well by "
            + String.join(" and ", names) + ", without any covariance.");
  }
}
