package org.secateur.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.secateur.certify.Certificate;
import org.secateur.certify.Status;
import org.secateur.certify.WorstDirection;
import org.secateur.dynamics.Drift;
import org.secateur.network.Components;
import org.secateur.network.Network;
import org.secateur.prune.Budget;
import org.secateur.prune.Pruned;
import org.secateur.prune.PruningRule;
import org.secateur.prune.Sampling;
import org.secateur.random.Seed;
import org.secateur.study.Baselines;
import org.secateur.study.CertifiedPruning;
import org.secateur.study.Measure;
import org.secateur.study.Progress;
import org.secateur.study.Pruning;
import org.secateur.study.PruningOutcome;
import org.secateur.study.PruningRequest;
import org.secateur.study.ScoreRoute;
import org.secateur.study.Scoring;
import org.secateur.study.Target;

/** What must hold on real networks whatever the draw, and what the tables of {@code docs/real-networks.md} say. */
class RealNetworksTest {
  static Stream<RealNetwork> small() {
    return Stream.of(RealNetwork.WORM, RealNetwork.WORM_UNDIRECTED, RealNetwork.CHEMICAL, RealNetwork.GAP,
        RealNetwork.MOUSE, RealNetwork.MARMOSET);
  }

  private static PruningRequest request(RealNetwork real) {
    return RealNetworksTable.request(real, new PruningRule.NoiseDriven(), 1);
  }

  private static Pruned prune(Network network, PruningRequest request) {
    return ((PruningOutcome.Done) Pruning.run(network, request, Progress.NONE)).pruned();
  }

  /** The noise-driven rule and every control, on networks small enough for both. */
  @ParameterizedTest
  @MethodSource("small")
  void stabilitySurvivesEveryRule(RealNetwork real) throws InputException {
    Network network = real.read();
    PruningRequest request = request(real);
    Pruned pruned = prune(network, request);
    Measure measure = Measure.quick(Seed.DEFAULT);
    Certificate certificate = CertifiedPruning.certify(network, pruned, request, measure);
    holds(real, network, pruned, certificate);
    List<Baselines.Control> controls = Baselines.of(network, request, pruned, measure, Progress.NONE);
    assertThat(controls).hasSize(4);
    for (Baselines.Control control : controls) {
      holds(real, network, control.pruned(), control.certificate());
    }
  }

  /** With the matched diagonal every slack stays, so that a dominant network stays stable: Gershgorin. */
  private static void holds(RealNetwork real, Network network, Pruned pruned, Certificate certificate) {
    Drift before = Drift.of(network);
    Drift after = Drift.of(pruned.network());
    for (int i = 0; i < before.size(); i++) {
      // two sums of up to n weights, each rounded
      assertThat(after.slack(i)).isCloseTo(before.slack(i),
          within(2 * before.size() * Math.ulp(before.restoring(i) + after.restoring(i))));
    }
    assertThat(certificate.status()).isNotEqualTo(Status.REFUSED);
    assertThat(certificate.stability().measured().orElseThrow().stable()).isTrue();
    assertThat(certificate.structure().foreignSynapses()).isZero();
    if (real.sampling() == Sampling.CONNECTED) {
      assertEquals(Math.round(real.keep() * pruned.plan().scores().count()), pruned.keptEdges());
      assertEquals(Components.of(network).count(), Components.of(pruned.network()).count());
    }
  }

  /** Foster: leverages of a graph sum to its nodes less its pieces. The sum is a trace, right to 10 n² u κ. */
  @ParameterizedTest
  @MethodSource("graphs")
  void leveragesOfAGraphSumToNodesLessPieces(RealNetwork real) throws InputException {
    Network graph = real.read();
    for (PruningRule rule : List.of(new PruningRule.NoiseDriven(), new PruningRule.EffectiveResistance())) {
      Scoring.Ready ready = (Scoring.Ready) Scoring.of(graph, rule, new ScoreRoute.Exact());
      double sum = ready.scores().sum() / ready.unitsPerLeverage();
      assertThat(sum).isCloseTo(graph.neurons() - Components.of(graph).count(), within(1e-6));
    }
  }

  static Stream<RealNetwork> graphs() {
    return Stream.of(RealNetwork.GAP, RealNetwork.MOUSE);
  }

  /** The one connectome here that is dense enough for the theorem to say something at 20 %. */
  @Test
  void mouseIsGuaranteed() throws InputException {
    Network network = RealNetwork.MOUSE.read();
    PruningRequest request = request(RealNetwork.MOUSE);
    Certificate certificate = CertifiedPruning.certify(network, prune(network, request), request,
        Measure.quick(Seed.DEFAULT));
    assertEquals(Status.GUARANTEED, certificate.status());
    WorstDirection.Range range = (WorstDirection.Range) certificate.worstDirection().measured().orElseThrow();
    double epsilon = certificate.assumptions().theoremEpsilon().orElseThrow();
    assertThat(epsilon).isLessThan(0.75);
    assertThat(range.low()).isGreaterThan(1 - epsilon);
    assertThat(range.high()).isLessThan(1 + epsilon);
  }

  /** Gap junctions have bottlenecks: here the covariance between neurons is worth something, and weights are not. */
  @Test
  void gapJunctionsNeedTheCovariance() throws InputException {
    Network network = RealNetwork.GAP.read();
    double noise = 0;
    double weight = 0;
    for (int seed = 1; seed <= 5; seed++) {
      noise += slowError(network,
          RealNetworksTable.request(RealNetwork.GAP, new PruningRule.NoiseDriven(), seed));
      weight += slowError(network,
          RealNetworksTable.request(RealNetwork.GAP, new PruningRule.ByWeight(), seed));
    }
    assertThat(noise).isLessThan(0.5 * weight);
  }

  private static double slowError(Network network, PruningRequest request) {
    return CertifiedPruning.certify(network, prune(network, request), request, Measure.quick(Seed.DEFAULT))
        .slowModesMaxError().orElseThrow();
  }

  /** 3,013 neurons, directed: scores by the Lyapunov equation, and every slack where it was. */
  @Test
  void larvalFlyStaysStable() throws InputException {
    Network network = RealNetwork.FLY.read();
    PruningRequest request = request(RealNetwork.FLY);
    Scoring.Ready ready = (Scoring.Ready) Scoring.of(network, request.rule(), request.route());
    assertThat(ready.facts().residual()).isLessThan(1e-10);
    Pruned pruned = ((PruningOutcome.Done) Pruning.run(network, request, ready, Progress.NONE)).pruned();
    assertThat(pruned.keptFraction()).isCloseTo(RealNetwork.FLY.keep(), within(0.01));
    assertThat(Drift.of(pruned.network()).isDiagonallyDominant()).isTrue();
    holds(RealNetwork.FLY, network, pruned,
        CertifiedPruning.certify(network, pruned, request, Measure.quick(Seed.DEFAULT)));
  }

  /** 4,941 nodes and hardly a cycle: connected at 90 %, and slow modes are lost all the same. */
  @Test
  void powerGridStaysWhole() throws InputException {
    Network network = RealNetwork.POWER.read();
    PruningRequest request = request(RealNetwork.POWER);
    Pruned pruned = prune(network, request);
    assertEquals(1, Components.of(pruned.network()).count());
    Certificate certificate = CertifiedPruning.certify(network, pruned, request, Measure.quick(Seed.DEFAULT));
    holds(RealNetwork.POWER, network, pruned, certificate);
    assertEquals(Status.MEASURED, certificate.status());
    assertThat(certificate.slowModesMaxError().orElseThrow()).isGreaterThan(0.1);
  }

  /** A directed budget by epsilon is nothing the theorem speaks about: measured, whatever the ε. */
  @Test
  void directedNetworksAreNeverGuaranteed() throws InputException {
    Network network = RealNetwork.MARMOSET.read();
    PruningRequest request = request(RealNetwork.MARMOSET)
        .withTarget(new Target.Fixed(new Budget.Epsilon(0.9)));
    Certificate certificate = CertifiedPruning.certify(network, prune(network, request), request,
        Measure.quick(Seed.DEFAULT));
    assertEquals(Status.MEASURED, certificate.status());
  }
}
