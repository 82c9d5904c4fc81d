package org.secateur.spark;

import java.io.Serializable;
import java.util.Arrays;

import org.apache.spark.broadcast.Broadcast;
import org.secateur.sparse.Balance;

/**
 * Components and the signs that make a component's weights positive, from rows on a cluster: every partition says a forest
 * of its own edges, and where there are negative weights, which components contradict the signs along the forest.
 */
final class ClusterGauge {
  private final int[] parent;
  private final byte[] sign; // of a neuron relative to its parent

  /** Edges of a partition that connect what all of its edges connect. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Forest(int[] a, int[] b, byte[] sign, boolean negative) implements Serializable {
  }

  private ClusterGauge(int neurons) {
    parent = new int[neurons];
    sign = new byte[neurons];
    Arrays.setAll(parent, i -> i);
    Arrays.fill(sign, (byte) 1);
  }

  /** The balance of the matrix; as core's Gauge tells it, with components numbered by their first neuron. */
  static Balance of(RowCluster cluster) {
    int n = cluster.neurons();
    ClusterGauge all = new ClusterGauge(n);
    boolean negative = false;
    for (Forest forest : cluster.each((rows, none) -> forest(rows))) {
      negative |= forest.negative;
      for (int k = 0; k < forest.a.length; k++) {
        all.join(forest.a[k], forest.b[k], forest.sign[k]);
      }
    }
    int[] component = new int[n];
    byte[] relative = new byte[n];
    int count = 0;
    for (int i = 0; i < n; i++) {
      int root = all.root(i);
      relative[i] = root == i ? 1 : all.sign[i];
      component[i] = root == i ? count++ : component[root];
    }
    if (negative) {
      leaveOut(frustrated(cluster, component, relative), component, relative);
    }
    return new Balance(component, count, relative);
  }

  private static boolean[] frustrated(RowCluster cluster, int[] component, byte[] relative) {
    boolean[] out = new boolean[component.length];
    Broadcast<int[]> sentComponent = cluster.spark().broadcast(component);
    Broadcast<byte[]> sentSign = cluster.spark().broadcast(relative);
    for (int[] found : cluster
        .each((rows, none) -> frustrated(rows, sentComponent.value(), sentSign.value()))) {
      for (int c : found) {
        out[c] = true;
      }
    }
    sentComponent.destroy();
    sentSign.destroy();
    return out;
  }

  private static void leaveOut(boolean[] frustrated, int[] component, byte[] relative) {
    for (int i = 0; i < component.length; i++) {
      relative[i] = frustrated[component[i]] ? 0 : relative[i];
    }
  }

  private static int[] frustrated(Rows rows, int[] component, byte[] sign) {
    int[] found = new int[rows.count];
    int count = 0;
    for (int r = 0; r < rows.count; r++) {
      int i = rows.first + r;
      boolean contradicts = false;
      for (int k = rows.begin(r); k < rows.end(r); k++) {
        int j = rows.neuron[rows.column(k)];
        contradicts |= (rows.value(k) > 0 ? 1 : -1) != sign[i] * sign[j];
      }
      if (contradicts) {
        found[count++] = component[i];
      }
    }
    return Arrays.stream(found, 0, count).distinct().toArray();
  }

  private static Forest forest(Rows rows) {
    ClusterGauge local = new ClusterGauge(rows.neuron.length);
    int[] a = new int[Math.max(0, rows.neuron.length - 1)];
    int[] b = new int[a.length];
    byte[] sign = new byte[a.length];
    int count = 0;
    boolean negative = false;
    for (int r = 0; r < rows.count; r++) {
      for (int k = rows.begin(r); k < rows.end(r); k++) {
        byte s = (byte) (rows.value(k) > 0 ? 1 : -1);
        negative |= s < 0;
        if (local.join(rows.local(r), rows.column(k), s)) {
          a[count] = rows.first + r;
          b[count] = rows.neuron[rows.column(k)];
          sign[count++] = s;
        }
      }
    }
    return new Forest(Arrays.copyOf(a, count), Arrays.copyOf(b, count), Arrays.copyOf(sign, count), negative);
  }

  /** Joins what two neurons belong to; false if that is the same already. Roots are the first neurons of their trees. */
  private boolean join(int i, int j, byte s) {
    int a = root(i);
    int b = root(j);
    if (a == b) {
      return false;
    }
    byte between = (byte) (s * (i == a ? 1 : sign[i]) * (j == b ? 1 : sign[j]));
    int low = Math.min(a, b);
    int high = Math.max(a, b);
    parent[high] = low;
    sign[high] = between;
    return true;
  }

  /** The root of i's tree; afterwards i hangs right below it, with its sign relative to it. */
  private int root(int i) {
    int root = i;
    byte whole = 1;
    while (parent[root] != root) {
      whole = (byte) (whole * sign[root]);
      root = parent[root];
    }
    int at = i;
    while (parent[at] != at) {
      int up = parent[at];
      byte own = sign[at];
      parent[at] = root;
      sign[at] = whole;
      whole = (byte) (whole * own);
      at = up;
    }
    return root;
  }
}
