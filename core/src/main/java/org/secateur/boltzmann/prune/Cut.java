package org.secateur.boltzmann.prune;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Mask;
import org.secateur.boltzmann.fisher.PairStatistics;

/**
 * Removes synapses, and the units that cannot do without them.
 *
 * @param loss when units go too
 * @param compensation what the biases do about it
 */
public record Cut(UnitLoss loss, Compensation compensation) {
  /** The authors' way. */
  public static final Cut AUTHORS = new Cut(UnitLoss.AUTHORS, Compensation.NONE);

  /**
   * Cuts.
   *
   * @param removed (layers − 1) positions in the masks
   * @param statistics for the compensation; of the machine before
   */
  public CutOutcome apply(Machine machine, int[][] removed, PairStatistics statistics) {
    Mask[] masks = machine.masks();
    for (int l = 0; l < masks.length; l++) {
      masks[l] = masks[l].without(removed[l]);
    }
    boolean[][] alive = alive(machine, masks);
    for (int l = 0; l < alive.length; l++) {
      if (survivors(alive[l]).length == 0) {
        return new CutOutcome.Collapsed(l);
      }
    }
    Machine thinner = machine.withMasks(masks);
    if (compensation == Compensation.MEAN_INPUT) {
      thinner = thinner.withBiases(compensated(machine, thinner, statistics));
    }
    long selected = Arrays.stream(removed).mapToLong(r -> r.length).sum();
    int[] deadVisible = IntStream.range(0, machine.units(0)).filter(i -> row(masks[0], i) == 0).toArray();
    int[][] survivors = Arrays.stream(alive).map(Cut::survivors).toArray(int[][]::new);
    return new PrunedMachine(compact(thinner, survivors), survivors, deadVisible, selected,
        machine.synapses() - thinner.synapses());
  }

  /** Marks the units that stay; the synapses of those that do not are taken out of the masks. */
  private boolean[][] alive(Machine machine, Mask[] masks) {
    boolean[][] alive = new boolean[machine.layers()][];
    for (int l = 0; l < alive.length; l++) {
      alive[l] = new boolean[machine.units(l)];
      Arrays.fill(alive[l], true);
    }
    boolean again = true;
    while (again) {
      boolean changed = false;
      Mask[] before = masks.clone();
      for (int l = 0; l < alive.length; l++) {
        int[] below = l > 0 ? before[l - 1].synapsesOfColumns() : new int[0];
        int[] above = l + 1 < alive.length ? before[l].synapsesOfRows() : new int[0];
        for (int i = 0; i < alive[l].length; i++) {
          if (alive[l][i] && dies(l, alive.length, below, above, i)) {
            alive[l][i] = false;
            disconnect(masks, l, i);
            changed = true;
          }
        }
      }
      again = changed && loss.passes() == UnitLoss.Passes.UNTIL_SETTLED;
    }
    return alive;
  }

  private boolean dies(int l, int layers, int[] below, int[] above, int i) {
    if (l == 0) {
      return loss.visible() == UnitLoss.Visible.REMOVED && above[i] == 0;
    }
    boolean deaf = below[i] == 0;
    boolean top = l + 1 == layers;
    boolean unheard = !top && above[i] == 0;
    return switch (loss.hidden()) {
      case AFFERENT -> deaf;
      case EFFERENT -> top ? deaf : unheard;
      case EITHER -> deaf || unheard;
      case BOTH -> deaf && (top || unheard);
      case NEVER -> false;
    };
  }

  private static void disconnect(Mask[] masks, int l, int i) {
    if (l > 0) {
      int columns = masks[l - 1].columns();
      masks[l - 1] = masks[l - 1]
          .without(IntStream.range(0, masks[l - 1].rows()).map(row -> row * columns + i).toArray());
    }
    if (l < masks.length) {
      int columns = masks[l].columns();
      masks[l] = masks[l].without(IntStream.range(0, columns).map(column -> i * columns + column).toArray());
    }
  }

  private static int row(Mask mask, int i) {
    return mask.synapsesOfRows()[i];
  }

  private static int[] survivors(boolean[] alive) {
    return IntStream.range(0, alive.length).filter(i -> alive[i]).toArray();
  }

  private static float[][] compensated(Machine before, Machine after, PairStatistics statistics) {
    float[][] biases = new float[before.layers()][];
    Arrays.setAll(biases, before::biases);
    for (int l = 0; l + 1 < before.layers(); l++) {
      float[] w = before.weights(l);
      double[] lower = statistics.rates(l);
      double[] upper = statistics.rates(l + 1);
      BitSet gone = before.mask(l).toBits();
      gone.andNot(after.mask(l).toBits());
      for (int at = gone.nextSetBit(0); at >= 0; at = gone.nextSetBit(at + 1)) {
        int i = at / upper.length;
        int j = at % upper.length;
        biases[l][i] += (float) (w[at] * upper[j]);
        biases[l + 1][j] += (float) (w[at] * lower[i]);
      }
    }
    return biases;
  }

  /** The machine of some of its units. */
  static Machine compact(Machine machine, int[][] survivors) {
    Mask[] masks = new Mask[machine.layers() - 1];
    float[][] weights = new float[masks.length][];
    float[][] biases = new float[machine.layers()][];
    for (int l = 0; l < biases.length; l++) {
      float[] all = machine.biases(l);
      biases[l] = new float[survivors[l].length];
      for (int i = 0; i < biases[l].length; i++) {
        biases[l][i] = all[survivors[l][i]];
      }
    }
    for (int l = 0; l < masks.length; l++) {
      float[] all = machine.weights(l);
      BitSet old = machine.mask(l).toBits();
      BitSet bits = new BitSet();
      int columns = survivors[l + 1].length;
      weights[l] = new float[survivors[l].length * columns];
      for (int at = 0; at < weights[l].length; at++) {
        int from = survivors[l][at / columns] * machine.units(l + 1) + survivors[l + 1][at % columns];
        weights[l][at] = all[from];
        bits.set(at, old.get(from));
      }
      masks[l] = Mask.of(survivors[l].length, columns, bits);
    }
    return Machine.of(masks, weights, biases);
  }
}
