package org.secateur.rnn.train;

import org.secateur.network.Require;

/**
 * How a network is trained, but for the task, the start and the seed.
 *
 * @param updates steps of Adam (Kingma and Ba, ICLR 2015; β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸), at least 0
 * @param batch fresh trials an update, at least 1
 * @param firstRate learning rate of the first half of the updates, positive
 * @param secondRate learning rate of the second half, positive
 * @param clip greatest Euclidean norm of the whole gradient, positive; infinity for none
 * @param validateEvery updates from one validation to the next, at least 1
 * @param validationTrials trials of a validation, the same each time, at least 1
 */
public record TrainingSettings(int updates, int batch, double firstRate, double secondRate, double clip,
    int validateEvery, int validationTrials) {

  /** 12 000 updates of 64 trials at 1.2 · 10⁻³, then 6 · 10⁻⁴; clipped at 1; validated every 500 on 2 048 trials. */
  public static final TrainingSettings DEFAULT = new TrainingSettings(12_000, 64, 1.2e-3, 6e-4, 1, 500, 2048);

  public TrainingSettings {
    Require.atLeast(updates, 0, "updates");
    Require.atLeast(batch, 1, "batch");
    Require.positive(firstRate, "firstRate");
    Require.positive(secondRate, "secondRate");
    if (!(clip > 0)) {
      throw new IllegalArgumentException("clip must be positive, was " + clip);
    }
    Require.atLeast(validateEvery, 1, "validateEvery");
    Require.atLeast(validationTrials, 1, "validationTrials");
  }

  /** These for another number of updates. */
  public TrainingSettings withUpdates(int others) {
    return new TrainingSettings(others, batch, firstRate, secondRate, clip, validateEvery, validationTrials);
  }

  /** These with batches of another size. */
  public TrainingSettings withBatch(int other) {
    return new TrainingSettings(updates, other, firstRate, secondRate, clip, validateEvery, validationTrials);
  }

  /** These with other learning rates. */
  public TrainingSettings withRates(double first, double second) {
    return new TrainingSettings(updates, batch, first, second, clip, validateEvery, validationTrials);
  }

  /** These with another validation. */
  public TrainingSettings withValidation(int every, int trials) {
    return new TrainingSettings(updates, batch, firstRate, secondRate, clip, every, trials);
  }

  /** The learning rate of an update, counted from 0. */
  double rate(int update) {
    return 2L * update < updates ? firstRate : secondRate;
  }
}
