package org.secateur.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.secateur.io.InputException;
import org.secateur.study.trials.Comparison;
import org.secateur.study.trials.Condition;
import org.secateur.study.trials.Expectation;
import org.secateur.study.trials.FigureSpec;
import org.secateur.study.trials.Quantity;
import org.secateur.study.trials.Results;
import org.secateur.study.trials.Setting;
import org.secateur.study.trials.Study;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** The parts of a study file that look at its results: figures, comparisons, expectations. */
final class StudySections {
  private static final List<String> FIGURE = List.of("kind", "title", "table", "x", "y", "color", "facet",
      "where",
      "band", "dots", "log_x", "log_y", "lines", "x_label", "y_label", "caption");
  private static final List<String> COMPARE = List.of("value", "by", "with", "where");
  private static final List<String> EXPECT = List.of("below", "above", "between", "equals", "reference",
      "seeds",
      "digit", "less_than", "like", "factor", "source", "claim");

  private final TomlSource toml;
  private final Study study;
  private final Map<String, List<String>> elsewhere; // values of the quick or full version, whichever this is not

  StudySections(TomlSource toml, Study study, Map<String, List<String>> elsewhere) {
    this.toml = toml;
    this.study = study;
    this.elsewhere = elsewhere;
  }

  List<FigureSpec> figures() throws InputException {
    List<FigureSpec> figures = new ArrayList<>();
    for (String name : toml.table(List.of("figure")).keySet()) {
      figures.add(figure(List.of("figure", name), name));
    }
    return figures;
  }

  private FigureSpec figure(List<String> path, String name) throws InputException {
    toml.onlyKeys(path, FIGURE);
    String kindName = toml.text(TomlSource.plus(path, "kind"), "lines");
    FigureSpec.Kind kind = Stream.of(FigureSpec.Kind.values())
        .filter(k -> k.name().toLowerCase(Locale.ROOT).equals(kindName)).findFirst()
        .orElseThrow(() -> toml
            .problem("E244", TomlSource.plus(path, "kind"), "\"" + kindName + "\" is no kind of figure.")
            .withHint(StudyFile.near(kindName, List.of("lines", "points", "matrices"))));
    String table = toml.text(TomlSource.plus(path, "table"), "");
    List<String> tables = study.measures().stream().flatMap(m -> study.experiment().tables(m).stream())
        .toList();
    if (!table.isEmpty() && !tables.contains(table)) {
      throw toml
          .problem("E244", TomlSource.plus(path, "table"),
              "nothing that is measured has a table \"" + table + "\".")
          .withHint(tables.isEmpty() ? "leave it out" : StudyFile.near(table, tables));
    }
    String x = toml.text(TomlSource.plus(path, "x"), "");
    List<String> y = toml.texts(TomlSource.plus(path, "y"));
    if (table.isEmpty()) {
      List<String> plottable = Stream.concat(study.keys().stream(), study.columns().stream()).toList();
      known(TomlSource.plus(path, "x"), x, plottable, "parameter or value");
      for (String one : y) {
        known(TomlSource.plus(path, "y"), one, study.columns(), "value");
      }
    }
    String color = parameter(path, "color");
    String facet = parameter(path, "facet");
    List<Double> band = band(TomlSource.plus(path, "band"));
    Map<String, Double> lines = new LinkedHashMap<>();
    for (String line : toml.table(TomlSource.plus(path, "lines")).keySet()) {
      lines.put(line, toml.number(TomlSource.plus(TomlSource.plus(path, "lines"), line), 0));
    }
    return new FigureSpec(name, kind, toml.text(TomlSource.plus(path, "title"), study.title()), table, x, y,
        color, facet,
        where(path), band, toml.flag(TomlSource.plus(path, "dots"), true),
        toml.flag(TomlSource.plus(path, "log_x"), false),
        toml.flag(TomlSource.plus(path, "log_y"), false), lines,
        toml.text(TomlSource.plus(path, "x_label"), x),
        toml.text(TomlSource.plus(path, "y_label"), y.isEmpty() ? "" : y.getFirst()),
        toml.text(TomlSource.plus(path, "caption"), ""));
  }

  private void known(List<String> path, String word, List<String> names, String what) throws InputException {
    if (!names.contains(word)) {
      throw toml.problem("E244", path, "\"%s\" is no %s of this study.".formatted(word, what))
          .withHint(StudyFile.near(word, names));
    }
  }

  private String parameter(List<String> path, String key) throws InputException {
    String word = toml.text(TomlSource.plus(path, key), "");
    if (!word.isEmpty()) {
      known(TomlSource.plus(path, key), word, study.keys(), "parameter");
    }
    return word;
  }

  private List<Double> band(List<String> path) throws InputException {
    String text = toml.text(path, "");
    if (text.isEmpty()) {
      return List.of();
    }
    if (!text.matches("percentile [0-9.]+ [0-9.]+")) {
      throw toml.problem("E244", path, "\"" + text + "\" is no band.").withHint("band = \"percentile 5 95\"");
    }
    String[] words = text.split(" ", -1);
    return List.of(Double.parseDouble(words[1]), Double.parseDouble(words[2]));
  }

  private Map<String, String> where(List<String> path) throws InputException {
    Map<String, String> where = new LinkedHashMap<>();
    List<String> at = TomlSource.plus(path, "where");
    TomlTable table = toml.table(at);
    for (String key : table.keySet()) {
      known(TomlSource.plus(at, key), key, study.keys(), "parameter");
      Object value = table.get(List.of(key));
      where.put(key, value instanceof Number n ? Setting.canonical(n.doubleValue()) : String.valueOf(value));
    }
    return where;
  }

  List<Comparison> comparisons() throws InputException {
    List<Comparison> all = new ArrayList<>();
    for (String name : toml.table(List.of("compare")).keySet()) {
      List<String> path = List.of("compare", name);
      toml.onlyKeys(path, COMPARE);
      String value = toml.text(TomlSource.plus(path, "value"), "");
      known(TomlSource.plus(path, "value"), value, study.columns(), "value");
      String by = toml.text(TomlSource.plus(path, "by"), "");
      known(TomlSource.plus(path, "by"), by, study.keys(), "parameter");
      String with = toml.text(TomlSource.plus(path, "with"), "");
      known(TomlSource.plus(path, "with"), with, study.values().getOrDefault(by, List.of()), by);
      all.add(new Comparison(name, value, by, with, where(path)));
    }
    return all;
  }

  List<Expectation> expectations() throws InputException {
    List<Expectation> all = new ArrayList<>();
    for (String key : toml.table(List.of("expect")).keySet()) {
      List<String> path = List.of("expect", key);
      toml.onlyKeys(path, EXPECT);
      Quantity quantity = quantity(path, key);
      all.add(new Expectation(quantity, condition(path), toml.text(TomlSource.plus(path, "source"), ""),
          toml.flag(TomlSource.plus(path, "claim"), false)));
    }
    return all;
  }

  private Quantity quantity(List<String> path, String text) throws InputException {
    try {
      Quantity q = Quantity.parse(text);
      known(path, q.value(), study.columns(), "value");
      for (Map.Entry<String, String> w : q.where().entrySet()) {
        known(path, w.getKey(), study.keys(), "parameter");
        boolean possible = study.settings().stream()
            .anyMatch(s -> s.matches(Map.of(w.getKey(), w.getValue())));
        if (!possible && !elsewhere.getOrDefault(w.getKey(), List.of()).contains(w.getValue())) {
          throw toml.problem("E244", path, "no trial has %s = %s.".formatted(w.getKey(), w.getValue()))
              .withHint(w.getKey() + " takes "
                  + String.join(", ", study.values().getOrDefault(w.getKey(), List.of())));
        }
      }
      new Results(study, List.of()).bySeed(q); // is it one number?
      return q;
    } catch (IllegalArgumentException e) {
      throw toml.problem("E244", path, e.getMessage() + ".");
    }
  }

  private Condition condition(List<String> path) throws InputException {
    TomlTable table = toml.table(path);
    Set<String> keys = table.keySet();
    double factor = toml.number(TomlSource.plus(path, "factor"), keys.contains("like") ? 1.25 : 1);
    if (keys.contains("less_than")) {
      return new Condition.LessThan(quantity(TomlSource.plus(path, "less_than"),
          toml.text(TomlSource.plus(path, "less_than"), "")), factor);
    }
    if (keys.contains("like")) {
      return new Condition.LikeOther(
          quantity(TomlSource.plus(path, "like"), toml.text(TomlSource.plus(path, "like"), "")),
          factor);
    }
    if (keys.contains("reference")) {
      return new Condition.Reference(toml.number(TomlSource.plus(path, "reference"), 0),
          (int) toml.number(TomlSource.plus(path, "seeds"), 1),
          toml.number(TomlSource.plus(path, "digit"), 0));
    }
    if (keys.contains("between")) {
      if (toml.root().get(TomlSource.plus(path, "between")) instanceof TomlArray a && a.size() == 2
          && a.get(0) instanceof Number low && a.get(1) instanceof Number high) {
        return new Condition.Between(low.doubleValue(), high.doubleValue());
      }
      throw toml.problem("E241", TomlSource.plus(path, "between"), "\"between\" must be two numbers.")
          .withHint("between = [0.4, 0.6]");
    }
    if (keys.contains("below") || keys.contains("above") || keys.contains("equals")) {
      double equals = toml.number(TomlSource.plus(path, "equals"), Double.NaN);
      return Double.isNaN(equals)
          ? new Condition.Between(toml.number(TomlSource.plus(path, "above"), Double.NEGATIVE_INFINITY),
              toml.number(TomlSource.plus(path, "below"), Double.POSITIVE_INFINITY))
          : new Condition.Between(equals, equals);
    }
    throw toml.problem("E245", path, "nothing is said of what is expected.")
        .withHint("{ below = 0.01 }, above, between, equals, reference, less_than or like");
  }
}
