package org.secateur.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.secateur.dynamics.Covariance;
import org.secateur.network.Require;
import org.secateur.random.Seed;
import org.secateur.rnn.RecurrentNetwork;
import org.secateur.rnn.mask.Choice;
import org.secateur.rnn.mask.Evidence;
import org.secateur.rnn.mask.Mask;
import org.secateur.rnn.mask.MaskCriterion;
import org.secateur.rnn.mask.SecondMoment;
import org.secateur.rnn.mask.Weights;
import org.secateur.rnn.repair.InputError;
import org.secateur.rnn.repair.Repair;
import org.secateur.rnn.repair.Repaired;

/**
 * Prunes the recurrent layer of a trained network: a mask, and then a repair. The square matrix of every gate is pruned by
 * itself, to the same share of its synapses; self-connections stay and are not counted.
 *
 * @param mask which synapses stay
 * @param repair what becomes of them
 * @param keep the share of synapses to keep, in (0, 1]
 * @param seed for masks that draw
 */
public record RecurrentPruning(MaskCriterion mask, Repair repair, double keep, Seed seed) {
  public RecurrentPruning {
    Require.positive(keep, "keep");
    Require.within(keep, 0, 1, "keep");
  }

  /**
   * What came of it.
   *
   * @param network with the pruned recurrent weights
   * @param masks one a gate, after the repair
   * @param synapses how many there were
   * @param kept how many there are
   * @param emptyRows units' inputs, over all gates, that keep no synapse
   * @param inputError mean over the gates of E|(W' − W) r|² / E|W r|² where second moments are known
   */
  public record Outcome(RecurrentNetwork network, List<Mask> masks, int synapses, int kept, int emptyRows,
      Optional<Double> inputError) {
    public Outcome {
      masks = List.copyOf(masks);
    }
  }

  /**
   * Prunes.
   *
   * @param covariance of the units' rates, where mask or repair need it
   * @param moments of what each gate's weights are multiplied with, one a gate, or none
   * @throws IllegalArgumentException if something that mask or repair need is missing
   */
  public Outcome run(RecurrentNetwork network, Optional<Covariance> covariance, List<SecondMoment> moments) {
    int h = network.units();
    float[] before = network.recurrent();
    float[] after = before.clone();
    List<Mask> masks = new ArrayList<>();
    int synapses = 0;
    int kept = 0;
    int empty = 0;
    double error = 0;
    for (int g = 0; g < network.gates(); g++) {
      Weights weights = gate(before, g, h);
      Evidence evidence = Evidence.of(weights, network.gates() == 1 ? seed : seed.child("gate", g));
      if (covariance.isPresent()) {
        evidence = evidence.withCovariance(covariance.get());
      }
      if (!moments.isEmpty()) {
        evidence = evidence.withSecondMoment(moments.get(g));
      }
      Choice choice = mask.choose(evidence, (int) Math.round(keep * weights.synapses()));
      Repaired repaired = repair.repair(evidence, choice);
      double[] w = repaired.weights().toArray();
      for (int q = 0; q < w.length; q++) {
        after[g * h * h + q] = (float) w[q];
      }
      masks.add(repaired.mask());
      synapses += weights.synapses();
      kept += repaired.mask().count();
      empty += repaired.mask().emptyRows();
      error += moments.isEmpty()
          ? 0
          : InputError.of(weights, repaired.weights(), moments.get(g)) / network.gates();
    }
    return new Outcome(network.withRecurrent(after), masks, synapses, kept, empty,
        moments.isEmpty() ? Optional.empty() : Optional.of(error));
  }

  /** The square matrix of one gate. */
  public static Weights gate(float[] stacked, int gate, int units) {
    double[] w = new double[units * units];
    for (int q = 0; q < w.length; q++) {
      w[q] = stacked[gate * units * units + q];
    }
    return Weights.of(units, units, w);
  }
}
