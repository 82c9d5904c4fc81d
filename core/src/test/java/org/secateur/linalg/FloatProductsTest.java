package org.secateur.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.secateur.linalg.FloatProducts.Rows;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

class FloatProductsTest {

  /**
   * A sum of k products is right to (k + 1) u Σ|a b| in whatever order it is taken (Higham, "Accuracy and Stability", 2002);
   * entries lie in [−1, 1], u = 2⁻²⁴, and both routes err: 2 (k + 3) k u with the scaling.
   */
  @ParameterizedTest
  @CsvSource({"NO,NO", "NO,YES", "YES,NO", "YES,YES"})
  void agreesWithTheLoops(Transpose opA, Transpose opB) {
    for (int[] shape : new int[][]{{1, 1, 1}, {5, 7, 3}, {33, 17, 40}, {400, 130, 70}, {2, 1, 100}}) {
      int m = shape[0];
      int n = shape[1];
      int k = shape[2];
      Rows a = random(opA == Transpose.NO ? m : k, opA == Transpose.NO ? k : m, 3, "a");
      Rows b = random(opB == Transpose.NO ? k : n, opB == Transpose.NO ? n : k, 0, "b");
      Rows c = random(m, n, 5, "c");
      Rows expected = new Rows(c.values().clone(), c.offset(), c.stride());
      FloatProducts.multiply(opA, opB, m, n, k, 0.5f, a, b, 1, c);
      FloatProducts.loops(opA, opB, m, n, k, 0.5f, a, b, 1, expected);
      double tolerance = 2 * (k + 3.0) * (k + 1) * 0x1p-24;
      for (int at = 0; at < c.values().length; at++) {
        assertThat(Math.abs(c.values()[at] - expected.values()[at])).isLessThanOrEqualTo((float) tolerance);
      }
    }
  }

  private static Rows random(int rows, int columns, int slack, String stage) {
    NoiseStream stream = new Seed(rows).stream(stage);
    float[] values = new float[slack + rows * (columns + slack)];
    for (int k = 0; k < values.length; k++) {
      values[k] = (float) (2 * stream.nextDouble() - 1);
    }
    return new Rows(values, slack, columns + slack);
  }

  /** 1000·500·100 multiply-adds are several panels. */
  @Test
  void doesNotDependOnThreads() throws Exception {
    Rows a = random(1000, 500, 0, "a");
    Rows b = random(500, 100, 0, "b");
    float[] one = new float[100_000];
    FloatProducts.multiply(Transpose.NO, Transpose.NO, 1000, 100, 500, 1, a, b, 0, new Rows(one, 0, 100));
    for (int threads : new int[]{1, 2, 8}) {
      float[] many = new float[one.length];
      try (ForkJoinPool pool = new ForkJoinPool(threads)) {
        pool.submit(
            () -> FloatProducts.multiplyParallel(Transpose.NO, Transpose.NO, 1000, 100, 500, 1, a, b, 0,
                new Rows(many, 0, 100)))
            .get();
      }
      assertThat(many).containsExactly(one);
    }
  }

  @Test
  void refusesArraysThatAreTooShort() {
    Rows small = new Rows(new float[5], 0, 2);
    assertThatThrownBy(
        () -> FloatProducts.multiply(Transpose.NO, Transpose.NO, 3, 2, 2, 1, small, small, 0, small))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("a needs 3×2");
  }
}
