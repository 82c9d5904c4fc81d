package org.secateur.boltzmann.prune;

import java.util.Optional;
import org.secateur.boltzmann.Enumeration;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.Samples;
import org.secateur.boltzmann.chains.GibbsSampler;
import org.secateur.boltzmann.chains.MeanField;
import org.secateur.boltzmann.chains.Particles;
import org.secateur.boltzmann.fisher.PairAccumulator;
import org.secateur.boltzmann.fisher.PairStatistics;
import org.secateur.network.Require;
import org.secateur.random.Seed;

/** Where the rates come from. */
public sealed interface EvidenceSource {

  /** Gathers rates, and joint samples where there are any. */
  Evidence gather(Machine machine, Patterns patterns, Seed seed);

  /**
   * Chains of the model from random states; the states after the last read-out serve as joint samples.
   *
   * @param chains how many
   * @param sweeps before each read-out
   * @param readOuts how many; the authors took 90 000 chains once, or 1000 chains 60 times, 200 sweeps apart
   */
  record ModelChains(int chains, int sweeps, int readOuts) implements EvidenceSource {
    public ModelChains {
      Require.atLeast(chains, 1, "chains");
      Require.atLeast(sweeps, 1, "sweeps");
      Require.atLeast(readOuts, 1, "readOuts");
    }

    @Override
    public Evidence gather(Machine machine, Patterns patterns, Seed seed) {
      GibbsSampler sampler = GibbsSampler.of(machine);
      PairAccumulator sum = new PairAccumulator(machine.units());
      Particles last = sampler.readOut(sampler.random(chains, seed.child("evidence", 0)), sweeps, readOuts,
          sum::add);
      return new Evidence(machine, sum.result(), Optional.of(last.samples()), seed);
    }
  }

  /** Independent exact samples of a machine that can be enumerated. */
  record ExactSamples(int count) implements EvidenceSource {
    public ExactSamples {
      Require.atLeast(count, 2, "count");
    }

    @Override
    public Evidence gather(Machine machine, Patterns patterns, Seed seed) {
      Samples samples = Enumeration.of(machine).sample(count, seed.child("evidence", 0));
      return new Evidence(machine, PairStatistics.of(samples), Optional.of(samples), seed);
    }
  }

  /** The model's own averages, by enumeration; no joint samples. */
  record Exact() implements EvidenceSource {
    @Override
    public Evidence gather(Machine machine, Patterns patterns, Seed seed) {
      return Evidence.of(machine, PairStatistics.exact(Enumeration.of(machine)), seed);
    }
  }

  /** The positive phase of training: the patterns, and the hidden means given them. No joint samples. */
  record DataPhase(MeanField meanField) implements EvidenceSource {
    @Override
    public Evidence gather(Machine machine, Patterns patterns, Seed seed) {
      return Evidence.of(machine, PairStatistics.ofData(machine, patterns, meanField), seed);
    }
  }

  /** Nothing, for criteria that look at nothing. */
  static Evidence none(Machine machine, Seed seed) {
    PairAccumulator nothing = new PairAccumulator(machine.units());
    float[][] layers = new float[machine.layers()][];
    for (int l = 0; l < layers.length; l++) {
      layers[l] = new float[machine.units(l)];
    }
    nothing.addBlock(1, layers);
    return Evidence.of(machine, nothing.result(), seed);
  }
}
