package org.secateur.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What sign and diagonal are worth, against an independent implementation's numbers, within the seeds' spread. */
class SignTableTest {
  private static final int SEEDS = 8;

  @ParameterizedTest
  @ValueSource(doubles = {1e-5, 1e-2, 1e-1})
  void numbersAgree(double slack) {
    List<Cell> cells = SignTable.measure(slack, SEEDS);
    assertThat(cells).allMatch(Cell::agrees);
    if (slack == 1e-5) {
      wrongScoresDoNotPassForTheRightOne(cells);
    }
  }

  /** Power: at a small slack, no wrong score's bridges would pass for those of the right sign. */
  private static void wrongScoresDoNotPassForTheRightOne(List<Cell> cells) {
    Cell right = cells.getFirst();
    List<Cell> wrong = cells.stream().filter(c -> c.name().endsWith("p_bridge")).skip(1).toList();
    assertThat(wrong).hasSize(3)
        .noneMatch(c -> c.ours().agrees(right.reference(), right.seeds(), right.lastDigit()));
  }
}
