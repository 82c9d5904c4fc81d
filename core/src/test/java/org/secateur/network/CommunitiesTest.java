package org.secateur.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommunitiesTest {
  /** Cliques of 5, neighbours in a ring joined by one edge. */
  private static Network ring(int cliques, boolean directed) {
    int n = 5 * cliques;
    double[][] w = new double[n][n];
    for (int c = 0; c < cliques; c++) {
      for (int i = 5 * c; i < 5 * c + 5; i++) {
        for (int j = 5 * c; j < 5 * c + 5; j++) {
          w[i][j] = i == j ? 0 : -1;
        }
      }
      int next = 5 * ((c + 1) % cliques);
      w[5 * c + 4][next] = 1;
      if (!directed) {
        w[next][5 * c + 4] = 1;
      }
    }
    return Network.ofDense(w, new double[n]);
  }

  /** Merging two neighbours gains modularity only where cliques are many: Fortunato and Barthélemy (2007), √(2·11·6) > 6. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void findsTheCliquesOfARing(boolean directed) {
    Communities found = Communities.of(ring(6, directed));
    assertEquals(6, found.count());
    for (int i = 0; i < 30; i++) {
      assertEquals(i / 5, found.of(i));
      assertEquals(5, found.size(found.of(i)));
    }
  }

  @Test
  void numbersGroupsBySizeAndOrdersNeuronsByGroup() {
    double[][] w = new double[7][7];
    int[][] pairs = {{0, 1}, {2, 4}, {4, 6}, {2, 6}};
    for (int[] p : pairs) {
      w[p[0]][p[1]] = 1;
      w[p[1]][p[0]] = 1;
    }
    Communities found = Communities.of(Network.ofDense(w, new double[7]));
    assertArrayEquals(new int[]{2, 4, 6, 0, 1, 3, 5}, found.order());
    assertArrayEquals(new int[]{3, 2, 1, 1},
        IntStream.range(0, found.count()).map(found::size).toArray());
  }

  @Test
  void everyNeuronWithoutSynapsesIsAGroup() {
    assertEquals(0, Communities.of(Network.ofDense(new double[0][0], new double[0])).count());
    assertEquals(3, Communities.of(Network.ofDense(new double[3][3], new double[3])).count());
  }

  @Test
  void orderIsAPermutation() {
    int[] order = Communities.of(ring(9, true)).order();
    Arrays.sort(order);
    assertArrayEquals(IntStream.range(0, 45).toArray(), order);
  }
}
