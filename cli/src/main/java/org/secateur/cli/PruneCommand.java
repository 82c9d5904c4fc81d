package org.secateur.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.secateur.certify.Certificate;
import org.secateur.certify.Finding;
import org.secateur.certify.Status;
import org.secateur.io.Bundle;
import org.secateur.io.BundleContents;
import org.secateur.io.CertificateJson;
import org.secateur.io.DeclaredNetwork;
import org.secateur.io.InputException;
import org.secateur.io.Json;
import org.secateur.network.Network;
import org.secateur.prune.Pruned;
import org.secateur.study.Baselines;
import org.secateur.study.CertifiedPruning;
import org.secateur.study.Measure;
import org.secateur.study.Pruning;
import org.secateur.study.PruningOutcome;
import org.secateur.study.PruningRequest;
import org.secateur.study.Scoring;
import org.secateur.study.Target;
import org.secateur.study.Unscored;
import org.secateur.study.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prunes a network and certifies the result. */
@Command(name = "prune", mixinStandardHelpOptions = true, versionProvider = Version.class,
    sortOptions = false, footer = {
        "", "Examples:", "  secateur prune W.npy --kind network --orientation post-rows --keep 0.1 -o pruned",
        "  secateur prune SC.csv --kind network --leak dominant:0.01 --slow 2%%:5 --baselines"},
    description = "Prune a network, measure what survived, and write both as a bundle (-o DIR).")
final class PruneCommand extends Verb {
  @Parameters(paramLabel = "FILE", description = "The network: file, file.npz::W, or - with --format.")
  String file = "";

  @Mixin
  final BudgetOptions budget = new BudgetOptions();

  @Mixin
  final RuleOptions rules = new RuleOptions();

  @Mixin
  final MeaningOptions meaning = new MeaningOptions();

  @Mixin
  final CertificateOptions measure = new CertificateOptions();

  @Mixin
  final InputOptions input = new InputOptions();

  @Option(names = "--allow-unstable",
      description = "Write the result even if it is unstable, marked as such.")
  boolean allowUnstable;

  @Option(names = "--baselines",
      description = "Also prune by weight, uniformly, by degree and to the largest weights.")
  boolean baselines;

  @Mixin
  final EngineOptions engine = new EngineOptions();

  @Option(names = "--report",
      description = "Also write a report with figures, report.html in the bundle: one file, opened from disk.")
  boolean report;

  @Override
  Configuration configuration() throws InputException {
    if (engine.isElsewhere()) {
      return Configuration.of(spec(), Map.of());
    }
    DeclaredNetwork declared = loader(input, meaning, Progress.NONE).load(file);
    rules.toRequest(budget.toTarget(), common.seedValue(), declared.network().neurons());
    measure.toMeasure(common.seedValue(), declared.network());
    return Configuration.of(spec(), declared);
  }

  @Override
  boolean hasTable() {
    return true;
  }

  @Override
  int run(Console console, TerminalProgress progress) throws Exception {
    Stopwatch watch = new Stopwatch();
    if (engine.isElsewhere()) {
      return elsewhere(console, progress, watch);
    }
    Target target = budget.toTarget();
    rules.ruleValue();
    requireFolder();
    DeclaredNetwork declared = loader(input, meaning, progress).load(file);
    Network network = declared.network();
    Configuration configuration = Configuration.of(spec(), declared).shareable();
    PruningRequest wanted = rules.toRequest(target, common.seedValue(), network.neurons());
    Measure asked = measure.toMeasure(common.seedValue(), network);
    Checks checks = new Checks(declared, console);
    checks.ruleFits(wanted.rule());
    checks.diagonalFits(wanted.diagonal());
    RouteCheck route = RouteCheck.of(wanted, network,
        new RouteCheck.Besides(Optional.of(asked.level()), common.out != null), common.memoryBytes(),
        console);
    PruningRequest request = route.request();
    checks.beforePruning();
    Bundle.Target bundle = common.out == null
        ? null
        : Bundle.reserve(common.out, common.overwrite, declared.source().origin().stamp());
    Scoring.Ready scoring = score(network, request, progress, checks);
    Pruned pruned = prune(network, request, scoring, progress, checks);
    Certificate certificate = CertifiedPruning.certify(network, pruned, request, asked, progress);
    List<Baselines.Control> shown = baselines || (report && ReportRequest.affordsControls(network, asked))
        ? Baselines.of(network, request, pruned, asked, progress)
        : List.of();
    List<Baselines.Control> others = baselines ? shown : List.of();
    progress.close();
    refuseUnstable(certificate, request, checks);
    checks.afterPruning(pruned, certificate, scoring);
    Map<String, Object> document = CertificateJson.of(certificate, network);
    document.put("scores", route.json(scoring));
    document.put("baselines", Baseline.toJson(others));
    Map<String, Object> provenance = Provenance.of(configuration, declared, watch, checks.notices());
    document.put("provenance", provenance);
    if (bundle != null) {
      Map<String, byte[]> pages = report
          ? Map.of(ReportRequest.FILE,
              new ReportRequest(spec(), declared, configuration, provenance, checks.notices()).of(pruned,
                  request, certificate, route.words(scoring), shown, progress))
          : Map.of();
      bundle.write(declared, pruned, document, configuration.toToml(), pages, progress);
      progress.close();
    }
    if (common.csv) {
      console.print(Text.csv(Baseline.rows(request.rule().name(), certificate, others)));
    } else if (common.json) {
      console.print(Json.write(answer(pruned, certificate, document, bundle)));
    } else {
      print(console, declared, request, route.words(scoring), pruned, certificate, others,
          watch,
          bundle);
    }
    return certificate.status() == Status.NOT_PRESERVED ? ExitCode.NO : ExitCode.OK;
  }

  /** Prunes on a cluster. */
  private int elsewhere(Console console, TerminalProgress progress, Stopwatch watch) throws InputException {
    if (report) {
      throw Failure.of(ExitCode.USAGE, "E172",
          "--report is written on one machine, and --engine leads elsewhere",
          "leave --report out");
    }
    PruneEngine.Result result = engine.run(file, this, progress);
    progress.close();
    if (common.json) {
      console.print(Json.write(result.document()));
    } else {
      result.lines().forEach(line -> console.say("%s", line));
      result.certificate().ifPresent(c -> CertificateText.print(console, c, Integer::toString));
      console.say("Wrote       %s", common.out == null
          ? "nothing; -o DIR keeps the network"
          : EngineOptions.address(common.out.toString()));
      console.say("Took        %s", Text.duration(watch.seconds()));
    }
    return ExitCode.OK;
  }

  private void requireFolder() {
    if (report && common.out == null) {
      throw Failure.of(ExitCode.USAGE, "E172", "--report needs a folder to write to", "-o DIR");
    }
  }

  /** Measures a bundle's pair with this command's settings. */
  Certificate certifyAgain(BundleContents contents, Progress progress) throws InputException {
    Network network = contents.original().network();
    PruningRequest request = rules.toRequest(budget.toTarget(), common.seedValue(), network.neurons());
    return CertifiedPruning.certify(network, contents.pruned(), contents.keepProbabilities(), request,
        measure.toMeasure(common.seedValue(), network), progress);
  }

  private static Scoring.Ready score(Network network, PruningRequest request, TerminalProgress progress,
      Checks checks) {
    progress.report("scoring", 0, 1);
    return switch (Scoring.of(network, request.rule(), request.route(), progress)) {
      case Unscored why -> throw checks.unscored(why);
      case Scoring.Ready ready -> {
        progress.report("scoring", 1, 1);
        yield ready;
      }
    };
  }

  private static Pruned prune(Network network, PruningRequest request, Scoring.Ready scoring,
      TerminalProgress progress,
      Checks checks) {
    checks.budgetFits(request, scoring);
    progress.report("drawing", 0, 1);
    return switch (Pruning.run(network, request, scoring, progress)) {
      case PruningOutcome.Done done -> checks.notEmpty(done.pruned());
      case PruningOutcome.NoScores(Unscored why) -> throw checks.unscored(why);
      case PruningOutcome.OutOfReach(double kept, double error) ->
        throw checks.outOfReach(request, scoring, kept, error);
    };
  }

  private void refuseUnstable(Certificate certificate, PruningRequest request, Checks checks) {
    Optional<Double> abscissa = certificate.findings().stream()
        .filter(Finding.PrunedUnstable.class::isInstance)
        .map(f -> ((Finding.PrunedUnstable) f).spectralAbscissa()).findFirst();
    if (certificate.status() == Status.REFUSED && !allowUnstable) {
      throw checks.wouldBecomeUnstable(abscissa, certificate, request);
    }
  }

  private static Map<String, Object> answer(Pruned pruned, Certificate certificate,
      Map<String, Object> document,
      Bundle.@Nullable Target bundle) {
    boolean stable = certificate.stability().measured().map(s -> s.stable()).orElse(false);
    Map<String, Object> brief = new LinkedHashMap<>();
    brief.put("met", certificate.status() == Status.MEASURED || certificate.status() == Status.GUARANTEED);
    brief.put("kept_edges", pruned.keptEdges());
    brief.put("kept_fraction", pruned.keptFraction());
    certificate.slowModesMaxError().ifPresent(e -> brief.put("slow_modes_max_error", e));
    brief.put("stable", stable);
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("schema", "secateur/prune/1");
    m.put("kept_edges", pruned.keptEdges());
    m.put("kept_fraction", pruned.keptFraction());
    m.put("stable", stable);
    m.put("answer", brief);
    m.put("bundle", bundle == null ? List.of() : List.of(bundle.name()));
    m.put("certificate", document);
    return m;
  }

  private void print(Console console, DeclaredNetwork declared, PruningRequest request, String scores,
      Pruned pruned,
      Certificate certificate, List<Baselines.Control> others, Stopwatch watch,
      Bundle.@Nullable Target bundle) {
    Echo.print(console, declared);
    console.say("Scores      %s", scores);
    console.say("Pruned      kept %s of %s edges (%s)   rule %s · diagonal %s · seed %d",
        Text.count(pruned.keptEdges()),
        Text.count(pruned.plan().scores().count()), Text.percent(pruned.keptFraction()),
        request.rule().name(),
        rules.diagonal, common.seed);
    CertificateText.print(console, certificate, declared.network()::label);
    if (!others.isEmpty()) {
      console.say("%nControls at the same budget");
      console.say("%s", Baseline.table(certificate, others, request.rule().name()).stripTrailing());
    }
    List<String> next = new ArrayList<>();
    if (bundle != null) {
      console.say("Wrote       %-60s %s",
          Path.of(bundle.name()) + "/" + (report ? "   with " + ReportRequest.FILE : ""),
          Text.duration(watch.seconds()));
      next.add("secateur verify " + bundle.name());
    } else {
      console.say("Wrote       nothing; -o DIR keeps the network and its certificate          %s",
          Text.duration(watch.seconds()));
      next.add("secateur prune ... -o DIR");
    }
    for (String n : next) {
      console.say("Next        %s", n);
    }
  }
}
