package org.secateur.spectral;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;
import org.secateur.study.BlockModel;
import org.secateur.study.GridFamily;
import org.secateur.study.PreferentialAttachment;
import org.secateur.study.RandomGeometric;
import org.secateur.study.WeightLaw;

/** Sparse symmetric networks of a few hundred neurons, small enough for dense matrices to tell the truth about them. */
final class LargeFamilies {
  private LargeFamilies() {
  }

  /** A pair: an original and what was made of it. */
  record Pair(String name, Network original, Network pruned) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Dominant originals, with slack and without. */
  static List<Families.Named> originals() {
    List<Families.Named> all = new ArrayList<>();
    Seed seed = new Seed(11);
    WeightLaw law = new WeightLaw.LogNormal(1);
    for (double slack : new double[]{0, 0.05}) {
      all.add(new Families.Named("hubs, slack " + slack,
          new PreferentialAttachment(300, 4, law, slack).generate(seed)));
      all.add(new Families.Named("blocks, slack " + slack,
          new BlockModel(5, 60, 8, 0.5, law, slack).generate(seed)));
      all.add(
          new Families.Named("space, slack " + slack, new RandomGeometric(300, 10, slack).generate(seed)));
      all.add(new Families.Named("grid, slack " + slack,
          new GridFamily(15, 20, new WeightLaw.Uniform(0.5, 1.5), slack).generate(seed)));
      all.add(new Families.Named("signed grid, slack " + slack,
          new GridFamily(15, 20, new WeightLaw.Normal(0.3, 1), slack).generate(seed)));
      all.add(new Families.Named("three pieces, one of a single neuron, slack " + slack,
          apart(new BlockModel(2, 60, 6, 1, law, slack).generate(seed), 1, slack)));
    }
    all.add(new Families.Named("blocks, slack of its own for each", uneven(
        new BlockModel(5, 60, 8, 0.5, law, 0).generate(seed), 0.3)));
    all.add(new Families.Named("hubs, hardly held", uneven(
        new PreferentialAttachment(300, 4, law, 0).generate(seed), 1e-6)));
    return all;
  }

  /** Pairs of every kind: matched, thinned until it falls apart, kept diagonal, turned signs, foreign synapses. */
  static Stream<Pair> pairs() {
    List<Pair> all = new ArrayList<>();
    for (Families.Named f : originals()) {
      Network n = f.network();
      all.add(new Pair(f.name() + ", half", n, Families.sampled(n, 0.5, 3)));
      all.add(new Pair(f.name() + ", a fifth", n, Families.sampled(n, 0.2, 3)));
      all.add(new Pair(f.name() + ", leaks kept", n, Families.sampled(n, 0.6, 3).withLeak(n.leaks())));
      all.add(new Pair(f.name() + ", itself", n, n));
      all.add(new Pair(f.name() + ", jittered", n, jittered(n)));
      all.add(new Pair(f.name() + ", another's wiring", n, rewired(n)));
    }
    return all.stream();
  }

  /** The network, a copy of it and some neurons alone, without synapses between. */
  private static Network apart(Network network, int alone, double slack) {
    int n = network.neurons();
    int[] post = new int[2 * network.synapses()];
    int[] pre = new int[post.length];
    double[] weight = new double[post.length];
    double[] leak = new double[2 * n + alone];
    int at = 0;
    for (int copy = 0; copy < 2; copy++) {
      for (int i = 0; i < n; i++) {
        leak[copy * n + i] = network.leak(i);
        for (int k = network.firstSynapse(i); k < network.firstSynapse(i + 1); k++) {
          post[at] = copy * n + i;
          pre[at] = copy * n + network.pre(k);
          weight[at++] = network.weight(k);
        }
      }
    }
    for (int i = 2 * n; i < leak.length; i++) {
      leak[i] = slack;
    }
    return Network.of(leak.length, post, pre, weight, leak);
  }

  /** Leaks larger by a share of the mean of what each neuron receives, drawn for each from [0, 1). */
  private static Network uneven(Network network, double share) {
    NoiseStream stream = new Seed(5).stream("uneven");
    double[] leak = network.leaks();
    double mean = java.util.Arrays.stream(leak).average().orElseThrow();
    for (int i = 0; i < leak.length; i++) {
      leak[i] += share * mean * stream.nextDouble();
    }
    return network.withLeak(leak);
  }

  /** Weights times numbers around 1, some of them negative. */
  private static Network jittered(Network network) {
    Edges edges = Edges.of(network);
    NoiseStream stream = new Seed(8).stream("jitter");
    double[] factor = new double[edges.count()];
    for (int e = 0; e < factor.length; e++) {
      factor[e] = 1 + 0.5 * stream.nextGaussian();
    }
    return Families.scaled(network, edges.spread(factor, 1));
  }

  /** Other synapses for the same leaks. */
  private static Network rewired(Network network) {
    int n = network.neurons();
    int[] post = new int[2 * (n - 1)];
    int[] pre = new int[post.length];
    double[] weight = new double[post.length];
    double[] leak = network.leaks();
    for (int i = 0; i + 1 < n; i++) {
      post[2 * i] = pre[2 * i + 1] = i;
      pre[2 * i] = post[2 * i + 1] = i + 1;
      weight[2 * i] = weight[2 * i + 1] = Math.min(leak[i], leak[i + 1]) / 2;
    }
    return Network.of(n, post, pre, weight, leak);
  }
}
