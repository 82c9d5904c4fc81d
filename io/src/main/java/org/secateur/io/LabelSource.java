package org.secateur.io;

/** Where the classes of the samples stand. */
public sealed interface LabelSource {

  /** Not said: a table with a column that is called like one of labels is refused. */
  record Unstated() implements LabelSource {
  }

  /** Nowhere: {@code --labels none}. */
  record None() implements LabelSource {
  }

  /**
   * In a file of as many whole numbers as there are samples: {@code --labels FILE}.
   *
   * @param spec file and member, as for {@link MatrixReader}
   */
  record InFile(String spec) implements LabelSource {
  }

  /**
   * In a column of the same table, which then is no unit: {@code --label-column NAME}.
   *
   * @param name as the header says it
   */
  record Column(String name) implements LabelSource {
  }
}
