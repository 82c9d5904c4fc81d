package org.secateur.rnn.mask.experimental;

import java.util.Set;

import org.secateur.dynamics.Covariance;
import org.secateur.network.Require;
import org.secateur.rnn.mask.Evidence;
import org.secateur.rnn.mask.Locality;
import org.secateur.rnn.mask.Need;
import org.secateur.rnn.mask.SynapseScore;
import org.secateur.rnn.mask.Weights;

/**
 * |L_ij| (C_ii + C_jj − 2 sgn(w_ij) C_ij), L_ij = n / Σ 1/λ_k the harmonic mean of the Lyapunov exponents of the n neurons that
 * share a synapse with i or j: the synapse step of Lyapunov noise pruning, without its steps for neurons, delocalisation and time
 * constants.
 *
 * <p>It is experimental because the publication does not say what the exponent of a neuron is. Exponents belong to directions.
 * The two readings offered are {@code LyapunovSpectrum.NeuronReading}: by a neuron's share in the directions, and by rank. Either
 * way L hardly varies over synapses, on a dense graph not at all, so that the score is the covariance term alone; it does not see the
 * weight's size. With exponents of both signs the harmonic mean can divide by almost 0: its absolute value is then cut at
 * {@value #LARGEST} times the largest |λ|.
 *
 * <p>Chakraborty, Kang, Kumar and Mukhopadhyay, "Sparse spiking neural network: exploiting heterogeneity in timescales for pruning
 * recurrent SNN", ICLR 2024.
 */
public final class LyapunovNoise implements SynapseScore {
  private static final double LARGEST = 1e6;

  private final double[] exponent; // (n)

  /**
   * The score for given exponents.
   *
   * @param exponents (n) one a neuron, not 0, in any unit of rate; not modified
   */
  public LyapunovNoise(double[] exponents) {
    this.exponent = exponents.clone();
    for (double x : exponent) {
      Require.finite(x, "exponent");
      if (x == 0) {
        throw new IllegalArgumentException("an exponent of exactly 0 has no harmonic mean");
      }
    }
  }

  @Override
  public String name() {
    return "lyapunov noise (experimental)";
  }

  @Override
  public Set<Need> needs() {
    return Set.of(Need.COVARIANCE);
  }

  @Override
  public Locality locality() {
    return Locality.NETWORK;
  }

  @Override
  public double[] scores(Evidence evidence) {
    Weights weights = evidence.weights();
    int n = weights.columns();
    Require.length(exponent.length, n, "exponents");
    Covariance c = evidence.requireCovariance("Lyapunov noise pruning");
    boolean[][] neighbour = new boolean[n][n];
    double largest = 0;
    for (int row = 0; row < weights.rows(); row++) {
      int i = weights.neuron(row);
      for (int j = 0; j < n; j++) {
        if (weights.isSynapse(row, j)) {
          neighbour[i][j] = true;
          neighbour[j][i] = true;
        }
      }
      largest = Math.max(largest, Math.abs(exponent[i]));
    }
    double most = LARGEST * largest;
    return SynapseScore.each(weights, (row, i, j, w) -> {
      double inverse = 0;
      int count = 0;
      for (int k = 0; k < n; k++) {
        if (neighbour[i][k] || neighbour[j][k]) {
          inverse += 1 / exponent[k];
          count++;
        }
      }
      return Math.min(most, Math.abs(count / inverse)) * c.differenceVariance(i, j, w > 0 ? 1 : -1);
    });
  }
}
