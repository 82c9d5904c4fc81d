package org.secateur.rnn.online;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.network.Require;

/**
 * A network over time: where it began, and every decision since, in order. From these the network of any moment can be had.
 * Immutable.
 */
public final class History {
  private final Network original;
  private final Edges edges;
  private final List<Decision> decisions;
  private final double leakTimes;

  History(Network original, Edges edges, List<Decision> decisions, double leakTimes) {
    this.original = original;
    this.edges = edges;
    this.decisions = List.copyOf(decisions);
    this.leakTimes = leakTimes;
  }

  /**
   * The network at some moment.
   *
   * @param leakTimes when
   * @param kept how many of its edges are left
   * @param vanished how many went since the moment before
   * @param strengthened how often one was strengthened since then
   * @param decided how many edges have decided at least once until then
   * @param absoluteWeight Σ |w| over edges, relative to the original's
   */
  public record Frame(double leakTimes, int kept, int vanished, int strengthened, int decided,
      double absoluteWeight) {
  }

  /** The network that it began with. */
  public Network original() {
    return original;
  }

  /** The edges that decisions number. */
  public Edges edges() {
    return edges;
  }

  /** Every decision that changed a weight, in the order of time. */
  public List<Decision> decisions() {
    return decisions;
  }

  /** How long the network was watched, in leak times. */
  public double leakTimes() {
    return leakTimes;
  }

  /** How many edges are left at the end. */
  public int kept() {
    return edges.count() - (int) decisions.stream().filter(Decision::vanished).count();
  }

  /** The share of edges that are left at the end; 1 if there were none. */
  public double keptFraction() {
    return edges.count() == 0 ? 1 : (double) kept() / edges.count();
  }

  /** The network at the end, its leaks matched. */
  public Network network() {
    return at(Double.POSITIVE_INFINITY);
  }

  /** The network at a time, in leak times: after every decision until then, its leaks matched. */
  public Network at(double time) {
    double[] factor = amplifications(time);
    double[] weight = edges.spread(factor, 1);
    for (int k = 0; k < weight.length; k++) {
      weight[k] *= original.weight(k);
    }
    Network cut = original.withWeights(weight);
    double[] before = original.absoluteInput();
    double[] after = cut.absoluteInput();
    double[] leak = original.leaks();
    for (int i = 0; i < leak.length; i++) {
      leak[i] += after[i] - before[i];
    }
    return cut.withLeak(leak);
  }

  /**
   * What the weight of each edge has been multiplied by until a time, in leak times.
   *
   * @return a new array (edges), 0 where the edge is gone
   */
  public double[] amplifications(double time) {
    double[] factor = new double[edges.count()];
    Arrays.fill(factor, 1);
    for (Decision d : decisions) {
      if (d.leakTimes() <= time) {
        factor[d.edge()] *= d.amplification();
      }
    }
    return factor;
  }

  /** The network at equally spaced moments, the beginning and the end included. */
  public List<Frame> frames(int count) {
    Require.atLeast(count, 2, "count");
    double[] times = new double[count];
    Arrays.setAll(times, f -> leakTimes * f / (count - 1));
    return frames(times);
  }

  /**
   * The network at some moments: what a picture is drawn from. Time O(edges + decisions + moments).
   *
   * @param times in leak times, ascending; not modified
   */
  public List<Frame> frames(double[] times) {
    double[] weight = new double[edges.count()];
    double whole = 0;
    for (int e = 0; e < weight.length; e++) {
      weight[e] = Math.abs(edges.weight(e));
      whole += weight[e];
    }
    List<Frame> frames = new ArrayList<>();
    boolean[] decided = new boolean[weight.length];
    int decisionMakers = 0;
    int kept = weight.length;
    double sum = whole;
    int next = 0;
    for (double time : times) {
      int vanished = 0;
      int strengthened = 0;
      for (; next < decisions.size() && decisions.get(next).leakTimes() <= time; next++) {
        Decision d = decisions.get(next);
        sum += weight[d.edge()] * (d.amplification() - 1);
        weight[d.edge()] *= d.amplification();
        decisionMakers += decided[d.edge()] ? 0 : 1;
        decided[d.edge()] = true;
        vanished += d.vanished() ? 1 : 0;
        strengthened += d.vanished() ? 0 : 1;
      }
      kept -= vanished;
      frames.add(new Frame(time, kept, vanished, strengthened, decisionMakers, whole == 0 ? 1 : sum / whole));
    }
    return List.copyOf(frames);
  }
}
