package org.secateur.io;

import java.util.Optional;

/**
 * Something the user should know that stops nothing.
 *
 * @param code stable code: W… for warnings, N… for notes
 * @param message what, in the user's terms
 * @param hint what to do about it
 */
public record Notice(String code, String message, Optional<String> hint) {

  /** A notice without a hint. */
  public static Notice of(String code, String message) {
    return new Notice(code, message, Optional.empty());
  }

  /** A notice with a hint. */
  public static Notice of(String code, String message, String hint) {
    return new Notice(code, message, Optional.of(hint));
  }
}
