package org.secateur.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

class BlockKernelTest {
  private static final int DEGREE = 3;

  private static CompressedRows ring(int n) {
    int degree = Math.min(n, DEGREE);
    int[] rowStart = new int[n + 1];
    int[] column = new int[n * degree];
    double[] value = new double[n * degree];
    new Seed(3).stream("values").fillGaussian(value);
    for (int i = 0; i < n; i++) {
      rowStart[i + 1] = rowStart[i] + degree;
      int[] of = new int[degree];
      for (int d = 0; d < degree; d++) {
        of[d] = (i + d) % n;
      }
      java.util.Arrays.sort(of);
      System.arraycopy(of, 0, column, rowStart[i], degree);
    }
    return new CompressedRows(n, rowStart, column, value);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 10, 40})
  void everyLaneIsAProductOfItsOwn(int n) {
    CompressedRows w = ring(n);
    double[] x = new double[8 * n];
    new Seed(4).stream("x").fillGaussian(x);
    double[] before = x.clone();
    double[] y = new double[8 * n];
    BlockKernel.multiply(w, x, y);
    assertArrayEquals(before, x);
    double[] lane = new double[n];
    double[] expected = new double[n];
    for (int t = 0; t < 8; t++) {
      BlockKernel.gather(x, t, lane);
      CsrKernel.multiply(w, lane, expected);
      for (int i = 0; i < n; i++) {
        // d products and sums, each off by half an ulp of at most the sum of the absolute values, on either side
        double size = 0;
        for (int k = w.rowStart[i]; k < w.rowStart[i + 1]; k++) {
          size += Math.abs(w.value[k] * lane[w.column[k]]);
        }
        assertEquals(expected[i], y[8 * i + t], 2 * DEGREE * Math.ulp(size));
      }
    }
  }

  @Test
  void stepsFollowTheirFormula() {
    int n = 5;
    double dt = 0.01;
    double amplitude = 0.3;
    NoiseStream random = new Seed(5).stream("all");
    double[] leak = new double[n];
    double[] input = new double[n];
    double[] drive = new double[8 * n];
    double[] noise = new double[8 * n];
    double[] start = new double[8 * n];
    for (double[] a : new double[][]{leak, input, drive, noise, start}) {
      random.fillGaussian(a);
    }
    double[] linear = start.clone();
    double[] rectified = start.clone();
    BlockKernel.stepLinear(1, 4, dt, leak, input, drive, amplitude, noise, linear);
    BlockKernel.stepRectified(1, 4, dt, leak, input, drive, amplitude, noise, rectified);
    for (int q = 0; q < 8 * n; q++) {
      int i = q / 8;
      if (i < 1 || i >= 4) {
        assertEquals(start[q], linear[q]);
        assertEquals(start[q], rectified[q]);
        continue;
      }
      double z = amplitude * noise[q - 8];
      double total = drive[q] + input[i];
      // a handful of roundings of numbers below 10
      assertEquals(start[q] + dt * (total - leak[i] * start[q]) + z, linear[q], 10 * Math.ulp(10.0));
      assertEquals(start[q] + dt * (Math.max(0, total) - leak[i] * start[q]) + z, rectified[q],
          10 * Math.ulp(10.0));
    }
  }

  @Test
  void gatherUndoesScatter() {
    double[] x = new double[24];
    double[] lane = {1, 2, 3};
    BlockKernel.scatter(lane, 7, x);
    double[] back = new double[3];
    BlockKernel.gather(x, 7, back);
    assertArrayEquals(lane, back);
    assertEquals(3, BlockKernel.maxAbs(x));
    x[0] = Double.NaN;
    assertTrue(Double.isNaN(BlockKernel.maxAbs(x)));
  }
}
