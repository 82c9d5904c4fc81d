package org.secateur.rnn.mask;

import java.util.Set;

import org.secateur.dynamics.Covariance;
import org.secateur.rnn.Sheet;

/** Scores that a synapse can know by looking at itself and its two neurons. */
public sealed interface LocalScore extends SynapseScore {

  @Override
  default Locality locality() {
    return Locality.SYNAPSE;
  }

  /**
   * |w_ij| max(0, C_ii + C_jj − 2 sgn(w_ij) C_ij). L-NP if C solves a Lyapunov equation, S-NP if it was simulated: the
   * score is one, the covariance differs.
   *
   * <p>Moore and Chaudhuri, "Using noise to probe recurrent neural network structure and prune synapses", NeurIPS 2020.
   */
  record NoiseDriven() implements LocalScore {
    @Override
    public String name() {
      return "noise";
    }

    @Override
    public Set<Need> needs() {
      return Set.of(Need.COVARIANCE);
    }

    @Override
    public double[] scores(Evidence evidence) {
      Covariance c = evidence.requireCovariance("the noise-driven score");
      return SynapseScore.each(evidence.weights(), (row, i, j, w) -> Math.abs(w)
          * Math.max(0, c.differenceVariance(i, j, w > 0 ? 1 : -1)));
    }
  }

  /** |w_ij|. */
  record Magnitude() implements LocalScore {
    @Override
    public String name() {
      return "magnitude";
    }

    @Override
    public double[] scores(Evidence evidence) {
      return SynapseScore.each(evidence.weights(), (row, i, j, w) -> Math.abs(w));
    }
  }

  /** Uniform numbers on (0, 1], one a synapse. */
  record Random() implements LocalScore {
    @Override
    public String name() {
      return "random";
    }

    @Override
    public double[] scores(Evidence evidence) {
      long columns = evidence.weights().columns();
      return SynapseScore.each(evidence.weights(),
          (row, i, j, w) -> 1 - evidence.seed().uniform("random synapse", row * columns + j));
    }
  }

  /** 1 for every synapse: sampled, the control without any knowledge. */
  record Uniform() implements LocalScore {
    @Override
    public String name() {
      return "uniform";
    }

    @Override
    public double[] scores(Evidence evidence) {
      return SynapseScore.each(evidence.weights(), (row, i, j, w) -> 1);
    }
  }

  /**
   * |w_ij| (1/a_i + 1/a_j), a the sum of the absolute weights onto a neuron: what is left of the noise-driven score where
   * the covariance between neurons is thrown away and each variance is that of a dominant neuron alone.
   */
  record Degree() implements LocalScore {
    @Override
    public String name() {
      return "degree";
    }

    @Override
    public double[] scores(Evidence evidence) {
      Weights weights = evidence.weights();
      double[] input = new double[weights.columns()];
      SynapseScore.each(weights, (row, i, j, w) -> input[i] += Math.abs(w));
      return SynapseScore.each(weights,
          (row, i, j, w) -> Math.abs(w) * (1 / input[i] + (input[j] > 0 ? 1 / input[j] : 0)));
    }
  }

  /**
   * |w_ij| √G_jj, the weight times the root mean square of the rate that it carries. Compared within each row it is Wanda:
   * Sun, Liu, Bair and Kolter, "A simple and effective pruning approach for large language models", ICLR 2024.
   */
  record Wanda() implements LocalScore {
    @Override
    public String name() {
      return "wanda";
    }

    @Override
    public Set<Need> needs() {
      return Set.of(Need.SECOND_MOMENT);
    }

    @Override
    public double[] scores(Evidence evidence) {
      SecondMoment g = evidence.requireSecondMoment("Wanda");
      return SynapseScore.each(evidence.weights(),
          (row, i, j, w) -> Math.abs(w) * Math.sqrt(g.get(j, j)));
    }
  }

  /**
   * 1 / (1 + d²), d the distance of the two neurons on a sheet: fixed masks that know neither weights nor task.
   *
   * <p>Khona, Chandra, Ma and Fiete, "Winning the lottery with neural connectivity constraints", Neural Computation 2023.
   */
  record Nearness(Sheet sheet) implements LocalScore {
    @Override
    public String name() {
      return "local";
    }

    @Override
    public double[] scores(Evidence evidence) {
      sheet.requireNeurons(evidence.weights().columns());
      return SynapseScore.each(evidence.weights(),
          (row, i, j, w) -> 1 / (1.0 + sheet.squaredDistance(i, j)));
    }
  }
}
