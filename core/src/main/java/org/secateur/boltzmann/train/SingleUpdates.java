package org.secateur.boltzmann.train;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.chains.Particles;
import org.secateur.boltzmann.sweep.LayerBlock;
import org.secateur.kernel.LogisticKernel;
import org.secateur.kernel.TrainingKernel;

/**
 * Contrastive divergence of two layers with one pattern an update, as the authors trained: loops over rows in place of
 * products, several times as fast for so small a batch. The same draws as {@link BatchUpdates}.
 */
final class SingleUpdates implements Updates {
  private final Training training;
  private final TrainingSettings settings;
  private final Parameters parameters;
  private final List<float[]> moments;
  private final float[][] weights; // (visible)(hidden)
  private final float[][] steps; // (visible)(hidden)
  private final float[][] present; // (visible)(hidden) one where there is a synapse; empty if everywhere
  private final float[] data; // (visible)
  private final float[] dataMeans; // (hidden)
  private final float[] fantasy; // (visible)
  private final float[] fantasyMeans; // (hidden)
  private final float[] gradient; // (max of the two)
  private final int[] words;
  private final long key;
  private long drawn;

  SingleUpdates(Training training, Parameters parameters, TrainingState state) {
    this.training = training;
    this.settings = training.settings();
    this.parameters = parameters;
    this.moments = state.moments();
    int visible = parameters.units()[0];
    int hidden = parameters.units()[1];
    this.weights = rows(parameters.weights()[0], visible, hidden);
    this.steps = rows(moments.get(0), visible, hidden);
    this.present = present(parameters, visible, hidden);
    this.data = new float[visible];
    this.fantasy = new float[visible];
    this.dataMeans = new float[hidden];
    this.fantasyMeans = new float[hidden];
    this.gradient = new float[Math.max(visible, hidden)];
    this.words = new int[Math.max(visible, hidden)];
    this.key = LayerBlock.keys(training.seed(), "batch", 0, 1)[0];
    this.drawn = state.drawn();
  }

  /** Whether these settings and this machine are what this is for. */
  static boolean fit(Machine machine, TrainingSettings settings) {
    return machine.layers() == 2 && settings.batch() == 1 && settings.gradient() == Gradient.PLAIN
        && settings.negative() instanceof NegativePhase.ContrastiveDivergence
        && !(settings.rule() instanceof UpdateRule.Adam) && settings.maxNorm() == Double.POSITIVE_INFINITY;
  }

  private static float[][] rows(float[] matrix, int rows, int columns) {
    float[][] split = new float[rows][];
    Arrays.setAll(split, i -> Arrays.copyOfRange(matrix, i * columns, (i + 1) * columns));
    return split;
  }

  private static float[][] present(Parameters parameters, int visible, int hidden) {
    if (parameters.absent()[0].length == 0) {
      return new float[0][];
    }
    float[] ones = new float[visible * hidden];
    Arrays.fill(ones, 1);
    for (int at : parameters.absent()[0]) {
      ones[at] = 0;
    }
    return rows(ones, visible, hidden);
  }

  @Override
  public void update(int[] rows, double rate, int epoch, long number) {
    training.patterns().copyColumns(rows, data);
    hiddenMeans(data, dataMeans);
    System.arraycopy(dataMeans, 0, fantasyMeans, 0, dataMeans.length);
    draw(fantasyMeans);
    int count = settings.negative() instanceof NegativePhase.ContrastiveDivergence(int k) ? k : 1;
    for (int k = 0; k < count; k++) {
      visibleMeans(fantasyMeans, fantasy);
      draw(fantasy);
      hiddenMeans(fantasy, fantasyMeans);
      if (k + 1 < count) {
        draw(fantasyMeans);
      }
    }
    learn((float) rate, (float) settings.rule().momentumAt(epoch));
  }

  private void hiddenMeans(float[] visible, float[] means) {
    Arrays.fill(means, 0);
    for (int i = 0; i < visible.length; i++) {
      if (visible[i] != 0) {
        TrainingKernel.add(weights[i], means.length, means);
      }
    }
    LogisticKernel.unitMeans(means, means.length, settings.doubling().upward(), parameters.biases()[1]);
  }

  private void visibleMeans(float[] hidden, float[] means) {
    for (int i = 0; i < means.length; i++) {
      means[i] = TrainingKernel.dot(weights[i], hidden, hidden.length);
    }
    LogisticKernel.unitMeans(means, means.length, settings.doubling().downward(), parameters.biases()[0]);
  }

  private void draw(float[] means) {
    LogisticKernel.unitWords(key, drawn, means.length, words);
    LogisticKernel.bernoulli(means, 0, means.length, words);
    drawn += LayerBlock.drawsFor(means.length);
  }

  private void learn(float rate, float momentum) {
    float decay = (float) settings.weightDecay();
    for (int i = 0; i < data.length; i++) {
      TrainingKernel.outerRow(data[i], dataMeans, fantasy[i], fantasyMeans, dataMeans.length, gradient);
      if (present.length > 0) {
        TrainingKernel.times(gradient, present[i], dataMeans.length);
      }
      step(weights[i], steps[i], dataMeans.length, momentum, rate, decay);
    }
    TrainingKernel.outerRow(1, data, 1, fantasy, data.length, gradient);
    step(parameters.biases()[0], moments.get(1), data.length, momentum, rate, 0);
    TrainingKernel.outerRow(1, dataMeans, 1, fantasyMeans, dataMeans.length, gradient);
    step(parameters.biases()[1], moments.get(2), dataMeans.length, momentum, rate, 0);
  }

  private void step(float[] w, float[] d, int count, float momentum, float rate, float decay) {
    if (settings.rule() instanceof UpdateRule.Momentum) {
      TrainingKernel.momentum(w, d, gradient, count, momentum, rate, decay);
    } else {
      TrainingKernel.rateScaled(w, d, gradient, count, momentum, rate, decay);
    }
  }

  @Override
  public void settle() {
    int hidden = dataMeans.length;
    for (int i = 0; i < data.length; i++) {
      System.arraycopy(weights[i], 0, parameters.weights()[0], i * hidden, hidden);
      System.arraycopy(steps[i], 0, moments.get(0), i * hidden, hidden);
    }
  }

  @Override
  public List<float[]> moments() {
    return moments;
  }

  @Override
  public long drawn() {
    return drawn;
  }

  @Override
  public @Nullable Particles particles() {
    return null;
  }
}
