package org.secateur.io;

import java.util.List;
import java.util.function.UnaryOperator;

import org.secateur.network.Network;

/** The names of nodes as fields of a table; numbers in a row are counted and not looked up. Immutable. */
final class NodeFields {
  private final List<String> labels; // empty if node i is called first + i
  private final int first;

  private NodeFields(List<String> labels, int first) {
    this.labels = labels;
    this.first = first;
  }

  /** The neurons of a network, in tables with commas. */
  static NodeFields of(Network network) {
    return of(network.labels(), 0, CsvField::quote);
  }

  /**
   * Nodes by name.
   *
   * @param labels one a node, or empty if node i is called {@code first + i}
   * @param quote makes a field of a name; leaves numbers as they are
   */
  static NodeFields of(List<String> labels, int first, UnaryOperator<String> quote) {
    if (labels.isEmpty()) {
      return new NodeFields(labels, first);
    }
    for (int base = 0; base <= 1; base++) {
      if (counts(labels, base)) {
        return new NodeFields(List.of(), base);
      }
    }
    return new NodeFields(labels.stream().map(quote).toList(), 0);
  }

  private static boolean counts(List<String> labels, int base) {
    int i = 0;
    while (i < labels.size() && labels.get(i).equals(Integer.toString(base + i))) {
      i++;
    }
    return i == labels.size();
  }

  /** Appends the name of node i. */
  void append(StringBuilder text, int i) {
    if (labels.isEmpty()) {
      text.append(first + i);
    } else {
      text.append(labels.get(i));
    }
  }
}
