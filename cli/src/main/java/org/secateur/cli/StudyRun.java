package org.secateur.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.secateur.io.InputException;
import org.secateur.io.study.RunStore;
import org.secateur.study.Progress;
import org.secateur.study.trials.Experiment;
import org.secateur.study.trials.Outcome;
import org.secateur.study.trials.Results;
import org.secateur.study.trials.Study;
import org.secateur.study.trials.Trial;
import org.secateur.study.trials.TrialResult;

/**
 * Does the trials of a study that are not done yet. Trials with a subject in common are one job, done one after the other;
 * each is kept as soon as it is done, so that the program may end at any moment.
 */
final class StudyRun {
  private final Study study;
  private final RunStore store;
  private final Map<Trial, TrialResult> known = new HashMap<>();
  private final List<List<Trial>> jobs;

  StudyRun(Study study, RunStore store) {
    this.study = study;
    this.store = store;
    Map<List<Object>, List<Trial>> bySubject = new LinkedHashMap<>();
    for (Trial trial : study.trials()) {
      store.load(trial).ifPresentOrElse(r -> known.put(trial, r), () -> bySubject
          .computeIfAbsent(List.of(trial.setting().only(study.subjectKeys()), trial.seed()),
              k -> new ArrayList<>())
          .add(trial));
    }
    this.jobs = List.copyOf(bySubject.values());
  }

  /** How many trials were done before. */
  int known() {
    return known.size();
  }

  /** How many are left. */
  int left() {
    return jobs.stream().mapToInt(List::size).sum();
  }

  /**
   * Does what is left.
   *
   * @param threads how many jobs at a time
   * @param counter told of every trial that is done, from any thread
   */
  Results finish(int threads, Runnable counter) throws InputException {
    Map<Trial, TrialResult> found = new HashMap<>(known);
    try (ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, threads))) {
      List<Future<Collection<TrialResult>>> futures = new ArrayList<>();
      AtomicInteger stopped = new AtomicInteger();
      for (List<Trial> job : jobs) {
        futures.add(pool.submit(() -> {
          if (stopped.get() > 0) {
            return List.of();
          }
          boolean done = false;
          try {
            Collection<TrialResult> results = run(job, counter);
            done = true;
            return results;
          } finally {
            stopped.addAndGet(done ? 0 : 1); // a full disk is full for the others, too
          }
        }));
      }
      for (Future<Collection<TrialResult>> future : futures) {
        future.get().forEach(r -> found.put(r.trial(), r));
      }
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case InputException full when full.code().equals("E193") ->
          throw full.withHint("make room: the same command goes on from here");
        case InputException input -> throw input;
        case RuntimeException ours -> throw ours;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.of(ExitCode.INTERRUPTED, "E199", "interrupted", "the same command goes on from here");
    }
    return new Results(study,
        study.trials().stream().map(t -> java.util.Objects.requireNonNull(found.get(t))).toList());
  }

  private Collection<TrialResult> run(List<Trial> job, Runnable counter) throws InputException {
    List<TrialResult> done = new ArrayList<>();
    Trial first = job.getFirst();
    try {
      Experiment.Subject subject = study.experiment().subject(first.setting(), first.seed(), Progress.NONE);
      for (Trial trial : job) {
        done.add(keep(trial, subject, counter));
      }
    } catch (IllegalArgumentException | ArithmeticException | OutOfMemoryError e) {
      for (Trial trial : job.subList(done.size(), job.size())) {
        done.add(keep(new TrialResult(trial, new Outcome.Failed(reason(e)), 0), counter));
      }
    }
    return done;
  }

  private TrialResult keep(Trial trial, Experiment.Subject subject, Runnable counter) throws InputException {
    Stopwatch watch = new Stopwatch();
    Outcome outcome;
    try {
      outcome = subject.treat(trial, Progress.NONE);
    } catch (IllegalArgumentException | ArithmeticException | OutOfMemoryError e) {
      outcome = new Outcome.Failed(reason(e));
    }
    return keep(new TrialResult(trial, outcome, watch.seconds()), counter);
  }

  private TrialResult keep(TrialResult result, Runnable counter) throws InputException {
    store.save(result);
    counter.run();
    return result;
  }

  private static String reason(Throwable e) {
    return e instanceof OutOfMemoryError
        ? "it needs more memory than Java was given"
        : String.valueOf(e.getMessage());
  }
}
