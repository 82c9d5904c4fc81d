package org.secateur.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.secateur.dynamics.Drift;
import org.secateur.dynamics.EdgeVariances;
import org.secateur.dynamics.NoiseSketch;
import org.secateur.dynamics.SketchOutcome;
import org.secateur.dynamics.SketchedCovariance;
import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.random.Seed;
import org.secateur.sparse.ApproximateCholesky;
import org.secateur.sparse.BlockConjugateGradients;
import org.secateur.sparse.BlockConjugateGradients.Stop;
import org.secateur.sparse.Balance;
import org.secateur.sparse.BlockReport;
import org.secateur.sparse.Deflation;
import org.secateur.sparse.SignedLaplacian;
import org.secateur.sparse.SparseSymmetric;
import org.secateur.study.BlockModel;
import org.secateur.study.GridFamily;
import org.secateur.study.PreferentialAttachment;
import org.secateur.study.RandomGeometric;

/**
 * CPU time of all scores of the benchmark networks by a sketch, in a warm virtual machine, and their true error: against
 * 200 edges solved to twelve digits. On one processor, on which the library's parallel loops run in the calling thread.
 *
 * <p>Arguments: the number of neurons, and optionally which of grid, geometric, hubs, blocks.
 */
public final class SketchScoresCpuTime {
  private static final int REPEATS = 5;
  private static final int SOLVED = 200;

  private SketchScoresCpuTime() {
  }

  /** Prints one line a network. */
  public static void main(String[] arguments) {
    int n = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
    List<String> names = arguments.length > 1
        ? List.of(arguments[1].split(","))
        : List.of("grid", "geometric", "hubs", "blocks");
    for (String name : names) {
      run(name, switch (name) {
        case "grid" -> GridFamily.benchmark(n == 100_000 ? 90_000 : n).generate(new Seed(1));
        case "geometric" -> RandomGeometric.benchmark(n).generate(new Seed(1));
        case "hubs" -> PreferentialAttachment.benchmark(n).generate(new Seed(1));
        default -> BlockModel.benchmark(n).generate(new Seed(1));
      });
    }
  }

  private static void run(String name, Network network) {
    Drift drift = Drift.of(network);
    Edges edges = Edges.of(network);
    SketchedCovariance[] sketch = new SketchedCovariance[1];
    double cpu = Double.POSITIVE_INFINITY;
    double wall = cpu;
    for (int k = 0; k < REPEATS; k++) {
      Seed seed = new Seed(k + 1);
      long start = cpuTime();
      long at = System.nanoTime();
      sketch[0] = switch (NoiseSketch.of(drift).scoreError(0.07).run(2, seed)) {
        case SketchOutcome.Sketched(SketchedCovariance c) -> c;
        case SketchOutcome other -> throw new IllegalStateException(other.toString());
      };
      wall = Math.min(wall, (System.nanoTime() - at) * 1e-9);
      cpu = Math.min(cpu, (cpuTime() - start) * 1e-9);
    }
    int[] chosen = new int[SOLVED];
    double[] exact = exact(drift, edges, chosen);
    EdgeVariances v = sketch[0].over(edges);
    double error = 0;
    double chi = 0;
    double worst = 0;
    for (int s = 0; s < SOLVED; s++) {
      double e = v.difference(chosen[s]) / exact[s] - 1;
      error += Math.abs(e) / SOLVED;
      worst = Math.max(worst, Math.abs(e));
      double z = (v.difference(chosen[s]) - exact[s]) / v.standardError(chosen[s]);
      chi += z * z / SOLVED;
    }
    System.out.printf(Locale.ROOT,
        "%s n=%d m=%d: cpu %.3f s wall %.3f s, true mean error %.2f %% worst %.1f %%, z2 %.2f, %s%n", name,
        network.neurons(), edges.count(), cpu, wall, 100 * error, 100 * worst, chi, sketch[0].facts());
  }

  private static double[] exact(Drift drift, Edges edges, int[] chosen) {
    int n = drift.size();
    double[] diagonal = new double[n];
    byte[] sign = new byte[n];
    Arrays.fill(sign, (byte) 1);
    for (int i = 0; i < n; i++) {
      diagonal[i] = drift.restoring(i);
    }
    SignedLaplacian m = SignedLaplacian.of(SparseSymmetric.of(drift.network().rows(), diagonal));
    Balance balance = new Balance(new int[n], 1, sign);
    BlockConjugateGradients solver = new BlockConjugateGradients(m, Deflation.of(m, balance),
        ApproximateCholesky.of(m, balance, Deflation.of(m, balance), 2, new Seed(1)));
    double[] b = new double[8 * n];
    double[] x = new double[8 * n];
    double[] exact = new double[SOLVED];
    for (int s = 0; s < SOLVED; s += 8) {
      Arrays.fill(b, 0);
      for (int t = 0; t < 8; t++) {
        chosen[s + t] = (int) (new Seed(99).uniform("edges", s + t) * edges.count());
        b[8 * edges.post(chosen[s + t]) + t] = 1;
        b[8 * edges.pre(chosen[s + t]) + t] = -1;
      }
      BlockReport r = solver.solve(b, x, Stop.reduction(1e-9, 20_000));
      if (r.end() != BlockReport.End.CONVERGED) {
        throw new IllegalStateException(r.toString());
      }
      for (int t = 0; t < 8; t++) {
        exact[s + t] = x[8 * edges.post(chosen[s + t]) + t] - x[8 * edges.pre(chosen[s + t]) + t];
      }
    }
    return exact;
  }

  /** Of all Java threads: the compiler and the collector do not count. */
  private static long cpuTime() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long sum = 0;
    for (long id : threads.getAllThreadIds()) {
      sum += Math.max(0, threads.getThreadCpuTime(id));
    }
    return sum;
  }
}
