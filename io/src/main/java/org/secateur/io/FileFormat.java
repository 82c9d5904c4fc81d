package org.secateur.io;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of file that can hold a matrix. Recognised by content; the name of a file is only checked against it. */
public enum FileFormat {
  /** NumPy array, format versions 1 to 3. */
  NPY("npy", "a NumPy array file"),
  /** Zip of NumPy arrays, or a SciPy sparse matrix in one. */
  NPZ("npz", "a NumPy archive"),
  /** Text: a table of numbers, one line per row. */
  CSV("csv", "text"),
  /** Text: one line per edge. */
  EDGES("edges", "text"),
  /** Matrix Market exchange format. */
  MATRIX_MARKET("mtx", "a Matrix Market file"),
  /** MATLAB level 5, versions 5 to 7. */
  MAT("mat", "a MATLAB v7 file"),
  /** The format of MNIST: a big-endian array of any number of dimensions, plain or packed with gzip. */
  IDX("idx", "an IDX file");

  private final String option;
  private final String description;

  FileFormat(String option, String description) {
    this.option = option;
    this.description = description;
  }

  /** The word after {@code --format}. */
  public String option() {
    return option;
  }

  /** What to call such a file in a sentence. */
  public String description() {
    return description;
  }

  /** The format behind the word after {@code --format}. */
  public static Optional<FileFormat> ofOption(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(f -> f.option.equals(lower)).findFirst();
  }

  boolean isText() {
    return this == CSV || this == EDGES;
  }
}
