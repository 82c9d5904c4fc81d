package org.secateur.cli;

import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.secateur.io.FileFormat;
import org.secateur.io.ReadOptions;
import picocli.CommandLine.Option;

/** How a file is read, whatever it means: flags that become {@link ReadOptions}. */
final class InputOptions {
  @Option(names = "--format", paramLabel = "FORMAT",
      description = "What the file is: npy, npz, csv, edges, mtx, mat or idx. Default: found out from its content.")
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

  @Option(names = "--weight-column", paramLabel = "NAME",
      description = "Which column of an edge list is the weight.")
  @Nullable
  String weightColumn;

  @Option(names = "--nan-as", paramLabel = "zero",
      description = "Read undefined weights as no edge; recorded.")
  @Nullable
  String nanAs;

  @Option(names = "--accept-saturated", description = "Believe counts of 2147483647.")
  boolean acceptSaturated;

  @Option(names = "--duplicates", paramLabel = "HOW",
      description = "What to make of an edge that appears twice: sum, max or first. Default: refuse.")
  @Nullable
  String duplicates;

  @Option(names = "--undirected", arity = "0..1", paramLabel = "mean", fallbackValue = "yes",
      description = "The edges of a list have no direction; mean: pairs given both ways get their mean.")
  @Nullable
  String undirected;

  @Option(names = "--nodes", paramLabel = "N",
      description = "The ids of an edge list are indices of N nodes. Default: ids are names.")
  @Nullable
  Integer nodes;

  @Option(names = "--index-base", paramLabel = "0|1",
      description = "The smallest index of an edge list with --nodes.")
  @Nullable
  Integer indexBase;

  @Option(names = "--max-input", paramLabel = "SIZE",
      description = "The most a file may hold or unpack to. Default: 4g.")
  @Nullable
  String maxInput;

  ReadOptions toReadOptions(boolean autoScale) {
    ReadOptions o = ReadOptions.DEFAULT;
    if (format != null) {
      o = o.withFormat(
          choice("--format", format, FileFormat.ofOption(format), "npy, npz, csv, edges, mtx, mat or idx"));
    }
    if (header) {
      o = o.withHeader(ReadOptions.Header.YES);
    }
    if (noHeader) {
      o = o.withHeader(ReadOptions.Header.NO);
    }
    o = o.withDecimal(
        choice("--decimal", decimal, constant(ReadOptions.Decimal.class, decimal), "point or comma"));
    o = o.withDelimiter(choice("--delimiter", delimiter, constant(ReadOptions.Delimiter.class, delimiter),
        "auto, comma, semicolon, tab or space"));
    if (weightColumn != null) {
      o = o.withWeightColumn(weightColumn);
    }
    if (nanAs != null) {
      o = o.withNanAs(choice("--nan-as", nanAs, constant(ReadOptions.NanAs.class, nanAs), "zero"));
    }
    if (acceptSaturated) {
      o = o.withSaturated(ReadOptions.Saturated.ACCEPT);
    }
    if (duplicates != null) {
      o = o.withDuplicates(
          choice("--duplicates", duplicates, constant(ReadOptions.Duplicates.class, duplicates),
              "sum, max or first"));
    }
    if (undirected != null) {
      o = o.withUndirected(
          choice("--undirected", undirected, constant(ReadOptions.Undirected.class, undirected),
              "mean, or nothing"));
    }
    if (nodes != null) {
      o = o.withNodes(nodes);
    }
    if (indexBase != null) {
      if (indexBase != 0 && indexBase != 1) {
        throw Failure.of(ExitCode.USAGE, "E172", "--index-base %d is neither 0 nor 1".formatted(indexBase),
            "--index-base 0");
      }
      o = o.withIndexBase(indexBase);
    }
    if (maxInput != null) {
      o = o.withMaxInput(Fractions.bytes(maxInput, "--max-input"));
    }
    return autoScale ? o.withScale(ReadOptions.Scale.AUTO) : o;
  }

  /** The value a word stands for, or a usage error that lists the words. */
  static <T> T choice(String option, String word, Optional<T> value, String words) {
    return value.orElseThrow(() -> Failure.of(ExitCode.USAGE, "E172",
        "%s %s is not a choice".formatted(option, word), "%s takes %s".formatted(option, words)));
  }

  /** The enum constant that a word of the command line names. */
  static <E extends Enum<E>> Optional<E> constant(Class<E> type, String word) {
    String name = word.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
    return java.util.Arrays.stream(type.getEnumConstants()).filter(c -> c.name().equals(name)).findFirst();
  }

  /** The file part of {@code file::member}. */
  static Path file(String spec) {
    int colons = spec.indexOf("::");
    return Path.of(colons < 0 ? spec : spec.substring(0, colons));
  }
}
