package org.secateur.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import org.secateur.dynamics.Drift;
import org.secateur.io.Bundle;
import org.secateur.io.Declaration;
import org.secateur.io.DeclaredNetwork;
import org.secateur.io.Interpretation;
import org.secateur.io.MatrixReader;
import org.secateur.io.RawMatrix;
import org.secateur.io.ReadOptions;
import org.secateur.io.ScoreTable;
import org.secateur.network.Components;
import org.secateur.network.Kind;
import org.secateur.prune.Budget;
import org.secateur.prune.Diagonal;
import org.secateur.prune.Plan;
import org.secateur.prune.Pruned;
import org.secateur.prune.PruningRule;
import org.secateur.prune.Rescale;
import org.secateur.prune.Sampling;
import org.secateur.prune.Scores;
import org.secateur.random.Seed;

/**
 * Everything around the solvers, phase by phase: reads a graph, scores it by degree, plans, draws, and writes bundle and
 * scores. Prints wall and CPU seconds, and the bytes the main thread allocated and the largest heap, for each phase.
 *
 * <p>Arguments: a file, and a folder for what is written.
 */
public final class WholePath {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory
      .getOperatingSystemMXBean();

  private WholePath() {
  }

  /** Runs the phases. */
  public static void main(String[] arguments) throws Exception {
    Path out = Files.createDirectories(Path.of(arguments[1]));
    System.out.printf("%-12s %8s %8s %12s %10s%n", "phase", "wall s", "CPU s", "alloc MB", "peak MB");
    RawMatrix raw = phase("read", () -> MatrixReader.read(arguments[0], ReadOptions.DEFAULT));
    DeclaredNetwork declared = phase("interpret",
        () -> Interpretation.of(raw, Declaration.NONE.withKind(Kind.GRAPH)));
    Drift drift = phase("drift", () -> Drift.of(declared.network()));
    phase("components", () -> Components.of(declared.network()));
    Scores scores = phase("score", () -> Scores.of(drift, new PruningRule.ByDegree(), Optional.empty()));
    phase("gini", scores::gini);
    int n = declared.network().neurons();
    int half = scores.count() / 2;
    Budget budget = new Budget.EdgeCount(Math.max(half, n));
    phase("plan", () -> Plan.of(scores, budget, Sampling.INDEPENDENT, n, 1));
    Plan plan = phase("plan tree", () -> Plan.of(scores, budget, Sampling.CONNECTED, n, 1));
    boolean[] kept = phase("draw", () -> plan.draw(Seed.DEFAULT));
    Pruned pruned = phase("prune",
        () -> Pruned.of(declared.network(), plan, kept, Diagonal.MATCH, new Rescale.Yes()));
    phase("bundle", () -> bundle(declared, pruned, out.resolve("bundle")));
    phase("scores.csv", () -> table(declared, scores, out.resolve("scores.csv")));
    phase("scores.npy", () -> table(declared, scores, out.resolve("scores.npy")));
  }

  private static Path bundle(DeclaredNetwork declared, Pruned pruned, Path folder) throws IOException {
    Map<String, Object> certificate = new LinkedHashMap<>();
    certificate.put("schema", "secateur/benchmark/1");
    try {
      Bundle.reserve(folder, true, Optional.empty()).write(declared, pruned, certificate, "");
      return folder;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private static Path table(DeclaredNetwork declared, Scores scores, Path file) throws IOException {
    try {
      new ScoreTable(declared, scores, 1).write(file, true);
      return file;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private static <T> T phase(String name, Callable<T> work) throws Exception {
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      pool.resetPeakUsage();
    }
    long wall = System.nanoTime();
    long cpu = SYSTEM.getProcessCpuTime();
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    T result = work.call();
    double wallSeconds = (System.nanoTime() - wall) * 1e-9;
    double cpuSeconds = (SYSTEM.getProcessCpuTime() - cpu) * 1e-9;
    double mb = (THREADS.getCurrentThreadAllocatedBytes() - allocated) * 1e-6;
    double peak = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      peak += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() * 1e-6 : 0;
    }
    System.out.printf(Locale.ROOT, "%-12s %8.2f %8.2f %12.0f %10.0f%n", name, wallSeconds, cpuSeconds, mb,
        peak);
    return result;
  }
}
