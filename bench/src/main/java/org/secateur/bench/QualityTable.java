package org.secateur.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import org.secateur.dynamics.Drift;
import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.prune.Budget;
import org.secateur.prune.PruningRule;
import org.secateur.prune.Sampling;
import org.secateur.random.Seed;
import org.secateur.spectral.Pencil;
import org.secateur.study.BlockModel;
import org.secateur.study.PreferentialAttachment;
import org.secateur.study.Progress;
import org.secateur.study.Pruning;
import org.secateur.study.PruningOutcome;
import org.secateur.study.PruningRequest;
import org.secateur.study.RandomGeometric;
import org.secateur.study.ScoreRoute;
import org.secateur.study.Scoring;
import org.secateur.study.Target;
import org.secateur.study.WeightLaw;

/**
 * How well draws hold graphs of 1,000 neurons together: the eigenvalue range of (pruned, full), ideal 1 to 1, 0 where
 * a piece came off; the median over seeds of each end.
 *
 * <pre>
 * java -cp bench/target/classes:$(cat bench/target/classpath) org.secateur.bench.QualityTable [seeds]
 * </pre>
 */
public final class QualityTable {
  private static final int NEURONS = 1_000;

  private QualityTable() {
  }

  private record Family(String name, Function<Seed, Network> draw) {
  }

  private record Method(String name, PruningRule rule, Sampling sampling) {
  }

  private static final List<Family> FAMILIES = List.of(
      new Family("hubs, lognormal",
          seed -> new PreferentialAttachment(NEURONS, 12, new WeightLaw.LogNormal(1), 0).generate(seed)),
      new Family("blocks, few bridges",
          seed -> new BlockModel(10, NEURONS / 10, 24, 0.12, new WeightLaw.LogNormal(1), 0).generate(seed)),
      new Family("spatial", seed -> steeper(new RandomGeometric(NEURONS, 24, 0).generate(seed), 4)),
      new Family("spatial, flat weights", seed -> new RandomGeometric(NEURONS, 33, 0).generate(seed)));

  /** Weights exp(−d²/r²) become exp(−power d²/r²); the leaks follow. */
  private static Network steeper(Network network, double power) {
    double[] weight = new double[network.synapses()];
    double[] leak = new double[network.neurons()];
    for (int i = 0; i < leak.length; i++) {
      for (int k = network.firstSynapse(i); k < network.firstSynapse(i + 1); k++) {
        weight[k] = StrictMath.pow(network.weight(k), power);
        leak[i] += weight[k];
      }
    }
    return network.withWeights(weight).withLeak(leak);
  }

  private static final List<Method> METHODS = List.of(
      new Method("largest weights", new PruningRule.LargestWeights(), Sampling.INDEPENDENT),
      new Method("uniform, rescaled", new PruningRule.Uniform(), Sampling.INDEPENDENT),
      new Method("by weight, rescaled", new PruningRule.ByWeight(), Sampling.INDEPENDENT),
      new Method("degree, rescaled", new PruningRule.ByDegree(), Sampling.INDEPENDENT),
      new Method("exact leverage, rescaled", new PruningRule.NoiseDriven(), Sampling.INDEPENDENT),
      new Method("+ forest + systematic", new PruningRule.NoiseDriven(), Sampling.CONNECTED));

  /** Prints the table. */
  public static void main(String[] arguments) {
    int seeds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    List<String> head = new ArrayList<>(List.of("keep", "method"));
    for (Family family : FAMILIES) {
      Network first = family.draw.apply(new Seed(1));
      head.add("%s (%,d / %,d)".formatted(family.name, first.neurons(), Edges.of(first).count()));
    }
    System.out.println("| " + String.join(" | ", head) + " |");
    System.out.println("| --- ".repeat(head.size()) + "|");
    for (double keep : new double[]{0.5, 0.3, 0.2}) {
      for (Method method : METHODS) {
        List<String> row = new ArrayList<>(List.of("%.0f %%".formatted(100 * keep), method.name));
        for (Family family : FAMILIES) {
          row.add(range(family, method, keep, seeds));
        }
        System.out.println("| " + String.join(" | ", row) + " |");
      }
    }
  }

  private static String range(Family family, Method method, double keep, int seeds) {
    double[] low = new double[seeds];
    double[] high = new double[seeds];
    for (int s = 0; s < seeds; s++) {
      Seed seed = new Seed(s + 1L);
      Network full = family.draw.apply(seed);
      PruningRequest request = PruningRequest.of(new Target.Fixed(new Budget.KeepFraction(keep)), seed)
          .withRule(method.rule).withSampling(method.sampling);
      Scoring.Ready scoring = (Scoring.Ready) Scoring.of(full, method.rule, new ScoreRoute.Exact());
      if (Pruning.run(full, request, scoring, Progress.NONE) instanceof PruningOutcome.Done done
          && Pencil.of(Drift.of(full), Drift.of(done.pruned().network()),
              seed) instanceof Pencil.Range range) {
        low[s] = Math.max(0, range.low().bound());
        high[s] = range.high().bound();
      }
    }
    Arrays.sort(low);
    Arrays.sort(high);
    return String.format(Locale.ROOT, "%.2f-%.2f", low[seeds / 2], high[seeds / 2]);
  }
}
