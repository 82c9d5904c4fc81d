package org.secateur.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import org.secateur.cli.html.HtmlReport;
import org.secateur.dynamics.Covariance;
import org.secateur.io.NetworkFile;
import org.secateur.io.Notice;
import org.secateur.random.Seed;
import org.secateur.report.Part;
import org.secateur.report.Setting;
import org.secateur.report.recurrent.RecurrentCase;
import org.secateur.report.recurrent.RecurrentReport;
import org.secateur.rnn.RecurrentNetwork;
import org.secateur.rnn.Targets;
import org.secateur.rnn.evaluate.Performance;
import org.secateur.rnn.mask.MaskCriterion;
import org.secateur.rnn.mask.SecondMoment;
import org.secateur.rnn.repair.Repair;
import org.secateur.study.RecurrentPruning;
import picocli.CommandLine.Model.CommandSpec;

/** The report on a pruned layer: what was done, and the same number of synapses by other masks and repairs. */
final class RnnReportPage {
  private static final int DRAWS = 3;
  /** Testing larger networks takes minutes. */
  private static final int MOST_UNITS = 600;
  private static final String NO_TASK = "no trials with targets: --task NAME, or --inputs and --targets";
  private static final String LARGE = "testing networks of more than " + MOST_UNITS
      + " units many times takes minutes; secateur rnn prune and evaluate do it one by one";

  /** A mask and a repair to be shown beside those that were asked for. */
  private record Pair(MaskName mask, RepairName repair) {
    boolean hasChance() {
      return mask == MaskName.RANDOM || repair.needsDraws();
    }
  }

  private static final List<Pair> OTHERS = List.of(new Pair(MaskName.MAGNITUDE, RepairName.NONE),
      new Pair(MaskName.MAGNITUDE, RepairName.REFIT), new Pair(MaskName.S_NP, RepairName.NONE),
      new Pair(MaskName.S_NP, RepairName.RESCALE), new Pair(MaskName.S_NP, RepairName.CAPPED),
      new Pair(MaskName.S_NP, RepairName.REFIT), new Pair(MaskName.RANDOM, RepairName.NONE),
      new Pair(MaskName.RANDOM, RepairName.REFIT));

  private final CommandSpec spec;
  private final NetworkFile file;
  private final RnnPruneFlags flags;
  private final NoiseFlags noise;
  private final Seed seed;

  RnnReportPage(CommandSpec spec, NetworkFile file, RnnPruneFlags flags, NoiseFlags noise, Seed seed) {
    this.spec = spec;
    this.file = file;
    this.flags = flags;
    this.noise = noise;
    this.seed = seed;
  }

  /** What was asked for and what else might have been, tested on the same trials. */
  List<RecurrentCase.Attempt> attempts(RecurrentPruning.Outcome own, Optional<TrialFlags.Sets> sets,
      RnnPruneFlags.Activity activity, TerminalProgress progress) {
    RecurrentNetwork network = file.network();
    if (sets.isEmpty() || sets.get().test().targets() instanceof Targets.None
        || network.units() > MOST_UNITS) {
      return List.of();
    }
    RnnEvidence evidence = new RnnEvidence(network, sets.map(TrialFlags.Sets::calibration), noise, seed);
    Optional<Covariance> covariance = Optional
        .of(evidence.covariance(RnnPruneFlags.CovarianceSource.SIMULATED));
    List<SecondMoment> moments = evidence.moments(activity, flags, flags.keepValue());
    List<RecurrentCase.Attempt> all = new ArrayList<>();
    all.add(new RecurrentCase.Attempt(flags.mask.word(), flags.repair.word(), true,
        List.of(accuracy(own.network(), sets.get()))));
    for (Pair pair : OTHERS) {
      progress.report("report: other masks and repairs", all.size() - 1, OTHERS.size());
      if (pair.mask() == flags.mask && pair.repair() == flags.repair) {
        continue;
      }
      MaskCriterion mask = pair.mask().criterion(pair.repair().needsDraws(), flags.ridgeValue(),
          network.units());
      Repair repair = pair.repair().repair(flags.cap, flags.ridgeValue());
      List<Double> draws = new ArrayList<>();
      for (int d = 0; d < (pair.hasChance() ? DRAWS : 1); d++) {
        Seed drawn = d == 0 ? seed : seed.child("report", d);
        draws.add(accuracy(new RecurrentPruning(mask, repair, flags.keepValue(), drawn)
            .run(network, covariance, moments).network(), sets.get()));
      }
      all.add(new RecurrentCase.Attempt(pair.mask().word(), pair.repair().word(), false, draws));
    }
    return all;
  }

  private static double accuracy(RecurrentNetwork network, TrialFlags.Sets sets) {
    return Performance.of(network, sets.test()) instanceof Performance.Measured m ? m.accuracy() : 0;
  }

  /** The page. */
  byte[] of(RecurrentPruning.Outcome outcome, MaskCriterion mask, Repair repair,
      Optional<RecurrentCase.Tested> tested, List<RecurrentCase.Attempt> attempts,
      Configuration configuration,
      Map<String, Object> provenance, List<Notice> notices) {
    Setting setting = new Setting(String.valueOf(file.path().getFileName()), facts(tested),
        ReportFacts.command(spec), Version.number(), notices.stream().map(Notice::message).toList(),
        ReportFacts.of(provenance), configuration.toToml().strip(),
        List.of(ReportFacts.command(spec),
            "secateur rnn evaluate DIR/" + file.nameFor("pruned") + " --against "
                + file.path().getFileName()));
    return HtmlReport.write(RecurrentReport.of(new RecurrentCase(file.network(), outcome.network(),
        outcome.masks(), mask.name(), repair.name(),
        flags.repair == RepairName.CAPPED ? OptionalDouble.of(flags.cap) : OptionalDouble.empty(),
        flags.keepValue(), outcome.inputError(), tested, attempts, tested.isEmpty() ? NO_TASK : LARGE,
        seed.value(), setting)));
  }

  private List<Part.Fact> facts(Optional<RecurrentCase.Tested> tested) {
    return List.of(
        Part.Fact.of("Network", RnnText.line(file.network()), "--transfer, --step and the like declare it."),
        Part.Fact.of("Names", String.valueOf(file.layout().family()).toLowerCase(java.util.Locale.ROOT)),
        Part.Fact.of("Recurrent weights", file.layout().recurrent()),
        Part.Fact.of("Task", tested.map(RecurrentCase.Tested::name).orElse("not known"),
            "--task NAME, or --inputs and --targets"));
  }
}
