package org.secateur.cli;

import java.util.List;

import org.secateur.io.study.StudyPage;
import org.secateur.study.trials.Verdict;

/** Verdicts as lines for people. */
final class StudyText {
  private StudyText() {
  }

  /** Every expectation that was not met, and how many were. */
  static void verdicts(Console console, StudyPage.Part part) {
    List<Verdict> all = part.verdicts();
    if (all.isEmpty()) {
      console.say("Expected    nothing is stored");
    } else {
      console.say("Expected    %s", tally(part));
    }
    missed(console, part);
    if (part.results().failed() > 0) {
      console.say("Failed      %s, with their reasons in runs.csv",
          Text.count(part.results().failed(), "trial"));
    }
  }

  static void missed(Console console, StudyPage.Part part) {
    for (Verdict v : part.verdicts()) {
      if (v.status() == Verdict.Status.MISSED) {
        console.say("  missed    %s: %s (%s)", v.expectation().quantity(), v.words(),
            v.expectation().source());
      }
    }
  }

  /** As in: 12 met, 1 missed, 2 not in this run. */
  static String tally(StudyPage.Part part) {
    StringBuilder text = new StringBuilder();
    for (Verdict.Status status : Verdict.Status.values()) {
      long n = part.verdicts().stream().filter(v -> v.status() == status).count();
      if (n > 0) {
        text.append(text.isEmpty() ? "" : ", ").append(n).append(switch (status) {
          case MET -> " met";
          case MISSED -> " missed";
          case TOO_FEW_SEEDS -> " with too few seeds for a test";
          case NOT_RUN -> " not in this run";
        });
      }
    }
    return text.isEmpty() ? "no published value to compare with" : text.toString();
  }
}
