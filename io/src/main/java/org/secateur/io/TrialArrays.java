package org.secateur.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.secateur.rnn.Targets;
import org.secateur.rnn.Trials;

/**
 * Trials from arrays: inputs (trials x steps x channels), or (steps x channels) for one trial, and targets (trials x steps)
 * of classes or (trials x steps x outputs) of values. A class below 0 is ignored; so is a value that is NaN.
 */
public final class TrialArrays {
  private static final List<String> INPUTS = List.of("trials_x", "trials_u", "trials_input", "trials_inputs");
  private static final List<String> TARGETS = List.of("trials_target", "trials_targets", "trials_y",
      "trials_labels");
  private static final String TABLE = "trials.csv";

  private TrialArrays() {
  }

  /** The inputs that lie in a folder beside the weights, if any do: trials_x.npy or trials_u.npy. */
  public static Optional<Path> inputsIn(Path folder) {
    return firstOf(folder, INPUTS);
  }

  /** The targets that lie in a folder beside the weights, if any do: trials_target.npy, or a table trials.csv. */
  public static Optional<Path> targetsIn(Path folder) {
    Path table = folder.resolve(TABLE);
    return firstOf(folder, TARGETS).or(() -> Files.exists(table) ? Optional.of(table) : Optional.empty());
  }

  private static Optional<Path> firstOf(Path folder, List<String> names) {
    return names.stream().map(n -> folder.resolve(n + ".npy")).filter(Files::exists).findFirst();
  }

  /**
   * Reads trials.
   *
   * @param inputs a NumPy file
   * @param targets a NumPy file, or a CSV table with columns {@code direction} and {@code decision_start_step}: from that
   *     step on, the output of this number should be the largest
   * @param outputs how many outputs the network has
   * @throws InputException E232 for shapes that do not fit, E120 for inputs that are not numbers
   */
  public static Trials read(Path inputs, Optional<Path> targets, int outputs) throws InputException {
    Tensor x = CheckpointReader.npy(inputs, ReadOptions.DEFAULT);
    int[] shape = x.shape();
    String name = Refusals.nameOf(inputs);
    if (shape.length != 3 && shape.length != 2) {
      throw wrong(name, x, "inputs are trials x steps x channels");
    }
    int count = shape.length == 3 ? shape[0] : 1;
    int steps = shape[shape.length - 2];
    int channels = shape[shape.length - 1];
    if (count == 0 || steps == 0) {
      throw wrong(name, x, "there has to be a trial and a step");
    }
    float[] values = stepMajor(x.toDoubles(name), count, steps, channels);
    for (int q = 0; q < values.length; q++) {
      if (!Float.isFinite(values[q])) {
        int moment = q / channels;
        throw InputException.of("E120", "the input of channel %d in trial %d at step %d of %s is %s."
            .formatted(q % channels, moment % count, moment / count, Words.quote(name), values[q])).at(name);
      }
    }
    Targets asked = targets.isEmpty() ? new Targets.None() : targets(targets.get(), count, steps, outputs);
    return new Trials(count, steps, channels, values, asked);
  }

  private static Targets targets(Path file, int count, int steps, int outputs) throws InputException {
    String name = Refusals.nameOf(file);
    if (!CheckpointReader.isNpy(file)) {
      return decisions(file, count, steps, outputs);
    }
    Tensor t = CheckpointReader.npy(file, ReadOptions.DEFAULT);
    double[] values = t.toDoubles(name);
    if (Arrays.equals(t.shape(), new int[]{count, steps})) {
      int[] labels = new int[count * steps];
      float[] turned = stepMajor(values, count, steps, 1);
      for (int k = 0; k < labels.length; k++) {
        int label = (int) turned[k];
        if (label != turned[k] || label >= outputs) {
          throw wrong(name, t,
              "classes are numbers of one of " + outputs + " outputs, from 0, or below 0; one is "
                  + turned[k]);
        }
        labels[k] = Math.max(Targets.Labels.IGNORED, label);
      }
      return new Targets.Labels(labels);
    }
    if (!Arrays.equals(t.shape(), new int[]{count, steps, outputs})) {
      throw wrong(name, t, "targets are " + Words.shape(count, steps) + " classes or "
          + Words.shape(count, steps, outputs) + " values");
    }
    float[] wanted = stepMajor(values, count, steps, outputs);
    float[] weights = new float[count * steps];
    for (int k = 0; k < weights.length; k++) {
      boolean known = true;
      for (int o = 0; o < outputs; o++) {
        known &= Float.isFinite(wanted[k * outputs + o]);
      }
      weights[k] = known ? 1 : 0;
      for (int o = 0; o < outputs && !known; o++) {
        wanted[k * outputs + o] = 0;
      }
    }
    return new Targets.Values(wanted, weights);
  }

  private static Targets decisions(Path file, int count, int steps, int outputs) throws InputException {
    String name = Refusals.nameOf(file);
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw Refusals.unreadable(file, e);
    }
    List<String> head = lines.isEmpty() ? List.of() : List.of(lines.getFirst().split(",", -1));
    int direction = head.indexOf("direction");
    int start = head.indexOf("decision_start_step");
    if (direction < 0 || start < 0 || lines.size() != count + 1) {
      throw InputException.of("E232", Words.quote(name) + " has columns " + String.join(", ", head) + " and "
          + Words.count(Math.max(0, lines.size() - 1)) + " lines; " + Words.count(count)
          + " trials need a line each, with direction and decision_start_step.").at(name);
    }
    int[] labels = new int[steps * count];
    Arrays.fill(labels, Targets.Labels.IGNORED);
    for (int k = 0; k < count; k++) {
      String[] cells = lines.get(k + 1).split(",", -1);
      int right = whole(cells, direction, outputs, name, k);
      int from = whole(cells, start, steps, name, k);
      for (int t = from; t < steps; t++) {
        labels[t * count + k] = right;
      }
    }
    return new Targets.Labels(labels);
  }

  private static int whole(String[] cells, int column, int bound, String name, int trial)
      throws InputException {
    try {
      int value = Integer.parseInt(cells[column].strip());
      if (value >= 0 && value < bound) {
        return value;
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw Refusals.malformedLine(name, trial + 2, "column " + (column + 1) + " is no whole number")
          .because(e);
    }
    throw Refusals.malformedLine(name, trial + 2,
        "column " + (column + 1) + " must lie in [0, " + bound + ")");
  }

  private static InputException wrong(String name, Tensor t, String why) {
    return InputException.of("E232", Words.quote(name) + " is " + t + "; " + why + ".").at(name);
  }

  /** From trial after trial to step after step. */
  private static float[] stepMajor(double[] trialMajor, int count, int steps, int width) {
    float[] out = new float[trialMajor.length];
    for (int k = 0; k < count; k++) {
      for (int t = 0; t < steps; t++) {
        for (int c = 0; c < width; c++) {
          out[(t * count + k) * width + c] = (float) trialMajor[(k * steps + t) * width + c];
        }
      }
    }
    return out;
  }
}
