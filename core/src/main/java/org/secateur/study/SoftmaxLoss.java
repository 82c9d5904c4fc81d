package org.secateur.study;

import java.util.Arrays;
import org.secateur.linalg.FloatProducts;
import org.secateur.linalg.FloatProducts.Rows;
import org.secateur.linalg.Transpose;
import org.secateur.sparse.RowChunks;

/**
 * cost · Σ −ln p(label of a sample) + ½ |w|² with p = softmax(w x + b), of all classes together, and its gradient; convex.
 * 4 · samples · width · classes flops in single precision, in chunks of {@value #CHUNK} samples that are summed in double
 * precision in their order: the same bits on any number of threads.
 *
 * <p>Parameters lie class after class, (classes · (width + 1)): the weights of the features, then the constant, which has no
 * penalty.
 */
final class SoftmaxLoss {
  private static final int CHUNK = 1024;

  private final float[] features; // (samples · width)
  private final int width;
  private final int[] labels;
  private final int classes;
  private final double cost;
  private final int chunks;

  /**
   * A loss over samples; the arrays are not copied.
   *
   * @param features (labels.length · width)
   * @param labels from 0 to classes − 1
   */
  SoftmaxLoss(float[] features, int width, int[] labels, int classes, double cost) {
    this.features = features;
    this.width = width;
    this.labels = labels;
    this.classes = classes;
    this.cost = cost;
    this.chunks = (labels.length + CHUNK - 1) / CHUNK;
  }

  /** How many numbers there are to choose. */
  int parameters() {
    return classes * (width + 1);
  }

  /**
   * The loss, and its derivative by each parameter.
   *
   * @param theta (parameters)
   * @param gradient (parameters), overwritten
   */
  double valueAndGradient(double[] theta, double[] gradient) {
    float[] weights = new float[theta.length];
    for (int k = 0; k < weights.length; k++) {
      weights[k] = (float) theta[k];
    }
    double[] losses = new double[chunks];
    float[][] gradients = new float[chunks][];
    RowChunks.inTurn(chunks, c -> {
      float[] residuals = scores(c, weights);
      losses[c] = toResiduals(c, residuals);
      gradients[c] = gradient(c, residuals);
    });
    Arrays.fill(gradient, 0);
    double loss = 0;
    for (int c = 0; c < chunks; c++) {
      loss += losses[c];
      for (int k = 0; k < gradient.length; k++) {
        gradient[k] += gradients[c][k];
      }
    }
    double squares = 0;
    for (int k = 0; k < gradient.length; k++) {
      double penalized = k % (width + 1) == width ? 0 : theta[k];
      squares += penalized * penalized;
      gradient[k] = cost * gradient[k] + penalized;
    }
    return cost * loss + squares / 2;
  }

  private int size(int chunk) {
    return Math.min(CHUNK, labels.length - chunk * CHUNK);
  }

  /** (size · classes), sample after sample. */
  private float[] scores(int chunk, float[] weights) {
    float[] scores = new float[size(chunk) * classes];
    for (int k = 0; k < scores.length; k++) {
      scores[k] = weights[k % classes * (width + 1) + width];
    }
    FloatProducts.multiply(Transpose.NO, Transpose.YES, size(chunk), classes, width, 1,
        new Rows(features, chunk * CHUNK * width, width), new Rows(weights, 0, width + 1), 1,
        new Rows(scores, 0, classes));
    return scores;
  }

  /** Makes scores to probabilities less 1 for the label; the sum of −ln p(label). */
  private double toResiduals(int chunk, float[] scores) {
    double loss = 0;
    for (int k = 0; k < size(chunk); k++) {
      int from = k * classes;
      int label = from + labels[chunk * CHUNK + k];
      float most = scores[from];
      for (int c = from; c < from + classes; c++) {
        most = Math.max(most, scores[c]);
      }
      double wanted = (double) scores[label] - most;
      double sum = 0;
      for (int c = from; c < from + classes; c++) {
        double e = StrictMath.exp((double) scores[c] - most);
        scores[c] = (float) e;
        sum += e;
      }
      for (int c = from; c < from + classes; c++) {
        scores[c] = (float) (scores[c] / sum);
      }
      scores[label] -= 1;
      loss += StrictMath.log(sum) - wanted;
    }
    return loss;
  }

  private float[] gradient(int chunk, float[] residuals) {
    float[] gradient = new float[parameters()];
    FloatProducts.multiply(Transpose.YES, Transpose.NO, classes, width, size(chunk), 1,
        new Rows(residuals, 0, classes),
        new Rows(features, chunk * CHUNK * width, width), 0, new Rows(gradient, 0, width + 1));
    for (int k = 0; k < residuals.length; k++) {
      gradient[k % classes * (width + 1) + width] += residuals[k];
    }
    return gradient;
  }
}
