package org.secateur.rnn;

import org.secateur.network.Require;

/**
 * A recurrent network of rate units in discrete time, with inputs and a linear readout. Immutable.
 *
 * <pre>
 * v_t = (1 − α) v_{t−1} + α (W_in x_t + W r_{t−1} + b),   r_t = φ(v_t),   y_t = W_out r_t + b_out,   r_0 = φ(v_0)
 * </pre>
 *
 * <p>This is the Euler step of a continuous-time network with α = dt/τ (PsychRNN; Ehrlich et al., eNeuro 2021), and with
 * α = 1 the plain recurrent network h_t = φ(W_in x_t + W h_{t−1} + b). Frameworks that keep two biases, one beside W_in and
 * one beside W, only ever use their sum: b.
 *
 * <p>Arrays are row after row, row = postsynaptic unit. Memory 4 (H² + H · (inputs + outputs)) bytes.
 */
public final class RateNetwork implements RecurrentNetwork {
  private final int units;
  private final int inputs;
  private final int outputs;
  private final TransferFunction transfer;
  private final float step;
  private final float[] recurrent; // W (H · H)
  private final float[] input; // W_in (H · inputs)
  private final float[] bias; // b (H)
  private final float[] readout; // W_out (outputs · H)
  private final float[] readoutBias; // b_out (outputs)
  private final float[] initial; // v_0 (H)

  private RateNetwork(Builder b) {
    this.units = b.units;
    this.inputs = b.inputs;
    this.outputs = b.outputs;
    this.transfer = b.transfer;
    this.step = b.step;
    this.recurrent = b.recurrent;
    this.input = b.input;
    this.bias = b.bias;
    this.readout = b.readout;
    this.readoutBias = b.readoutBias;
    this.initial = b.initial;
  }

  /** A network to be filled in: all weights, biases and the initial voltage 0, tanh units, α = 1. */
  public static Builder builder(int units, int inputs, int outputs) {
    return new Builder(units, inputs, outputs);
  }

  /** Takes the parts one by one; each array is checked and copied. Mutable. */
  public static final class Builder {
    private final int units;
    private final int inputs;
    private final int outputs;
    private TransferFunction transfer = TransferFunction.TANH;
    private float step = 1;
    private float[] recurrent;
    private float[] input;
    private float[] bias;
    private float[] readout;
    private float[] readoutBias;
    private float[] initial;

    private Builder(int units, int inputs, int outputs) {
      this.units = Require.atLeast(units, 1, "units");
      this.inputs = Require.atLeast(inputs, 0, "inputs");
      this.outputs = Require.atLeast(outputs, 0, "outputs");
      this.recurrent = new float[Math.multiplyExact(units, units)];
      this.input = new float[Math.multiplyExact(units, inputs)];
      this.bias = new float[units];
      this.readout = new float[Math.multiplyExact(outputs, units)];
      this.readoutBias = new float[outputs];
      this.initial = new float[units];
    }

    /** φ. */
    public Builder transfer(TransferFunction phi) {
      this.transfer = phi;
      return this;
    }

    /** α in (0, 1]. */
    public Builder step(double alpha) {
      Require.positive(alpha, "step");
      this.step = (float) Require.within(alpha, 0, 1, "step");
      return this;
    }

    /** W, (H · H). */
    public Builder recurrent(float[] w) {
      this.recurrent = Checked.copy(w, recurrent.length, "recurrent weights");
      return this;
    }

    /** W_in, (H · inputs). */
    public Builder input(float[] w) {
      this.input = Checked.copy(w, input.length, "input weights");
      return this;
    }

    /** b, (H). */
    public Builder bias(float[] b) {
      this.bias = Checked.copy(b, units, "bias");
      return this;
    }

    /** W_out, (outputs · H). */
    public Builder readout(float[] w) {
      this.readout = Checked.copy(w, readout.length, "readout weights");
      return this;
    }

    /** b_out, (outputs). */
    public Builder readoutBias(float[] b) {
      this.readoutBias = Checked.copy(b, outputs, "readout bias");
      return this;
    }

    /** v_0, (H): voltages before the first step. */
    public Builder initial(float[] v) {
      this.initial = Checked.copy(v, units, "initial voltages");
      return this;
    }

    /** The network. */
    public RateNetwork build() {
      return new RateNetwork(this);
    }
  }

  @Override
  public RateNetwork withRecurrent(float[] w) {
    return toBuilder().recurrent(w).build();
  }

  /** Everything of this network, to be changed in part. */
  public Builder toBuilder() {
    Builder b = new Builder(units, inputs, outputs);
    b.transfer = transfer;
    b.step = step;
    b.recurrent = recurrent; // shared: neither of the two ever writes into an array
    b.input = input;
    b.bias = bias;
    b.readout = readout;
    b.readoutBias = readoutBias;
    b.initial = initial;
    return b;
  }

  @Override
  public int units() {
    return units;
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public int outputs() {
    return outputs;
  }

  /** φ. */
  public TransferFunction transfer() {
    return transfer;
  }

  /** α in (0, 1]. */
  public float step() {
    return step;
  }

  /** The weight of the synapse {@code pre} → {@code post}; 0 where there is none. */
  public float weight(int post, int pre) {
    return recurrent[Require.index(post, units, "post") * units + Require.index(pre, units, "pre")];
  }

  @Override
  public float[] recurrent() {
    return recurrent.clone();
  }

  /** W_in as a new array (H · inputs). */
  public float[] input() {
    return input.clone();
  }

  /** b as a new array (H). */
  public float[] bias() {
    return bias.clone();
  }

  @Override
  public float[] readout() {
    return readout.clone();
  }

  @Override
  public float[] readoutBias() {
    return readoutBias.clone();
  }

  /** v_0 as a new array (H). */
  public float[] initial() {
    return initial.clone();
  }

  @Override
  public int gates() {
    return 1;
  }

  @Override
  public String toString() {
    return "RateNetwork[%d inputs, %d units, %d outputs, %s, step %s]".formatted(inputs, units, outputs,
        transfer,
        step);
  }
}
