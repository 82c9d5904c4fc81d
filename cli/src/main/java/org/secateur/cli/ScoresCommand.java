package org.secateur.cli;

import java.util.LinkedHashMap;
import java.util.Map;

import org.secateur.io.DeclaredNetwork;
import org.secateur.io.InputException;
import org.secateur.io.Json;
import org.secateur.io.ScoreTable;
import org.secateur.network.Network;
import org.secateur.prune.Budget;
import org.secateur.prune.Scores;
import org.secateur.study.PruningRequest;
import org.secateur.study.Scoring;
import org.secateur.study.Target;
import org.secateur.study.Unscored;
import org.secateur.study.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Writes every synapse's score. */
@Command(name = "scores", mixinStandardHelpOptions = true, versionProvider = Version.class,
    sortOptions = false, footer = {
        "", "Examples:",
        "  secateur scores graph.mtx --kind graph --rule resistance -o scores.csv"},
    description = {
        "Every synapse's score, effective resistance and standard error, as CSV on standard output, or in the file"
            + " given by -o (.csv, .csv.gz or .npy).",
        "Columns: pre, post, weight, score, resistance, standard_error. A pair of a symmetric network has one row."})
final class ScoresCommand extends Verb {
  @Parameters(paramLabel = "FILE", description = "The network: file, file.npz::W, or - with --format.")
  String file = "";

  @Mixin
  final RuleOptions rules = new RuleOptions();

  @Mixin
  final MeaningOptions meaning = new MeaningOptions();

  @Mixin
  final InputOptions input = new InputOptions();

  @Override
  Configuration configuration() throws InputException {
    rules.ruleValue();
    return Configuration.of(spec(), loader(input, meaning, Progress.NONE).load(file));
  }

  @Override
  int run(Console console, TerminalProgress progress) throws Exception {
    DeclaredNetwork declared = loader(input, meaning, progress).load(file);
    Network network = declared.network();
    Checks checks = new Checks(declared, console);
    PruningRequest wanted = rules.toRequest(new Target.Fixed(new Budget.KeepFraction(1)), common.seedValue(),
        network.neurons());
    checks.ruleFits(wanted.rule());
    RouteCheck route = RouteCheck.of(wanted, network, RouteCheck.Besides.NOTHING, common.memoryBytes(),
        console);
    PruningRequest request = route.request();
    checks.beforePruning();
    progress.report("scoring", 0, 1);
    Scoring.Ready ready = switch (Scoring.of(network, request.rule(), request.route(), progress)) {
      case Unscored why -> throw checks.unscored(why);
      case Scoring.Ready r -> r;
    };
    progress.report("scoring", 1, 1);
    ScoreTable table = new ScoreTable(declared, ready.scores(), ready.unitsPerLeverage());
    if (common.out != null) {
      table.write(common.out, common.overwrite, progress);
      progress.close();
    } else if (!common.json) {
      table.print(out());
    }
    if (common.json) {
      console.print(Json.write(summary(ready.scores(), ready, route)));
    } else if (common.out != null) {
      console.say("Scores      %s", route.words(ready));
      console.say("Wrote       %s: %s rows · sum of scores %s · Gini %.2f", common.out,
          Text.count(ready.scores().count()),
          Text.number(ready.scores().sum()), ready.scores().gini());
    }
    return ExitCode.OK;
  }

  private static Map<String, Object> summary(Scores scores, Scoring.Ready ready, RouteCheck route) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("schema", "secateur/scores/1");
    m.put("rule", scores.rule().name());
    m.putAll(route.json(ready));
    m.put("edges", scores.count());
    m.put("sum", scores.sum());
    m.put("gini", scores.gini());
    return m;
  }
}
