package org.secateur.io;

import java.util.Locale;
import java.util.Optional;

import org.secateur.rnn.GatedNetwork;
import org.secateur.rnn.RateNetwork;
import org.secateur.rnn.RecurrentNetwork;
import org.secateur.rnn.TransferFunction;

/** Makes a network of named arrays, and an array of its recurrent weights again. */
final class CellAssembly {
  private final TensorFile file;
  private final CellLayout layout;
  private final CellDeclaration declared;
  private final String name;
  private final int h;

  CellAssembly(TensorFile file, CellLayout layout, CellDeclaration declared, String name) {
    this.file = file;
    this.layout = layout;
    this.declared = declared;
    this.name = name;
    this.h = layout.units();
  }

  RecurrentNetwork network() throws InputException {
    refuseSigns();
    int inputs = layout.input().isEmpty() ? 0 : width(layout.input().get());
    int outputs = layout.readout().isEmpty()
        ? 0
        : tensor(layout.readout().get()).shape()[layout.transposed() ? 1 : 0];
    float[] recurrent = sorted(connected(layout.recurrent(), layout.gates() * h, h, "rec_connectivity"), h);
    float[] input = layout.input().isEmpty()
        ? new float[0]
        : sorted(connected(layout.input().get(), layout.gates() * h, inputs, "input_connectivity"), inputs);
    float[] readout = layout.readout().isEmpty()
        ? new float[0]
        : connected(layout.readout().get(), outputs, h, "output_connectivity");
    float[] readoutBias = layout.readoutBias().isEmpty()
        ? new float[outputs]
        : vector(layout.readoutBias().get(), outputs);
    return layout.gates() == 1
        ? rate(inputs, outputs, recurrent, input, readout, readoutBias)
        : gated(inputs, outputs, recurrent, input, readout, readoutBias);
  }

  private RateNetwork rate(int inputs, int outputs, float[] recurrent, float[] input, float[] readout,
      float[] readoutBias) throws InputException {
    float[] bias = new float[h];
    for (String b : layout.biases()) {
      add(vector(b, h), 0, bias);
    }
    return RateNetwork.builder(h, inputs, outputs).transfer(transfer()).step(step()).recurrent(recurrent)
        .input(input)
        .bias(bias).readout(readout).readoutBias(readoutBias)
        .initial(layout.initial().isEmpty() ? new float[h] : vector(layout.initial().get(), h)).build();
  }

  private GatedNetwork gated(int inputs, int outputs, float[] recurrent, float[] input, float[] readout,
      float[] readoutBias) throws InputException {
    int all = GatedNetwork.GATES * h;
    boolean two = layout.biases().size() == 2
        || (layout.biases().size() == 1 && tensor(layout.biases().getFirst()).count() == 2 * all);
    GatedNetwork.Reset reset = declared.reset()
        .orElse(two ? GatedNetwork.Reset.AFTER : GatedNetwork.Reset.BEFORE);
    if (two && reset == GatedNetwork.Reset.BEFORE) {
      throw InputException
          .of("E233", Words.quote(name) + " has two biases for each gate, as where the reset gate acts after"
              + " the product.")
          .at(name).withHint("--reset after");
    }
    float[] bias = new float[all];
    float[] candidate = new float[h];
    if (layout.biases().size() == 2) {
      add(sorted(vector(layout.biases().get(0), all), 1), 0, bias);
      second(sorted(vector(layout.biases().get(1), all), 1), bias, candidate);
    } else if (two) {
      float[] both = vector(layout.biases().getFirst(), 2 * all);
      add(sorted(java.util.Arrays.copyOf(both, all), 1), 0, bias);
      second(sorted(java.util.Arrays.copyOfRange(both, all, 2 * all), 1), bias, candidate);
    } else if (layout.biases().size() == 1) {
      add(sorted(vector(layout.biases().getFirst(), all), 1), 0, bias);
    }
    return GatedNetwork.builder(h, inputs, outputs).reset(reset)
        .candidate(declared.transfer().orElse(TransferFunction.TANH)).recurrent(recurrent).input(input)
        .bias(bias)
        .candidateBias(candidate).readout(readout).readoutBias(readoutBias).build();
  }

  /** The biases beside the recurrent weights: with the others for z and r, apart for the candidate. */
  private void second(float[] more, float[] bias, float[] candidate) {
    for (int k = 0; k < 2 * h; k++) {
      bias[k] += more[k];
    }
    add(more, 2 * h, candidate);
  }

  private static void add(float[] more, int from, float[] to) {
    for (int k = 0; k < to.length; k++) {
      to[k] += more[from + k];
    }
  }

  private TransferFunction transfer() throws InputException {
    Optional<TransferFunction> stored = Optional.empty();
    for (TransferFunction f : TransferFunction.values()) {
      if (f.name().toLowerCase(Locale.ROOT).equals(file.texts().get(NetworkFile.TRANSFER))) {
        stored = Optional.of(f);
      }
    }
    Optional<TransferFunction> known = declared.transfer().isPresent() ? declared.transfer() : stored;
    if (known.isEmpty() && layout.family() != CellLayout.Family.PLAIN) {
      return TransferFunction.TANH;
    }
    return known.orElseThrow(() -> InputException
        .of("E233", Words.quote(name) + " does not say which function makes rates of voltages.").at(name)
        .withHint("--transfer tanh, rectified or linear"));
  }

  private double step() throws InputException {
    String text = file.texts().get(NetworkFile.STEP);
    if (declared.step().isPresent()) {
      return declared.step().get();
    }
    if (text == null && layout.family() != CellLayout.Family.PLAIN) {
      return 1;
    }
    try {
      double step = text == null ? Double.NaN : Double.parseDouble(text);
      if (step > 0 && step <= 1) {
        return step;
      }
    } catch (NumberFormatException e) {
      throw Refusals.malformed(name, "its step is " + Words.quote(String.valueOf(text))).because(e);
    }
    throw InputException
        .of("E233",
            Words.quote(name)
                + " does not say how far a step goes: alpha of v <- (1 - alpha) v + alpha (...).")
        .at(name).withHint("--step 0.1 for dt = tau/10, --step 1 for a network without leak");
  }

  /** Signs that a framework multiplies weights with while it runs; the weights in the file then are not the network's. */
  private void refuseSigns() throws InputException {
    for (var e : file.tensors().entrySet()) {
      if (e.getKey().toLowerCase(Locale.ROOT).contains("dale")) {
        for (double x : e.getValue().toDoubles(e.getKey())) {
          if (x < 0) {
            throw InputException
                .of("E232", Words.quote(name) + " stores weights without their signs, and the signs in "
                    + Words.quote(e.getKey()) + ".")
                .at(name + "::" + e.getKey())
                .withHint("save the effective weights: W_rec = abs(W_rec) @ " + e.getKey());
          }
        }
      }
    }
  }

  private Tensor tensor(String array) throws InputException {
    return file.require(array, name);
  }

  private int width(String array) throws InputException {
    int[] shape = tensor(array).shape();
    if (shape.length != 2) {
      throw shape(array, "input weights are a matrix");
    }
    return shape[layout.transposed() ? 0 : 1];
  }

  private InputException shape(String array, String why) throws InputException {
    StringBuilder held = new StringBuilder();
    file.tensors().forEach(
        (n, t) -> held.append(held.isEmpty() ? "" : ", ").append(n).append(" (").append(t).append(')'));
    return InputException
        .of("E232", Words.quote(array) + " is " + tensor(array) + ", and with " + h + " units "
            + why + ". " + Words.quote(name) + " holds " + held + ".")
        .at(name + "::" + array);
  }

  /** A matrix as (rows · columns), row = receiving, whatever way it lies in the file. */
  private float[] matrix(String array, int rows, int columns) throws InputException {
    int[] shape = tensor(array).shape();
    boolean turned = layout.transposed();
    if (shape.length != 2 || shape[0] != (turned ? columns : rows) || shape[1] != (turned ? rows : columns)) {
      throw shape(array,
          turned ? columns + "x" + rows + " is asked for" : rows + "x" + columns + " is asked for");
    }
    float[] values = values(array);
    return turned ? turn(values, columns, rows) : values;
  }

  /** A matrix where the file's connectivity has synapses. */
  private float[] connected(String array, int rows, int columns, String connectivity) throws InputException {
    float[] weights = matrix(array, rows, columns);
    if (layout.family() == CellLayout.Family.PLAIN && file.find(connectivity).isPresent()) {
      float[] present = matrix(connectivity, rows, columns);
      for (int k = 0; k < weights.length; k++) {
        weights[k] *= present[k];
      }
    }
    return weights;
  }

  private float[] vector(String array, int length) throws InputException {
    if (tensor(array).count() != length) {
      throw shape(array, length + " numbers are asked for");
    }
    return values(array);
  }

  private float[] values(String array) throws InputException {
    Tensor t = tensor(array);
    double quantum = quantum(t, array);
    double[] values = t.toDoubles(name + "::" + array);
    float[] out = new float[values.length];
    for (int k = 0; k < out.length; k++) {
      out[k] = (float) (quantum * values[k]);
      if (!Float.isFinite(out[k])) {
        boolean nan = Double.isNaN(values[k]);
        int columns = t.shape().length == 2 ? t.shape()[1] : values.length;
        throw InputException
            .of(nan ? "E120" : "E121",
                Words.quote(array) + " holds " + (nan ? "NaN" : "a number beyond single precision")
                    + " in row " + k / columns + ", column " + k % columns
                    + " (from 0): training went wrong before this"
                    + " network was saved.")
            .at(name + "::" + array).withHint("save an earlier checkpoint");
      }
    }
    return out;
  }

  private double quantum(Tensor t, String array) throws InputException {
    if (!t.type().isWhole()) {
      return 1;
    }
    if (declared.quantum().isEmpty() && !array.contains("connectivity")) {
      throw InputException
          .of("E233", Words.quote(array) + " (" + t + ") holds whole numbers; what does 1 stand for?")
          .at(name + "::" + array).withHint("--quantum 0.00390625 for weights stored as multiples of 1/256");
    }
    return array.contains("connectivity") ? 1 : declared.quantum().orElse(1.0);
  }

  /** The transpose of (height · width). */
  private static float[] turn(float[] values, int height, int width) {
    float[] out = new float[values.length];
    for (int i = 0; i < height; i++) {
      for (int j = 0; j < width; j++) {
        out[j * height + i] = values[i * width + j];
      }
    }
    return out;
  }

  /** Gates in the order update, reset, candidate; each is H rows of a width. */
  private float[] sorted(float[] stacked, int width) {
    if (layout.gates() == 1) {
      return stacked;
    }
    float[] out = new float[stacked.length];
    for (int g = 0; g < GatedNetwork.GATES; g++) {
      System.arraycopy(stacked, layout.family().place(g) * h * width, out, g * h * width, h * width);
    }
    return out;
  }

  /**
   * The array of recurrent weights as the file has it, with other values. An unchanged weight keeps its bits, and an array
   * of whole or half-precision numbers its type if nothing but zeros is new; otherwise it becomes one of floats.
   *
   * @param before as {@link #network} made them
   */
  Tensor recurrent(float[] before, float[] after) throws InputException {
    Tensor original = tensor(layout.recurrent());
    boolean floats = original.type() == ElementType.FLOAT32 || original.type() == ElementType.FLOAT64;
    boolean[] gone = new boolean[after.length];
    boolean onlyGone = true;
    double[] values = original.toDoubles(layout.recurrent());
    for (int k = 0; k < after.length; k++) {
      int at = place(k);
      boolean same = before[k] == after[k];
      gone[at] = !same && after[k] == 0;
      onlyGone &= same || after[k] == 0;
      values[at] = floats && same ? values[at] : after[k];
    }
    if (original.type() == ElementType.FLOAT64) {
      return Tensor.of(values, original.shape());
    }
    if (!floats && onlyGone) {
      return original.without(gone);
    }
    float[] single = new float[values.length];
    for (int k = 0; k < single.length; k++) {
      single[k] = (float) values[k];
    }
    return Tensor.of(single, original.shape());
  }

  /** Where the file has recurrent weight k = (gate · H + row) · H + column of the network. */
  private int place(int k) {
    int gate = k / (h * h);
    int row = (layout.gates() == 1 ? 0 : layout.family().place(gate)) * h + k / h % h;
    int column = k % h;
    return layout.transposed() ? column * layout.gates() * h + row : row * h + column;
  }
}
