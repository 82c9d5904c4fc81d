package org.secateur.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.secateur.boltzmann.Patterns;

/** Reads binary patterns to train machines on, and the classes of the samples, from any {@link FileFormat} but edge lists. */
public final class PatternReader {
  private PatternReader() {
  }

  /**
   * Reads patterns.
   *
   * @param spec file and member, as for {@link MatrixReader}: samples x columns, or samples x rows x columns
   * @param reading format, header, NaN and limits
   * @param options how numbers become bits
   * @throws InputException E111 for other shapes, E120 and E121 for NaN and infinity, E200 for values out of 0..1, E203 for
   *     values that are not binary, E204 if all bits would be equal, E206 and E207 for labels that do not fit, E208 for
   *     crops, patches and sheets that do not fit, and all of the reader's
   */
  public static PatternData read(String spec, ReadOptions reading, PatternOptions options)
      throws InputException {
    SampleTable table = SampleTable.read(spec, reading, options);
    if (options.crop().isPresent()) {
      table = table.cropped(options.crop().get());
    }
    Map<String, FileStamp> inputs = new LinkedHashMap<>();
    Source source = Source.of(spec, reading);
    inputs.put(source.name(), FileStamp.of(source.path()));
    Optional<ClassLabels> labels = labels(table, reading, options.labels(), inputs);
    List<Notice> notices = new ArrayList<>();
    labels.ifPresent(l -> emptyClasses(l).ifPresent(notices::add));
    Binarization.Bits made = Binarization.of(table, options.scale(), options.threshold());
    Patterns patterns = patterns(table, made.bits(), options.patch(), labels.isPresent());
    constantColumns(patterns, table.name()).ifPresent(notices::add);
    Optional<Sheet> sheet = options.patch() instanceof Patch.Whole
        ? table.sheet()
        : options.patch() instanceof Patch.Rectangle(Sheet size) ? Optional.of(size) : Optional.empty();
    OptionalDouble threshold = Double.isNaN(made.threshold())
        ? OptionalDouble.empty()
        : OptionalDouble.of(made.threshold());
    return new PatternData(table.name(), patterns, sheet, threshold, labels, notices, inputs);
  }

  private static Optional<ClassLabels> labels(SampleTable table, ReadOptions reading, LabelSource where,
      Map<String, FileStamp> inputs) throws InputException {
    if (!(where instanceof LabelSource.InFile(String spec))) {
      return table.labels();
    }
    ReadOptions options = reading.forAnotherFile();
    Source source = Source.of(spec, options);
    NumberArray array = ArrayReader.read(spec, options).numbers();
    ClassLabels labels = ClassLabels.of(array, table.samples(), table.name());
    inputs.putIfAbsent(source.name(), FileStamp.of(source.path()));
    return Optional.of(labels);
  }

  private static Patterns patterns(SampleTable table, byte[] bits, Patch patch, boolean labelled)
      throws InputException {
    if (patch instanceof Patch.Whole) {
      return Patterns.of(table.samples(), table.width(), bits);
    }
    if (labelled) {
      throw InputException.of("E208", "labels belong to whole samples; patches have none.").at(table.name())
          .withHint("--labels none");
    }
    Sheet whole = table.requireSheet("--patch");
    List<int[]> places = patch.places(whole);
    if (places.isEmpty()) {
      throw InputException
          .of("E208", "a patch of " + patch.box(whole) + " does not fit into the samples of "
              + Words.quote(table.name()) + ", which are " + whole + ".")
          .at(table.name())
          .withHint("--patch none");
    }
    int pixels = places.getFirst().length;
    long all = (long) table.samples() * places.size();
    byte[] out = new byte[Memory.requireBytes(all * pixels, table.name())];
    int at = 0;
    for (int s = 0; s < table.samples(); s++) {
      for (int[] place : places) {
        for (int p : place) {
          out[at++] = bits[s * table.width() + p];
        }
      }
    }
    return Patterns.of((int) all, pixels, out);
  }

  private static Optional<Notice> constantColumns(Patterns patterns, String name) {
    double[] means = patterns.means();
    int zeros = 0;
    int ones = 0;
    int first = -1;
    for (int i = 0; i < means.length; i++) {
      zeros += means[i] == 0 ? 1 : 0;
      ones += means[i] == 1 ? 1 : 0;
      first = first < 0 && (means[i] == 0 || means[i] == 1) ? i : first;
    }
    if (first < 0) {
      return Optional.empty();
    }
    String which = zeros == 0
        ? "always 1"
        : ones == 0 ? "always 0" : zeros + " always 0, " + ones + " always 1";
    return Optional.of(Notice.of("W205",
        Words.count(zeros + (long) ones) + " of " + Words.some(means.length, "column") + " of "
            + Words.quote(name)
            + (zeros + ones == 1 ? " is" : " are") + " constant (" + which + "; first: column "
            + Words.count(first + 1L) + "): such units tell nothing, and their biases grow without bound.",
        "--crop leaves out a margin"));
  }

  private static Optional<Notice> emptyClasses(ClassLabels labels) {
    List<Integer> empty = labels.empty();
    return empty.isEmpty()
        ? Optional.empty()
        : Optional.of(Notice.of("W207", "no sample has class " + empty.getFirst()
            + (empty.size() == 1 ? "" : " (nor " + Words.some(empty.size() - 1L, "other") + ")")
            + ", though labels reach " + (labels.classes() - 1) + "."));
  }
}
