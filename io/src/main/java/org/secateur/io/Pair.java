package org.secateur.io;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.secateur.dynamics.LeakRule;
import org.secateur.network.Kind;
import org.secateur.network.Network;

/** Two files read as the original and the pruned version of one network, neuron by neuron. */
public final class Pair {
  private final DeclaredNetwork first;
  private final Network original;
  private final Network pruned; // scaled like the original; its own leak only where the file holds one

  /** Where the pruned network's leak comes from if its file does not hold one. */
  public sealed interface PrunedLeak {
    /** The original's. */
    record Same() implements PrunedLeak {
    }

    /** The original's, moved so that every neuron keeps its slack. */
    record Matched() implements PrunedLeak {
    }

    /** Given. */
    record Given(LeakRule rule) implements PrunedLeak {
    }
  }

  private Pair(DeclaredNetwork first, Network original, Network pruned) {
    this.first = first;
    this.original = original;
    this.pruned = pruned;
  }

  /**
   * Matches two files.
   *
   * @param align whether to take the nodes both name
   * @param newEdges whether the second may have edges that the first lacks
   * @throws InputException E180 if the nodes differ, E181 if the second has edges of its own
   */
  public static Pair of(DeclaredNetwork first, DeclaredNetwork second, boolean align, boolean newEdges)
      throws InputException {
    Network a = first.network();
    Network b = onComponent(first, second);
    List<String> names = a.labels();
    boolean named = !names.isEmpty() && !b.labels().isEmpty();
    if (named && (align || !names.equals(b.labels()))) {
      Map<String, Integer> inB = index(b.labels());
      List<String> missing = names.stream().filter(n -> !inB.containsKey(n)).toList();
      Map<String, Integer> inA = index(names);
      List<String> extra = b.labels().stream().filter(n -> !inA.containsKey(n)).toList();
      boolean cutOff = second.source().origin().format() == FileFormat.EDGES && extra.isEmpty();
      if (cutOff && !align) {
        // a list of edges cannot name who has none
        return checked(new Pair(first, a, scaledLike(first, second, a, select(b, names))), newEdges);
      }
      if (!align && (!missing.isEmpty() || !extra.isEmpty())) {
        throw differ(a, b, missing, extra).withHint("--align labels certifies the common "
            + Words.count(names.size() - (long) missing.size()));
      }
      List<String> common = names.stream().filter(inB::containsKey).toList();
      a = select(a, common);
      b = select(b, common);
    } else if (a.neurons() != b.neurons()) {
      throw differ(a, b, List.of(), List.of()).withHint(named
          ? "--align labels"
          : "give both files labels and --align labels,"
              + " or --nodes N for edge lists");
    }
    return checked(new Pair(first, a, scaledLike(first, second, a, b)), newEdges);
  }

  private static Pair checked(Pair pair, boolean newEdges) throws InputException {
    if (!newEdges) {
      pair.refuseNewEdges();
    }
    return pair;
  }

  private static InputException differ(Network a, Network b, List<String> missing, List<String> extra) {
    StringBuilder text = new StringBuilder("the two networks do not have the same nodes: %s and %s".formatted(
        Words.count(a.neurons()), Words.count(b.neurons())));
    if (!missing.isEmpty()) {
      text.append("; missing in the second: ").append(quoted(missing));
    }
    if (!extra.isEmpty()) {
      text.append("; missing in the first: ").append(quoted(extra));
    }
    return InputException.of("E180", text.toString());
  }

  private static String quoted(List<String> names) {
    List<String> some = names.stream().limit(3).map(n -> '"' + n + '"').toList();
    return String.join(", ", some)
        + (names.size() > 3 ? ", … (%s in all)".formatted(Words.count(names.size())) : "");
  }

  private static Map<String, Integer> index(List<String> names) {
    Map<String, Integer> index = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      index.put(names.get(i), i);
    }
    return index;
  }

  private static Network select(Network network, List<String> names) {
    Map<String, Integer> wanted = index(names);
    int[] newIndex = new int[network.neurons()];
    double[] leak = new double[names.size()];
    for (int i = 0; i < newIndex.length; i++) {
      newIndex[i] = wanted.getOrDefault(network.label(i), -1);
      if (newIndex[i] >= 0) {
        leak[newIndex[i]] = network.leak(i);
      }
    }
    return Subnetwork.of(network, newIndex, names.size()).withLeak(leak).withLabels(names);
  }

  /** The second network as its file has it, on the original's component where one was chosen. */
  private static Network onComponent(DeclaredNetwork first, DeclaredNetwork second) {
    Network b = second.stored().withLeak(second.network().leaks());
    int[] chosen = first.neuronOfNode();
    boolean cut = first.network().neurons() < chosen.length;
    if (!cut || b.neurons() != chosen.length || !b.labels().isEmpty()) {
      return b; // names are matched by the caller
    }
    double[] leak = new double[first.network().neurons()];
    for (int v = 0; v < chosen.length; v++) {
      if (chosen[v] >= 0) {
        leak[chosen[v]] = b.leak(v);
      }
    }
    return Subnetwork.of(b, chosen, leak.length).withLeak(leak);
  }

  /**
   * The second network's weights times what the first one's were multiplied by, neuron by neuron; {@code b} has the
   * neurons of {@code a} in their order.
   */
  private static Network scaledLike(DeclaredNetwork first, DeclaredNetwork second, Network a, Network b) {
    double unit = second.source().scale() / first.source().scale();
    double[] own = first.kind() == Kind.NETWORK
        ? first.declaration().scaling().factors(first.stored())
        : new double[0];
    Map<String, Integer> place = a.labels().isEmpty() ? Map.of() : index(first.network().labels());
    double[] weight = new double[b.synapses()];
    double[] leak = b.leaks();
    for (int i = 0; i < b.neurons(); i++) {
      int there = place.isEmpty() ? i : place.getOrDefault(a.label(i), i);
      double factor = own.length == 0 ? unit : unit * own[there];
      leak[i] *= unit;
      for (int k = b.firstSynapse(i); k < b.firstSynapse(i + 1); k++) {
        weight[k] = b.weight(k) * factor;
      }
    }
    return b.withWeights(weight).withLeak(leak);
  }

  private void refuseNewEdges() throws InputException {
    List<int[]> fresh = new ArrayList<>();
    boolean pairs = original.isSymmetric() && pruned.isSymmetric(); // one edge is two synapses
    pruned.forEachSynapse(s -> {
      if (s.post() != s.pre() && (!pairs || s.pre() < s.post()) && original.weight(s.post(), s.pre()) == 0) {
        fresh.add(new int[]{s.pre(), s.post()});
      }
    });
    if (!fresh.isEmpty()) {
      throw InputException
          .of("E181", "%s only in the second network (first: %s -> %s).".formatted(
              fresh.size() == 1 ? "1 edge exists" : Words.count(fresh.size()) + " edges exist",
              original.label(fresh.get(0)[0]), original.label(fresh.get(0)[1])))
          .withHint("--allow-new-edges compares anyway; the kept fraction then means little");
    }
  }

  /** The original, on the nodes compared. */
  public Network original() {
    return original;
  }

  /** The pruned network, on the nodes compared. */
  public Network pruned(PrunedLeak leak) {
    if (first.kind() == Kind.GRAPH) {
      return pruned.withLeak(pruned.absoluteInput());
    }
    if (first.kind() == Kind.DRIFT) {
      return pruned;
    }
    return pruned.withLeak(switch (leak) {
      case PrunedLeak.Same same -> original.leaks();
      case PrunedLeak.Given(LeakRule rule) -> rule.leaks(pruned);
      case PrunedLeak.Matched matched -> matched();
    });
  }

  private double[] matched() {
    double[] before = original.absoluteInput();
    double[] after = pruned.absoluteInput();
    double[] leak = original.leaks();
    for (int i = 0; i < leak.length; i++) {
      if (before[i] != after[i]) {
        leak[i] = leak[i] - before[i] + after[i];
      }
    }
    return leak;
  }
}
