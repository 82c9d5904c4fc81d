package org.secateur.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.secateur.io.CellDeclaration;
import org.secateur.io.FileStamp;
import org.secateur.io.NetworkFile;
import org.secateur.io.ReadOptions;
import org.secateur.random.Seed;
import org.secateur.rnn.RateNetwork;
import org.secateur.rnn.task.ModCog;
import org.secateur.study.BootstrapInterval;
import org.secateur.study.statistics.Holm;
import org.secateur.study.statistics.PairedTest;

/**
 * What trained networks keep of their task when their recurrent layers are pruned: the tables of
 * {@code docs/trained-networks-evidence.md}. Each number stands in a CSV file as soon as it is measured, and is measured once.
 *
 * <pre>
 * bench/trained_networks.sh OUT          # trains the networks and prints all tables
 * ... org.secateur.bench.RetentionTable rules|caps|refits|noise OUT/retention.csv OUT/dm1seqr-512-1.safetensors ...
 * </pre>
 *
 * <p>A file is named after its task, up to the first hyphen; networks of one size make one table. Retention is sequence
 * accuracy after over before, on {@value RetentionSubject#TEST} trials that nothing was trained or fitted on. Rules that draw do
 * so {@value #DRAWS} times. Intervals are of 95 %, by bootstrap over networks and draws within them.
 */
public final class RetentionTable {
  private static final int DRAWS = 3;
  private static final int HASH = 12;
  /** From the least to the most kept, as published. */
  private static final List<String> ORDER = List.of("random", "magnitude", "L-NP mask", "S-NP mask",
      "S-NP rescaled",
      "S-NP capped at the median");

  private RetentionTable() {
  }

  /** Prints one table for each size of network. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length < 3) {
      throw new IllegalArgumentException(
          "rules, caps, refits or noise; a CSV file for what was measured; and at least one network");
    }
    RetentionFile file = new RetentionFile(Path.of(arguments[1]));
    TreeMap<Integer, List<RetentionSubject>> bySize = new TreeMap<>();
    for (String path : Arrays.asList(arguments).subList(2, arguments.length)) {
      RetentionSubject subject = read(Path.of(path));
      bySize.computeIfAbsent(subject.network().units(), h -> new ArrayList<>()).add(subject);
    }
    for (List<RetentionSubject> subjects : bySize.values()) {
      print(subjects, arguments[0], file);
    }
  }

  private static RetentionSubject read(Path file) throws Exception {
    String name = String.valueOf(file.getFileName());
    if (NetworkFile.read(file, CellDeclaration.NONE, ReadOptions.DEFAULT)
        .network() instanceof RateNetwork network) {
      return new RetentionSubject(name, FileStamp.of(file).sha256().substring(0, HASH), network,
          ModCog.named(name.substring(0, name.indexOf('-'))));
    }
    throw new IllegalArgumentException(name + " has no rate units");
  }

  private static void print(List<RetentionSubject> subjects, String table, RetentionFile file) {
    System.out.printf(Locale.ROOT, "%n%d units: %s%n%n", subjects.getFirst().network().units(),
        String.join(", ", subjects.stream()
            .map(s -> String.format(Locale.ROOT, "%s (%.3f)", s.name(), s.accuracy())).toList()));
    List<RetentionArm> arms = RetentionArm.table(table);
    double[] pruned = RetentionArm.pruned(table);
    System.out.print("| rule |");
    for (double s : pruned) {
      System.out.printf(Locale.ROOT, " %.0f %% |", 100 * s);
    }
    System.out.println(" mean |");
    System.out.println("| --- |" + " --- |".repeat(pruned.length + 1));
    Map<String, double[][]> measured = new LinkedHashMap<>();
    for (RetentionArm arm : arms) {
      measured.put(arm.name(), row(subjects, table, arm, pruned, file));
    }
    if (table.equals("rules")) {
      for (int s = 0; s < pruned.length; s++) {
        order(measured, s, pruned[s]);
      }
    }
  }

  /** The published order, each rule against the one before: exact two-sided tests paired over networks, Holm over the steps. */
  private static void order(Map<String, double[][]> measured, int level, double pruned) {
    double[] p = new double[ORDER.size() - 1];
    double[][] differences = new double[p.length][];
    for (int k = 0; k < p.length; k++) {
      double[] low = measured.getOrDefault(ORDER.get(k), new double[0][])[level];
      double[] high = measured.getOrDefault(ORDER.get(k + 1), new double[0][])[level];
      differences[k] = IntStream.range(0, low.length).mapToDouble(n -> high[n] - low[n]).toArray();
      p[k] = PairedTest.of(differences[k]).pValue();
    }
    double[] adjusted = Holm.adjust(p);
    System.out.printf(Locale.ROOT,
        "%n| %.0f %% | difference | higher in | p | p, Holm |%n| --- | --- | --- | --- | --- |%n",
        100 * pruned);
    for (int k = 0; k < p.length; k++) {
      System.out.printf(Locale.ROOT, "| %s < %s | %+.3f | %d of %d | %.3f | %.3f |%n", ORDER.get(k),
          ORDER.get(k + 1),
          Arrays.stream(differences[k]).average().orElse(Double.NaN),
          Arrays.stream(differences[k]).filter(d -> d > 0).count(), differences[k].length, p[k], adjusted[k]);
    }
  }

  /** Prints a row; the means over draws, (levels × networks). */
  private static double[][] row(List<RetentionSubject> subjects, String table, RetentionArm arm,
      double[] pruned,
      RetentionFile file) {
    StringBuilder line = new StringBuilder("| " + arm.name() + " |");
    double[][] all = new double[subjects.size()][arm.draws() ? DRAWS : 1];
    double[][] means = new double[pruned.length][];
    for (int level = 0; level < pruned.length; level++) {
      double s = pruned[level];
      double[][] values = new double[subjects.size()][arm.draws() ? DRAWS : 1];
      for (int k = 0; k < values.length; k++) {
        for (int d = 0; d < values[k].length; d++) {
          RetentionSubject subject = subjects.get(k);
          Seed seed = new Seed(d + 1);
          values[k][d] = file.get(table, arm, subject, s, d + 1, () -> subject.retention(arm, 1 - s, seed));
          all[k][d] += values[k][d] / pruned.length;
        }
      }
      line.append(cell(values));
      means[level] = Arrays.stream(values).mapToDouble(v -> Arrays.stream(v).average().orElse(Double.NaN))
          .toArray();
    }
    System.out.println(line.append(cell(all)));
    return means;
  }

  private static String cell(double[][] values) {
    BootstrapInterval i = BootstrapInterval.of(values, new Seed(1));
    return String.format(Locale.ROOT, " %.3f [%.3f, %.3f] |", i.mean(), i.low(), i.high());
  }
}
