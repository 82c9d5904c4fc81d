package org.secateur.study.trials;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.secateur.study.statistics.Bootstrap;
import org.secateur.study.statistics.Holm;
import org.secateur.study.statistics.PairedTest;
import org.secateur.study.statistics.Sample;

/** Carries a study's paired comparisons out. */
public final class Comparisons {
  private Comparisons() {
  }

  /**
   * One comparison.
   *
   * @param comparison it is one of
   * @param setting the other parameters
   * @param level the value of the parameter
   * @param difference median over the seeds of its value less the value it is compared with
   * @param interval bootstrap interval of that median, 95 %
   * @param test exact and paired
   * @param adjusted its p-value after Holm's correction over the comparisons of this name; NaN if there are too few seeds
   *     for any test
   */
  public record Row(Comparison comparison, Setting setting, String level, double difference,
      Bootstrap.Interval interval, PairedTest test, double adjusted) {
  }

  private record Raw(Setting setting, String level, List<Double> differences) {
    double[] array() {
      return differences.stream().mapToDouble(d -> d).toArray();
    }
  }

  /** All comparisons of a study. */
  public static List<Row> of(Results results) {
    List<Row> rows = new ArrayList<>();
    for (Comparison comparison : results.study().comparisons()) {
      List<Raw> raw = raw(results, comparison);
      List<PairedTest> tests = raw.stream().map(r -> PairedTest.of(r.array())).toList();
      double[] adjusted = Holm.adjust(tests.stream().mapToDouble(PairedTest::pValue).toArray());
      for (int k = 0; k < adjusted.length; k++) {
        Raw r = raw.get(k);
        boolean few = tests.get(k).tooFew(Expectations.FALSE_ALARM, tests.size());
        rows.add(new Row(comparison, r.setting(), r.level(), Sample.of(r.array()).median(),
            Bootstrap.standard().median(r.array()), tests.get(k), few ? Double.NaN : adjusted[k]));
      }
    }
    return rows;
  }

  private static List<Raw> raw(Results results, Comparison comparison) {
    List<Raw> raw = new ArrayList<>();
    for (Setting setting : results.settings(comparison.where())) {
      String level = setting.text(comparison.by());
      if (!level.equals(comparison.with())) {
        Map<String, String> other = new HashMap<>(setting.only(results.study().axes()).values());
        other.put(comparison.by(), comparison.with());
        double[] a = results.bySeed(setting, comparison.value());
        List<Setting> match = results.settings(other);
        double[] b = match.isEmpty() ? new double[0] : results.bySeed(match.getFirst(), comparison.value());
        double[] d = new double[Math.min(a.length, b.length)];
        Arrays.setAll(d, k -> a[k] - b[k]);
        Setting others = setting.only(results.study().axes()).without(Set.of(comparison.by()));
        raw.add(new Raw(others, level, Arrays.stream(d).boxed().toList()));
      }
    }
    return raw;
  }
}
