package org.secateur.network;

import org.secateur.kernel.CompressedRows;

/** The weakly connected components of a network, numbered by their first neuron. Immutable. */
public final class Components {
  private final int[] component; // (n)
  private final int[] size; // (count)

  private Components(int[] component, int[] size) {
    this.component = component;
    this.size = size;
  }

  /** Union-find over the synapses, direction and self-connections ignored. Time O(n + m α(n)). */
  public static Components of(Network network) {
    CompressedRows rows = network.rows();
    int[] parent = new int[rows.n];
    for (int i = 0; i < rows.n; i++) {
      parent[i] = i;
    }
    int pieces = rows.n;
    for (int i = 0; i < rows.n && pieces > 1; i++) { // a dense network is one piece after its first rows
      for (int k = rows.rowStart[i]; k < rows.rowStart[i + 1]; k++) {
        int a = root(parent, i);
        int b = root(parent, rows.column[k]);
        if (a != b) {
          parent[Math.max(a, b)] = Math.min(a, b);
          pieces--;
        }
      }
    }
    int count = 0;
    int[] component = new int[rows.n];
    for (int i = 0; i < rows.n; i++) {
      int r = root(parent, i);
      component[i] = r == i ? count++ : component[r];
    }
    int[] size = new int[count];
    for (int c : component) {
      size[c]++;
    }
    return new Components(component, size);
  }

  private static int root(int[] parent, int i) {
    while (parent[i] != i) {
      parent[i] = parent[parent[i]];
      i = parent[i];
    }
    return i;
  }

  /** How many components there are. */
  public int count() {
    return size.length;
  }

  /** The component neuron i belongs to, from 0. */
  public int of(int i) {
    return component[i];
  }

  /** How many neurons component c has. */
  public int size(int c) {
    return size[c];
  }

  /** The largest component; the first of several. */
  public int largest() {
    int best = 0;
    for (int c = 1; c < size.length; c++) {
      best = size[c] > size[best] ? c : best;
    }
    return best;
  }

  /** How many neurons are alone in their component. */
  public int isolated() {
    int alone = 0;
    for (int s : size) {
      alone += s == 1 ? 1 : 0;
    }
    return alone;
  }
}
