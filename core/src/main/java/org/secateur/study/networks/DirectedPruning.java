package org.secateur.study.networks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.secateur.random.Seed;
import org.secateur.study.Progress;
import org.secateur.study.trials.Columns;
import org.secateur.study.trials.Experiment;
import org.secateur.study.trials.Outcome;
import org.secateur.study.trials.Parameter;
import org.secateur.study.trials.Parameter.Scope;
import org.secateur.study.trials.Setting;
import org.secateur.study.trials.Trial;

/**
 * Directed networks, which no theorem covers, pruned by several rules with several diagonals, every synapse with a draw of its own
 * or reciprocal ones with one between them.
 */
public final class DirectedPruning implements Experiment {
  private static final int SLOW = 5;
  private static final int MULTIPLE = 30;

  /** Of generated networks. */
  public DirectedPruning() {
  }

  private enum Of {
    SYMMETRIC_PART("epsilon_h eta"),
    EIGENVALUES("matched_median matched_max slow_modes stable abscissa"),
    STEADY_STATE("steady_error"),
    COVARIANCE("covariance_error");

    private final String columns; // separated by blanks

    Of(String columns) {
      this.columns = columns;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Of named(String word) {
      return Arrays.stream(values()).filter(m -> m.word().equals(word)).findFirst()
          .orElseThrow(() -> new IllegalArgumentException("\"" + word + "\" is no measure"));
    }
  }

  @Override
  public String name() {
    return "directed-pruning";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.choice("network", "family", DirectedFamily.words(), Scope.SUBJECT, "what kind of network"),
        Parameter.whole("network", "n", "390", Scope.SUBJECT, "neurons, a multiple of " + MULTIPLE),
        Parameter.choice("prune", "rule", DirectedRule.words(), Scope.TREATMENT, "how synapses are scored"),
        Parameter.number("prune", "keep", "0.2", Scope.TREATMENT, "share of synapses kept, expected"),
        Parameter.choice("prune", "diagonal", words(DirectedNetwork.Leaks.values()), Scope.TREATMENT,
            "what happens to the leaks: matched by rows, kept, or half of a change on either end"),
        Parameter.choice("prune", "draws", words(DirectedNetwork.Draws.values()), Scope.TREATMENT,
            "whether reciprocal synapses share one"));
  }

  private static List<String> words(Enum<?>[] constants) {
    return Arrays.stream(constants).map(c -> c.name().toLowerCase(Locale.ROOT)).toList();
  }

  @Override
  public List<String> measures() {
    return Arrays.stream(Of.values()).map(Of::word).toList();
  }

  @Override
  public List<String> columns(String measure) {
    return List.of(Of.named(measure).columns.split(" ", -1));
  }

  @Override
  public List<String> tables(String measure) {
    return Of.named(measure) == Of.EIGENVALUES ? List.of("eigenvalues") : List.of();
  }

  @Override
  public Setting resolve(Setting given) {
    Map<String, String> resolved = new LinkedHashMap<>();
    for (Parameter p : parameters()) {
      resolved.put(p.key(), given.values().getOrDefault(p.key(), p.fallback()));
    }
    Setting s = new Setting(resolved);
    int n = s.whole("n");
    if (n < MULTIPLE || n % MULTIPLE != 0) {
      throw new BadSetting("n", "these families have layers and clusters: n must be a multiple of " + MULTIPLE
          + ", was " + n);
    }
    double keep = s.number("keep");
    if (!(keep > 0 && keep <= 1)) {
      throw new BadSetting("keep", "a share lies in (0, 1], and keep is " + s.text("keep"));
    }
    if (s.text("draws").equals("paired") && !DirectedFamily.named(s.text("family")).isSymmetric()) {
      throw new BadSetting("draws",
          "the family " + s.text("family") + " has no reciprocal synapses of one weight");
    }
    return s;
  }

  @Override
  public Subject subject(Setting setting, int seed, Progress progress) {
    DirectedNetwork network = new DirectedNetwork(
        DirectedFamily.named(setting.text("family")).draw(setting.whole("n"), new Seed(seed)));
    return (trial, silent) -> treat(network, trial);
  }

  private static Outcome treat(DirectedNetwork network, Trial trial) {
    Setting s = trial.setting();
    Seed seed = new Seed(trial.seed());
    DirectedPair pair = network.prune(DirectedRule.named(s.text("rule")),
        DirectedNetwork.Leaks.valueOf(s.text("diagonal").toUpperCase(Locale.ROOT)),
        DirectedNetwork.Draws.valueOf(s.text("draws").toUpperCase(Locale.ROOT)), s.number("keep"), seed);
    Map<String, Double> values = new LinkedHashMap<>();
    Map<String, Columns> tables = new LinkedHashMap<>();
    for (String measure : trial.measures()) {
      switch (Of.named(measure)) {
        case SYMMETRIC_PART -> {
          DirectedPair.Forms forms = pair.forms();
          values.put("epsilon_h", forms.epsilonH());
          values.put("eta", forms.eta());
        }
        case EIGENVALUES -> eigenvalues(pair.matching(), values, tables);
        case STEADY_STATE -> values.put("steady_error", pair.steady(seed));
        case COVARIANCE -> values.put("covariance_error", pair.covariance());
      }
    }
    return new Outcome.Measured(values, tables);
  }

  private static void eigenvalues(DirectedPair.Matching m, Map<String, Double> values,
      Map<String, Columns> tables) {
    values.put("matched_median", m.median());
    values.put("matched_max", m.worst());
    values.put("slow_modes", m.slow(SLOW));
    values.put("stable", m.abscissa() < 0 ? 1.0 : 0.0);
    values.put("abscissa", m.abscissa());
    tables.put("eigenvalues", m.columns());
  }
}
