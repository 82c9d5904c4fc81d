package org.secateur.spark;

import java.io.Serial;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** A job cannot or must not go on: a stable code, what is wrong in the user's terms, where, and a way out that works. */
public final class ClusterException extends RuntimeException {
  @Serial
  private static final long serialVersionUID = 1;

  private final String code;
  private final @Nullable String where;
  private final @Nullable String hint;

  private ClusterException(String code, String message, @Nullable String where, @Nullable String hint,
      @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.where = where;
    this.hint = hint;
  }

  static ClusterException of(String code, String message) {
    return new ClusterException(code, message, null, null, null);
  }

  ClusterException at(String place) {
    return new ClusterException(code, message(), place, hint, getCause());
  }

  ClusterException withHint(String wayOut) {
    return new ClusterException(code, message(), where, wayOut, getCause());
  }

  ClusterException because(Throwable reason) {
    return new ClusterException(code, message(), where, hint, reason);
  }

  /** The stable code, as in E301. */
  public String code() {
    return code;
  }

  /** What is wrong, without code, place or hint. */
  public String message() {
    return String.valueOf(getMessage());
  }

  /** Where it is, if known. */
  public Optional<String> where() {
    return Optional.ofNullable(where);
  }

  /** What to do about it. */
  public Optional<String> hint() {
    return Optional.ofNullable(hint);
  }
}
