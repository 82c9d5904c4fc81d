package org.secateur.io;

import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file that cannot be used as it is. The one exception of this package: a stable code with a documentation page, what
 * is wrong in the user's terms, and, where they are known, the place and a way out that works.
 */
public final class InputException extends Exception {
  @Serial
  private static final long serialVersionUID = 1;

  private final String code;
  private final @Nullable String where;
  private final @Nullable String hint;

  private InputException(String code, String message, @Nullable String where, @Nullable String hint,
      @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.where = where;
    this.hint = hint;
  }

  /**
   * An exception without place or hint.
   *
   * @param code the stable code, as in E101
   * @param message what is wrong, one sentence or two, without the code
   */
  public static InputException of(String code, String message) {
    return new InputException(code, message, null, null, null);
  }

  /** The same with a place: a line and column, a member of an archive, an index. */
  public InputException at(String place) {
    return new InputException(code, message(), place, hint, getCause());
  }

  /** The same with a way out: options that, when given, get past the problem. */
  public InputException withHint(String wayOut) {
    return new InputException(code, message(), where, wayOut, getCause());
  }

  /** The same with what the machine said. */
  public InputException because(Throwable reason) {
    return new InputException(code, message(), where, hint, reason);
  }

  /** The stable code, as in E101. */
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

  /** What to do about it, if anything can be done by an option or a command. */
  public Optional<String> hint() {
    return Optional.ofNullable(hint);
  }
}
