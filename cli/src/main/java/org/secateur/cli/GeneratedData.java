package org.secateur.cli;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.data.BarsAndStripes;
import org.secateur.boltzmann.data.FontDigits;
import org.secateur.boltzmann.data.LabelledPatterns;
import org.secateur.boltzmann.data.NoisePatches;
import org.secateur.io.ClassLabels;
import org.secateur.io.PatternData;
import org.secateur.io.Sheet;
import org.secateur.random.Seed;

/** Data that need no file, by name. */
final class GeneratedData {
  /** How they are asked for. */
  static final String WORDS = "bars-and-stripes:SIDE[,COUNT,FLIPS], font-digits[:COUNT[,FLIPS]]"
      + " or noise-patches[:COUNT[,EXPONENT]]";

  private static final Pattern SPEC = Pattern
      .compile("(bars-and-stripes|font-digits|noise-patches)(?::(.*))?");
  private static final int DIGITS = 6000;
  private static final int PATCHES = 90_000;
  private static final int MOST = 10_000_000;

  private GeneratedData() {
  }

  /** Whether a word asks for generated data. */
  static boolean isNamed(String spec) {
    return SPEC.matcher(spec).matches();
  }

  /** The data behind a word; empty if it is none. */
  static Optional<PatternData> of(String spec, Seed seed) {
    Matcher m = SPEC.matcher(spec);
    if (!m.matches()) {
      return Optional.empty();
    }
    List<String> words = m.group(2) == null ? List.of() : List.of(m.group(2).split(",", -1));
    return Optional.of(switch (m.group(1)) {
      case "bars-and-stripes" -> bars(spec, words, seed);
      case "font-digits" -> digits(spec, words, seed);
      default -> PatternData.generated(spec,
          NoisePatches.of(count(spec, words, 0, PATCHES),
              number(spec, words, 1, NoisePatches.EXPONENT, 0, 10), seed),
          Optional.empty(), Optional.empty());
    });
  }

  private static PatternData bars(String spec, List<String> words, Seed seed) {
    int side = (int) number(spec, words, 0, 4, 1, 10);
    Patterns patterns = words.size() > 1
        ? BarsAndStripes.noisy(side, count(spec, words, 1, 0), number(spec, words, 2, 0, 0, 1), seed)
        : BarsAndStripes.all(side);
    return PatternData.generated(spec, patterns, Optional.of(new Sheet(side, side)), Optional.empty());
  }

  private static PatternData digits(String spec, List<String> words, Seed seed) {
    LabelledPatterns made = FontDigits.of(count(spec, words, 0, DIGITS),
        number(spec, words, 1, FontDigits.FLIPS, 0, 1), seed);
    return PatternData.generated(spec, made.patterns(),
        Optional.of(new Sheet(FontDigits.SIDE, FontDigits.SIDE)),
        Optional.of(ClassLabels.of(made.labels())));
  }

  private static int count(String spec, List<String> words, int at, int otherwise) {
    double count = number(spec, words, at, otherwise, 1, MOST);
    if (count != Math.rint(count)) {
      throw refused(spec);
    }
    return (int) count;
  }

  private static double number(String spec, List<String> words, int at, double otherwise, double least,
      double most) {
    if (at >= words.size()) {
      return otherwise;
    }
    try {
      double value = Double.parseDouble(words.get(at));
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw refused(spec);
    }
    throw refused(spec);
  }

  private static Failure refused(String spec) {
    return Failure.of(ExitCode.USAGE, "E172",
        "%s is not among the data that can be generated".formatted(spec),
        WORDS);
  }
}
