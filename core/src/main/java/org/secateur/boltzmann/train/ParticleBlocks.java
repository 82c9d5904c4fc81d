package org.secateur.boltzmann.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.Samples;
import org.secateur.boltzmann.chains.Particles;
import org.secateur.boltzmann.sweep.Conditionals;
import org.secateur.boltzmann.sweep.LayerBlock;

/** Persistent chains in blocks that advance in parallel. Mutable. */
final class ParticleBlocks {
  private static final int BLOCK = 256;

  private final Particles start;
  private final int[] units;
  private final List<LayerBlock> blocks = new ArrayList<>();

  ParticleBlocks(Machine machine, Particles particles) {
    this.start = particles;
    this.units = machine.units();
    for (int first = 0; first < particles.chains(); first += BLOCK) {
      int count = Math.min(BLOCK, particles.chains() - first);
      LayerBlock block = new LayerBlock(units,
          LayerBlock.keys(particles.seed(), particles.stage(), first, count),
          particles.drawn());
      int[] rows = IntStream.range(first, first + count).toArray();
      for (int l = 0; l < units.length; l++) {
        block.set(l, particles.samples().layer(l), rows);
      }
      blocks.add(block);
    }
  }

  /**
   * Some sweeps of all chains. In a machine of two layers the hidden states are then replaced by their means, which have
   * less variance; the next sweep draws them anew from the visible ones.
   */
  List<LayerBlock> advance(Conditionals conditionals, int sweeps) {
    blocks.parallelStream().forEach(block -> {
      for (int s = 0; s < sweeps; s++) {
        conditionals.sweep(block);
      }
      if (units.length == 2) {
        conditionals.means(1, block);
      }
    });
    return blocks;
  }

  /** The states as values. Means of two layers are rounded down, which no later sweep can see. */
  Particles toParticles() {
    List<Patterns> layers = new ArrayList<>();
    for (int l = 0; l < units.length; l++) {
      byte[] bits = new byte[start.chains() * units[l]];
      int first = 0;
      for (LayerBlock block : blocks) {
        block.copyBits(l, bits, first);
        first += block.chains();
      }
      layers.add(Patterns.of(start.chains(), units[l], bits));
    }
    return new Particles(new Samples(layers), start.seed(), start.stage(), blocks.get(0).drawn());
  }

  @Override
  public String toString() {
    return "ParticleBlocks" + Arrays.toString(units);
  }
}
