package org.secateur.study.trials;

import java.util.List;

import org.secateur.study.Progress;

/** Something that is done to a subject and measured. A laboratory's own gets grids, pairing, resuming and figures for nothing. */
public interface Experiment {

  /** Its name in study files. */
  String name();

  /** Goes into the hashes of trials: to be raised when the same setting comes to other numbers. */
  int version();

  /** All its parameters; each plays its part in the order of this list. */
  List<Parameter> parameters();

  /** What can be measured: the names before any {@code :} or {@code @}. */
  List<String> measures();

  /**
   * The values that a measure yields, by the name of their column.
   *
   * @param measure as in a study file, with any {@code :} or {@code @}
   * @throws IllegalArgumentException if that is no measure; the message says why
   */
  List<String> columns(String measure);

  /** The tables that a measure yields. */
  List<String> tables(String measure);

  /**
   * A setting with every parameter that plays a part, those not given at their defaults, and without those that play none.
   *
   * @param given some parameters' values, each of its parameter's kind
   * @throws BadSetting if they contradict one another, or one is needed and not given
   */
  Setting resolve(Setting given);

  /** Parameters that exclude one another do not go together, or one is missing. */
  final class BadSetting extends IllegalArgumentException {
    @java.io.Serial
    private static final long serialVersionUID = 1;
    private final String key;

    /**
     * What is wrong with a setting.
     *
     * @param key the parameter to change
     * @param message one sentence
     */
    public BadSetting(String key, String message) {
      super(message);
      this.key = key;
    }

    /** The parameter to change. */
    public String key() {
      return key;
    }
  }

  /**
   * The subject of one seed, for all treatments.
   *
   * @param setting at least the parameters that decide the subject
   * @throws IllegalArgumentException if there is none; the message is the reason
   */
  Subject subject(Setting setting, int seed, Progress progress);

  /** What is treated; used by one thread at a time, and may remember what its treatments share. */
  interface Subject {
    /** Treats and measures. */
    Outcome treat(Trial trial, Progress progress);
  }

  /** Name and version, as they go into hashes. */
  default String identity() {
    return name() + "/" + version();
  }
}
