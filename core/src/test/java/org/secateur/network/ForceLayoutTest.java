package org.secateur.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

import org.junit.jupiter.api.Test;

class ForceLayoutTest {
  private static final int SIZE = 30;

  /** Two cliques joined by one edge. */
  private static ForceLayout barbell() {
    List<int[]> pairs = new ArrayList<>();
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < SIZE; i++) {
        for (int j = 0; j < i; j++) {
          pairs.add(new int[]{c * SIZE + i, c * SIZE + j});
        }
      }
    }
    pairs.add(new int[]{0, SIZE});
    double[] weight = new double[pairs.size()];
    Arrays.fill(weight, 1);
    return ForceLayout.of(2 * SIZE, pairs.stream().mapToInt(p -> p[0]).toArray(),
        pairs.stream().mapToInt(p -> p[1]).toArray(), weight);
  }

  private static double distance(ForceLayout layout, int i, int j) {
    return Math.hypot(layout.x(i) - layout.x(j), layout.y(i) - layout.y(j));
  }

  /** What a layout is for: the farthest pair inside a clique is closer than the closest pair across. */
  @Test
  void groupsComeApart() {
    ForceLayout layout = barbell();
    double inside = 0;
    double across = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 2 * SIZE; i++) {
      for (int j = 0; j < i; j++) {
        if (i / SIZE == j / SIZE) {
          inside = Math.max(inside, distance(layout, i, j));
        } else {
          across = Math.min(across, distance(layout, i, j));
        }
      }
    }
    assertTrue(inside < across, inside + " inside, " + across + " across");
  }

  @Test
  void fillsTheUnitSquare() {
    ForceLayout layout = barbell();
    double low = 1;
    double high = 0;
    for (int i = 0; i < 2 * SIZE; i++) {
      for (double v : new double[]{layout.x(i), layout.y(i)}) {
        low = Math.min(low, v);
        high = Math.max(high, v);
      }
    }
    assertEquals(0, low, 1e-12); // the longer side is scaled onto [0, 1]: two roundings
    assertEquals(1, high, 1e-12);
  }

  @Test
  void isTheSameOnAnyNumberOfThreads() throws Exception {
    ForceLayout one;
    try (ForkJoinPool pool = new ForkJoinPool(1)) {
      one = pool.submit(ForceLayoutTest::barbell).get();
    }
    ForceLayout many = barbell();
    for (int i = 0; i < 2 * SIZE; i++) {
      assertEquals(one.x(i), many.x(i), 0);
      assertEquals(one.y(i), many.y(i), 0);
    }
  }

  @Test
  void takesEmptyAndSingleAndRefusesTooMany() {
    ForceLayout.of(0, new int[0], new int[0], new double[0]);
    assertEquals(0.5, ForceLayout.of(1, new int[0], new int[0], new double[0]).x(0), 1e-12);
    assertThrows(IllegalArgumentException.class, () -> ForceLayout.of(ForceLayout.MOST_NODES + 1, new int[0],
        new int[0], new double[0]));
  }
}
