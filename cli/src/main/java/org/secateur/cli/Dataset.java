package org.secateur.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.secateur.boltzmann.Patterns;
import org.secateur.io.ClassLabels;
import org.secateur.io.InputException;
import org.secateur.io.Notice;
import org.secateur.io.PatternData;
import org.secateur.io.PatternOptions;
import org.secateur.io.PatternReader;
import org.secateur.io.ReadOptions;
import org.secateur.random.Seed;

/**
 * Patterns to train on, and others that are set aside.
 *
 * @param training what is learned from
 * @param heldOut what is only looked at; empty if nothing was set aside
 * @param input the files with their hashes, or how the data were generated
 */
record Dataset(PatternData training, Optional<PatternData> heldOut, Map<String, Object> input) {

  /** Reads or generates data; nothing is set aside. */
  static Dataset load(String spec, PatternFlags flags) throws InputException {
    return load(spec, flags, null, null);
  }

  /**
   * Reads or generates data.
   *
   * @param aside another file, read in the same way; a share such as 0.1, drawn from the data; or null for nothing
   * @param asideLabels the classes of that file
   */
  static Dataset load(String spec, PatternFlags flags, @Nullable String aside, @Nullable String asideLabels)
      throws InputException {
    Map<String, Object> input = new LinkedHashMap<>();
    PatternData whole = read(spec, flags, new Seed(flags.dataSeed), flags.toPatternOptions());
    stamp(spec, whole, flags, input);
    PatternData all = drawn(whole, flags);
    if (aside == null) {
      return new Dataset(all, Optional.empty(), input);
    }
    if (isShare(aside)) {
      return split(all, Fractions.parse(aside, "what is set aside"), flags, input);
    }
    PatternData other = read(aside, flags, new Seed(flags.dataSeed).child("held out", 0),
        flags.toPatternOptions(asideLabels));
    stamp(aside, other, flags, input);
    other.requireWidth(all.patterns().width());
    if (other.labels().isPresent() && all.labels().isPresent()) {
      other.labels().get().requireWithin(all.labels().get().classes(), other.name());
    }
    return new Dataset(all, Optional.of(other), input);
  }

  private static PatternData read(String spec, PatternFlags flags, Seed seed, PatternOptions options)
      throws InputException {
    ReadOptions reading = flags.toReadOptions();
    if (!GeneratedData.isNamed(spec)) {
      try {
        return PatternReader.read(spec, reading, options);
      } catch (InputException e) {
        if (e.code().equals("E103")) {
          throw e.withHint(e.hint().orElse("").replace("secateur inspect ", "name the array: "));
        }
        boolean unknown = e.code().equals("E101") && e.hint().isEmpty() && spec.indexOf('.') < 0;
        throw unknown ? e.withHint("a file, or generated data: " + GeneratedData.WORDS) : e;
      }
    }
    if (!options.equals(PatternOptions.DEFAULT)) {
      throw Failure.of(ExitCode.USAGE, "E172",
          "%s are generated as patterns of 0 and 1; thresholds, crops and labels are for files"
              .formatted(spec),
          "leave them out, or name the file as ./" + spec);
    }
    return GeneratedData.of(spec, seed).orElseThrow();
  }

  private static boolean isShare(String word) {
    return word.matches("[0-9.]+ *%?");
  }

  private static PatternData drawn(PatternData all, PatternFlags flags) {
    if (flags.patterns == null) {
      return all;
    }
    int wanted = flags.patterns;
    if (wanted < 1 || wanted > all.patterns().count()) {
      throw Failure.of(ExitCode.USAGE, "E172", "--patterns %d of %s cannot be drawn".formatted(wanted,
          Text.count(all.patterns().count(), "pattern")),
          "--patterns " + Math.max(1, all.patterns().count() / 2));
    }
    return all.sample(wanted, new Seed(flags.dataSeed));
  }

  private static Dataset split(PatternData all, double share, PatternFlags flags, Map<String, Object> input) {
    int count = all.patterns().count();
    int aside = (int) Math.round(share * count);
    if (aside < 1 || aside >= count) {
      throw Failure.of(ExitCode.USAGE, "E172",
          "a share of %s of %s leaves nothing on one side".formatted(Text.plain(share),
              Text.count(count, "pattern")),
          "a share such as 0.1");
    }
    PatternData shuffled = all.sample(count, new Seed(flags.dataSeed).child("held out", 0));
    return new Dataset(shuffled.slice(aside, count), Optional.of(shuffled.slice(0, aside)), input);
  }

  private static void stamp(String spec, PatternData data, PatternFlags flags, Map<String, Object> input) {
    if (data.inputs().isEmpty()) {
      input.put(spec, "generated, data seed " + flags.dataSeed);
    }
    data.inputs().forEach((name, stamp) -> {
      input.put(name, Map.of("sha256", stamp.sha256(), "bytes", stamp.bytes()));
    });
  }

  /** What is measured on: what was set aside, or the data themselves. */
  PatternData measured() {
    return heldOut.orElse(training);
  }

  /** Everything that should be known of the data. */
  List<Notice> notices() {
    List<Notice> all = new ArrayList<>(training.notices());
    heldOut.ifPresent(h -> h.notices().stream().filter(n -> !all.contains(n)).forEach(all::add));
    return all;
  }

  /** The data in a few words. */
  static String words(PatternData data) {
    Patterns p = data.patterns();
    StringBuilder text = new StringBuilder(
        "%s of %s".formatted(Text.count(p.count(), "pattern"), Text.count(p.width(), "unit")));
    data.sheet().ifPresent(s -> text.append(" (").append(s).append(')'));
    data.threshold().ifPresent(t -> text.append(" · threshold ").append(Text.plain(t)));
    data.labels().map(ClassLabels::classes).ifPresent(c -> text.append(" · ").append(c).append(" classes"));
    return text.toString();
  }
}
