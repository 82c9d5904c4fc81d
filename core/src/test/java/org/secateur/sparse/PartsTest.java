package org.secateur.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.secateur.kernel.CompressedRows;

/** Parts that nothing but the rows between them joins. */
class PartsTest {
  private static final int[] NONE = {};

  static List<SparseFamilies.Named> any() {
    return SparseFamilies.all(0.3, 1, 2, 3, 10, 40);
  }

  /** A row inside a part has all its neighbours at home, and what is kept is between. */
  @ParameterizedTest
  @MethodSource("any")
  void theInsideIsClosed(SparseFamilies.Named named) {
    CompressedRows w = named.matrix().weights();
    for (int count = 1; count <= 4; count++) {
      int kept = w.n / 2;
      Parts parts = Parts.of(w, new int[]{kept}, count);
      assertThat(parts.isBetween(kept)).isTrue();
      for (int i = 0; i < w.n; i++) {
        assertThat(parts.home(i)).isBetween(0, count - 1);
        for (int k = w.rowStart[i]; k < w.rowStart[i + 1]; k++) {
          boolean joinsParts = parts.home(i) != parts.home(w.column[k]);
          assertThat(!joinsParts || (parts.isBetween(i) && parts.isBetween(w.column[k]))).isTrue();
        }
      }
    }
  }

  /** A path of rows numbered at random is cut at one place less than there are parts, into pieces of equal length. */
  @Test
  void aPathIsCutIntoPieces() {
    int n = 1 << 17;
    CompressedRows path = path(n, 48_271); // odd: a permutation of the rows
    Parts parts = Parts.of(path, NONE);
    assertEquals(8, parts.count());
    int between = 0;
    int[] size = new int[8];
    for (int i = 0; i < n; i++) {
      between += parts.isBetween(i) ? 1 : 0;
      size[parts.home(i)]++;
    }
    assertEquals(14, between);
    for (int s : size) {
      assertThat(s).isBetween(n / 8 - 1, n / 8 + 1);
    }
  }

  private static CompressedRows path(int n, int stride) {
    int[] at = new int[n];
    for (int k = 0; k < n; k++) {
      at[(int) ((long) k * stride % n)] = k;
    }
    int[] start = new int[n + 1];
    int[] column = new int[2 * n - 2];
    double[] value = new double[column.length];
    int count = 0;
    for (int i = 0; i < n; i++) {
      for (int j : new int[]{at[i] - 1, at[i] + 1}) {
        if (j >= 0 && j < n) {
          column[count] = (int) ((long) j * stride % n);
          value[count++] = 1;
        }
      }
      start[i + 1] = count;
    }
    return new CompressedRows(n, start, column, value);
  }

  /** Small graphs are not cut, nor those that have no small cut: every leaf of a star would be between. */
  @Test
  void whatIsNotWorthItStaysWhole() {
    assertEquals(1, Parts.of(path(32_767, 1), NONE).count());
    assertEquals(2, Parts.of(path(32_768, 1), NONE).count());
    int n = 1 << 17;
    int[] start = new int[n + 1];
    int[] column = new int[2 * n - 2];
    double[] value = new double[column.length];
    java.util.Arrays.fill(value, 1);
    for (int j = 1; j < n; j++) {
      column[j - 1] = j;
      start[j] = n - 2 + j;
    }
    start[n] = column.length;
    CompressedRows star = new CompressedRows(n, start, column, value);
    assertEquals(1, Parts.of(star, NONE).count());
    assertThat(Parts.of(star, NONE).isBetween(0)).isFalse();
  }
}
