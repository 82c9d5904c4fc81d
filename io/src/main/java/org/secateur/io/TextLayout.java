package org.secateur.io;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What the lines of a text file are. The rules, in order:
 *
 * <ol>
 * <li>{@code --format edges} or {@code --format csv} decides between edges and a table.
 * <li>A header that names two ends (source and target, pre and post, from and to, …) makes edges; so do the short names
 * a and b, i and j, u and v if they are the only columns or another one is called weight.
 * <li>A first column without name, or with text throughout, holds the names of the rows of a table.
 * <li>Two or three columns, of which the first two hold names or whole numbers, make edges; if the table would also be
 * square, that would be a guess, and is refused with E104.
 * <li>Text in the first two columns of any number makes edges.
 * <li>Everything else is a table.
 * </ol>
 *
 * A first line is a header if some column has text in it and numbers below, or if its names are known ones.
 *
 * @param edges true for a list of edges
 * @param header the fields of the first line, if they are names
 * @param form names and positions of the columns
 * @param direction what the header says
 */
record TextLayout(boolean edges, Optional<List<String>> header, TextForm form, Direction direction) {
  private static final List<List<String>> DIRECTED_ENDS = List.of(List.of("source", "target"),
      List.of("pre", "post"), List.of("from", "to"), List.of("src", "dst"),
      List.of("source", "destination"), List.of("sender", "receiver"), List.of("presynaptic", "postsynaptic"),
      List.of("pre_id", "post_id"), List.of("source_id", "target_id"), List.of("src", "tgt"),
      List.of("pre_root_id", "post_root_id"), List.of("from_id", "to_id"),
      List.of("bodyid_pre", "bodyid_post"));
  private static final List<List<String>> UNDIRECTED_ENDS = List.of(List.of("node1", "node2"),
      List.of("node_1", "node_2"), List.of("node_a", "node_b"), List.of("neuron1", "neuron2"));
  private static final List<List<String>> SHORT_ENDS = List.of(List.of("a", "b"), List.of("i", "j"),
      List.of("u", "v"), List.of("row", "column"), List.of("row", "col"));
  private static final Set<String> WEIGHTS = Set.of("weight", "weights", "w", "value", "strength", "count",
      "synapses",
      "conductance", "size", "n_synapses", "syn_count");

  static TextLayout of(TextSample sample, ReadOptions options, String file) throws InputException {
    List<String> first = sample.lines().getFirst();
    boolean hasHeader = switch (options.header()) {
      case YES -> true;
      case NO -> false;
      case AUTO -> looksLikeHeader(sample, options, file);
    };
    List<List<String>> data = hasHeader ? sample.lines().subList(1, sample.lines().size()) : sample.lines();
    Optional<List<String>> header = hasHeader ? Optional.of(List.copyOf(first)) : Optional.empty();
    int width = data.isEmpty() ? first.size() : data.getFirst().size();
    Optional<Ends> ends = header.filter(h -> h.size() == width).flatMap(TextLayout::ends);
    if (isEdges(sample, data, header, ends, options, file)) {
      return edges(sample, data, header, ends, options, file);
    }
    boolean rowLabels = hasRowLabels(data, header, options);
    TextForm form = new TextForm(sample.delimiter(), decimal(options), List.of(), 0, 1, -1, rowLabels,
        hasHeader,
        sample.comments());
    return new TextLayout(false, header, form, Direction.UNSTATED);
  }

  /** The positions of the two ends in a header and what their names say. */
  private record Ends(int source, int target, Direction direction) {
  }

  private static Optional<Ends> ends(List<String> header) {
    List<String> names = header.stream().map(h -> h.strip().toLowerCase(Locale.ROOT)).toList();
    Optional<Ends> directed = find(names, DIRECTED_ENDS, Direction.DIRECTED);
    if (directed.isPresent()) {
      return directed;
    }
    Optional<Ends> undirected = find(names, UNDIRECTED_ENDS, Direction.UNDIRECTED);
    if (undirected.isPresent() || (names.size() > 2 && names.stream().noneMatch(WEIGHTS::contains))) {
      return undirected;
    }
    return shortEnds(header);
  }

  /** Names of one letter count only as they are written, since nodes have such names too. */
  private static Optional<Ends> shortEnds(List<String> header) {
    return find(header, SHORT_ENDS, Direction.UNSTATED)
        .map(e -> header.get(e.source()).equals("a")
            ? new Ends(e.source(), e.target(), Direction.UNDIRECTED)
            : e);
  }

  private static Optional<Ends> find(List<String> names, List<List<String>> pairs, Direction direction) {
    return pairs.stream()
        .filter(p -> names.contains(p.getFirst()) && names.contains(p.getLast()))
        .map(p -> new Ends(names.indexOf(p.getFirst()), names.indexOf(p.getLast()), direction))
        .findFirst();
  }

  private static boolean looksLikeHeader(TextSample sample, ReadOptions options, String file)
      throws InputException {
    List<String> first = sample.lines().getFirst();
    List<List<String>> rest = sample.lines().subList(1, sample.lines().size());
    if (first.stream().allMatch(f -> isNumber(f, options))) {
      return repeatsRowNames(first, rest);
    }
    int offset = !rest.isEmpty() && rest.getFirst().size() == first.size() + 1 ? 1 : 0;
    boolean textAboveNumbers = !rest.isEmpty() && IntStream.range(0, first.size())
        .anyMatch(c -> !isNumber(first.get(c), options)
            && rest.stream().allMatch(r -> c + offset < r.size() && isNumber(r.get(c + offset), options)));
    if (textAboveNumbers) {
      return true;
    }
    if (first.size() == 2 && shortEnds(first).isPresent() && !rest.isEmpty()) {
      throw InputException
          .of("E104", "the first line of " + Words.quote(file) + " is " + Words.quote(String.join(",", first))
              + ": it can name the columns or be an edge.")
          .at("line " + (sample.skipped() + 1) + " of " + file)
          .withHint("--header if it names the columns, --no-header if it is an edge");
    }
    return ends(first).isPresent();
  }

  /** Numbers for names, as in ",0,1" above "0,…" and "1,…". */
  private static boolean repeatsRowNames(List<String> first, List<List<String>> rest) {
    return first.getFirst().isEmpty() && !rest.isEmpty() && IntStream.range(0, rest.size())
        .allMatch(i -> i + 1 < first.size() && rest.get(i).getFirst().equals(first.get(i + 1)));
  }

  private static boolean isEdges(TextSample sample, List<List<String>> data, Optional<List<String>> header,
      Optional<Ends> ends, ReadOptions options, String file) throws InputException {
    if (options.format().isPresent()) {
      return options.format().get() == FileFormat.EDGES;
    }
    if (ends.isPresent()) {
      return true;
    }
    if (data.isEmpty()) {
      return false;
    }
    int columns = data.getFirst().size();
    boolean unnamedFirst = header.isPresent()
        && (header.get().getFirst().isBlank() || header.get().size() == columns - 1);
    if (columns < 2 || unnamedFirst || data.stream().anyMatch(r -> r.size() != columns)) {
      return false;
    }
    boolean firstText = isText(data, 0, options);
    boolean secondText = isText(data, 1, options);
    if (firstText && secondText) {
      return true;
    }
    if (columns > 3) {
      return false;
    }
    boolean ids = data.stream().allMatch(r -> isId(r.get(0), options) && isId(r.get(1), options));
    int numbers = firstText ? columns - 1 : columns;
    if (ids && sample.whole() && data.size() == numbers) {
      throw InputException
          .of("E104", Words.quote(file) + " has " + data.size() + " lines of " + columns
              + " columns: it can be a matrix or a list of edges.")
          .at(file)
          .withHint("--format csv for a matrix, --format edges for a list of edges");
    }
    return ids;
  }

  private static boolean isText(List<List<String>> data, int column, ReadOptions options) {
    return data.stream().allMatch(r -> !r.get(column).isEmpty() && !isNumber(r.get(column), options));
  }

  private static boolean isId(String field, ReadOptions options) {
    return (field.chars().allMatch(c -> c >= '0' && c <= '9') && !field.isEmpty())
        || !isNumber(field, options);
  }

  static boolean isNumber(String field, ReadOptions options) {
    byte[] b = field.getBytes(StandardCharsets.UTF_8);
    NumberParser parser = new NumberParser(decimal(options));
    return parser.parse(b, 0, b.length)
        || (decimal(options) == '.' && new NumberParser(',').parse(b, 0, b.length));
  }

  static char decimal(ReadOptions options) {
    return options.decimal() == ReadOptions.Decimal.COMMA ? ',' : '.';
  }

  private static boolean hasRowLabels(List<List<String>> data, Optional<List<String>> header,
      ReadOptions options) {
    if (data.isEmpty() || data.getFirst().size() < 2) {
      return false;
    }
    boolean unnamed = header.isPresent() && (header.get().getFirst().isBlank()
        || header.get().size() == data.getFirst().size() - 1);
    return unnamed
        || data.stream().allMatch(r -> !r.getFirst().isEmpty() && !isNumber(r.getFirst(), options));
  }

  private static TextLayout edges(TextSample sample, List<List<String>> data, Optional<List<String>> header,
      Optional<Ends> ends, ReadOptions options, String file) throws InputException {
    int width = data.isEmpty() ? header.map(List::size).orElse(0) : data.getFirst().size();
    if (width < 2) {
      throw Refusals
          .malformedLine(file, sample.skipped() + 1L, "an edge needs two ends, and there is one column")
          .withHint("--delimiter says what separates the columns");
    }
    Ends found = ends.orElse(new Ends(0, 1, Direction.UNSTATED));
    List<String> names = new ArrayList<>(header.orElse(List.of()));
    for (int c = names.size(); c < width; c++) {
      names.add(switch (c) {
        case 0 -> "row";
        case 1 -> "column";
        case 2 -> "weight";
        default -> "column" + (c + 1);
      });
    }
    int weight = weightColumn(names, found, options, data, file);
    boolean undirected = options.undirected() != ReadOptions.Undirected.AS_STATED;
    TextForm form = new TextForm(sample.delimiter(), decimal(options), List.copyOf(names), found.source(),
        found.target(), weight, false, header.isPresent(), sample.comments());
    return new TextLayout(true, header, form, undirected ? Direction.UNDIRECTED : found.direction());
  }

  /** By option, by name, the only one left, or the third behind two ends that come first; -1 if there is none. */
  private static int weightColumn(List<String> names, Ends ends, ReadOptions options, List<List<String>> data,
      String file) throws InputException {
    List<Integer> others = IntStream.range(0, names.size())
        .filter(c -> c != ends.source() && c != ends.target()).boxed().toList();
    if (options.weightColumn().isPresent()) {
      String wanted = options.weightColumn().get();
      int at = names.indexOf(wanted);
      if (!others.contains(at)) {
        throw InputException
            .of("E105", Words.quote(file) + " has no column " + Words.quote(wanted) + " for weights.")
            .at(file)
            .withHint("its columns are " + String.join(", ", names));
      }
      return at;
    }
    Optional<Integer> named = others.stream()
        .filter(c -> WEIGHTS.contains(names.get(c).strip().toLowerCase(Locale.ROOT))).findFirst();
    if (named.isPresent() || others.isEmpty()) {
      return named.orElse(-1);
    }
    boolean endsFirst = Math.max(ends.source(), ends.target()) == 1;
    if (others.size() == 1 || endsFirst) {
      return others.getFirst();
    }
    List<String> numbers = others.stream()
        .filter(c -> data.stream().allMatch(r -> c < r.size() && isNumber(r.get(c), options)))
        .map(names::get)
        .toList();
    throw InputException
        .of("E105", Words.quote(file) + " has several columns that could be the weight: "
            + String.join(", ", numbers.isEmpty() ? names : numbers) + ".")
        .at(file)
        .withHint("--weight-column " + (numbers.isEmpty() ? "NAME" : numbers.getLast()));
  }
}
