package org.secateur.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.secateur.certify.Certificate;
import org.secateur.certify.WorstDirection;
import org.secateur.study.Baselines;

/** Controls as a table and as JSON. */
final class Baseline {
  private Baseline() {
  }

  static Map<String, Object> toJson(List<Baselines.Control> controls) {
    Map<String, Object> m = new LinkedHashMap<>();
    for (Baselines.Control control : controls) {
      Certificate c = control.certificate();
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("kept_edges", control.pruned().keptEdges());
      c.worstDirection().measured().ifPresent(w -> {
        switch (w) {
          case WorstDirection.Range r -> one.put("worst_direction", List.of(r.low(), r.high()));
          case WorstDirection.Deviation d -> one.put("worst_direction", d.error());
        }
      });
      c.slowModesMaxError().ifPresent(e -> one.put("slow_modes_max_error", e));
      c.stability().measured().ifPresent(s -> {
        one.put("stable", s.stable());
        one.put("leading_eigenvalue", s.pruned());
      });
      one.put("components", c.structure().components().after());
      m.put(control.rule().name(), one);
    }
    return m;
  }

  /** The pruning and its controls as rows with the same columns. */
  static List<Map<String, Object>> rows(String ownRule, Certificate own, List<Baselines.Control> controls) {
    List<Map<String, Object>> rows = new ArrayList<>();
    rows.add(values(ownRule, own));
    controls.forEach(control -> rows.add(values(control.rule().name(), control.certificate())));
    return rows;
  }

  private static Map<String, Object> values(String rule, Certificate c) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("rule", rule);
    m.put("kept_edges", c.pair().edges().after());
    m.put("low",
        c.worstDirection().measured().map(w -> w instanceof WorstDirection.Range r ? "" + r.low() : "")
            .orElse(""));
    m.put("high",
        c.worstDirection().measured().map(w -> w instanceof WorstDirection.Range r ? "" + r.high() : "")
            .orElse(""));
    m.put("worst_error", c.worstDirection().measured().map(w -> "" + w.worstError()).orElse(""));
    m.put("slow_modes_max_error", c.slowModesMaxError().map(String::valueOf).orElse(""));
    m.put("leading_eigenvalue", c.stability().measured().map(s -> "" + s.pruned()).orElse(""));
    m.put("components", c.structure().components().after());
    m.put("stable", c.stability().measured().map(s -> "" + s.stable()).orElse(""));
    return m;
  }

  static String table(Certificate own, List<Baselines.Control> controls, String ownRule) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("  rule", "kept", "worst direction", "slow modes", "leading eigenvalue", "components",
        "stable"));
    rows.add(row("  " + ownRule, own));
    for (Baselines.Control control : controls) {
      rows.add(row("  " + control.rule().name(), control.certificate()));
    }
    return Text.table(rows);
  }

  private static List<String> row(String name, Certificate c) {
    return List.of(name, Text.count(c.pair().edges().after()), worst(c),
        c.slowModesMaxError().map(Text::percent).orElse("-"),
        c.stability().measured().map(s -> Text.number(s.pruned())).orElse("-"),
        Text.count(c.structure().components().after()),
        c.stability().measured().map(s -> s.stable() ? "yes" : "NO").orElse("-"));
  }

  /** The range of the pencil, or the directed error. */
  static String worst(Certificate c) {
    return c.worstDirection().measured().map(w -> switch (w) {
      case WorstDirection.Range r -> Text.format("%.3g - %.3g", r.low(), r.high());
      case WorstDirection.Deviation d -> "error " + Text.percent(d.error());
    }).orElse("-");
  }
}
