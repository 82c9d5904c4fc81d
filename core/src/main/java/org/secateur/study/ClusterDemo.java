package org.secateur.study;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.secateur.dynamics.Drift;
import org.secateur.network.Network;
import org.secateur.prune.Budget;
import org.secateur.prune.Pruned;
import org.secateur.prune.PruningRule;
import org.secateur.random.Seed;
import org.secateur.spectral.ModalComparison;
import org.secateur.spectral.Pencil;

/**
 * Three dense clusters joined by 18 bridges, pruned to a tenth by the noise-driven rule and by two controls.
 *
 * @param generated the network
 * @param rows the original, then each rule
 * @param fastError the noise-driven rule's relative error of a trajectory at t = 0.01, while fast modes still run
 */
public record ClusterDemo(ClusteredNetwork generated, List<Row> rows, double fastError) {
  /** The share of edges kept. */
  public static final double KEEP = 0.1;
  private static final double EARLY = 0.01;
  private static final double LATE = 10;

  public ClusterDemo {
    rows = List.copyOf(rows);
  }

  /**
   * One network.
   *
   * @param name what it is
   * @param edges edges it has
   * @param bridges edges between clusters
   * @param timeConstants of the three slowest modes, in s
   * @param errorAtTen relative error of a trajectory at t = 10 from a random start
   * @param low what the worst pattern keeps of its restoring force
   * @param high the largest ratio
   */
  public record Row(String name, int edges, int bridges, List<Double> timeConstants, double errorAtTen,
      double low,
      double high) {
  }

  /** Draws the network from its own fixed seed, prunes it with the given one, and measures. */
  public static ClusterDemo run(Seed seed) {
    ClusteredNetwork generated = ClusteredNetwork.Recipe.demo().generate(Seed.DEFAULT);
    Network network = generated.network();
    List<PruningRule> rules = List.of(new PruningRule.NoiseDriven(), new PruningRule.ByWeight(),
        new PruningRule.Uniform());
    List<Pruned> pruned = rules.parallelStream().map(rule -> prune(network, rule, seed)).toList();
    Drift original = Drift.of(network);
    List<ModalComparison> modal = ModalComparison.of(original,
        pruned.stream().map(p -> Drift.of(p.network())).toList());
    List<Measured> measured = IntStream.range(0, rules.size()).parallel()
        .mapToObj(k -> measure(generated, original, rules.get(k), pruned.get(k), modal.get(k), seed))
        .toList();
    List<Row> rows = new ArrayList<>();
    rows.add(
        new Row("original", edges(network), generated.bridges(network), measured.get(0).original, 0, 1, 1));
    measured.forEach(m -> rows.add(m.row));
    return new ClusterDemo(generated, rows, measured.get(0).early);
  }

  private record Measured(Row row, List<Double> original, double early) {
  }

  private static Pruned prune(Network network, PruningRule rule, Seed seed) {
    PruningRequest request = PruningRequest.of(new Target.Fixed(new Budget.KeepFraction(KEEP)), seed)
        .withRule(rule);
    return ((PruningOutcome.Done) Pruning.run(network, request, Progress.NONE)).pruned();
  }

  private static Measured measure(ClusteredNetwork generated, Drift original, PruningRule rule, Pruned pruned,
      ModalComparison modal, Seed seed) {
    double[] errors = modal.relaxationErrors(new double[]{EARLY, LATE}, seed);
    Pencil.Range range = (Pencil.Range) Pencil.of(original, Drift.of(pruned.network()), seed);
    Row row = new Row(rule.name(), pruned.keptEdges(), generated.bridges(pruned.network()),
        timeConstants(modal.prunedSpectrum()), errors[1], range.low().value(), range.high().value());
    return new Measured(row, timeConstants(modal.originalSpectrum()), errors[0]);
  }

  /** The number of neurons. */
  public int neurons() {
    return generated.network().neurons();
  }

  /** The number of edges before pruning. */
  public int edges() {
    return rows.get(0).edges();
  }

  private static int edges(Network network) {
    return network.synapses() / 2;
  }

  private static List<Double> timeConstants(org.secateur.spectral.Spectrum spectrum) {
    int n = spectrum.size();
    return List.of(-1 / spectrum.re(n - 1), -1 / spectrum.re(n - 2), -1 / spectrum.re(n - 3));
  }
}
