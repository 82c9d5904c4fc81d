package org.secateur.boltzmann.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.secateur.boltzmann.Patterns;
import org.secateur.network.Require;

/**
 * What a classifier makes of samples. Scholl, Rule and Hennig (2021).
 *
 * @param quality mean over the predicted classes of the mean winning probability
 * @param shares how often each class is predicted
 * @param entropy of the shares, in nats; ln(classes) if all are equal
 */
public record SampleQuality(double quality, List<Double> shares, double entropy) {
  public SampleQuality {
    shares = List.copyOf(shares);
  }

  /** Of some samples, at least one. */
  public static SampleQuality of(Patterns samples, Classifier classifier) {
    Require.atLeast(samples.count(), 1, "the number of samples");
    int classes = classifier.probabilities(samples.row(0)).length;
    long[] counts = new long[classes];
    double[] won = new double[classes];
    for (int k = 0; k < samples.count(); k++) {
      double[] p = classifier.probabilities(samples.row(k));
      int best = 0;
      for (int c = 1; c < classes; c++) {
        best = p[c] > p[best] ? c : best;
      }
      counts[best]++;
      won[best] += p[best];
    }
    double quality = 0;
    int predicted = 0;
    double entropy = 0;
    List<Double> shares = new ArrayList<>();
    for (int c = 0; c < classes; c++) {
      double share = (double) counts[c] / samples.count();
      shares.add(share);
      if (counts[c] > 0) {
        quality += won[c] / counts[c];
        predicted++;
        entropy -= share * Math.log(share);
      }
    }
    return new SampleQuality(quality / predicted, shares, entropy);
  }

  /** Least over greatest share. */
  public double balance() {
    double most = shares.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    return most == 0 ? 0 : shares.stream().mapToDouble(Double::doubleValue).min().orElse(0) / most;
  }
}
