package org.secateur.study.trials;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What came of a trial. A failure is a row with a reason, not a crash. */
public sealed interface Outcome {

  /**
   * It was measured.
   *
   * @param values by name; NaN where something could not be measured
   * @param tables by name; empty if none was asked for
   */
  record Measured(Map<String, Double> values, Map<String, Columns> tables) implements Outcome {
    /** Copies the maps, in their order. */
    public Measured {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
      tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
    }
  }

  /**
   * It could not be done.
   *
   * @param reason why, one sentence
   */
  record Failed(String reason) implements Outcome {
  }
}
