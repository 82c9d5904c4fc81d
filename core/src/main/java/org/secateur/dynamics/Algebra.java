package org.secateur.dynamics;

import org.secateur.linalg.DenseAlgebra;

/** Which library does the dense linear algebra of this process: what a result has to say of it. */
public final class Algebra {
  private Algebra() {
  }

  /** The library's name and version, or the fallback's and why it is used. */
  public static String name() {
    return DenseAlgebra.best().name();
  }
}
