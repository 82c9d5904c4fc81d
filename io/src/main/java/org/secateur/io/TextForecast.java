package org.secateur.io;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The size of a table or a list of edges, from its first and last lines. */
final class TextForecast {
  private static final int TAIL = 1 << 16;
  /** What text with many digits packs to, at most, when gzip does not say its length. */
  private static final int UNPACKED_RATIO = 4;

  private TextForecast() {
  }

  static SizeForecast of(Source source, boolean gzip, ReadOptions options) throws InputException {
    TextSample sample = TextSample.of(source, gzip, options);
    TextLayout layout = TextLayout.of(sample, options, source.name());
    List<List<String>> lines = new ArrayList<>(
        sample.lines().subList(layout.header().isPresent() ? 1 : 0, sample.lines().size()));
    int first = lines.size();
    if (!gzip && !sample.whole()) {
      lines.addAll(last(source, sample));
    }
    double bytes = gzip ? unpackedBytes(source) : source.bytes();
    long count = sample.whole() ? first : (long) Math.max(first, bytes / meanLength(lines));
    if (!layout.edges()) {
      long columns = lines.isEmpty() ? 0 : lines.getFirst().size() - (layout.form().rowLabels() ? 1 : 0);
      long rows = options.shape() == ReadOptions.Shape.SQUARE && !sample.whole() ? columns : count;
      return new SizeForecast(FileFormat.CSV, Storage.DENSE, Symmetry.NONE, rows, columns,
          rows * columns, sample.whole(), source.bytes());
    }
    Symmetry symmetry = layout.direction() == Direction.UNDIRECTED ? Symmetry.SYMMETRIC : Symmetry.NONE;
    long nodes = options.nodes().isPresent() ? options.nodes().getAsInt() : nodes(layout, lines, count);
    return new SizeForecast(FileFormat.EDGES, Storage.COORDINATE, symmetry, nodes, nodes, count,
        sample.whole() && options.nodes().isPresent(), source.bytes());
  }

  private static double meanLength(List<List<String>> lines) {
    double bytes = 0;
    for (List<String> fields : lines) {
      for (String field : fields) {
        bytes += field.getBytes(StandardCharsets.UTF_8).length + 1; // and a delimiter or the end of the line
      }
    }
    return lines.isEmpty() ? 1 : Math.max(1, bytes / lines.size());
  }

  /** As many lines from the end of the file as there are at its beginning: numbers of nodes are often longer there. */
  private static List<List<String>> last(Source source, TextSample sample) throws InputException {
    String[] end = new String(tail(source, TAIL), StandardCharsets.UTF_8).split("\n", -1);
    String between = sample.delimiter() == ' ' ? "[ \t]+" : Pattern.quote("" + sample.delimiter());
    List<List<String>> lines = new ArrayList<>();
    for (int k = Math.max(1, end.length - sample.lines().size()); k < end.length; k++) { // the first may be cut
      lines.add(List.of(end[k].strip().split(between)));
    }
    return lines;
  }

  /** gzip ends with the length before packing, modulo 2³². */
  private static double unpackedBytes(Source source) throws InputException {
    byte[] end = tail(source, 4);
    long length = 0;
    for (int i = end.length - 1; i >= 0; i--) {
      length = length << 8 | (end[i] & 0xff);
    }
    return length >= source.bytes() ? length : (double) UNPACKED_RATIO * source.bytes();
  }

  /** One more than the largest number among the nodes seen, and no more than edges can have. */
  private static long nodes(TextLayout layout, List<List<String>> lines, long count) {
    long largest = -1;
    for (List<String> fields : lines) {
      largest = Math.max(largest,
          Math.max(number(fields, layout.form().source()), number(fields, layout.form().target())));
    }
    return largest < 0
        ? Math.max(2, count / SizeForecast.EDGES_A_NAME)
        : Math.min(largest + 1, 2 * count);
  }

  private static long number(List<String> fields, int at) {
    String field = at < fields.size() ? fields.get(at).strip() : "";
    return field.matches("[0-9]{1,18}") ? Long.parseLong(field) : -1;
  }

  private static byte[] tail(Source source, int most) throws InputException {
    try (RandomAccessFile file = new RandomAccessFile(source.path().toFile(), "r")) {
      byte[] bytes = new byte[(int) Math.min(most, file.length())];
      file.seek(file.length() - bytes.length);
      file.readFully(bytes);
      return bytes;
    } catch (IOException e) {
      throw Refusals.unreadable(source.path(), e);
    }
  }
}
