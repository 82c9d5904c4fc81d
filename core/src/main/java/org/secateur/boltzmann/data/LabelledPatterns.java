package org.secateur.boltzmann.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.secateur.boltzmann.Patterns;
import org.secateur.network.Require;

/** Patterns with a class each. Immutable. */
public final class LabelledPatterns {
  private final Patterns patterns;
  private final int[] labels; // (count), each at least 0

  /**
   * Patterns and their classes.
   *
   * @param labels one a pattern, from 0; copied
   */
  public LabelledPatterns(Patterns patterns, int[] labels) {
    Require.length(labels.length, patterns.count(), "labels");
    for (int label : labels) {
      Require.atLeast(label, 0, "a label");
    }
    this.patterns = patterns;
    this.labels = labels.clone();
  }

  /** The patterns. */
  public Patterns patterns() {
    return patterns;
  }

  /** The class of each, as a new array. */
  public int[] labels() {
    return labels.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LabelledPatterns p && p.patterns.equals(patterns)
        && Arrays.equals(p.labels, labels);
  }

  @Override
  public int hashCode() {
    return 31 * patterns.hashCode() + Arrays.hashCode(labels);
  }
}
