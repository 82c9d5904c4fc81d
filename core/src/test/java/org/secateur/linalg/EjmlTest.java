package org.secateur.linalg;

class EjmlTest extends EquationsContract {
  @Override
  DenseAlgebra algebra() {
    return DenseAlgebra.pureJava();
  }
}
