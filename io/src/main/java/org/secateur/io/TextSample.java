package org.secateur.io;

import java.util.ArrayList;
import java.util.List;

/**
 * The first lines of a text file, cut into fields: what the layout is decided on.
 *
 * @param lines the fields of each line
 * @param comments lines before the first that begin with # or %
 * @param skipped lines before the first of {@code lines}
 * @param whole true if these are all lines of the file
 * @param delimiter between fields
 * @param dropLast true if every line ends with a delimiter and nothing after it
 */
record TextSample(List<List<String>> lines, List<String> comments, int skipped, boolean whole, char delimiter,
    boolean dropLast) {
  private static final int MOST_LINES = 64;
  private static final int MOST_BYTES = 4 << 20;
  private static final int MOST_COMMENTS = 1000;

  static TextSample of(Source source, boolean gzip, ReadOptions options) throws InputException {
    try (LineScanner scanner = source.lines(gzip, options)) {
      List<String> comments = new ArrayList<>();
      boolean more = scanner.advance();
      while (more && (scanner.isBlank() || isComment(scanner))) {
        if (isComment(scanner) && comments.size() < MOST_COMMENTS) {
          comments.add(scanner.text());
        }
        more = scanner.advance();
      }
      if (!more) {
        throw Refusals.truncated(source.name(), "it has no lines with numbers");
      }
      int skipped = scanner.number() - 1;
      char delimiter = delimiter(scanner, options);
      FieldCutter cutter = new FieldCutter(delimiter);
      List<List<String>> lines = new ArrayList<>();
      long bytes = 0;
      while (more && lines.size() < MOST_LINES && bytes < MOST_BYTES) {
        if (!scanner.isBlank()) {
          cutter.cut(scanner, source.name());
          lines.add(fields(cutter, scanner, source.name()));
          bytes += scanner.end() - scanner.start();
        }
        more = scanner.advance();
      }
      boolean dropLast = lines.stream().allMatch(l -> l.size() > 1 && l.getLast().isEmpty());
      if (dropLast) {
        lines.replaceAll(l -> l.subList(0, l.size() - 1));
      }
      return new TextSample(List.copyOf(lines), List.copyOf(comments), skipped, !more, delimiter, dropLast);
    }
  }

  private static boolean isComment(LineScanner line) {
    byte first = line.end() > line.start() ? line.buffer()[line.start()] : 0;
    return first == '#' || first == '%';
  }

  private static List<String> fields(FieldCutter cutter, LineScanner line, String name)
      throws InputException {
    List<String> fields = new ArrayList<>();
    for (int f = 0; f < cutter.count(); f++) {
      fields.add(cutter.text(line.buffer(), f, name, line.number()));
    }
    return fields;
  }

  private static char delimiter(LineScanner line, ReadOptions options) {
    if (options.delimiter() != ReadOptions.Delimiter.AUTO) {
      return options.delimiter().symbol();
    }
    String candidates = options.decimal() == ReadOptions.Decimal.COMMA ? "\t;" : "\t;,";
    for (int c = 0; c < candidates.length(); c++) {
      char candidate = candidates.charAt(c);
      boolean quoted = false;
      for (int i = line.start(); i < line.end(); i++) {
        byte b = line.buffer()[i];
        quoted ^= b == '"';
        if (b == candidate && !quoted) {
          return candidate;
        }
      }
    }
    return ' ';
  }

  /** The word after {@code --delimiter} for the delimiter found. */
  String delimiterWord() {
    return switch (delimiter) {
      case ',' -> "comma";
      case ';' -> "semicolon";
      case '\t' -> "tab";
      default -> "space";
    };
  }
}
