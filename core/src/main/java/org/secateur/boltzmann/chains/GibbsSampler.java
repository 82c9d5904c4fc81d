package org.secateur.boltzmann.chains;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.Samples;
import org.secateur.boltzmann.sweep.Conditionals;
import org.secateur.boltzmann.sweep.LayerBlock;
import org.secateur.network.Require;
import org.secateur.random.Seed;

/**
 * Block Gibbs sampling of a machine by many chains: in a sweep the odd layers are drawn given their neighbours, then the
 * even ones. Chains are advanced in blocks, blocks in parallel; a chain's bytes depend on its own stream and states alone.
 * Immutable.
 */
public final class GibbsSampler {
  /** Chains that advance together: enough columns for the products, few enough to stay in the cache. */
  static final int BLOCK = 256;

  private final Machine machine;
  private final Conditionals conditionals;

  private GibbsSampler(Machine machine, Conditionals conditionals) {
    this.machine = machine;
    this.conditionals = conditionals;
  }

  /** A sampler of a machine; layers with few synapses are held sparse. */
  public static GibbsSampler of(Machine machine) {
    return new GibbsSampler(machine, Conditionals.of(machine));
  }

  /** The machine. */
  public Machine machine() {
    return machine;
  }

  /** Chains whose units are independent fair coins. */
  public Particles random(int chains, Seed seed) {
    List<Patterns> layers = new ArrayList<>();
    for (int l = 0; l < machine.layers(); l++) {
      byte[] bits = new byte[Math.multiplyExact(Require.atLeast(chains, 1, "chains"), machine.units(l))];
      var stream = seed.stream("start of layer " + l);
      for (int k = 0; k < bits.length; k++) {
        bits[k] = (byte) (stream.nextLong() >>> 63);
      }
      layers.add(Patterns.of(chains, machine.units(l), bits));
    }
    return Particles.at(new Samples(layers), seed, "chain");
  }

  /**
   * Chains that start from visible patterns; the layers above are drawn upwards, each from the one below alone, with its
   * input doubled where there is a layer above, as in the training of deep machines. The first sweep replaces them.
   */
  public Particles from(Patterns visible, Seed seed) {
    Require.length(visible.width(), machine.units(0), "a visible pattern");
    List<Patterns> layers = new ArrayList<>(List.of(visible));
    for (int l = 1; l < machine.layers(); l++) {
      layers.add(UpwardPass.draw(machine, l, layers.get(l - 1), seed));
    }
    return Particles.at(new Samples(layers), seed, "chain");
  }

  /**
   * The chains after some sweeps. Time O(chains · sweeps · synapses).
   *
   * @param sweeps at least 0
   */
  public Particles advance(Particles particles, int sweeps) {
    return readOut(particles, sweeps, 1, samples -> {
    });
  }

  /**
   * Advances the chains and hands out their states at regular distances.
   *
   * @param sweeps between two read-outs, at least 0
   * @param readOuts how many, at least 1; the first after {@code sweeps} sweeps
   * @param consumer is given the states of all chains, in the calling thread
   * @return the chains after the last
   */
  public Particles readOut(Particles particles, int sweeps, int readOuts, Consumer<Samples> consumer) {
    Require.atLeast(sweeps, 0, "sweeps");
    Require.atLeast(readOuts, 1, "readOuts");
    requireShape(particles.samples());
    Particles now = particles;
    for (int k = 0; k < readOuts; k++) {
      now = advanceBlocks(now, sweeps);
      consumer.accept(now.samples());
    }
    return now;
  }

  private void requireShape(Samples samples) {
    Require.length(samples.layers().size(), machine.layers(), "the samples");
    for (int l = 0; l < machine.layers(); l++) {
      Require.length(samples.layer(l).width(), machine.units(l), "the samples of layer " + l);
    }
  }

  private Particles advanceBlocks(Particles particles, int sweeps) {
    int chains = particles.chains();
    byte[][] bits = new byte[machine.layers()][];
    Arrays.setAll(bits, l -> new byte[chains * machine.units(l)]);
    int blocks = (chains + BLOCK - 1) / BLOCK;
    long[] drawn = new long[blocks];
    IntStream.range(0, blocks).parallel().forEach(b -> {
      int first = b * BLOCK;
      int count = Math.min(BLOCK, chains - first);
      long[] keys = LayerBlock.keys(particles.seed(), particles.stage(), first, count);
      LayerBlock block = new LayerBlock(machine.units(), keys, particles.drawn());
      int[] rows = IntStream.range(first, first + count).toArray();
      for (int l = 0; l < bits.length; l++) {
        block.set(l, particles.samples().layer(l), rows);
      }
      for (int s = 0; s < sweeps; s++) {
        conditionals.sweep(block);
      }
      for (int l = 0; l < bits.length; l++) {
        block.copyBits(l, bits[l], first);
      }
      drawn[b] = block.drawn();
    });
    List<Patterns> layers = new ArrayList<>();
    for (int l = 0; l < bits.length; l++) {
      layers.add(Patterns.of(chains, machine.units(l), bits[l]));
    }
    return new Particles(new Samples(layers), particles.seed(), particles.stage(), drawn[0]);
  }
}
