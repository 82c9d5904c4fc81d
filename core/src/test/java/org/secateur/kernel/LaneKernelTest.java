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
  void everyLaneHasSlopesOfItsOwn(int n) {
    FloatRows w = rows(n);
    float[] decay = random(n, "decay");
    float[] rest = random(n, "rest");
    for (int i = 0; i < n; i++) {
      rest[i] *= 0x1p-20f;
    }
    float[] x = random(8 * n, "x");
    float[] before = x.clone();
    int from = n / 3;
    float[] y = new float[8 * (n - from)];
    LaneKernel.slopes(w, decay, rest, from, n, x, y);
    assertArrayEquals(before, x);
    for (int t = 0; t < 8; t++) {
      for (int i = from; i < n; i++) {
        double sum = -((double) decay[i] + rest[i]) * x[8 * i + t];
        double size = Math.abs(decay[i] * x[8 * i + t]) + Math.abs(rest[i] * x[8 * i + t]);
        for (int k = w.rowStart[i]; k < w.rowStart[i + 1]; k++) {
          double term = (double) w.value[k] * x[8 * w.column[k] + t];
          sum += term;
          size += Math.abs(term);
        }
        assertEquals(sum, y[8 * (i - from) + t], 8 * U / (1 - 8 * U) * size);
      }
    }
  }

  /** The diagonal alone, for any number of lanes, is what {@link LaneKernel#slopes} does without synapses. */
  @ParameterizedTest
  @ValueSource(ints = {8, 16, 32})
  void theDiagonalIsTheSameByItself(int lanes) {
    int n = 9;
    float[] decay = random(n, "decay");
    float[] rest = random(n, "rest");
    float[] x = random(lanes * n, "x");
    float[] y = new float[lanes * 5];
    LaneKernel.restore(lanes, decay, rest, 2, 7, x, y);
    FloatRows none = new FloatRows(n, new int[n + 1], new int[0], new float[0]);
    float[] eight = new float[8 * n];
    float[] slopes = new float[8 * 5];
    for (int t = 0; t < lanes; t += 8) {
      for (int i = 0; i < n; i++) {
        System.arraycopy(x, lanes * i + t, eight, 8 * i, 8);
      }
      LaneKernel.slopes(none, decay, rest, 2, 7, eight, slopes);
      for (int q = 0; q < 40; q++) {
        assertEquals(slopes[q], y[q / 8 * lanes + t + q % 8]);
      }
    }
  }

  @Test
  void aStepAddsSlopeAndNoise() {
    float[] x = {1, 2, 3, 4};
    LaneKernel.step(3, new float[]{0.5f, 0, -1, 9}, new float[]{0.25f, 1, 1, 9}, x);
    assertArrayEquals(new float[]{1.75f, 3, 3, 4}, x);
  }

  @Test
  void theLargestIsFoundAndSoIsNoNumber() {
    assertEquals(3, LaneKernel.maxAbs(new float[]{1, -3, 2}));
    assertEquals(0, LaneKernel.maxAbs(new float[0]));
    assertTrue(Float.isNaN(LaneKernel.maxAbs(new float[]{1, Float.NaN, 2})));
  }
}
