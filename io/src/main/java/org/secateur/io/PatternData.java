package org.secateur.io;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.data.LabelledPatterns;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/** Binary patterns as a file gave them, the classes of the samples, and what should be known of both. Immutable. */
public final class PatternData {
  private final String name;
  private final Patterns patterns;
  private final Optional<Sheet> sheet;
  private final OptionalDouble threshold;
  private final Optional<ClassLabels> labels;
  private final List<Notice> notices;
  private final Map<String, FileStamp> inputs;

  PatternData(String name, Patterns patterns, Optional<Sheet> sheet, OptionalDouble threshold,
      Optional<ClassLabels> labels, List<Notice> notices, Map<String, FileStamp> inputs) {
    this.name = name;
    this.patterns = patterns;
    this.sheet = sheet;
    this.threshold = threshold;
    this.labels = labels;
    this.notices = List.copyOf(notices);
    this.inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
  }

  /**
   * Patterns that come from no file.
   *
   * @param name what messages call them
   * @param patterns one a sample
   * @param sheet how their bits lie beside each other, if they do
   * @param labels as many as patterns
   */
  public static PatternData generated(String name, Patterns patterns, Optional<Sheet> sheet,
      Optional<ClassLabels> labels) {
    return new PatternData(name, patterns, sheet, OptionalDouble.empty(), labels, List.of(), Map.of());
  }

  /** The file, and the array in it. */
  public String name() {
    return name;
  }

  /** One pattern a sample, or one a patch. */
  public Patterns patterns() {
    return patterns;
  }

  /** How the bits of a pattern lie beside each other, if that is known; a disc has no sheet. */
  public Optional<Sheet> sheet() {
    return sheet;
  }

  /** The threshold that was used, in the unit of the values after scaling: for test samples, should they share it. */
  public OptionalDouble threshold() {
    return threshold;
  }

  /** The class of each pattern. */
  public Optional<ClassLabels> labels() {
    return labels;
  }

  /** Patterns and classes as one value, if there are classes. */
  public Optional<LabelledPatterns> labelled() {
    return labels.map(l -> new LabelledPatterns(patterns, l.toArray()));
  }

  /** Warnings: W205 constant columns, W207 classes without a sample. */
  public List<Notice> notices() {
    return notices;
  }

  /** Hash and size of every file that was read, by its name without folders. */
  public Map<String, FileStamp> inputs() {
    return inputs;
  }

  /**
   * Makes sure that a machine can see these patterns.
   *
   * @param visible its visible units
   * @throws InputException E201 if their number is another
   */
  public void requireWidth(int visible) throws InputException {
    int width = patterns.width();
    if (width == visible) {
      return;
    }
    String looks = sheet.map(s -> " (" + s + ")").orElseGet(() -> looks(width));
    InputException e = InputException
        .of("E201", "model has " + Words.some(visible, "visible unit") + ", data have "
            + Words.some(width, "column") + looks + ".")
        .at(name);
    throw wayOut(visible, width).map(e::withHint).orElse(e);
  }

  private static String looks(int width) {
    Optional<Sheet> plain = Sheet.square(width);
    Optional<Sheet> colored = width % 3 == 0 ? Sheet.square(width / 3) : Optional.empty();
    return plain.map(s -> " (" + s + "?)").or(() -> colored.map(s -> " (" + s + "x3?)")).orElse("");
  }

  private Optional<String> wayOut(int visible, int width) {
    Optional<Sheet> wanted = Sheet.square(visible);
    if (width == 3 * visible && wanted.isPresent()) {
      return Optional.of("--sheet " + wanted.get() + " --gray");
    }
    boolean colored = sheet.isEmpty() && Sheet.square(width).isEmpty() && width % 3 == 0;
    Optional<Sheet> whole = sheet.or(() -> Sheet.square(colored ? width / 3 : width));
    String told = sheet.isPresent()
        ? ""
        : whole.map(s -> "--sheet " + s + (colored ? " --gray " : " ")).orElse("");
    if (whole.isEmpty() || width < visible) {
      return Optional.empty();
    }
    if (wanted.isPresent() && wanted.get().rows() <= Math.min(whole.get().rows(), whole.get().columns())) {
      int side = wanted.get().rows();
      int top = (whole.get().rows() - side) / 2;
      int left = (whole.get().columns() - side) / 2;
      return Optional.of(told + "--crop " + new Crop(top, top + side - 1, left, left + side - 1)
          + ", or --patch " + wanted.get());
    }
    boolean circle = visible == new Patch.Circle(2.1).places(new Sheet(5, 5)).getFirst().length;
    return circle ? Optional.of(told + "--patch circle:2.1") : Optional.empty();
  }

  /** Patterns {@code from} to {@code to}, the last excluded, with their labels. */
  public PatternData slice(int from, int to) {
    return select(IntStream.range(from, to).toArray());
  }

  /**
   * So many patterns, each at most once, in random order, with their labels: all of them to shuffle.
   *
   * @param count at most as many as there are
   * @param seed the draw; the first k of a larger draw are the draw of k
   */
  public PatternData sample(int count, Seed seed) {
    int all = patterns.count();
    if (count < 0 || count > all) {
      throw new IllegalArgumentException("count must lie in [0, " + all + "], was " + count);
    }
    int[] order = IntStream.range(0, all).toArray();
    NoiseStream stream = seed.stream("patterns");
    for (int k = 0; k < count; k++) {
      int other = k + (int) (stream.nextDouble() * (all - k));
      int swap = order[k];
      order[k] = order[other];
      order[other] = swap;
    }
    return select(Arrays.copyOf(order, count));
  }

  private PatternData select(int[] rows) {
    int width = patterns.width();
    byte[] bits = new byte[Math.multiplyExact(rows.length, width)];
    for (int k = 0; k < rows.length; k++) {
      System.arraycopy(patterns.row(rows[k]), 0, bits, k * width, width);
    }
    return new PatternData(name, Patterns.of(rows.length, width, bits), sheet, threshold,
        labels.map(l -> l.select(rows)), notices, inputs);
  }
}
