package org.secateur.study.networks;

import java.util.List;
import java.util.Map;

import org.secateur.dynamics.Covariance;
import org.secateur.network.Edges;
import org.secateur.prune.Pruned;
import org.secateur.study.statistics.Sample;
import org.secateur.study.trials.Columns;

/** Weights, covariances, variances of differences and keep probabilities, row by row: Figure 1 of the paper. */
final class FourMatrices {
  /** A weight is strong if it is among the largest hundredth. */
  private static final double STRONG = 99;

  private FourMatrices() {
  }

  static void put(PrunedSubject subject, Pruned pruned, Map<String, Double> values,
      Map<String, Columns> tables) {
    int n = subject.network().neurons();
    double[] weight = new double[n * n];
    double[] covariance = new double[n * n];
    double[] difference = new double[n * n];
    double[] probability = new double[n * n];
    Covariance c = subject.exactCovariance().orElseThrow();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        covariance[i * n + j] = c.get(i, j);
      }
    }
    Edges edges = pruned.plan().scores().edges();
    double[] sizes = new double[edges.count()];
    for (int e = 0; e < edges.count(); e++) {
      int i = edges.post(e);
      int j = edges.pre(e);
      double w = edges.weight(e);
      sizes[e] = Math.abs(w);
      double d = c.get(i, i) + c.get(j, j) - 2 * Math.signum(w) * c.get(i, j);
      for (int at : edges.paired() ? new int[]{i * n + j, j * n + i} : new int[]{i * n + j}) {
        weight[at] = w;
        difference[at] = d;
        probability[at] = pruned.plan().keepProbability(e);
      }
    }
    double strong = Sample.of(sizes).percentile(STRONG);
    double[] sums = new double[4];
    for (int e = 0; e < edges.count(); e++) {
      int which = sizes[e] >= strong ? 0 : 2;
      sums[which] += pruned.plan().keepProbability(e);
      sums[which + 1]++;
    }
    values.put("strong_probability", sums[0] / sums[1]);
    values.put("other_probability", sums[2] / sums[3]);
    tables.put("matrices", Columns.of(List.of("weight", "covariance", "difference", "probability"), weight,
        covariance, difference, probability));
  }
}
