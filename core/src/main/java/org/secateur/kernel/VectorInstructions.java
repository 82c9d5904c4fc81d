package org.secateur.kernel;

/** Whether {@link VectorKernel} can be used: asked of a class of its own, since that one does not link without its module. */
final class VectorInstructions {
  /** The virtual machine was started with {@code --add-modules jdk.incubator.vector}, on a processor wide enough. */
  static final boolean IN_USE = moduleIsThere() && VectorKernel.fitsProcessor();

  private VectorInstructions() {
  }

  private static boolean moduleIsThere() {
    try {
      Class.forName("jdk.incubator.vector.FloatVector");
      return true;
    } catch (ClassNotFoundException none) {
      return false;
    }
  }
}
