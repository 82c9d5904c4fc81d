package org.secateur.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.secateur.boltzmann.data.FontDigits;
import org.secateur.boltzmann.data.LabelledPatterns;
import org.secateur.random.Seed;

/** The probe of the top layer. */
final class LogisticRegressionTest {

  /** One binary feature, no penalty to speak of: the odds of the two groups are those that were counted. */
  @Test
  void findsTheLogOddsOfCounts() {
    float[] x = new float[100];
    int[] y = new int[100];
    for (int k = 0; k < 100; k++) {
      x[k] = k < 40 ? 0 : 1;
      y[k] = k < 40 ? (k < 10 ? 1 : 0) : (k < 88 ? 1 : 0); // 10 of 40, 48 of 60
    }
    LogisticRegression fitted = LogisticRegression.fit(x, 1, y, 2, 1e6);
    // The solver stops when the gradient has fallen to 0.01 · 42/100 of its first length, which is at most 60 · cost: the
    // inputs are then off by less than 0.0042 · 60 / (smallest curvature 7.5), 0.034, the probabilities by a quarter of it.
    assertThat(fitted.probabilities(new float[]{0})[1]).isEqualTo(0.25, within(0.009));
    assertThat(fitted.probabilities(new float[]{1})[1]).isEqualTo(0.80, within(0.009));
    assertEquals(0, fitted.predict(new float[]{0}));
    assertEquals(1, fitted.predict(new float[]{1}));
    assertEquals((10 + 12) / 100.0, fitted.error(x, 1, y));
  }

  @Test
  void readsDigitsAndIsTheSameAgain() {
    LabelledPatterns train = FontDigits.of(600, 0.03, new Seed(1));
    LabelledPatterns test = FontDigits.of(300, 0.03, new Seed(2));
    LogisticRegression a = LogisticRegression.fit(train.patterns(), train.labels(), 10, 1);
    LogisticRegression b = LogisticRegression.fit(train.patterns(), train.labels(), 10, 1);
    assertArrayEquals(a.probabilities(test.patterns().row(0)), b.probabilities(test.patterns().row(0)));
    double error = a.error(test.patterns(), test.labels());
    assertThat(error).isLessThan(0.1); // the spec's reference has 0.023 with ten times the samples; guessing has 0.9
    int[] shuffled = test.labels();
    for (int k = 0; k < shuffled.length; k++) {
      shuffled[k] = (shuffled[k] + 1) % 10;
    }
    assertThat(a.error(test.patterns(), shuffled)).isGreaterThan(0.9);
    assertThat(Arrays.stream(a.probabilities(test.patterns().row(1))).sum()).isEqualTo(1, within(1e-12));
  }

  @Test
  void aClassWithoutSamplesIsNeverPredicted() {
    float[] x = {0, 1, 0, 1};
    LogisticRegression fitted = LogisticRegression.fit(x, 1, new int[]{0, 2, 0, 2}, 4, 100);
    assertEquals(4, fitted.classes());
    assertEquals(0, fitted.probabilities(new float[]{1})[1]);
    assertEquals(0, fitted.probabilities(new float[]{1})[3]);
    assertEquals(2, fitted.predict(new float[]{1}));
    LogisticRegression only = LogisticRegression.fit(x, 1, new int[]{1, 1, 1, 1}, 2, 1);
    assertEquals(1, only.predict(new float[]{0}));
    assertEquals(1, only.probabilities(new float[]{0})[1]);
  }
}
