package org.secateur.rnn.evaluate;

import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.linalg.Transpose;
import org.secateur.network.Require;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;
import org.secateur.rnn.RateNetwork;

/**
 * The voltages of a rate network under a constant input, v ← (1 − α) v + α (W φ(v) + b + W_in x), and of deviations from them,
 * δ ← (1 − α) δ + α W diag(φ'(v)) δ. In double precision. Mutable.
 */
public final class RateTangent implements TangentMap {
  private final RateNetwork network;
  private final int units;
  private final Matrix weights; // W, n×n
  private final double[] drive; // b + W_in x
  private final double[] voltages;

  /**
   * A trajectory from voltages drawn from N(0, 1).
   *
   * @param input x, (inputs), constant; not modified
   */
  public RateTangent(RateNetwork network, float[] input, Seed seed) {
    Require.length(input.length, network.inputs(), "input");
    this.network = network;
    this.units = network.units();
    this.weights = Matrix.zeros(units, units);
    this.drive = new double[units];
    float[] bias = network.bias();
    float[] in = network.input();
    for (int i = 0; i < units; i++) {
      drive[i] = bias[i];
      for (int c = 0; c < input.length; c++) {
        drive[i] += (double) in[i * input.length + c] * input[c];
      }
      for (int j = 0; j < units; j++) {
        weights.set(i, j, network.weight(i, j));
      }
    }
    this.voltages = new double[units];
    NoiseStream noise = seed.stream("first voltages");
    noise.fillGaussian(voltages);
  }

  @Override
  public int dimensions() {
    return units;
  }

  @Override
  @SuppressWarnings("exports")
  public void advance(Matrix deviations) {
    double alpha = network.step();
    double[] rates = new double[units];
    double[] slope = new double[units];
    for (int i = 0; i < units; i++) {
      rates[i] = switch (network.transfer()) {
        case LINEAR -> voltages[i];
        case RECTIFIED -> Math.max(0, voltages[i]);
        case TANH -> StrictMath.tanh(voltages[i]);
      };
      slope[i] = network.transfer().slope(rates[i]);
    }
    Matrix scaled = deviations.copy();
    double[] column = new double[units];
    for (int c = 0; c < deviations.columns(); c++) {
      scaled.copyColumn(c, column);
      for (int i = 0; i < units; i++) {
        column[i] *= slope[i];
      }
      scaled.setColumn(c, column);
    }
    DenseAlgebra.best().gemm(Transpose.NO, Transpose.NO, alpha, weights, scaled, 1 - alpha, deviations);
    double[] input = weights.times(rates);
    for (int i = 0; i < units; i++) {
      voltages[i] = (1 - alpha) * voltages[i] + alpha * (input[i] + drive[i]);
    }
  }
}
