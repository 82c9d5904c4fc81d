package org.secateur.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import org.secateur.network.Communities;
import org.secateur.network.Edges;
import org.secateur.network.ForceLayout;
import org.secateur.network.Network;
import org.secateur.random.Seed;

/**
 * Where the neurons of a network are drawn, and which of its edges are, chosen once: whatever becomes of the network is drawn on
 * the same places. Very many neurons are those found first from the strongest on, breadth first; of very many edges those between
 * groups come first. Nothing is left to chance: the same network always looks the same.
 */
public final class NetworkDrawing {
  private final Edges edges;
  private final int[] neurons; // those drawn
  private final int[] place; // (n) number on the page, −1 for those left out
  private final int[] between; // edges drawn between groups
  private final int[] within;
  private final Values x;
  private final Values y;
  private final Values group;
  private final List<String> labels;

  private NetworkDrawing(Network network, Edges edges, Optional<Communities> groups, int most,
      int mostBetween) {
    this.edges = edges;
    int n = network.neurons();
    this.neurons = n > ForceLayout.MOST_NODES
        ? neighbourhood(network)
        : groups.map(Communities::order).orElseGet(() -> IntStream.range(0, n).toArray());
    this.place = new int[n];
    Arrays.fill(place, -1);
    for (int k = 0; k < neurons.length; k++) {
      place[neurons[k]] = k;
    }
    List<Integer> across = new ArrayList<>();
    List<Integer> inside = new ArrayList<>();
    for (int e = 0; e < edges.count(); e++) {
      if (place[edges.post(e)] >= 0 && place[edges.pre(e)] >= 0) {
        int post = edges.post(e);
        int pre = edges.pre(e);
        boolean same = groups.map(g -> g.of(post) == g.of(pre)).orElse(true);
        (same ? inside : across).add(e);
      }
    }
    this.between = chosen(across, mostBetween);
    this.within = chosen(inside, most - between.length);
    ForceLayout layout = layout();
    this.x = Values.of(neurons.length, layout::x);
    this.y = Values.of(neurons.length, layout::y);
    this.group = groups.map(this::groupsDrawn).orElseGet(() -> Values.of(neurons.length, k -> 0));
    this.labels = Arrays.stream(neurons).mapToObj(network::label).toList();
  }

  /**
   * Chooses and places.
   *
   * @param groups that edges are within or between; none for one group
   * @param most edges drawn
   * @param mostBetween of those between groups
   */
  public static NetworkDrawing of(Network network, Edges edges, Optional<Communities> groups, int most,
      int mostBetween) {
    return new NetworkDrawing(network, edges, groups, most, mostBetween);
  }

  private static int[] neighbourhood(Network network) {
    double[] strength = network.absoluteInput();
    int first = IntStream.range(0, strength.length).reduce(0, (a, b) -> strength[b] > strength[a] ? b : a);
    boolean[] seen = new boolean[strength.length];
    int[] queue = new int[ForceLayout.MOST_NODES];
    int count = 0;
    queue[count++] = first;
    seen[first] = true;
    for (int at = 0; at < count && count < queue.length; at++) {
      int i = queue[at];
      for (int k = network.firstSynapse(i); k < network.firstSynapse(i + 1) && count < queue.length; k++) {
        int j = network.pre(k);
        if (!seen[j]) {
          seen[j] = true;
          queue[count++] = j;
        }
      }
    }
    return Arrays.copyOf(queue, count);
  }

  /** The group of each neuron drawn; where not all are, numbered anew by how many of them are drawn: colours are few. */
  private Values groupsDrawn(Communities groups) {
    if (neurons.length == place.length) {
      return Values.of(neurons.length, k -> groups.of(neurons[k]));
    }
    int[] members = new int[groups.count()];
    for (int i : neurons) {
      members[groups.of(i)]++;
    }
    int[] largestFirst = IntStream.range(0, members.length).boxed()
        .sorted(Comparator.comparingInt((Integer g) -> -members[g]).thenComparingInt(g -> g))
        .mapToInt(Integer::intValue).toArray();
    int[] number = new int[members.length];
    for (int r = 0; r < largestFirst.length; r++) {
      number[largestFirst[r]] = r;
    }
    return Values.of(neurons.length, k -> number[groups.of(neurons[k])]);
  }

  /** All, or so many whose draws by edge are the lowest: the same for the same network. */
  private int[] chosen(List<Integer> of, int most) {
    int[] all = of.stream().mapToInt(Integer::intValue).toArray();
    if (all.length <= most) {
      return all;
    }
    Seed seed = new Seed(1);
    double[] draw = Arrays.stream(all).mapToDouble(e -> seed.uniform("report edges", edges.key(e))).toArray();
    double[] sorted = draw.clone();
    Arrays.parallelSort(sorted);
    double limit = sorted[Math.max(0, most)];
    return IntStream.range(0, all.length).filter(k -> draw[k] < limit).map(k -> all[k]).toArray();
  }

  private ForceLayout layout() {
    int[] drawn = IntStream.concat(Arrays.stream(between), Arrays.stream(within)).toArray();
    int[] first = Arrays.stream(drawn).map(e -> place[edges.post(e)]).toArray();
    int[] second = Arrays.stream(drawn).map(e -> place[edges.pre(e)]).toArray();
    double[] pull = Arrays.stream(drawn).mapToDouble(e -> Math.sqrt(Math.abs(edges.weight(e)))).toArray();
    return ForceLayout.of(neurons.length, first, second, pull);
  }

  /** A panel of these strands. */
  public Panel panel(String title, List<Panel.Strand> strands) {
    return new Panel.Drawing(title, x, y, group, labels, strands);
  }

  /** Those drawn edges within groups that a condition on their numbers picks. */
  public Panel.Strand within(String name, Role role, IntPredicate picked) {
    return strand(name, role, Arrays.stream(within).filter(picked).toArray());
  }

  /** Those between groups. */
  public Panel.Strand between(String name, Role role, IntPredicate picked) {
    return strand(name, role, Arrays.stream(between).filter(picked).toArray());
  }

  /** Those of both kinds. */
  public Panel.Strand all(String name, Role role, IntPredicate picked) {
    return strand(name, role,
        IntStream.concat(Arrays.stream(between), Arrays.stream(within)).filter(picked).toArray());
  }

  private Panel.Strand strand(String name, Role role, int[] shown) {
    double[] ends = new double[2 * shown.length];
    for (int k = 0; k < shown.length; k++) {
      ends[2 * k] = place[edges.post(shown[k])];
      ends[2 * k + 1] = place[edges.pre(shown[k])];
    }
    return new Panel.Strand(name, role, Values.of(ends));
  }

  /** What part of the network is drawn, as a sentence with a space before it; empty if it is all of it. */
  public String shown() {
    int drawn = between.length + within.length;
    return neurons.length < place.length || drawn < edges.count()
        ? Numerals.format(" Shown are %,d of %,d neurons and %,d of %,d edges.", neurons.length, place.length,
            drawn,
            edges.count())
        : "";
  }
}
