package org.secateur.certify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.secateur.dynamics.Activation;
import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.random.Seed;
import org.secateur.spectral.Families;
import org.secateur.spectral.MatchedMode;

class CertifyTest {

  private static final Network HELD = Families.path(10, 0.5);

  /** Two clusters of 15, joined by three edges, slack 0.01. */
  private static Network bottleneck() {
    int n = 30;
    double[][] w = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        w[i][j] = i != j && i / 15 == j / 15 ? 1 : 0;
      }
    }
    for (int b = 0; b < 3; b++) {
      w[b][15 + b] = w[15 + b][b] = 1;
    }
    return Families.dominant(w, 0.01);
  }

  private static List<Integer> halves() {
    List<Integer> group = new ArrayList<>(Collections.nCopies(15, 0));
    group.addAll(Collections.nCopies(15, 1));
    return group;
  }

  private static Network withoutBridges() {
    Network original = bottleneck();
    Edges edges = Edges.of(original);
    double[] factor = new double[edges.count()];
    for (int e = 0; e < factor.length; e++) {
      factor[e] = edges.post(e) / 15 == edges.pre(e) / 15 ? 1 : 0;
    }
    return Families.scaled(original, edges.spread(factor, 1));
  }

  static Stream<Arguments> statuses() {
    Claim tight = new Claim.WorstDirection(0.05);
    Claim loose = new Claim.WorstDirection(0.5);
    Network faster = Families.times(HELD, 1.1);
    Network unstable = HELD.withLeak(new double[10]);
    Network graph = Families.path(10, 0);
    Network ring = Families.dominant(new double[][]{{0, 1, 0}, {0, 0, 1}, {1, 0, 0}}, 0.5);
    return Stream.of(Arguments.of("no tolerance", HELD, faster, List.of(), Status.MEASURED),
        Arguments.of("tolerance met", HELD, faster, List.of(loose), Status.MEASURED),
        Arguments.of("tolerance missed", HELD, faster, List.of(tight), Status.NOT_PRESERVED),
        Arguments.of("one of two missed", HELD, faster, List.of(loose, new Claim.SlowModes(0.05, 2)),
            Status.NOT_PRESERVED),
        Arguments.of("slow modes met", HELD, faster, List.of(new Claim.SlowModes(0.1001, 2)),
            Status.MEASURED),
        Arguments.of("pruned unstable", HELD, unstable, List.of(), Status.REFUSED),
        Arguments.of("original unstable", unstable, HELD, List.of(loose), Status.REFUSED),
        Arguments.of("both graphs", graph, graph, List.of(tight), Status.MEASURED),
        Arguments.of("graph held in place", graph, HELD, List.of(loose), Status.NOT_PRESERVED),
        Arguments.of("directed met", ring, Families.times(ring, 1.1), List.of(loose), Status.MEASURED),
        Arguments.of("directed missed", ring, Families.times(ring, 1.1), List.of(tight),
            Status.NOT_PRESERVED),
        Arguments.of("directed unstable", ring, ring.withLeak(new double[3]), List.of(), Status.REFUSED));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("statuses")
  void status(String name, Network original, Network pruned, List<Claim> claims, Status expected) {
    for (Level level : Level.values()) {
      Certify certify = Certify.pair(original, pruned).level(level);
      claims.forEach(certify::tolerance);
      Certificate c = certify.measure();
      assertThat(c.status()).as(name).isEqualTo(expected);
      assertThat(c.findings().isEmpty()).isEqualTo(expected == Status.MEASURED);
      assertThat(c.claims()).isEqualTo(claims);
    }
  }

  /** The claim on the worst direction has a network that only it catches: the bridges are cut, and every edge else is there. */
  @Test
  void cutBridgesAreNotPreserved() {
    Network original = bottleneck();
    Certificate c = Certify.pair(original, withoutBridges()).groups(halves()).modes(2)
        .tolerance(new Claim.WorstDirection(0.5)).tolerance(new Claim.SlowModes(0.1, 2)).measure();
    assertThat(c.status()).isEqualTo(Status.NOT_PRESERVED);
    assertThat(c.findings()).hasSize(2).allMatch(f -> f instanceof Finding.Missed);
    WorstDirection.Range range = (WorstDirection.Range) c.worstDirection().measured().orElseThrow();
    // the halves' difference: 30 · 0.01 of 30 · 0.01 + 3 · 4 is left, and no pattern can keep less than the worst
    assertThat(range.low()).isLessThan(0.3 / 12.3 + 1e-9);
    assertThat(range.lowVector().value(0) * range.lowVector().value(29)).isNegative();
    assertThat(c.slowModesMaxError().orElseThrow()).isGreaterThan(0.9);
    assertThat(c.structure().bridgesKept().orElseThrow()).isEqualTo(new Change(3, 0));
    assertThat(c.structure().components()).isEqualTo(new Change(1, 2));
    assertThat(c.stability().measured().orElseThrow().stable()).isTrue();
  }

  /** The claim on slow modes has a network that only it catches: one slow rate of a hundred moves by half of 60 %. */
  @Test
  void aMovedSlowModeIsNotPreserved() {
    double[] leak = {0.1, 1, 1};
    Network original = Network.ofDense(new double[3][3], leak);
    Network pruned = original.withLeak(new double[]{0.13, 1, 1});
    assertThat(Certify.pair(original, pruned).tolerance(new Claim.WorstDirection(0.31)).measure().status())
        .isEqualTo(Status.MEASURED);
    Certificate c = Certify.pair(original, pruned).tolerance(new Claim.WorstDirection(0.31))
        .tolerance(new Claim.SlowModes(0.29, 1)).measure();
    Finding.Missed missed = (Finding.Missed) c.findings().getFirst();
    assertThat(missed.measured()).isCloseTo(0.3, within(1e-12));
    assertThat(c.status()).isEqualTo(Status.NOT_PRESERVED);
  }

  @Test
  void aNetworkAgainstItselfIsPerfect() {
    Network original = bottleneck();
    Certificate c = Certify.pair(original, original).groups(halves()).activation(Activation.RELU).measure();
    WorstDirection.Range range = (WorstDirection.Range) c.worstDirection().measured().orElseThrow();
    // condition (30 + 2)/0.01: whitening is right to n u κ
    assertThat(range.low()).isCloseTo(1, within(1e-10));
    assertThat(range.high()).isCloseTo(1, within(1e-10));
    assertThat(range.worstError()).isLessThan(1e-6);
    assertThat(c.slowModesMaxError().orElseThrow()).isZero();
    for (MatchedMode m : c.modes().measured().orElseThrow()) {
      assertThat(m.vectorOverlap().orElseThrow()).isCloseTo(1, within(1e-12));
    }
    Stability stability = c.stability().measured().orElseThrow();
    assertThat(stability.marginKept().orElseThrow()).isEqualTo(1);
    // a constant pattern is held by the slack alone
    assertThat(stability.original()).isCloseTo(-0.01, within(1e-12));
    assertThat(c.trajectories().measured().orElseThrow().errorByTime())
        .allSatisfy(e -> assertThat(e.relativeError()).isLessThan(1e-12));
    assertThat(c.noiseTrajectories().measured().orElseThrow().points()).allMatch(p -> p.relativeError() == 0);
    assertThat(c.rectified().measured().orElseThrow().steadyState().measured().orElseThrow().jaccard())
        .isEqualTo(1);
    assertThat(c.noiseCovariance().measured().orElseThrow().relativeErrorFrobenius()).isLessThan(1e-12);
    assertThat(c.structure().weightsUnchanged()).isTrue();
    assertThat(c.structure().strengthCorrelation().orElseThrow()).isCloseTo(1, within(1e-12));
  }

  /** Same pair, same certificate: seeds fix every draw. */
  @Test
  void measuringTwiceGivesTheSameBits() {
    Network original = bottleneck();
    Network pruned = Families.sampled(original, 0.6, 2);
    Certify asked = Certify.pair(original, pruned).seed(new Seed(9)).groups(halves());
    assertThat(asked.measure()).isEqualTo(asked.measure());
  }

  @Test
  void structureByHand() {
    double[][] w = {{0, 2, 1, 0}, {2, 0, 0, 0}, {1, 0, 0, 0}, {0, 0, 0, 0}};
    double[][] v = {{0, 3, 0, 0}, {3, 0, 0, 0}, {0, 0, 0, 1}, {0, 0, 1, 0}};
    StructureFacts s = Certify.pair(Families.dominant(w, 1), Families.dominant(v, 1)).level(Level.QUICK)
        .groups(List.of(0, 0, 1, 1)).measure().structure();
    assertThat(s.edges()).isEqualTo(new Change(2, 2));
    assertThat(s.components()).isEqualTo(new Change(2, 2));
    assertThat(s.isolated()).isEqualTo(new Change(1, 0));
    assertThat(s.minInDegree()).isEqualTo(new Change(0, 1));
    assertThat(s.largestAmplification().orElseThrow()).isEqualTo(1.5);
    assertThat(s.weightsUnchanged()).isFalse();
    assertThat(s.foreignSynapses()).isEqualTo(2);
    assertThat(s.bridgesKept().orElseThrow()).isEqualTo(new Change(1, 0));
    // strengths (3, 2, 1, 0) and (3, 3, 1, 1): covariance 4, variances 5 and 4
    assertThat(s.strengthCorrelation().orElseThrow()).isCloseTo(4 / Math.sqrt(20), within(1e-15));
  }

  /** Directed: in- and out-degrees differ, and synapses are counted one by one. */
  @Test
  void directedStructureAndBlocks() {
    double[][] w = {{0, 1, 1}, {0, 0, 1}, {0, 0, 0}};
    Network original = Families.dominant(w, 1);
    double[] factor = {1, 0.5, 1};
    Certificate c = Certify.pair(original, Families.scaled(original, factor)).measure();
    assertThat(c.structure().edges()).isEqualTo(new Change(3, 3));
    assertThat(c.structure().minInDegree().before()).isZero();
    assertThat(c.structure().minOutDegree().before()).isZero();
    assertThat(c.worstDirection().measured().orElseThrow()).isInstanceOf(WorstDirection.Deviation.class);
    assertThat(c.transients().measured().orElseThrow().peak().measured().orElseThrow())
        .isGreaterThanOrEqualTo(1);
    assertThat(c.noiseCovariance().measured()).isPresent();
    // triangular: eigenvalues are minus the leaks 3, 2, 1 and 2.5, 2, 1
    assertThat(c.spectrum().measured().orElseThrow().eigenvalue().greatest().orElseThrow()).isCloseTo(0.5 / 3,
        within(1e-12));
    assertThat(c.assumptions().symmetric()).isFalse();
  }

  @Test
  void componentsAreCertifiedOneByOne() {
    double[][] w = new double[7][7];
    w[0][1] = w[1][0] = 1;
    w[2][3] = w[3][2] = 1;
    w[3][4] = w[4][3] = 1;
    w[2][4] = w[4][2] = 1;
    Network original = Families.dominant(w, 0);
    double[] factor = new double[original.synapses()];
    java.util.Arrays.fill(factor, 1);
    factor[0] = factor[1] = 2;
    Certificate c = Certify.pair(original, Families.scaled(original, factor)).measure();
    assertThat(c.components()).hasSize(2);
    ComponentFact pair = c.components().get(0);
    assertThat(pair.neurons()).isEqualTo(2);
    assertThat(pair.free()).isTrue();
    assertThat(pair.low().orElseThrow()).isCloseTo(2, within(1e-14));
    ComponentFact triangle = c.components().get(1);
    assertThat(triangle.firstNeuron()).isEqualTo(2);
    assertThat(triangle.high().orElseThrow()).isCloseTo(1, within(1e-14));
    assertThat(c.stability().measured().orElseThrow().freeModes()).isEqualTo(new Change(4, 4));
  }

  /** Missing parts say why. */
  @Test
  void partsThatAreLeftOutSayWhy() {
    Certificate quick = Certify.pair(HELD, HELD).level(Level.QUICK).measure();
    assertThat(quick.trajectories()).isEqualTo(Block.omitted(Omission.NOT_ASKED));
    Network graph = Families.path(10, 0);
    Certificate held = Certify.pair(graph, HELD).tolerance(new Claim.WorstDirection(0.5)).measure();
    assertThat(held.worstDirection()).isEqualTo(Block.omitted(Omission.FREE_MODES_DIFFER));
    assertThat(held.findings()).containsExactly(
        new Finding.Unverified(new Claim.WorstDirection(0.5), Omission.FREE_MODES_DIFFER));
    Network ring = Families.dominant(new double[][]{{0, 1, 0}, {0, 0, 1}, {1, 0, 0}}, 0);
    assertThat(Certify.pair(ring, ring).measure().worstDirection())
        .isEqualTo(Block.omitted(Omission.SINGULAR));
    assertThat(Certify.pair(HELD, HELD).measure().transients()).isEqualTo(Block.omitted(Omission.SYMMETRIC));
    Network large = Families.path(2001, 0.5);
    assertThat(Certify.pair(large, large).measure().spectrum()).isEqualTo(Block.tooLarge(2000));
  }

  @Test
  void smallestNetworks() {
    Network none = Network.ofDense(new double[0][0], new double[0]);
    assertThat(Certify.pair(none, none).measure().status()).isEqualTo(Status.MEASURED);
    Network one = Network.ofDense(new double[1][1], new double[]{2});
    Certificate c = Certify.pair(one, one.withLeak(new double[]{3})).measure();
    WorstDirection.Range range = (WorstDirection.Range) c.worstDirection().measured().orElseThrow();
    assertThat(range.low()).isCloseTo(1.5, within(1e-15));
    assertThat(range.high()).isCloseTo(1.5, within(1e-15));
    assertThat(c.slowModesMaxError().orElseThrow()).isCloseTo(0.5, within(1e-15));
  }

  @Test
  void sizesMustAgree() {
    assertThatThrownBy(() -> Certify.pair(HELD, Families.path(9, 0.5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10").hasMessageContaining("9");
  }
}
