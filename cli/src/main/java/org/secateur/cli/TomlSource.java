package org.secateur.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.secateur.io.InputException;
import org.secateur.io.NearMatch;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** A TOML document that knows where everything in it stands: whatever is wrong is said with line and column. */
final class TomlSource {
  private final String name;
  private final TomlParseResult root;

  private TomlSource(String name, TomlParseResult root) {
    this.name = name;
    this.root = root;
  }

  /**
   * Parses a document.
   *
   * @param name what messages call it
   * @throws InputException E126 if it is no TOML
   */
  static TomlSource parse(String text, String name) throws InputException {
    TomlParseResult root = Toml.parse(text);
    if (root.hasErrors()) {
      var first = root.errors().get(0);
      throw InputException.of("E126", "this is not TOML: " + first.getMessage())
          .at(place(name, first.position()));
    }
    return new TomlSource(name, root);
  }

  private static String place(String name, @Nullable TomlPosition position) {
    return position == null
        ? name
        : "%s, line %d, column %d".formatted(name, position.line(), position.column());
  }

  TomlTable root() {
    return root;
  }

  /** What is wrong with the value at a path. */
  InputException problem(String code, List<String> path, String message) {
    TomlPosition position = null;
    for (int length = path.size(); length > 0 && position == null; length--) {
      position = root.inputPositionOf(path.subList(0, length));
    }
    return InputException.of(code, message).at(place(name, position));
  }

  /** Refuses keys other than these. */
  void onlyKeys(List<String> path, Collection<String> known) throws InputException {
    for (String key : table(path).keySet()) {
      if (!known.contains(key)) {
        throw unknown(plus(path, key), key, known);
      }
    }
  }

  /** E240: a key that nobody knows, with the nearest one that somebody does. */
  InputException unknown(List<String> path, String key, Collection<String> known) {
    InputException e = problem("E240", path, "there is no key \"%s\" here.".formatted(key));
    Optional<String> near = NearMatch.among(key, known);
    return e.withHint(near.map(n -> "did you mean \"" + n + "\"?")
        .orElse("known here: " + String.join(", ", known.stream().sorted().toList())));
  }

  /** The table at a path; an empty one where there is nothing. */
  TomlTable table(List<String> path) throws InputException {
    Object value = path.isEmpty() ? root : root.get(path);
    if (value == null) {
      return Toml.parse("");
    }
    if (!(value instanceof TomlTable table)) {
      throw wrongType(path, value, "a table");
    }
    return table;
  }

  /** E241: a value of another type. */
  InputException wrongType(List<String> path, Object value, String wanted) {
    return problem("E241", path,
        "\"%s\" must be %s, was %s.".formatted(path.getLast(), wanted, words(value)));
  }

  private static String words(Object value) {
    return switch (value) {
      case TomlTable t -> "a table";
      case TomlArray a -> "an array";
      case String s -> "the text \"" + s + "\"";
      default -> value.toString();
    };
  }

  /** Text, or the fallback where there is none. */
  String text(List<String> path, String fallback) throws InputException {
    Object value = root.get(path);
    if (value == null) {
      return fallback;
    }
    if (!(value instanceof String text)) {
      throw wrongType(path, value, "text in quotes");
    }
    return text;
  }

  /** A number, or the fallback. */
  double number(List<String> path, double fallback) throws InputException {
    Object value = root.get(path);
    if (value == null) {
      return fallback;
    }
    if (!(value instanceof Number number)) {
      throw wrongType(path, value, "a number");
    }
    return number.doubleValue();
  }

  /** True or false, or the fallback. */
  boolean flag(List<String> path, boolean fallback) throws InputException {
    Object value = root.get(path);
    if (value == null) {
      return fallback;
    }
    if (!(value instanceof Boolean flag)) {
      throw wrongType(path, value, "true or false");
    }
    return flag;
  }

  /** Texts, one or an array of them. */
  List<String> texts(List<String> path) throws InputException {
    Object value = root.get(path);
    List<String> all = new ArrayList<>();
    switch (value) {
      case null -> {
      }
      case String text -> all.add(text);
      case TomlArray array -> {
        for (int k = 0; k < array.size(); k++) {
          if (!(array.get(k) instanceof String text)) {
            throw wrongType(path, array.get(k), "text or an array of texts");
          }
          all.add(text);
        }
      }
      default -> throw wrongType(path, value, "text or an array of texts");
    }
    return all;
  }

  static List<String> plus(List<String> path, String key) {
    List<String> longer = new ArrayList<>(path);
    longer.add(key);
    return List.copyOf(longer);
  }
}
