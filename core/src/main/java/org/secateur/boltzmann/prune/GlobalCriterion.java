package org.secateur.boltzmann.prune;

import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.fisher.InformationMatrix;
import org.secateur.boltzmann.fisher.VisibleInformation;

/** Built-in criteria that look at more than a synapse and its ends. */
public sealed interface GlobalCriterion extends Criterion {

  /** Synapses in random order. */
  record Random() implements GlobalCriterion {
    @Override
    public Scores score(Evidence evidence) {
      return Scores.of(evidence.machine(),
          (l, at, number) -> evidence.seed().uniform("random synapse " + l, at));
    }

    @Override
    public boolean needsStatistics() {
      return false;
    }
  }

  /** Hidden units in random order, each with all its synapses. */
  record RandomUnits() implements GlobalCriterion {
    @Override
    public Scores score(Evidence evidence) {
      double[][] units = UnitScores.zeros(evidence.machine());
      for (int l = 1; l < units.length; l++) {
        for (int i = 0; i < units[l].length; i++) {
          units[l][i] = evidence.seed().uniform("random unit " + l, i);
        }
      }
      return UnitScores.ofSynapses(evidence.machine(), units);
    }

    @Override
    public boolean needsStatistics() {
      return false;
    }
  }

  /**
   * Hidden units by what it costs to disconnect them, in nats a synapse, each with all its synapses: exactly
   * KL = ⟨h a⟩ + ln⟨e^(−h a)⟩, with a the input of the unit without its bias, averaged over joint samples.
   */
  record UnitDeletionCost() implements GlobalCriterion {
    @Override
    public Scores score(Evidence evidence) {
      Machine machine = evidence.machine();
      double[][] units = UnitScores.deletionCosts(machine, evidence.requireSamples("the cost of units"));
      for (int l = 1; l < units.length; l++) {
        int[] degree = UnitScores.degrees(machine, l);
        for (int i = 0; i < units[l].length; i++) {
          units[l][i] /= Math.max(1, degree[i]);
        }
      }
      return UnitScores.ofSynapses(machine, units);
    }

    @Override
    public boolean needsSamples() {
      return true;
    }
  }

  /** The absolute entries of the leading eigenvector of the Fisher information matrix, from joint samples. */
  record Eigenvector() implements GlobalCriterion {
    @Override
    public Scores score(Evidence evidence) {
      Machine machine = evidence.machine();
      InformationMatrix matrix = InformationMatrix.sampled(machine,
          evidence.requireSamples("the eigenvector"));
      double[] direction = matrix.leadingDirection();
      return Scores.of(machine, (l, at, number) -> direction[matrix.ofFirstWeight(l) + number]);
    }

    @Override
    public boolean needsSamples() {
      return true;
    }
  }

  /** Fisher information about the visible units alone, the hidden ones averaged out; for two layers, from joint samples. */
  record VisibleFisherInformation() implements GlobalCriterion {
    @Override
    public Scores score(Evidence evidence) {
      double[] information = VisibleInformation.ofWeights(evidence.machine(),
          evidence.requireSamples("information about the visible units").visible());
      return Scores.of(evidence.machine(), (l, at, number) -> information[at]);
    }

    @Override
    public boolean needsSamples() {
      return true;
    }
  }

  /** w² times another criterion, as {@link LocalCriterion.SquaredWeightTimes}. */
  record SquaredWeightTimes(GlobalCriterion other) implements GlobalCriterion {
    @Override
    public Scores score(Evidence evidence) {
      Machine machine = evidence.machine();
      Scores scores = other.score(evidence);
      double[][] values = new double[scores.pairs()][];
      for (int l = 0; l < values.length; l++) {
        values[l] = scores.values(l);
        float[] weights = machine.weights(l);
        int[] positions = machine.mask(l).positions();
        for (int k = 0; k < positions.length; k++) {
          double w = weights[positions[k]];
          values[l][k] *= w * w;
        }
      }
      return Scores.of(machine, values);
    }

    @Override
    public boolean needsStatistics() {
      return other.needsStatistics();
    }

    @Override
    public boolean needsSamples() {
      return other.needsSamples();
    }
  }

  /** Another criterion upside down: what it values most goes first. */
  record Anti(Criterion other) implements GlobalCriterion {
    @Override
    public Scores score(Evidence evidence) {
      Scores scores = other.score(evidence);
      double[][] values = new double[scores.pairs()][];
      for (int l = 0; l < values.length; l++) {
        values[l] = scores.values(l);
        for (int k = 0; k < values[l].length; k++) {
          values[l][k] = -values[l][k];
        }
      }
      return Scores.of(evidence.machine(), values);
    }

    @Override
    public boolean needsStatistics() {
      return other.needsStatistics();
    }

    @Override
    public boolean needsSamples() {
      return other.needsSamples();
    }
  }
}
