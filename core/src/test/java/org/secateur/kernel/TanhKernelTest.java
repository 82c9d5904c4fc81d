package org.secateur.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TanhKernelTest {
  /**
   * Lambert's fraction up to x⁷/x⁶ differs from the tangent of x ≤ 2.275 by less than 10⁻⁸ of it; ten roundings and the two
   * doublings, each of which at most doubles a relative error, stay below 4 · (10⁻⁸ + 10 u) and u = 2⁻²⁴.
   */
  @Test
  void isTheHyperbolicTangent() {
    double tolerance = 4 * (1e-8 + 10 * 0x1p-24);
    int n = 400_001;
    float[] x = new float[n];
    for (int k = 0; k < n; k++) {
      x[k] = (k - 200_000) * 1e-4f; // [−20, 20]
    }
    float[] y = new float[n];
    TanhKernel.tanh(x, y, 0, n);
    for (int k = 0; k < n; k++) {
      double expected = Math.tanh(x[k]);
      assertEquals(expected, y[k], tolerance * Math.abs(expected), () -> "a tangent is off");
    }
  }

  @Test
  void keepsOutsideTheRangeAndNotANumber() {
    float[] x = {1, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 2};
    TanhKernel.tanh(x, x, 1, 4);
    assertEquals(1, x[0]);
    assertTrue(Float.isNaN(x[1]));
    assertEquals(1, x[2], 4 * 0x1p-24);
    assertEquals(-1, x[3], 4 * 0x1p-24);
    assertEquals(2, x[4]);
  }
}
