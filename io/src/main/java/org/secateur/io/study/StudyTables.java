package org.secateur.io.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.secateur.io.MetricsTable;
import org.secateur.study.trials.Comparisons;
import org.secateur.study.trials.Outcome;
import org.secateur.study.trials.Results;
import org.secateur.study.trials.Study;
import org.secateur.study.trials.TrialResult;
import org.secateur.study.trials.Verdict;

/** A study's results as tables and documents. */
public final class StudyTables {
  private StudyTables() {
  }

  /** One row a trial: parameters, seed, hash, status, reason, every value, and the seconds it took. */
  public static MetricsTable runs(Results results) {
    Study study = results.study();
    List<String> keys = study.keys();
    List<String> columns = study.columns();
    List<String> names = new ArrayList<>(keys);
    names.addAll(List.of("seed", "run", "status", "reason"));
    names.addAll(columns);
    names.add("seconds");
    MetricsTable table = MetricsTable.of(names.toArray(String[]::new));
    for (TrialResult r : results.all()) {
      List<Object> row = new ArrayList<>();
      keys.forEach(k -> row.add(r.trial().setting().values().getOrDefault(k, "")));
      row.add(r.trial().seed());
      row.add(r.trial().id());
      row.add(r.outcome() instanceof Outcome.Failed ? "failed" : "done");
      row.add(r.outcome() instanceof Outcome.Failed(String reason) ? reason : "");
      columns.forEach(c -> row.add(r.value(c)));
      row.add(String.format(Locale.ROOT, "%.3f", r.seconds()));
      table = table.plus(row.toArray());
    }
    return table;
  }

  /** One row a setting and value: seeds, percentiles, bootstrap interval of the median, mean and deviation. */
  public static MetricsTable summary(Results results) {
    List<String> keys = results.study().keys();
    List<String> names = new ArrayList<>(keys);
    names.addAll(List.of("value", "seeds", "failed", "missing", "median", "median_low", "median_high",
        "percentile_5", "percentile_95", "mean", "deviation", "least", "greatest"));
    MetricsTable table = MetricsTable.of(names.toArray(String[]::new));
    for (Results.Row r : results.summary()) {
      List<Object> row = new ArrayList<>();
      keys.forEach(k -> row.add(r.setting().values().getOrDefault(k, "")));
      row.addAll(List.of(r.value(), r.sample().count(), r.failed(), r.sample().missing(), r.sample().median(),
          r.median().low(), r.median().high(), r.sample().percentile(5), r.sample().percentile(95),
          r.sample().mean(), r.sample().deviation(), r.sample().least(), r.sample().greatest()));
      table = table.plus(row.toArray());
    }
    return table;
  }

  /** One row a paired comparison. */
  public static MetricsTable comparisons(List<Comparisons.Row> rows) {
    MetricsTable table = MetricsTable.of("comparison", "setting", "value", "level", "compared_with", "pairs",
        "median_difference", "low", "high", "test", "p", "p_holm");
    for (Comparisons.Row r : rows) {
      table = table.plus(r.comparison().name(), words(r.setting().values()), r.comparison().value(),
          r.level(),
          r.comparison().with(), r.test().pairs(), r.difference(), r.interval().low(), r.interval().high(),
          r.test().method().name().toLowerCase(Locale.ROOT), r.test().pValue(),
          Double.isNaN(r.adjusted()) ? "too few seeds for a test" : (Object) r.adjusted());
    }
    return table;
  }

  private static String words(Map<String, String> values) {
    return String.join(" ", values.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
  }

  /** The verdicts as a document. */
  public static Map<String, Object> expectations(Study study, List<Verdict> verdicts) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("schema", "secateur/expectations/1");
    m.put("study", study.name());
    m.put("met", passes(verdicts));
    List<Object> all = new ArrayList<>();
    for (Verdict v : verdicts) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("quantity", v.expectation().quantity().toString());
      one.put("status", v.status());
      one.put("found", v.found());
      one.put("words", v.words());
      one.put("source", v.expectation().source());
      one.put("claim", v.expectation().claim());
      all.add(one);
    }
    m.put("expectations", all);
    return m;
  }

  /** Whether no expectation was missed. */
  public static boolean passes(List<Verdict> verdicts) {
    return verdicts.stream().noneMatch(v -> v.status() == Verdict.Status.MISSED);
  }
}
