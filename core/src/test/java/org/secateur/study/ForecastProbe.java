package org.secateur.study;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

import org.secateur.certify.Certify;
import org.secateur.certify.Level;
import org.secateur.dynamics.Activation;
import org.secateur.dynamics.Drift;
import org.secateur.network.Network;
import org.secateur.prune.Budget;
import org.secateur.prune.PruningRule;
import org.secateur.prune.Sampling;
import org.secateur.random.Seed;

/** Work whose memory is watched from outside: arguments are a family, its size, and what to do. */
final class ForecastProbe {
  private ForecastProbe() {
  }

  static Network network(String family, int n) {
    return switch (family) {
      case "grid" -> GridFamily.benchmark(n).generate(new Seed(1));
      case "geometric" -> RandomGeometric.benchmark(n).generate(new Seed(1));
      case "hubs" -> PreferentialAttachment.benchmark(n).generate(new Seed(1));
      case "blocks" -> BlockModel.benchmark(n).generate(new Seed(1));
      default -> throw new IllegalArgumentException(family);
    };
  }

  /** The forecast, and then the work itself unless only a look is asked for. */
  public static void main(String[] arguments) {
    Network network = network(arguments[0], Integer.parseInt(arguments[1]));
    boolean look = arguments[2].startsWith("look:");
    String work = look ? arguments[2].substring(5) : arguments[2];
    Drift drift = Drift.of(network);
    switch (work) {
      case "quick", "full" -> {
        Network pruned = pruned(network);
        Level level = work.equals("quick") ? Level.QUICK : Level.FULL;
        say(Forecasts.certificate(drift, level), network, pruned);
        run(look, () -> new Measure(5, OptionalDouble.empty(), level, Activation.LINEAR, Optional.empty(),
            new Seed(1)).applyTo(Certify.pair(network, pruned)).measure());
      }
      default -> {
        ScoreRoute route = switch (work) {
          case "sketch" -> new ScoreRoute.Sketched(Precision.DEFAULT, new Seed(1));
          case "sparse" -> new ScoreRoute.Exact(ScoreRoute.Exact.Solver.SPARSE);
          default -> new ScoreRoute.Exact(ScoreRoute.Exact.Solver.DENSE);
        };
        say(RouteChoice.of(route, drift, Double.POSITIVE_INFINITY).forecast(), network);
        run(look, () -> Scoring.of(network, new PruningRule.NoiseDriven(), route));
      }
    }
  }

  private static void say(Forecast forecast, Network... networks) {
    double held = 0;
    for (Network network : networks) {
      held += 12.0 * network.synapses() + 28.0 * network.neurons(); // rows, weights, leaks, and a drift
    }
    System.out.printf(Locale.ROOT, "held %.0f %.0f %.3f%n", held, forecast.bytes(), forecast.seconds());
  }

  private static void run(boolean look, Supplier<?> work) {
    if (!look) {
      double at = processorSeconds();
      Object result = work.get();
      System.out.printf(Locale.ROOT, "seconds %.3f %s%n", processorSeconds() - at,
          result.getClass().getSimpleName());
    }
  }

  private static Network pruned(Network network) {
    PruningRequest request = PruningRequest
        .of(new Target.Fixed(new Budget.KeepFraction(0.6)), new Seed(1)).withSampling(Sampling.CONNECTED)
        .withRule(new PruningRule.ByWeight());
    return Pruning.run(network, request, Progress.NONE) instanceof PruningOutcome.Done done
        ? done.pruned().network()
        : network;
  }

  private static double processorSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().map(d -> d.toNanos() * 1e-9).orElse(Double.NaN);
  }
}
