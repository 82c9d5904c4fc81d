package org.secateur.io;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Writes tables, edge lists and Matrix Market files. Numbers are the shortest that read back as the same bits. */
final class TextWriter {
  private final Outgoing m;
  private final OutputStream stream;
  private final Writer out;
  private final TextForm form;
  private final boolean whole;

  private TextWriter(Outgoing m, OutputStream stream) {
    this.m = m;
    this.stream = stream;
    this.out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 16);
    this.form = m.matrix().facts().form();
    this.whole = m.type().isWhole();
  }

  static void table(Outgoing m, OutputStream stream) throws IOException {
    TextWriter w = new TextWriter(m, stream);
    w.writeTable();
    w.out.flush();
  }

  static void edges(Outgoing m, OutputStream stream) throws IOException {
    TextWriter w = new TextWriter(m, stream);
    w.writeEdges();
    w.out.flush();
  }

  static void matrixMarket(Outgoing m, OutputStream stream) throws IOException {
    TextWriter w = new TextWriter(m, stream);
    w.writeMatrixMarket();
    w.out.flush();
  }

  /** Whether the first line of a table will hold names. */
  static boolean hasHeader(RawMatrix m) {
    return !m.labels().isEmpty() && m.labels().size() == m.columns() && m.facts().form().headerLine();
  }

  private static boolean hasRowLabels(RawMatrix m) {
    return !m.labels().isEmpty() && m.facts().form().rowLabels();
  }

  private void writeTable() throws IOException {
    boolean rowLabels = hasRowLabels(m.matrix());
    List<String> labels = m.matrix().labels();
    if (hasHeader(m.matrix())) {
      List<String> fields = new ArrayList<>();
      if (rowLabels) {
        fields.add("");
      }
      labels.forEach(l -> fields.add(quoted(l)));
      line(fields);
    }
    int k = 0;
    for (int i = 0; i < m.rows(); i++) {
      if (rowLabels) {
        out.write(quoted(labels.get(i)));
        out.write(form.delimiter());
      }
      for (int j = 0; j < m.columns(); j++) {
        if (j > 0) {
          out.write(form.delimiter());
        }
        boolean here = k < m.count() && m.row(k) == i && m.column(k) == j;
        out.write(here ? number(m.value(k)) : whole ? "0" : "0" + form.decimal() + "0");
        k += here ? 1 : 0;
      }
      out.write('\n');
    }
  }

  /** The header of an edge list to be written. */
  static List<String> edgeColumns(Outgoing m) {
    TextForm form = m.matrix().facts().form();
    boolean weightless = form.weight() < 0 && m.type() == ElementType.PATTERN;
    if (form.columns().isEmpty()) {
      List<String> ends = m.symmetry() == Symmetry.SYMMETRIC
          ? List.of("a", "b")
          : m.matrix().direction() == Direction.DIRECTED
              ? List.of("source", "target")
              : List.of("row", "column");
      return m.type() == ElementType.PATTERN ? ends : List.of(ends.get(0), ends.get(1), "weight");
    }
    List<String> names = new ArrayList<>(form.columns());
    if (!form.headerLine() && m.symmetry() == Symmetry.SYMMETRIC) {
      names.set(form.source(), "a");
      names.set(form.target(), "b");
    }
    if (form.weight() < 0 && !weightless) {
      names.add("weight");
    }
    return names;
  }

  /** Which of those columns is the weight, or -1. */
  static int weightAt(Outgoing m) {
    TextForm form = m.matrix().facts().form();
    int columns = edgeColumns(m).size();
    if (form.columns().isEmpty()) {
      return columns == 3 ? 2 : -1;
    }
    return form.weight() >= 0 ? form.weight() : columns > form.columns().size() ? columns - 1 : -1;
  }

  private void writeEdges() throws IOException {
    List<String> names = edgeColumns(m);
    int weight = weightAt(m);
    int source = form.source();
    int target = form.target();
    for (String comment : form.comments()) {
      out.write(comment);
      out.write('\n');
    }
    line(names.stream().map(this::quoted).toList());
    out.flush();
    boolean extras = !m.matrix().extraNames().isEmpty();
    int[] order = fileOrder();
    NodeFields nodes = NodeFields.of(m.matrix().labels(), m.matrix().indexBase().orElse(0), this::quoted);
    TextRows.write(stream, order.length, (text, s) -> {
      int k = order[s];
      List<String> extra = extras ? split(m.matrix().extra(k)) : List.of();
      int x = 0;
      for (int f = 0; f < names.size(); f++) {
        if (f > 0) {
          text.append(form.delimiter());
        }
        if (f == source || f == target) {
          nodes.append(text, f == source ? m.row(k) : m.column(k));
        } else if (f == weight) {
          append(text, m.value(k), form.decimal());
        } else if (x < extra.size()) {
          text.append(extra.get(x++));
        }
      }
      text.append('\n');
    });
  }

  /** Raw fields, quotes left on them. */
  private List<String> split(String raw) {
    List<String> fields = new ArrayList<>();
    int start = 0;
    boolean quoted = false;
    for (int i = 0; i < raw.length(); i++) {
      quoted ^= raw.charAt(i) == '"';
      if (raw.charAt(i) == form.delimiter() && !quoted) {
        fields.add(raw.substring(start, i));
        start = i + 1;
      }
    }
    fields.add(raw.substring(start));
    return fields;
  }

  /** The order of the lines in the file read; entries without a line come last. */
  private int[] fileOrder() {
    if (m.count() == 0 || m.count() != m.matrix().count() || m.matrix().line(0).isEmpty()) {
      return IntStream.range(0, m.count()).toArray();
    }
    int[] line = new int[m.count()];
    for (int k = 0; k < line.length; k++) {
      line[k] = m.matrix().line(k).orElse(Integer.MAX_VALUE);
    }
    return EntrySort.sorted(line, new int[line.length], line.length).position;
  }

  private void writeMatrixMarket() throws IOException {
    boolean array = m.matrix().storage() == Storage.DENSE
        && m.matrix().origin().format() == FileFormat.MATRIX_MARKET;
    String symmetry = switch (m.symmetry()) {
      case NONE -> "general";
      case SYMMETRIC -> "symmetric";
      case SKEW -> "skew-symmetric";
    };
    out.write(
        "%%MatrixMarket matrix " + (array ? "array " : "coordinate ") + m.type() + " " + symmetry + "\n");
    for (String comment : form.comments()) {
      out.write(comment.startsWith("%") ? comment : "%" + comment);
      out.write('\n');
    }
    out.write(m.rows() + " " + m.columns() + (array ? "" : " " + m.count()) + "\n");
    if (array) {
      writeArray();
      return;
    }
    out.flush();
    TextRows.write(stream, m.count(), (text, k) -> {
      boolean turn = m.symmetry() != Symmetry.NONE && m.row(k) < m.column(k);
      int i = turn ? m.column(k) : m.row(k);
      int j = turn ? m.row(k) : m.column(k);
      text.append(i + 1L).append(' ').append(j + 1L);
      if (m.type() != ElementType.PATTERN) {
        text.append(' ');
        append(text, turn && m.symmetry() == Symmetry.SKEW ? -m.value(k) : m.value(k), '.');
      }
      text.append('\n');
    });
  }

  private void writeArray() throws IOException {
    for (int j = 0; j < m.columns(); j++) {
      int first = switch (m.symmetry()) {
        case NONE -> 0;
        case SYMMETRIC -> j;
        case SKEW -> j + 1;
      };
      for (int i = first; i < m.rows(); i++) {
        int k = m.matrix().find(i, j);
        int mirrored = k < 0 && m.symmetry() != Symmetry.NONE ? m.matrix().find(j, i) : -1;
        double w = k >= 0
            ? m.value(k)
            : mirrored < 0 ? 0 : m.symmetry() == Symmetry.SKEW ? -m.value(mirrored) : m.value(mirrored);
        out.write(mtxNumber(w));
        out.write('\n');
      }
    }
  }

  private String mtxNumber(double w) {
    return whole ? Long.toString((long) w) : Double.toString(w);
  }

  private String number(double w) {
    StringBuilder text = new StringBuilder();
    append(text, w, form.decimal());
    return text.toString();
  }

  private void append(StringBuilder text, double w, char decimal) {
    if (whole) {
      text.append((long) w);
      return;
    }
    int from = text.length();
    text.append(w);
    if (decimal != '.') {
      text.setCharAt(text.indexOf(".", from), decimal);
    }
  }

  private void line(List<String> fields) throws IOException {
    for (int f = 0; f < fields.size(); f++) {
      if (f > 0) {
        out.write(form.delimiter());
      }
      out.write(fields.get(f));
    }
    out.write('\n');
  }

  /** A name, in quotes if it would not be read back as one field. */
  private String quoted(String name) {
    boolean plain = !name.isEmpty() && name.equals(name.strip()) && name.charAt(0) != '#'
        && name.charAt(0) != '%'
        && name.chars()
            .noneMatch(c -> c == form.delimiter() || c == '"' || (c == ' ' && form.delimiter() == ' ')
                || (c == '\t' && form.delimiter() == ' ') || c == ',');
    return plain ? name : "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
