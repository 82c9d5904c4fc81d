package org.secateur.bench;

import java.util.List;
import java.util.Locale;

import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;
import org.secateur.rnn.mask.ByScore;
import org.secateur.rnn.mask.Choice;
import org.secateur.rnn.mask.DiagonalObs;
import org.secateur.rnn.mask.Evidence;
import org.secateur.rnn.mask.GradualObs;
import org.secateur.rnn.mask.LocalScore;
import org.secateur.rnn.mask.MaskCriterion;
import org.secateur.rnn.mask.SecondMoment;
import org.secateur.rnn.mask.SparseGpt;
import org.secateur.rnn.mask.Weights;
import org.secateur.rnn.repair.IndependentObs;
import org.secateur.rnn.repair.LocalRepair;
import org.secateur.rnn.repair.Refit;
import org.secateur.rnn.repair.Repair;
import org.secateur.rnn.repair.SparseGptRepair;

/** What masks and repairs of a recurrent layer take: wall time, the best of three after one to warm up. */
public final class LayerPruningTime {
  private static final int REPEATS = 3;

  private LayerPruningTime() {
  }

  /** Argument: the number of neurons. */
  public static void main(String[] arguments) {
    int n = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 512;
    Evidence evidence = evidence(n);
    int synapses = evidence.weights().synapses();
    System.out.printf("%d neurons, %d synapses, %d threads%n", n, synapses,
        java.util.concurrent.ForkJoinPool.getCommonPoolParallelism() + 1);
    for (double pruned : new double[]{0.1, 0.5, 0.8, 0.9}) {
      int keep = (int) Math.round((1 - pruned) * synapses);
      List<MaskCriterion> criteria = List.of(ByScore.largest(new LocalScore.Magnitude()),
          ByScore.largestPerRow(new LocalScore.Wanda()), ByScore.largest(new DiagonalObs()), new SparseGpt(),
          new GradualObs());
      for (MaskCriterion criterion : criteria) {
        report(pruned, "mask", criterion.name(), () -> criterion.choose(evidence, keep));
      }
      Choice choice = criteria.getFirst().choose(evidence, keep);
      for (Repair repair : List.of(new LocalRepair.RowGain(), new Refit(), new IndependentObs(),
          new SparseGptRepair())) {
        report(pruned, "repair", repair.name(), () -> repair.repair(evidence, choice));
      }
    }
  }

  private static void report(double pruned, String kind, String name, Runnable work) {
    work.run();
    double best = Double.POSITIVE_INFINITY;
    for (int k = 0; k < REPEATS; k++) {
      long start = System.nanoTime();
      work.run();
      best = Math.min(best, (System.nanoTime() - start) / 1e9);
    }
    System.out.printf(Locale.ROOT, "| %.0f %% pruned | %s | %s | %.3f s |%n", 100 * pruned, kind, name, best);
  }

  /** Random weights, and rates of unit variance that fill a few dimensions more than others, as trained networks' do. */
  private static Evidence evidence(int n) {
    NoiseStream stream = new Seed(1).stream("layer");
    double[] w = new double[n * n];
    for (int at = 0; at < w.length; at++) {
      w[at] = at / n == at % n ? 0 : stream.nextGaussian() / Math.sqrt(n);
    }
    int samples = 2 * n;
    int dimensions = 20;
    double[] loading = new double[n * dimensions];
    stream.fillGaussian(loading);
    double[] rates = new double[samples * n];
    double[] z = new double[dimensions];
    for (int t = 0; t < samples; t++) {
      stream.fillGaussian(z);
      for (int i = 0; i < n; i++) {
        double sum = 0.1 * stream.nextGaussian();
        for (int d = 0; d < dimensions; d++) {
          sum += loading[i * dimensions + d] * z[d] / (1 + d);
        }
        rates[t * n + i] = Math.tanh(sum);
      }
    }
    return Evidence.of(Weights.of(n, n, w), new Seed(1))
        .withSecondMoment(SecondMoment.ofSamples(n, rates));
  }
}
