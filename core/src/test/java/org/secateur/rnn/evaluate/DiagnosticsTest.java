package org.secateur.rnn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.dynamics.Drift;
import org.secateur.dynamics.StationaryCovariance;
import org.secateur.dynamics.Stationarity;
import org.secateur.network.Network;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;
import org.secateur.rnn.RateNetwork;
import org.secateur.rnn.TransferFunction;
import org.secateur.rnn.mask.ByScore;
import org.secateur.rnn.mask.Choice;
import org.secateur.rnn.mask.Evidence;
import org.secateur.rnn.mask.LocalScore;
import org.secateur.rnn.mask.Mask;
import org.secateur.rnn.mask.Selection;
import org.secateur.rnn.mask.Weights;
import org.secateur.rnn.mask.experimental.LyapunovNoise;
import org.secateur.rnn.repair.LocalRepair;

class DiagnosticsTest {

  /** A linear network with symmetric W: exponents are ln |1 − α + α λ| for the eigenvalues λ of W, whatever the trajectory. */
  @Test
  void exponentsOfALinearNetwork() {
    int n = 6;
    double[] lambda = {0.9, 0.5, 0.2, -0.3, -1.4, -2.0};
    float[] w = rotated(lambda, new Seed(1));
    RateNetwork network = RateNetwork.builder(n, 0, 0).transfer(TransferFunction.LINEAR).step(0.4)
        .recurrent(w)
        .build();
    LyapunovSpectrum found = LyapunovSpectrum.of(new RateTangent(network, new float[0], new Seed(1)),
        new LyapunovSpectrum.Settings(n, 200, 20, 2), new Seed(2));
    double[] expected = Arrays.stream(lambda).map(l -> Math.log(Math.abs(0.6 + 0.4 * l))).sorted().toArray();
    for (int k = 0; k < n; k++) {
      // weights are floats: eigenvalues move by n u ‖W‖ = 1e-6, of factors no smaller than 0.04
      assertThat(found.exponent(k)).isCloseTo(expected[n - 1 - k], within(1e-4));
    }
    assertThat(found.kaplanYorkeDimension()).isZero();
    assertThat(found.ofNeurons(LyapunovSpectrum.NeuronReading.RANK)).containsExactly(found.exponents());
    double[] byMass = found.ofNeurons(LyapunovSpectrum.NeuronReading.MASS);
    // a neuron's shares over a complete basis sum to 1, so that the neurons' mean is the exponents' mean
    assertThat(Arrays.stream(byMass).sum()).isCloseTo(Arrays.stream(found.exponents()).sum(), within(1e-9));
  }

  private static float[] rotated(double[] lambda, Seed seed) {
    int n = lambda.length;
    double[][] v = new double[n][n];
    NoiseStream stream = seed.stream("rotation");
    for (int c = 0; c < n; c++) {
      stream.fillGaussian(v[c]);
      for (int pass = 0; pass < 2; pass++) {
        for (int b = 0; b < c; b++) {
          double dot = 0;
          for (int i = 0; i < n; i++) {
            dot += v[b][i] * v[c][i];
          }
          for (int i = 0; i < n; i++) {
            v[c][i] -= dot * v[b][i];
          }
        }
      }
      double norm = Math.sqrt(Arrays.stream(v[c]).map(x -> x * x).sum());
      for (int i = 0; i < n; i++) {
        v[c][i] /= norm;
      }
    }
    float[] w = new float[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int c = 0; c < n; c++) {
          sum += lambda[c] * v[c][i] * v[c][j];
        }
        w[i * n + j] = (float) sum;
      }
    }
    return w;
  }

  /**
   * A random tanh network at gain 2 is chaotic, at gain 0.5 it is not (Sompolinsky, Crisanti and Sommers 1988), and contracts at no
   * less than ln(1 − α + α g) a step.
   */
  @Test
  void gainDecidesOverChaos() {
    int n = 200;
    double chaotic = largestExponent(n, 2);
    double quiet = largestExponent(n, 0.5);
    assertThat(chaotic).isPositive();
    assertThat(quiet).isNegative().isLessThan(Math.log(0.9 + 0.1 * 0.5) + 0.02);
  }

  private static double largestExponent(int n, double gain) {
    float[] w = new float[n * n];
    NoiseStream stream = new Seed(3).stream("random network");
    for (int at = 0; at < w.length; at++) {
      w[at] = (float) (gain * stream.nextGaussian() / Math.sqrt(n));
    }
    RateNetwork network = RateNetwork.builder(n, 0, 0).step(0.1).recurrent(w).build();
    return LyapunovSpectrum.of(new RateTangent(network, new float[0], new Seed(3)),
        new LyapunovSpectrum.Settings(1, 50, 200, 10), new Seed(3)).exponent(0);
  }

  /** A direction that is lost altogether has the exponent −∞, and the others are right all the same. */
  @Test
  void lostDirectionsDoNotSpoilTheOthers() {
    RateNetwork network = RateNetwork.builder(3, 0, 0).transfer(TransferFunction.LINEAR)
        .recurrent(new float[]{0.5f, 0, 0, 0, 0, 0, 0, 0, 0.25f}).build();
    LyapunovSpectrum found = LyapunovSpectrum.of(new RateTangent(network, new float[0], new Seed(1)),
        new LyapunovSpectrum.Settings(3, 60, 10, 1), new Seed(2));
    assertThat(found.exponent(0)).isCloseTo(Math.log(0.5), within(1e-9));
    assertThat(found.exponent(1)).isCloseTo(Math.log(0.25), within(1e-9));
    assertThat(found.exponent(2)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  /** The complete graph on n vertices has s₁ = n − 1 and s₂ = 1, against a bound of 2 √(n − 2). */
  @Test
  void expanderMarginOfACompleteGraph() {
    int n = 10;
    ExpanderMargin found = ExpanderMargin.of(Mask.of(n, n, (i, j) -> true));
    assertThat(found.first()).isCloseTo(n - 1, within(1e-9));
    assertThat(found.second()).isCloseTo(1, within(1e-7)); // the root of an eigenvalue of a matrix of norm 81
    assertThat(found.bound()).isCloseTo(2 * Math.sqrt(n - 2), within(1e-12));
    assertThat(found.margin()).isCloseTo(2 * Math.sqrt(n - 2) - 1, within(1e-6));
    assertThat(found.emptyRows()).isZero();
  }

  /** Two halves that know nothing of each other: s₂ = s₁, far beyond the bound. Random masks stay within it. */
  @Test
  void separateHalvesAreNoExpander() {
    int n = 40;
    ExpanderMargin halves = ExpanderMargin.of(Mask.of(n, n, (i, j) -> i / 20 == j / 20));
    assertThat(halves.gap()).isCloseTo(0, within(1e-6));
    assertThat(halves.margin()).isNegative();
    Mask random = Mask.of(n, n, (i, j) -> new Seed(1).uniform("mask", i * n + j) < 0.3);
    assertThat(ExpanderMargin.of(random).margin()).isPositive();
    assertThat(ExpanderMargin.of(Mask.of(n, n, (i, j) -> i > 0)).emptyRows()).isEqualTo(1);
  }

  /** ½ wᵀ diag(1, −5, 3) w + w₁⁴: at w = (0, 0, 0) the largest eigenvalue in size is −5; at w₁ = 1 it is 1 + 12. */
  @Test
  void topCurvatureOfAQuartic() {
    TopCurvature.Gradient gradient = w -> new double[]{w[0] + 4 * w[0] * w[0] * w[0], -5 * w[1], 3 * w[2]};
    TopCurvature.Settings settings = new TopCurvature.Settings(1e-5, 1e-6, 200);
    TopCurvature flat = TopCurvature.of(gradient, new double[3], settings, new Seed(1));
    assertThat(flat.converged()).isTrue();
    assertThat(flat.eigenvalue()).isCloseTo(-5, within(1e-4));
    TopCurvature sharp = TopCurvature.of(gradient, new double[]{1, 0, 0}, settings, new Seed(1));
    assertThat(sharp.eigenvalue()).isCloseTo(13, within(1e-4));
    assertThat(TopCurvature.of(w -> new double[2], new double[2], settings, new Seed(1)).eigenvalue())
        .isZero();
  }

  @Test
  void spectrumByHand() {
    LayerSpectrum rotation = LayerSpectrum.of(Weights.of(2, 2, new double[]{1, -2, 2, 1}));
    assertThat(rotation.radius()).isCloseTo(Math.sqrt(5), within(1e-12));
    assertThat(rotation.abscissa()).isCloseTo(1, within(1e-12));
    assertThatThrownBy(() -> LayerSpectrum.of(Weights.of(4, 2, new double[8])))
        .hasMessageContaining("4×2");
  }

  /** Independent neurons of leaks 1 and 2: C = diag(½, ¼), so that (¾)² / (¼ + 1/16) = 1.8. */
  @Test
  void participationRatioByHand() {
    Network network = Network.ofDense(new double[2][2], new double[]{1, 2});
    Stationarity outcome = StationaryCovariance.of(Drift.of(network), 1);
    assertThat(ParticipationRatio.of(((Stationarity.Stationary) outcome).covariance()))
        .isCloseTo(1.8, within(1e-12));
  }

  /** On a complete graph every neuron is everybody's neighbour: L is constant, and the score is the covariance term alone. */
  @Test
  void lyapunovNoiseOnADenseGraphIsTheCovarianceAlone() {
    int n = 5;
    double[] w = new double[n * n];
    double[][] square = new double[n][n];
    for (int at = 0; at < w.length; at++) {
      w[at] = at / n == at % n ? 0 : (at % 3 - 1.5) / 10;
      square[at / n][at % n] = w[at];
    }
    Network network = Network.ofDense(square, new double[]{1, 2, 3, 1, 2});
    var c = ((Stationarity.Stationary) StationaryCovariance.of(Drift.of(network), 1)).covariance();
    Evidence evidence = Evidence.of(Weights.of(n, n, w), new Seed(1)).withCovariance(c);
    double[] exponents = {-0.1, -0.3, -0.7, -1, -2};
    double mean = n / Arrays.stream(exponents).map(x -> 1 / x).sum();
    double[] score = new LyapunovNoise(exponents).scores(evidence);
    for (int at = 0; at < w.length; at++) {
      double expected = w[at] == 0
          ? 0
          : -mean * c.differenceVariance(at / n, at % n, w[at] > 0 ? 1 : -1);
      assertThat(score[at]).isCloseTo(expected, within(1e-12));
    }
  }

  /**
   * Uniform 1/p-rescaling adds entries of variance w² (1 − p)/p. Full rank, radius g: the new radius is g/√p. At N = 400 and
   * p = 0.2 the radius of an independent random matrix deviates from its limit by some N^(−1/2) = 5 %: three times that.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void rescalingAFullRankLayerInflatesItsSpectrum(long seed) {
    int n = 400;
    double g = 0.9;
    double p = 0.2;
    double[] w = new double[n * n];
    NoiseStream stream = new Seed(seed).stream("full rank");
    for (int at = 0; at < w.length; at++) {
      w[at] = at / n == at % n ? 0 : g * stream.nextGaussian() / Math.sqrt(n);
    }
    double after = rescaled(Weights.of(n, n, w), p, seed).radius();
    assertThat(after).isCloseTo(g / Math.sqrt(p), within(0.15 * g / Math.sqrt(p)));
  }

  /**
   * Rank one, m nᵀ/N: the outlier Σ m_i n_i / N stays, and what is added has the radius √((1 − p)/p Σ m_i² n_i²) / N, which falls
   * as 1/√N. To first order the outlier λ moves by nᵀEm / nᵀm, of standard error √(p/(1 − p)) r²/λ = r²/2λ for an added radius r; to second
   * order by as much again: ten first-order errors.
   */
  @ParameterizedTest
  @ValueSource(ints = {200, 400, 800})
  void rescalingARankOneLayerKeepsItsOutlier(int n) {
    double p = 0.2;
    double[] m = new double[n];
    double[] v = new double[n];
    NoiseStream stream = new Seed(n).stream("rank one");
    double outlier = 0;
    double bulk = 0;
    for (int i = 0; i < n; i++) {
      m[i] = stream.nextGaussian();
      v[i] = 1.5 * m[i] + stream.nextGaussian() * 0.5;
      outlier += m[i] * v[i] / n;
      bulk += m[i] * m[i] * v[i] * v[i];
    }
    double added = Math.sqrt((1 - p) / p * bulk) / n;
    double[] w = new double[n * n];
    for (int at = 0; at < w.length; at++) {
      w[at] = at / n == at % n ? 0 : m[at / n] * v[at % n] / n;
    }
    LayerSpectrum before = LayerSpectrum.of(Weights.of(n, n, w));
    LayerSpectrum after = rescaled(Weights.of(n, n, w), p, 1);
    assertThat(after.abscissa()).isCloseTo(before.abscissa(), within(5 * added * added / outlier));
    assertThat(before.abscissa()).isCloseTo(outlier, within(outlier * 20 / n));
  }

  private static LayerSpectrum rescaled(Weights weights, double p, long seed) {
    int synapses = weights.synapses();
    Evidence evidence = Evidence.of(weights, new Seed(seed));
    Choice drawn = ByScore.sampled(new LocalScore.Uniform(), Selection.Factor.EXACT).choose(evidence,
        (int) Math.round(p * synapses));
    double[] probability = new double[weights.rows() * weights.columns()];
    Arrays.fill(probability, p);
    Choice uncut = Choice.sampled(drawn.mask(), probability, synapses);
    return LayerSpectrum.of(new LocalRepair.Rescale().repair(evidence, uncut).weights());
  }
}
