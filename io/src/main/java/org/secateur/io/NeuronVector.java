package org.secateur.io;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One number for each neuron, such as a leak, from a file: as many numbers as neurons in their order, in a row or in a
 * column, or lines of a name (or index) and a number, in any order.
 */
public final class NeuronVector {
  private NeuronVector() {
  }

  /**
   * Reads one number for each neuron.
   *
   * @param spec file and member, as for {@link MatrixReader}
   * @param neurons how many there are
   * @param labels their names, or empty
   * @param options format, header, decimal, delimiter, NaN and limits
   * @return a new array (neurons), all finite
   * @throws InputException E112 if there are more or fewer, E113 if a name is unknown, missing or given twice
   */
  public static double[] read(String spec, int neurons, List<String> labels, ReadOptions options)
      throws InputException {
    TableReader.Table table = ArrayReader.read(spec, options);
    NumberArray array = flat(table.numbers());
    DenseMatrix.check(array, "value", "Every neuron needs one.", options.withScale(ReadOptions.Scale.AUTO));
    double[] values = DenseMatrix.rowMajor(array);
    boolean twoNumbers = array.columns() == 2 && array.rows() == neurons && neurons != 1;
    if ((table.rowNames().isEmpty() && !twoNumbers) || array.rows() == 1) {
      if (values.length != neurons) {
        throw count(array.name(), values.length, neurons);
      }
      return values;
    }
    List<String> names = table.rowNames();
    double[] numbers = values;
    if (names.isEmpty()) {
      names = IntStream.range(0, array.rows()).mapToObj(i -> Words.number(array.get(i, 0))).toList();
      numbers = IntStream.range(0, array.rows()).mapToDouble(i -> array.get(i, 1)).toArray();
    } else if (array.columns() != 1) {
      throw count(array.name(), values.length, neurons);
    }
    return byName(array.name(), names, numbers, labels.isEmpty() ? indices(names, neurons) : labels);
  }

  private static NumberArray flat(NumberArray a) throws InputException {
    if (a.dimensions() == 2) {
      return a;
    }
    if (a.dimensions() == 1) {
      return new NumberArray(a.name(), List.of(a.rows(), 1), false, a.type(), a.values(), a.notation());
    }
    throw InputException
        .of("E111",
            a.name() + " has shape " + Words.shape(a.dimensionsAsLong())
                + "; one number for each neuron is needed.")
        .at(a.name());
  }

  /** The names of unnamed neurons: their indices, counted from 1 if the file does. */
  private static List<String> indices(List<String> names, int neurons) {
    int base = names.contains("0") ? 0 : 1;
    return IntStream.range(base, neurons + base).mapToObj(Integer::toString).toList();
  }

  private static double[] byName(String file, List<String> names, double[] numbers, List<String> labels)
      throws InputException {
    Map<String, Integer> position = new HashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      position.put(labels.get(i), i);
    }
    double[] out = new double[labels.size()];
    boolean[] seen = new boolean[labels.size()];
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      Integer at = position.get(name);
      if (at == null) {
        InputException e = InputException
            .of("E113", file + " has a value for " + Words.quote(name) + ", which is no neuron.").at(file);
        throw NearMatch.among(name, labels)
            .map(near -> e.withHint("did you mean " + Words.quote(near) + "?"))
            .orElse(e);
      }
      if (seen[at]) {
        throw InputException.of("E113", file + " has two values for " + Words.quote(name) + ".").at(file);
      }
      seen[at] = true;
      out[at] = numbers[i];
    }
    long missing = IntStream.range(0, seen.length).filter(i -> !seen[i]).count();
    if (missing > 0) {
      int first = IntStream.range(0, seen.length).filter(i -> !seen[i]).findFirst().orElse(0);
      throw InputException
          .of("E113", file + " has no value for " + Words.count(missing) + " of " + Words.count(seen.length)
              + " neurons (first: " + Words.quote(labels.get(first)) + ").")
          .at(file);
    }
    return out;
  }

  private static InputException count(String file, int has, int neurons) {
    return InputException
        .of("E112",
            file + " has " + Words.count(has) + (has == 1 ? " value" : " values") + "; the network has "
                + Words.count(neurons) + " neurons.")
        .at(file);
  }
}
