package org.secateur.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.secateur.certify.Certificate;
import org.secateur.certify.Certify;
import org.secateur.certify.Claim;
import org.secateur.certify.Level;
import org.secateur.certify.Status;
import org.secateur.io.AtomicFile;
import org.secateur.io.CertificateJson;
import org.secateur.io.DeclaredNetwork;
import org.secateur.io.Existing;
import org.secateur.io.InputException;
import org.secateur.io.Json;
import org.secateur.io.Pair;
import org.secateur.network.Network;
import org.secateur.prune.Budget;
import org.secateur.study.Measure;
import org.secateur.study.Progress;
import org.secateur.study.Pruning;
import org.secateur.study.PruningOutcome;
import org.secateur.study.PruningRequest;
import org.secateur.study.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Certifies anybody's pruning. */
@Command(name = "certify", mixinStandardHelpOptions = true, versionProvider = Version.class,
    sortOptions = false, footer = {
        "", "Examples:",
        "  secateur certify SC.csv SC_top15pct.csv --kind network --leak dominant:0.01 --slow 5%%:5"},
    description = {
        "Measure what a pruned network B kept of its original A, whoever pruned it.",
        "Exit status 1 if a stated tolerance is missed or a network is unstable."})
final class CertifyCommand extends Verb {
  @Parameters(index = "0", paramLabel = "A", description = "The original.")
  String first = "";

  @Parameters(index = "1", paramLabel = "B", description = "The pruned network.")
  String second = "";

  @Option(names = "--tolerance", paramLabel = "T",
      description = "Claim: no activity pattern is off by more than T.")
  @Nullable
  String tolerance;

  @Option(names = "--slow", paramLabel = "P%[:k]",
      description = "Claim: the k slowest modes (default 5) are within P %%.")
  @Nullable
  String slow;

  @Option(names = "--leak-pruned", paramLabel = "LEAK", defaultValue = "same", description = {
      "B's leak, with --kind network: same as A's; matched, so that every neuron keeps its slack; a value;"
          + " or a FILE, such as a bundle's leak.csv. Default: ${DEFAULT-VALUE}."})
  String leakPruned = "same";

  @Option(names = "--align", paramLabel = "labels", description = "Certify the nodes that both files name.")
  @Nullable
  String align;

  @Option(names = "--allow-new-edges", description = "Compare although B has edges that A lacks.")
  boolean allowNewEdges;

  @Option(names = "--report", paramLabel = "PAGE",
      description = "Also write a report with figures to this HTML file, opened from disk.")
  @Nullable
  Path report;

  @Mixin
  final CertificateOptions measure = new CertificateOptions();

  @Mixin
  final MeaningOptions meaning = new MeaningOptions();

  @Mixin
  final InputOptions input = new InputOptions();

  @Override
  Configuration configuration() throws InputException {
    claims();
    return Configuration.of(spec(), loader(input, meaning, Progress.NONE).load(first));
  }

  @Override
  int run(Console console, TerminalProgress progress) throws Exception {
    Stopwatch watch = new Stopwatch();
    List<Claim> claims = claims();
    if (report != null) {
      AtomicFile.create(report, existing()).close(); // before long work
    }
    DeclaredNetwork original = loader(input, meaning, progress).load(first);
    DeclaredNetwork other = loader(input, meaning, progress).loadSecond(second, original);
    Pair pair = Pair.of(original, other, align != null, allowNewEdges);
    Network a = pair.original();
    Network b = pair.pruned(leakRule(a));
    Measure asked = measure.toMeasure(common.seedValue(), a);
    Certify certify = asked.applyTo(Certify.pair(a, b));
    claims.forEach(certify::tolerance);
    claims.stream().filter(Claim.SlowModes.class::isInstance).mapToInt(c -> ((Claim.SlowModes) c).modes())
        .max()
        .ifPresent(k -> certify.modes(Math.max(k, asked.modes())));
    Certificate certificate = certify.progress(progress::report).measure();
    Optional<Certificate> alternative = alternative(a, certificate, asked, progress);
    progress.close();
    Map<String, Object> document = CertificateJson.of(certificate, a);
    Configuration configuration = Configuration.of(spec(), original).shareable();
    Map<String, Object> provenance = Provenance.of(configuration, original, watch, List.of());
    document.put("provenance", provenance);
    if (report != null) {
      byte[] page = new ReportRequest(spec(), original, configuration, provenance, List.of()).of(a, b,
          certificate, progress);
      write(report, page);
      progress.close();
    }
    if (common.out != null) {
      write(common.out, Json.write(document).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    if (common.json) {
      console.print(Json.write(document));
    } else {
      print(console, original, pair, certificate, alternative);
    }
    return certificate.status() == Status.NOT_PRESERVED || certificate.status() == Status.REFUSED
        ? ExitCode.NO
        : ExitCode.OK;
  }

  private void write(Path target, byte[] content) throws Exception {
    try (AtomicFile file = AtomicFile.create(target, existing())) {
      file.stream().write(content);
      file.commit();
    }
  }

  private Existing existing() {
    return common.overwrite ? Existing.OVERWRITE : Existing.REFUSE;
  }

  private Pair.PrunedLeak leakRule(Network a) throws InputException {
    return switch (leakPruned) {
      case "same" -> new Pair.PrunedLeak.Same();
      case "matched" -> new Pair.PrunedLeak.Matched();
      default -> new Pair.PrunedLeak.Given(
          MeaningOptions.leakRule(leakPruned, "--leak-pruned", a.neurons(), a.labels()));
    };
  }

  private List<Claim> claims() {
    List<Claim> claims = new ArrayList<>();
    if (tolerance != null || slow != null) {
      BudgetOptions one = new BudgetOptions();
      if (tolerance != null) {
        one.tolerance = tolerance;
        claims.add(new Claim.WorstDirection(((Target.WorstDirection) one.toTarget()).within()));
      }
      if (slow != null) {
        one.tolerance = null;
        one.slow = slow;
        Target.SlowModes target = (Target.SlowModes) one.toTarget();
        claims.add(new Claim.SlowModes(target.within(), target.modes()));
      }
    }
    return claims;
  }

  /** What the noise rule makes of the same budget; only where that is quick. */
  private Optional<Certificate> alternative(Network a, Certificate certificate, Measure asked,
      Progress progress) {
    double kept = (double) certificate.structure().edges().after()
        / Math.max(1, certificate.structure().edges().before());
    if (a.neurons() > 1000 || asked.level() == Level.QUICK || !(kept > 0) || kept >= 1) {
      return Optional.empty();
    }
    PruningRequest request = PruningRequest.of(new Target.Fixed(new Budget.KeepFraction(kept)),
        common.seedValue());
    return Pruning.run(a, request, progress) instanceof PruningOutcome.Done done
        ? Optional
            .of(Measure.quick(common.seedValue()).applyTo(Certify.pair(a, done.pruned().network())).measure())
        : Optional.empty();
  }

  private static void print(Console console, DeclaredNetwork declared, Pair pair, Certificate certificate,
      Optional<Certificate> alternative) {
    Echo.print(console, declared);
    long before = certificate.structure().edges().before();
    long after = certificate.structure().edges().after();
    console.say("Pair        same %s neurons; %s of %s edges kept (%s); weights of kept edges %s", Text.count(
        pair.original().neurons()), Text.count(after), Text.count(before),
        Text.percent((double) after / Math.max(1, before)),
        certificate.structure().weightsUnchanged() ? "unchanged (no rescaling)" : "changed");
    CertificateText.print(console, certificate, pair.original()::label);
    alternative.ifPresent(c -> console.say(
        "Hint        the same budget with --rule noise: worst direction %s, slow modes %s,"
            + " %d component%s",
        Baseline.worst(c), c.slowModesMaxError().map(Text::percent).orElse("-"),
        c.structure().components().after(), c.structure().components().after() == 1 ? "" : "s"));
  }
}
