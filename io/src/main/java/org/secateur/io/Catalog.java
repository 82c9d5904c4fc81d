package org.secateur.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The arrays of a container, and which of them is meant. A mutable accumulator. */
final class Catalog {
  /** More arrays than this no honest container of a network holds. */
  static final int MOST_ARRAYS = 4096;
  private static final int MOST_LISTED = 12;
  private static final Set<String> LABEL_NAMES = Set.of("labels", "names", "node_names", "node_labels");

  /** What an array holds. */
  enum Content {
    /** Numbers. */
    NUMBERS,
    /** Text. */
    TEXT,
    /** Neither. */
    OTHER
  }

  /** One array; {@code position} is for the container's reader. */
  record Item(String name, List<Long> shape, Content content, long position) {
    Item {
      shape = List.copyOf(shape);
    }

    private boolean isSquare() {
      return shape.size() == 2 && shape.get(0).equals(shape.get(1)) && shape.get(0) > 1;
    }

    private String describe() {
      String lengths = shape.stream().map(String::valueOf).collect(Collectors.joining("x"));
      return shown() + " (" + (shape.isEmpty() ? "1" : lengths) + ")";
    }

    private String shown() {
      String quoted = Words.quote(name);
      return quoted.substring(1, quoted.length() - 1);
    }
  }

  private final String file;
  private final List<Item> items = new ArrayList<>();

  Catalog(String file) {
    this.file = file;
  }

  void add(Item item) throws InputException {
    if (items.size() == MOST_ARRAYS) {
      throw Refusals.tooLarge(file, "holds more than " + Words.count(MOST_ARRAYS) + " arrays");
    }
    items.add(item);
  }

  Optional<Item> find(String name) {
    return items.stream().filter(i -> i.name().equals(name)).findFirst();
  }

  /** The names of all. */
  List<String> names() {
    return items.stream().map(Item::name).toList();
  }

  /** The one named, or the only one with numbers; E107 or E103 otherwise. */
  Item choose(Optional<String> wanted) throws InputException {
    if (wanted.isPresent()) {
      Optional<Item> found = find(wanted.get());
      if (found.isPresent()) {
        return found.get();
      }
      throw missing(wanted.get());
    }
    List<Item> numbers = items.stream().filter(i -> i.content() == Content.NUMBERS).toList();
    if (numbers.size() == 1) {
      return numbers.getFirst();
    }
    if (items.size() == 1) {
      return items.getFirst();
    }
    String list = items.stream().limit(MOST_LISTED).map(Item::describe).collect(Collectors.joining(", "));
    String rest = items.size() > MOST_LISTED ? ", …" : "";
    InputException e = InputException
        .of("E103",
            Words.quote(file) + " holds "
                + (items.isEmpty() ? "no arrays" : items.size() + " arrays: " + list)
                + rest + ".")
        .at(file);
    Optional<Item> likely = numbers.stream().filter(Item::isSquare).findFirst()
        .or(() -> numbers.stream().findFirst());
    throw likely.map(i -> e.withHint("secateur inspect " + file + "::" + i.shown())).orElse(e);
  }

  private InputException missing(String name) {
    InputException e = InputException
        .of("E107", Words.quote(file) + " holds no array " + Words.quote(name) + ".").at(file);
    List<String> names = names();
    return NearMatch.among(name, names)
        .map(near -> e.withHint("did you mean " + file + "::" + near + "?"))
        .orElseGet(() -> e
            .withHint("it holds " + names.stream().limit(MOST_LISTED).collect(Collectors.joining(", "))));
  }

  /** An array of as many texts as the matrix has nodes, under one of the usual names. */
  Optional<Item> labels(int nodes) {
    return items.stream()
        .filter(i -> i.content() == Content.TEXT && LABEL_NAMES.contains(i.name()))
        .filter(i -> i.shape().stream().reduce(1L, (a, b) -> a * b) == nodes)
        .findFirst();
  }
}
