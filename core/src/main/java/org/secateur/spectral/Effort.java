package org.secateur.spectral;

import org.secateur.dynamics.Drift;
import org.secateur.network.Require;

/**
 * How far an iteration on a large network goes before it is said not to have converged.
 *
 * @param tolerance residual aimed at, relative to the eigenvalue
 * @param width how near a bound is to come to its value, relative to it
 * @param solve relative residual of the linear systems on the way
 * @param steps most steps of one run, each with one system to solve
 * @param numbers most numbers to keep as basis vectors: a larger network has fewer steps
 * @param flops most multiplications for one factorisation; beyond, systems are solved by iteration
 * @param iterations most iterations that the systems of one run may take together, for networks of up to five million
 *     entries; in proportion fewer for larger ones, so that no run goes on for ever
 */
public record Effort(double tolerance, double width, double solve, int steps, long numbers, double flops,
    long iterations) {

  /** For a certificate in about the time of reading the network. */
  public static final Effort QUICK = new Effort(1e-3, 0.05, 1e-3, 120, 50_000_000, 2e11, 2_000);
  /** For a certificate in about the time of pruning it. */
  public static final Effort FULL = new Effort(1e-6, 1e-3, 1e-8, 150, 100_000_000, 2e11, 50_000);

  private static final double ENTRIES = 5e6;
  /** Fewest iterations, however large the network. */
  private static final long FEWEST_ITERATIONS = 400;

  /** Fewest steps, however large the network. */
  private static final int FEWEST = 20;

  /** Checks the options. */
  public Effort {
    Require.positive(tolerance, "tolerance");
    Require.positive(width, "width");
    Require.positive(solve, "solve");
    Require.atLeast(steps, 2, "steps");
    Require.positive((double) numbers, "numbers");
    Require.positive(flops, "flops");
    Require.positive((double) iterations, "iterations");
  }

  /** How many steps a network of n neurons gets. */
  int stepsFor(int n) {
    return (int) Math.max(Math.min(steps, FEWEST), Math.min(steps, numbers / Math.max(1, n)));
  }

  /** How many iterations a run on M of a drift gets. */
  long iterationsFor(Drift drift) {
    return iterationsFor((double) drift.network().synapses() + drift.size());
  }

  /** How many iterations a run on a matrix of so many entries gets. */
  long iterationsFor(double entries) {
    long share = (long) (iterations * Math.min(1, ENTRIES / Math.max(1, entries)));
    return Math.max(Math.min(iterations, FEWEST_ITERATIONS), share);
  }
}
