package org.secateur.study.networks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.secateur.random.Seed;
import org.secateur.study.Progress;
import org.secateur.study.trials.Experiment;
import org.secateur.study.trials.Parameter;
import org.secateur.study.trials.Parameter.Scope;
import org.secateur.study.trials.Setting;

/**
 * Draws or reads a network, prunes it by a rule to a budget, and measures what survived. Paired: the same seed is the same
 * network and the same number for every synapse, whatever the rule and the budget.
 */
public final class NetworkPruning implements Experiment {
  private static final List<String> BUDGETS = List.of("keep", "edges", "epsilon", "kappa");
  private final List<NetworkSource> sources;

  /** Of generated networks and others. */
  public NetworkPruning(List<NetworkSource> others) {
    List<NetworkSource> all = new ArrayList<>(Generators.all());
    all.addAll(others);
    this.sources = List.copyOf(all);
  }

  @Override
  public String name() {
    return "network-pruning";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.choice("network", "generator", sources.stream().map(NetworkSource::name).toList(),
            Scope.SUBJECT, "where the network comes from"),
        Parameter.text("network", "file", Scope.SUBJECT, "a matrix's file, as in cortex.npz::W"),
        Parameter.text("network", "sha256", Scope.SUBJECT, "the hash that the file must have"),
        Parameter.choice("network", "kind", List.of("network", "graph", "drift"), Scope.SUBJECT,
            "what the matrix is"),
        Parameter.choice("network", "orientation", List.of("post-rows", "pre-rows"), Scope.SUBJECT,
            "what its rows are"),
        Parameter.whole("network", "n", "", Scope.SUBJECT, "neurons"),
        Parameter.numbers("network", "sizes", "", Scope.SUBJECT, "neurons of each cluster"),
        Parameter.whole("network", "bridges", "", Scope.SUBJECT, "pairs that join clusters, in all"),
        Parameter.whole("network", "long_range", "", Scope.SUBJECT, "pairs drawn from all neurons"),
        Parameter.number("network", "degree", "", Scope.SUBJECT, "mean number of partners"),
        Parameter.number("network", "inhibitory", "", Scope.SUBJECT, "share of negative weights"),
        Parameter.number("network", "leak", "", Scope.SUBJECT, "leak beyond the absolute input, 1/s"),
        Parameter.number("network", "slack", "", Scope.SUBJECT,
            "the same, relative to the mean absolute input"),
        new Parameter("network", "signed", Parameter.Kind.CHOICE, "", List.of("no", "yes"), Scope.SUBJECT,
            "whether neurons' signs are flipped at random"),
        new Parameter("prune", "rule", Parameter.Kind.CHOICE, "noise", Controls.names(), Scope.TREATMENT,
            "how synapses are scored"),
        Parameter.number("prune", "keep", "", Scope.TREATMENT, "share of edges kept, expected"),
        Parameter.whole("prune", "edges", "", Scope.TREATMENT, "edges kept, expected"),
        Parameter.number("prune", "epsilon", "", Scope.TREATMENT,
            "the sandwich's width; rules other than noise keep as many edges as noise then does"),
        Parameter.number("prune", "kappa", "", Scope.TREATMENT, "the same as K σ²/2"),
        Parameter.choice("prune", "diagonal", List.of("match", "keep"), Scope.TREATMENT,
            "what happens to the leaks"),
        Parameter.choice("prune", "rescale", List.of("yes", "no"), Scope.TREATMENT,
            "whether kept weights become w/p; rules without chance leave them"),
        Parameter.choice("prune", "sampling", List.of("independent", "connected"), Scope.TREATMENT,
            "how edges are drawn"),
        Parameter.choice("prune", "covariance", List.of("exact", "auto", "snapshots", "simulated"),
            Scope.TREATMENT, "where the covariance comes from"),
        Parameter.whole("prune", "samples", "1000", Scope.TREATMENT,
            "independent snapshots, or steps of 0.1 leak times"),
        Parameter.choice("prune", "start", List.of("stationary", "rest"), Scope.TREATMENT,
            "where a simulation starts"),
        new Parameter("prune", "schedule", Parameter.Kind.CHOICE, "", Repetition.SCHEDULES, Scope.TREATMENT,
            "once, or more than once: in rounds at one kappa or gradually to one share, or online from noise"),
        Parameter.whole("prune", "rounds", "", Scope.TREATMENT, "how many"),
        Parameter.number("prune", "window", "", Scope.TREATMENT,
            "what a synapse watches at first when pruning online, leak times"),
        Parameter.number("prune", "longest", "", Scope.TREATMENT,
            "when an online network is stopped that has not come to rest, leak times"),
        Parameter.choice("dynamics", "activation", List.of("linear", "rectified"), Scope.TREATMENT,
            "the units, for trajectories"),
        Parameter.number("dynamics", "noise", "0.01", Scope.TREATMENT, "σ of the noise, Hz/√s"),
        Parameter.number("dynamics", "input", "2e-4", Scope.TREATMENT,
            "constant input, Hz/s; its deviation over the neurons for rectified units"),
        Parameter.whole("dynamics", "runs", "16", Scope.TREATMENT, "repetitions of a trajectory"));
  }

  @Override
  public List<String> measures() {
    return Measures.names();
  }

  @Override
  public List<String> columns(String measure) {
    return Measures.parse(measure).columns();
  }

  @Override
  public List<String> tables(String measure) {
    return Measures.parse(measure).tables();
  }

  @Override
  public Setting resolve(Setting given) {
    Map<String, String> resolved = new LinkedHashMap<>();
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    parameters().forEach(p -> parameters.put(p.key(), p));
    String generator = given.has("file") ? "file" : given.values().getOrDefault("generator", "clusters");
    NetworkSource source = source(generator);
    resolved.put("generator", generator);
    for (NetworkSource.Given own : source.parameters()) {
      String value = given.values().getOrDefault(own.key(), own.fallback());
      if (value.isEmpty()) {
        throw new BadSetting("generator", "the generator " + generator + " needs a value for " + own.key());
      }
      resolved.put(own.key(), value);
    }
    List<String> budgets = BUDGETS.stream().filter(given::has).toList();
    if (budgets.size() != 1) {
      throw new BadSetting(budgets.isEmpty() ? "keep" : budgets.getLast(),
          budgets.isEmpty()
              ? "how much is kept is not said: keep, edges, epsilon or kappa"
              : String.join(" and ", budgets) + " are budgets that contradict each other");
    }
    for (Parameter p : parameters.values()) {
      String value = given.values().getOrDefault(p.key(), p.fallback());
      if (p.scope() == Scope.TREATMENT && !value.isEmpty()) {
        resolved.put(p.key(), value);
      }
    }
    return Repetition.checked(trimmed(new Setting(resolved)));
  }

  /** Without what plays no part. */
  private static Setting trimmed(Setting s) {
    Map<String, String> values = new LinkedHashMap<>(s.values());
    String covariance = s.text("covariance");
    if (covariance.equals("exact") || covariance.equals("auto")) {
      values.remove("samples");
    }
    if (!covariance.equals("simulated")) {
      values.remove("start");
    }
    if (s.text("rule").startsWith("top")) {
      values.put("rescale", "no");
      values.remove("sampling");
    }
    return new Setting(values);
  }

  private NetworkSource source(String name) {
    return sources.stream().filter(s -> s.name().equals(name)).findFirst()
        .orElseThrow(() -> new BadSetting("generator", "there is no generator " + name));
  }

  @Override
  public Subject subject(Setting setting, int seed, Progress progress) {
    return new PrunedSubject(source(setting.text("generator")).network(setting, new Seed(seed)));
  }

  /** The first of the sources that has this name. */
  public Optional<NetworkSource> named(String name) {
    return sources.stream().filter(s -> s.name().equals(name)).findFirst();
  }
}
