package org.secateur.boltzmann.prune;

import java.util.Arrays;
import java.util.List;
import org.secateur.boltzmann.Machine;

/** A smaller machine, and where its units were in the one it came from. Immutable. */
public final class PrunedMachine implements CutOutcome {
  private final Machine machine;
  private final int[][] survivors; // (layers) units of the former machine, ascending
  private final int[] deadVisible;
  private final long selected;
  private final long removed;

  PrunedMachine(Machine machine, int[][] survivors, int[] deadVisible, long selected, long removed) {
    this.machine = machine;
    this.survivors = survivors;
    this.deadVisible = deadVisible;
    this.selected = selected;
    this.removed = removed;
  }

  /** The smaller machine, its dead units left out. */
  public Machine machine() {
    return machine;
  }

  /** For each unit of a layer its number in the former machine, ascending, as a new array. */
  public int[] survivors(int layer) {
    return survivors[layer].clone();
  }

  /** The units of a layer that died, by their numbers in the former machine, given how many there were. */
  public int[] dead(int layer, int formerUnits) {
    boolean[] alive = new boolean[formerUnits];
    for (int i : survivors[layer]) {
      alive[i] = true;
    }
    return java.util.stream.IntStream.range(0, formerUnits).filter(i -> !alive[i]).toArray();
  }

  /** The visible units without synapses, by their numbers in the former machine, removed or not, as a new array. */
  public int[] deadVisible() {
    return deadVisible.clone();
  }

  /** Synapses that the selection removed. */
  public long selected() {
    return selected;
  }

  /** All synapses that went, those of dead units among them. */
  public long removed() {
    return removed;
  }

  /** Units a layer that are left. */
  public List<Integer> units() {
    return Arrays.stream(machine.units()).boxed().toList();
  }
}
