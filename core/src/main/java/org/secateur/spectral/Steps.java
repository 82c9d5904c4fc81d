package org.secateur.spectral;

/** Told how far long work has come. Implementations may throw to stop it. */
@FunctionalInterface
public interface Steps {

  /** Tells nobody. */
  Steps NONE = (phase, done, total) -> {
  };

  /**
   * Some of a phase is done.
   *
   * @param phase what is being done, a few words
   * @param done how much of it, from 0
   * @param total how much there is at most
   */
  void report(String phase, long done, long total);
}
