package org.secateur.dynamics;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

import org.secateur.kernel.BlockKernel;
import org.secateur.kernel.SketchKernel;
import org.secateur.random.Seed;
import org.secateur.sparse.BlockConjugateGradients.Stop;
import org.secateur.sparse.BlockReport;
import org.secateur.sparse.ConjugateGradientSolver;
import org.secateur.sparse.Deflation;
import org.secateur.sparse.Jacobi;
import org.secateur.sparse.Preconditioner;
import org.secateur.sparse.RowChunks;

/** One run of a {@link NoiseSketch}: blocks of probes in waves, folded in their order. Mutable. */
public final class SketchRun {
  /** Rows of all blocks that are solved at once. */
  private static final int WAVE_ROWS = 1 << 21;
  private static final int LARGEST_WAVE = 8;
  /** Steps of Jacobi's trial. */
  private static final int TRIAL = 8;
  /** Jacobi's iterations beyond which a factor is cheaper, measured on grids and random geometric graphs. */
  private static final double PATIENCE = 40;
  private static final int JACOBI_LIMIT = 20_000;
  private static final int CHOLESKY_LIMIT = 1_000;

  private final SketchSynapses synapses;
  private final SketchSettings settings;
  private final Seed seed;
  private final Deflation deflation;
  private final int n;
  private final double[] neuronSum;
  private final double[] own; // (n): cov(x̃_i, b_i)/M_ii
  private int done; // blocks
  private int iterations;
  private double residual;
  private double witness;

  /** What a run ends with. */
  public sealed interface End permits Totals, SketchOutcome.Unconverged {
  }

  /**
   * The sums are there.
   *
   * @param known (n) the part of (M⁻¹)_ii that is known exactly
   * @param rest (n) the estimate of the rest
   * @param facts what they rest on; sums over synapses are to be divided by its probes
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Totals(double[] known, double[] rest, SketchFacts facts) implements End {
  }

  private SketchRun(SketchSynapses synapses, SketchSettings settings, Seed seed) {
    this.synapses = synapses;
    this.settings = settings;
    this.seed = seed;
    this.deflation = synapses.deflation();
    this.n = synapses.matrix().size();
    this.neuronSum = new double[n];
    this.own = new double[n];
    for (int i = 0; i < n; i++) {
      double d = synapses.matrix().diagonal()[i];
      own[i] = d > 0 ? Math.min(Double.MAX_VALUE, deflation.remainder(i) / d) : 0;
    }
  }

  /** Draws, solves and collects. */
  public static End of(SketchSynapses synapses, SketchSettings settings, Seed seed) {
    return new SketchRun(synapses, settings, seed).run();
  }

  private End run() {
    Preconditioner preconditioner = preconditioner();
    ProbeBlock[] blocks = new ProbeBlock[0];
    int planned = blocks(Math.max(1, settings.probes()));
    while (done < planned) {
      int wave = Math.min(planned - done, Math.clamp(WAVE_ROWS / Math.max(1, n), 1, LARGEST_WAVE));
      while (blocks.length < wave) {
        blocks = Arrays.copyOf(blocks, blocks.length + 1);
        blocks[blocks.length - 1] = new ProbeBlock(synapses, preconditioner);
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
    return totals(preconditioner);
  }

  private Preconditioner preconditioner() {
    Jacobi jacobi = new Jacobi(synapses.matrix());
    return switch (settings.preconditioning()) {
      case JACOBI -> jacobi;
      case APPROXIMATE_CHOLESKY -> synapses.factor(1, seed).orElse(jacobi);
      case APPROXIMATE_CHOLESKY_2 -> synapses.factor(2, seed).orElse(jacobi);
      case AUTOMATIC -> {
        ConjugateGradientSolver trial = new ConjugateGradientSolver(synapses.matrix(), deflation, jacobi,
            0, TRIAL);
        double pace = trial.pace(seed.child("trial", 0), TRIAL, settings.unresolved());
        yield pace <= PATIENCE ? jacobi : synapses.factor(1, seed).orElse(jacobi);
      }
    };
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
    synapses.add(done - 1, block.x, block.b);
    deflation.normalise(BlockKernel.LANES, block.x);
    RowChunks chunks = new RowChunks(n);
    chunks.run(c -> SketchKernel.addNeuronSquares(chunks.from(c), chunks.to(c), own, ProbeBlock.PROBES,
        block.x, block.b,
        neuronSum));
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
    return synapses.count() == 0
        ? 0
        : synapses.shares(1.0 / (done * ProbeBlock.PROBES)) / synapses.count();
  }

  private Totals totals(Preconditioner preconditioner) {
    int k = done * ProbeBlock.PROBES;
    double error = Math.sqrt(4 / (Math.PI * k)) * share();
    double[] known = new double[n];
    for (int i = 0; i < n; i++) {
      known[i] = deflation.along(i) + own[i] * deflation.remainder(i);
      neuronSum[i] /= k;
    }
    SketchFacts facts = new SketchFacts(k, preconditioner.name(), iterations, residual, witness, error,
        deflation.free(), seed);
    return new Totals(known, neuronSum, facts);
  }
}
