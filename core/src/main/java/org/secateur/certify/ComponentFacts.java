package org.secateur.certify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

import org.secateur.dynamics.Drift;
import org.secateur.network.Components;
import org.secateur.network.Network;
import org.secateur.random.Seed;
import org.secateur.spectral.Extreme;
import org.secateur.spectral.FreeModes;
import org.secateur.spectral.Pencil;

/** Certifies the components of a disconnected network one by one; neurons without connections are left out. */
final class ComponentFacts {
  private ComponentFacts() {
  }

  static List<ComponentFact> of(Drift original, Drift pruned, Seed seed) {
    Components components = Components.of(original.network());
    List<ComponentFact> facts = new ArrayList<>();
    if (components.count() < 2) {
      return facts;
    }
    int[][] members = members(components, original.size());
    for (int c = 0; c < components.count(); c++) {
      if (members[c].length > 1) {
        facts.add(fact(c, members[c], original.network(), pruned.network(), seed));
      }
    }
    return facts;
  }

  private static int[][] members(Components components, int n) {
    int[][] members = new int[components.count()][];
    int[] filled = new int[components.count()];
    for (int i = 0; i < n; i++) {
      int c = components.of(i);
      if (filled[c] == 0) {
        members[c] = new int[components.size(c)];
      }
      members[c][filled[c]++] = i;
    }
    return members;
  }

  private static ComponentFact fact(int c, int[] members, Network original, Network pruned, Seed seed) {
    Drift before = Drift.of(restricted(original, members));
    Drift after = Drift.of(restricted(pruned, members));
    double slack = Double.POSITIVE_INFINITY;
    for (int i = 0; i < members.length; i++) {
      slack = Math.min(slack, before.slack(i));
    }
    OptionalDouble low = OptionalDouble.empty();
    OptionalDouble high = OptionalDouble.empty();
    if (Pencil.of(before, after,
        seed) instanceof Pencil.Range(Extreme l, Extreme h, int free, Pencil.Method method)) {
      low = OptionalDouble.of(l.value());
      high = OptionalDouble.of(h.value());
    }
    return new ComponentFact(c, members[0], members.length, Components.of(after.network()).count(), slack,
        FreeModes.of(before).count() > 0, low, high);
  }

  /** The network of some neurons, given in ascending order, and the synapses between them. */
  private static Network restricted(Network network, int[] members) {
    int m = 0;
    for (int i : members) {
      m += network.firstSynapse(i + 1) - network.firstSynapse(i);
    }
    int[] post = new int[m];
    int[] pre = new int[m];
    double[] weight = new double[m];
    double[] leak = new double[members.length];
    int at = 0;
    for (int a = 0; a < members.length; a++) {
      int i = members[a];
      leak[a] = network.leak(i);
      for (int k = network.firstSynapse(i); k < network.firstSynapse(i + 1); k++) {
        int b = Arrays.binarySearch(members, network.pre(k));
        if (b >= 0) {
          post[at] = a;
          pre[at] = b;
          weight[at++] = network.weight(k);
        }
      }
    }
    return Network.of(members.length, Arrays.copyOf(post, at), Arrays.copyOf(pre, at),
        Arrays.copyOf(weight, at),
        leak);
  }
}
