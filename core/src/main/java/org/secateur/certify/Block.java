package org.secateur.certify;

import java.util.Optional;

/**
 * A part of a certificate: there, or not there for a stated reason.
 *
 * @param <T> what the part says
 */
public sealed interface Block<T> {

  /**
   * The part was measured.
   *
   * @param facts what was found
   */
  record Measured<T>(T facts) implements Block<T> {
  }

  /**
   * The part was left out.
   *
   * @param why the reason
   * @param limit the largest number of neurons, for {@link Omission#TOO_LARGE}; otherwise 0
   */
  record Omitted<T>(Omission why, int limit) implements Block<T> {
  }

  /** A measured part. */
  static <T> Block<T> of(T facts) {
    return new Measured<>(facts);
  }

  /** A part left out. */
  static <T> Block<T> omitted(Omission why) {
    return new Omitted<>(why, 0);
  }

  /** A part left out because the network is too large. */
  static <T> Block<T> tooLarge(int limit) {
    return new Omitted<>(Omission.TOO_LARGE, limit);
  }

  /** The facts, if measured. */
  default Optional<T> measured() {
    return switch (this) {
      case Measured<T>(T facts) -> Optional.of(facts);
      case Omitted<T> omitted -> Optional.empty();
    };
  }
}
