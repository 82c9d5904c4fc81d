package org.secateur.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.dynamics.Stationarity.Stationary;
import org.secateur.network.Components;
import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.sparse.SymbolicLimits;
import org.secateur.sparse.SymbolicOutcome;

/** Exact scores of real graphs: hubs, a thousand components, a mesh, real weights. */
class RealGraphsTest {

  /**
   * Foster: on a graph of n vertices and c components the leverages sum to n − c, none is above 1, and a bridge's is 1.
   * Entrywise errors are of order u times the rows of all fronts on the way from the root, here fewer than 10⁴ of 2000:
   * 10⁷ u = 1e-9 relative.
   */
  @ParameterizedTest
  @ValueSource(strings = {"power", "as-22july06", "astro-ph", "email-enron"})
  void leveragesSumToTheRank(String name) throws IOException {
    Network network = read(name);
    Drift drift = EffectiveResistance.laplacian(network);
    SymbolicOutcome.Feasible feasible = (SymbolicOutcome.Feasible) SelectedCovariance.analyse(drift,
        SymbolicLimits.NONE);
    Stationary s = (Stationary) SelectedCovariance.of(drift, EffectiveResistance.NOISE_VARIANCE,
        feasible.pattern());
    Components components = Components.of(network);
    assertThat(s.freeModes()).isEqualTo(components.count());
    Edges edges = Edges.of(network);
    EdgeVariances resistances = s.covariance().over(edges);
    double sum = 0;
    for (int e = 0; e < edges.count(); e++) {
      double leverage = edges.weight(e) * resistances.difference(e);
      assertThat(leverage).isBetween(0.0, 1 + 1e-9);
      boolean bridge = degree(network, edges.post(e)) == 1 || degree(network, edges.pre(e)) == 1;
      assertThat(leverage).isCloseTo(bridge ? 1 : leverage, within(1e-9));
      sum += leverage;
    }
    assertThat(sum).isCloseTo(network.neurons() - components.count(), within(1e-9 * network.neurons()));
    assertThat(s.residual()).isLessThan(1e-9);
  }

  private static int degree(Network network, int i) {
    return network.firstSynapse(i + 1) - network.firstSynapse(i);
  }

  private static Network read(String name) throws IOException {
    Optional<Path> folder = Stream
        .of(System.getProperty("secateur.shared.data"), System.getenv("SECATEUR_SHARED_DATA"),
            "../../shared/data", "../shared/data", "shared/data")
        .filter(Objects::nonNull).map(Path::of)
        .filter(Files::isDirectory).findFirst();
    assumeTrue(folder.isPresent(), "no folder shared/data beside the repository; set SECATEUR_SHARED_DATA");
    List<String> all = Files.readAllLines(folder.orElseThrow().resolve("graphs").resolve(name + ".mtx"));
    boolean pattern = all.get(0).contains("pattern");
    List<String> lines = all.stream().filter(line -> !line.startsWith("%")).toList();
    StringTokenizer size = new StringTokenizer(lines.get(0));
    int n = Integer.parseInt(size.nextToken());
    int pairs = lines.size() - 1;
    int[] first = new int[pairs];
    int[] second = new int[pairs];
    double[] weight = new double[pairs];
    for (int e = 0; e < pairs; e++) {
      StringTokenizer entry = new StringTokenizer(lines.get(e + 1));
      first[e] = Integer.parseInt(entry.nextToken()) - 1;
      second[e] = Integer.parseInt(entry.nextToken()) - 1;
      weight[e] = pattern ? 1 : Double.parseDouble(entry.nextToken());
    }
    return Network.ofPairs(n, first, second, weight, new double[n]);
  }
}
