package org.secateur.dynamics;

/** What stands in for M while snapshots are solved for. */
public enum Preconditioning {
  /** {@link #JACOBI} if a short trial promises few iterations, otherwise {@link #APPROXIMATE_CHOLESKY}. */
  AUTOMATIC,
  /** M's diagonal: best on expanders, such as networks with hubs, blocks or long random connections. */
  JACOBI,
  /** A sampled factor: best where activity spreads slowly, as on grids, paths and across bottlenecks. */
  APPROXIMATE_CHOLESKY,
  /** The same with every edge doubled: twice the work to set up, fewer iterations; worth it from about thirty probes. */
  APPROXIMATE_CHOLESKY_2
}
