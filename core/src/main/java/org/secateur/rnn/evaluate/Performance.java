package org.secateur.rnn.evaluate;

import java.util.Arrays;
import java.util.Optional;

import org.secateur.network.Require;
import org.secateur.rnn.RecurrentNetwork;
import org.secateur.rnn.Rollout;
import org.secateur.rnn.Simulation;
import org.secateur.rnn.Targets;
import org.secateur.rnn.Trials;

/** How well a network does on some trials. One that diverges does not do them at all: a finding, not an error. */
public sealed interface Performance {

  /**
   * All trials ran.
   *
   * @param accuracy sequence accuracy: the share of what was asked for, step by step, that was right — the largest output was
   *     that of the label, or an output had the sign of its target
   * @param standardError of the accuracy, from the scatter between trials; NaN with one trial
   * @param decisions the share of trials whose outputs, summed over the steps asked for, are largest at the label; NaN where
   *     trials have values or several labels
   * @param squaredError mean squared error of the outputs where values were asked for; NaN for labels
   * @param asked how many answers were asked for
   * @param trials how many trials asked for any
   * @param answers by trial
   */
  record Measured(double accuracy, double standardError, double decisions, double squaredError, long asked,
      int trials, Answers answers)
      implements
        Performance {
  }

  /** How many answers of each trial were asked for, and how many were right. Immutable. */
  final class Answers {
    private final int[] right; // (trials)
    private final int[] asked; // (trials)

    private Answers(int[] right, int[] asked) {
      this.right = right;
      this.asked = asked;
    }

    /** How many trials, those included that ask for nothing. */
    public int trials() {
      return asked.length;
    }
  }

  /**
   * What a network has left of another's accuracy, ρ = Σ a / Σ b with a and b right answers after and before, on the same trials.
   *
   * @param share ρ
   * @param low lower end of a 95 % interval
   * @param high upper end
   */
  record Retention(double share, double low, double high) {
    /** The 97.5 % quantile of the standard normal distribution. */
    private static final double NORMAL = 1.959963984540054;
  }

  /**
   * The share of accuracy that is left, with an interval for new trials. Trials are paired: ρ's standard error is that of a ratio
   * of sums over independent trials, √(T/(T − 1) Σ (a_k − ρ b_k)²) / Σ b, to first order; a trial that is hard for both networks does
   * not blur it. The interval is ρ ± 1.96 of these.
   *
   * @return empty where a network diverged, one answered nothing right before, or there are fewer than two trials
   * @throws IllegalArgumentException if the two did not run the same trials
   */
  static Optional<Retention> retention(Performance before, Performance after) {
    if (!(before instanceof Measured b && after instanceof Measured a)) {
      return Optional.empty();
    }
    int[] asked = b.answers().asked;
    if (!Arrays.equals(asked, a.answers().asked)) {
      throw new IllegalArgumentException("these are not the same trials");
    }
    double whole = b.accuracy() * b.asked();
    if (b.trials() < 2 || whole == 0) {
      return Optional.empty();
    }
    double share = a.accuracy() / b.accuracy();
    double squares = 0;
    for (int k = 0; k < asked.length; k++) {
      double off = a.answers().right[k] - share * b.answers().right[k];
      squares += off * off;
    }
    double error = Math.sqrt(squares * b.trials() / (b.trials() - 1.0)) / whole;
    return Optional
        .of(new Retention(share, share - Retention.NORMAL * error, share + Retention.NORMAL * error));
  }

  /** A unit left every range. */
  record Diverged(Rollout.Diverged where) implements Performance {
  }

  /**
   * Runs the trials without noise and compares.
   *
   * @throws IllegalArgumentException if the trials ask for nothing, or for outputs that the network does not have
   */
  static Performance of(RecurrentNetwork network, Trials trials) {
    return switch (Simulation.run(network, trials)) {
      case Rollout.Diverged where -> new Diverged(where);
      case Rollout.Completed run -> measured(run, trials);
    };
  }

  /** Compares outputs with what the trials ask for. */
  static Measured measured(Rollout.Completed run, Trials trials) {
    Require.length(run.count(), trials.count(), "trials run");
    Tally tally = new Tally(trials.count());
    switch (trials.targets()) {
      case Targets.None() -> throw new IllegalArgumentException("trials without targets ask for nothing");
      case Targets.Labels labels -> {
        for (int t = 0; t < trials.steps(); t++) {
          for (int k = 0; k < trials.count(); k++) {
            int label = labels.at(t * trials.count() + k);
            if (label != Targets.Labels.IGNORED) {
              tally.answer(k, run.largest(t, k) == Require.index(label, run.width(), "label"));
            }
          }
        }
        tally.decisions = decisions(run, trials, labels);
      }
      case Targets.Values values -> {
        for (int t = 0; t < trials.steps(); t++) {
          for (int k = 0; k < trials.count(); k++) {
            values(run, trials, values, t, k, tally);
          }
        }
      }
    }
    return tally.result();
  }

  private static void values(Rollout.Completed run, Trials trials, Targets.Values values, int t, int k,
      Tally tally) {
    int moment = t * trials.count() + k;
    float weight = values.weight(moment);
    if (weight == 0) {
      return;
    }
    for (int o = 0; o < run.width(); o++) {
      float target = values.at(moment * run.width() + o);
      float y = run.output(t, k, o);
      tally.squares += (double) weight * (y - target) * (y - target);
      tally.weights += weight;
      if (target != 0) {
        tally.answer(k, y * target > 0);
      }
    }
  }

  private static double decisions(Rollout.Completed run, Trials trials, Targets.Labels labels) {
    int right = 0;
    int asked = 0;
    for (int k = 0; k < trials.count(); k++) {
      int label = Targets.Labels.IGNORED;
      double[] sum = new double[run.width()];
      for (int t = 0; t < trials.steps(); t++) {
        int now = labels.at(t * trials.count() + k);
        if (now == Targets.Labels.IGNORED) {
          continue;
        }
        if (label != Targets.Labels.IGNORED && label != now) {
          return Double.NaN;
        }
        label = now;
        for (int o = 0; o < sum.length; o++) {
          sum[o] += run.output(t, k, o);
        }
      }
      if (label != Targets.Labels.IGNORED) {
        asked++;
        int best = 0;
        for (int o = 1; o < sum.length; o++) {
          best = sum[o] > sum[best] ? o : best;
        }
        right += best == label ? 1 : 0;
      }
    }
    return asked == 0 ? Double.NaN : (double) right / asked;
  }

  /** Right answers by trial. Mutable. */
  final class Tally {
    private final int[] right;
    private final int[] asked;
    private double decisions = Double.NaN;
    private double squares;
    private double weights;

    private Tally(int trials) {
      this.right = new int[trials];
      this.asked = new int[trials];
    }

    private void answer(int trial, boolean correct) {
      asked[trial]++;
      right[trial] += correct ? 1 : 0;
    }

    /** The error is that of a ratio of sums over independent trials, to first order. */
    private Measured result() {
      long answers = 0;
      long correct = 0;
      int trials = 0;
      for (int k = 0; k < asked.length; k++) {
        answers += asked[k];
        correct += right[k];
        trials += asked[k] > 0 ? 1 : 0;
      }
      double accuracy = (double) correct / answers;
      double square = 0;
      for (int k = 0; k < asked.length; k++) {
        double off = right[k] - accuracy * asked[k];
        square += off * off;
      }
      double error = trials < 2 ? Double.NaN : Math.sqrt(square * trials / (trials - 1.0)) / answers;
      return new Measured(accuracy, error, decisions, weights > 0 ? squares / weights : Double.NaN, answers,
          trials, new Answers(right, asked));
    }
  }
}
