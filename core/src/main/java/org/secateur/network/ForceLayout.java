package org.secateur.network;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.secateur.kernel.ForceKernel;

/**
 * Places for the nodes of a drawing: nodes repel each other in proportion to their degrees and edges pull with a nearly
 * constant force, so that groups come apart (Noack, Journal of Graph Algorithms and Applications 2007). Nothing is drawn by
 * chance: nodes start on a spiral in the order given, and a step is the same on any number of threads. Immutable.
 */
public final class ForceLayout {
  /** Most nodes: every pair repels. */
  public static final int MOST_NODES = 3_000;
  private static final int CHUNK = 64;
  private static final double GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
  /** Pulls everything gently to the middle, so that what is not connected stays on the page. */
  private static final double GRAVITY = 0.02;
  private static final double REACH = 8;

  private final double[] x;
  private final double[] y;

  private ForceLayout(double[] x, double[] y) {
    this.x = x;
    this.y = y;
  }

  /**
   * Lays a graph out. Time O(steps · (nodes² + edges)).
   *
   * @param nodes at most {@value #MOST_NODES}, in an order that puts what belongs together side by side
   * @param first (edges) one end of each, from 0; not modified
   * @param second (edges) the other; not modified
   * @param weight (edges) how strong each pulls, positive; only proportions matter; not modified
   */
  public static ForceLayout of(int nodes, int[] first, int[] second, double[] weight) {
    Require.within(nodes, 0, MOST_NODES, "nodes");
    Require.length(second.length, first.length, "second");
    Require.length(weight.length, first.length, "weight");
    double[] x = new double[nodes];
    double[] y = new double[nodes];
    for (int i = 0; i < nodes; i++) {
      double radius = Math.sqrt((i + 0.5) / Math.max(1, nodes));
      x[i] = 10 * radius * StrictMath.cos(i * GOLDEN_ANGLE);
      y[i] = 10 * radius * StrictMath.sin(i * GOLDEN_ANGLE);
    }
    double mean = Arrays.stream(weight).average().orElse(1);
    double[] pull = Arrays.stream(weight).map(w -> w / mean).toArray();
    double[] mass = new double[nodes];
    Arrays.fill(mass, 1);
    for (int e = 0; e < first.length; e++) {
      mass[first[e]] += pull[e];
      mass[second[e]] += pull[e];
    }
    new Steps(x, y, mass, first, second, pull).run();
    return scaled(x, y);
  }

  /** A drawing in motion. */
  private static final class Steps {
    private final double[] x;
    private final double[] y;
    private final double[] mass;
    private final int[] first;
    private final int[] second;
    private final double[] pull;

    Steps(double[] x, double[] y, double[] mass, int[] first, int[] second, double[] pull) {
      this.x = x;
      this.y = y;
      this.mass = mass;
      this.first = first;
      this.second = second;
      this.pull = pull;
    }

    void run() {
      int n = x.length;
      double[] force = new double[2 * n];
      int steps = n < 500 ? 300 : n < 1500 ? 200 : 120;
      // A node is pulled with at most its mass. All others together push it as hard at a distance of REACH.
      double strength = REACH / Math.max(1, Arrays.stream(mass).sum());
      int chunks = (n + CHUNK - 1) / CHUNK;
      for (int step = 0; step < steps; step++) {
        Arrays.fill(force, 0);
        IntStream.range(0, chunks).parallel().forEach(c -> ForceKernel.repel(c * CHUNK,
            Math.min(n, (c + 1) * CHUNK), n, strength, x, y, mass, force));
        ForceKernel.attract(first.length, first, second, pull, x, y, force);
        double longest = 1.5 * Math.pow(1 - (double) step / steps, 1.5) + 0.005;
        for (int i = 0; i < n; i++) {
          double fx = force[2 * i] - GRAVITY * mass[i] * x[i];
          double fy = force[2 * i + 1] - GRAVITY * mass[i] * y[i];
          double size = Math.sqrt(fx * fx + fy * fy);
          double move = size == 0 ? 0 : Math.min(longest, size / mass[i]) / size;
          x[i] += move * fx;
          y[i] += move * fy;
        }
      }
    }
  }

  /** Onto the unit square, proportions kept, the middle in the middle. */
  private static ForceLayout scaled(double[] x, double[] y) {
    double lowX = Arrays.stream(x).min().orElse(0);
    double highX = Arrays.stream(x).max().orElse(1);
    double lowY = Arrays.stream(y).min().orElse(0);
    double highY = Arrays.stream(y).max().orElse(1);
    double side = Math.max(Math.max(highX - lowX, highY - lowY), 1e-9);
    double middleX = (lowX + highX) / 2;
    double middleY = (lowY + highY) / 2;
    return new ForceLayout(Arrays.stream(x).map(v -> 0.5 + (v - middleX) / side).toArray(),
        Arrays.stream(y).map(v -> 0.5 + (v - middleY) / side).toArray());
  }

  /** The place of node i along the page, from 0 to 1. */
  public double x(int i) {
    return x[i];
  }

  /** The place of node i up the page, from 0 to 1. */
  public double y(int i) {
    return y[i];
  }
}
