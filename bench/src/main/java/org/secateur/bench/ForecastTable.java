package org.secateur.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

import org.secateur.certify.Certify;
import org.secateur.certify.Level;
import org.secateur.dynamics.Activation;
import org.secateur.dynamics.Drift;
import org.secateur.network.Network;
import org.secateur.prune.Budget;
import org.secateur.prune.PruningRule;
import org.secateur.prune.Sampling;
import org.secateur.random.Seed;
import org.secateur.study.Forecast;
import org.secateur.study.Forecasts;
import org.secateur.study.Measure;
import org.secateur.study.Precision;
import org.secateur.study.Progress;
import org.secateur.study.Pruning;
import org.secateur.study.PruningOutcome;
import org.secateur.study.PruningRequest;
import org.secateur.study.RouteChoice;
import org.secateur.study.ScoreRoute;
import org.secateur.study.Scoring;
import org.secateur.study.Target;

/**
 * Time as forecast beside time as taken, in processor seconds of the whole virtual machine: the sketch, the exact route where it
 * is the one chosen, and both certificates. The first run of each is cold.
 *
 * <p>Arguments: the number of neurons, how many runs, and optionally which of grid, geometric, hubs, blocks and of sketch, auto,
 * quick, full.
 */
public final class ForecastTable {
  private ForecastTable() {
  }

  /** Prints one line a network and kind of work. */
  public static void main(String[] arguments) {
    int n = Integer.parseInt(arguments[0]);
    int runs = Integer.parseInt(arguments[1]);
    List<String> words = List.of(arguments).subList(2, arguments.length);
    System.out.printf("%-10s %9s %-7s %10s   %s%n", "input", "neurons", "work", "forecast", "taken, s");
    for (BenchmarkInput family : BenchmarkInput.values()) {
      if (words.stream().anyMatch(w -> w.equals(family.word()))
          || words.stream().noneMatch(ForecastTable::isFamily)) {
        Network network = family.draw(n, Seed.DEFAULT);
        for (String work : List.of("sketch", "auto", "quick", "full")) {
          if (words.contains(work) || words.stream().allMatch(ForecastTable::isFamily)) {
            line(family.word(), network, work, runs);
          }
        }
      }
    }
  }

  private static boolean isFamily(String word) {
    for (BenchmarkInput family : BenchmarkInput.values()) {
      if (family.word().equals(word)) {
        return true;
      }
    }
    return false;
  }

  private static void line(String name, Network network, String work, int runs) {
    Drift drift = Drift.of(network);
    Forecast forecast;
    Runnable task;
    if (work.equals("sketch") || work.equals("auto")) {
      ScoreRoute asked = work.equals("sketch")
          ? new ScoreRoute.Sketched(Precision.DEFAULT, Seed.DEFAULT)
          : new ScoreRoute.Automatic(Precision.DEFAULT, Seed.DEFAULT);
      RouteChoice choice = RouteChoice.of(asked, drift, Double.POSITIVE_INFINITY);
      forecast = choice.forecast();
      task = () -> Scoring.of(network, new PruningRule.NoiseDriven(), choice.route());
    } else {
      Level level = work.equals("quick") ? Level.QUICK : Level.FULL;
      Network pruned = pruned(network);
      forecast = Forecasts.certificate(drift, level);
      task = () -> new Measure(Certify.DEFAULT_MODES, OptionalDouble.empty(), level, Activation.LINEAR,
          Optional.empty(), Seed.DEFAULT).applyTo(Certify.pair(network, pruned)).measure();
    }
    StringBuilder taken = new StringBuilder();
    for (int run = 0; run < runs; run++) {
      double at = processorSeconds();
      task.run();
      taken.append(String.format(Locale.ROOT, " %.2f", processorSeconds() - at));
    }
    System.out.printf(Locale.ROOT, "%-10s %9d %-7s %10.2f  %s%n", name, network.neurons(), work,
        forecast.seconds(), taken);
  }

  private static Network pruned(Network network) {
    PruningRequest request = PruningRequest
        .of(new Target.Fixed(new Budget.KeepFraction(0.6)), Seed.DEFAULT).withSampling(Sampling.CONNECTED)
        .withRule(new PruningRule.ByWeight());
    if (Pruning.run(network, request, Progress.NONE) instanceof PruningOutcome.Done done) {
      return done.pruned().network();
    }
    throw new IllegalStateException("pruning by weight needs no scores");
  }

  private static double processorSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().map(d -> d.toNanos() * 1e-9).orElse(Double.NaN);
  }
}
