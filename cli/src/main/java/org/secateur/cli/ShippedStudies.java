package org.secateur.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The studies that come with the program: each paper's experiments as study files. */
enum ShippedStudies {
  /** Moore and Chaudhuri 2020. */
  MOORE2020("moore2020", "Moore and Chaudhuri, NeurIPS 2020: noise-driven pruning", "under a minute",
      "about an hour",
      ""),
  /** Scholl, Rule and Hennig 2021. */
  SCHOLL2021("scholl2021",
      "Scholl, Rule and Hennig, PLOS Computational Biology 2021: pruning machines by information",
      "under a minute", "about 2 h", "; photographs with --data");

  private final String word;
  private final String title;
  private final String quick;
  private final String full;
  private final String needs;

  ShippedStudies(String word, String title, String quick, String full, String needs) {
    this.word = word;
    this.title = title;
    this.quick = quick;
    this.full = full;
    this.needs = needs;
  }

  String word() {
    return word;
  }

  String title() {
    return title;
  }

  /** What the list says of it. */
  List<String> line() {
    return List.of(word, title, names().size() + " studies", "quick " + quick, "full " + full + needs);
  }

  static Optional<ShippedStudies> named(String word) {
    return Stream.of(values()).filter(s -> s.word.equals(word)).findFirst();
  }

  /** The names of its studies, in order. */
  List<String> names() {
    return resource("index.txt").lines().filter(l -> !l.isBlank()).toList();
  }

  /** A study file's text. */
  String text(String name) {
    return resource(name + ".toml");
  }

  /** Whether a study reads a file that does not come with the program. */
  boolean needsData(String name) {
    return text(name).contains("\ndata = \"file\"\n");
  }

  private String resource(String name) {
    try (InputStream in = ShippedStudies.class.getResourceAsStream("studies/" + word + "/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the program was built without " + word + "/" + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
