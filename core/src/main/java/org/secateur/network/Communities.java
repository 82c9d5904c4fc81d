package org.secateur.network;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Groups of neurons with more synapses among themselves than chance would give them: greedy modularity in levels (Blondel,
 * Guillaume, Lambiotte and Lefebvre, Journal of Statistical Mechanics 2008), on |w| of both directions. Neurons are visited
 * in order and ties go to the lower number, so that the same network has the same groups. Immutable.
 */
public final class Communities {
  private static final int MOST_SWEEPS = 20;
  private static final int MOST_LEVELS = 12;
  /** A gain below this share of all weight is rounding. */
  private static final double ROUNDING = 1e-12;

  private final int[] of; // (n)
  private final int[] size; // (count), descending

  private Communities(int[] of, int[] size) {
    this.of = of;
    this.size = size;
  }

  /** Finds the groups of a network. Time O(sweeps · m). */
  public static Communities of(Network network) {
    Graph graph = Graph.of(network);
    int[] member = IntStream.range(0, network.neurons()).toArray();
    for (int level = 0; level < MOST_LEVELS; level++) {
      int[] next = graph.sweep();
      int count = renumber(next);
      for (int i = 0; i < member.length; i++) {
        member[i] = next[member[i]];
      }
      if (count == graph.size()) {
        break;
      }
      graph = graph.merged(next, count);
    }
    return bySize(member);
  }

  /** Numbers what occurs from 0 in order of appearance, in place; returns how many there are. */
  private static int renumber(int[] label) {
    int[] number = new int[label.length];
    Arrays.fill(number, -1);
    int count = 0;
    for (int i = 0; i < label.length; i++) {
      if (number[label[i]] < 0) {
        number[label[i]] = count++;
      }
      label[i] = number[label[i]];
    }
    return count;
  }

  private static Communities bySize(int[] member) {
    int count = renumber(member);
    int[] size = new int[count];
    for (int c : member) {
      size[c]++;
    }
    int[] order = IntStream.range(0, count).boxed()
        .sorted((a, b) -> size[b] != size[a] ? Integer.compare(size[b], size[a]) : Integer.compare(a, b))
        .mapToInt(Integer::intValue).toArray();
    int[] rank = new int[count];
    int[] sorted = new int[count];
    for (int r = 0; r < count; r++) {
      rank[order[r]] = r;
      sorted[r] = size[order[r]];
    }
    int[] of = new int[member.length];
    Arrays.setAll(of, i -> rank[member[i]]);
    return new Communities(of, sorted);
  }

  /** How many groups there are. */
  public int count() {
    return size.length;
  }

  /** The group of neuron i; group 0 is the largest. */
  public int of(int i) {
    return of[i];
  }

  /** How many neurons are in group c. */
  public int size(int c) {
    return size[c];
  }

  /** The neurons group after group, in order within a group, as a new array. */
  public int[] order() {
    int[] start = new int[size.length + 1];
    for (int c = 0; c < size.length; c++) {
      start[c + 1] = start[c] + size[c];
    }
    int[] order = new int[of.length];
    for (int i = 0; i < of.length; i++) {
      order[start[of[i]]++] = i;
    }
    return order;
  }

  /** An undirected weighted graph; what a node has of itself is in its degree and in no list. */
  private static final class Graph {
    private final int[] start; // (n + 1)
    private final int[] to;
    private final double[] weight;
    private final double[] degree; // (n), loops included
    private final double total; // Σ degree

    private Graph(int[] start, int[] to, double[] weight, double[] degree) {
      this.start = start;
      this.to = to;
      this.weight = weight;
      this.degree = degree;
      this.total = Arrays.stream(degree).sum();
    }

    int size() {
      return degree.length;
    }

    static Graph of(Network network) {
      int n = network.neurons();
      Network[] ways = network.isSymmetric()
          ? new Network[]{network}
          : new Network[]{network, network.transposed()};
      int[] start = new int[n + 1];
      int most = network.synapses() * ways.length;
      int[] to = new int[most];
      double[] weight = new double[most];
      double[] degree = new double[n];
      int at = 0;
      for (int i = 0; i < n; i++) {
        for (Network way : ways) {
          for (int k = way.firstSynapse(i); k < way.firstSynapse(i + 1); k++) {
            if (way.pre(k) != i) {
              to[at] = way.pre(k);
              weight[at] = Math.abs(way.weight(k));
              degree[i] += weight[at++];
            }
          }
        }
        start[i + 1] = at;
      }
      return new Graph(start, Arrays.copyOf(to, at), Arrays.copyOf(weight, at), degree);
    }

    /** Moves nodes one by one to the group that gains most, until none moves. */
    int[] sweep() {
      int n = size();
      int[] group = IntStream.range(0, n).toArray();
      double[] inside = degree.clone(); // Σ degree of a group
      double[] link = new double[n]; // from the node at hand to a group
      int[] seen = new int[n];
      boolean moved = total > 0;
      for (int sweep = 0; moved && sweep < MOST_SWEEPS; sweep++) {
        moved = false;
        for (int i = 0; i < n; i++) {
          int groups = 0;
          for (int k = start[i]; k < start[i + 1]; k++) {
            int g = group[to[k]];
            if (link[g] == 0) {
              seen[groups++] = g;
            }
            link[g] += weight[k];
          }
          int own = group[i];
          inside[own] -= degree[i];
          int best = own;
          double most = link[own] - degree[i] * inside[own] / total + ROUNDING * total;
          for (int s = 0; s < groups; s++) {
            int g = seen[s];
            double gain = link[g] - degree[i] * inside[g] / total;
            if (gain > most || (gain == most && g < best)) {
              most = gain;
              best = g;
            }
          }
          for (int s = 0; s < groups; s++) {
            link[seen[s]] = 0;
          }
          inside[best] += degree[i];
          group[i] = best;
          moved |= best != own;
        }
      }
      return group;
    }

    /** One node a group. */
    Graph merged(int[] group, int count) {
      int[] first = new int[count + 1];
      for (int g : group) {
        first[g + 1]++;
      }
      for (int g = 0; g < count; g++) {
        first[g + 1] += first[g];
      }
      int[] members = new int[group.length];
      int[] next = first.clone();
      for (int i = 0; i < group.length; i++) {
        members[next[group[i]]++] = i;
      }
      int[] newStart = new int[count + 1];
      int[] newTo = new int[to.length];
      double[] newWeight = new double[to.length];
      double[] newDegree = new double[count];
      double[] link = new double[count];
      int at = 0;
      for (int g = 0; g < count; g++) {
        int from = at;
        for (int m = first[g]; m < first[g + 1]; m++) {
          int i = members[m];
          newDegree[g] += degree[i];
          for (int k = start[i]; k < start[i + 1]; k++) {
            int h = group[to[k]];
            if (h != g) {
              if (link[h] == 0) {
                newTo[at++] = h;
              }
              link[h] += weight[k];
            }
          }
        }
        for (int k = from; k < at; k++) {
          newWeight[k] = link[newTo[k]];
          link[newTo[k]] = 0;
        }
        newStart[g + 1] = at;
      }
      return new Graph(newStart, Arrays.copyOf(newTo, at), Arrays.copyOf(newWeight, at), newDegree);
    }
  }
}
