package org.secateur.boltzmann.train;

import java.util.Arrays;
import java.util.List;
import org.secateur.boltzmann.sweep.LayerBlock;
import org.secateur.kernel.TrainingKernel;
import org.secateur.linalg.FloatProducts;
import org.secateur.linalg.FloatProducts.Rows;
import org.secateur.linalg.Transpose;

/** Averages over the data less averages over the model: the gradient of the log-likelihood. Mutable. */
final class Averages {
  private final Parameters parameters;
  private final float[][] dataMeans; // (layers)(units)
  private final float[][] modelMeans;
  private final float[][] weightGradient; // (layers − 1)(lower · upper)
  private final float[][] biasGradient; // (layers)(units)

  Averages(Parameters parameters) {
    this.parameters = parameters;
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
      product(l, data, 1f / data.chains(), 0);
      for (LayerBlock block : model) {
        product(l, block, -1f / chains, 1);
      }
      clearAbsent(l);
    }
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
