package org.secateur.boltzmann.chains;

import java.util.stream.IntStream;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Mask;
import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.sweep.Conditionals;
import org.secateur.boltzmann.sweep.LayerBlock;
import org.secateur.boltzmann.sweep.Neighbours;
import org.secateur.boltzmann.sweep.Settling;
import org.secateur.random.Seed;

/** A hidden layer drawn from the one below alone. */
public final class UpwardPass {
  private static final int BLOCK = 256;

  private UpwardPass() {
  }

  /**
   * Hidden units of a machine of two layers, each 1 with probability σ(factor · (c + Wᵀv)).
   *
   * @param factor 1, or 2 where a layer above is missing
   * @return one hidden pattern for each visible one
   */
  public static Patterns draw(Machine pair, Patterns visible, int factor, Seed seed) {
    Conditionals conditionals = Conditionals.of(pair);
    int count = visible.count();
    byte[] bits = new byte[count * pair.units(1)];
    float[] shift = Settling.scaled(pair.biases(1), factor);
    for (int first = 0; first < count; first += BLOCK) {
      int size = Math.min(BLOCK, count - first);
      LayerBlock block = new LayerBlock(pair.units(), LayerBlock.keys(seed, "upward", first, size), 0);
      block.set(0, visible, IntStream.range(first, first + size).toArray());
      conditionals.input(1, Neighbours.BELOW, factor, shift, block);
      block.sample(1);
      block.copyBits(1, bits, first);
    }
    return Patterns.of(count, pair.units(1), bits);
  }

  /** Layer l of a machine given layer l − 1, its inputs doubled where there is a layer above. */
  static Patterns draw(Machine machine, int l, Patterns below, Seed seed) {
    Machine pair = Machine.of(new Mask[]{machine.mask(l - 1)}, new float[][]{machine.weights(l - 1)},
        new float[][]{machine.biases(l - 1), machine.biases(l)});
    return draw(pair, below, l + 1 < machine.layers() ? 2 : 1, seed.child("layer", l));
  }
}
