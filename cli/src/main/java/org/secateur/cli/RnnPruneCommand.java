package org.secateur.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.secateur.dynamics.Covariance;
import org.secateur.io.Existing;
import org.secateur.io.InputException;
import org.secateur.io.Json;
import org.secateur.io.NetworkFile;
import org.secateur.io.RnnBundle;
import org.secateur.rnn.RecurrentNetwork;
import org.secateur.report.recurrent.RecurrentCase;
import org.secateur.rnn.evaluate.Performance;
import org.secateur.rnn.mask.MaskCriterion;
import org.secateur.rnn.mask.Need;
import org.secateur.rnn.mask.SecondMoment;
import org.secateur.rnn.repair.Repair;
import org.secateur.study.RecurrentPruning;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prunes the recurrent layer of a trained network and measures what its task is left with. */
@Command(name = "prune", mixinStandardHelpOptions = true, versionProvider = Version.class,
    sortOptions = false,
    footer = {"", "Examples:",
        "  secateur rnn prune net.safetensors --mask magnitude --repair refit --keep 0.2 --report -o cut",
        "  secateur rnn prune folder --transfer rectified --step 0.1 --mask s-np --repair capped --keep 10%%",
        "  secateur rnn prune net.npz --repair refit --mask gradual --activity inputs --tonic 1 --keep 0.2   # noise alone"},
    description = {"Prune the recurrent layer of a trained network, without training again, and test it.",
        "Which synapses stay (--mask) and what becomes of them (--repair) are chosen separately."})
final class RnnPruneCommand extends Verb {
  /** What {@code schema} says in the certificate. */
  static final String SCHEMA = "secateur/rnn-prune/1";

  @Parameters(paramLabel = "NET",
      description = "A trained network: .safetensors, .npz, or a folder of .npy and .csv files.")
  Path net = Path.of("");

  @Mixin(name = "pruning")
  final RnnPruneFlags flags = new RnnPruneFlags();

  @Mixin(name = "noise")
  final NoiseFlags noise = new NoiseFlags();

  @Mixin(name = "trials")
  final TrialFlags trials = new TrialFlags();

  @Mixin(name = "cell")
  final CellFlags cell = new CellFlags();

  @Option(names = "--report",
      description = "Also write a report with figures, report.html in the folder: one file, opened from disk.")
  boolean report;

  @Override
  Configuration configuration() throws InputException {
    requireFolder();
    NetworkFile file = cell.read(net);
    flags.criterion(file.network(), common.seedValue());
    flags.repairValue();
    flags.keepValue();
    return Configuration.of(spec(), RnnBundle.stamp(file));
  }

  @Override
  boolean hasTable() {
    return true;
  }

  private void requireFolder() {
    if (report && common.out == null) {
      throw Failure.of(ExitCode.USAGE, "E172", "--report needs a folder to write to", "-o DIR");
    }
  }

  /** The two ends of a pruning, measured on the same trials. */
  record Tested(Performance before, Performance after, String name) {
    double retention() {
      return RnnText.retention(before, after);
    }

    /** Adds what was measured to a document. */
    void into(Map<String, Object> m) {
      m.put("task", name);
      m.put("before", RnnText.json(before));
      m.put("after", RnnText.json(after));
      m.put("retention", retention());
      Performance.retention(before, after).ifPresent(r -> {
        m.put("retention_low", r.low());
        m.put("retention_high", r.high());
      });
    }
  }

  @Override
  int run(Console console, TerminalProgress progress) throws Exception {
    requireFolder();
    Stopwatch watch = new Stopwatch();
    double keep = flags.keepValue();
    Existing existing = common.overwrite ? Existing.OVERWRITE : Existing.REFUSE;
    progress.report("reading", 0, 1);
    NetworkFile file = cell.read(net);
    MaskCriterion criterion = flags.criterion(file.network(), common.seedValue());
    Repair repair = flags.repairValue();
    if (common.out != null) {
      ModelFile.refuseOwnInput(net, common.out);
      RnnBundle.requireFree(common.out, existing);
    }
    Optional<TrialFlags.Sets> sets = trials.sets(file, common.seedValue());
    progress.report("looking at activity", 0, 1);
    RnnEvidence evidence = new RnnEvidence(file.network(), sets.map(TrialFlags.Sets::calibration), noise,
        common.seedValue());
    Optional<Covariance> covariance = flags.mask.isNoiseDriven()
        ? Optional.of(evidence.covariance(flags.source()))
        : Optional.empty();
    boolean needsMoments = criterion.needs().contains(Need.SECOND_MOMENT)
        || repair.needs().contains(Need.SECOND_MOMENT);
    List<SecondMoment> moments = needsMoments ? evidence.moments(activity(sets), flags, keep) : List.of();
    console.notices(evidence.notices());
    progress.report("pruning", 0, 1);
    RecurrentPruning.Outcome outcome = new RecurrentPruning(criterion, repair, keep, common.seedValue())
        .run(file.network(), covariance, moments);
    if (outcome.synapses() == 0) {
      throw Failure.of(ExitCode.DATA, "E130",
          "%s has no synapse between two units in %s: nothing to prune".formatted(net.getFileName(),
              file.layout().recurrent()),
          "secateur rnn inspect %s says what is read".formatted(net));
    }
    progress.report("testing", 0, 1);
    Optional<Tested> tested = test(file, outcome.network(), sets);
    RnnReportPage page = new RnnReportPage(spec(), file, flags, noise, common.seedValue());
    List<RecurrentCase.Attempt> attempts = report
        ? page.attempts(outcome, sets, activity(sets), progress)
        : List.of();
    progress.close();
    boolean met = retains(tested);
    Map<String, Object> document = document(file, criterion, repair, evidence, outcome, tested, met, watch);
    if (common.out != null) {
      Configuration configuration = Configuration.of(spec(), RnnBundle.stamp(file)).shareable();
      Map<String, byte[]> pages = report
          ? Map.of(ReportRequest.FILE, page.of(outcome, criterion, repair,
              tested.map(t -> new RecurrentCase.Tested(t.before(), t.after(), t.name())), attempts,
              configuration,
              Provenance.of(configuration, watch, evidence.notices()), evidence.notices()))
          : Map.of();
      RnnBundle.write(file, outcome.network(), common.out, existing, document, configuration.toToml(), pages);
    }
    if (common.csv) {
      console.print(RnnText.csv(document));
    } else if (common.json) {
      console.print(Json.write(document));
    } else {
      print(console, file, criterion, repair, outcome, tested, watch);
    }
    return met ? ExitCode.OK : ExitCode.NO;
  }

  private RnnPruneFlags.Activity activity(Optional<TrialFlags.Sets> sets) {
    RnnPruneFlags.@Nullable Activity given = flags.activity;
    return given != null
        ? given
        : sets.isPresent() ? RnnPruneFlags.Activity.TASK : RnnPruneFlags.Activity.NOISE;
  }

  static Optional<Tested> test(NetworkFile file, RecurrentNetwork pruned, Optional<TrialFlags.Sets> sets) {
    return sets.filter(s -> !(s.test().targets() instanceof org.secateur.rnn.Targets.None))
        .map(s -> new Tested(Performance.of(file.network(), s.test()),
            Performance.of(pruned, s.test()),
            s.name()));
  }

  private boolean retains(Optional<Tested> tested) {
    if (flags.retain == null) {
      return true;
    }
    double wanted = Fractions.parse(flags.retain, "--retain");
    return tested.orElseThrow(() -> Failure.of(ExitCode.USAGE, "E237", "--retain needs a task to be kept",
        "--task NAME, or --inputs x.npy --targets y.npy")).retention() >= wanted;
  }

  private Map<String, Object> document(NetworkFile file, MaskCriterion criterion, Repair repair,
      RnnEvidence evidence,
      RecurrentPruning.Outcome outcome, Optional<Tested> tested, boolean met, Stopwatch watch)
      throws InputException {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("schema", SCHEMA);
    m.put("status", met ? "measured" : "not-preserved");
    m.put("network", RnnText.json(file));
    m.put("mask", criterion.name());
    m.put("mask_locality", criterion.locality());
    m.put("repair", repair.name());
    m.put("repair_locality", repair.locality());
    m.put("evidence", evidence.facts());
    m.put("synapses", outcome.synapses());
    m.put("kept", outcome.kept());
    m.put("kept_fraction", (double) outcome.kept() / Math.max(1, outcome.synapses()));
    m.put("rows_without_synapse", outcome.emptyRows());
    outcome.inputError().ifPresent(e -> m.put("input_error", e));
    tested.ifPresent(t -> t.into(m));
    m.put("provenance", Provenance.of(Configuration.of(spec(), RnnBundle.stamp(file)).shareable(), watch,
        new ArrayList<>(evidence.notices())));
    return m;
  }

  private void print(Console console, NetworkFile file, MaskCriterion criterion, Repair repair,
      RecurrentPruning.Outcome outcome, Optional<Tested> tested, Stopwatch watch) {
    console.say("Network     %s", RnnText.line(file.network()));
    console.say("Pruned      kept %s of %s synapses (%s)   mask %s · repair %s · seed %d",
        Text.count(outcome.kept()),
        Text.count(outcome.synapses()),
        Text.percent((double) outcome.kept() / Math.max(1, outcome.synapses())),
        criterion.name(), repair.name(), common.seed);
    outcome.inputError()
        .ifPresent(e -> console.say("Input error %s of the recurrent input's square", Text.percent(e)));
    if (outcome.emptyRows() > 0) {
      console.say("Cut off     %s without a synapse from any other unit",
          Text.count(outcome.emptyRows(), "row"));
    }
    tested.ifPresentOrElse(t -> {
      console.say("Tested on   %s", t.name());
      console.say("  before    %s", RnnText.words(t.before()));
      console.say("  after     %s", RnnText.words(t.after()));
      console.say("  retained  %s", RnnText.retained(t.before(), t.after()));
    }, () -> console.say("Not tested  no trials with targets: --task NAME, or --inputs and --targets"));
    if (common.out == null) {
      console.say("Wrote       nothing; -o FOLDER keeps the network and its certificate          %s",
          Text.duration(watch.seconds()));
    } else {
      console.say("Wrote       %-60s %s",
          common.out + "/" + (report ? "   with " + ReportRequest.FILE : ""), Text.duration(watch.seconds()));
      console.say("Next        secateur verify %s", common.out);
    }
  }
}
