package org.secateur.boltzmann.chains;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.sweep.Conditionals;
import org.secateur.boltzmann.sweep.LayerBlock;
import org.secateur.boltzmann.sweep.Settling;
import org.secateur.network.Require;

/**
 * The means of the hidden units given patterns: exact for two layers, the factorised approximation for more.
 *
 * @param tolerance largest change of a mean in a round, positive; floats do not resolve much below 10⁻⁷
 * @param rounds the most rounds, at least 1
 */
public record MeanField(double tolerance, int rounds) {
  /** The authors' numbers: 10⁻⁷ and 50. */
  public static final MeanField DEFAULT = new MeanField(1e-7, 50);

  private static final int BLOCK = 256;

  public MeanField {
    Require.positive(tolerance, "tolerance");
    Require.atLeast(rounds, 1, "rounds");
  }

  /** What is done with the means of some patterns. */
  public interface BlockConsumer {
    /**
     * The means of a block of patterns.
     *
     * @param first the first of them
     * @param count how many
     * @param layers (layers)(units · count), unit i of pattern first + k at i · count + k; not to be kept
     */
    void accept(int first, int count, float[][] layers);
  }

  /** Hands out the means of all layers, block after block in order, in the calling thread. */
  public void forEachBlock(Machine machine, Patterns patterns, BlockConsumer consumer) {
    Require.length(patterns.width(), machine.units(0), "a pattern");
    Conditionals conditionals = Conditionals.of(machine);
    for (int first = 0; first < patterns.count(); first += BLOCK) {
      int count = Math.min(BLOCK, patterns.count() - first);
      LayerBlock block = new LayerBlock(machine.units(), new long[count], 0);
      block.set(0, patterns, IntStream.range(first, first + count).toArray());
      Settling.settle(conditionals, block, tolerance, rounds);
      float[][] layers = new float[machine.layers()][];
      Arrays.setAll(layers, block::layer);
      consumer.accept(first, count, layers);
    }
  }

  /** The means of one layer for all patterns, pattern after pattern, as a new array (count · units). */
  public float[] means(Machine machine, Patterns patterns, int layer) {
    int units = machine.units(layer);
    float[] means = new float[patterns.count() * units];
    forEachBlock(machine, patterns, (first, count, layers) -> {
      for (int i = 0; i < units; i++) {
        for (int k = 0; k < count; k++) {
          means[(first + k) * units + i] = layers[layer][i * count + k];
        }
      }
    });
    return means;
  }
}
