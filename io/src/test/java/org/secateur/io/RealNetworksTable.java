package org.secateur.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

import org.secateur.dynamics.Covariance;
import org.secateur.dynamics.Drift;
import org.secateur.dynamics.StationaryCovariance;
import org.secateur.dynamics.Stationarity;
import org.secateur.certify.Certificate;
import org.secateur.certify.WorstDirection;
import org.secateur.network.Network;
import org.secateur.prune.Budget;
import org.secateur.prune.Pruned;
import org.secateur.prune.PruningRule;
import org.secateur.random.Seed;
import org.secateur.spectral.CovarianceComparison;
import org.secateur.study.CertifiedPruning;
import org.secateur.study.Measure;
import org.secateur.study.Progress;
import org.secateur.study.Pruning;
import org.secateur.study.PruningOutcome;
import org.secateur.study.PruningRequest;
import org.secateur.study.ScoreRoute;
import org.secateur.study.Scoring;
import org.secateur.study.Target;

/** Prints the tables of {@code docs/real-networks.md}: medians over seeds, rule by rule. Run by hand. */
public final class RealNetworksTable {
  private static final List<PruningRule> RULES = List.of(new PruningRule.NoiseDriven(),
      new PruningRule.ByDegree(),
      new PruningRule.ByWeight(), new PruningRule.Uniform(), new PruningRule.LargestWeights());

  private RealNetworksTable() {
  }

  /** Arguments: how many seeds, and part of the names of the networks wanted. */
  public static void main(String[] arguments) throws InputException {
    int seeds = Integer.parseInt(arguments[0]);
    for (RealNetwork real : RealNetwork.ALL) {
      if (arguments.length < 2 || real.name().contains(arguments[1])) {
        print(real, seeds);
      }
    }
  }

  private static void print(RealNetwork real, int seeds) throws InputException {
    Network network = real.read();
    System.out.printf("%n### %s: %s, keep %.0f %%, %d seeds%n%n", real.name(), network, 100 * real.keep(),
        seeds);
    System.out
        .println("| rule | kept | worst direction | slow modes | covariance | pieces | stable | status |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    for (PruningRule rule : RULES) {
      int repeats = rule.selection() == PruningRule.Selection.LARGEST ? 1 : seeds;
      Scoring.Ready scoring = (Scoring.Ready) Scoring.of(network, rule, new ScoreRoute.Exact());
      List<Result> results = new ArrayList<>();
      for (int s = 1; s <= repeats; s++) {
        results.add(run(network, request(real, rule, s), scoring));
      }
      System.out.println(line(rule, results));
    }
  }

  static PruningRequest request(RealNetwork real, PruningRule rule, int seed) {
    return PruningRequest.of(new Target.Fixed(new Budget.KeepFraction(real.keep())), new Seed(seed))
        .withRule(rule)
        .withSampling(real.sampling());
  }

  /** A pruning and what was measured of it; covariance errors where both have a covariance and few enough neurons. */
  record Result(Pruned pruned, Certificate certificate, OptionalDouble covariance) {
  }

  private static Result run(Network network, PruningRequest request, Scoring.Ready scoring) {
    Pruned pruned = ((PruningOutcome.Done) Pruning.run(network, request, scoring, Progress.NONE)).pruned();
    Certificate certificate = CertifiedPruning.certify(network, pruned, request, Measure.quick(Seed.DEFAULT));
    return new Result(pruned, certificate, covarianceError(network, pruned.network()));
  }

  private static OptionalDouble covarianceError(Network before, Network after) {
    if (before.neurons() <= CovarianceComparison.MAX_NEURONS
        && StationaryCovariance.of(Drift.of(before),
            1) instanceof Stationarity.Stationary(Covariance c, double r, int free)
        && StationaryCovariance.of(Drift.of(after),
            1) instanceof Stationarity.Stationary(Covariance d, double q, int same)
        && free == same) {
      return OptionalDouble.of(CovarianceComparison.of(c, d, 5).relativeErrorFrobenius());
    }
    return OptionalDouble.empty();
  }

  private static String line(PruningRule rule, List<Result> results) {
    double stable = results.stream()
        .filter(r -> r.certificate().stability().measured().orElseThrow().stable()).count();
    return String.format(Locale.ROOT, "| %s | %.1f %% | %s | %s | %s | %.0f | %.0f/%d | %s |", rule.name(),
        100 * median(results, r -> r.pruned().keptFraction()), worst(results),
        percent(median(results, r -> r.certificate().slowModesMaxError().orElse(Double.NaN))),
        percent(median(results, r -> r.covariance().orElse(Double.NaN))),
        median(results, r -> r.certificate().structure().components().after()), stable, results.size(),
        results.getFirst().certificate().status().name().toLowerCase(Locale.ROOT));
  }

  private static String worst(List<Result> results) {
    if (results.getFirst().certificate().worstDirection().measured()
        .orElseThrow() instanceof WorstDirection.Range) {
      return String.format(Locale.ROOT, "%.3g to %.3g", median(results, r -> range(r).low()),
          median(results, r -> range(r).high()));
    }
    return "error " + percent(
        median(results, r -> r.certificate().worstDirection().measured().orElseThrow().worstError()));
  }

  private static WorstDirection.Range range(Result result) {
    return (WorstDirection.Range) result.certificate().worstDirection().measured().orElseThrow();
  }

  private static String percent(double error) {
    return Double.isNaN(error)
        ? "-"
        : error < 1e-9 ? "0 %" : String.format(Locale.ROOT, "%.3g %%", 100 * error);
  }

  private interface Quantity {
    double of(Result result);
  }

  private static double median(List<Result> results, Quantity quantity) {
    double[] sorted = results.stream().mapToDouble(quantity::of).sorted().toArray();
    int n = sorted.length;
    return Arrays.stream(sorted, (n - 1) / 2, n / 2 + 1).average().orElse(Double.NaN);
  }
}
