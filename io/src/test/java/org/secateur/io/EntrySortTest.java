package org.secateur.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EntrySortTest {

  /** Both ways give the order of a stable comparison sort; many more rows than entries leave only one. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 3000, 1 << 20, Integer.MAX_VALUE})
  void isStableAndByRowThenColumn(int size) {
    SplittableRandom random = new SplittableRandom(size);
    int[] row = random.ints(5000, 0, size).toArray();
    int[] column = random.ints(5000, 0, size).toArray();
    long[] key = EntrySort.keys(row, column, 5000);
    int[] expected = IntStream.range(0, 5000)
        .boxed()
        .sorted(Comparator.<Integer>comparingInt(k -> row[k]).thenComparingInt(k -> column[k]))
        .mapToInt(Integer::intValue)
        .toArray();
    EntrySort.Sorted sorted = EntrySort.sorted(row, column, 5000);
    assertThat(sorted.position).isEqualTo(expected);
    assertThat(sorted.row).isEqualTo(IntStream.of(expected).map(k -> row[k]).toArray());
    assertThat(sorted.column).isEqualTo(IntStream.of(expected).map(k -> column[k]).toArray());
    assertThat(EntrySort.order(key)).isEqualTo(expected);
  }
}
