package org.secateur.rnn.train;

import org.secateur.rnn.Targets;
import org.secateur.rnn.Trials;

/** What a batch of trials asks of a network: where, how much in all, and how far an answer is from it. */
sealed interface Asked {

  /** First step at which anything is asked. */
  int from();

  /** One step past the last at which anything is asked; 0 if nothing is. */
  int to();

  /** Entries asked for, each with its weight: what the loss is a mean over. */
  double total();

  /**
   * Looks at the answers of one moment of one trial.
   *
   * @param moment step · trials + trial
   * @param outputs answers at {@code at} … , overwritten with the gradient of total · loss
   * @param score added to
   */
  void judge(int moment, float[] outputs, int at, int width, Score score);

  /** Sums of loss and of right answers over some moments. Mutable. */
  final class Score {
    double loss;
    double right;
    double counted;

    void add(Score other) {
      loss += other.loss;
      right += other.right;
      counted += other.counted;
    }
  }

  /**
   * For the targets of some trials.
   *
   * @throws IllegalArgumentException if they have none, or labels beyond the outputs
   */
  static Asked of(Trials trials, int outputs) {
    return switch (trials.targets()) {
      case Targets.None() -> throw new IllegalArgumentException("trials without targets teach nothing");
      case Targets.Labels labels -> {
        for (int k = 0; k < labels.length(); k++) {
          if (labels.at(k) >= outputs) {
            throw new IllegalArgumentException(
                "label " + labels.at(k) + " has no output, there are " + outputs);
          }
        }
        int moments = labels.length();
        yield new Classes(labels,
            Span.of(moments, trials.count(), k -> labels.at(k) == Targets.Labels.IGNORED ? 0 : 1));
      }
      case Targets.Values values ->
        new Numbers(values, Span.of(trials.steps() * trials.count(), trials.count(),
            values::weight), outputs);
    };
  }

  /** Where weights are positive, and their sum. */
  record Span(int from, int to, double total) {
    static Span of(int moments, int trials, java.util.function.IntToDoubleFunction weight) {
      int from = moments / trials;
      int to = 0;
      double total = 0;
      for (int k = 0; k < moments; k++) {
        double w = weight.applyAsDouble(k);
        if (w > 0) {
          from = Math.min(from, k / trials);
          to = k / trials + 1;
          total += w;
        }
      }
      return new Span(Math.min(from, to), to, total);
    }
  }

  /** Cross-entropy −ln softmax(y)[label], a mean over the labelled entries. */
  record Classes(Targets.Labels labels, Span span) implements Asked {
    @Override
    public int from() {
      return span.from();
    }

    @Override
    public int to() {
      return span.to();
    }

    @Override
    public double total() {
      return span.total();
    }

    @Override
    public void judge(int moment, float[] outputs, int at, int width, Score score) {
      int label = labels.at(moment);
      if (label == Targets.Labels.IGNORED) {
        java.util.Arrays.fill(outputs, at, at + width, 0);
        return;
      }
      int largest = 0;
      for (int o = 1; o < width; o++) {
        largest = outputs[at + o] > outputs[at + largest] ? o : largest;
      }
      double top = outputs[at + largest];
      double asked = outputs[at + label];
      double sum = 0;
      for (int o = 0; o < width; o++) {
        double e = StrictMath.exp(outputs[at + o] - top);
        outputs[at + o] = (float) e;
        sum += e;
      }
      for (int o = 0; o < width; o++) {
        outputs[at + o] = (float) (outputs[at + o] / sum);
      }
      outputs[at + label] -= 1;
      score.loss += StrictMath.log(sum) + top - asked;
      score.right += largest == label ? 1 : 0;
      score.counted++;
    }
  }

  /** Half the squared error, summed over the outputs: a weighted mean over the moments. Right is a sign that is right. */
  record Numbers(Targets.Values values, Span span, int outputs) implements Asked {
    @Override
    public int from() {
      return span.from();
    }

    @Override
    public int to() {
      return span.to();
    }

    @Override
    public double total() {
      return span.total();
    }

    @Override
    public void judge(int moment, float[] answers, int at, int width, Score score) {
      float weight = values.weight(moment);
      for (int o = 0; o < width; o++) {
        float target = values.at(moment * outputs + o);
        float error = answers[at + o] - target;
        score.loss += 0.5 * weight * error * error;
        if (weight > 0 && target != 0) {
          score.right += answers[at + o] * target > 0 ? 1 : 0;
          score.counted++;
        }
        answers[at + o] = weight * error;
      }
    }
  }
}
