package org.secateur.study;

import com.github.lbfgs4j.liblbfgs.Lbfgs;
import com.github.lbfgs4j.liblbfgs.LbfgsConstant.LBFGS_Param;
import com.github.lbfgs4j.liblbfgs.MutableDouble;
import java.util.Arrays;
import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.evaluate.Classifier;
import org.secateur.network.Require;

/**
 * Classes from features by one multinomial logistic regression with a squared penalty on the weights but not on the
 * constants, as scikit-learn's: what a reader without knowledge of the machine could make of its units. Minimized by lbfgs4j
 * (limited memory BFGS, Nocedal, Mathematics of Computation 1980). Immutable.
 */
public final class LogisticRegression implements Classifier {
  /**
   * Length of the gradient over that of the parameters. The penalty alone curves the loss by 1, so that the weights are
   * within as much of their length of the minimum.
   */
  private static final double TOLERANCE = 1e-4;
  private static final int MOST_STEPS = 1000;

  private final int[] names; // of the classes that samples had, ascending
  private final int classes;
  private final int width;
  private final double[] theta; // of those classes, as in SoftmaxLoss

  private LogisticRegression(int[] names, int classes, int width, double[] theta) {
    this.names = names;
    this.classes = classes;
    this.width = width;
    this.theta = theta;
  }

  /**
   * Learns classes. The result does not depend on the number of threads.
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
    Require.atLeast(classes, 1, "classes");
    for (int label : labels) {
      Require.index(label, classes, "a label");
    }
    int[] names = Arrays.stream(labels).sorted().distinct().toArray();
    int[] known = Arrays.stream(labels).map(label -> Arrays.binarySearch(names, label)).toArray();
    float[] means = means(features, width);
    SoftmaxLoss loss = new SoftmaxLoss(centred(features, width, means), width, known, names.length, cost);
    double[] theta = minimum(loss);
    for (int k = 0; k < theta.length; k++) { // the same function of features from which nothing was taken
      if (k % (width + 1) < width) {
        theta[k / (width + 1) * (width + 1) + width] -= theta[k] * means[k % (width + 1)];
      }
    }
    return new LogisticRegression(names, classes, width, theta);
  }

  /** Of zeros and ones. */
  public static LogisticRegression fit(Patterns patterns, int[] labels, int classes, double cost) {
    return fit(toFloats(patterns), patterns.width(), labels, classes, cost);
  }

  private static double[] minimum(SoftmaxLoss loss) {
    LBFGS_Param parameters = Lbfgs.defaultParams();
    parameters.epsilon = TOLERANCE;
    parameters.max_iterations = MOST_STEPS;
    double[] theta = new double[loss.parameters()];
    // What it returns is why it stopped: also where single precision sees no more descent, which is as far as one can go.
    Object _ = Lbfgs.lbfgs(theta.length, theta, new MutableDouble(),
        (instance, x, gradient, n, step) -> loss.valueAndGradient(x, gradient), null, null, parameters);
    return theta;
  }

  /** What is taken from each feature: with it the constants would have to undo each step of the weights. */
  private static float[] means(float[] features, int width) {
    double[] sum = new double[width];
    for (int k = 0; k < features.length; k++) {
      sum[k % width] += features[k];
    }
    float[] means = new float[width];
    for (int i = 0; i < width; i++) {
      means[i] = (float) (sum[i] * width / features.length);
    }
    return means;
  }

  private static float[] centred(float[] features, int width, float[] means) {
    float[] centred = new float[features.length];
    for (int k = 0; k < centred.length; k++) {
      centred[k] = features[k] - means[k % width];
    }
    return centred;
  }

  private static float[] toFloats(Patterns patterns) {
    return toFloats(patterns.toBytes());
  }

  private static float[] toFloats(byte[] bits) {
    float[] features = new float[bits.length];
    for (int k = 0; k < bits.length; k++) {
      features[k] = bits[k];
    }
    return features;
  }

  /** Number of classes. */
  public int classes() {
    return classes;
  }

  /**
   * The probability of each class, a new array; 0 for a class that no sample had.
   *
   * @param features of one sample
   */
  public double[] probabilities(float[] features) {
    double[] scores = scores(features);
    double most = Arrays.stream(scores).max().orElseThrow();
    double[] p = new double[classes];
    double sum = 0;
    for (int c = 0; c < scores.length; c++) {
      p[names[c]] = StrictMath.exp(scores[c] - most);
      sum += p[names[c]];
    }
    for (int c = 0; c < p.length; c++) {
      p[c] /= sum;
    }
    return p;
  }

  @Override
  public double[] probabilities(byte[] pattern) {
    return probabilities(toFloats(pattern));
  }

  /** Of the classes that samples had. */
  private double[] scores(float[] features) {
    Require.length(features.length, width, "features");
    double[] scores = new double[names.length];
    for (int c = 0; c < scores.length; c++) {
      int from = c * (width + 1);
      double sum = theta[from + width];
      for (int i = 0; i < width; i++) {
        sum += theta[from + i] * features[i];
      }
      scores[c] = sum;
    }
    return scores;
  }

  /** The most probable class of one sample; the first of equals. */
  public int predict(float[] features) {
    double[] scores = scores(features);
    int best = 0;
    for (int c = 1; c < scores.length; c++) {
      best = scores[c] > scores[best] ? c : best;
    }
    return names[best];
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
      wrong += predict(Arrays.copyOfRange(features, k * width, (k + 1) * width)) == labels[k] ? 0 : 1;
    }
    return (double) wrong / Math.max(1, labels.length);
  }

  /** The same for zeros and ones. */
  public double error(Patterns patterns, int[] labels) {
    return error(toFloats(patterns), patterns.width(), labels);
  }
}
