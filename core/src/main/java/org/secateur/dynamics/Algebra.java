package org.secateur.dynamics;

import org.secateur.linalg.DenseAlgebra;

/** Which library does the dense linear algebra of this process: what a result has to say of it. */
public final class Algebra {
  private Algebra() {
  }

  /** Whether it is the native library; if not, everything dense takes 10 to 20 times as long. */
  public static boolean isNative() {
    return name().startsWith("OpenBLAS");
  }

  /** The library's name and version, or the fallback's and why it is used. */
  public static String name() {
    return DenseAlgebra.best().name();
  }
}
