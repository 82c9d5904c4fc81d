package org.secateur.report.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.Samples;
import org.secateur.boltzmann.chains.GibbsSampler;
import org.secateur.boltzmann.chains.Particles;
import org.secateur.boltzmann.fisher.InformationMatrix;
import org.secateur.boltzmann.fisher.PairStatistics;
import org.secateur.random.Seed;

/**
 * What free-running chains of a machine say: where they end, how often pairs of units are on together, and for small
 * machines the whole information matrix.
 *
 * @param visible where the chains ended
 * @param pairs mean rates over the chains
 * @param eigenvalues of the Fisher information matrix, largest first; empty for larger machines
 */
record MachineChains(Patterns visible, PairStatistics pairs, Optional<double[]> eigenvalues) {
  /** Most parameters whose whole information matrix is looked at: some seconds. */
  static final int MOST_PARAMETERS = 2_000;
  private static final int CHAINS = 400;
  private static final int BURN_IN = 300;
  private static final int READ_OUTS = 10;
  private static final int APART = 10;

  static MachineChains of(Machine machine, Seed seed) {
    GibbsSampler sampler = GibbsSampler.of(machine);
    Particles settled = sampler.advance(sampler.random(CHAINS, seed.child("report", 0)), BURN_IN);
    PairStatistics pairs = PairStatistics.sampled(sampler, settled, APART, READ_OUTS);
    Optional<double[]> eigenvalues = machine.parameters() > MOST_PARAMETERS
        ? Optional.empty()
        : Optional.of(InformationMatrix.sampled(machine, joint(sampler, settled)).eigenvalues());
    return new MachineChains(settled.samples().visible(), pairs, eigenvalues);
  }

  /** All read-outs of all chains as one set of joint states. */
  private static Samples joint(GibbsSampler sampler, Particles settled) {
    List<Samples> all = new ArrayList<>();
    sampler.readOut(settled, APART, READ_OUTS, all::add);
    int layers = all.getFirst().layers().size();
    List<Patterns> joined = new ArrayList<>();
    for (int l = 0; l < layers; l++) {
      int layer = l;
      int width = all.getFirst().layer(l).width();
      int count = all.stream().mapToInt(s -> s.layer(layer).count()).sum();
      byte[] bits = new byte[Math.multiplyExact(count, width)];
      int at = 0;
      for (Samples s : all) {
        byte[] some = s.layer(l).toBytes();
        System.arraycopy(some, 0, bits, at, some.length);
        at += some.length;
      }
      joined.add(Patterns.of(count, width, bits));
    }
    return new Samples(joined);
  }
}
