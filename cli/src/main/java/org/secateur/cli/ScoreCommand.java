package org.secateur.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.secateur.boltzmann.Enumeration;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Samples;
import org.secateur.boltzmann.chains.GibbsSampler;
import org.secateur.boltzmann.evaluate.AnnealedImportanceSampling;
import org.secateur.boltzmann.evaluate.Likelihood;
import org.secateur.boltzmann.evaluate.LogPartition;
import org.secateur.boltzmann.evaluate.SampleQuality;
import org.secateur.io.InputException;
import org.secateur.io.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures a machine. */
@Command(name = "score", mixinStandardHelpOptions = true, versionProvider = Version.class,
    sortOptions = false,
    footer = {"", "Examples:", "  secateur boltzmann score digits.rbm digits.npz --test 0.2",
        "  secateur boltzmann score digits.rbm digits.npz --reverse --samples 1000 --json"},
    description = {
        "How probable a machine makes patterns, and how far that can be trusted: exact, or by annealed"
            + " importance sampling with its interval; a lower bound for deep machines.",
        "With labels: what a logistic regression reads from the top layer, beside what it reads from the pixels."})
final class ScoreCommand extends Verb {
  @Parameters(index = "0", paramLabel = "MODEL", description = "The folder of a run, or a file of arrays.")
  Path model = Path.of("");

  @Parameters(index = "1", paramLabel = "DATA",
      description = "Patterns: a file, or the name of generated data.")
  String data = "";

  @Option(names = "--reverse",
      description = "Also anneal backwards from samples of the machine: ln Z from above, likelihood from below.")
  boolean reverse;

  @Option(names = "--pseudo",
      description = "Also the pseudo-likelihood, of two layers; it is no likelihood and not comparable with one.")
  boolean pseudo;

  @Option(names = "--samples", paramLabel = "N", defaultValue = "0",
      description = "With labels: quality and diversity of so many samples, by a classifier of pixels. Default: none.")
  int samples;

  @Option(names = "--sweeps", paramLabel = "N", defaultValue = "1000",
      description = "Gibbs sweeps before samples are taken. Default: ${DEFAULT-VALUE}.")
  int sweeps = 1000;

  @Mixin(name = "evaluation")
  final EvaluationFlags evaluation = new EvaluationFlags();

  @Mixin(name = "data")
  final PatternFlags patterns = new PatternFlags();

  @Override
  boolean writes() {
    return false;
  }

  @Override
  Configuration configuration() throws InputException {
    return Configuration.of(spec(), load().input()).shareable();
  }

  private Dataset load() throws InputException {
    evaluation.check();
    return Dataset.load(data, patterns, evaluation.test, evaluation.testLabels);
  }

  @Override
  int run(Console console, TerminalProgress progress) throws Exception {
    if (samples < 0 || sweeps < 1) {
      throw Failure.of(ExitCode.USAGE, "E172", "--samples and --sweeps are numbers of at least 0 and 1",
          "--samples 1000 --sweeps 1000");
    }
    Stopwatch watch = new Stopwatch();
    Machine machine = ModelFile.read(model);
    Dataset set = load();
    set.training().requireWidth(machine.units(0));
    console.notices(set.notices());
    progress.report("measuring", 0, 3);
    MachineEvaluation.Judge judge = new MachineEvaluation.Judge(set, evaluation, common.seedValue());
    MachineEvaluation found = judge.of(machine);
    console.notices(found.warning().stream().toList());
    progress.report("measuring", 1, 3);
    Optional<Likelihood> besag = pseudo && machine.layers() == 2
        ? Optional.of(Likelihood.pseudo(machine, judge.patterns()))
        : Optional.empty();
    boolean chains = (reverse && !found.exact() && found.logPartition().isPresent())
        || (samples > 0 && judge.reader().isPresent());
    Optional<Samples> drawn = chains ? Optional.of(draw(machine)) : Optional.empty();
    progress.report("measuring", 2, 3);
    Optional<LogPartition> backwards = reverse && !found.exact() && found.logPartition().isPresent()
        ? drawn.map(s -> reversed(machine, judge, s))
        : Optional.empty();
    Optional<SampleQuality> quality = samples > 0
        ? judge.reader().flatMap(r -> drawn.map(s -> SampleQuality.of(s.visible(), r.pixels())))
        : Optional.empty();
    progress.report("measuring", 3, 3);
    if (common.json) {
      console.print(Json.write(document(machine, judge, found, besag, backwards, quality)));
    } else {
      print(console, machine, set, judge, found, besag, backwards, quality, watch);
    }
    return ExitCode.OK;
  }

  private Samples draw(Machine machine) {
    int count = Math.max(samples, evaluation.aisChains);
    if (Enumeration.isPossible(machine) && FitRun.smallerSide(machine) <= Enumeration.MOST_TABULATED) {
      return Enumeration.of(machine).sample(count, common.seedValue().child("samples", 0));
    }
    GibbsSampler sampler = GibbsSampler.of(machine);
    return sampler.advance(sampler.random(count, common.seedValue().child("samples", 0)), sweeps).samples();
  }

  private LogPartition reversed(Machine machine, MachineEvaluation.Judge judge, Samples from) {
    return new AnnealedImportanceSampling(evaluation.aisChains, evaluation.temperatures).reverse(machine,
        judge.base(machine), from, common.seedValue().child("reverse", 0));
  }

  private Map<String, Object> document(Machine machine, MachineEvaluation.Judge judge,
      MachineEvaluation found,
      Optional<Likelihood> besag, Optional<LogPartition> backwards, Optional<SampleQuality> quality) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("schema", "secateur/score/1");
    m.put("layers", machine.units());
    m.put("synapses", machine.synapses());
    m.put("seed", common.seed);
    m.put("patterns", judge.patterns().count());
    m.putAll(found.toJson(machine));
    backwards.ifPresent(z -> {
      Map<String, Object> back = new LinkedHashMap<>();
      back.put("estimate", z.estimate());
      back.put("mean_log", z.meanLog());
      back.put("effective_samples", z.effectiveSamples());
      m.put("log_partition_reverse", back);
    });
    besag.ifPresent(p -> m.put("pseudo_likelihood_not_a_likelihood", p.mean()));
    quality.ifPresent(q -> {
      Map<String, Object> of = new LinkedHashMap<>();
      of.put("quality", q.quality());
      of.put("class_entropy", q.entropy());
      of.put("class_shares", q.shares());
      of.put("balance", q.balance());
      m.put("samples", of);
    });
    return m;
  }

  private void print(Console console, Machine machine, Dataset set, MachineEvaluation.Judge judge,
      MachineEvaluation found, Optional<Likelihood> besag, Optional<LogPartition> backwards,
      Optional<SampleQuality> quality, Stopwatch watch) {
    console.say("Machine         %s", MachineText.line(machine));
    console.say("Measured on     %s%s", Text.count(judge.patterns().count(), "pattern"),
        set.heldOut().isPresent() ? " that were set aside" : " of DATA itself (--test for others)");
    found.logPartition().ifPresent(z -> {
      console.say("ln Z            %s", found.exact()
          ? Text.format("%.3f   exact, by enumeration", z.estimate())
          : Text.format("%.2f   95 %% %s %.2f · %.0f of %d chains effective", z.estimate(),
              Double.isInfinite(z.low()) ? "below" : Text.format("within %.2f to", z.low()),
              z.high(), z.effectiveSamples(), evaluation.aisChains));
      backwards.ifPresent(b -> console.say("                %s", Text.format(
          "%.2f   annealed backwards from samples, %.0f effective: the truth should lie between %.2f and %.2f",
          b.estimate(), b.effectiveSamples(), z.meanLog(), b.meanLog())));
      console.say("%s %s", machine.layers() == 2 ? "Log-likelihood " : "  lower bound  ",
          Text.format("%.2f ± %.2f nats a pattern   (%s; ± is one standard error)", found.mean(),
              found.standardError(), MachineEvaluation.kind(machine, found.exact())));
    });
    besag.ifPresent(p -> console.say("Pseudo-lik.     %s",
        Text.format("%.2f   not a likelihood, and not comparable with one", p.mean())));
    found.reconstruction()
        .ifPresent(r -> console.say("Reconstruction  %s   mean squared error; says little of the"
            + " distribution", Text.number(r.meanSquared())));
    found.probe().ifPresent(p -> {
      console.say("Classes         error %s ± %s read from the top layer, %s from the pixels%s",
          Text.percent(p.error()), Text.percent(Probe.standardError(p.error(), p.samples())),
          Text.percent(p.pixelError()),
          p.heldOut() ? "" : " (of the samples it was learned from: --test)");
    });
    quality.ifPresent(q -> {
      List<String> shares = new ArrayList<>();
      q.shares().forEach(s -> shares.add(Text.percent(s)));
      console.say("Samples         quality %s · class entropy %s of at most %s nats · %s",
          Text.format("%.3f", q.quality()), Text.format("%.2f", q.entropy()),
          Text.format("%.2f", StrictMath.log(q.shares().size())), String.join(", ", shares));
    });
    console.say("Took            %s", Text.duration(watch.seconds()));
  }
}
