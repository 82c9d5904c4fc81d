package org.secateur.prune;

import java.util.Arrays;

import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.network.Require;

/** A pruned network and how it came about, edge by edge. Immutable. */
public final class Pruned {
  private final Network network;
  private final Plan plan;
  private final boolean[] kept; // (count)
  private final double[] amplification; // (count), w'/w, 0 where removed

  private Pruned(Network network, Plan plan, boolean[] kept, double[] amplification) {
    this.network = network;
    this.plan = plan;
    this.kept = kept;
    this.amplification = amplification;
  }

  /**
   * Carries out a choice.
   *
   * @param original the network the plan was made for; not modified
   * @param kept (count) whether each edge stays; not modified
   */
  public static Pruned of(Network original, Plan plan, boolean[] kept, Diagonal diagonal, Rescale rescale) {
    Edges edges = plan.scores().edges();
    Require.length(kept.length, edges.count(), "kept");
    double[] amplification = amplification(plan, kept, rescale);
    double[] weight = edges.spread(amplification, 1);
    for (int k = 0; k < weight.length; k++) {
      weight[k] *= original.weight(k);
    }
    Network cut = original.withWeights(weight);
    if (diagonal == Diagonal.MATCH) {
      cut = cut.withLeak(matchedLeak(original, cut));
    }
    return new Pruned(cut, plan, kept.clone(), amplification);
  }

  private static double[] amplification(Plan plan, boolean[] kept, Rescale rescale) {
    double[] factor = new double[kept.length];
    for (int e = 0; e < kept.length; e++) {
      factor[e] = !kept[e] ? 0 : rescale instanceof Rescale.No ? 1 : 1 / plan.keepProbability(e);
    }
    if (rescale instanceof Rescale.Capped(double quantile)) {
      double[] ascending = Arrays.stream(factor).filter(f -> f > 0).sorted().toArray();
      if (ascending.length > 0) {
        double cap = ascending[(int) Math.ceil(quantile * (ascending.length - 1))];
        for (int e = 0; e < factor.length; e++) {
          factor[e] = Math.min(factor[e], cap);
        }
      }
    }
    return factor;
  }

  /** leak'_i = leak_i − Σ|w_ij| + Σ|w'_ij|, and the leak's own bits where the sum did not change. */
  private static double[] matchedLeak(Network original, Network cut) {
    double[] before = original.absoluteInput();
    double[] after = cut.absoluteInput();
    double[] leak = original.leaks();
    for (int i = 0; i < leak.length; i++) {
      if (before[i] != after[i]) {
        leak[i] = leak[i] - before[i] + after[i]; // in this order a slack of exactly 0 stays 0
      }
    }
    return leak;
  }

  /** The pruned network: same neurons, fewer synapses. */
  public Network network() {
    return network;
  }

  /** The plan that was drawn from. */
  public Plan plan() {
    return plan;
  }

  /** Whether edge e stayed. */
  public boolean kept(int e) {
    return kept[e];
  }

  /** w'/w of edge e; 0 where it was removed. */
  public double amplification(int e) {
    return amplification[e];
  }

  /** The number of edges that stayed. */
  public int keptEdges() {
    int count = 0;
    for (boolean k : kept) {
      count += k ? 1 : 0;
    }
    return count;
  }

  /** The share of edges that stayed; 1 if there were none. */
  public double keptFraction() {
    return kept.length == 0 ? 1 : (double) keptEdges() / kept.length;
  }
}
