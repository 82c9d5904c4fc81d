package org.secateur.certify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimesTest {

  @Test
  void seriesOfOneTwoFive() {
    assertThat(Times.series(0.03, 7)).containsExactly(0.05, 0.1, 0.2, 0.5, 1, 2, 5, 7);
    assertThat(Times.series(1, 10)).containsExactly(1, 2, 5, 10);
    assertThat(Times.series(5, 1)).containsExactly(1);
  }

  /** A stiff network with an almost free mode: the latest times are the ones worth having. */
  @Test
  void aSeriesIsNeverEndless() {
    double[] times = Times.series(1e-10, 1e15);
    assertThat(times).hasSize(61);
    assertThat(times[60]).isEqualTo(1e15);
  }
}
