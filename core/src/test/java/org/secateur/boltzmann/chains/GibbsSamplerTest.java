package org.secateur.boltzmann.chains;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.secateur.boltzmann.Enumeration;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Machines;
import org.secateur.boltzmann.Machines.Named;
import org.secateur.boltzmann.Samples;
import org.secateur.random.Seed;

class GibbsSamplerTest {

  /**
   * Chains that start from exact samples stay exact samples, and independent. At most 15 pairs a machine, 14 machines, five
   * standard errors and room of a few counts for rare pairs: a right sampler fails for 1 seed in 8000.
   */
  @ParameterizedTest
  @MethodSource("org.secateur.boltzmann.Machines#small")
  void leavesTheDistributionAsItIs(Named named) {
    Machine machine = named.machine();
    Enumeration exact = Enumeration.of(machine);
    int chains = 20_000;
    Particles start = Particles.at(exact.sample(chains, new Seed(4)), new Seed(11), "test");
    Samples after = GibbsSampler.of(machine).advance(start, 3).samples();
    for (int l = 0; l + 1 < machine.layers(); l++) {
      int upper = machine.units(l + 1);
      for (int at = 0; at < machine.units(l) * upper; at++) {
        double p = exact.pairs(l)[at];
        double together = 0;
        for (int c = 0; c < chains; c++) {
          together += after.layer(l).bit(c, at / upper) * after.layer(l + 1).bit(c, at % upper);
        }
        assertThat(together).isCloseTo(p * chains, within(5 * Math.sqrt(p * (1 - p) * chains) + 5));
      }
    }
  }

  @Test
  void doesNotDependOnThreadsOrInterruptions() throws Exception {
    Machine machine = Machines.random(new int[]{37, 21, 18}, 0.5, 0.6, new Seed(1));
    GibbsSampler sampler = GibbsSampler.of(machine);
    Particles start = sampler.random(700, new Seed(2));
    Particles whole = sampler.advance(start, 7);
    assertThat(sampler.advance(sampler.advance(start, 3), 4)).isEqualTo(whole);
    for (int threads : new int[]{1, 2, 8}) {
      try (ForkJoinPool pool = new ForkJoinPool(threads)) {
        assertThat(pool.submit(() -> sampler.advance(start, 7)).get()).isEqualTo(whole);
      }
    }
  }

  /** A chain's bytes are its own: with fewer chains beside it they are the same up to the rounding of the products. */
  @Test
  void chainsHaveTheirOwnStreams() {
    Machine machine = Machines.random(new int[]{6, 5}, 1, 1, new Seed(1));
    GibbsSampler sampler = GibbsSampler.of(machine);
    Samples many = sampler.random(600, new Seed(2)).samples();
    Particles few = Particles.at(new Samples(many.layers().stream().map(p -> p.slice(0, 3)).toList()),
        new Seed(2), "x");
    Particles all = Particles.at(many, new Seed(2), "x");
    assertThat(sampler.advance(all, 5).samples().visible().slice(0, 3))
        .isEqualTo(sampler.advance(few, 5).samples().visible());
  }
}
