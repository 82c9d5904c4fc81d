package org.secateur.study;

import org.secateur.network.Require;
import org.secateur.random.NoiseStream;

/** What the weights of a generated network are drawn from, in 1/s. */
public sealed interface WeightLaw {

  /** The next weight. */
  double draw(NoiseStream stream);

  /** Uniform on [low, high). */
  record Uniform(double low, double high) implements WeightLaw {
    @Override
    public double draw(NoiseStream stream) {
      return low + (high - low) * stream.nextDouble();
    }
  }

  /**
   * exp(deviation · z), z standard normal: median 1, and for a deviation of 1.5 a few synapses a hundred times stronger.
   *
   * @param deviation of the logarithm, positive
   */
  record LogNormal(double deviation) implements WeightLaw {
    public LogNormal {
      Require.positive(deviation, "deviation");
    }

    @Override
    public double draw(NoiseStream stream) {
      return StrictMath.exp(deviation * stream.nextGaussian());
    }
  }

  /**
   * mean + deviation · z: of both signs.
   *
   * @param deviation positive
   */
  record Normal(double mean, double deviation) implements WeightLaw {
    public Normal {
      Require.positive(deviation, "deviation");
    }

    @Override
    public double draw(NoiseStream stream) {
      return mean + deviation * stream.nextGaussian();
    }
  }
}
