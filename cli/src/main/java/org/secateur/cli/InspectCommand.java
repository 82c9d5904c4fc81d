package org.secateur.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.secateur.certify.Level;
import org.secateur.dynamics.Drift;
import org.secateur.io.DeclaredNetwork;
import org.secateur.io.InputException;
import org.secateur.io.Json;
import org.secateur.network.Components;
import org.secateur.network.Edges;
import org.secateur.network.Kind;
import org.secateur.network.Network;
import org.secateur.prune.Budget;
import org.secateur.study.Forecasts;
import org.secateur.study.NetworkFacts;
import org.secateur.study.PriceList;
import org.secateur.study.PruningRequest;
import org.secateur.study.Scoring;
import org.secateur.study.Target;
import org.secateur.study.Unscored;
import org.secateur.study.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at a network before anything is cut. */
@Command(name = "inspect", mixinStandardHelpOptions = true, versionProvider = Version.class,
    sortOptions = false, footer = {
        "", "Examples:", "  secateur inspect W.npy",
        "  secateur inspect SC.csv --kind network --leak dominant:0.01 --budgets 0.3,0.1"},
    description = "Say what was read, whether it is stable, what the theorem says, and what each budget would cost.")
final class InspectCommand extends Verb {
  /** Work beyond this makes the price list shorter unless it is asked for. */
  private static final double PATIENCE_SECONDS = 30;
  /** Work beyond this makes it shorter still: fewer budgets. */
  private static final double LONGEST_SECONDS = 120;

  @Parameters(paramLabel = "FILE", description = "The network: file, file.npz::W, or - with --format.")
  String file = "";

  @Mixin
  final RuleOptions rules = new RuleOptions();

  @Mixin
  final MeaningOptions meaning = new MeaningOptions();

  @Mixin
  final InputOptions input = new InputOptions();

  @Option(names = "--budgets", split = ",", paramLabel = "F", defaultValue = "0.5,0.2,0.1,0.05,0.02",
      description = "Kept fractions of the price list. Default: ${DEFAULT-VALUE}.")
  List<String> budgets = List.of();

  @Option(names = "--seeds", paramLabel = "N", defaultValue = "0",
      description = "Seeds each price is measured on; 0: five, or fewer where that takes long.")
  int seeds;

  @Option(names = "--modes", paramLabel = "k", defaultValue = "5",
      description = "Slow modes to compare. Default: 5.")
  int modes = 5;

  @Option(names = "--no-prices", description = "Leave the price list out.")
  boolean noPrices;

  @Override
  boolean hasTable() {
    return true;
  }

  @Override
  boolean writes() {
    return false;
  }

  @Override
  Configuration configuration() throws InputException {
    rules.ruleValue();
    return Configuration.of(spec(), loader(input, meaning, Progress.NONE).look(file).declared());
  }

  @Override
  int run(Console console, TerminalProgress progress) throws Exception {
    if (modes < 1 || seeds < 0) {
      throw Failure.of(ExitCode.USAGE, "E172", modes < 1
          ? "--modes %d is not a number of modes".formatted(modes)
          : "--seeds %d is not a number of seeds".formatted(seeds), "--modes 5 --seeds 5");
    }
    List<Double> keeps = budgets.stream().map(b -> Fractions.keep(b, "--budgets")).toList();
    NetworkLoader.Look look = loader(input, meaning, progress).look(file);
    DeclaredNetwork declared = look.declared();
    Network network = declared.network();
    Checks checks = new Checks(declared, console);
    PruningRequest wanted = rules.toRequest(new Target.Fixed(new Budget.KeepFraction(1)), common.seedValue(),
        network.neurons());
    checks.ruleFits(wanted.rule());
    RouteCheck route = RouteCheck.of(wanted, network, RouteCheck.Besides.NOTHING, common.memoryBytes(),
        console);
    PruningRequest request = route.request();
    NetworkFacts facts = NetworkFacts.of(network);
    Echo.print(console, declared);
    if (!look.assumed().isEmpty()) {
      console.say("Assumed     %s   (for this look only; prune asks for it)",
          String.join(" ", look.assumed()));
    }
    printShape(console, network, facts);
    checks.beforePruning();
    Map<String, Object> document = document(declared, look, facts);
    switch (Scoring.of(network, request.rule(), request.route(), progress)) {
      case Unscored why -> {
        Failure failure = checks.unscored(why);
        console.say("Prices      none: %s", why instanceof Unscored.Unstable
            ? "what is unstable has no covariance to score by"
            : String.valueOf(failure.getMessage()));
        console.say("Remedy      %s", failure.hint().orElse(""));
        document.put("remedy", failure.hint().orElse(""));
      }
      case Scoring.Ready ready -> {
        document.put("gini", ready.scores().gini());
        document.put("scores", route.json(ready));
        console.say("Scores      %s", route.words(ready));
        console.say("Help        %s", help(ready));
        if (!noPrices) {
          document.put("price_list", prices(console, network, request, ready, keeps, progress));
        }
      }
    }
    document.put("warnings", checks.notices().stream().map(n -> n.code() + ": " + n.message()).toList());
    if (common.json) {
      console.print(Json.write(document));
    } else {
      console.say("Next        %s", next(look, document.containsKey("remedy")));
    }
    return ExitCode.OK;
  }

  /** A command that works: the look again with a leak that holds, or a pruning with what was typed and assumed. */
  private String next(NetworkLoader.Look look, boolean unstable) {
    String typed = String.join(" ", typed(unstable));
    String flags = (typed.isEmpty() ? "" : " " + typed)
        + (look.assumed().isEmpty() ? "" : " " + String.join(" ", look.assumed()));
    return unstable
        ? "secateur inspect %s%s%s".formatted(file, flags,
            look.declared().kind() == Kind.NETWORK ? " --leak dominant:0.01" : "")
        : "secateur prune %s%s --keep 0.2 --baselines -o pruned".formatted(file, flags);
  }

  /** The flags typed that prune has too, but for a leak that did not hold. */
  private List<String> typed(boolean unstable) {
    List<String> flags = new ArrayList<>();
    for (OptionSpec option : spec().commandLine().getParseResult().matchedOptions()) {
      boolean shared = shared().contains(option.longestName())
          && !(unstable && option.longestName().equals("--leak"));
      if (shared) {
        flags.add(option.longestName()
            + (option.arity().max() == 0 ? "" : (option.arity().min() == 0 ? "=" : " ") + option.getValue()));
      }
    }
    return flags;
  }

  private List<String> shared() {
    return spec().mixins().entrySet().stream()
        .filter(m -> List.of("rules", "meaning", "input").contains(m.getKey()))
        .flatMap(m -> m.getValue().options().stream()).map(OptionSpec::longestName).toList();
  }

  private static void printShape(Console console, Network network, NetworkFacts facts) {
    Components components = Components.of(network);
    console.say("Shape       %s, %s · %s component%s · %s isolated", Text.count(network.neurons(), "neuron"),
        network.isSymmetric()
            ? Text.count(Edges.of(network).count(), "edge") + " (pairs), symmetric"
            : Text.count(Edges.of(network).count(), "synapse") + ", directed",
        Text.count(components.count()), components.count() == 1 ? "" : "s",
        Text.count(components.isolated()));
    console.say("Stability   leading eigenvalue %s (%s)%s", Text.number(facts.abscissa()), facts.word(),
        facts.abscissa() < 0 ? " · slowest time constant " + Text.number(-1 / facts.abscissa()) : "");
    console.say("Theorem     %s", facts.theoremApplies()
        ? "applies: symmetric and diagonally dominant"
        : "does not apply: " + (network.isSymmetric() ? "not diagonally dominant" : "directed")
            + ". Certificates will be \"measured\", not \"guaranteed\".");
  }

  private static String help(Scoring.Ready ready) {
    double[] scores = Arrays.stream(ready.scores().toArray()).filter(s -> s > 0).sorted().toArray();
    double gini = ready.scores().gini();
    if (scores.length == 0) {
      return "all scores are 0";
    }
    double low = scores[(int) (0.05 * (scores.length - 1))];
    double high = scores[(int) (0.95 * (scores.length - 1))];
    String verdict = gini < 0.05
        ? "the rule will do no better than uniform sampling here"
        : "the rule has something to choose by; --baselines shows whether controls do as well";
    return Text.format("scores vary %s-fold from the 5th to the 95th percentile (Gini %.2f): %s",
        fold(high / low), gini,
        verdict);
  }

  private static String fold(double ratio) {
    return ratio < 99.5 ? Text.format("%.1f", ratio) : Text.count(Math.round(ratio));
  }

  private List<Map<String, Object>> prices(Console console, Network network, PruningRequest request,
      Scoring.Ready ready,
      List<Double> keeps, TerminalProgress progress) {
    double cell = Forecasts.pruning(network).seconds()
        + Forecasts.certificate(Drift.of(network), Level.QUICK).seconds();
    boolean asked = seeds > 0 || spec().commandLine().getParseResult().hasMatchedOption("--budgets");
    int budgeted = asked
        ? keeps.size()
        : (int) Math.min(LONGEST_SECONDS / Math.max(1e-9, cell), keeps.size());
    int affordable = (int) Math.clamp(PATIENCE_SECONDS / Math.max(1e-9, cell * budgeted), 1, 5);
    int count = seeds > 0 ? seeds : affordable;
    double forecast = cell * count * budgeted;
    if (budgeted < keeps.size()) {
      console.remark("note: %s of the %d prices %s measured: each takes about %s; --seeds 1 measures all",
          budgeted == 0
              ? "none"
              : "only the first " + budgeted,
          keeps.size(), budgeted == 1 ? "is" : "are", Text.duration(cell));
    }
    if (budgeted == 0) {
      return List.of();
    }
    if (forecast > ReadingCheck.WORTH_SAYING_SECONDS) {
      console.remark("Forecast    price list: about %s on %d seed%s; --no-prices leaves it out",
          Text.duration(forecast), count,
          count == 1 ? "" : "s");
    }
    PriceList list = PriceList.of(network, request, ready, keeps.subList(0, budgeted), count, modes,
        progress);
    progress.close();
    console.say("%nPrice list  rule %s, measured on %d seed%s, diagonal %s", request.rule().name(), count,
        count == 1 ? "" : "s", rules.diagonal);
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("   keep", "edges", "worst direction", modes + " slow modes", "leading eigenvalue",
        "stable"));
    List<Map<String, Object>> json = new ArrayList<>();
    for (PriceList.Row row : list.rows()) {
      rows.add(List.of("   " + Text.percent(row.keep()), Text.count(row.edges()),
          "error " + Text.percent(row.worstDirection()),
          Text.percent(row.slowModes()),
          Text.number(row.lowestAbscissa()) + " .. " + Text.number(row.highestAbscissa()),
          row.stable() + "/" + count));
      json.add(priceJson(row));
    }
    console.say("%s", Text.table(rows).stripTrailing());
    if (common.csv) {
      console.print(Text.csv(json));
    }
    return json;
  }

  private static Map<String, Object> priceJson(PriceList.Row row) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("keep", row.keep());
    m.put("edges", row.edges());
    m.put("worst_direction", row.worstDirection());
    m.put("slow_modes", row.slowModes());
    m.put("slow_modes_worst", row.slowModesWorst());
    m.put("lowest_leading_eigenvalue", row.lowestAbscissa());
    m.put("highest_leading_eigenvalue", row.highestAbscissa());
    m.put("stable", row.stable());
    return m;
  }

  private Map<String, Object> document(DeclaredNetwork declared, NetworkLoader.Look look,
      NetworkFacts facts) {
    Network network = declared.network();
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("schema", "secateur/inspection/1");
    m.put("input", Configuration.input(declared));
    Map<String, Object> understood = new LinkedHashMap<>();
    declared.facts().forEach(f -> understood.put(f.name().toLowerCase(java.util.Locale.ROOT), f.value()));
    m.put("understood", understood);
    m.put("assumed", look.assumed());
    m.put("neurons", network.neurons());
    m.put("edges", Edges.of(network).count());
    m.put("symmetric", network.isSymmetric());
    m.put("components", Components.of(network).count());
    m.put("stable", facts.abscissa() <= 0);
    m.put("leading_eigenvalue", facts.abscissa());
    m.put("diagonally_dominant", Drift.of(network).isDiagonallyDominant());
    m.put("theorem_applies", facts.theoremApplies());
    return m;
  }
}
