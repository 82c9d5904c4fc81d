package org.secateur.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.Samples;
import org.secateur.boltzmann.prune.CutOutcome;
import org.secateur.boltzmann.prune.Evidence;
import org.secateur.boltzmann.prune.PrunedMachine;
import org.secateur.boltzmann.prune.Pruning;
import org.secateur.boltzmann.prune.RankingOverlap;
import org.secateur.boltzmann.train.Training;
import org.secateur.boltzmann.train.TrainingState;
import org.secateur.io.Checkpoint;
import org.secateur.io.InputException;
import org.secateur.io.MachineFile;
import org.secateur.io.MetricsTable;
import org.secateur.io.Notice;
import org.secateur.io.Tensor;
import org.secateur.io.TrainingArrays;
import org.secateur.random.Seed;

/** The rounds of a pruning from where it stands to its end. */
final class MachinePruneRun {
  private static final int PARTS = 10;
  private static final String FILE = "the checkpoint";

  /**
   * When to stop.
   *
   * @param likelihoodLoss most nats a pattern that may be lost against the first machine; infinite for no limit
   * @param error greatest share of misread classes; infinite for no limit
   */
  record Budget(double likelihoodLoss, double error) {
  }

  /**
   * A round under way.
   *
   * @param number from 1
   * @param before the machine as the round before left it
   * @param cut the numbers of the cut, if it was done
   * @param training after the cut, if it was done
   */
  private record Stand(int number, Machine before, MetricsRow cut, Optional<TrainingState> training) {
  }

  /** Numbers of a row that are known before the machine is trained again. */
  private record MetricsRow(long selected, long removed, int deadVisible, double afterCut, double overlap,
      double informationError) {
    static final MetricsRow NONE = new MetricsRow(0, 0, 0, Double.NaN, Double.NaN, Double.NaN);
  }

  /** What came of it. */
  record Outcome(Machine machine, int round, MetricsTable metrics, List<Object> deaths,
      Map<Integer, Machine> kept, Pruning.End end, int collapsedLayer) {
  }

  private final Pruning pruning;
  private final Machine first;
  private final Patterns patterns;
  private final MachineEvaluation.Judge judge;
  private final Budget budget;
  private final RunCheckpoint checkpoint;
  private final Seed seed;
  private final MachinePruneTable table;
  private final TerminalProgress progress;
  private final Console console;
  private final boolean measureCuts;
  private final boolean keepRounds;
  private final List<Object> deaths = new ArrayList<>(); // a map a round, as a document has it
  private final Map<Integer, Machine> kept = new LinkedHashMap<>();
  private final List<Notice> notices = new ArrayList<>();
  private MetricsTable metrics;
  private double base;

  MachinePruneRun(Pruning pruning, Machine first, Patterns patterns, MachineEvaluation.Judge judge,
      Budget budget, RunCheckpoint checkpoint, Seed seed, MachinePruneTable table, TerminalProgress progress,
      Console console, boolean measureCuts, boolean keepRounds) {
    this.pruning = pruning;
    this.first = first;
    this.patterns = patterns;
    this.judge = judge;
    this.budget = budget;
    this.checkpoint = checkpoint;
    this.seed = seed;
    this.table = table;
    this.progress = progress;
    this.console = console;
    this.measureCuts = measureCuts;
    this.keepRounds = keepRounds;
    this.metrics = MachinePruneTable.empty(first.layers());
  }

  /** What was warned of. */
  List<Notice> notices() {
    return List.copyOf(notices);
  }

  /** Goes on from the checkpoint, if there is one. */
  Outcome finish(boolean fresh, boolean replace) throws InputException {
    Stand stand = new Stand(1, first, MetricsRow.NONE, Optional.empty());
    Optional<Checkpoint> found = checkpoint.resume(fresh, replace);
    if (found.isPresent()) {
      stand = restore(found.get());
      console.remark("Resuming    round %d of %d", stand.number(), pruning.rounds().size());
      metrics.rows().forEach(row -> table.print(row, metrics.columns()));
    } else {
      measure(0, first, MetricsRow.NONE);
    }
    base = share(stand.number(), 0);
    try {
      return rounds(stand);
    } catch (ArithmeticException e) {
      checkpoint.remove();
      throw Failure.of(ExitCode.NO, "E212", String.valueOf(e.getMessage()).replaceFirst("; use.*", "."),
          "a lower --rate");
    }
  }

  private Outcome rounds(Stand from) throws InputException {
    Stand stand = from;
    while (stand.number() <= pruning.rounds().size()) {
      if (stand.training().isEmpty()) {
        AfterCut after = cut(stand);
        if (after.stand().isEmpty()) {
          return outcome(stand.before(), stand.number() - 1, Pruning.End.COLLAPSED, after.collapsedLayer());
        }
        stand = after.stand().get();
      }
      Machine trained = train(stand);
      measure(stand.number(), trained, stand.cut());
      if (exceeds()) {
        return outcome(stand.before(), stand.number() - 1, Pruning.End.LIMIT_EXCEEDED, -1);
      }
      if (keepRounds) {
        kept.put(stand.number(), trained);
      }
      stand = new Stand(stand.number() + 1, trained, MetricsRow.NONE, Optional.empty());
      Stand now = stand;
      checkpoint.offer(true, () -> toCheckpoint(now));
    }
    return outcome(stand.before(), stand.number() - 1, Pruning.End.FINISHED, -1);
  }

  /** Where it stands after a cut; nowhere if a layer lost all its units. */
  private record AfterCut(Optional<Stand> stand, int collapsedLayer) {
  }

  private AfterCut cut(Stand stand) {
    int number = stand.number();
    report(number, 0);
    Evidence evidence = pruning.evidence(stand.before(), patterns, number, seed);
    double overlap = overlap(evidence, number);
    return switch (pruning.cut(stand.before(), evidence, number)) {
      case CutOutcome.Collapsed(int layer) -> new AfterCut(Optional.empty(), layer);
      case PrunedMachine cut -> {
        noteDeaths(number, stand.before(), cut);
        double after = measureCuts ? judge.of(cut.machine()).mean() : Double.NaN;
        MetricsRow row = new MetricsRow(cut.selected(), cut.removed(), cut.deadVisible().length, after,
            overlap, pruning.criterion().needsStatistics() ? evidence.informationError() : Double.NaN);
        TrainingState state = training(number).start(cut.machine());
        yield new AfterCut(Optional.of(new Stand(number, stand.before(), row, Optional.of(state))), -1);
      }
    };
  }

  /** A training of no epochs where there is no retraining, so that all rounds look alike. */
  private Training training(int number) {
    return pruning.training(patterns, number, seed).orElseThrow();
  }

  private double overlap(Evidence evidence, int number) {
    boolean joint = pruning.criterion().needsSamples();
    if (!joint && !pruning.criterion().needsStatistics()) {
      return Double.NaN;
    }
    RankingOverlap overlap = RankingOverlap.of(evidence, pruning.criterion(),
        pruning.rounds().get(number - 1));
    if (overlap.isMostlyNoise()) {
      long count = joint
          ? evidence.samples().map(Samples::count).orElse(0)
          : (long) evidence.statistics().count();
      Notice notice = Notice.of("W202",
          "%s for %s: two halves of them agree on %s of what to remove, %s would be chance: the ranking is mostly"
              .formatted(Text.count(count, "sample"), Text.count(evidence.machine().synapses(), "weight"),
                  Text.percent(overlap.common()), Text.percent(overlap.chance()))
              + " noise.",
          (joint ? "--chains " : "--samples ") + 100 * count);
      notice(notice);
    }
    return overlap.common();
  }

  /** Says something once, whichever round it is said of. */
  private void notice(Notice notice) {
    if (notices.stream().noneMatch(n -> n.code().equals(notice.code()))) {
      notices.add(notice);
      progress.close();
      console.notices(List.of(notice));
    }
  }

  private Machine train(Stand stand) throws InputException {
    int number = stand.number();
    Training training = training(number);
    TrainingState state = stand.training().orElseThrow();
    long all = Math.max(1, (long) training.batches() * training.settings().epochs());
    while (!training.isFinished(state)) {
      report(number, 0.2 + 0.6 * state.updates() / all);
      int left = training.batches() - state.batch();
      state = training.advance(state, Math.min(left, Math.max(1, training.batches() / PARTS)));
      TrainingState now = state;
      checkpoint.offer(false,
          () -> toCheckpoint(new Stand(number, stand.before(), stand.cut(), Optional.of(now))));
    }
    return state.machine();
  }

  private void measure(int round, Machine machine, MetricsRow row) {
    report(Math.max(1, round), round == 0 ? 0 : 0.8);
    MachineEvaluation found = judge.of(machine);
    found.warning().ifPresent(this::notice);
    metrics = MachinePruneTable.plus(metrics, round, machine, found, row.selected(), row.removed(),
        row.deadVisible(), row.afterCut(), row.overlap(), row.informationError());
    progress.close();
    table.print(metrics.rows().getLast(), metrics.columns());
  }

  /** Done so far, from 0 to 1. */
  private double share(int round, double part) {
    return (round - 1 + part) / pruning.rounds().size();
  }

  private void report(int round, double part) {
    double done = (share(round, part) - base) / (1 - base);
    progress.report("pruning, percent", Math.round(100 * done), 100);
  }

  private boolean exceeds() {
    double[] likelihood = metrics.numbers("log_likelihood");
    double[] errors = metrics.numbers("probe_error");
    int last = likelihood.length - 1;
    return likelihood[0] - likelihood[last] > budget.likelihoodLoss() || errors[last] > budget.error();
  }

  private Outcome outcome(Machine machine, int round, Pruning.End end, int layer) {
    return new Outcome(machine, round, metrics, List.copyOf(deaths), Map.copyOf(kept), end, layer);
  }

  /** Which units of the first machine a machine still has, layer by layer. */
  private int[][] origins() {
    int[][] alive = new int[first.layers()][];
    for (int l = 0; l < alive.length; l++) {
      boolean[] dead = new boolean[first.units(l)];
      for (Object round : deaths) {
        if (round instanceof Map<?, ?> m && m.get("layers") instanceof List<?> layers
            && layers.get(l) instanceof List<?> units) {
          units.forEach(u -> dead[((Number) u).intValue()] = true);
        }
      }
      alive[l] = IntStream.range(0, dead.length).filter(i -> !dead[i]).toArray();
    }
    return alive;
  }

  private void noteDeaths(int number, Machine before, PrunedMachine cut) {
    int[][] origins = origins();
    List<List<Integer>> layers = new ArrayList<>();
    for (int l = 0; l < first.layers(); l++) {
      int[] of = origins[l];
      layers.add(Arrays.stream(cut.dead(l, before.units(l))).mapToObj(i -> of[i]).toList());
    }
    Map<String, Object> round = new LinkedHashMap<>();
    round.put("round", number);
    round.put("layers", layers);
    round.put("visible_without_synapses", Arrays.stream(cut.deadVisible()).boxed().toList());
    deaths.add(round);
  }

  private Checkpoint toCheckpoint(Stand stand) {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    MachineFile.put(stand.before(), "before.", arrays);
    stand.training().ifPresent(t -> TrainingArrays.put(t, "training.", arrays));
    kept.forEach((round, machine) -> MachineFile.put(machine, "kept." + round + ".", arrays));
    MetricsRow cut = stand.cut();
    double[] row = {cut.selected(), cut.removed(), cut.deadVisible(), cut.afterCut(), cut.overlap(),
        cut.informationError()};
    arrays.put("cut", Tensor.of(row, row.length));
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("round", stand.number());
    state.put("training", stand.training().isPresent());
    state.put("kept", List.copyOf(kept.keySet()));
    state.put("deaths", deaths);
    state.put("metrics", metrics.toDocument());
    return Checkpoint.of(checkpoint.configuration(), state, arrays);
  }

  private Stand restore(Checkpoint from) throws InputException {
    Map<String, @Nullable Object> state = from.state();
    if (!(state.get("round") instanceof Long number) || !(state.get("deaths") instanceof List<?> dead)
        || !(state.get("kept") instanceof List<?> rounds) || number < 1) {
      throw InputException.of("E108", "the checkpoint does not say where the pruning stands")
          .withHint("--no-resume");
    }
    metrics = MetricsTable.fromDocument(state.get("metrics"), FILE);
    dead.forEach(d -> deaths.add(java.util.Objects.requireNonNull(d)));
    for (Object round : rounds) {
      kept.put(((Number) round).intValue(), MachineFile.take(from.arrays(), "kept." + round + ".", FILE));
    }
    double[] row = from.arrays().require("cut", FILE).doubles();
    MetricsRow cut = new MetricsRow((long) row[0], (long) row[1], (int) row[2], row[3], row[4], row[5]);
    Optional<TrainingState> training = Boolean.TRUE.equals(state.get("training"))
        ? Optional.of(TrainingArrays.take(from.arrays(), "training.", FILE))
        : Optional.empty();
    return new Stand(number.intValue(), MachineFile.take(from.arrays(), "before.", FILE), cut, training);
  }
}
