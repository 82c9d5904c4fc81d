package org.secateur.boltzmann.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.secateur.boltzmann.sweep.Conditionals;
import org.secateur.boltzmann.sweep.LayerBlock;
import org.secateur.boltzmann.sweep.NonZeros;
import org.secateur.kernel.NonZeroKernel;
import org.secateur.kernel.TrainingKernel;
import org.secateur.linalg.FloatProducts;
import org.secateur.linalg.FloatProducts.Rows;
import org.secateur.linalg.Transpose;

/** Averages over the data less averages over the model: the gradient of the log-likelihood. Mutable. */
final class Averages {
  /** Synapses, and rows, that a thread takes at a time. */
  private static final int CHUNK = 4096;
  private static final int ROWS = 64;

  private final Parameters parameters;
  private final int[][] positions; // (layers − 1) of the synapses where they are few, else empty
  private final float[][] dataMeans; // (layers)(units)
  private final float[][] modelMeans;
  private final float[][] weightGradient; // (layers − 1)(lower · upper)
  private final float[][] biasGradient; // (layers)(units)

  Averages(Parameters parameters) {
    this.parameters = parameters;
    this.positions = new int[parameters.masks().length][];
    Arrays.setAll(positions, l -> parameters.masks()[l].density() < Conditionals.SPARSE_DENSITY
        ? parameters.masks()[l].positions()
        : new int[0]);
    this.dataMeans = like(parameters.biases());
    this.modelMeans = like(parameters.biases());
    this.weightGradient = like(parameters.weights());
    this.biasGradient = like(parameters.biases());
  }

  private static float[][] like(float[][] arrays) {
    return Arrays.stream(arrays).map(a -> new float[a.length]).toArray(float[][]::new);
  }

  float[][] weightGradient() {
    return weightGradient;
  }

  float[][] biasGradient() {
    return biasGradient;
  }

  void difference(LayerBlock data, List<LayerBlock> model) {
    int chains = model.stream().mapToInt(LayerBlock::chains).sum();
    for (int l = 0; l < dataMeans.length; l++) {
      int units = dataMeans[l].length;
      for (int i = 0; i < units; i++) {
        dataMeans[l][i] = TrainingKernel.mean(data.layer(l), i * data.chains(), data.chains());
        float sum = 0;
        for (LayerBlock block : model) {
          sum += block.chains() * TrainingKernel.mean(block.layer(l), i * block.chains(), block.chains());
        }
        modelMeans[l][i] = sum / chains;
        biasGradient[l][i] = dataMeans[l][i] - modelMeans[l][i];
      }
    }
    for (int l = 0; l < weightGradient.length; l++) {
      if (positions[l].length > 0) {
        atSynapses(l, data, model, chains);
      } else if (!sumOfRows(l, data, model, chains)) {
        product(l, data, 1f / data.chains(), 0);
        for (LayerBlock block : model) {
          product(l, block, -1f / chains, 1);
        }
      }
      clearAbsent(l);
    }
  }

  /** Where few pairs are synapses: a sum for each of them. */
  private void atSynapses(int l, LayerBlock data, List<LayerBlock> model, int chains) {
    int upper = biasGradient[l + 1].length;
    int[] at = positions[l];
    int chunks = (at.length + CHUNK - 1) / CHUNK;
    IntStream.range(0, chunks).parallel().forEach(chunk -> {
      for (int k = chunk * CHUNK; k < Math.min(at.length, (chunk + 1) * CHUNK); k++) {
        int i = at[k] / upper;
        int j = at[k] % upper;
        float sum = pair(l, data, i, j) / data.chains();
        for (LayerBlock block : model) {
          sum -= pair(l, block, i, j) / chains;
        }
        weightGradient[l][at[k]] = sum;
      }
    });
  }

  private static float pair(int l, LayerBlock block, int i, int j) {
    int n = block.chains();
    return TrainingKernel.dot(block.layer(l), i * n, block.layer(l + 1), j * n, n);
  }

  /**
   * Where few lower units are on: row i is a sum of the upper layers of the chains in which unit i is.
   *
   * @return whether that is so and was done
   */
  private boolean sumOfRows(int l, LayerBlock data, List<LayerBlock> model, int chains) {
    List<LayerBlock> blocks = new ArrayList<>(model);
    blocks.add(0, data);
    NonZeros[] on = new NonZeros[blocks.size()];
    for (int b = 0; b < on.length; b++) {
      on[b] = NonZeros.of(blocks.get(b).layer(l), blocks.get(b).chains());
      if (!on[b].few()) {
        return false;
      }
    }
    int upper = biasGradient[l + 1].length;
    float[][][] others = new float[on.length][][];
    for (int b = 0; b < on.length; b++) {
      others[b] = new float[blocks.get(b).chains()][upper];
      NonZeroKernel.split(blocks.get(b).layer(l + 1), upper, others[b].length, others[b]);
    }
    int lower = biasGradient[l].length;
    IntStream.range(0, (lower + ROWS - 1) / ROWS).parallel().forEach(chunk -> {
      float[] sum = new float[upper];
      for (int i = chunk * ROWS; i < Math.min(lower, (chunk + 1) * ROWS); i++) {
        Arrays.fill(sum, 0);
        for (int b = 0; b < on.length; b++) {
          on[b].addUnit(i, b == 0 ? 1f / data.chains() : -1f / chains, others[b], upper, sum);
        }
        System.arraycopy(sum, 0, weightGradient[l], i * upper, upper);
      }
    });
    return true;
  }

  private void product(int l, LayerBlock block, float scale, float keep) {
    int chains = block.chains();
    int lower = biasGradient[l].length;
    int upper = biasGradient[l + 1].length;
    FloatProducts.multiplyParallel(Transpose.NO, Transpose.YES, lower, upper, chains, scale,
        new Rows(block.layer(l), 0, chains), new Rows(block.layer(l + 1), 0, chains), keep,
        new Rows(weightGradient[l], 0, upper));
  }

  private void clearAbsent(int l) {
    for (int at : parameters.absent()[l]) {
      weightGradient[l][at] = 0;
    }
  }

  /**
   * Turns the difference of ⟨x yᵀ⟩ into the difference of covariances, and the biases' gradient with it: with μ the mean of
   * the data's and the model's averages, G ← G − μ_x δ_yᵀ − δ_x μ_yᵀ and δ_x ← δ_x − G μ_y, δ_y ← δ_y − Gᵀ μ_x.
   */
  void centre() {
    float[][] middle = like(biasGradient);
    float[][] change = like(biasGradient);
    for (int l = 0; l < middle.length; l++) {
      change[l] = biasGradient[l].clone();
      for (int i = 0; i < middle[l].length; i++) {
        middle[l][i] = 0.5f * (dataMeans[l][i] + modelMeans[l][i]);
      }
    }
    for (int l = 0; l < weightGradient.length; l++) {
      int upper = middle[l + 1].length;
      float[] g = weightGradient[l];
      for (int i = 0; i < middle[l].length; i++) {
        for (int j = 0; j < upper; j++) {
          g[i * upper + j] -= middle[l][i] * change[l + 1][j] + change[l][i] * middle[l + 1][j];
        }
      }
      clearAbsent(l);
      for (int i = 0; i < middle[l].length; i++) {
        float sum = 0;
        for (int j = 0; j < upper; j++) {
          sum += g[i * upper + j] * middle[l + 1][j];
          biasGradient[l + 1][j] -= g[i * upper + j] * middle[l][i];
        }
        biasGradient[l][i] -= sum;
      }
    }
  }
}
