package org.secateur.rnn.train;

import static org.secateur.linalg.Transpose.NO;
import static org.secateur.linalg.Transpose.YES;

import java.util.Arrays;
import org.secateur.kernel.BackpropagationKernel;
import org.secateur.linalg.FloatProducts;
import org.secateur.linalg.FloatProducts.Rows;
import org.secateur.rnn.RateNetwork;
import org.secateur.rnn.Trials;

/**
 * A network unrolled in time for some trials of a batch, which one thread takes forward and back. Mutable.
 *
 * <pre>
 * v_t = (1 − α) v_{t−1} + α (W_in x_t + b + W r_{t−1}),   r_t = φ(v_t),   y_t = W_o r_t + b_o
 * δ_t = (1 − α) δ_{t+1} + φ'(v_t) (W_oᵀ e_t + α Wᵀ δ_{t+1}),   e_t = ∂L/∂y_t,   δ_t = ∂L/∂v_t
 * ∂L/∂W = α Σ δ_t r_{t−1}ᵀ,   ∂L/∂(W_in, b) = α Σ δ_t (x_t, 1)ᵀ,   ∂L/∂W_o = Σ e_t r_tᵀ
 * </pre>
 *
 * <p>Nothing is computed after the last step that asks for anything. All trials take a step in one product of matrices with a
 * row a unit and a column a trial: of the layouts tried the one whose products are fastest for few trials. Time about
 * 6 · trials · steps · H² operations.
 */
final class Unrolled {
  private final RateNetwork shape;
  private final int h;
  private final int width; // inputs and a 1
  private final int outputs;
  private final float alpha;
  private final int trials;
  private final float[][] drive; // steps × (trials · width), a row a trial
  private final float[][] rates; // (steps + 1) × (H · trials): r_{t−1} at t
  private final float[][] answers; // steps × (trials · outputs), a row a trial: y, then e
  private final float[] v; // (H · trials): voltages, on the way back δ
  private final float[] u; // (H · trials): what comes in
  private final float[] start; // (H · trials): v_0
  private final float[] inputs; // (trials · inputs)

  Unrolled(RateNetwork shape, int trials, int steps) {
    this.shape = shape;
    this.h = shape.units();
    this.width = shape.inputs() + 1;
    this.outputs = shape.outputs();
    this.alpha = shape.step();
    this.trials = trials;
    int size = Math.multiplyExact(h, trials);
    this.drive = new float[steps][trials * width];
    this.rates = new float[steps + 1][size];
    this.answers = new float[steps][trials * outputs];
    this.v = new float[size];
    this.u = new float[size];
    this.start = new float[size];
    float[] initial = shape.initial();
    for (int i = 0; i < h; i++) {
      Arrays.fill(start, i * trials, (i + 1) * trials, initial[i]);
    }
    this.inputs = new float[trials * shape.inputs()];
  }

  /** Whether this is for so many trials. */
  boolean holds(int others) {
    return trials == others;
  }

  /** Rates and answers of trials first, first + 1, … up to the last step asked for. */
  void forward(Parameters p, Trials batch, int first, Asked asked) {
    System.arraycopy(start, 0, v, 0, v.length);
    shape.transfer().apply(v, rates[0], 0, v.length);
    for (int t = 0; t < asked.to(); t++) {
      takeInputs(batch, first, t);
      FloatProducts.multiply(NO, YES, h, trials, width, 1, new Rows(p.input, 0, width),
          new Rows(drive[t], 0, width),
          0, perUnit(u));
      FloatProducts.multiply(NO, NO, h, trials, h, 1, new Rows(p.recurrent, 0, h), perUnit(rates[t]), 1,
          perUnit(u));
      BackpropagationKernel.leak(v, u, v.length, alpha);
      shape.transfer().apply(v, rates[t + 1], 0, v.length);
      if (t >= asked.from()) {
        for (int k = 0; k < trials; k++) {
          System.arraycopy(p.readoutBias, 0, answers[t], k * outputs, outputs);
        }
        FloatProducts.multiply(YES, YES, trials, outputs, h, 1, perUnit(rates[t + 1]),
            new Rows(p.readout, 0, h), 1,
            new Rows(answers[t], 0, outputs));
      }
    }
  }

  private Rows perUnit(float[] values) {
    return new Rows(values, 0, trials);
  }

  private void takeInputs(Trials batch, int first, int t) {
    batch.copyStep(t, first, trials, inputs);
    for (int k = 0; k < trials; k++) {
      System.arraycopy(inputs, k * (width - 1), drive[t], k * width, width - 1);
      drive[t][k * width + width - 1] = 1;
    }
  }

  /** Loss and right answers of the last forward pass, whose answers are overwritten with the gradient e of the mean loss. */
  Asked.Score judge(Trials batch, int first, Asked asked) {
    Asked.Score score = new Asked.Score();
    for (int t = asked.from(); t < asked.to(); t++) {
      for (int k = 0; k < trials; k++) {
        asked.judge(t * batch.count() + first + k, answers[t], k * outputs, outputs, score);
      }
      BackpropagationKernel.scale(answers[t], answers[t].length, (float) (1 / asked.total()));
    }
    return score;
  }

  /**
   * The gradient of the mean loss, after {@link #judge}.
   *
   * @param gradient overwritten
   */
  void backward(Parameters p, Asked asked, Parameters gradient) {
    for (float[] part : gradient.arrays()) {
      Arrays.fill(part, 0);
    }
    Arrays.fill(v, 0);
    for (int t = asked.to() - 1; t >= 0; t--) {
      FloatProducts.multiply(YES, NO, h, trials, h, alpha, new Rows(p.recurrent, 0, h), perUnit(v), 0,
          perUnit(u));
      if (t >= asked.from()) {
        Rows e = new Rows(answers[t], 0, outputs);
        FloatProducts.multiply(YES, YES, h, trials, outputs, 1, new Rows(p.readout, 0, h), e, 1, perUnit(u));
        FloatProducts.multiply(YES, YES, outputs, h, trials, 1, e, perUnit(rates[t + 1]), 1,
            new Rows(gradient.readout, 0, h));
        for (int k = 0; k < trials * outputs; k++) {
          gradient.readoutBias[k % outputs] += answers[t][k];
        }
      }
      switch (shape.transfer()) {
        case LINEAR -> BackpropagationKernel.linear(v, u, v.length, alpha);
        case RECTIFIED -> BackpropagationKernel.rectified(v, u, rates[t + 1], v.length, alpha);
        case TANH -> BackpropagationKernel.tanh(v, u, rates[t + 1], v.length, alpha);
      }
      FloatProducts.multiply(NO, YES, h, h, trials, alpha, perUnit(v), perUnit(rates[t]), 1,
          new Rows(gradient.recurrent, 0, h));
      FloatProducts.multiply(NO, NO, h, width, trials, alpha, perUnit(v), new Rows(drive[t], 0, width), 1,
          new Rows(gradient.input, 0, width));
    }
  }
}
