package org.secateur.study.networks;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;

import org.secateur.dynamics.LeakRule;
import org.secateur.network.Network;
import org.secateur.random.Seed;
import org.secateur.study.BlockModel;
import org.secateur.study.ClusteredNetwork;
import org.secateur.study.DenseFamily;
import org.secateur.study.UnequalClusters;
import org.secateur.study.WeightLaw;
import org.secateur.study.trials.Setting;

/** The generated networks that studies know by name. */
final class Generators {
  private static final int PAIRS = 3; // of three clusters

  private Generators() {
  }

  private record Generator(String name, List<Given> parameters,
      BiFunction<Setting, Seed, ClusteredNetwork> recipe) implements NetworkSource {
    @Override
    public ClusteredNetwork network(Setting setting, Seed seed) {
      return recipe.apply(setting, seed);
    }
  }

  private static NetworkSource of(String name, BiFunction<Setting, Seed, ClusteredNetwork> recipe,
      String... keysAndFallbacks) {
    List<NetworkSource.Given> given = java.util.stream.IntStream.range(0, keysAndFallbacks.length / 2)
        .mapToObj(k -> new NetworkSource.Given(keysAndFallbacks[2 * k], keysAndFallbacks[2 * k + 1]))
        .toList();
    return new Generator(name, given, recipe);
  }

  static List<NetworkSource> all() {
    return List.of(of("clusters", Generators::clusters, "n", "600", "bridges", "18", "leak", "0.01"),
        of("bottleneck", Generators::bottleneck, "n", "600", "bridges", "9", "slack", "0.001", "signed",
            "no"),
        of("unequal", Generators::unequal, "sizes", "2700,100,100,100", "long_range", "2500"),
        of("notebook", (s, seed) -> UnequalClusters.notebook(s.whole("n")).generate(seed), "n", "1000"),
        of("lopsided", (s, seed) -> UnequalClusters.lopsided(s.whole("n")).generate(seed), "n", "1000"),
        dense("uniform", new WeightLaw.Uniform(0, 1), "0"),
        dense("lognormal", new WeightLaw.LogNormal(1.5), "0"),
        dense("mixed", new WeightLaw.Uniform(0, 1), "0.3"),
        of("random", Generators::random, "n", "1000", "degree", "40", "slack", "0.01"));
  }

  private static NetworkSource dense(String name, WeightLaw law, String inhibitory) {
    return of(name,
        (s, seed) -> one(new DenseFamily(s.whole("n"), law, s.number("inhibitory"), s.number("slack"))
            .generate(seed)),
        "n", "500", "inhibitory", inhibitory, "slack", "0.01");
  }

  private static ClusteredNetwork clusters(Setting s, Seed seed) {
    return new ClusteredNetwork.Recipe(thirds(s.whole("n")), 1, 0.5, 1.5, s.whole("bridges") / PAIRS, 1, 1,
        s.number("leak"), false).generate(seed);
  }

  private static ClusteredNetwork bottleneck(Setting s, Seed seed) {
    List<Integer> sizes = thirds(s.whole("n"));
    return new ClusteredNetwork.Recipe(sizes, 0.6, 0, 1, s.whole("bridges") / PAIRS, 0, 1, 0,
        s.text("signed").equals("yes")).generate(seed).withLeak(new LeakRule.Dominant(s.number("slack")));
  }

  private static ClusteredNetwork unequal(Setting s, Seed seed) {
    return new UnequalClusters(Arrays.stream(s.numbers("sizes")).mapToObj(d -> (int) d).toList(),
        s.whole("long_range")).generate(seed);
  }

  private static ClusteredNetwork random(Setting s, Seed seed) {
    Network bare = new BlockModel(1, s.whole("n"), s.number("degree"), 0, new WeightLaw.Uniform(0, 1), 0)
        .generate(seed);
    return one(bare.withLeak(new LeakRule.Dominant(s.number("slack")).leaks(bare)));
  }

  private static List<Integer> thirds(int n) {
    return List.of(n / 3, n / 3, n - 2 * (n / 3));
  }

  /** A network without clusters. */
  static ClusteredNetwork one(Network network) {
    return new ClusteredNetwork(network, Collections.nCopies(network.neurons(), 0));
  }
}
