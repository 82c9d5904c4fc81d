package org.secateur.cli;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.secateur.io.Crop;
import org.secateur.io.FileFormat;
import org.secateur.io.LabelSource;
import org.secateur.io.Patch;
import org.secateur.io.PatternOptions;
import org.secateur.io.ReadOptions;
import org.secateur.io.Sheet;
import org.secateur.io.Threshold;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** How data become binary patterns: flags that become {@link PatternOptions}. */
final class PatternFlags {
  @Option(names = "--threshold", paramLabel = "T", defaultValue = "none",
      description = "What makes a value 1: a number, mean, median, or none for data of 0 and 1. Default: ${DEFAULT-VALUE}.")
  String threshold = "none";

  @Option(names = "--scale", paramLabel = "X", defaultValue = "1",
      description = "What every value is divided by, before the threshold. Default: ${DEFAULT-VALUE}.")
  double scale = 1;

  @Option(names = "--crop", paramLabel = "A..B",
      description = "Rows and columns that are used, from 0: 4..23, or 4..23,0..27.")
  @Nullable
  String crop;

  @Option(names = "--patch", paramLabel = "P",
      description = "Pieces as patterns: circle:2.1 (13 pixels), 8x8, or none. Default: none.")
  @Nullable
  String patch;

  @Option(names = "--sheet", paramLabel = "RxC",
      description = "How the columns of a table lie beside each other: 28x28.")
  @Nullable
  String sheet;

  @Option(names = "--gray", description = "The mean of three colours.")
  boolean gray;

  @Option(names = "--labels", paramLabel = "FILE", description = "Classes, whole numbers from 0; or none.")
  @Nullable
  String labels;

  @Option(names = "--label-column", paramLabel = "NAME",
      description = "The column of the table that holds the classes.")
  @Nullable
  String labelColumn;

  @Option(names = "--patterns", paramLabel = "N",
      description = "Use so many of the patterns, drawn by --data-seed. Default: all, in their order.")
  @Nullable
  Integer patterns;

  @Option(names = "--data-seed", paramLabel = "N", defaultValue = "1",
      description = "What generated data and draws from data follow from. Default: ${DEFAULT-VALUE}.")
  long dataSeed = 1;

  @Option(names = "--format", paramLabel = "FORMAT",
      description = "What the file is: npy, npz, csv, mtx, mat or idx. Default: found out from its content.")
  @Nullable
  String format;

  @Option(names = "--header", description = "The first line of a text table holds names.")
  boolean header;

  @Option(names = "--no-header",
      description = "The first line of a text table is data, whatever it looks like.")
  boolean noHeader;

  @Option(names = "--decimal", paramLabel = "MARK", defaultValue = "point",
      description = "point or comma, in text. Default: ${DEFAULT-VALUE}.")
  String decimal = "point";

  @Option(names = "--delimiter", paramLabel = "NAME", defaultValue = "auto",
      description = "Between the columns of text: auto, comma, semicolon, tab or space. Default: ${DEFAULT-VALUE}.")
  String delimiter = "auto";

  @Option(names = "--max-input", paramLabel = "SIZE",
      description = "The most a file may hold or unpack to. Default: 4g.")
  @Nullable
  String maxInput;

  /** How files are read. */
  ReadOptions toReadOptions() {
    ReadOptions o = ReadOptions.DEFAULT;
    if (format != null) {
      o = o.withFormat(
          InputOptions.choice("--format", format, FileFormat.ofOption(format),
              "npy, npz, csv, mtx, mat or idx"));
    }
    if (header) {
      o = o.withHeader(ReadOptions.Header.YES);
    }
    if (noHeader) {
      o = o.withHeader(ReadOptions.Header.NO);
    }
    o = o.withDecimal(InputOptions.choice("--decimal", decimal,
        InputOptions.constant(ReadOptions.Decimal.class, decimal), "point or comma"));
    o = o.withDelimiter(InputOptions.choice("--delimiter", delimiter,
        InputOptions.constant(ReadOptions.Delimiter.class, delimiter),
        "auto, comma, semicolon, tab or space"));
    return maxInput == null ? o : o.withMaxInput(Fractions.bytes(maxInput, "--max-input"));
  }

  /** How numbers become patterns. */
  PatternOptions toPatternOptions() {
    if (!(scale > 0 && Double.isFinite(scale))) {
      throw Failure.of(ExitCode.USAGE, "E172", "--scale %s is not a positive number".formatted(scale),
          "--scale 255");
    }
    PatternOptions o = PatternOptions.DEFAULT.withScale(scale).withThreshold(InputOptions
        .choice("--threshold", threshold, Threshold.ofOption(threshold), "a number, mean, median or none"));
    if (crop != null) {
      o = o.withCrop(InputOptions.choice("--crop", crop, Crop.ofOption(crop), "4..23, or 4..23,0..27"));
    }
    if (sheet != null) {
      o = o.withSheet(InputOptions.choice("--sheet", sheet, Sheet.ofOption(sheet), "28x28"));
    }
    if (patch != null) {
      o = o.withPatch(
          InputOptions.choice("--patch", patch, Patch.ofOption(patch), "circle:2.1, 8x8 or none"));
    }
    if (gray) {
      o = o.withColors(PatternOptions.Colors.GRAY);
    }
    return labelSource().map(o::withLabels).orElse(o);
  }

  private Optional<LabelSource> labelSource() {
    if (labels != null && labelColumn != null) {
      throw Failure.of(ExitCode.USAGE, "E172", "--labels and --label-column contradict each other",
          "leave one of them out");
    }
    if (labelColumn != null) {
      return Optional.of(new LabelSource.Column(labelColumn));
    }
    return Optional.ofNullable(labels)
        .map(file -> file.equals("none") ? new LabelSource.None() : new LabelSource.InFile(file));
  }

  /** The same for another file, whose labels are elsewhere. */
  PatternOptions toPatternOptions(@Nullable String otherLabels) {
    PatternOptions o = toPatternOptions();
    if (otherLabels != null) {
      return o.withLabels(
          otherLabels.equals("none") ? new LabelSource.None() : new LabelSource.InFile(otherLabels));
    }
    return o.labels() instanceof LabelSource.InFile ? o.withLabels(new LabelSource.None()) : o;
  }

  /** The flags of this kind that a command was given, for another command on the same data. */
  static String given(CommandSpec spec) {
    ParseResult parsed = spec.commandLine().getParseResult();
    StringBuilder text = new StringBuilder();
    List<OptionSpec> options = Optional.ofNullable(spec.mixins().get("data")).map(CommandSpec::options)
        .orElse(List.of());
    for (OptionSpec option : options) {
      if (parsed.hasMatchedOption(option.longestName())) {
        text.append(' ').append(option.longestName());
        if (option.arity().max() > 0) {
          text.append(' ').append(String.join(",", option.originalStringValues()));
        }
      }
    }
    return text.toString();
  }
}
