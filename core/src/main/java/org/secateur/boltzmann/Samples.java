package org.secateur.boltzmann;

import java.util.List;
import org.secateur.network.Require;

/**
 * Joint states of all layers of a machine.
 *
 * @param layers one set of patterns a layer, all of the same count; row k of each belongs to joint state k
 */
public record Samples(List<Patterns> layers) {
  public Samples {
    layers = List.copyOf(layers);
    Require.atLeast(layers.size(), 1, "the number of layers");
    for (Patterns p : layers) {
      Require.length(p.count(), layers.get(0).count(), "the samples of a layer");
    }
  }

  /** Number of joint states. */
  public int count() {
    return layers.get(0).count();
  }

  /** The states of a layer. */
  public Patterns layer(int l) {
    return layers.get(l);
  }

  /** The visible states. */
  public Patterns visible() {
    return layers.get(0);
  }
}
