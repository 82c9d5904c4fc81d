package org.secateur.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the Matrix Market exchange format (Boisvert, Pozo and Remington, NIST 5935, 1996). */
final class MtxReader {
  /** "1 1" and an end of line. */
  private static final int SHORTEST_ENTRY = 4;
  private static final int SHORTEST_NUMBER = 2;
  private static final int MOST_DIGITS = 18;
  private static final int MOST_COMMENTS = 1000;

  private final Source source;
  private final ReadOptions options;
  private final String name;
  private final FieldCutter cutter = new FieldCutter(' ');
  private final NumberParser parser = new NumberParser('.');

  MtxReader(Source source, ReadOptions options) {
    this.source = source;
    this.options = options;
    this.name = source.name();
  }

  /** The banner. */
  private record Banner(boolean coordinate, ElementType type, Symmetry symmetry) {
  }

  /** Everything before the first entry. */
  private record Head(Banner banner, List<String> comments, int rows, int columns, long declared) {
  }

  RawMatrix read(boolean gzip) throws InputException {
    try (LineScanner line = source.lines(gzip, options)) {
      Head head = head(line, gzip);
      MatrixBuilder entries = head.banner.coordinate
          ? coordinates(line, head, gzip)
          : array(line, head);
      requireEnd(line);
      return result(entries, head);
    }
  }

  SizeForecast forecast(boolean gzip) throws InputException {
    try (LineScanner line = source.lines(gzip, options)) {
      Head head = head(line, gzip);
      Storage storage = head.banner.coordinate ? Storage.COORDINATE : Storage.DENSE;
      return new SizeForecast(FileFormat.MATRIX_MARKET, storage, head.banner.symmetry, head.rows,
          head.columns, head.declared, true, source.bytes());
    }
  }

  private Head head(LineScanner line, boolean gzip) throws InputException {
    if (!line.advance()) {
      throw Refusals.truncated(name, "it is empty");
    }
    Banner banner = banner(line.text());
    List<String> comments = new ArrayList<>();
    boolean more = line.advance();
    while (more && (line.isBlank() || line.buffer()[line.start()] == '%')) {
      if (!line.isBlank() && comments.size() < MOST_COMMENTS) {
        comments.add(line.text());
      }
      more = line.advance();
    }
    if (!more) {
      throw Refusals.truncated(name, "the line with the sizes is missing");
    }
    cutter.cut(line, name);
    if (cutter.count() != (banner.coordinate ? 3 : 2)) {
      throw Refusals.malformedLine(name, line.number(), banner.coordinate
          ? "rows, columns and entries are expected"
          : "rows and columns are expected");
    }
    int rows = dimension(line, 0);
    int columns = dimension(line, 1);
    requireShape(banner, rows, columns);
    long declared = banner.coordinate ? size(line, 2) : switch (banner.symmetry) {
      case NONE -> (long) rows * columns;
      case SYMMETRIC -> rows * (rows + 1L) / 2;
      case SKEW -> rows * (rows - 1L) / 2;
    };
    requirePlausible(declared, banner.coordinate ? SHORTEST_ENTRY : SHORTEST_NUMBER, gzip);
    return new Head(banner, comments, rows, columns, declared);
  }

  private RawMatrix result(MatrixBuilder entries, Head head) throws InputException {
    Banner banner = head.banner;
    var origin = new RawMatrix.Origin(name, FileFormat.MATRIX_MARKET, Optional.empty(),
        Optional.of(source.stamp()));
    Facts facts = new Facts(head.rows, head.columns, List.of(), banner.symmetry,
        banner.coordinate ? Storage.COORDINATE : Storage.DENSE, banner.type, Direction.UNSTATED, origin,
        TextForm.DEFAULT.withComments(List.copyOf(head.comments)), OptionalInt.of(1));
    return entries.result(facts, options);
  }

  private Banner banner(String line) throws InputException {
    List<String> words = List.of(line.strip().toLowerCase(Locale.ROOT).split("\\s+", 6));
    if (words.size() != 5 || !words.get(0).equals("%%matrixmarket") || !words.get(1).equals("matrix")) {
      throw Refusals.malformedLine(name, 1,
          "the banner has to be %%MatrixMarket matrix, layout, field, symmetry");
    }
    boolean coordinate = switch (words.get(2)) {
      case "coordinate" -> true;
      case "array" -> false;
      default ->
        throw Refusals.malformedLine(name, 1, "layout " + Words.quote(words.get(2)) + " is not known");
    };
    if (words.get(3).equals("complex") || words.get(4).equals("hermitian")) {
      throw InputException
          .of("E124", Words.quote(name) + " is " + words.get(3) + " " + words.get(4)
              + ". Only real weights are supported.")
          .at("line 1 of " + name)
          .withHint("for analytic signals use abs or real part first");
    }
    ElementType type = switch (words.get(3)) {
      case "real", "double" -> ElementType.REAL;
      case "integer", "unsigned-integer" -> ElementType.INTEGER;
      case "pattern" -> ElementType.PATTERN;
      default ->
        throw Refusals.malformedLine(name, 1, "field " + Words.quote(words.get(3)) + " is not known");
    };
    Symmetry symmetry = switch (words.get(4)) {
      case "general" -> Symmetry.NONE;
      case "symmetric" -> Symmetry.SYMMETRIC;
      case "skew-symmetric" -> Symmetry.SKEW;
      default ->
        throw Refusals.malformedLine(name, 1, "symmetry " + Words.quote(words.get(4)) + " is not known");
    };
    if (type == ElementType.PATTERN && (!coordinate || symmetry == Symmetry.SKEW)) {
      throw Refusals.malformedLine(name, 1,
          "a pattern has neither the layout array nor the symmetry skew-symmetric");
    }
    return new Banner(coordinate, type, symmetry);
  }

  private void requireShape(Banner banner, int rows, int columns) throws InputException {
    if (rows != columns
        && (options.shape() == ReadOptions.Shape.SQUARE || banner.symmetry != Symmetry.NONE)) {
      throw InputException
          .of("E110", Words.quote(name) + " has " + Words.count(rows) + " rows and " + Words.count(columns)
              + " columns; "
              + (banner.symmetry == Symmetry.NONE
                  ? "a recurrent network needs a square matrix."
                  : "a symmetric matrix is square."))
          .at(name);
    }
  }

  private MatrixBuilder coordinates(LineScanner line, Head head, boolean gzip) throws InputException {
    Banner banner = head.banner;
    int rows = head.rows;
    int columns = head.columns;
    long declared = head.declared;
    int fields = banner.type == ElementType.PATTERN ? 2 : 3;
    MatrixBuilder entries = new MatrixBuilder(room(declared, gzip), true);
    for (long k = 0; k < declared; k++) {
      if (!nextEntry(line)) {
        throw Refusals.truncated(name, Words.count(k) + " of " + Words.count(declared) + " entries");
      }
      if (cutter.count() != fields) {
        throw TableReader.raggedLine(name, line.number(), cutter.count(), fields);
      }
      long i = number(line, 0);
      long j = number(line, 1);
      if (i < 1 || i > rows || j < 1 || j > columns) {
        String place = "line " + Words.count(line.number()) + " of " + name;
        throw InputException
            .of("E131",
                place + ": entry (" + i + ", " + j + ") is outside a matrix of " + rows + "x" + columns
                    + ", whose indices count from 1.")
            .at(place);
      }
      if (i == j && banner.symmetry == Symmetry.SKEW) {
        throw Refusals.malformedLine(name, line.number(), "a skew-symmetric matrix has no diagonal");
      }
      entries.add((int) i - 1, (int) j - 1, fields == 2 ? 1 : value(line, 2), line.number());
    }
    return entries;
  }

  /** For how many entries: as many as declared, if the file was long enough to hold them, when it was opened. */
  private int room(long declared, boolean gzip) throws InputException {
    if (gzip) {
      return (int) Math.min(declared, 1 << 16);
    }
    Memory.require(MatrixBuilder.ENTRY_BYTES * (double) declared, name);
    return (int) declared;
  }

  private MatrixBuilder array(LineScanner line, Head head) throws InputException {
    Banner banner = head.banner;
    int rows = head.rows;
    int columns = head.columns;
    long declared = head.declared;
    MatrixBuilder entries = new MatrixBuilder((int) Math.min(declared, 1 << 16), true);
    long k = 0;
    for (int j = 0; j < columns; j++) {
      int first = switch (banner.symmetry) {
        case NONE -> 0;
        case SYMMETRIC -> j;
        case SKEW -> j + 1;
      };
      for (int i = first; i < rows; i++, k++) {
        if (!nextEntry(line)) {
          throw Refusals.truncated(name, Words.count(k) + " of " + Words.count(declared) + " entries");
        }
        if (cutter.count() != 1) {
          throw TableReader.raggedLine(name, line.number(), cutter.count(), 1);
        }
        double w = value(line, 0);
        if (w != 0) {
          entries.add(i, j, w, line.number());
        }
      }
    }
    return entries;
  }

  private void requirePlausible(long declared, int shortest, boolean gzip) throws InputException {
    double bytes = (double) declared * shortest;
    if (bytes > options.inflationLimit(source.bytes()) || declared > Integer.MAX_VALUE - 8) {
      throw Refusals.tooLarge(name,
          "(" + Words.count(source.bytes()) + " bytes) declares " + Words.count(declared)
              + " entries");
    }
    if (!gzip && bytes > source.bytes() + SHORTEST_ENTRY) {
      throw Refusals.truncated(name, Words.count(source.bytes()) + " bytes cannot hold the "
          + Words.count(declared) + " entries declared");
    }
  }

  private boolean nextEntry(LineScanner line) throws InputException {
    while (line.advance()) {
      if (!line.isBlank() && line.buffer()[line.start()] != '%') {
        cutter.cut(line, name);
        return true;
      }
    }
    return false;
  }

  private void requireEnd(LineScanner line) throws InputException {
    if (nextEntry(line)) {
      throw Refusals.malformedLine(name, line.number(), "there are more entries than were declared");
    }
  }

  private int dimension(LineScanner line, int field) throws InputException {
    long length = size(line, field);
    if (length > Integer.MAX_VALUE - 8) {
      throw Refusals.tooLarge(name, "declares a matrix of " + Words.count(length) + " rows or columns");
    }
    return (int) length;
  }

  /** A number of the head; what has more digits than 64 bits is not even a size. */
  private long size(LineScanner line, int field) throws InputException {
    String text = cutter.text(line.buffer(), field, name, line.number());
    if (text.length() > MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw Refusals.tooLarge(name, "declares " + Words.quote(text) + " rows, columns or entries");
    }
    return number(line, field);
  }

  private long number(LineScanner line, int field) throws InputException {
    byte[] b = line.buffer();
    int from = cutter.from(b, field);
    int to = cutter.to(b, field);
    long x = 0;
    boolean digits = to > from && to - from <= MOST_DIGITS;
    for (int i = from; digits && i < to; i++) {
      int d = b[i] - '0';
      digits = d >= 0 && d <= 9;
      x = 10 * x + d;
    }
    if (!digits) {
      throw Refusals.malformedLine(name, line.number(),
          Words.quote(cutter.text(b, field, name, line.number()))
              + " is not a whole number");
    }
    return x;
  }

  private double value(LineScanner line, int field) throws InputException {
    byte[] b = line.buffer();
    if (!parser.parse(b, cutter.from(b, field), cutter.to(b, field))) {
      String place = "line " + Words.count(line.number()) + ", column " + Words.count(field + 1L) + " of "
          + name;
      throw InputException
          .of("E126",
              place + ": " + Words.quote(cutter.text(b, field, name, line.number())) + " is not a number.")
          .at(place);
    }
    return parser.value();
  }
}
