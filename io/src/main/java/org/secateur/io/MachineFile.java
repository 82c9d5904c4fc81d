package org.secateur.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Mask;

/**
 * A machine as named arrays: {@code weights.0} (float32, lower x upper units) and {@code mask.0} (bool, the same shape)
 * between layers 0 and 1 and so on upward, {@code biases.0} (float32) of the visible layer and so on. Without a mask all
 * pairs are connected.
 */
public final class MachineFile {
  /** What {@code schema} says in the texts of a file of a machine. */
  public static final String SCHEMA = "secateur/machine/1";
  private static final int MOST_LAYERS = 64;

  private MachineFile() {
  }

  /**
   * Writes a machine, whole or not at all: a NumPy archive if the name ends in .npz, otherwise safetensors.
   *
   * @throws InputException as {@link TensorFile#write}
   */
  public static FileStamp write(Machine machine, Path target, Existing existing) throws InputException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    put(machine, "", tensors);
    return TensorFile.of(tensors, Map.of("schema", SCHEMA)).write(target, existing);
  }

  /**
   * Reads a machine.
   *
   * @param path a file, or the folder of a run, whose machine then is checked against its hash
   * @throws InputException E107 if an array is missing, E108 if arrays do not fit together, E120 and E121 for numbers that
   *     are not finite, E210 if a folder's machine is not the one it describes, and all of {@link TensorFile#read}
   */
  public static Machine read(Path path, ReadOptions options) throws InputException {
    if (Files.isDirectory(path)) {
      return RunFolder.open(path).machine(options);
    }
    return take(TensorFile.read(path, options), "", Refusals.nameOf(path));
  }

  /** Adds the arrays of a machine, with something before their names where a file holds several machines. */
  public static void put(Machine machine, String prefix, Map<String, Tensor> into) {
    for (int l = 0; l + 1 < machine.layers(); l++) {
      int lower = machine.units(l);
      int upper = machine.units(l + 1);
      into.put(prefix + "weights." + l, Tensor.of(machine.weights(l), lower, upper));
      into.put(prefix + "mask." + l, Tensor.of(machine.mask(l).toBits(), lower, upper));
    }
    for (int l = 0; l < machine.layers(); l++) {
      into.put(prefix + "biases." + l, Tensor.of(machine.biases(l), machine.units(l)));
    }
  }

  /**
   * The machine of a file's arrays. Double precision is rounded to single.
   *
   * @param prefix what stands before their names
   * @param file what messages call the file
   * @throws InputException as {@link #read}
   */
  public static Machine take(TensorFile from, String prefix, String file) throws InputException {
    int layers = 2;
    while (from.find(prefix + "biases." + layers).isPresent()) {
      layers++;
    }
    if (layers > MOST_LAYERS) {
      throw Refusals.malformed(file, "a machine of more than " + MOST_LAYERS + " layers");
    }
    float[][] biases = new float[layers][];
    for (int l = 0; l < layers; l++) {
      String name = prefix + "biases." + l;
      Tensor tensor = from.require(name, file);
      if (tensor.shape().length != 1 || tensor.count() == 0) {
        throw Refusals.malformed(file + "::" + name,
            "a layer needs one bias for each of its units, it is " + tensor);
      }
      biases[l] = floats(tensor, file + "::" + name);
    }
    float[][] weights = new float[layers - 1][];
    Mask[] masks = new Mask[layers - 1];
    for (int l = 0; l < masks.length; l++) {
      int lower = biases[l].length;
      int upper = biases[l + 1].length;
      String name = file + "::" + prefix + "weights." + l;
      Tensor tensor = from.require(prefix + "weights." + l, file);
      requireShape(tensor, lower, upper, name);
      weights[l] = floats(tensor, name);
      Optional<Tensor> mask = from.find(prefix + "mask." + l);
      masks[l] = mask.isEmpty()
          ? Mask.full(lower, upper)
          : mask(mask.get(), lower, upper, file + "::" + prefix + "mask." + l);
      requireInside(weights[l], masks[l], name);
    }
    return Machine.of(masks, weights, biases);
  }

  private static void requireShape(Tensor tensor, int lower, int upper, String name) throws InputException {
    int[] shape = tensor.shape();
    if (shape.length != 2 || shape[0] != lower || shape[1] != upper) {
      throw Refusals.malformed(name,
          "layers of " + lower + " and " + upper + " units ask for " + lower + "x" + upper + ", it is "
              + tensor);
    }
  }

  private static Mask mask(Tensor tensor, int lower, int upper, String name) throws InputException {
    requireShape(tensor, lower, upper, name);
    if (tensor.type() != ElementType.BOOL && tensor.type() != ElementType.UINT8) {
      throw Refusals.malformed(name, "a mask is of truth values, it is " + tensor);
    }
    return Mask.of(lower, upper, tensor.bits());
  }

  private static float[] floats(Tensor tensor, String name) throws InputException {
    if (tensor.type() != ElementType.FLOAT32 && tensor.type() != ElementType.FLOAT64) {
      throw Refusals.malformed(name, "weights and biases are float32, it is " + tensor);
    }
    float[] out = new float[tensor.count()];
    double[] values = tensor.toDoubles(name);
    for (int k = 0; k < out.length; k++) {
      out[k] = (float) values[k];
      if (!Float.isFinite(out[k])) {
        boolean nan = Double.isNaN(values[k]);
        throw InputException.of(nan ? "E120" : "E121",
            "number " + Words.count(k + 1L) + " of " + Words.quote(name) + " is " + (nan ? "NaN" : "infinite")
                + "; a machine with it has no energy.")
            .at(name);
      }
    }
    return out;
  }

  /** A weight without a synapse would be lost without a word. */
  private static void requireInside(float[] weights, Mask mask, String name) throws InputException {
    BitSet bits = mask.toBits();
    int outside = 0;
    for (int at = 0; at < weights.length; at++) {
      outside += weights[at] != 0 && !bits.get(at) ? 1 : 0;
    }
    if (outside > 0) {
      throw Refusals.malformed(name, Words.some(outside, "weight")
          + (outside == 1 ? " is" : " are") + " not zero where the mask has no synapse");
    }
  }
}
