package org.secateur.study.machines;

import org.secateur.boltzmann.data.FontDigits;
import org.secateur.boltzmann.data.LabelledPatterns;
import org.secateur.boltzmann.data.NoisePatches;
import org.secateur.random.Seed;
import org.secateur.study.trials.Setting;

/** Where the patterns of a study of machines come from. */
@FunctionalInterface
public interface PatternSource {

  /**
   * Patterns to learn from, with classes where there are any (all 0 otherwise).
   *
   * @param setting data, count and, for files, file
   * @param heldOut other patterns of the same kind
   */
  LabelledPatterns patterns(Setting setting, boolean heldOut);

  /** Generated ones; patterns of files are left to another source. */
  static PatternSource generated(PatternSource files) {
    return (setting, heldOut) -> {
      Seed seed = Seed.DEFAULT.child(heldOut ? "held out" : "data", 0);
      int count = setting.whole("count") / (heldOut ? 4 : 1);
      return switch (setting.text("data")) {
        case "noise-patches" -> new LabelledPatterns(NoisePatches.of(count, NoisePatches.EXPONENT, seed),
            new int[count]);
        case "font-digits" -> FontDigits.of(count, FontDigits.FLIPS, seed);
        default -> files.patterns(setting, heldOut);
      };
    };
  }
}
