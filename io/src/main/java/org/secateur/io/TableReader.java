package org.secateur.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads a text table of numbers: one line per row, names in the first line or column or not. */
final class TableReader {
  /** The numbers, and the names of rows and columns, empty if there are none. */
  record Table(NumberArray numbers, List<String> rowNames, List<String> columnNames) {
  }

  private final Source source;
  private final TextSample sample;
  private final TextLayout layout;
  private final ReadOptions options;
  private final List<String> rowNames = new ArrayList<>();
  private double[] values = new double[1024];
  private int count;
  private boolean whole = true;

  TableReader(Source source, TextSample sample, TextLayout layout, ReadOptions options) {
    this.source = source;
    this.sample = sample;
    this.layout = layout;
    this.options = options;
  }

  Table read(boolean gzip) throws InputException {
    int rows = 0;
    int columns = -1;
    boolean labelled = layout.form().rowLabels();
    FieldCutter cutter = new FieldCutter(sample.delimiter());
    NumberParser parser = new NumberParser(layout.form().decimal());
    try (LineScanner line = source.lines(gzip, options)) {
      boolean headerPending = layout.header().isPresent();
      while (line.advance()) {
        if (line.number() <= sample.skipped() || line.isBlank()) {
          continue;
        }
        if (headerPending) {
          headerPending = false;
          continue;
        }
        cutter.cut(line, source.name());
        if (sample.dropLast()) {
          cutter.dropEmptyLast();
        }
        if (columns < 0) {
          columns = cutter.count() - (labelled ? 1 : 0);
        } else if (cutter.count() - (labelled ? 1 : 0) != columns) {
          throw ragged(line, cutter.count(), columns + (labelled ? 1 : 0));
        }
        addRow(line, cutter, parser, labelled, columns);
        rows++;
      }
    }
    if (columns <= 0) {
      throw Refusals.truncated(source.name(), "it has no lines with numbers");
    }
    ElementType type = whole ? ElementType.INTEGER : ElementType.REAL;
    NumberArray numbers = new NumberArray(source.name(), List.of(rows, columns), false, type,
        Arrays.copyOf(values, count), NumberArray.Notation.TEXT);
    return new Table(numbers, List.copyOf(rowNames), columnNames(columns));
  }

  private void addRow(LineScanner line, FieldCutter cutter, NumberParser parser, boolean labelled,
      int columns)
      throws InputException {
    byte[] b = line.buffer();
    int first = 0;
    if (labelled) {
      rowNames.add(cutter.text(b, 0, source.name(), line.number()));
      first = 1;
    }
    if (count + columns > values.length) {
      int size = Memory.requireDoubles(Math.max(count + (long) columns, values.length * 3L / 2),
          source.name());
      values = Arrays.copyOf(values, size);
    }
    for (int f = first; f < cutter.count(); f++) {
      if (!parser.parse(b, cutter.from(b, f), cutter.to(b, f))) {
        throw notANumber(cutter, line, f);
      }
      whole &= parser.isWhole();
      values[count++] = parser.value();
    }
  }

  private List<String> columnNames(int columns) throws InputException {
    if (layout.header().isEmpty()) {
      return List.of();
    }
    List<String> header = layout.header().get();
    int extra = header.size() - columns;
    if (extra != 0 && extra != 1) {
      throw ragged(sample.skipped() + 1, header.size(), columns + (layout.form().rowLabels() ? 1 : 0));
    }
    return List.copyOf(header.subList(extra, header.size()));
  }

  /** E126, with the decimal comma if that is what it is. */
  private InputException notANumber(FieldCutter cutter, LineScanner line, int field) throws InputException {
    String text = cutter.text(line.buffer(), field, source.name(), line.number());
    return notANumber(source.name(), line.number(), field, text, sample, layout, options);
  }

  static InputException notANumber(String file, int line, int field, String text, TextSample sample,
      TextLayout layout, ReadOptions options) {
    String place = "line " + Words.count(line) + ", column " + Words.count(field + 1L) + " of " + file;
    String message = place + ": " + Words.quote(text) + " is not a number";
    boolean point = options.decimal() == ReadOptions.Decimal.POINT;
    if (point && text.matches("[-+]?[0-9]*,[0-9]+([eE][-+]?[0-9]+)?")) {
      return InputException.of("E126", message + "; the file seems to use a decimal comma.")
          .at(place)
          .withHint("--decimal comma --delimiter " + sample.delimiterWord());
    }
    if (point && sample.delimiter() == ',' && text.matches("[0-9]+[ \t]+[-+]?[0-9]+")) {
      return InputException
          .of("E126", message + "; the file seems to use a decimal comma and blanks between columns.")
          .at(place)
          .withHint("--decimal comma --delimiter space");
    }
    InputException e = InputException.of("E126", message + ".").at(place);
    if (line == sample.skipped() + 1 && layout.header().isEmpty()) {
      return e.withHint("if the first line holds names: --header");
    }
    return layout.edges() || options.format().isPresent()
        ? e
        : e.withHint("if each line is an edge: --format edges");
  }

  private InputException ragged(LineScanner line, int has, int wanted) {
    return ragged(line.number(), has, wanted);
  }

  private InputException ragged(int line, int has, int wanted) {
    return raggedLine(source.name(), line, has, wanted);
  }

  static InputException raggedLine(String file, int line, int has, int wanted) {
    String place = "line " + Words.count(line) + " of " + file;
    return InputException
        .of("E127", place + " has " + Words.count(has) + (has == 1 ? " field" : " fields") + " where "
            + Words.count(wanted) + " are expected.")
        .at(place)
        .withHint("if the columns were cut at the wrong places: --delimiter comma | semicolon | tab | space");
  }

  /** The table as a matrix of a network. */
  static RawMatrix matrix(Table table, TextLayout layout, RawMatrix.Origin origin, ReadOptions options)
      throws InputException {
    NumberArray a = table.numbers();
    if (options.shape() == ReadOptions.Shape.SQUARE && a.rows() != a.columns()) {
      throw notSquare(a, layout);
    }
    return DenseMatrix.of(a, labels(table, a.name()), layout.form(), origin, options);
  }

  private static InputException notSquare(NumberArray a, TextLayout layout) {
    InputException e = DenseMatrix.notSquare(a);
    if (layout.header().isEmpty() && a.rows() == a.columns() + 1 && firstRowCounts(a)) {
      String start = IntStream.range(0, Math.min(2, a.columns()))
          .mapToObj(j -> "\"" + Words.number(a.get(0, j)) + "\"")
          .collect(Collectors.joining(", "));
      return InputException
          .of("E110", e.message() + " The first row looks like node names (" + start + ", …).")
          .at(a.name())
          .withHint("--header");
    }
    return a.columns() == 2 || a.columns() == 3 ? e.withHint("if each line is an edge: --format edges") : e;
  }

  /** True if the first row holds whole numbers that are all different, and counts up. */
  private static boolean firstRowCounts(NumberArray a) {
    for (int j = 0; j < a.columns(); j++) {
      double x = a.get(0, j);
      if (x != Math.rint(x) || x < 0 || (j > 0 && x <= a.get(0, j - 1))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> labels(Table table, String file) throws InputException {
    List<String> rows = table.rowNames();
    List<String> columns = table.columnNames();
    if (rows.isEmpty()) {
      return table.numbers().rows() == columns.size() ? columns : List.of();
    }
    if (!columns.isEmpty() && columns.size() == rows.size() && !columns.equals(rows)) {
      Optional<Integer> at = IntStream.range(0, rows.size()).filter(i -> !rows.get(i).equals(columns.get(i)))
          .boxed().findFirst();
      boolean reordered = new HashSet<>(rows).equals(new HashSet<>(columns));
      throw InputException
          .of("E114",
              "rows and columns of " + file
                  + (reordered ? " have the same names in another order" : " have different names")
                  + " (position " + (at.orElse(0) + 1) + ": row " + Words.quote(rows.get(at.orElse(0)))
                  + ", column "
                  + Words.quote(columns.get(at.orElse(0))) + ").")
          .at(file)
          .withHint("put both into the same order before exporting");
    }
    return rows;
  }
}
