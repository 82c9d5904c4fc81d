package org.secateur.dynamics;

import java.util.Arrays;

import org.secateur.kernel.CompressedRows;
import org.secateur.network.Components;
import org.secateur.network.Network;

/**
 * The components of a symmetric network whose signs can be gauged away: with x_i → g_i x_i, g_i = ±1, every weight
 * becomes excitatory. Along g such a component has no restoring force but its slack (Harary 1953, balanced signed
 * graphs). Every purely excitatory component is one, with g = 1.
 */
public final class Gauge {
  private final Components components;
  private final byte[] sign; // (n), ±1; meaningless where the component is frustrated
  private final boolean[] balanced; // (components)

  private Gauge(Components components, byte[] sign, boolean[] balanced) {
    this.components = components;
    this.sign = sign;
    this.balanced = balanced;
  }

  /** Finds the signs by a walk over each component. Time O(n + m). */
  public static Gauge of(Network network) {
    CompressedRows rows = network.rows();
    Components components = Components.of(network);
    byte[] sign = new byte[rows.n];
    boolean[] balanced = new boolean[components.count()];
    Arrays.fill(balanced, true);
    if (isExcitatory(rows)) {
      Arrays.fill(sign, (byte) 1);
      return new Gauge(components, sign, balanced);
    }
    int[] stack = new int[rows.n];
    for (int root = 0; root < rows.n; root++) {
      if (sign[root] != 0) {
        continue;
      }
      int top = 0;
      stack[top++] = root;
      sign[root] = 1;
      while (top > 0) {
        int i = stack[--top];
        for (int k = rows.rowStart[i]; k < rows.rowStart[i + 1]; k++) {
          int j = rows.column[k];
          if (j == i) {
            continue;
          }
          byte wanted = (byte) (rows.value[k] > 0 ? sign[i] : -sign[i]);
          if (sign[j] == 0) {
            sign[j] = wanted;
            stack[top++] = j;
          } else if (sign[j] != wanted) {
            balanced[components.of(i)] = false;
          }
        }
      }
    }
    return new Gauge(components, sign, balanced);
  }

  private static boolean isExcitatory(CompressedRows rows) {
    for (int i = 0; i < rows.n; i++) {
      for (int k = rows.rowStart[i]; k < rows.rowStart[i + 1]; k++) {
        if (rows.value[k] < 0 && rows.column[k] != i) {
          return false;
        }
      }
    }
    return true;
  }

  /** The components of the network. */
  public Components components() {
    return components;
  }

  /** g_i, 1 or −1. */
  public int sign(int i) {
    return sign[i];
  }

  /** Whether the signs of component c can be gauged away. */
  public boolean isBalanced(int c) {
    return balanced[c];
  }
}
