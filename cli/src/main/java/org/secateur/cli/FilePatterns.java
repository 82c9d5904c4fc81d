package org.secateur.cli;

import java.nio.file.Path;

import org.secateur.boltzmann.data.LabelledPatterns;
import org.secateur.io.InputException;
import org.secateur.io.PatternData;
import org.secateur.io.PatternOptions;
import org.secateur.io.PatternReader;
import org.secateur.io.ReadOptions;
import org.secateur.random.Seed;
import org.secateur.study.machines.PatternSource;
import org.secateur.study.trials.Setting;

/** Patterns of zeros and ones read from a file; as many as are asked for, drawn without replacement. */
final class FilePatterns implements PatternSource {
  private final Path folder;

  /** Of files named relative to a folder. */
  FilePatterns(Path folder) {
    this.folder = folder;
  }

  @Override
  public LabelledPatterns patterns(Setting setting, boolean heldOut) {
    try {
      PatternData all = PatternReader.read(folder.resolve(setting.text("file")).toString(),
          ReadOptions.DEFAULT,
          PatternOptions.DEFAULT);
      int wanted = Math.min(setting.whole("count"), all.patterns().count());
      PatternData some = wanted == all.patterns().count() ? all : all.sample(wanted, Seed.DEFAULT);
      return new LabelledPatterns(some.patterns(), new int[wanted]);
    } catch (InputException e) {
      throw new IllegalArgumentException(e.code() + ": " + e.message(), e);
    }
  }
}
