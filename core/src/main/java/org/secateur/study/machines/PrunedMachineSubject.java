package org.secateur.study.machines;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.secateur.boltzmann.Enumeration;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Mask;
import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.chains.MeanField;
import org.secateur.boltzmann.data.LabelledPatterns;
import org.secateur.boltzmann.evaluate.Likelihood;
import org.secateur.boltzmann.fisher.InformationMatrix;
import org.secateur.boltzmann.prune.Criterion;
import org.secateur.boltzmann.prune.Cut;
import org.secateur.boltzmann.prune.CutOutcome;
import org.secateur.boltzmann.prune.EvidenceSource;
import org.secateur.boltzmann.prune.Limit;
import org.secateur.boltzmann.prune.PrunedMachine;
import org.secateur.boltzmann.prune.Pruning;
import org.secateur.boltzmann.prune.Selection;
import org.secateur.boltzmann.train.TrainingSettings;
import org.secateur.random.Seed;
import org.secateur.study.LogisticRegression;
import org.secateur.study.Progress;
import org.secateur.study.trials.Columns;
import org.secateur.study.trials.Experiment;
import org.secateur.study.trials.Outcome;
import org.secateur.study.trials.Setting;
import org.secateur.study.trials.Trial;

/** A trained machine to be pruned many times. */
final class PrunedMachineSubject implements Experiment.Subject {
  private static final int MOST_EXACT_SAMPLES = 90_000;
  private static final double COST = 1;

  private final Machine trained;
  private final LabelledPatterns data;
  private final LabelledPatterns heldOut;
  private final Seed seed;
  private final double entropy;
  private final Map<String, List<Double>> sloppiness = new HashMap<>();

  PrunedMachineSubject(Machine trained, LabelledPatterns data, LabelledPatterns heldOut, Seed seed) {
    this.trained = trained;
    this.data = data;
    this.heldOut = heldOut;
    this.seed = seed;
    this.entropy = entropy(data.patterns());
  }

  /** −Σ f ln f over the different patterns, f their shares, in nats. */
  private static double entropy(Patterns patterns) {
    Map<String, Integer> counts = new HashMap<>();
    for (int k = 0; k < patterns.count(); k++) {
      counts.merge(new String(patterns.row(k), java.nio.charset.StandardCharsets.ISO_8859_1), 1,
          Integer::sum);
    }
    // sorted, so that the sum has the same bits whatever the map's order
    return counts.values().stream().sorted().mapToDouble(c -> {
      double f = (double) c / patterns.count();
      return -f * StrictMath.log(f);
    }).sum();
  }

  /** A machine after a round, and right after its cut. */
  private record Stage(int round, Machine machine, double afterCut) {
  }

  @Override
  public Outcome treat(Trial trial, Progress progress) {
    Setting s = trial.setting();
    List<Stage> stages = stages(s, trial.measures());
    if (stages.size() <= s.whole("rounds")) {
      return new Outcome.Failed("round " + stages.size() + " left a layer without units");
    }
    Map<String, Double> values = new LinkedHashMap<>();
    Map<String, Columns> tables = new LinkedHashMap<>();
    for (String measure : trial.measures()) {
      switch (measure) {
        case "information" -> {
          List<Double> both = sloppiness.computeIfAbsent("full", k -> information());
          values.put("information_first", both.get(0));
          values.put("information_ratio", both.get(1));
        }
        case "rounds" -> tables.put("rounds", table(stages));
        default -> {
          int at = measure.indexOf('@');
          int round = at < 0 ? s.whole("rounds") : Integer.parseInt(measure.substring(at + 1));
          if (round >= stages.size()) {
            throw new IllegalArgumentException("there is no round " + round);
          }
          values.put(measure, value(at < 0 ? measure : measure.substring(0, at), stages.get(round)));
        }
      }
    }
    return new Outcome.Measured(values, tables);
  }

  private List<Stage> stages(Setting s, List<String> measures) {
    Pruning pruning = pruning(s);
    boolean cuts = measures.contains("rounds") || measures.stream().anyMatch(m -> m.startsWith("kl_cut"));
    List<Stage> stages = new ArrayList<>(List.of(new Stage(0, trained, Double.NaN)));
    Machine now = trained;
    for (int round = 1; round <= s.whole("rounds"); round++) {
      CutOutcome outcome = pruning.cut(now, data.patterns(), round, seed);
      if (!(outcome instanceof PrunedMachine cut)) {
        return stages;
      }
      double after = cuts ? divergence(cut.machine()) : Double.NaN;
      Machine again = pruning.training(data.patterns(), round, seed).orElseThrow().train(cut.machine());
      stages.add(new Stage(round, again, after));
      now = again;
    }
    if (!s.text("control").equals("none")) {
      Stage last = stages.removeLast();
      stages.add(new Stage(last.round(), control(s, last.machine()), Double.NaN));
    }
    return stages;
  }

  private Pruning pruning(Setting s) {
    Criterion criterion = java.util.Objects.requireNonNull(MachinePruning.CRITERIA.get(s.text("criterion")));
    boolean exact = trained.layers() == 2 && trained.units(0) <= Enumeration.MOST_TABULATED;
    EvidenceSource source = exact
        ? new EvidenceSource.ExactSamples(Math.min(MOST_EXACT_SAMPLES, data.patterns().count()))
        : new EvidenceSource.ModelChains(1000, 50, 5);
    double kept = 1 - s.number("fraction");
    TrainingSettings settings = MachinePruning.settings(trained.layers(), s.whole("retrain"));
    return new Pruning(criterion, Selection.geometric(trained, s.whole("rounds"), kept), source, Cut.AUTHORS,
        Optional.of(settings), Limit.NONE);
  }

  /** Fresh weights, as many passes as the pruned machine had in all. */
  private Machine control(Setting s, Machine found) {
    int epochs = s.whole("epochs") + s.whole("rounds") * s.whole("retrain");
    Machine like = s.text("control").equals("fresh") ? found : randomMask(found);
    List<Integer> units = IntStream.of(like.units()).boxed().toList();
    Machine fresh = Pruning.freshWeights(like, 0.1, MachinePruning.biases(units, data.patterns()),
        seed.child("control", 0));
    return MachinePruning.train(fresh, data.patterns(), epochs, seed.child("control training", 0));
  }

  /** The full machine's units and as many synapses in each layer, chosen at random. */
  private Machine randomMask(Machine found) {
    Mask[] masks = trained.masks();
    for (int l = 0; l < masks.length; l++) {
      int[] positions = masks[l].positions();
      int layer = l;
      int[] gone = IntStream.of(positions).boxed()
          .sorted(java.util.Comparator.comparingDouble(p -> seed.uniform("random mask " + layer, p)))
          .skip(found.mask(l).synapses()).mapToInt(p -> p).sorted().toArray();
      masks[l] = masks[l].without(gone);
    }
    return trained.withMasks(masks);
  }

  private List<Double> information() {
    if (trained.parameters() > InformationMatrix.MOST_PARAMETERS
        || trained.units(0) > Enumeration.MOST_TABULATED) {
      return List.of(Double.NaN, Double.NaN);
    }
    double[] values = InformationMatrix.exact(Enumeration.of(trained)).eigenvalues();
    double[] sorted = java.util.Arrays.stream(values).sorted().toArray();
    double first = sorted[sorted.length - 1];
    return List.of(first, first / sorted[sorted.length - 2]);
  }

  private double value(String measure, Stage stage) {
    return switch (measure) {
      case "synapses" -> stage.machine().synapses();
      case "units" -> hidden(stage.machine());
      case "kl" -> divergence(stage.machine());
      case "kl_cut" -> stage.afterCut();
      case "probe_error" -> probeError(stage.machine());
      default -> throw new IllegalArgumentException(measure + " is no measure");
    };
  }

  private static int hidden(Machine machine) {
    return machine.totalUnits() - machine.units(0);
  }

  /** KL(data ‖ model) in nats, exact; NaN where the machine cannot be enumerated. */
  private double divergence(Machine machine) {
    if (machine.layers() > 2 || Math.min(machine.units(0), machine.units(1)) > Enumeration.MOST_UNITS) {
      return Double.NaN;
    }
    double logPartition = Enumeration.logPartition(machine);
    return -entropy - Likelihood.exact(machine, data.patterns(), logPartition).mean();
  }

  /** Share of held-out patterns that a linear reader of the top layer's means takes for another class. */
  private double probeError(Machine machine) {
    int top = machine.layers() - 1;
    int classes = IntStream.of(data.labels()).max().orElse(0) + 1;
    MeanField field = new MeanField(1e-4, 30);
    int width = machine.units(top);
    LogisticRegression reader = LogisticRegression.fit(field.means(machine, data.patterns(), top), width,
        data.labels(), classes, COST);
    return reader.error(field.means(machine, heldOut.patterns(), top), width, heldOut.labels());
  }

  private Columns table(List<Stage> stages) {
    boolean classes = IntStream.of(data.labels()).distinct().count() > 1;
    return Columns.of(List.of("round", "synapses", "units", "kl_cut", "kl", "probe_error"),
        stages.stream().mapToDouble(Stage::round).toArray(),
        stages.stream().mapToDouble(s -> s.machine().synapses()).toArray(),
        stages.stream().mapToDouble(s -> hidden(s.machine())).toArray(),
        stages.stream().mapToDouble(Stage::afterCut).toArray(),
        stages.stream().mapToDouble(s -> divergence(s.machine())).toArray(),
        stages.stream().mapToDouble(s -> classes ? probeError(s.machine()) : Double.NaN).toArray());
  }
}
