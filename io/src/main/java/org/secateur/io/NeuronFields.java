package org.secateur.io;

import java.util.List;

import org.secateur.network.Network;

/** The names of a network's neurons as fields of a table; numbers in a row are counted and not looked up. Immutable. */
final class NeuronFields {
  private final List<String> labels; // empty if neuron i is called first + i
  private final int first;

  private NeuronFields(List<String> labels, int first) {
    this.labels = labels;
    this.first = first;
  }

  static NeuronFields of(Network network) {
    List<String> labels = network.labels();
    for (int first = 0; first <= 1; first++) {
      if (counts(labels, first)) {
        return new NeuronFields(List.of(), first);
      }
    }
    return new NeuronFields(labels.stream().map(CsvField::quote).toList(), 0);
  }

  private static boolean counts(List<String> labels, int first) {
    int i = 0;
    while (i < labels.size() && labels.get(i).equals(Integer.toString(first + i))) {
      i++;
    }
    return i == labels.size();
  }

  /** Appends the name of neuron i. */
  void append(StringBuilder text, int i) {
    if (labels.isEmpty()) {
      text.append(first + i);
    } else {
      text.append(labels.get(i));
    }
  }
}
