package org.secateur.io;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How a text file was written, so that it can be written so again.
 *
 * @param delimiter between fields
 * @param decimal before the fraction
 * @param columns names of the columns of an edge list in the order of the file, or empty
 * @param source position of the row's end among the columns
 * @param target position of the column's end
 * @param weight position of the weight, or -1
 * @param rowLabels whether each line of a table begins with a name
 * @param headerLine whether the first line of a table holds names
 * @param comments lines before the first entry, as they stand
 */
record TextForm(char delimiter, char decimal, List<String> columns, int source, int target, int weight,
    boolean rowLabels, boolean headerLine, List<String> comments) {

  static final TextForm DEFAULT = new TextForm(',', '.', List.of(), 0, 1, 2, true, true, List.of());

  List<String> extraNames() {
    return IntStream.range(0, columns.size())
        .filter(c -> c != source && c != target && c != weight)
        .mapToObj(columns::get)
        .toList();
  }

  /** As many empty fields as there are extra columns. */
  String emptyExtra() {
    return String.valueOf(delimiter).repeat(Math.max(0, extraNames().size() - 1));
  }

  TextForm withComments(List<String> lines) {
    return new TextForm(delimiter, decimal, columns, source, target, weight, rowLabels, headerLine, lines);
  }
}
