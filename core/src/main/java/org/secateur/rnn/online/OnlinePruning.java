package org.secateur.rnn.online;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

import org.secateur.dynamics.Drift;
import org.secateur.kernel.PairKernel;
import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.network.Require;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/**
 * A linear network that prunes itself while noise drives it, dx_i = q_i (A x)_i dt + √(2 q_i) dB_i, by an {@link OnlineRule}.
 * With q_i = 1 it is the plain noisy network at noise variance 2, where |w| Var(x_i − sgn(w) x_j) is a leverage. Other q_i are
 * neurons of different speed, each driven by noise in proportion: if A is symmetric, scores and theorem are those of A (the
 * network W_ij q_i need not look symmetric). Reciprocal synapses of a symmetric A share one decision; those of a directed one
 * decide each for itself.
 *
 * <p>A leak time is one over the mean restoring coefficient of the network at the beginning. Rates begin at rest, and the first
 * window of a synapse begins at a time of its own. Each further window is twice as long: estimates that never got better would go
 * on making some survivor look superfluous, and the network would wear away.
 *
 * <p>Moore and Chaudhuri, "Using noise to probe recurrent neural network structure and prune synapses", NeurIPS 2020, whose rule
 * is applied once; running it in continuing time is this library's. Time O(n + pairs left) a step, on one thread.
 */
public final class OnlinePruning {
  /** A rate beyond this, in units of the noise, means that nothing holds the network. */
  private static final double LIMIT = 1e9;
  /** The share of synapses that may still vanish in a cycle of windows in a network at rest. */
  public static final double REST = 1e-3;

  private final Network network;
  private final Edges edges;
  private final OnlineRule rule;
  private final Seed seed;
  private final double leakTime; // in s
  private final double stepSeconds;
  private final double[] speed; // (n) q
  private final double[] restoring; // (n) by now, in 1/s
  private final double[] rates; // (n)
  private final List<Decision> decisions = new ArrayList<>();

  // edges that are left, in the order in which their windows end
  private int left;
  private final int[] edge;
  private final int[] phase;
  private final int[] post;
  private final int[] pre;
  private final double[] weight;
  private final double[] backWeight;
  private final double[] sign;
  private final double[] squares;

  private OnlinePruning(Network network, double[] speed, OnlineRule rule, Seed seed) {
    this.network = network;
    this.edges = Edges.of(network);
    this.rule = rule;
    this.seed = seed;
    this.speed = speed;
    Drift drift = Drift.of(network);
    int n = network.neurons();
    this.restoring = new double[n];
    double mean = 0;
    for (int i = 0; i < n; i++) {
      restoring[i] = drift.restoring(i);
      mean += restoring[i] * speed[i] / n;
    }
    this.leakTime = mean > 0 ? 1 / mean : 1;
    this.stepSeconds = rule.step() * leakTime;
    this.rates = new double[n];
    this.left = edges.count();
    int windowSteps = rule.windowSteps();
    int[] drawn = new int[left];
    Arrays.setAll(drawn, e -> (int) (seed.uniform("window", edges.key(e)) * windowSteps));
    this.edge = IntStream.range(0, left).boxed()
        .sorted(Comparator.<Integer>comparingInt(e -> drawn[e]).thenComparingInt(e -> e))
        .mapToInt(Integer::intValue).toArray();
    this.phase = Arrays.stream(edge).map(e -> drawn[e]).toArray();
    this.post = Arrays.stream(edge).map(edges::post).toArray();
    this.pre = Arrays.stream(edge).map(edges::pre).toArray();
    this.weight = Arrays.stream(edge).mapToDouble(edges::weight).toArray();
    this.backWeight = edges.paired() ? weight.clone() : new double[left];
    this.sign = Arrays.stream(weight).map(w -> w > 0 ? 1 : -1).toArray();
    this.squares = new double[left];
  }

  /**
   * Runs a network whose neurons are equally fast.
   *
   * @param longest when to stop if it does not come to rest, in leak times
   */
  public static OnlineOutcome run(Network network, OnlineRule rule, double longest, Seed seed) {
    double[] speed = new double[network.neurons()];
    Arrays.fill(speed, 1);
    return run(network, speed, rule, longest, seed);
  }

  /**
   * Runs a network of fast and slow neurons.
   *
   * @param network A, before speeds are applied
   * @param speed (n) q, positive; not modified
   * @param longest when to stop if it does not come to rest, in leak times
   */
  public static OnlineOutcome run(Network network, double[] speed, OnlineRule rule, double longest,
      Seed seed) {
    return run(network, speed, rule, longest, seed, time -> {
    });
  }

  /**
   * The same, telling somebody how far it is.
   *
   * @param clock told of every leak time that has passed; may throw to stop
   */
  public static OnlineOutcome run(Network network, double[] speed, OnlineRule rule, double longest,
      Seed seed, LongConsumer clock) {
    Require.length(speed.length, network.neurons(), "speed");
    for (double q : speed) {
      Require.positive(q, "speed");
    }
    Require.positive(longest, "longest");
    return new OnlinePruning(network, speed.clone(), rule, seed).run(longest, clock);
  }

  private OnlineOutcome run(double longest, LongConsumer clock) {
    NoiseStream noise = seed.stream("online noise");
    double[] drift = new double[rates.length];
    long steps = (long) Math.ceil(longest / rule.step());
    int cycle = 0;
    long begin = 0; // of the cycle
    int next = 0; // the first edge whose window does not end before this step of the cycle
    int leftBefore = left;
    long told = 0;
    for (long step = 0; step < steps; step++) {
      if ((long) (step * rule.step()) > told) {
        clock.accept(++told);
      }
      if (step == begin + ((long) rule.windowSteps() << cycle)) {
        if (cycle > 0 && leftBefore - left <= REST * left) {
          return new OnlineOutcome.Settled(begin * rule.step(), history(step));
        }
        leftBefore = left;
        begin = step;
        cycle++;
        next = 0;
      }
      next = visit(next, begin, cycle, step);
      int diverged = advance(drift, noise);
      if (diverged >= 0) {
        return new OnlineOutcome.Diverged(step * rule.step(), diverged, history(step));
      }
    }
    return new OnlineOutcome.Unsettled(history(steps));
  }

  private History history(long step) {
    return new History(network, edges, decisions, step * rule.step());
  }

  /** x ← x + dt q (−M x) + √(2 q dt) ξ, and the squares of the differences; the first neuron out of range, or −1. */
  private int advance(double[] drift, NoiseStream noise) {
    for (int i = 0; i < rates.length; i++) {
      drift[i] = -restoring[i] * rates[i];
    }
    PairKernel.inputAndDifferences(left, post, pre, weight, backWeight, sign, rates, drift, squares);
    for (int i = 0; i < rates.length; i++) {
      double q = speed[i];
      rates[i] += stepSeconds * q * drift[i] + Math.sqrt(2 * q * stepSeconds) * noise.nextGaussian();
      if (!(Math.abs(rates[i]) < LIMIT * Math.sqrt(2 * leakTime))) {
        return i;
      }
    }
    return -1;
  }

  /** Lets every synapse decide whose window ends now, and closes the gaps of those that vanish. */
  private int visit(int from, long begin, int cycle, long step) {
    int to = from;
    int keep = from;
    while (to < left && begin + ((long) phase[to] << cycle) == step) {
      if (cycle == 0 || decide(to, cycle, step)) {
        squares[to] = 0;
        move(to, keep++);
      }
      to++;
    }
    if (keep < to) {
      int gap = to - keep;
      for (int k = to; k < left; k++) {
        move(k, k - gap);
      }
      left -= gap;
    }
    return keep;
  }

  /** Whether the synapse stays. Its window began in the cycle before, half as long and at the same phase of it. */
  private boolean decide(int k, int cycle, long step) {
    long watched = (long) (rule.windowSteps() + phase[k]) << (cycle - 1);
    double leverage = Math.abs(weight[k]) * squares[k] / watched;
    double p = Math.min(1, rule.kappa() * leverage);
    if (p >= 1 - rule.margin()) {
      return true;
    }
    long n = rates.length;
    boolean stays = seed.uniform("decide", edges.key(edge[k]) + cycle * n * n) < p;
    double amplification = stays ? 1 / p : 0;
    double change = Math.abs(weight[k]) * (amplification - 1);
    restoring[post[k]] += change;
    if (edges.paired()) {
      restoring[pre[k]] += change;
    }
    weight[k] *= amplification;
    backWeight[k] *= amplification;
    decisions.add(new Decision(step * rule.step(), edge[k], amplification));
    return stays;
  }

  private void move(int from, int to) {
    if (from != to) {
      edge[to] = edge[from];
      phase[to] = phase[from];
      post[to] = post[from];
      pre[to] = pre[from];
      weight[to] = weight[from];
      backWeight[to] = backWeight[from];
      sign[to] = sign[from];
      squares[to] = squares[from];
    }
  }
}
