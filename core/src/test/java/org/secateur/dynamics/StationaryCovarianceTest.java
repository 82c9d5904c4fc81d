package org.secateur.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToDoubleFunction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.dynamics.Stationarity.Stationary;
import org.secateur.dynamics.Stationarity.Unstable;
import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

class StationaryCovarianceTest {

  /** One neuron: C = σ²/(2 leak), by hand. */
  @Test
  void varianceOfASingleNeuron() {
    Covariance c = covariance(Network.ofDense(new double[][]{{0}}, new double[]{4}), 2);
    assertThat(c.get(0, 0)).isEqualTo(0.25);
  }

  /** Two neurons, leak 1, weight w: C_ii = 1/(2(1 − w²)), C_12 = w C_ii for σ = 1, by hand. */
  @Test
  void covarianceOfAPair() {
    double w = 0.5;
    Covariance c = covariance(Network.ofDense(new double[][]{{0, w}, {w, 0}}, new double[]{1, 1}), 1);
    assertThat(c.get(0, 0)).isCloseTo(0.5 / (1 - w * w), within(1e-15));
    assertThat(c.get(0, 1)).isCloseTo(w * 0.5 / (1 - w * w), within(1e-15));
    assertThat(c.differenceVariance(0, 1, 1)).isCloseTo((1 - w) / (1 - w * w), within(1e-15));
  }

  /** Directed, W = [[0, w], [0, 0]], leak 1: C_22 = 1/2, C_12 = w/4, C_11 = 1/2 + w²/4 for σ = 1, by hand. */
  @Test
  void covarianceOfAFeedForwardPair() {
    double w = 3;
    Stationary s = (Stationary) StationaryCovariance
        .of(Drift.of(Network.ofDense(new double[][]{{0, w}, {0, 0}}, new double[]{1, 1})), 1);
    assertThat(s.covariance().get(1, 1)).isCloseTo(0.5, within(1e-14));
    assertThat(s.covariance().get(0, 1)).isCloseTo(w / 4, within(1e-14));
    assertThat(s.covariance().get(0, 0)).isCloseTo(0.5 + w * w / 4, within(1e-14));
    assertThat(s.residual()).isLessThan(1e-14);
  }

  /**
   * Sum rule: Σ τ + Σ 2 s_i C_ii/σ² = tr(M⁻¹M) = N. A stable inverse has ‖M⁻¹M − I‖ ≤ 10 N u κ with κ at most 2 max M_ii /
   * min slack; the trace adds a factor N.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1, 1e-2, 1e-4})
  void leveragesAndSlackSumToTheNumberOfNeurons(double slack) {
    for (int n : new int[]{1, 2, 3, 10, 40}) {
      for (int seed = 0; seed < 3; seed++) {
        Drift drift = Drift.of(randomSigned(n, slack, seed));
        double largest = 0;
        double sum = 0;
        Covariance c = covariance(drift.network(), 1);
        for (int i = 0; i < n; i++) {
          largest = Math.max(largest, drift.restoring(i));
          sum += 2 * drift.slack(i) * c.get(i, i);
        }
        Edges edges = Edges.of(drift.network());
        for (int e = 0; e < edges.count(); e++) {
          double w = edges.weight(e);
          sum += 2 * Math.abs(w) * c.differenceVariance(edges.post(e), edges.pre(e), w > 0 ? 1 : -1);
        }
        double tolerance = 10.0 * n * n * Math.ulp(1.0) * (2 * largest / slack);
        assertThat(sum).as("n %d seed %d", n, seed).isCloseTo(n, within(tolerance));
      }
    }
  }

  /** Σ_j τ_ij = 2 + (2/σ²)[Σ_j |w_ij|(C_jj − C_ii) − 2 s_i C_ii] over the synapses of one neuron, to the same bound. */
  @Test
  void leveragesOfOneNeuronFollowItsNeighboursVariances() {
    Drift drift = Drift.of(randomSigned(40, 0.1, 5));
    Network network = drift.network();
    Covariance c = covariance(network, 1);
    for (int i = 0; i < 40; i++) {
      double left = 0;
      double right = 2 - 4 * drift.slack(i) * c.get(i, i);
      for (int k = network.firstSynapse(i); k < network.firstSynapse(i + 1); k++) {
        int j = network.pre(k);
        double w = Math.abs(network.weight(k));
        left += 2 * w * c.differenceVariance(i, j, network.weight(k) > 0 ? 1 : -1);
        right += 2 * w * (c.get(j, j) - c.get(i, i));
      }
      assertThat(left).isCloseTo(right, within(10 * 40 * 40 * Math.ulp(1.0) * 2 * drift.restoring(i) / 0.1));
    }
  }

  /**
   * NetworkX's own tests of resistance distance: between opposite corners of the 4-cycle with weights 2, 4, 1, 3 it is .48
   * where weights are conductances, 2.4 where they are resistances, 1 where they are left out.
   */
  @Test
  void effectiveResistanceOfAFourCycle() {
    assertThat(oppositeCorners(2, 4, 1, 3)).isCloseTo(0.48, within(1e-14));
    assertThat(oppositeCorners(1.0 / 2, 1.0 / 4, 1, 1.0 / 3)).isCloseTo(2.4, within(1e-14));
    assertThat(oppositeCorners(1, 1, 1, 1)).isCloseTo(1, within(1e-14));
  }

  private static double oppositeCorners(double a, double b, double c, double d) {
    double[][] w = new double[4][4];
    join(w, 0, 1, a);
    join(w, 1, 2, b);
    join(w, 2, 3, c);
    join(w, 3, 0, d);
    Stationary s = (Stationary) StationaryCovariance.of(
        EffectiveResistance.laplacian(Network.ofDense(w, new double[4])),
        EffectiveResistance.NOISE_VARIANCE);
    assertThat(s.freeModes()).isEqualTo(1);
    return s.covariance().differenceVariance(0, 2, 1);
  }

  /**
   * As the slack of an excitatory network goes to 0 its differences go to the effective resistances: off by O(slack), until
   * nothing is left but rounding, however small the slack.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1e-4, 1e-8, 1e-12, 1e-15, 0})
  void differencesTendToEffectiveResistance(double slack) {
    int n = 30;
    Network network = cliqueBridge(n, slack);
    Covariance c = covariance(network, 2);
    Stationary r = (Stationary) StationaryCovariance.of(EffectiveResistance.laplacian(network), 2);
    Edges edges = Edges.of(network);
    for (int e = 0; e < edges.count(); e++) {
      double resistance = r.covariance().differenceVariance(edges.post(e), edges.pre(e), 1);
      // A bridge between two cliques of 15 with slack s each: R lowers by about R² · 15 s / 4; n u κ for rounding.
      assertThat(c.differenceVariance(edges.post(e), edges.pre(e), 1)).isCloseTo(resistance,
          within(resistance * resistance * n * slack + 1e4 * n * Math.ulp(1.0)));
    }
  }

  /** Gauging a network's signs away changes no score: Var(x_i − sgn(w) x_j) is the same. */
  @Test
  void signsThatCanBeGaugedAwayDoNotMatter() {
    Network plain = cliqueBridge(20, 1e-6);
    int[] post = new int[plain.synapses()];
    int[] pre = new int[plain.synapses()];
    double[] weight = new double[plain.synapses()];
    int[] k = new int[1];
    plain.forEachSynapse(s -> {
      post[k[0]] = s.post();
      pre[k[0]] = s.pre();
      weight[k[0]++] = s.weight() * sign(s.post()) * sign(s.pre());
    });
    Network signed = Network.of(20, post, pre, weight, plain.leaks());
    Covariance a = covariance(plain, 1);
    Covariance b = covariance(signed, 1);
    signed.forEachSynapse(s -> assertThat(b.differenceVariance(s.post(), s.pre(), s.weight() > 0 ? 1 : -1))
        .isCloseTo(a.differenceVariance(s.post(), s.pre(), 1), within(1e-11)));
  }

  /** Symmetric networks: closed form against the general Lyapunov solver, by making one entry differ by nothing but type. */
  @Test
  void generalSolverAgreesOnANormalDirectedNetwork() {
    int n = 40;
    double[][] w = new double[n][n];
    for (int i = 0; i < n; i++) {
      w[i][(i + 1) % n] = 0.7; // circulant, hence normal: C = σ² (M + Mᵀ)⁻¹
    }
    double[] leak = fill(n, i -> 1);
    Covariance directed = covariance(Network.ofDense(w, leak), 1);
    double[][] half = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        half[i][j] = (w[i][j] + w[j][i]) / 2;
      }
    }
    Covariance symmetric = covariance(Network.ofDense(half, leak), 1);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        // condition 1.7/0.3; both solvers are backward stable
        assertThat(directed.get(i, j)).isCloseTo(symmetric.get(i, j), within(100 * n * Math.ulp(1.0)));
      }
    }
  }

  @Test
  void anUnstableNetworkIsAFinding() {
    double[][] symmetric = {{0, 2}, {2, 0}};
    assertThat(
        ((Unstable) StationaryCovariance.of(Drift.of(Network.ofDense(symmetric, new double[]{1, 1})), 1))
            .spectralAbscissa())
        .isCloseTo(1, within(1e-14));
    double[][] directed = {{0, 2, 0}, {2, 0, 1}, {0, 0, 0}};
    assertThat(((Unstable) StationaryCovariance.of(Drift.of(Network.ofDense(directed, fill(3, i -> 1))), 1))
        .spectralAbscissa()).isCloseTo(1, within(1e-14));
  }

  /** Detailed balance in one line: MC − (σ²/2) I is skew, for any stable network. */
  @Test
  void restoringTimesCovarianceIsHalfNoisePlusSkew() {
    int n = 20;
    NoiseStream stream = new Seed(9).stream("directed");
    double[][] w = new double[n][n];
    for (double[] row : w) {
      for (int j = 0; j < n; j++) {
        row[j] = 0.15 * stream.nextGaussian();
      }
    }
    Network network = Network.ofDense(w, fill(n, i -> 1));
    Covariance c = covariance(network, 1);
    Drift drift = Drift.of(network);
    double[][] mc = new double[n][n];
    for (int j = 0; j < n; j++) {
      double[] column = new double[n];
      for (int i = 0; i < n; i++) {
        column[i] = c.get(i, j);
      }
      double[] image = new double[n];
      drift.restore(column, image);
      for (int i = 0; i < n; i++) {
        mc[i][j] = image[i];
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        assertThat(mc[i][j] + mc[j][i]).isCloseTo(i == j ? 1 : 0, within(1e-12));
      }
    }
  }

  private static Covariance covariance(Network network, double noiseVariance) {
    return ((Stationary) StationaryCovariance.of(Drift.of(network), noiseVariance)).covariance();
  }

  private static int sign(int i) {
    return i % 3 == 0 ? -1 : 1;
  }

  private static void join(double[][] w, int i, int j, double conductance) {
    w[i][j] = conductance;
    w[j][i] = conductance;
  }

  private static double[] fill(int n, IntToDoubleFunction f) {
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = f.applyAsDouble(i);
    }
    return x;
  }

  /** Two cliques of n/2 with weights in [½, 1½] and one bridge of weight 1; leak is absolute input plus slack. */
  private static Network cliqueBridge(int n, double slack) {
    NoiseStream stream = new Seed(4).stream("clique-bridge");
    double[][] w = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        if (i < n / 2 == j < n / 2) {
          join(w, i, j, 0.5 + stream.nextDouble());
        }
      }
    }
    join(w, 0, n - 1, 1);
    return Network.ofDense(w, fill(n, i -> sum(w[i]) + slack));
  }

  private static Network randomSigned(int n, double slack, int seed) {
    NoiseStream stream = new Seed(seed).stream("random-signed");
    double[][] w = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        if (stream.nextDouble() < 0.6) {
          join(w, i, j, stream.nextGaussian());
        }
      }
    }
    return Network.ofDense(w, fill(n, i -> sum(w[i]) + slack));
  }

  private static double sum(double[] row) {
    double sum = 0;
    for (double x : row) {
      sum += Math.abs(x);
    }
    return sum;
  }
}
