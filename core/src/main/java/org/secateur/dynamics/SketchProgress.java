package org.secateur.dynamics;

/** Told how far a sketch has come. Implementations may throw to stop it. */
@FunctionalInterface
public interface SketchProgress {

  /** Tells nobody. */
  SketchProgress NONE = (solved, planned) -> {
  };

  /**
   * Some probes are solved.
   *
   * @param solved how many
   * @param planned how many there will be, as far as is known by now
   */
  void report(int solved, int planned);
}
