package org.secateur.boltzmann.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Mask;
import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.chains.UpwardPass;
import org.secateur.network.Require;
import org.secateur.random.Seed;

/**
 * A deep machine's start: each pair of layers is trained as a restricted machine of its own, from below, with the inputs
 * doubled that will come from two sides later; the hidden units of one pair, drawn given the data, are the patterns of the
 * next. Salakhutdinov and Hinton (2009).
 */
public final class GreedyPretraining {
  private GreedyPretraining() {
  }

  /**
   * Trains all pairs.
   *
   * @param settings of the pair of layers l and l + 1; their doubling is replaced by what the pair's place asks for
   * @return the deep machine; where two pairs share a layer, its biases are the lower pair's
   */
  public static Machine train(Machine machine, Patterns patterns, IntFunction<TrainingSettings> settings,
      Seed seed) {
    Require.length(patterns.width(), machine.units(0), "a pattern");
    int pairs = machine.layers() - 1;
    float[][] weights = new float[pairs][];
    float[][] biases = new float[machine.layers()][];
    Patterns data = patterns;
    for (int l = 0; l < pairs; l++) {
      Doubling doubling = Doubling.of(l, machine.layers());
      float[][] start = {l == 0 ? machine.biases(0) : biases[l], machine.biases(l + 1)};
      Machine pair = Machine.of(new Mask[]{machine.mask(l)}, new float[][]{machine.weights(l)}, start);
      Machine trained = new Training(data, settings.apply(l).withDoubling(doubling), seed.child("pair", l))
          .train(pair);
      weights[l] = trained.weights(0);
      if (l == 0) {
        biases[0] = trained.biases(0);
      }
      biases[l + 1] = trained.biases(1);
      if (l + 1 < pairs) {
        data = UpwardPass.draw(trained, data, doubling.upward(), seed.child("pair", l));
      }
    }
    List<Mask> masks = new ArrayList<>(List.of(machine.masks()));
    return Machine.of(masks.toArray(Mask[]::new), weights, biases);
  }
}
