package org.secateur.cli;

import java.io.Serial;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** A command cannot or must not go on: what to print and which status to leave with. */
final class Failure extends RuntimeException {
  @Serial
  private static final long serialVersionUID = 1;

  private final int exitCode;
  private final String code;
  private final @Nullable String hint;

  private Failure(int exitCode, String code, String message, @Nullable String hint) {
    super(message);
    this.exitCode = exitCode;
    this.code = code;
    this.hint = hint;
  }

  /** A failure with a way out. */
  static Failure of(int exitCode, String code, String message, String hint) {
    return new Failure(exitCode, code, message, hint);
  }

  /** A failure without one. */
  static Failure of(int exitCode, String code, String message) {
    return new Failure(exitCode, code, message, null);
  }

  int exitCode() {
    return exitCode;
  }

  String code() {
    return code;
  }

  Optional<String> hint() {
    return Optional.ofNullable(hint);
  }
}
