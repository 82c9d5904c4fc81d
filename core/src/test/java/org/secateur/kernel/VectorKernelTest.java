package org.secateur.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.random.Seed;

/** Run in a virtual machine of its own, with the module (core/pom.xml). */
class VectorKernelTest {
  @BeforeAll
  static void hasTheModule() {
    assumeTrue(VectorInstructions.IN_USE,
        "skipped: needs --add-modules jdk.incubator.vector, and a processor with vectors of eight floats");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 10, 40, 5000})
  void singlePrecisionHasTheBitsOfThePlainLoop(int n) {
    FloatRows w = LaneKernelTest.rows(n);
    float[] x = LaneKernelTest.random(8 * n, "x");
    if (n > 3) {
      x[5] = Float.NaN;
      x[17] = -0f;
      x[18] = Float.POSITIVE_INFINITY;
      x[19] = Float.MIN_VALUE;
    }
    for (int from : new int[]{0, n / 3, n}) {
      float[] plain = new float[8 * (n - from)];
      float[] vector = new float[8 * (n - from)];
      LaneKernel.multiplyPlainly(w, from, n, x, plain);
      VectorKernel.multiply(w, from, n, x, vector);
      assertArrayEquals(plain, vector);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 10, 40, 5000})
  void doublePrecisionHasTheBitsOfThePlainLoop(int n) {
    FloatRows single = LaneKernelTest.rows(n);
    double[] value = new double[single.value.length];
    new Seed(3).stream("values").fillGaussian(value);
    CompressedRows w = new CompressedRows(n, single.rowStart, single.column, value);
    double[] x = new double[8 * n];
    new Seed(4).stream("x").fillGaussian(x);
    if (n > 3) {
      x[5] = Double.NaN;
      x[17] = -0d;
      x[18] = Double.NEGATIVE_INFINITY;
      x[19] = Double.MIN_VALUE;
    }
    double[] plain = new double[8 * n];
    double[] vector = new double[8 * n];
    BlockKernel.multiplyPlainly(w, x, plain);
    VectorKernel.multiply(w, x, vector);
    assertArrayEquals(plain, vector);
  }
}
