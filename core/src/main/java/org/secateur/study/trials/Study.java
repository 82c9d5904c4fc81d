package org.secateur.study.trials;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.secateur.network.Require;

/**
 * A study: every combination of its parameters' values, each on the same seeds.
 *
 * @param name of its folder
 * @param title one line
 * @param text what is asked, what the source claims, and what was found before, in paragraphs
 * @param experiment what is done
 * @param values of each parameter that plays a part, in the order of the experiment's parameters; never none
 * @param seeds how many
 * @param measures what is measured
 * @param figures what is drawn
 * @param comparisons what is tested
 * @param expectations what ought to come out
 */
public record Study(String name, String title, String text, Experiment experiment,
    Map<String, List<String>> values, int seeds, List<String> measures, List<FigureSpec> figures,
    List<Comparison> comparisons, List<Expectation> expectations) {

  /** Copies what is given. */
  public Study {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    values.forEach((key, list) -> copy.put(key, List.copyOf(list)));
    values = java.util.Collections.unmodifiableMap(copy);
    measures = List.copyOf(measures);
    figures = List.copyOf(figures);
    comparisons = List.copyOf(comparisons);
    expectations = List.copyOf(expectations);
    Require.atLeast(seeds, 1, "seeds");
  }

  /** The parameters that take several values. */
  public List<String> axes() {
    return values.entrySet().stream().filter(e -> e.getValue().size() > 1).map(Map.Entry::getKey).toList();
  }

  /**
   * Every combination, the last parameter changing fastest, resolved by the experiment; combinations that differ only in what
   * plays no part are one.
   *
   * @throws Experiment.BadSetting if one contradicts itself
   */
  public List<Setting> settings() {
    List<Setting> all = List.of(new Setting(Map.of()));
    for (Map.Entry<String, List<String>> parameter : values.entrySet()) {
      List<Setting> more = new ArrayList<>();
      for (Setting setting : all) {
        for (String value : parameter.getValue()) {
          more.add(setting.with(parameter.getKey(), value));
        }
      }
      all = more;
    }
    return all.stream().map(experiment::resolve).distinct().toList();
  }

  /** Every trial: setting after setting, seed after seed. */
  public List<Trial> trials() {
    List<Trial> all = new ArrayList<>();
    for (Setting setting : settings()) {
      for (int seed = 1; seed <= seeds; seed++) {
        all.add(new Trial(experiment.identity(), setting, measures, seed));
      }
    }
    return all;
  }

  /** All parameters that decide the subject. */
  public List<String> subjectKeys() {
    return experiment.parameters().stream().filter(p -> p.scope() == Parameter.Scope.SUBJECT)
        .map(Parameter::key).toList();
  }

  /** Every parameter that plays a part in some setting, in the order of the experiment's. */
  public List<String> keys() {
    List<Setting> settings = settings();
    return experiment.parameters().stream().map(Parameter::key)
        .filter(key -> settings.stream().anyMatch(s -> s.has(key))).toList();
  }

  /** The columns of its values, in the order of its measures. */
  public List<String> columns() {
    return measures.stream().flatMap(m -> experiment.columns(m).stream()).distinct().toList();
  }
}
