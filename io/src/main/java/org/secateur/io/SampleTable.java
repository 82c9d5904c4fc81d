package org.secateur.io;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Samples on their way to patterns: one a row, its values row after row of its sheet. All finite. The arrays are its own.
 */
final class SampleTable {
  private static final int COLORS = 3;
  private static final List<String> LABEL_NAMES = List.of("label", "labels", "class", "target", "digit");

  private final String name;
  private final int samples;
  private final int width;
  private final Optional<Sheet> sheet;
  private final double[] values; // (samples · width)
  private final Optional<ClassLabels> labels;

  private SampleTable(String name, int samples, int width, Optional<Sheet> sheet, double[] values,
      Optional<ClassLabels> labels) {
    this.name = name;
    this.samples = samples;
    this.width = width;
    this.sheet = sheet;
    this.values = values;
    this.labels = labels;
  }

  /**
   * Reads samples x columns, samples x rows x columns, or samples x rows x columns with three colours, of any format but
   * an edge list.
   */
  static SampleTable read(String spec, ReadOptions reading, PatternOptions options) throws InputException {
    Source source = Source.of(spec, reading);
    TableReader.Table table = ArrayReader.read(spec, reading);
    NumberArray array = table.numbers();
    if (!(source.selection() instanceof Selection.Whole)) {
      array = source.selection().of(array);
    }
    if (array.dimensions() < 2 || array.dimensions() > 4) {
      throw shape(array, array.dimensions() == 1 ? "it has one number for each sample, as labels do" : "");
    }
    if (array.values().length == 0) {
      throw Refusals.truncated(array.name(), "it holds no samples");
    }
    requireFinite(array, reading);
    SampleTable all = withoutLabels(array, rowMajor(array), table.columnNames(), options.labels());
    return all.colored(array, options).onSheet(array, options);
  }

  private static InputException shape(NumberArray array, String why) {
    return InputException
        .of("E111", array.name() + " has shape " + Words.shape(array.dimensionsAsLong())
            + "; samples x columns or samples x rows x columns is needed"
            + (why.isEmpty() ? "." : ": " + why + "."))
        .at(array.name());
  }

  private static void requireFinite(NumberArray array, ReadOptions reading) throws InputException {
    int width = array.values().length / array.rows();
    var words = new ValueCheck.Wording("value", "A unit is 0 or 1.",
        "fill them in, or leave out those samples", array.values().length,
        k -> array.dimensions() == 2
            ? "row " + Words.count(array.rowAt(k) + 1L) + ", column " + Words.count(array.columnAt(k) + 1L)
            : array.columnMajor()
                ? "position " + Words.count(k + 1L)
                : "sample " + Words.count(k / width + 1L) + ", value " + Words.count(k % width + 1L),
        k -> array.dimensions() == 2
            ? array.place(k)
            : "position " + Words.count(k + 1L) + " of " + array.name());
    ValueCheck.require(array.values(), array.values().length, array.type(),
        reading.withScale(ReadOptions.Scale.AUTO), words);
  }

  /** The values with the last index fastest; a copy if the array has to be turned. */
  private static double[] rowMajor(NumberArray array) {
    if (!array.columnMajor()) {
      return array.values();
    }
    long[] shape = array.dimensionsAsLong();
    double[] out = new double[array.values().length];
    int[] index = new int[shape.length];
    for (double value : array.values()) {
      int at = 0;
      for (int d = 0; d < shape.length; d++) {
        at = at * (int) shape[d] + index[d];
      }
      out[at] = value;
      for (int d = 0; d < shape.length && ++index[d] == shape[d]; d++) {
        index[d] = 0;
      }
    }
    return out;
  }

  private static SampleTable withoutLabels(NumberArray array, double[] values, List<String> columns,
      LabelSource where) throws InputException {
    int samples = array.rows();
    int width = values.length / samples;
    SampleTable all = new SampleTable(array.name(), samples, width, Optional.empty(), values,
        Optional.empty());
    int at = switch (where) {
      case LabelSource.Column(String column) -> column(array.name(), columns, column);
      case LabelSource.Unstated() -> {
        requireNoLabels(array.name(), columns);
        yield -1;
      }
      case LabelSource.None _,LabelSource.InFile _ -> -1;
    };
    if (at < 0) {
      return all;
    }
    double[] label = new double[samples];
    double[] rest = new double[samples * (width - 1)];
    for (int s = 0; s < samples; s++) {
      label[s] = values[s * width + at];
      System.arraycopy(values, s * width, rest, s * (width - 1), at);
      System.arraycopy(values, s * width + at + 1, rest, s * (width - 1) + at, width - 1 - at);
    }
    if (width == 1) {
      throw shape(array, "beside its labels it has nothing");
    }
    return new SampleTable(array.name(), samples, width - 1, Optional.empty(), rest,
        Optional.of(ClassLabels.of(label, array.name())));
  }

  private static int column(String name, List<String> columns, String wanted) throws InputException {
    int at = columns.indexOf(wanted);
    if (at >= 0) {
      return at;
    }
    InputException e = InputException
        .of("E107", Words.quote(name)
            + (columns.isEmpty() ? " has no names of columns" : " has no column " + Words.quote(wanted))
            + ".")
        .at(name);
    if (columns.isEmpty()) {
      throw e.withHint("if the first line holds names: --header");
    }
    throw NearMatch.among(wanted, columns).map(near -> e.withHint("did you mean " + Words.quote(near) + "?"))
        .orElse(e);
  }

  /** A column of classes that nobody spoke of would be a unit that knows the answer. */
  private static void requireNoLabels(String name, List<String> columns) throws InputException {
    for (String column : columns) {
      if (LABEL_NAMES.contains(column.toLowerCase(Locale.ROOT))) {
        throw InputException
            .of("E207", "column " + Words.quote(column) + " of " + Words.quote(name)
                + " looks like one of classes, which are no units.")
            .at(name)
            .withHint(
                "--label-column " + column + " sets it apart; --labels none makes it a unit like others");
      }
    }
  }

  /** Three colours made one, or refused. */
  private SampleTable colored(NumberArray array, PatternOptions options) throws InputException {
    long[] shape = array.dimensionsAsLong();
    boolean last = shape.length == 4 && shape[3] == COLORS;
    boolean gray = options.colors() == PatternOptions.Colors.GRAY;
    if (shape.length == 4 && shape[3] == 1) {
      return this;
    }
    if (shape.length == 4 && !last && shape[1] != COLORS) {
      throw shape(array, "four dimensions are samples of three colours");
    }
    boolean table = shape.length == 2
        && options.sheet().map(s -> (long) s.size() * COLORS == width).orElse(false);
    if (shape.length != 4 && !table) {
      return this;
    }
    if (!gray) {
      throw InputException
          .of("E208", name + " has shape " + Words.shape(shape) + ": three colours for each pixel.").at(name)
          .withHint("--gray takes their mean");
    }
    int pixels = width / COLORS;
    double[] mean = new double[samples * pixels];
    for (int s = 0; s < samples; s++) {
      for (int p = 0; p < pixels; p++) {
        int at = s * width + (last ? p * COLORS : p);
        int step = last ? 1 : pixels;
        mean[s * pixels + p] = (values[at] + values[at + step] + values[at + 2 * step]) / COLORS;
      }
    }
    return new SampleTable(name, samples, pixels, sheet, mean, labels);
  }

  private SampleTable onSheet(NumberArray array, PatternOptions options) throws InputException {
    long[] shape = array.dimensionsAsLong();
    Optional<Sheet> own = switch (shape.length) {
      case 3 -> Optional.of(new Sheet((int) shape[1], (int) shape[2]));
      case 4 -> Optional.of(shape[3] == COLORS || shape[3] == 1
          ? new Sheet((int) shape[1], (int) shape[2])
          : new Sheet((int) shape[2], (int) shape[3]));
      default -> Optional.empty();
    };
    if (options.sheet().isPresent() && options.sheet().get().size() != width) {
      throw InputException
          .of("E208",
              "a sheet of " + options.sheet().get() + " has " + Words.count(options.sheet().get().size())
                  + " values; samples of " + Words.quote(name) + " have " + Words.count(width) + ".")
          .at(name)
          .withHint(Sheet.square(width).map(s -> "--sheet " + s).orElse("another --sheet"));
    }
    return new SampleTable(name, samples, width, options.sheet().or(() -> own), values, labels);
  }

  /** What a crop leaves. */
  SampleTable cropped(Crop crop) throws InputException {
    Sheet whole = requireSheet("--crop " + crop);
    if (!crop.fits(whole)) {
      throw InputException
          .of("E208",
              "--crop " + crop + " reaches beyond the samples of " + Words.quote(name) + ", which are "
                  + whole + ".")
          .at(name)
          .withHint(
              "rows go from 0 to " + (whole.rows() - 1) + ", columns from 0 to " + (whole.columns() - 1));
    }
    Sheet part = crop.sheet();
    double[] kept = new double[samples * part.size()];
    for (int s = 0; s < samples; s++) {
      for (int r = 0; r < part.rows(); r++) {
        System.arraycopy(values, s * width + (crop.firstRow() + r) * whole.columns() + crop.firstColumn(),
            kept,
            s * part.size() + r * part.columns(), part.columns());
      }
    }
    return new SampleTable(name, samples, part.size(), Optional.of(part), kept, labels);
  }

  /** The sheet, which an option needs; E208 if nobody said it. */
  Sheet requireSheet(String option) throws InputException {
    if (sheet.isPresent()) {
      return sheet.get();
    }
    throw InputException
        .of("E208",
            option + " needs to know how the " + Words.count(width) + " columns of " + Words.quote(name)
                + " lie beside each other.")
        .at(name)
        .withHint("--sheet " + Sheet.square(width).map(Sheet::toString).orElse("ROWSxCOLUMNS"));
  }

  String name() {
    return name;
  }

  int samples() {
    return samples;
  }

  int width() {
    return width;
  }

  Optional<Sheet> sheet() {
    return sheet;
  }

  Optional<ClassLabels> labels() {
    return labels;
  }

  /** The values themselves, sample after sample. */
  double[] values() {
    return values;
  }

  double least() {
    return Arrays.stream(values).min().orElse(Double.NaN);
  }

  double greatest() {
    return Arrays.stream(values).max().orElse(Double.NaN);
  }

  /** Where a value stands, in words. */
  String place(int at) {
    int within = at % width;
    String sample = "sample " + Words.count(at / width + 1L);
    return sheet
        .map(s -> sample + ", row " + (within / s.columns() + 1) + ", column " + (within % s.columns() + 1))
        .orElse(sample + ", column " + Words.count(within + 1L));
  }

  /** The first position whose value is neither 0 nor 1, or -1. */
  int firstNotBinary(double scale) {
    return IntStream.range(0, values.length).filter(k -> values[k] != 0 && values[k] != scale).findFirst()
        .orElse(-1);
  }
}
