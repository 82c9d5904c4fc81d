package org.secateur.spectral;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Optional;

import org.secateur.dynamics.Drift;
import org.secateur.dynamics.Gauge;
import org.secateur.kernel.CompressedRows;
import org.secateur.network.Components;
import org.secateur.sparse.Dominance;
import org.secateur.sparse.FactorOutcome;
import org.secateur.sparse.SparseCholesky;
import org.secateur.sparse.SparseSolver;
import org.secateur.sparse.SparseSymmetric;
import org.secateur.sparse.SymbolicCholesky;
import org.secateur.sparse.SymbolicLimits;
import org.secateur.sparse.SymbolicOutcome;

/**
 * A sparse Cholesky factor where its forecast is small, as on grids and in space; conjugate gradients elsewhere. Keeps the
 * patterns of factors, which networks with the same synapses share. Not for use by two threads.
 */
final class FactoringSolvers implements Solvers {
  /**
   * Multiplications for each entry of M beyond which iterating is cheaper: hubs and blocks, which conjugate gradients
   * suit, take a million and more; grids and networks in space some thousand.
   */
  private static final double FOR_EACH_ENTRY = 2e4;

  private final double flops;
  private final long bytes;
  private final IdentityHashMap<CompressedRows, SymbolicOutcome> analysed = new IdentityHashMap<>();

  FactoringSolvers(double flops) {
    this.flops = flops;
    this.bytes = 2 * (Runtime.getRuntime().maxMemory() / 5);
  }

  @Override
  public SparseSolver of(Drift drift, double relativeResidual) {
    if (outcome(drift) instanceof SymbolicOutcome.Feasible(SymbolicCholesky pattern)
        && SparseCholesky.factor(matrix(drift), dominance(drift),
            pattern) instanceof FactorOutcome.Factored(SparseCholesky factor)) {
      return factor;
    }
    return new DiagonalSolver(drift, relativeResidual);
  }

  @Override
  public Optional<Boolean> isDefinite(Drift drift, SparseSymmetric matrix) {
    return outcome(drift) instanceof SymbolicOutcome.Feasible(SymbolicCholesky pattern)
        ? Optional.of(SparseCholesky.factor(matrix, pattern) instanceof FactorOutcome.Factored)
        : Optional.empty();
  }

  @Override
  public boolean isDirect(Drift drift) {
    return outcome(drift) instanceof SymbolicOutcome.Feasible;
  }

  private SymbolicOutcome outcome(Drift drift) {
    return analysed.computeIfAbsent(drift.network().rows(),
        rows -> SymbolicCholesky.of(matrix(drift),
            new SymbolicLimits(Math.min(flops, FOR_EACH_ENTRY * (rows.column.length + (double) rows.n)),
                bytes)));
  }

  private static SparseSymmetric matrix(Drift drift) {
    double[] diagonal = new double[drift.size()];
    Arrays.setAll(diagonal, drift::restoring);
    return SparseSymmetric.of(drift.network().rows(), diagonal);
  }

  /** Balanced components without negative slack can be factored without cancellation, and may be singular. */
  private static Dominance dominance(Drift drift) {
    Gauge gauge = Gauge.of(drift.network());
    Components components = gauge.components();
    boolean[] held = new boolean[components.count()];
    for (int c = 0; c < held.length; c++) {
      held[c] = gauge.isBalanced(c);
    }
    for (int i = 0; i < drift.size(); i++) {
      held[components.of(i)] &= drift.slack(i) >= 0;
    }
    byte[] sign = new byte[drift.size()];
    double[] slack = new double[drift.size()];
    for (int i = 0; i < sign.length; i++) {
      if (held[components.of(i)]) {
        sign[i] = (byte) gauge.sign(i);
        slack[i] = drift.slack(i);
      }
    }
    return Dominance.of(sign, slack);
  }
}
