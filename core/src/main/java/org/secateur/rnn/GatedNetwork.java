package org.secateur.rnn;

import org.secateur.network.Require;

/**
 * A layer of gated recurrent units (Cho et al., EMNLP 2014), with inputs and a linear readout. Immutable.
 *
 * <pre>
 * z = σ(W_z x + U_z h + b_z),  r = σ(W_r x + U_r h + b_r),  h' = z ∘ h + (1 − z) ∘ c,  y = W_out h' + b_out
 * c = g(W_c x + U_c (r ∘ h) + b_c)        reset before the product, as in the publication
 * c = g(W_c x + b_c + r ∘ (U_c h + d))    reset after the product, as in CuDNN and PyTorch
 * </pre>
 *
 * <p>Arrays are row after row, row = receiving unit, gates stacked in the order z, r, c.
 */
public final class GatedNetwork implements RecurrentNetwork {
  /** Update, reset, candidate. */
  public static final int GATES = 3;

  /** Where the reset gate acts on the candidate. */
  public enum Reset {
    /** On the state, before U_c. */
    BEFORE,
    /** On U_c h + d. */
    AFTER
  }

  private final int units;
  private final int inputs;
  private final int outputs;
  private final Reset reset;
  private final TransferFunction candidate;
  private final float[] recurrent; // U (3 · H · H)
  private final float[] input; // W (3 · H · inputs)
  private final float[] bias; // b (3 · H)
  private final float[] candidateBias; // d (H)
  private final float[] readout; // W_out (outputs · H)
  private final float[] readoutBias; // b_out (outputs)
  private final float[] initial; // h_0 (H)

  private GatedNetwork(Builder b) {
    this.units = b.units;
    this.inputs = b.inputs;
    this.outputs = b.outputs;
    this.reset = b.reset;
    this.candidate = b.candidate;
    this.recurrent = b.recurrent;
    this.input = b.input;
    this.bias = b.bias;
    this.candidateBias = b.candidateBias;
    this.readout = b.readout;
    this.readoutBias = b.readoutBias;
    this.initial = b.initial;
  }

  /** A network to be filled in: all weights, biases and the initial state 0, tanh, reset after the product. */
  public static Builder builder(int units, int inputs, int outputs) {
    return new Builder(units, inputs, outputs);
  }

  /** Takes the parts one by one; each array is checked and copied. Mutable. */
  public static final class Builder {
    private final int units;
    private final int inputs;
    private final int outputs;
    private Reset reset = Reset.AFTER;
    private TransferFunction candidate = TransferFunction.TANH;
    private float[] recurrent;
    private float[] input;
    private float[] bias;
    private float[] candidateBias;
    private float[] readout;
    private float[] readoutBias;
    private float[] initial;

    private Builder(int units, int inputs, int outputs) {
      this.units = Require.atLeast(units, 1, "units");
      this.inputs = Require.atLeast(inputs, 0, "inputs");
      this.outputs = Require.atLeast(outputs, 0, "outputs");
      this.recurrent = new float[Math.multiplyExact(GATES, Math.multiplyExact(units, units))];
      this.input = new float[Math.multiplyExact(GATES, Math.multiplyExact(units, inputs))];
      this.bias = new float[GATES * units];
      this.candidateBias = new float[units];
      this.readout = new float[Math.multiplyExact(outputs, units)];
      this.readoutBias = new float[outputs];
      this.initial = new float[units];
    }

    /** Where the reset gate acts. */
    public Builder reset(Reset where) {
      this.reset = where;
      return this;
    }

    /** g. */
    public Builder candidate(TransferFunction g) {
      this.candidate = g;
      return this;
    }

    /** U, (3 · H · H). */
    public Builder recurrent(float[] u) {
      this.recurrent = Checked.copy(u, recurrent.length, "recurrent weights");
      return this;
    }

    /** W, (3 · H · inputs). */
    public Builder input(float[] w) {
      this.input = Checked.copy(w, input.length, "input weights");
      return this;
    }

    /** b, (3 · H). */
    public Builder bias(float[] b) {
      this.bias = Checked.copy(b, bias.length, "bias");
      return this;
    }

    /** d, (H): what the candidate's product is given before a reset after it. Reset before the product has no d. */
    public Builder candidateBias(float[] d) {
      this.candidateBias = Checked.copy(d, units, "candidate bias");
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

    /** h_0, (H). */
    public Builder initial(float[] h) {
      this.initial = Checked.copy(h, units, "initial state");
      return this;
    }

    /** The network. */
    public GatedNetwork build() {
      return new GatedNetwork(this);
    }
  }

  @Override
  public GatedNetwork withRecurrent(float[] w) {
    Builder b = new Builder(units, inputs, outputs);
    b.reset = reset;
    b.candidate = candidate;
    b.input = input; // shared: neither of the two ever writes into an array
    b.bias = bias;
    b.candidateBias = candidateBias;
    b.readout = readout;
    b.readoutBias = readoutBias;
    b.initial = initial;
    return b.recurrent(w).build();
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

  @Override
  public int gates() {
    return GATES;
  }

  /** Where the reset gate acts. */
  public Reset reset() {
    return reset;
  }

  /** g. */
  public TransferFunction candidate() {
    return candidate;
  }

  @Override
  public float[] recurrent() {
    return recurrent.clone();
  }

  /** W as a new array (3 · H · inputs). */
  public float[] input() {
    return input.clone();
  }

  /** b as a new array (3 · H). */
  public float[] bias() {
    return bias.clone();
  }

  /** d as a new array (H). */
  public float[] candidateBias() {
    return candidateBias.clone();
  }

  @Override
  public float[] readout() {
    return readout.clone();
  }

  @Override
  public float[] readoutBias() {
    return readoutBias.clone();
  }

  /** h_0 as a new array (H). */
  public float[] initial() {
    return initial.clone();
  }

  @Override
  public String toString() {
    return "GatedNetwork[%d inputs, %d units, %d outputs, reset %s, %s]".formatted(inputs, units, outputs,
        reset,
        candidate);
  }
}
