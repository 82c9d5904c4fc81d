package org.secateur.rnn.repair;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;

import org.secateur.network.Require;
import org.secateur.rnn.mask.Choice;
import org.secateur.rnn.mask.Evidence;
import org.secateur.rnn.mask.Locality;
import org.secateur.rnn.mask.Mask;
import org.secateur.rnn.mask.Need;
import org.secateur.rnn.mask.SecondMoment;
import org.secateur.rnn.mask.Weights;

/** Repairs that biology could carry out: by a synapse alone, or by all synapses of a neuron together. */
public sealed interface LocalRepair extends Repair {

  /** The weights that stay are left as they are. */
  record None() implements LocalRepair {
    @Override
    public String name() {
      return "none";
    }

    @Override
    public Locality locality() {
      return Locality.SYNAPSE;
    }

    @Override
    public Repaired repair(Evidence evidence, Choice choice) {
      return new Repaired(choice.mask(), evidence.weights().masked(choice.mask()));
    }
  }

  /**
   * w / p, p the probability that the synapse was kept with: over draws, the mean is the original weight. Where a draw kept
   * more synapses than the budget, the largest |w'| of it stay. A mask that was not drawn is left as it is.
   */
  record Rescale() implements LocalRepair {
    @Override
    public String name() {
      return "1/p";
    }

    @Override
    public Locality locality() {
      return Locality.SYNAPSE;
    }

    @Override
    public Repaired repair(Evidence evidence, Choice choice) {
      return amplify(evidence.weights(), choice, Double.POSITIVE_INFINITY);
    }
  }

  /**
   * w · min(1/p, Q), Q a quantile of 1/p over all synapses that could have been kept, interpolated between order
   * statistics: amplifications have tails of 10⁶ and more, and the cap trades them for a bias.
   *
   * @param quantile in [0, 1]; the median does best at 80 % pruned
   */
  record CappedRescale(double quantile) implements LocalRepair {
    public CappedRescale {
      Require.within(quantile, 0, 1, "quantile");
    }

    @Override
    public String name() {
      return "1/p capped at quantile " + quantile;
    }

    @Override
    public Locality locality() {
      return Locality.SYNAPSE;
    }

    @Override
    public Repaired repair(Evidence evidence, Choice choice) {
      return amplify(evidence.weights(), choice, capAt(choice.amplifications(), quantile));
    }
  }

  /**
   * One gain for all synapses of a row, g_i = max(0, (w_i G w'_iᵀ) / (w'_i G w'_iᵀ)), w'_i the row as the mask leaves it: the
   * neuron's input keeps its size along what it was. Signs of weights never change.
   */
  record RowGain() implements LocalRepair {
    @Override
    public String name() {
      return "row gain";
    }

    @Override
    public Set<Need> needs() {
      return Set.of(Need.SECOND_MOMENT);
    }

    @Override
    public Locality locality() {
      return Locality.NEURON;
    }

    @Override
    public Repaired repair(Evidence evidence, Choice choice) {
      SecondMoment g = evidence.requireSecondMoment("a row gain");
      Weights before = evidence.weights();
      Weights cut = before.masked(choice.mask());
      int columns = before.columns();
      double[] after = cut.toArray();
      IntStream.range(0, before.rows()).parallel().forEach(i -> {
        double[] left = cut.row(i);
        double size = Forms.form(left, g, left);
        double gain = size > 0 ? Math.max(0, Forms.form(left, g, before.row(i)) / size) : 1;
        for (int j = 0; j < columns; j++) {
          after[i * columns + j] *= gain;
        }
      });
      return new Repaired(choice.mask(), Weights.of(before.rows(), columns, after));
    }
  }

  private static double capAt(double[] ascending, double q) {
    if (ascending.length == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double at = q * (ascending.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, ascending.length - 1);
    return ascending[below] + (at - below) * (ascending[above] - ascending[below]);
  }

  private static Repaired amplify(Weights before, Choice choice, double cap) {
    int columns = before.columns();
    double[] after = before.masked(choice.mask()).toArray();
    double[] size = new double[after.length];
    int kept = 0;
    for (int at = 0; at < after.length; at++) {
      int i = at / columns;
      int j = at % columns;
      if (choice.mask().keeps(i, j)) {
        after[at] *= Math.min(1 / choice.keepProbability(i, j), cap);
        size[kept++] = Math.abs(after[at]);
      }
    }
    Weights amplified = Weights.of(before.rows(), columns, after);
    return kept <= choice.budget()
        ? new Repaired(choice.mask(), amplified)
        : cutTo(amplified, choice, Arrays.copyOf(size, kept));
  }

  /** The largest |w'|, as many as the budget; ties by position. */
  private static Repaired cutTo(Weights amplified, Choice choice, double[] size) {
    Arrays.sort(size);
    int budget = choice.budget();
    double lowest = budget == 0 ? Double.POSITIVE_INFINITY : size[size.length - budget];
    int[] ties = new int[1];
    for (int k = size.length - budget; k < size.length && size[k] == lowest; k++) {
      ties[0]++;
    }
    Mask mask = Mask.of(amplified.rows(), amplified.columns(), (i, j) -> {
      double w = Math.abs(amplified.get(i, j));
      return choice.mask().keeps(i, j) && (w > lowest || (w == lowest && ties[0]-- > 0));
    });
    return new Repaired(mask, amplified.masked(mask));
  }
}
