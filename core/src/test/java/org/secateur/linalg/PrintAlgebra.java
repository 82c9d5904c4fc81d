package org.secateur.linalg;

/** A process of its own for {@link ChoiceTest}: prints which implementation it has, or why it has none. */
final class PrintAlgebra {
  private PrintAlgebra() {
  }

  public static void main(String[] arguments) {
    for (int repeat = 0; repeat < 2; repeat++) {
      try {
        System.out.println(DenseAlgebra.best().name());
      } catch (IllegalStateException refusal) {
        System.out.println(refusal.getMessage());
      }
    }
  }
}
