package org.secateur.linalg;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which implementation the process uses. */
final class Choice {
  private static final String PROPERTY = "secateur.algebra";
  private static final String VARIABLE = "SECATEUR_ALGEBRA";

  private Choice() {
  }

  static DenseAlgebra ofProcess() {
    return OfProcess.get();
  }

  static DenseAlgebra pureJava() {
    return new Ejml("");
  }

  private static @Nullable String requested() {
    String property = System.getProperty(PROPERTY);
    return property != null ? property : System.getenv(VARIABLE);
  }

  /**
   * The implementation for a request.
   *
   * @param requested the value of the property or the variable, null or empty if there is none
   * @throws IllegalStateException if it cannot be had
   */
  static DenseAlgebra choose(@Nullable String requested) {
    return switch (requested == null ? "" : requested.toLowerCase(Locale.ROOT)) {
      case "ejml" -> new Ejml("chosen by " + PROPERTY);
      case "openblas" -> {
        try {
          yield new OpenBlas(OpenBlasLibrary.load());
        } catch (OpenBlasLibrary.UnavailableException e) {
          throw new IllegalStateException(
              PROPERTY + " asks for openblas, which could not be loaded: " + e.getMessage(),
              e);
        }
      }
      case "" -> {
        try {
          yield new OpenBlas(OpenBlasLibrary.load());
        } catch (OpenBlasLibrary.UnavailableException e) {
          yield new Ejml("OpenBLAS could not be loaded: " + e.getMessage());
        }
      }
      default -> throw new IllegalStateException(PROPERTY + " must be openblas or ejml, was " + requested);
    };
  }

  /** Loaded, and so decided, at the first use. A refusal is kept too, and thrown each time. */
  private static final class OfProcess {
    private static final @Nullable DenseAlgebra ALGEBRA;
    private static final @Nullable IllegalStateException REFUSAL;

    static {
      DenseAlgebra algebra = null;
      IllegalStateException refusal = null;
      try {
        algebra = choose(requested());
      } catch (IllegalStateException e) {
        refusal = e;
      }
      ALGEBRA = algebra;
      REFUSAL = refusal;
    }

    static DenseAlgebra get() {
      if (ALGEBRA == null) {
        throw new IllegalStateException(REFUSAL == null ? "no algebra" : REFUSAL.getMessage(), REFUSAL);
      }
      return ALGEBRA;
    }
  }
}
