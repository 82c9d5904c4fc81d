package org.secateur.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

class NetworkTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 10, 40})
  void holdsWhatTheDenseMatrixHeld(int n) {
    double[][] dense = random(n, false);
    Network network = Network.ofDense(dense, new double[n]);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        assertThat(network.weight(i, j)).isEqualTo(dense[i][j]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 10, 40})
  void knowsWhetherItIsSymmetric(int n) {
    double[][] dense = random(n, true);
    assertThat(Network.ofDense(dense, new double[n]).isSymmetric()).isTrue();
    if (n >= 2) {
      double old = dense[0][n - 1];
      dense[0][n - 1] = old == 0 ? 1 : Math.nextUp(old);
      assertThat(Network.ofDense(dense, new double[n]).isSymmetric()).isFalse();
      dense[0][n - 1] = old == 0 ? 1 : 0;
      assertThat(Network.ofDense(dense, new double[n]).isSymmetric()).isFalse();
      dense[0][n - 1] = old;
      dense[n - 1][0] = old == 0 ? 1 : 0;
      assertThat(Network.ofDense(dense, new double[n]).isSymmetric()).isFalse();
    }
  }

  @Test
  void pairsOfASymmetricNetworkPointAtBothSynapses() {
    Network network = Network.ofDense(random(40, true), new double[40]);
    Edges edges = Edges.of(network);
    assertThat(edges.paired()).isTrue();
    int selfConnections = 0;
    for (int i = 0; i < 40; i++) {
      selfConnections += network.weight(i, i) != 0 ? 1 : 0;
    }
    assertThat(2 * edges.count() + selfConnections).isEqualTo(network.synapses());
    for (int e = 0; e < edges.count(); e++) {
      assertThat(edges.post(e)).isLessThan(edges.pre(e));
      assertThat(network.pre(edges.reciprocal(e))).isEqualTo(edges.post(e));
      assertThat(edges.reciprocal(e)).isBetween(network.firstSynapse(edges.pre(e)),
          network.firstSynapse(edges.pre(e) + 1) - 1);
    }
  }

  @Test
  void refusesASynapseNamedTwice() {
    assertThatThrownBy(
        () -> Network.of(2, new int[]{0, 0}, new int[]{1, 1}, new double[]{1, 2}, new double[2]))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("1 -> 0 is named twice");
  }

  @Test
  void refusesAWeightThatIsNotANumber() {
    assertThatThrownBy(
        () -> Network.of(2, new int[]{0}, new int[]{1}, new double[]{Double.NaN}, new double[2]))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("weight must be finite, was NaN");
  }

  @Test
  void leavesItsInputsAlone() {
    double[] leak = {1, 2};
    Network network = Network.of(2, new int[]{0}, new int[]{1}, new double[]{3}, leak);
    leak[0] = 9;
    network.leaks()[1] = 9;
    assertThat(network.leaks()).containsExactly(1, 2);
  }

  @Test
  void countsComponents() {
    Network network = Network.of(5, new int[]{3, 1}, new int[]{0, 1}, new double[]{1, 1}, new double[5])
        .withLabels(List.of("a", "b", "c", "d", "e"));
    Components components = Components.of(network);
    assertThat(components.count()).isEqualTo(4);
    assertThat(components.of(3)).isEqualTo(components.of(0)).isEqualTo(components.largest());
    assertThat(components.isolated()).isEqualTo(3);
  }

  /** About half of the entries, from a keyed draw; the diagonal too. */
  private static double[][] random(int n, boolean symmetric) {
    NoiseStream stream = new Seed(n).stream("network-test");
    double[][] dense = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        dense[i][j] = stream.nextDouble() < 0.5 ? stream.nextGaussian() : 0;
        if (symmetric && j < i) {
          dense[i][j] = dense[j][i];
        }
      }
    }
    return dense;
  }
}
