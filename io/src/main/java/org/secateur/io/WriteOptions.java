package org.secateur.io;

import java.util.Optional;

/**
 * How a matrix is written.
 *
 * @param format what to write; empty: what the name of the target says, otherwise what the matrix was read from
 * @param existing what to do if the target is there already
 */
public record WriteOptions(Optional<FileFormat> format, Existing existing) {
  /** The format by the name of the target, and no target replaced. */
  public static final WriteOptions DEFAULT = new WriteOptions(Optional.empty(), Existing.REFUSE);

  /** The same with another {@link #format}. */
  public WriteOptions withFormat(FileFormat value) {
    return new WriteOptions(Optional.of(value), existing);
  }

  /** The same with another {@link #existing}. */
  public WriteOptions withExisting(Existing value) {
    return new WriteOptions(format, value);
  }
}
