package org.secateur.boltzmann.train;

import org.secateur.boltzmann.chains.MeanField;
import org.secateur.network.Require;

/**
 * Everything that says how to train, but the data, the start and the seed.
 *
 * @param negative where the model's averages come from
 * @param rule how a gradient becomes a step
 * @param rates learning rate of each epoch
 * @param batch patterns an update, at least 1
 * @param epochs passes over the data, at least 0
 * @param weightDecay λ of −λ w in the gradient of each weight, at least 0
 * @param maxNorm greatest length of the weights into a hidden unit from below, positive; infinity for none
 * @param gradient plain or centred
 * @param order of the patterns
 * @param doubling for the parts of a deep machine
 * @param meanField when the positive phase of a deep machine has settled
 */
public record TrainingSettings(NegativePhase negative, UpdateRule rule, Schedule rates, int batch, int epochs,
    double weightDecay, double maxNorm, Gradient gradient, DataOrder order, Doubling doubling,
    MeanField meanField) {
  public TrainingSettings {
    Require.atLeast(batch, 1, "batch");
    Require.atLeast(epochs, 0, "epochs");
    Require.within(weightDecay, 0, Double.MAX_VALUE, "weightDecay");
    if (!(maxNorm > 0)) {
      throw new IllegalArgumentException("maxNorm must be positive, was " + maxNorm);
    }
  }

  /** The authors' settings of the patch machine: CD-1, batch 1, two epochs at rate 0.01, in fixed order. */
  public static TrainingSettings faithfulPatches() {
    return new TrainingSettings(new NegativePhase.ContrastiveDivergence(1),
        new UpdateRule.RateScaledMomentum(Schedule.of(0.9)), Schedule.of(0.1, 0.01).countedFromOne(), 1, 2, 0,
        Double.POSITIVE_INFINITY, Gradient.PLAIN, DataOrder.FIXED, Doubling.NONE, MeanField.DEFAULT);
  }

  /** The authors' settings of the first stage of the digit machine: the lowest pair of layers. */
  public static TrainingSettings faithfulFirstPair() {
    return faithfulPair(Schedule.logSpaced(1e-2, 1e-4, 20).countedFromOne(), Doubling.FIRST);
  }

  /** The authors' settings of the second stage, whose rate stays at 0.1 for 19 epochs by a slip in the schedule. */
  public static TrainingSettings faithfulLastPair() {
    return faithfulPair(Schedule.step(0.1, 19, 0.1 * StrictMath.pow(1e-3, 1.0 / 19)), Doubling.LAST);
  }

  private static TrainingSettings faithfulPair(Schedule rates, Doubling doubling) {
    return new TrainingSettings(new NegativePhase.ContrastiveDivergence(1), faithfulMomentum(), rates, 1, 20,
        0,
        Double.POSITIVE_INFINITY, Gradient.PLAIN, DataOrder.FIXED, doubling, MeanField.DEFAULT);
  }

  /** The authors' settings of the joint stage: persistent chains, max-norm 6; 20 epochs at first, 10 to retrain. */
  public static TrainingSettings faithfulJoint(int epochs) {
    return new TrainingSettings(new NegativePhase.Persistent(1000, 1), faithfulMomentum(),
        Schedule.logSpaced(1e-1, 1e-4, 20).countedFromOne(), 1, epochs, 0, 6, Gradient.PLAIN, DataOrder.FIXED,
        Doubling.NONE, MeanField.DEFAULT);
  }

  private static UpdateRule faithfulMomentum() {
    return new UpdateRule.RateScaledMomentum(Schedule.step(0.5, 5, 0.9).countedFromOne());
  }

  /** What we would do: batches of 100, centred gradients, real momentum, persistent chains, shuffled data. */
  public static TrainingSettings modern(int epochs, double rate) {
    return new TrainingSettings(new NegativePhase.Persistent(100, 1),
        new UpdateRule.Momentum(Schedule.step(0.5, 2, 0.9)), Schedule.of(rate), 100, epochs, 1e-4,
        Double.POSITIVE_INFINITY, Gradient.CENTRED, DataOrder.SHUFFLED, Doubling.NONE,
        new MeanField(1e-4, 30));
  }

  /** These with another negative phase. */
  public TrainingSettings withNegative(NegativePhase other) {
    return new TrainingSettings(other, rule, rates, batch, epochs, weightDecay, maxNorm, gradient, order,
        doubling,
        meanField);
  }

  /** These with another rule. */
  public TrainingSettings withRule(UpdateRule other) {
    return new TrainingSettings(negative, other, rates, batch, epochs, weightDecay, maxNorm, gradient, order,
        doubling,
        meanField);
  }

  /** These with other learning rates. */
  public TrainingSettings withRates(Schedule others) {
    return new TrainingSettings(negative, rule, others, batch, epochs, weightDecay, maxNorm, gradient, order,
        doubling,
        meanField);
  }

  /** These with batches of another size. */
  public TrainingSettings withBatch(int other) {
    return new TrainingSettings(negative, rule, rates, other, epochs, weightDecay, maxNorm, gradient, order,
        doubling,
        meanField);
  }

  /** These for another number of epochs. */
  public TrainingSettings withEpochs(int others) {
    return new TrainingSettings(negative, rule, rates, batch, others, weightDecay, maxNorm, gradient, order,
        doubling,
        meanField);
  }

  /** These with another weight decay and greatest norm. */
  public TrainingSettings withLimits(double decay, double norm) {
    return new TrainingSettings(negative, rule, rates, batch, epochs, decay, norm, gradient, order, doubling,
        meanField);
  }

  /** These with another gradient. */
  public TrainingSettings withGradient(Gradient other) {
    return new TrainingSettings(negative, rule, rates, batch, epochs, weightDecay, maxNorm, other, order,
        doubling,
        meanField);
  }

  /** These with the patterns in another order. */
  public TrainingSettings withOrder(DataOrder other) {
    return new TrainingSettings(negative, rule, rates, batch, epochs, weightDecay, maxNorm, gradient, other,
        doubling,
        meanField);
  }

  /** These with other inputs doubled. */
  public TrainingSettings withDoubling(Doubling other) {
    return new TrainingSettings(negative, rule, rates, batch, epochs, weightDecay, maxNorm, gradient, order,
        other,
        meanField);
  }

  /** These with another end of the mean field. */
  public TrainingSettings withMeanField(MeanField other) {
    return new TrainingSettings(negative, rule, rates, batch, epochs, weightDecay, maxNorm, gradient, order,
        doubling,
        other);
  }
}
