package org.secateur.study;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.stream.IntStream;
import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.evaluate.Classifier;
import org.secateur.network.Require;

/**
 * Classes from features by one logistic regression a class against the rest, with a squared penalty on the weights but not
 * on the constant: what a reader without knowledge of the machine could make of its units. By LIBLINEAR (Fan, Chang, Hsieh,
 * Wang and Lin, JMLR 2008), trust region Newton (Lin, Weng and Keerthi, JMLR 2008). Immutable.
 */
public final class LogisticRegression implements Classifier {
  private static final double TOLERANCE = 0.01;
  private static final int MOST_ITERATIONS = 1000;

  static {
    Linear.disableDebugOutput(); // it would print to standard output
  }

  private final double[][] weights; // (classes)(width + 1), the constant last; no weights for a class without samples

  private LogisticRegression(double[][] weights) {
    this.weights = weights;
  }

  /**
   * Learns classes. Classes are learned in parallel; the result does not depend on the number of threads.
   *
   * @param features (labels.length · width), sample after sample
   * @param labels class of each sample, from 0 to classes − 1; at least one
   * @param classes at least 1
   * @param cost what the sum of losses is multiplied by before the penalty ½ |w|² is added, positive
   */
  public static LogisticRegression fit(float[] features, int width, int[] labels, int classes, double cost) {
    Require.atLeast(labels.length, 1, "the number of samples");
    Require.length(features.length, Math.multiplyExact(labels.length, width), "features");
    Require.positive(cost, "cost");
    int[] sizes = new int[Require.atLeast(classes, 1, "classes")];
    Feature[][] rows = new Feature[labels.length][];
    float[] middle = middle(features, width);
    for (int k = 0; k < labels.length; k++) {
      sizes[Require.index(labels[k], classes, "a label")]++;
      rows[k] = row(features, k * width, width, middle);
    }
    double[][] weights = new double[classes][];
    IntStream.range(0, classes).parallel()
        .forEach(c -> weights[c] = sizes[c] == 0
            ? new double[0]
            : uncentred(oneAgainstRest(rows, width, labels, c, sizes[c] < labels.length, cost), middle));
    return new LogisticRegression(weights);
  }

  /** Of zeros and ones. */
  public static LogisticRegression fit(Patterns patterns, int[] labels, int classes, double cost) {
    return fit(toFloats(patterns), patterns.width(), labels, classes, cost);
  }

  /**
   * What is taken from each feature: its mean, so that the solver needs a fraction of the steps; the constant has no penalty,
   * so that the solution is the same. Zeros for features that are mostly zero, which would be zero no more.
   */
  private static float[] middle(float[] features, int width) {
    float[] middle = new float[width];
    double[] sum = new double[width];
    long zeros = 0;
    for (int k = 0; k < features.length; k++) {
      sum[k % width] += features[k];
      zeros += features[k] == 0 ? 1 : 0;
    }
    for (int i = 0; i < width && 2 * zeros < features.length; i++) {
      middle[i] = (float) (sum[i] * width / features.length);
    }
    return middle;
  }

  /** The same function of features from which nothing was taken. */
  private static double[] uncentred(double[] weights, float[] middle) {
    for (int i = 0; i < middle.length; i++) {
      weights[middle.length] -= weights[i] * middle[i];
    }
    return weights;
  }

  /** The features that are not zero, then the constant. */
  private static Feature[] row(float[] features, int from, int width, float[] middle) {
    int n = 1;
    for (int i = 0; i < width; i++) {
      n += features[from + i] == middle[i] ? 0 : 1;
    }
    Feature[] row = new Feature[n];
    int at = 0;
    for (int i = 0; i < width; i++) {
      if (features[from + i] != middle[i]) {
        row[at++] = new FeatureNode(i + 1, (double) features[from + i] - middle[i]);
      }
    }
    row[at] = new FeatureNode(width + 1, 1);
    return row;
  }

  private static double[] oneAgainstRest(Feature[][] rows, int width, int[] labels, int c, boolean hasRest,
      double cost) {
    if (!hasRest) {
      double[] certain = new double[width + 1];
      certain[width] = 1;
      return certain;
    }
    Problem problem = new Problem();
    problem.l = rows.length;
    problem.n = width + 1;
    problem.bias = 1;
    problem.x = rows;
    problem.y = new double[rows.length];
    for (int k = 0; k < rows.length; k++) {
      problem.y[k] = labels[k] == c ? 1 : -1;
    }
    Parameter parameter = new Parameter(SolverType.L2R_LR, cost, MOST_ITERATIONS, TOLERANCE);
    parameter.setRegularizeBias(false);
    Model model = Linear.train(problem, parameter);
    double[] w = model.getFeatureWeights().clone();
    if (model.getLabels()[0] < 0) { // the first sample's class is the positive one
      for (int i = 0; i < w.length; i++) {
        w[i] = -w[i];
      }
    }
    return w;
  }

  private static float[] toFloats(Patterns patterns) {
    byte[] bits = patterns.toBytes();
    float[] features = new float[bits.length];
    for (int k = 0; k < bits.length; k++) {
      features[k] = bits[k];
    }
    return features;
  }

  /** Number of classes. */
  public int classes() {
    return weights.length;
  }

  /**
   * The probability of each class, a new array: each class's own against the rest, divided by their sum; 0 for a class that
   * no sample had.
   *
   * @param features of one sample
   */
  public double[] probabilities(float[] features) {
    double[] p = new double[weights.length];
    double sum = 0;
    for (int c = 0; c < p.length; c++) {
      if (weights[c].length > 0) {
        p[c] = 1 / (1 + StrictMath.exp(-input(c, features)));
        sum += p[c];
      }
    }
    for (int c = 0; c < p.length; c++) {
      p[c] = sum > 0 ? p[c] / sum : 1.0 / p.length;
    }
    return p;
  }

  @Override
  public double[] probabilities(byte[] pattern) {
    float[] features = new float[pattern.length];
    for (int i = 0; i < features.length; i++) {
      features[i] = pattern[i];
    }
    return probabilities(features);
  }

  private double input(int c, float[] features) {
    double[] w = weights[c];
    Require.length(features.length, w.length - 1, "features");
    double sum = w[w.length - 1];
    for (int i = 0; i < features.length; i++) {
      sum += w[i] * features[i];
    }
    return sum;
  }

  /** The most probable class of one sample; the first of equals. */
  public int predict(float[] features) {
    int best = -1;
    double most = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < weights.length; c++) {
      double x = weights[c].length == 0 ? Double.NEGATIVE_INFINITY : input(c, features);
      if (best < 0 || x > most) {
        best = c;
        most = x;
      }
    }
    return best;
  }

  /**
   * The share of samples whose class is not the most probable one.
   *
   * @param features (labels.length · width), sample after sample
   */
  public double error(float[] features, int width, int[] labels) {
    Require.length(features.length, Math.multiplyExact(labels.length, width), "features");
    long wrong = 0;
    for (int k = 0; k < labels.length; k++) {
      float[] row = java.util.Arrays.copyOfRange(features, k * width, (k + 1) * width);
      wrong += predict(row) == labels[k] ? 0 : 1;
    }
    return (double) wrong / Math.max(1, labels.length);
  }

  /** The same for zeros and ones. */
  public double error(Patterns patterns, int[] labels) {
    return error(toFloats(patterns), patterns.width(), labels);
  }
}
