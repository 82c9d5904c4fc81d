package org.secateur.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.secateur.io.InputException;
import org.secateur.io.NearMatch;
import org.secateur.study.trials.Experiment;
import org.secateur.study.trials.Parameter;
import org.secateur.study.trials.Setting;
import org.secateur.study.trials.Study;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** Reads a study file. Whatever cannot be meant is refused before the first trial, with its line and column. */
final class StudyFile {
  static final String SCHEMA = "secateur/study/1";
  private static final Set<String> TOP = Set.of("schema", "name", "title", "text", "experiment", "repeat",
      "measure", "figure", "compare", "expect", "quick");
  private static final int MOST_TRIALS = 100_000;

  private final TomlSource toml;
  private final Experiment experiment;
  private final boolean quick;
  private final Map<String, String> given;

  private StudyFile(TomlSource toml, Experiment experiment, boolean quick, Map<String, String> given) {
    this.toml = toml;
    this.experiment = experiment;
    this.quick = quick;
    this.given = given;
  }

  /**
   * Reads a study.
   *
   * @param text the file's content
   * @param name what messages call the file
   * @param experiments by name; the first is meant where none is named
   * @param quick whether what stands under [quick] takes precedence
   * @param given values from outside the file, such as the folder of the data, for parameters that have none in it
   * @throws InputException E126, E240 to E245 with line and column
   */
  static Study read(String text, String name, List<Experiment> experiments, boolean quick,
      Map<String, String> given) throws InputException {
    TomlSource toml = TomlSource.parse(text, name);
    String schema = toml.text(List.of("schema"), "");
    if (!schema.equals(SCHEMA)) {
      throw toml.problem("E241", List.of("schema"), schema.isEmpty()
          ? "a study file begins with its schema."
          : "this version reads the schema \"" + SCHEMA + "\", not \"" + schema + "\".")
          .withHint("schema = \"" + SCHEMA + "\"");
    }
    String wanted = toml.text(List.of("experiment"), experiments.getFirst().name());
    List<String> names = experiments.stream().map(Experiment::name).toList();
    Experiment experiment = experiments.stream().filter(e -> e.name().equals(wanted)).findFirst()
        .orElseThrow(
            () -> toml.problem("E244", List.of("experiment"), "there is no experiment \"" + wanted + "\".")
                .withHint(near(wanted, names)));
    return new StudyFile(toml, experiment, quick, given).study();
  }

  static String near(String wanted, List<String> names) {
    return NearMatch.among(wanted, names).map(n -> "did you mean \"" + n + "\"?")
        .orElse("there are " + String.join(", ", names));
  }

  private Study study() throws InputException {
    checkSections();
    String name = toml.text(List.of("name"), "study");
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,80}")) {
      throw toml.problem("E241", List.of("name"), "\"" + name + "\" cannot be a folder's name.")
          .withHint("letters, digits, - and _");
    }
    Map<String, List<String>> values = values();
    int seeds = seeds();
    List<String> measures = measures();
    Study bare = new Study(name, toml.text(List.of("title"), name), toml.text(List.of("text"), ""),
        experiment,
        values, seeds, measures, List.of(), List.of(), List.of());
    checkSettings(bare);
    StudySections sections = new StudySections(toml, bare,
        new StudyFile(toml, experiment, !quick, given).values());
    return new Study(bare.name(), bare.title(), bare.text(), experiment, values, seeds, measures,
        sections.figures(), sections.comparisons(), sections.expectations());
  }

  private Set<String> sections() {
    Set<String> sections = new LinkedHashSet<>();
    experiment.parameters().forEach(p -> sections.add(p.section()));
    return sections;
  }

  private List<String> keys(String section) {
    return experiment.parameters().stream().filter(p -> p.section().equals(section)).map(Parameter::key)
        .toList();
  }

  private void checkSections() throws InputException {
    Set<String> known = new LinkedHashSet<>(TOP);
    known.addAll(sections());
    toml.onlyKeys(List.of(), known);
    Set<String> quickly = new LinkedHashSet<>(sections());
    quickly.addAll(List.of("repeat", "measure"));
    toml.onlyKeys(List.of("quick"), quickly);
    for (String section : sections()) {
      toml.onlyKeys(List.of(section), keys(section));
      toml.onlyKeys(List.of("quick", section), keys(section));
    }
    for (List<String> prefix : List.of(List.<String>of(), List.of("quick"))) {
      toml.onlyKeys(TomlSource.plus(prefix, "repeat"), Set.of("seeds", "paired"));
      toml.onlyKeys(TomlSource.plus(prefix, "measure"), Set.of("values"));
    }
  }

  /** Where a key stands: under [quick] if that is asked for and has it. */
  private List<String> path(String section, String key) {
    List<String> quickly = List.of("quick", section, key);
    return quick && toml.root().get(quickly) != null ? quickly : List.of(section, key);
  }

  private Map<String, List<String>> values() throws InputException {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Parameter p : experiment.parameters()) {
      List<String> path = path(p.section(), p.key());
      Object value = toml.root().get(path);
      if (value != null) {
        values.put(p.key(), List.copyOf(new LinkedHashSet<>(grid(p, path, value))));
      } else {
        Optional.ofNullable(given.get(p.key())).ifPresent(v -> values.put(p.key(), List.of(v)));
      }
    }
    return values;
  }

  private List<String> grid(Parameter p, List<String> path, Object value) throws InputException {
    List<String> all = new ArrayList<>();
    switch (value) {
      case TomlArray array -> {
        for (int k = 0; k < array.size(); k++) {
          all.add(one(p, path, array.get(k)));
        }
        if (all.isEmpty()) {
          throw toml
              .problem("E242", path, "\"%s\" has no values, so there is nothing to run.".formatted(p.key()))
              .withHint("give at least one value, or leave the key out");
        }
      }
      case TomlTable table -> all.addAll(spaced(p, path, table));
      default -> all.add(one(p, path, value));
    }
    return all;
  }

  /** { log = [from, to, count] } or { linear = [from, to, count] }, four digits that mean something. */
  private List<String> spaced(Parameter p, List<String> path, TomlTable table) throws InputException {
    toml.onlyKeys(path, List.of("log", "linear"));
    boolean log = table.contains("log");
    List<String> at = TomlSource.plus(path, log ? "log" : "linear");
    if (!(toml.root().get(at) instanceof TomlArray a) || a.size() != 3 || p.kind() == Parameter.Kind.CHOICE
        || p.kind() == Parameter.Kind.TEXT) {
      throw toml.problem("E241", path, "\"%s\" cannot be spaced like this.".formatted(p.key()))
          .withHint(p.key() + " = { log = [0.02, 0.5, 12] }");
    }
    double[] v = new double[3];
    for (int k = 0; k < 3; k++) {
      if (!(a.get(k) instanceof Number number)) {
        throw toml.wrongType(at, a.get(k), "three numbers");
      }
      v[k] = number.doubleValue();
    }
    int count = (int) v[2];
    if (count < 1 || count != v[2] || count > MOST_TRIALS) {
      throw toml.problem("E242", at, "\"%s\" has %s values, so there is nothing to run.".formatted(p.key(),
          Text.number(v[2]))).withHint(p.key() + " = { log = [0.02, 0.5, 12] }");
    }
    if (log && !(v[0] > 0 && v[1] > 0)) {
      throw toml.problem("E241", at, "logarithmic spacing needs positive ends.").withHint("linear");
    }
    List<String> all = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      double share = count == 1 ? 0 : (double) k / (count - 1);
      double x = log ? v[0] * Math.pow(v[1] / v[0], share) : v[0] + share * (v[1] - v[0]);
      double rounded = p.kind() == Parameter.Kind.WHOLE
          ? Math.rint(x)
          : new java.math.BigDecimal(x).round(new java.math.MathContext(4)).doubleValue();
      all.add(Setting.canonical(rounded));
    }
    return all;
  }

  private String one(Parameter p, List<String> path, Object value) throws InputException {
    return switch (p.kind()) {
      case NUMBER, WHOLE -> {
        if (!(value instanceof Number number) || !Double.isFinite(number.doubleValue())) {
          throw toml.wrongType(path, value, p.kind() == Parameter.Kind.WHOLE ? "a whole number" : "a number");
        }
        double x = number.doubleValue();
        if (p.kind() == Parameter.Kind.WHOLE && (x != Math.rint(x) || Math.abs(x) > Integer.MAX_VALUE)) {
          throw toml.wrongType(path, value, "a whole number");
        }
        yield Setting.canonical(x);
      }
      case CHOICE -> {
        String text = value instanceof Boolean flag ? flag ? "yes" : "no" : String.valueOf(value);
        if (!p.choices().contains(text)) {
          throw toml.problem("E244", path, "\"%s\" is no %s.".formatted(text, p.key()))
              .withHint(near(text, p.choices()));
        }
        yield text;
      }
      case TEXT -> {
        if (!(value instanceof String text)) {
          throw toml.wrongType(path, value, "text in quotes");
        }
        yield text;
      }
      case NUMBERS -> {
        String text = String.valueOf(value).replace(" ", "");
        if (!text.matches("[0-9.eE+-]+(,[0-9.eE+-]+)*")) {
          throw toml.wrongType(path, value, "numbers separated by commas, in quotes");
        }
        yield text;
      }
    };
  }

  private int seeds() throws InputException {
    List<String> path = path("repeat", "seeds");
    double seeds = toml.number(path, 1);
    if (seeds < 1 || seeds != Math.rint(seeds) || seeds > MOST_TRIALS) {
      throw toml.problem("E242", path,
          "\"seeds\" must be a whole number from 1, was " + Text.number(seeds) + ".");
    }
    List<String> paired = path("repeat", "paired");
    if (!toml.flag(paired, true)) {
      throw toml.problem("E243", paired, "trials of one seed share their network and their draws: there is no"
          + " unpaired design.").withHint("paired = true, or leave it out");
    }
    return (int) seeds;
  }

  private List<String> measures() throws InputException {
    List<String> path = path("measure", "values");
    List<String> measures = toml.texts(path);
    if (measures.isEmpty()) {
      throw toml
          .problem("E245", List.of("measure", "values"),
              "nothing is to be measured: [measure] values is missing.")
          .withHint("values = [\"" + experiment.measures().getFirst() + "\"]; there are "
              + String.join(", ", experiment.measures()));
    }
    for (String measure : measures) {
      String word = measure.replaceFirst("[:@].*", "");
      if (!experiment.measures().contains(word)) {
        throw toml.problem("E244", path, "\"%s\" is no measure.".formatted(word))
            .withHint(near(word, experiment.measures()));
      }
      try {
        experiment.columns(measure);
      } catch (IllegalArgumentException e) {
        throw toml.problem("E244", path, e.getMessage() + ".");
      }
    }
    return measures;
  }

  /** Every combination resolves, and every value that is given plays a part in some of them. */
  private void checkSettings(Study study) throws InputException {
    long trials = study.seeds();
    for (List<String> v : study.values().values()) {
      trials *= v.size();
      if (trials > MOST_TRIALS) {
        throw toml.problem("E242", List.of("repeat"), "this grid has more than %s trials.".formatted(
            Text.count(MOST_TRIALS))).withHint("fewer values, or several studies");
      }
    }
    List<Setting> settings;
    try {
      settings = study.settings();
    } catch (Experiment.BadSetting e) {
      throw toml.problem("E243", pathOf(e.key()), e.getMessage() + ".");
    }
    for (String key : study.values().keySet()) {
      if (settings.stream().noneMatch(s -> s.has(key)) && toml.root().get(pathOf(key)) != null) {
        throw toml.problem("E243", pathOf(key), "\"%s\" plays no part in this study.".formatted(key))
            .withHint("leave it out");
      }
    }
  }

  private List<String> pathOf(String key) {
    String section = experiment.parameters().stream().filter(p -> p.key().equals(key)).findFirst()
        .map(Parameter::section).orElse("");
    return section.isEmpty() ? List.of(key) : path(section, key);
  }
}
