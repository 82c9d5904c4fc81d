package org.secateur.sparse;

import java.util.Arrays;

import org.secateur.random.NoiseStream;

/**
 * Gaussian elimination of a graph Laplacian with slack, a vertex of about least degree at a time, where the clique that
 * exact elimination would leave behind is sampled: of d neighbours d − 1 edges, with the clique's weights as their mean.
 * So the number of edges never grows. Mutable.
 *
 * <p>The neighbours are taken in ascending order of their weights w_1 ≤ … ≤ w_d. With S the sum of these and the slack,
 * neighbour i is joined with one j > i, drawn with probability w_j/T_i, T_i = Σ_{l>i} w_l, by an edge of weight
 * w_i T_i/S. The slack is passed on exactly: neighbour i gets w_i s/S.
 *
 * <p>An edge may be given as several parallel ones of equal weight, and as many parallel edges are then kept when they
 * meet: the more, the nearer to the exact factor. Kyng and Sachdeva, "Approximate Gaussian elimination for Laplacians",
 * FOCS 2016; Gao, Kyng and Spielman, "Robust and practical solution of Laplacian equations by approximate elimination",
 * 2023 (their AC for one, AC2 for two).
 *
 * <p>Some vertices may be kept: what is left of the graph on them, {@link #forEachEdge}, is what another elimination goes on
 * with.
 *
 * <p>Edges live in a fixed pool: edge e has its two ends in half-edges 2 e and 2 e + 1, each in the list of the vertex it
 * starts from. A sampled edge takes the place of the one it was sampled for. Memory 24 bytes a parallel edge.
 */
final class ApproximateElimination {
  private static final int INSERTION = 32;

  private final int n;
  private final int parallel;
  private final int[] head; // (n)
  private final int[] next; // (2 edges)
  private final int[] to; // (2 edges)
  private final double[] weight; // (edges), 0 where the edge is no more
  private final double[] slack; // (n)
  private final int[] degree; // (n), parallel edges counted
  private int edges;
  private DegreeQueue queue;
  private int columns;

  private final int[] step; // (n): the last step in which a vertex was a neighbour
  private final int[] first; // (n): where in the star it then stood first, later its entry in the column
  private final int[] last; // (n): where it stood last
  private final int[] count; // (n): how often
  private int[] star = new int[64]; // half-edges out of the vertex
  private long[] order = new long[64];
  private double[] after = new double[64]; // T_i

  private final int[] start; // (n + 1)
  private final int[] place; // (n): when a vertex is eliminated
  private final double[] pivot; // (n), in order
  private int[] row;
  private float[] value;
  private int entries;

  /**
   * A graph without edges.
   *
   * @param slack (n), not negative; used up
   * @param pool how many edges there will be at most, parallel ones counted
   * @param parallel how many parallel edges stand for one, at least 1
   */
  ApproximateElimination(double[] slack, int pool, int parallel) {
    this.n = slack.length;
    this.parallel = parallel;
    this.slack = slack;
    int most = pool / parallel;
    this.head = new int[n];
    Arrays.fill(head, -1);
    this.next = new int[Math.multiplyExact(2, pool)];
    this.to = new int[next.length];
    this.weight = new double[pool];
    this.degree = new int[n];
    this.queue = new DegreeQueue(new int[0], new boolean[0]);
    this.step = new int[n];
    Arrays.fill(step, -1);
    this.first = new int[n];
    this.last = new int[parallel > 1 ? n : 0];
    this.count = new int[parallel > 1 ? n : 0];
    this.start = new int[n + 1];
    this.place = new int[n];
    this.pivot = new double[n];
    this.row = new int[Math.max(16, Math.addExact(most, most / 2))];
    this.value = new float[row.length];
  }

  /** Joins two different vertices by an edge of positive weight. */
  void join(int u, int v, double w) {
    for (int k = 0; k < parallel; k++) {
      joinOnce(u, v, w / parallel);
    }
  }

  /** Joins two different vertices by a single edge, one of parallel ones. */
  void joinOnce(int u, int v, double w) {
    int e = edges++;
    weight[e] = w;
    link(u, 2 * e, v);
    link(v, 2 * e + 1, u);
    degree[u]++;
    degree[v]++;
  }

  private void link(int from, int half, int end) {
    to[half] = end;
    next[half] = head[from];
    head[from] = half;
  }

  /**
   * Eliminates all vertices but some. Time about O((n + fill) log d).
   *
   * @param kept different vertices
   */
  void eliminateBut(int[] kept, NoiseStream random) {
    boolean[] out = new boolean[n];
    for (int v : kept) {
      out[v] = true;
    }
    queue = new DegreeQueue(degree, out);
    for (int t = n - kept.length; t > 0; t--) {
      eliminate(queue.poll(), random);
    }
  }

  /** Eliminates vertices that were kept, whatever their degrees, in this order. */
  void eliminateRest(int[] order, NoiseStream random) {
    for (int v : order) {
      eliminate(v, random);
    }
  }

  /** How many vertices are eliminated. */
  int columns() {
    return columns;
  }

  /** Entries of the columns so far. */
  int entries() {
    return entries;
  }

  /** How many edges are left, parallel ones counted. */
  int edges() {
    int count = 0;
    for (int e = 0; e < edges; e++) {
      count += weight[e] > 0 ? 1 : 0;
    }
    return count;
  }

  /** When a vertex was eliminated. */
  int place(int v) {
    return place[v];
  }

  /** What of the slack has come to a vertex that was kept. */
  double slack(int v) {
    return slack[v];
  }

  /** The edges between vertices that were kept, parallel ones one by one. */
  void forEachEdge(SignedCover.Visitor visitor) {
    for (int e = 0; e < edges; e++) {
      if (weight[e] > 0) {
        visitor.edge(to[2 * e + 1], to[2 * e], weight[e]);
      }
    }
  }

  /**
   * Copies the columns into a factor that they are a part of.
   *
   * @param column where the first one goes
   * @param entry where its first entry goes
   * @param of (n) which row of the factor each vertex is
   */
  void copyInto(ApproximateFactor factor, int column, int entry, int[] of) {
    for (int t = 0; t < columns; t++) {
      factor.start()[column + t] = entry + start[t];
      factor.pivot()[column + t] = pivot[t];
    }
    for (int k = 0; k < entries; k++) {
      factor.row()[entry + k] = of[row[k]];
    }
    System.arraycopy(value, 0, factor.value(), entry, entries);
  }

  /** The living half-edges out of v into the star, at most {@link #parallel} to each neighbour. */
  private int gather(int v, int now) {
    int d = 0;
    for (int h = head[v]; h >= 0; h = next[h]) {
      int e = h >> 1;
      if (weight[e] == 0) {
        continue;
      }
      int u = to[h];
      if (step[u] == now && merged(u, e)) {
        weight[e] = 0;
        queue.add(u, -1);
        continue;
      }
      if (step[u] != now) {
        step[u] = now;
        first[u] = d;
        if (parallel > 1) {
          count[u] = 0;
        }
      }
      if (parallel > 1) {
        last[u] = d;
        count[u]++;
      }
      if (d == star.length) {
        star = Arrays.copyOf(star, 2 * d);
      }
      star[d++] = h;
    }
    if (order.length < star.length) {
      order = new long[star.length];
      after = new double[star.length];
    }
    return d;
  }

  /** Whether an edge to a neighbour met before is one too many, and its weight now with the first and last of them. */
  private boolean merged(int u, int e) {
    if (parallel == 1) {
      weight[star[first[u]] >> 1] += weight[e];
      return true;
    }
    if (count[u] < parallel) {
      return false;
    }
    weight[star[first[u]] >> 1] += weight[e] / 2;
    weight[star[last[u]] >> 1] += weight[e] / 2;
    return true;
  }

  /** The star by ascending weight: twenty bits of the mantissa are order enough. */
  private void sort(int d) {
    for (int k = 0; k < d; k++) {
      long bits = Double.doubleToRawLongBits(weight[star[k] >> 1]);
      order[k] = (bits & 0xffffffff00000000L) | star[k];
    }
    if (d > INSERTION) {
      Arrays.sort(order, 0, d);
    } else {
      for (int k = 1; k < d; k++) {
        long key = order[k];
        int at = k - 1;
        while (at >= 0 && order[at] > key) {
          order[at + 1] = order[at];
          at--;
        }
        order[at + 1] = key;
      }
    }
    for (int k = 0; k < d; k++) {
      star[k] = (int) order[k];
    }
  }

  private void eliminate(int v, NoiseStream random) {
    int now = columns;
    place[v] = now;
    int d = gather(v, now);
    sort(d);
    sample(v, now, d, random);
    start[++columns] = entries;
  }

  private void sample(int v, int now, int d, NoiseStream random) {
    double sum = 0;
    for (int k = d - 1; k >= 0; k--) {
      after[k] = sum;
      sum += weight[star[k] >> 1];
      first[to[star[k]]] = -1;
    }
    double total = sum + slack[v];
    pivot[now] = total;
    reserve(d);
    for (int k = 0; k < d; k++) {
      int h = star[k];
      int e = h >> 1;
      int u = to[h];
      double share = weight[e] / total;
      enter(u, share);
      slack[u] += share * slack[v];
      double w = share * after[k];
      int other = k == d - 1 || w == 0 ? u : to[star[draw(k, d, random.nextDouble() * after[k])]];
      if (other == u) {
        weight[e] = 0;
        queue.add(u, -1);
      } else {
        weight[e] = w;
        to[h ^ 1] = other;
        link(other, h, u);
        queue.add(other, 1);
      }
    }
  }

  /** One entry of the column a neighbour, however many edges lead there. */
  private void enter(int u, double share) {
    if (first[u] < 0) {
      first[u] = entries;
      row[entries] = u;
      value[entries++] = (float) share;
    } else {
      value[first[u]] += (float) share;
    }
  }

  /** The j > k with T_j ≤ r < T_{j−1}. */
  private int draw(int k, int d, double r) {
    int low = k + 1;
    int high = d - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (after[middle] <= r) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private void reserve(int d) {
    if (entries + d > row.length) {
      int room = (int) Math.min(Integer.MAX_VALUE - 8,
          Math.max(entries + (long) d, row.length + (row.length >> 1)));
      row = Arrays.copyOf(row, room);
      value = Arrays.copyOf(value, room);
    }
  }
}
