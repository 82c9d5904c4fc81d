package org.secateur.boltzmann.fisher;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Samples;
import org.secateur.linalg.FloatProducts;
import org.secateur.linalg.FloatProducts.Rows;
import org.secateur.linalg.Matrix;
import org.secateur.linalg.Transpose;
import org.secateur.network.Require;

/** The covariance of the statistics over samples. Counts of a block are exact in floats; blocks are summed in doubles. */
final class SampledInformation {
  private static final int BLOCK = 4096;

  private SampledInformation() {
  }

  static InformationMatrix of(Machine machine, Samples samples) {
    int parameters = InformationMatrix.parameters(machine);
    int count = Require.atLeast(samples.count(), 2, "the number of samples");
    double[] sums = new double[Math.multiplyExact(parameters, parameters)];
    float[] block = new float[parameters * BLOCK];
    float[] product = new float[parameters * parameters];
    for (int first = 0; first < count; first += BLOCK) {
      int size = Math.min(BLOCK, count - first);
      fill(machine, samples, first, size, block);
      Rows x = new Rows(block, 0, size);
      FloatProducts.multiplyParallel(Transpose.NO, Transpose.YES, parameters, parameters, size, 1, x, x, 0,
          new Rows(product, 0, parameters));
      for (int k = 0; k < sums.length; k++) {
        sums[k] += product[k];
      }
    }
    double[] covariance = new double[sums.length];
    for (int a = 0; a < parameters; a++) {
      for (int b = 0; b < parameters; b++) {
        // A statistic is 0 or 1, so that the diagonal holds its own sum.
        double meanA = sums[a * parameters + a] / count;
        double meanB = sums[b * parameters + b] / count;
        covariance[a * parameters + b] = (sums[a * parameters + b] / count - meanA * meanB) * count
            / (count - 1.0);
      }
    }
    return new InformationMatrix(machine, Matrix.fromColumnMajor(parameters, parameters, covariance));
  }

  /** block[parameter · size + sample] ← the statistic. */
  private static void fill(Machine machine, Samples samples, int first, int size, float[] block) {
    int[] rows = IntStream.range(first, first + size).toArray();
    float[][] layers = new float[machine.layers()][];
    int at = 0;
    for (int l = 0; l < layers.length; l++) {
      layers[l] = new float[machine.units(l) * size];
      samples.layer(l).copyColumns(rows, layers[l]);
      System.arraycopy(layers[l], 0, block, at * size, layers[l].length);
      at += machine.units(l);
    }
    for (int l = 0; l + 1 < layers.length; l++) {
      int upper = machine.units(l + 1);
      for (int position : machine.mask(l).positions()) {
        int i = position / upper * size;
        int j = position % upper * size;
        for (int k = 0; k < size; k++) {
          block[at * size + k] = layers[l][i + k] * layers[l + 1][j + k];
        }
        at++;
      }
    }
    Arrays.fill(block, at * size, block.length, 0);
  }
}
