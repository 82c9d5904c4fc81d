package org.secateur.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

class LaneKernelTest {
  private static final double U = 0x1p-24;

  static float[] random(int length, String stage) {
    NoiseStream stream = new Seed(6).stream(stage);
    float[] x = new float[length];
    for (int k = 0; k < length; k++) {
      x[k] = (float) stream.nextGaussian();
    }
    return x;
  }

  /** Row i has i mod 7 entries, some rows none. */
  static FloatRows rows(int n) {
    int[] rowStart = new int[n + 1];
    for (int i = 0; i < n; i++) {
      rowStart[i + 1] = rowStart[i] + Math.min(n, i % 7);
    }
    int[] column = new int[rowStart[n]];
    for (int i = 0; i < n; i++) {
      for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
        column[k] = (i * 13 + (k - rowStart[i]) * 5) % n;
      }
      java.util.Arrays.sort(column, rowStart[i], rowStart[i + 1]);
    }
    return new FloatRows(n, rowStart, column, random(column.length, "values"));
  }

  /** Each lane against its own sum in double precision: |error| ≤ γ Σ |w x|, γ = ku/(1 − ku) for k fused terms. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 10, 40})
  void everyLaneIsAProductOfItsOwn(int n) {
    FloatRows w = rows(n);
    float[] x = random(8 * n, "x");
    float[] before = x.clone();
    int from = n / 3;
    float[] y = new float[8 * (n - from)];
    LaneKernel.multiplyEight(w, from, n, x, y);
    assertArrayEquals(before, x);
    for (int t = 0; t < 8; t++) {
      for (int i = from; i < n; i++) {
        double sum = 0;
        double size = 0;
        for (int k = w.rowStart[i]; k < w.rowStart[i + 1]; k++) {
          double term = (double) w.value[k] * x[8 * w.column[k] + t];
          sum += term;
          size += Math.abs(term);
        }
        assertEquals(sum, y[8 * (i - from) + t], 7 * U / (1 - 7 * U) * size);
      }
    }
  }

  /** One fused subtraction, another, a sum and another: each off by u of what it comes to. */
  @ParameterizedTest
  @ValueSource(ints = {1, 8, 16})
  void stepsFollowTheirFormula(int lanes) {
    int n = 9;
    int from = 2;
    int to = 7;
    float[] decay = random(n, "decay");
    float[] rest = random(n, "rest");
    for (int i = 0; i < n; i++) {
      rest[i] *= 0x1p-20f;
    }
    float[] drive = random(lanes * (to - from), "drive");
    float[] first = random(lanes * 3, "first");
    float[] second = random(lanes * 2, "second");
    float[] z = random(lanes * n, "z");
    float[] into = new float[lanes * n];
    LaneKernel.step(lanes, from, to, decay, rest, drive, first, second, z, into);
    for (int q = 0; q < lanes * n; q++) {
      int i = q / lanes;
      int t = q % lanes;
      if (i < from || i >= to) {
        assertEquals(0, into[q]);
        continue;
      }
      int row = i - from;
      double noise = (row % 2 == 0 ? first : second)[lanes * (row / 2) + t];
      double slope = drive[lanes * row + t] - ((double) decay[i] + rest[i]) * z[q];
      double size = 3 * (Math.abs(slope) + 1e-5) + Math.abs(slope + noise) + Math.abs(z[q] + slope + noise);
      assertEquals(z[q] + slope + noise, into[q], U * size);
    }
    float[] inPlace = z.clone();
    LaneKernel.step(lanes, from, to, decay, rest, drive, first, second, inPlace, inPlace);
    for (int q = lanes * from; q < lanes * to; q++) {
      assertEquals(into[q], inPlace[q]);
    }
  }

  @Test
  void theLargestIsFoundAndSoIsNoNumber() {
    assertEquals(3, LaneKernel.maxAbs(new float[]{1, -3, 2}));
    assertEquals(0, LaneKernel.maxAbs(new float[0]));
    assertTrue(Float.isNaN(LaneKernel.maxAbs(new float[]{1, Float.NaN, 2})));
  }
}
