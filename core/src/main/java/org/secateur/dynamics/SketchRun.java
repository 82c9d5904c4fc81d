package org.secateur.dynamics;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

import org.secateur.kernel.BlockKernel;
import org.secateur.kernel.SketchKernel;
import org.secateur.random.Seed;
import org.secateur.sparse.ApproximateCholesky;
import org.secateur.sparse.BlockConjugateGradients.Stop;
import org.secateur.sparse.BlockReport;
import org.secateur.sparse.ConjugateGradientSolver;
import org.secateur.sparse.Jacobi;
import org.secateur.sparse.Preconditioner;

/** One run of a {@link NoiseSketch}: blocks of probes in waves, folded in their order. Mutable. */
final class SketchRun {
  private static final int ROWS = 2048;
  /** Rows of all blocks that are solved at once. */
  private static final int WAVE_ROWS = 1 << 21;
  private static final int LARGEST_WAVE = 8;
  /** Steps of Jacobi's trial. */
  private static final int TRIAL = 8;
  /** Jacobi's iterations beyond which a factor is cheaper, measured on grids and random geometric graphs. */
  private static final double PATIENCE = 40;
  private static final int JACOBI_LIMIT = 20_000;
  private static final int CHOLESKY_LIMIT = 1_000;

  private final Drift drift;
  private final NoiseSketch.Settings settings;
  private final double noiseVariance;
  private final Seed seed;
  private final SparseRestoring restoring;
  private final int n;
  private final int[] edgeStart;
  private final double[] edgeSum;
  private final double[] neuronSum;
  private final double[] own; // (n): cov(x̃_i, b_i)/M_ii
  private int done; // blocks
  private int iterations;
  private double residual;
  private double witness;

  SketchRun(Drift drift, NoiseSketch.Settings settings, double noiseVariance, Seed seed) {
    this.drift = drift;
    this.settings = settings;
    this.noiseVariance = noiseVariance;
    this.seed = seed;
    this.restoring = SparseRestoring.of(drift);
    this.n = drift.size();
    this.edgeStart = new int[n + 1];
    SketchKernel.countEdges(drift.network().rows(), edgeStart);
    this.edgeSum = new double[edgeStart[n]];
    this.neuronSum = new double[n];
    this.own = new double[n];
    for (int i = 0; i < n; i++) {
      double d = drift.restoring(i);
      own[i] = d > 0 ? Math.min(Double.MAX_VALUE, restoring.deflation().remainder(i) / d) : 0;
    }
  }

  SketchOutcome run() {
    Preconditioner preconditioner = preconditioner();
    ProbeBlock[] blocks = new ProbeBlock[0];
    int planned = blocks(Math.max(1, settings.probes()));
    while (done < planned) {
      int wave = Math.min(planned - done, Math.clamp(WAVE_ROWS / Math.max(1, n), 1, LARGEST_WAVE));
      while (blocks.length < wave) {
        blocks = Arrays.copyOf(blocks, blocks.length + 1);
        blocks[blocks.length - 1] = new ProbeBlock(restoring, preconditioner, edgeStart);
      }
      Optional<BlockReport> failed = solve(blocks, wave, preconditioner);
      if (failed.isPresent()) {
        return new SketchOutcome.Unconverged(preconditioner.name(), failed.get().iterations(),
            failed.get().residual());
      }
      if (settings.probes() == 0) {
        planned = Math.max(done, blocks(needed()));
      }
      settings.progress().report(done * ProbeBlock.PROBES, planned * ProbeBlock.PROBES);
    }
    return new SketchOutcome.Sketched(result(preconditioner));
  }

  private Preconditioner preconditioner() {
    Jacobi jacobi = new Jacobi(restoring.matrix());
    return switch (settings.preconditioning()) {
      case JACOBI -> jacobi;
      case APPROXIMATE_CHOLESKY -> cholesky(1);
      case APPROXIMATE_CHOLESKY_2 -> cholesky(2);
      case AUTOMATIC -> {
        ConjugateGradientSolver trial = new ConjugateGradientSolver(restoring.matrix(), restoring.deflation(),
            jacobi, 0, TRIAL);
        double pace = trial.pace(seed.stream("trial"), TRIAL, settings.unresolved());
        yield pace <= PATIENCE ? jacobi : cholesky(1);
      }
    };
  }

  private ApproximateCholesky cholesky(int parallel) {
    return ApproximateCholesky.of(restoring.matrix(), restoring.balance(), restoring.deflation(), parallel,
        seed);
  }

  /** Solves a wave and adds it up; the first report that is no good, if any. */
  private Optional<BlockReport> solve(ProbeBlock[] blocks, int wave, Preconditioner preconditioner) {
    int first = done;
    int limit = preconditioner instanceof Jacobi ? JACOBI_LIMIT : CHOLESKY_LIMIT;
    Stop stop = Stop.witness(settings.unresolved(), Integer.MAX_VALUE, limit);
    BlockReport[] reports = new BlockReport[wave];
    IntStream.range(0, wave).parallel().forEach(k -> reports[k] = blocks[k].solve(seed, first + k, stop));
    for (int k = 0; k < wave; k++) {
      if (reports[k].end() != BlockReport.End.CONVERGED) {
        return Optional.of(reports[k]);
      }
      add(blocks[k], reports[k]);
    }
    return Optional.empty();
  }

  private void add(ProbeBlock block, BlockReport report) {
    done++;
    iterations = Math.max(iterations, report.iterations());
    residual = Math.max(residual, report.residual());
    witness = Math.max(witness, report.witness());
    chunks(c -> {
      int from = c * ROWS;
      int to = Math.min(n, from + ROWS);
      SketchKernel.addEdgeSquares(from, to, restoring.matrix().weights(), restoring.matrix().diagonal(),
          edgeStart, ProbeBlock.PROBES, block.x, block.b, edgeSum);
    });
    restoring.deflation().normalise(BlockKernel.LANES, block.x);
    chunks(c -> {
      int from = c * ROWS;
      int to = Math.min(n, from + ROWS);
      SketchKernel.addNeuronSquares(from, to, own, ProbeBlock.PROBES, block.x, block.b, neuronSum);
    });
  }

  private static int blocks(int probes) {
    return (probes - 1) / ProbeBlock.PROBES + 1;
  }

  /** k with √(4/(π k)) · share = the error asked for. */
  private int needed() {
    double ratio = share() / settings.scoreError();
    return (int) Math.clamp(Math.ceil(4 / Math.PI * ratio * ratio), 1, NoiseSketch.MOST_PROBES);
  }

  /** The mean of (R̂ − g)/R̂ over the edges. */
  private double share() {
    double[] partial = new double[(n + ROWS - 1) / ROWS];
    double scale = 1.0 / (done * ProbeBlock.PROBES);
    chunks(c -> partial[c] = SketchKernel.sumShares(c * ROWS, Math.min(n, (c + 1) * ROWS),
        restoring.matrix().weights(), restoring.matrix().diagonal(), edgeStart, scale, edgeSum));
    double sum = 0;
    for (double p : partial) {
      sum += p;
    }
    return edgeSum.length == 0 ? 0 : sum / edgeSum.length;
  }

  private SketchedCovariance result(Preconditioner preconditioner) {
    int k = done * ProbeBlock.PROBES;
    double error = Math.sqrt(4 / (Math.PI * k)) * share();
    double[] known = new double[n];
    for (int i = 0; i < n; i++) {
      known[i] = restoring.deflation().along(i) + own[i] * restoring.deflation().remainder(i);
      neuronSum[i] /= k;
    }
    for (int e = 0; e < edgeSum.length; e++) {
      edgeSum[e] /= k;
    }
    SketchFacts facts = new SketchFacts(k, preconditioner.name(), iterations, residual, witness, error,
        restoring.deflation().free(), seed);
    return new SketchedCovariance(drift, noiseVariance, edgeStart, edgeSum, known, neuronSum, facts);
  }

  private void chunks(IntConsumer work) {
    IntStream.range(0, (n + ROWS - 1) / ROWS).parallel().forEach(work);
  }
}
