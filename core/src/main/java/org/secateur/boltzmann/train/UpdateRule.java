package org.secateur.boltzmann.train;

import org.secateur.network.Require;

/** How a gradient becomes a step. ε is the learning rate of the epoch. */
public sealed interface UpdateRule {

  /** The momentum of an epoch; 0 where there is none. */
  double momentumAt(int epoch);

  /** Δ ← m Δ + ε g; θ ← θ + Δ. Polyak (1964). */
  record Momentum(Schedule momentum) implements UpdateRule {
    @Override
    public double momentumAt(int epoch) {
      return momentum.at(epoch);
    }
  }

  /**
   * Δ ← ε (m Δ + g); θ ← θ + Δ: the authors' form, in which the rate multiplies the old step too, so that the momentum that
   * acts is ε m, practically none. Scholl, Rule and Hennig (2021), their published code.
   */
  record RateScaledMomentum(Schedule momentum) implements UpdateRule {
    @Override
    public double momentumAt(int epoch) {
      return momentum.at(epoch);
    }
  }

  /**
   * Adam (Kingma and Ba, ICLR 2015), with bias correction.
   *
   * @param beta1 decay of the mean gradient, in [0, 1)
   * @param beta2 decay of the mean squared gradient, in [0, 1)
   * @param epsilon added to the root, positive
   */
  record Adam(double beta1, double beta2, double epsilon) implements UpdateRule {
    public Adam {
      Require.within(beta1, 0, Math.nextDown(1.0), "beta1");
      Require.within(beta2, 0, Math.nextDown(1.0), "beta2");
      Require.positive(epsilon, "epsilon");
    }

    @Override
    public double momentumAt(int epoch) {
      return 0;
    }
  }
}
