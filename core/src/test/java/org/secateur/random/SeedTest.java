package org.secateur.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

class SeedTest {

  /** SplitMix64 from state 0, the first three numbers as printed by the authors' own C code (Vigna, splitmix64.c). */
  @Test
  void mixesLikeThePublishedGenerator() {
    NoiseStream stream = new NoiseStream(0);
    assertThat(stream.nextLong()).isEqualTo(0xe220a8397b1dcdafL);
    assertThat(stream.nextLong()).isEqualTo(0x6e789e6aa1b965f4L);
    assertThat(stream.nextLong()).isEqualTo(0x06c45d188009454fL);
  }

  @Test
  void drawsTheSameByKeyAndInOrder() {
    Seed seed = new Seed(42);
    NoiseStream stream = seed.stream("keep");
    for (int k = 0; k < 100; k++) {
      assertThat(seed.uniform("keep", k)).isEqualTo(stream.nextDouble());
    }
  }

  /** Five standard errors: a correct sampler fails for about 6 seeds in ten million. */
  @Test
  void keepsASynapseWithItsProbability() {
    int draws = 100_000;
    double p = 0.2;
    long kept = LongStream.range(0, draws).filter(k -> new Seed(7).uniform("keep", k) < p).count();
    double standardError = Math.sqrt(p * (1 - p) / draws);
    assertThat((double) kept / draws).isBetween(p - 5 * standardError, p + 5 * standardError);
  }

  @Test
  void separatesStagesSeedsAndChildren() {
    Seed seed = new Seed(1);
    assertThat(seed.uniform("a", 0)).isNotEqualTo(seed.uniform("b", 0));
    assertThat(seed.uniform("a", 0)).isNotEqualTo(new Seed(2).uniform("a", 0));
    assertThat(seed.child("trial", 0)).isNotEqualTo(seed.child("trial", 1));
  }

  /** Mean, variance and fourth moment within five standard errors each: at most 2 seeds in a million fail. */
  @Test
  void gaussianHasTheMomentsOfAGaussian() {
    int draws = 200_000;
    NoiseStream stream = new Seed(3).stream("noise");
    double first = 0;
    double second = 0;
    double fourth = 0;
    for (int k = 0; k < draws; k++) {
      double x = stream.nextGaussian();
      first += x;
      second += x * x;
      fourth += x * x * x * x;
    }
    assertThat(first / draws).isBetween(-5 / Math.sqrt(draws), 5 / Math.sqrt(draws));
    assertThat(second / draws - 1).isBetween(-5 * Math.sqrt(2.0 / draws), 5 * Math.sqrt(2.0 / draws));
    assertThat(fourth / draws - 3).isBetween(-5 * Math.sqrt(96.0 / draws), 5 * Math.sqrt(96.0 / draws));
  }
}
