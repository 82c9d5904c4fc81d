package org.secateur.network;

import org.secateur.kernel.CompressedRows;

/** The components of a network as networks of their own. Immutable; memory O(n) besides the parts asked for. */
public final class Parts {
  private final Components components;
  private final int[] start; // (count + 1)
  private final int[] member; // (n), by component, ascending within
  private final int[] place; // (n), of each neuron in its component

  private Parts(Components components, int[] start, int[] member, int[] place) {
    this.components = components;
    this.start = start;
    this.member = member;
    this.place = place;
  }

  /**
   * Sorts neurons by component. Time O(n).
   *
   * @param neurons n, of the network the components are of
   */
  public static Parts of(Components components, int neurons) {
    int[] start = new int[components.count() + 1];
    for (int c = 0; c < components.count(); c++) {
      start[c + 1] = start[c] + components.size(c);
    }
    Require.length(neurons, start[components.count()], "neurons");
    int[] cursor = start.clone();
    int[] member = new int[neurons];
    int[] place = new int[neurons];
    for (int i = 0; i < neurons; i++) {
      int c = components.of(i);
      place[i] = cursor[c] - start[c];
      member[cursor[c]++] = i;
    }
    return new Parts(components, start, member, place);
  }

  /** How many parts there are. */
  public int count() {
    return components.count();
  }

  /** How many neurons part c has. */
  public int size(int c) {
    return components.size(c);
  }

  /** The neuron at a place of part c, both from 0; ascending. */
  public int member(int c, int k) {
    return member[start[c] + k];
  }

  /** Whether all synapses of a network stay within the parts. Time O(n + m). */
  public boolean contain(Network network) {
    CompressedRows rows = network.rows();
    for (int i = 0; i < rows.n; i++) {
      for (int k = rows.rowStart[i]; k < rows.rowStart[i + 1]; k++) {
        if (components.of(i) != components.of(rows.column[k])) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Part c of a network, without names. Time and memory O(its neurons and synapses).
   *
   * @param network as many neurons as the parts; synapses that leave the part are left out
   */
  public Network part(Network network, int c) {
    Require.length(network.neurons(), member.length, "network");
    CompressedRows rows = network.rows();
    int n = size(c);
    int[] rowStart = new int[n + 1];
    for (int a = 0; a < n; a++) {
      int i = member(c, a);
      int inside = 0;
      for (int k = rows.rowStart[i]; k < rows.rowStart[i + 1]; k++) {
        inside += components.of(rows.column[k]) == c ? 1 : 0;
      }
      rowStart[a + 1] = rowStart[a] + inside;
    }
    int[] column = new int[rowStart[n]];
    double[] value = new double[rowStart[n]];
    double[] leak = new double[n];
    int at = 0;
    for (int a = 0; a < n; a++) {
      int i = member(c, a);
      leak[a] = network.leak(i);
      for (int k = rows.rowStart[i]; k < rows.rowStart[i + 1]; k++) {
        if (components.of(rows.column[k]) == c) {
          column[at] = place[rows.column[k]]; // places ascend with neurons, so that rows stay sorted
          value[at++] = rows.value[k];
        }
      }
    }
    return Network.ofRows(new CompressedRows(n, rowStart, column, value), leak);
  }
}
