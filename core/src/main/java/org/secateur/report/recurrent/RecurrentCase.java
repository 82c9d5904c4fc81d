package org.secateur.report.recurrent;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.secateur.report.Setting;
import org.secateur.rnn.RecurrentNetwork;
import org.secateur.rnn.evaluate.Performance;
import org.secateur.rnn.mask.Mask;

/**
 * All that a report on a pruned layer is made from.
 *
 * @param before the network as it came
 * @param after the same with pruned recurrent weights
 * @param masks one a gate, after the repair
 * @param mask what chose the synapses that stay
 * @param repair what became of them
 * @param cap the quantile of 1/p that factors were cut off at; empty if none were
 * @param keep the share of synapses that was to stay
 * @param inputError E|(W' − W) r|² / E|W r|², where second moments are known
 * @param tested how both did on the same trials; empty without trials
 * @param attempts the same budget by other masks and repairs; may be empty
 * @param noAttempts why they are, if they are
 * @param seed of every draw
 * @param setting what only the program around knows
 */
public record RecurrentCase(RecurrentNetwork before, RecurrentNetwork after, List<Mask> masks, String mask,
    String repair, OptionalDouble cap, double keep, Optional<Double> inputError, Optional<Tested> tested,
    List<Attempt> attempts, String noAttempts, long seed, Setting setting) {

  /** Copies the lists. */
  public RecurrentCase {
    masks = List.copyOf(masks);
    attempts = List.copyOf(attempts);
  }

  /**
   * Before and after, on the same trials.
   *
   * @param name where the trials come from
   */
  public record Tested(Performance before, Performance after, String name) {
  }

  /**
   * The same budget by some mask and repair.
   *
   * @param own whether these are the ones that were asked for
   * @param accuracy one a draw, 0 for a network that diverges; masks without chance have one
   */
  public record Attempt(String mask, String repair, boolean own, List<Double> accuracy) {

    /** Copies the list. */
    public Attempt {
      accuracy = List.copyOf(accuracy);
    }

    /** Mask and repair in words. */
    public String name() {
      return mask + " · " + repair;
    }

    /** The mean over the draws. */
    public double mean() {
      return accuracy.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }
  }

  /** How many recurrent synapses there were, self-connections left out. */
  int synapses() {
    return count(before);
  }

  /** How many there are. */
  int kept() {
    return masks.stream().mapToInt(Mask::count).sum();
  }

  private static int count(RecurrentNetwork network) {
    float[] w = network.recurrent();
    int h = network.units();
    int count = 0;
    for (int q = 0; q < w.length; q++) {
      count += w[q] != 0 && q / h % h != q % h ? 1 : 0;
    }
    return count;
  }
}
