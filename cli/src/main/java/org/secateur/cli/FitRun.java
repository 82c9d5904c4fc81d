package org.secateur.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.secateur.boltzmann.Enumeration;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.chains.MeanField;
import org.secateur.boltzmann.evaluate.Likelihood;
import org.secateur.boltzmann.evaluate.Reconstruction;
import org.secateur.boltzmann.train.Fitting;
import org.secateur.boltzmann.train.FittingState;
import org.secateur.boltzmann.train.Training;
import org.secateur.io.Checkpoint;
import org.secateur.io.InputException;
import org.secateur.io.MachineFile;
import org.secateur.io.MetricsTable;
import org.secateur.io.Tensor;
import org.secateur.io.TrainingArrays;

/** A training from where it stands to its end, a part of an epoch after the other. */
final class FitRun {
  private static final int PARTS = 10;
  /** Patterns that are looked at after each epoch. */
  private static final int LOOKED_AT = 1000;
  /** Most units of the smaller side for an exact likelihood after each epoch: a moment's work. */
  private static final int ENUMERATED = 12;

  private final Fitting fitting;
  private final Dataset data;
  private final RunCheckpoint checkpoint;
  private final Console console;
  private final TerminalProgress progress;

  FitRun(Fitting fitting, Dataset data, RunCheckpoint checkpoint, Console console,
      TerminalProgress progress) {
    this.fitting = fitting;
    this.data = data;
    this.checkpoint = checkpoint;
    this.console = console;
    this.progress = progress;
  }

  /** The trained machine, and what was measured after each epoch. */
  record Outcome(Machine machine, MetricsTable metrics) {
  }

  /** Goes on from the checkpoint, if there is one. */
  Outcome finish(boolean fresh, boolean replace) throws InputException {
    FittingState state = fitting.start();
    MetricsTable metrics = MetricsTable.of("stage", "epoch", "updates", "reconstruction",
        "held_out_reconstruction", "log_likelihood", "log_likelihood_gap");
    Optional<Checkpoint> found = checkpoint.resume(fresh, replace);
    if (found.isPresent()) {
      state = state(found.get());
      metrics = MetricsTable.fromDocument(found.get().state().get("metrics"), "the checkpoint");
      console.remark("Resuming    %s: epoch %d of %d", phase(state.stage()), state.training().epoch() + 1,
          fitting.settings(state.stage()).epochs());
    }
    try {
      return finish(state, metrics);
    } catch (ArithmeticException e) {
      checkpoint.remove(); // from there it would diverge again
      throw Failure.of(ExitCode.NO, "E212", String.valueOf(e.getMessage()).replaceFirst("; use.*", "."),
          "a lower --rate: " + Text.plain(fitting.settings(0).rates().at(0) / 10));
    }
  }

  private Outcome finish(FittingState from, MetricsTable before) throws InputException {
    FittingState state = from;
    MetricsTable metrics = before;
    Training training = fitting.training(state.stage(), state.machine());
    long base = state.training().updates();
    while (!fitting.isFinished(state)) {
      int batches = training.batches();
      int left = batches - state.training().batch();
      FittingState next = fitting.advance(training, state, Math.min(left, Math.max(1, batches / PARTS)));
      boolean stageEnds = next.stage() != state.stage();
      boolean epochEnds = stageEnds || next.training().batch() == 0;
      long all = (long) batches * training.settings().epochs();
      progress.report(phase(state.stage()), (stageEnds ? all : next.training().updates()) - base, all - base);
      if (epochEnds) {
        metrics = measured(metrics, state, next, batches);
      }
      if (stageEnds) {
        training = fitting.training(next.stage(), next.machine());
        base = 0;
      }
      state = next;
      FittingState now = state;
      MetricsTable rows = metrics;
      checkpoint.offer(epochEnds, () -> toCheckpoint(now, rows));
    }
    return new Outcome(state.training().machine(), metrics);
  }

  private String phase(int stage) {
    return fitting.stages() == 1
        ? "training"
        : fitting.isPair(stage)
            ? "layers %d and %d of %d".formatted(stage, stage + 1, fitting.first().layers() - 1)
            : "training all layers";
  }

  private MetricsTable measured(MetricsTable metrics, FittingState before, FittingState after,
      int batches) {
    int epoch = before.training().epoch() + 1;
    if (fitting.isPair(before.stage())) {
      return metrics.plus(before.stage(), epoch, (long) epoch * batches, Double.NaN, Double.NaN, Double.NaN,
          Double.NaN);
    }
    Machine m = after.training().machine();
    Patterns seen = some(data.training().patterns());
    Optional<Patterns> unseen = data.heldOut().map(h -> some(h.patterns()));
    double reconstruction = reconstruction(m, seen);
    double bound = bound(m, unseen.orElse(seen));
    double likelihood = smallerSide(m) <= ENUMERATED ? bound - Enumeration.logPartition(m) : Double.NaN;
    double gap = unseen.isPresent() ? bound(m, seen) - bound : Double.NaN;
    return metrics.plus(before.stage(), epoch, after.training().updates(), reconstruction,
        unseen.map(u -> reconstruction(m, u)).orElse(Double.NaN), likelihood, gap);
  }

  private static Patterns some(Patterns all) {
    return all.slice(0, Math.min(LOOKED_AT, all.count()));
  }

  private static double reconstruction(Machine m, Patterns patterns) {
    return m.layers() == 2 ? Reconstruction.of(m, patterns).meanSquared() : Double.NaN;
  }

  /** ln P(v) + ln Z: exact for two layers, a lower bound for more. */
  private static double bound(Machine m, Patterns patterns) {
    return m.layers() == 2
        ? Likelihood.exact(m, patterns, 0).mean()
        : Likelihood.lowerBound(m, patterns, 0, MeanField.DEFAULT).mean();
  }

  /** Units of the even or the odd layers, whichever are fewer. */
  static int smallerSide(Machine m) {
    int even = 0;
    for (int l = 0; l < m.layers(); l += 2) {
      even += m.units(l);
    }
    return Math.min(even, m.totalUnits() - even);
  }

  private Checkpoint toCheckpoint(FittingState state, MetricsTable metrics) {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    MachineFile.put(state.machine(), "whole.", arrays);
    TrainingArrays.put(state.training(), "training.", arrays);
    return Checkpoint.of(checkpoint.configuration(),
        Map.of("stage", state.stage(), "metrics", metrics.toDocument()), arrays);
  }

  private FittingState state(Checkpoint from) throws InputException {
    Object stage = from.state().get("stage");
    if (!(stage instanceof Long number) || number < 0 || number >= fitting.stages()) {
      throw InputException.of("E108", "the checkpoint does not say where the training stands")
          .withHint("--no-resume");
    }
    return new FittingState(number.intValue(), MachineFile.take(from.arrays(), "whole.", "the checkpoint"),
        TrainingArrays.take(from.arrays(), "training.", "the checkpoint"));
  }

  /** The last row of a table, by column, without what is not known. */
  static Map<String, Object> lastRow(MetricsTable metrics) {
    Map<String, Object> row = new LinkedHashMap<>();
    if (!metrics.rows().isEmpty()) {
      for (String column : metrics.columns()) {
        double[] numbers = metrics.numbers(column);
        double last = numbers[numbers.length - 1];
        if (!Double.isNaN(last)) {
          row.put(column,
              last == Math.rint(last) && Math.abs(last) < 1e15 ? (Object) (long) last : (Object) last);
        }
      }
    }
    return row;
  }

  /** What is known of the end, a line each. */
  static void say(Console console, Map<String, Object> last) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("reconstruction", "Reconstr.   mean squared error %s of the patterns learned");
    words.put("held_out_reconstruction", "            mean squared error %s of those set aside");
    words.put("log_likelihood", "Likelihood  %s nats a pattern");
    words.put("log_likelihood_gap", "Overfitting the patterns learned are more likely by %s nats each");
    words.forEach((key, line) -> {
      if (last.get(key) instanceof Number n) {
        console.say(line, Text.number(n.doubleValue()));
      }
    });
  }
}
