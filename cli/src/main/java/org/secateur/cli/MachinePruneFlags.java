package org.secateur.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.chains.MeanField;
import org.secateur.boltzmann.prune.Compensation;
import org.secateur.boltzmann.prune.Criterion;
import org.secateur.boltzmann.prune.Cut;
import org.secateur.boltzmann.prune.EvidenceSource;
import org.secateur.boltzmann.prune.Selection;
import org.secateur.boltzmann.prune.UnitLoss;
import org.secateur.io.InputException;
import org.secateur.io.RunFolder;
import org.secateur.prune.Budget;
import picocli.CommandLine.Option;

/** Which synapses of a machine go, and what goes with them. */
final class MachinePruneFlags {
  /** Where the rates come from. */
  enum Rates {
    /** Gibbs chains of the machine. */
    MODEL,
    /** The data, and the hidden means given them. */
    DATA,
    /** The machine's own averages, by enumeration. */
    EXACT,
    /** Independent samples of a machine that can be enumerated. */
    EXACT_SAMPLES
  }

  /** What a round's fraction is of. */
  enum CountFrom {
    /** After k rounds, fraction to the power of k of the first machine: equal for all criteria. */
    FIRST,
    /** Of what the round finds. */
    PRESENT
  }

  @Option(names = "--criterion", paramLabel = "NAME", defaultValue = "exact-cost",
      description = {
          "What goes first: the least of exact-cost (what a deletion costs the joint distribution, exactly),"
              + " fi-diagonal (Fisher information, the variance of v h), fi-local (the same from two rates and the weight),"
              + " w2-fi-diagonal and w2-fi-local (times the squared weight), exact-cost-local, fi-eigen (leading eigenvector"
              + " of the Fisher matrix; small machines), fi-visible and w2-fi-visible (about the visible units alone; two"
              + " layers), weight (|w|); random; anti-fi (most information first); whole units:"
              + " unit-cost, random-units. Default: ${DEFAULT-VALUE}."})
  String criterion = "exact-cost";

  @Option(names = "--fraction-per-round", paramLabel = "F[,F]", defaultValue = "0.1",
      description = "Share of the synapses that a round removes; one for all pairs of layers, or one for each. Default:"
          + " ${DEFAULT-VALUE}.")
  String fraction = "0.1";

  @Option(names = "--rounds", paramLabel = "N", defaultValue = "10",
      description = "Rounds of cutting and training again. Default: ${DEFAULT-VALUE}.")
  int rounds = 10;

  @Option(names = "--selection", paramLabel = "HOW", defaultValue = "per-layer",
      description = "per-layer, each pair of layers by itself; or global, all synapses in one order. Default: ${DEFAULT-VALUE}.")
  Selection.Scope selection = Selection.Scope.PER_LAYER;

  @Option(names = "--count-from", paramLabel = "WHAT", defaultValue = "first",
      description = "What fractions are of: first, so that all criteria are compared at the same numbers of synapses; or"
          + " present, what the round finds. Default: ${DEFAULT-VALUE}; present with --selection global or --zeros all-go.")
  CountFrom countFrom = CountFrom.FIRST;

  @Option(names = "--zeros", paramLabel = "HOW", defaultValue = "counted",
      description = "Scores of exactly zero: counted like others, or all-go at once, as in the paper's code. Default:"
          + " ${DEFAULT-VALUE}.")
  Selection.Zeros zeros = Selection.Zeros.COUNTED;

  @Option(names = "--match", paramLabel = "RUN",
      description = "Cut each pair of layers to the numbers of synapses that another pruning had round by round.")
  @Nullable
  Path match;

  @Option(names = "--unit-loss", paramLabel = "SIDE", defaultValue = "either",
      description = "A hidden unit goes when it has no synapses: afferent, from below; efferent, upwards, if a layer is"
          + " there; either; both; or never. Default: ${DEFAULT-VALUE}.")
  UnitLoss.Side unitLoss = UnitLoss.Side.EITHER;

  @Option(names = "--settle",
      description = "Follow up the loss of units until no more die; without it they are looked at once a round.")
  boolean settle;

  @Option(names = "--compensate",
      description = "Change biases so that the mean input of each unit stays.")
  boolean compensate;

  @Option(names = "--rates", paramLabel = "FROM", defaultValue = "model",
      description = "Where rates come from: model (Gibbs chains), data (and hidden means given them), exact (enumeration) or"
          + " exact-samples. Default: ${DEFAULT-VALUE}.")
  Rates rates = Rates.MODEL;

  @Option(names = "--samples", paramLabel = "N", defaultValue = "5000",
      description = "Joint states that rates are taken from. Default: ${DEFAULT-VALUE}.")
  int samples = 5000;

  @Option(names = "--chains", paramLabel = "N", defaultValue = "1000",
      description = "Gibbs chains they come from. Default: ${DEFAULT-VALUE}.")
  int chains = 1000;

  @Option(names = "--sweeps", paramLabel = "N", defaultValue = "100",
      description = "Gibbs sweeps before each read-out of all chains. Default: ${DEFAULT-VALUE}.")
  int sweeps = 100;

  Criterion criterionValue() {
    return InputOptions.choice("--criterion", criterion, CriterionName.ofOption(criterion),
        CriterionName.words()).criterion();
  }

  /** The criterion for a machine, which must be of its kind. */
  Criterion criterionFor(Machine machine) {
    Criterion wanted = criterionValue();
    if (machine.layers() > 2 && CriterionName.ofOption(criterion).orElseThrow().needsTwoLayers()) {
      throw Failure.of(ExitCode.USAGE, "E172",
          "--criterion %s is for two layers: of %d, the means given the visible units have no closed form"
              .formatted(criterion, machine.layers()),
          "--criterion fi-diagonal");
    }
    return wanted;
  }

  Cut cut() {
    UnitLoss.Passes passes = settle ? UnitLoss.Passes.UNTIL_SETTLED : UnitLoss.Passes.ONE;
    return new Cut(new UnitLoss(unitLoss, passes, UnitLoss.Visible.LISTED),
        compensate ? Compensation.MEAN_INPUT : Compensation.NONE);
  }

  EvidenceSource source(Criterion wanted) {
    TrainerFlags.atLeastOne("--samples", samples);
    TrainerFlags.atLeastOne("--chains", chains);
    TrainerFlags.atLeastOne("--sweeps", sweeps);
    if (samples < 2) {
      throw Failure.of(ExitCode.USAGE, "E172", "--samples 1 has no variance", "--samples 5000");
    }
    int used = Math.min(chains, samples);
    if (wanted.needsSamples() && rates == Rates.DATA) {
      throw Failure.of(ExitCode.USAGE, "E172",
          "--criterion %s needs joint samples of the machine, which --rates data does not draw".formatted(
              criterion),
          "--rates model");
    }
    return switch (rates) {
      case MODEL -> new EvidenceSource.ModelChains(used, sweeps, (samples + used - 1) / used);
      case DATA -> new EvidenceSource.DataPhase(MeanField.DEFAULT);
      case EXACT -> wanted.needsSamples()
          ? new EvidenceSource.ExactSamples(samples)
          : new EvidenceSource.Exact();
      case EXACT_SAMPLES -> new EvidenceSource.ExactSamples(samples);
    };
  }

  /** What each round keeps. */
  List<Selection> selections(Machine first) throws InputException {
    TrainerFlags.atLeastOne("--rounds", rounds);
    if (match != null) {
      return matched(match, first);
    }
    double[] keep = keep(first.layers() - 1);
    if (countFrom == CountFrom.FIRST && selection == Selection.Scope.PER_LAYER
        && zeros == Selection.Zeros.COUNTED) {
      return Selection.geometric(first, rounds, keep);
    }
    if (selection == Selection.Scope.GLOBAL && keep.length > 1) {
      throw Failure.of(ExitCode.USAGE, "E172",
          "--selection global puts all synapses in one order; it takes one fraction",
          "--fraction-per-round 0.1");
    }
    Selection each = (selection == Selection.Scope.GLOBAL
        ? Selection.global(keep[0])
        : Selection.perLayer(keep)).withZeros(zeros);
    return Collections.nCopies(rounds, each);
  }

  private double[] keep(int pairs) {
    String[] words = fraction.split(",", -1);
    if (words.length != 1 && words.length != pairs) {
      throw Failure.of(ExitCode.USAGE, "E172",
          "--fraction-per-round %s has %d numbers for %s of layers".formatted(fraction, words.length,
              Text.count(pairs, "pair")),
          "--fraction-per-round 0.1");
    }
    double[] keep = new double[words.length];
    for (int l = 0; l < keep.length; l++) {
      double removed = Fractions.parse(words[l], "--fraction-per-round");
      if (!(removed > 0 && removed < 1)) {
        throw Failure.of(ExitCode.USAGE, "E171",
            "--fraction-per-round %s removes %s".formatted(words[l],
                removed >= 1 ? "everything in the first round" : "nothing"),
            "--fraction-per-round 0.1");
      }
      keep[l] = 1 - removed;
    }
    return keep;
  }

  /** The numbers of synapses in another run's table. */
  private List<Selection> matched(Path run, Machine first) throws InputException {
    List<String> lines;
    try {
      lines = Files.readAllLines(RunFolder.open(run).file(RunFolder.METRICS));
    } catch (IOException e) {
      throw InputException.of("E101", "the metrics of \"" + run.getFileName() + "\" cannot be read")
          .because(e);
    }
    List<String> columns = List.of(lines.get(0).split(",", -1));
    int[] at = IntStream.range(0, first.layers() - 1).map(l -> columns.indexOf("synapses_" + l)).toArray();
    if (IntStream.of(at).anyMatch(c -> c < 0) || columns.contains("synapses_" + at.length)
        || lines.size() < 3) {
      throw Failure.of(ExitCode.USAGE, "E172",
          "--match needs the run of a pruning of %d layers, \"%s\" is none".formatted(first.layers(),
              run.getFileName()),
          "--fraction-per-round 0.1");
    }
    List<Selection> selections = new ArrayList<>();
    for (String line : lines.subList(2, lines.size())) {
      List<String> cells = List.of(line.split(",", -1));
      List<Budget> budgets = new ArrayList<>();
      for (int c : at) {
        budgets.add(new Budget.EdgeCount((long) Double.parseDouble(cells.get(c))));
      }
      selections.add(new Selection(budgets, Selection.Scope.PER_LAYER, Selection.Zeros.COUNTED));
    }
    return selections;
  }
}
