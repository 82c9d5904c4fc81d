package org.secateur.sparse;

import java.util.Arrays;

import org.secateur.sparse.CholeskyForecast.Certainty;

/**
 * The approximate minimum degree ordering: eliminate next the variable that seems to have the fewest neighbours left.
 * Amestoy, Davis and Duff, SIAM Journal on Matrix Analysis 17, 1996: a quotient graph that never grows, in which an
 * eliminated variable lives on as an element, the clique of its neighbours; elements inside others are absorbed,
 * variables with the same neighbours are merged and eliminated together, and degrees are bounded rather than counted.
 * Vertices of very high degree are set aside and ordered last.
 *
 * <p>Mutable, for one use. The file is long because the elimination's steps share its arrays.
 */
final class MinimumDegree {
  /** A vertex with more neighbours than this many times √n is set aside. */
  private static final double DENSE = 10;
  private static final int NONE = -1;

  /** Where degrees explode, what is left ends as a dense block of about this share of it. */
  private static final double DENSE_CORE = 0.95;

  private final Adjacency graph;
  private final int n;
  private final double maxFlops;

  // The quotient graph. A variable lists its elements, then the variables it is still joined to directly; an element
  // lists its variables.
  private int[] list;
  private int free; // the first unused position of list
  private final int[] start; // (n)
  private final int[] length; // (n)
  private final int[] elements; // (n), how many entries of a variable's list are elements
  private final int[] size; // (n), vertices a variable stands for; 0 once it is merged; negative while in the pivot
  private final int[] degree; // (n), of a variable at most so many vertices; of an element exactly
  private final int[] into; // (n), the variable or element one was merged into, or NONE
  private final int[] mark; // (n), 0 for an element that was absorbed
  private int stamp = 1;
  private int largestElement;

  // Variables by degree, in doubly linked lists.
  private final int[] head; // (n)
  private final int[] next; // (n)
  private final int[] previous; // (n)
  private int least;

  // Variables of the pivot by the hash of their lists.
  private final int[] hashHead; // (n)
  private final int[] hashNext; // (n)
  private final int[] hash; // (n)

  private final int[] rank; // (n), of an element: when it was eliminated
  private int pivots;
  private int eliminated; // vertices
  private int dense; // vertices set aside
  private final DegreeGrowth growth = new DegreeGrowth();
  private long fill;
  private double flops;

  private MinimumDegree(Adjacency graph, double maxFlops) {
    this.graph = graph;
    this.n = graph.n;
    this.maxFlops = maxFlops;
    this.free = graph.neighbour.length;
    this.list = Arrays.copyOf(graph.neighbour, (int) Math.min(Integer.MAX_VALUE - 8, free + free / 5L + n));
    this.start = Arrays.copyOf(graph.start, n);
    this.length = new int[n];
    this.elements = new int[n];
    this.size = new int[n];
    this.degree = new int[n];
    this.into = new int[n];
    this.mark = new int[n];
    this.head = new int[n];
    this.next = new int[n];
    this.previous = new int[n];
    this.hashHead = new int[n];
    this.hashNext = new int[n];
    this.hash = new int[n];
    this.rank = new int[n];
    Arrays.fill(size, 1);
    Arrays.fill(mark, 1);
    Arrays.fill(into, NONE);
    Arrays.fill(head, NONE);
    Arrays.fill(hashHead, NONE);
    double limit = Math.max(16, DENSE * Math.sqrt(n));
    for (int i = 0; i < n; i++) {
      degree[i] = graph.degree(i);
      length[i] = degree[i];
      if (degree[i] > limit) {
        size[i] = 0; // no longer seen by its neighbours
        length[i] = 0;
        dense++;
      } else {
        link(i);
      }
    }
  }

  /**
   * Orders a graph.
   *
   * @param maxFlops where the elimination stops, because the factorisation would cost more
   */
  static Elimination order(Adjacency graph, double maxFlops) {
    return new MinimumDegree(graph, maxFlops).run();
  }

  private Elimination run() {
    int last = n - dense;
    while (eliminated < last) {
      int pivot = leastDegree();
      eliminate(pivot);
      long d = degree[pivot]; // the pivot's neighbours are all joined now, and cost what a dense matrix costs
      if (flops + cubed(degree[pivot]) / 3 > maxFlops) {
        return new Elimination.Stopped(Certainty.AT_LEAST, fill + d * (d + 1) / 2,
            flops + cubed(degree[pivot]) / 3);
      }
      if (growth.explodes(last - eliminated, degree[pivot], graph.degree(pivot))) {
        double core = DENSE_CORE * (last - eliminated);
        if (cubed(core) / 3 > maxFlops) {
          return new Elimination.Stopped(Certainty.EXPECTED, (long) (core * core / 2), cubed(core) / 3);
        }
      }
    }
    return new Elimination.Done(Ordering.of(order()), fill, flops);
  }

  private static double cubed(double x) {
    return x * x * x;
  }

  // ---- lists by degree

  private int leastDegree() {
    while (head[least] == NONE) {
      least++;
    }
    int i = head[least];
    unlink(i);
    return i;
  }

  private void link(int i) {
    int d = degree[i];
    int first = head[d];
    next[i] = first;
    previous[i] = NONE;
    if (first != NONE) {
      previous[first] = i;
    }
    head[d] = i;
    least = Math.min(least, d);
  }

  private void unlink(int i) {
    int before = previous[i];
    int after = next[i];
    if (after != NONE) {
      previous[after] = before;
    }
    if (before != NONE) {
      next[before] = after;
    } else {
      head[degree[i]] = after;
    }
  }

  // ---- one elimination

  private void eliminate(int pivot) {
    int own = size[pivot];
    eliminated += own;
    rank[pivot] = pivots++;
    gather(pivot, own);
    measureOverlaps(pivot);
    own += updateDegrees(pivot);
    largestElement = Math.max(largestElement, degree[pivot]);
    advanceStamp(largestElement);
    mergeAlike(pivot);
    finish(pivot);
    count(own, degree[pivot]);
  }

  /** Adds the columns of a pivot of so many vertices whose element has d. */
  private void count(long own, long d) {
    fill += own * d + own * (own + 1) / 2;
    // Σ (d + t)² for t = 1 … own
    double k = own;
    flops += k * d * d + d * k * (k + 1) + k * (k + 1) * (2 * k + 1) / 6;
  }

  /** Turns the pivot into an element: the union of its elements, which it absorbs, and of its variables. */
  private void gather(int pivot, int own) {
    size[pivot] = -own;
    degree[pivot] = 0;
    int from;
    int end;
    if (elements[pivot] == 0) {
      from = start[pivot]; // its own list, shortened in place
      end = take(from, length[pivot], pivot, from);
    } else {
      makeRoom(pivot);
      from = free;
      end = free;
      int p = start[pivot];
      for (int k = 0; k < elements[pivot]; k++) {
        int e = list[p + k];
        end = take(start[e], length[e], pivot, end);
        absorb(e, pivot);
      }
      end = take(p + elements[pivot], length[pivot] - elements[pivot], pivot, end);
      free = end;
    }
    start[pivot] = from;
    length[pivot] = end - from;
    elements[pivot] = NONE; // an element from now on
  }

  /** Adds to the pivot's element what it does not have yet of a list; returns the end of the element's list. */
  private int take(int from, int count, int pivot, int at) {
    int to = at;
    int d = 0;
    for (int q = from; q < from + count; q++) {
      int i = list[q];
      int s = size[i];
      if (s > 0) {
        d += s;
        size[i] = -s;
        list[to++] = i;
        unlink(i);
      }
    }
    degree[pivot] += d;
    return to;
  }

  private void absorb(int e, int pivot) {
    mark[e] = 0;
    length[e] = 0;
    into[e] = pivot;
  }

  /** For every element e that touches the pivot's: mark[e] − stamp ← |e \ pivot|, in vertices. */
  private void measureOverlaps(int pivot) {
    for (int p = start[pivot]; p < start[pivot] + length[pivot]; p++) {
      int i = list[p];
      int s = -size[i];
      for (int q = start[i]; q < start[i] + elements[i]; q++) {
        int e = list[q];
        int m = mark[e];
        if (m >= stamp) {
          mark[e] = m - s;
        } else if (m != 0) {
          mark[e] = degree[e] + stamp - s;
        }
      }
    }
  }

  /** Shortens the lists of the pivot's variables and bounds their degrees. Returns how many vertices it eliminated. */
  private int updateDegrees(int pivot) {
    int extra = 0;
    for (int p = start[pivot]; p < start[pivot] + length[pivot]; p++) {
      int i = list[p];
      int from = start[i];
      int to = from;
      int d = 0;
      int h = 0;
      int q = from;
      for (int end = from + elements[i]; q < end; q++) {
        int e = list[q];
        int m = mark[e];
        if (m != 0) {
          if (m > stamp) {
            d += m - stamp;
            h += e;
            list[to++] = e;
          } else {
            absorb(e, pivot); // it has no variable outside the pivot
          }
        }
      }
      int firstVariable = to;
      elements[i] = to - from + 1;
      for (int end = from + length[i]; q < end; q++) {
        int j = list[q];
        int s = size[j];
        if (s > 0) {
          d += s;
          h += j;
          list[to++] = j;
        }
      }
      if (d == 0) {
        extra -= size[i]; // nothing but the pivot: eliminated with it
        degree[pivot] += size[i];
        eliminated -= size[i];
        size[i] = 0;
        into[i] = pivot;
        length[i] = 0;
      } else {
        degree[i] = Math.min(degree[i], d);
        list[to] = list[firstVariable];
        list[firstVariable] = list[from];
        list[from] = pivot;
        length[i] = to - from + 1;
        hash[i] = (h & Integer.MAX_VALUE) % n;
      }
    }
    return extra;
  }

  /** Merges variables of the pivot whose lists are the same: they stay alike to the end. */
  private void mergeAlike(int pivot) {
    int from = start[pivot];
    int end = from + length[pivot];
    for (int p = from; p < end; p++) {
      int i = list[p];
      if (size[i] < 0) {
        hashNext[i] = hashHead[hash[i]];
        hashHead[hash[i]] = i;
      }
    }
    for (int p = from; p < end; p++) {
      int i = list[p];
      if (size[i] < 0) {
        int first = hashHead[hash[i]];
        hashHead[hash[i]] = NONE;
        for (int a = first; a != NONE && hashNext[a] != NONE; a = hashNext[a]) {
          mergeInto(a);
        }
      }
    }
  }

  /** Merges into variable i whatever follows it in its hash list and is like it. */
  private void mergeInto(int i) {
    int count = length[i];
    for (int q = start[i] + 1; q < start[i] + count; q++) {
      mark[list[q]] = stamp;
    }
    int before = i;
    for (int j = hashNext[i]; j != NONE; j = hashNext[j]) {
      if (isLike(i, j)) {
        size[i] += size[j];
        size[j] = 0;
        into[j] = i;
        length[j] = 0;
        hashNext[before] = hashNext[j];
      } else {
        before = j;
      }
    }
    advanceStamp(1);
  }

  private boolean isLike(int i, int j) {
    if (length[j] != length[i] || elements[j] != elements[i]) {
      return false;
    }
    for (int q = start[j] + 1; q < start[j] + length[j]; q++) {
      if (mark[list[q]] != stamp) {
        return false;
      }
    }
    return true;
  }

  /** Puts the pivot's variables back in the lists, and what is left of them in the pivot's. */
  private void finish(int pivot) {
    int from = start[pivot];
    int to = from;
    int left = n - dense - eliminated;
    for (int p = from; p < from + length[pivot]; p++) {
      int i = list[p];
      int s = -size[i];
      if (s > 0) {
        size[i] = s;
        degree[i] = Math.min(degree[i] + degree[pivot] - s, left - s);
        link(i);
        list[to++] = i;
      }
    }
    boolean newest = from + length[pivot] == free;
    length[pivot] = to - from;
    if (newest) {
      free = to;
    }
    mark[pivot] = to == from ? 0 : 1;
    size[pivot] = 0;
  }

  private void advanceStamp(int by) {
    if (stamp > Integer.MAX_VALUE - by - n) {
      for (int i = 0; i < n; i++) {
        mark[i] = mark[i] != 0 ? 1 : 0;
      }
      stamp = 1;
    }
    stamp += by + 1;
  }

  // ---- memory

  /** Sees to it that the pivot's element fits behind what is in use. */
  private void makeRoom(int pivot) {
    long need = (long) length[pivot] - elements[pivot];
    for (int q = start[pivot]; q < start[pivot] + elements[pivot]; q++) {
      need += length[list[q]];
    }
    need = Math.min(need, n);
    if (free + need > list.length) {
      compact();
      if (free + need > list.length) {
        list = Arrays.copyOf(list, Math.toIntExact(free + need + list.length / 5));
      }
    }
  }

  /** Moves the lists in use to the front, in the order they stand in. */
  private void compact() {
    for (int j = 0; j < n; j++) {
      if (length[j] > 0) {
        int p = start[j];
        start[j] = list[p]; // the first entry is kept there while its place says whose list it is
        list[p] = -2 - j;
      }
    }
    int to = 0;
    int from = 0;
    while (from < free) {
      int j = -2 - list[from++];
      if (j >= 0) {
        list[to] = start[j];
        start[j] = to++;
        int rest = length[j] - 1;
        System.arraycopy(list, from, list, to, rest);
        from += rest;
        to += rest;
      }
    }
    free = to;
  }

  // ---- the result

  /** The vertices by when their pivot was eliminated, those set aside last. */
  private int[] order() {
    int[] place = new int[n];
    int[] first = new int[pivots + 2];
    for (int i = 0; i < n; i++) {
      place[i] = when(i);
      first[place[i] + 1]++;
    }
    for (int k = 0; k <= pivots; k++) {
      first[k + 1] += first[k];
    }
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[first[place[i]]++] = i;
    }
    return order;
  }

  /** Which pivot, from 0, vertex i was eliminated with. */
  private int when(int i) {
    int end = i;
    while (elements[end] != NONE && into[end] != NONE) {
      end = into[end];
    }
    for (int j = i; j != end;) {
      int following = into[j];
      into[j] = end; // short cuts for those that come this way after
      j = following;
    }
    return elements[end] == NONE ? rank[end] : pivots;
  }
}
