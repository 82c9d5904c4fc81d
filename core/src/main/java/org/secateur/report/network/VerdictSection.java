package org.secateur.report.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.secateur.certify.Certificate;
import org.secateur.certify.Status;
import org.secateur.certify.WorstDirection;
import org.secateur.report.CertificateWords;
import org.secateur.report.Numerals;
import org.secateur.report.Part;
import org.secateur.report.Report;

/** The answer: a status, a sentence, four numbers and a picture. */
final class VerdictSection {
  private VerdictSection() {
  }

  static Report.Section of(NetworkCase of, SpectrumSection spectrum) {
    Certificate c = of.certificate();
    List<Part> parts = new ArrayList<>();
    parts.add(new Part.Verdict(word(c.status()), tone(c.status()), CertificateWords.sentence(c)));
    parts.add(new Part.Headline(List.of(kept(c), worst(c), slow(c), stable(c))));
    parts.add(spectrum.overview());
    return new Report.Section("verdict", "Verdict", parts);
  }

  static String word(Status status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Part.Tone tone(Status status) {
    return switch (status) {
      case GUARANTEED -> Part.Tone.GOOD;
      case MEASURED -> Part.Tone.NEUTRAL;
      case NOT_PRESERVED, REFUSED -> Part.Tone.BAD;
    };
  }

  private static Part.Headline.Item kept(Certificate c) {
    long before = c.pair().edges().before();
    long after = c.pair().edges().after();
    return new Part.Headline.Item(Numerals.percent((double) after / Math.max(1, before)), "of the edges kept",
        Numerals.count(after) + " of " + Numerals.count(before));
  }

  private static Part.Headline.Item worst(Certificate c) {
    return c.worstDirection().measured().map(w -> switch (w) {
      case WorstDirection.Range r ->
        new Part.Headline.Item(Numerals.format("%.2f – %.2f", r.low(), r.high()), "of its restoring force",
            "is what the worst pattern keeps");
      case WorstDirection.Deviation d -> new Part.Headline.Item(Numerals.percent(d.error()),
          "worst change of a drive", "over all activity patterns");
    }).orElse(new Part.Headline.Item("–", "worst direction", "not measured"));
  }

  private static Part.Headline.Item slow(Certificate c) {
    int modes = c.modes().measured().map(List::size).orElse(0);
    return new Part.Headline.Item(c.slowModesMaxError().map(Numerals::percent).orElse("–"),
        "largest error of slow modes", modes == 0 ? "not measured" : "the " + modes + " slowest rates");
  }

  private static Part.Headline.Item stable(Certificate c) {
    return c.stability().measured()
        .map(s -> new Part.Headline.Item(Numerals.number(s.pruned()),
            s.abscissasAreBounds() ? "bound on the leading eigenvalue, 1/s" : "leading eigenvalue, 1/s",
            (s.stable() ? "stable; " : "UNSTABLE; ") + Numerals.number(s.original()) + " before"))
        .orElse(new Part.Headline.Item("–", "leading eigenvalue", "not measured"));
  }
}
