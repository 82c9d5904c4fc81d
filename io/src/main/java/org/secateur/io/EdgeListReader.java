package org.secateur.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads a list of edges. Without {@code --nodes} the ids are labels; with it they are indices, whose base is found out
 * or given.
 */
final class EdgeListReader {
  /** From so many edges on their mean length is known. */
  private static final int LARGE_SAMPLE = 1 << 16;

  private final Source source;
  private final TextSample sample;
  private final TextLayout layout;
  private final ReadOptions options;
  private final FieldCutter cutter;
  private final MatrixBuilder entries = new MatrixBuilder(1024, true);
  private final LabelTable labels = new LabelTable();
  private final IndexBase base;
  private final boolean indexed;
  private boolean whole = true;

  EdgeListReader(Source source, TextSample sample, TextLayout layout, ReadOptions options) {
    this.source = source;
    this.sample = sample;
    this.layout = layout;
    this.options = options;
    this.cutter = new FieldCutter(sample.delimiter());
    this.indexed = options.nodes().isPresent();
    this.base = new IndexBase(options.nodes().orElse(0), options.indexBase(), source.name());
  }

  RawMatrix read(boolean gzip) throws InputException {
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
        if (entries.isFull() && entries.count() >= LARGE_SAMPLE && !gzip) {
          // as many more as there are bytes left; a copy too many of ten million entries is worth avoiding
          entries.reserve((long) (1.02 * entries.count() * source.bytes() / line.consumed()));
        }
        addEdge(line);
      }
    }
    return result();
  }

  private final NumberParser parser = new NumberParser('.');

  private void addEdge(LineScanner line) throws InputException {
    cutter.cut(line, source.name());
    if (sample.dropLast()) {
      cutter.dropEmptyLast();
    }
    TextForm form = layout.form();
    if (cutter.count() != form.columns().size()) {
      throw TableReader.raggedLine(source.name(), line.number(), cutter.count(), form.columns().size());
    }
    int row = end(line, form.source());
    int column = end(line, form.target());
    double weight = 1;
    if (form.weight() >= 0) {
      byte[] b = line.buffer();
      NumberParser numbers = form.decimal() == '.' ? parser : new NumberParser(form.decimal());
      if (!numbers.parse(b, cutter.from(b, form.weight()), cutter.to(b, form.weight()))) {
        throw TableReader.notANumber(source.name(), line.number(), form.weight(),
            cutter.text(b, form.weight(), source.name(), line.number()), sample, layout, options);
      }
      weight = numbers.value();
      whole &= numbers.isWhole();
    }
    entries.add(row, column, weight, line.number());
    if (form.columns().size() > (form.weight() >= 0 ? 3 : 2)) {
      entries.addExtra(extra(line));
    }
  }

  private int end(LineScanner line, int field) throws InputException {
    byte[] b = line.buffer();
    int from = cutter.from(b, field);
    int to = cutter.to(b, field);
    if (!indexed) {
      return labels.number(b, from, to, source.name(), line.number());
    }
    long id = 0;
    if (from == to || to - from > 10) {
      throw notAnIndex(line, field);
    }
    for (int i = from; i < to; i++) {
      int d = b[i] - '0';
      if (d < 0 || d > 9) {
        throw notAnIndex(line, field);
      }
      id = 10 * id + d;
    }
    return base.require(id, line.number());
  }

  private InputException notAnIndex(LineScanner line, int field) throws InputException {
    String place = "line " + Words.count(line.number()) + ", column " + Words.count(field + 1L) + " of "
        + source.name();
    return InputException
        .of("E126",
            place + ": " + Words.quote(cutter.text(line.buffer(), field, source.name(), line.number()))
                + " is not the index of a node; with --nodes the ids are whole numbers.")
        .at(place)
        .withHint("drop --nodes: the ids are then names");
  }

  private String extra(LineScanner line) throws InputException {
    TextForm form = layout.form();
    StringBuilder out = new StringBuilder();
    boolean first = true;
    for (int f = 0; f < cutter.count(); f++) {
      if (f != form.source() && f != form.target() && f != form.weight()) {
        if (!first) {
          out.append(form.delimiter());
        }
        first = false;
        out.append(
            FieldCutter.decode(line.buffer(), cutter.rawFrom(f), cutter.rawTo(f), source.name(),
                line.number()));
      }
    }
    return out.toString();
  }

  private RawMatrix result() throws InputException {
    List<String> names = List.of();
    OptionalInt indexBase = OptionalInt.empty();
    int nodes;
    if (indexed) {
      nodes = options.nodes().orElseThrow();
      int smallest = entries.count() == 0 ? 0 : base.resolve();
      entries.shift(smallest);
      indexBase = OptionalInt.of(smallest);
    } else {
      nodes = labels.count();
      names = sortedLabels();
    }
    boolean undirected = layout.direction() == Direction.UNDIRECTED;
    ElementType type = layout.form().weight() < 0
        ? ElementType.PATTERN
        : whole ? ElementType.INTEGER : ElementType.REAL;
    var origin = new RawMatrix.Origin(source.name(), FileFormat.EDGES, Optional.empty(),
        Optional.of(source.stamp()));
    Facts facts = new Facts(nodes, nodes, names, undirected ? Symmetry.SYMMETRIC : Symmetry.NONE,
        Storage.COORDINATE, type, layout.direction(), origin, layout.form(), indexBase);
    return entries.result(facts, options);
  }

  private List<String> sortedLabels() {
    int[] order = labels.order();
    List<String> all = labels.labels();
    int[] newIndex = new int[order.length];
    List<String> sorted = new ArrayList<>(order.length);
    for (int i = 0; i < order.length; i++) {
      newIndex[order[i]] = i;
      sorted.add(all.get(order[i]));
    }
    entries.renumber(newIndex);
    return List.copyOf(sorted);
  }
}
