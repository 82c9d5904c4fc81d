package org.secateur.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.secateur.io.CellDeclaration;
import org.secateur.io.NetworkFile;
import org.secateur.io.ReadOptions;
import org.secateur.random.Seed;
import org.secateur.rnn.RateNetwork;
import org.secateur.rnn.task.ModCog;
import org.secateur.study.BootstrapInterval;

/**
 * What trained networks keep of their task when their recurrent layers are pruned: the tables of
 * {@code docs/trained-networks.md}.
 *
 * <pre>
 * java -Xmx4g -cp bench/target/classes:$(cat bench/target/classpath) org.secateur.bench.RetentionTable rules|caps|refits|noise dm1seqr-512-1.safetensors ...
 * </pre>
 *
 * <p>A file is named after its task, up to the first hyphen; networks of one size make one table. Retention is sequence
 * accuracy after over before, on {@value RetentionSubject#TEST} trials that nothing was trained or fitted on. Rules that draw do
 * so {@value #DRAWS} times. Intervals are of 95 %, by bootstrap over networks and draws within them.
 */
public final class RetentionTable {
  private static final int DRAWS = 3;

  private RetentionTable() {
  }

  /** Prints one table for each size of network. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length < 2) {
      throw new IllegalArgumentException("rules, caps, refits or noise, and at least one network");
    }
    TreeMap<Integer, List<RetentionSubject>> bySize = new TreeMap<>();
    for (String file : Arrays.asList(arguments).subList(1, arguments.length)) {
      RetentionSubject subject = read(Path.of(file));
      bySize.computeIfAbsent(subject.network().units(), h -> new ArrayList<>()).add(subject);
    }
    for (List<RetentionSubject> subjects : bySize.values()) {
      print(subjects, arguments[0]);
    }
  }

  private static RetentionSubject read(Path file) throws Exception {
    String name = String.valueOf(file.getFileName());
    if (NetworkFile.read(file, CellDeclaration.NONE, ReadOptions.DEFAULT)
        .network() instanceof RateNetwork network) {
      return new RetentionSubject(name, network, ModCog.named(name.substring(0, name.indexOf('-'))));
    }
    throw new IllegalArgumentException(name + " has no rate units");
  }

  private static void print(List<RetentionSubject> subjects, String table) {
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
    for (RetentionArm arm : arms) {
      row(subjects, arm, pruned);
    }
  }

  private static void row(List<RetentionSubject> subjects, RetentionArm arm, double[] pruned) {
    StringBuilder line = new StringBuilder("| " + arm.name() + " |");
    double[][] all = new double[subjects.size()][arm.draws() ? DRAWS : 1];
    for (double s : pruned) {
      double[][] values = new double[subjects.size()][arm.draws() ? DRAWS : 1];
      for (int k = 0; k < values.length; k++) {
        for (int d = 0; d < values[k].length; d++) {
          values[k][d] = subjects.get(k).retention(arm, 1 - s, new Seed(d + 1));
          all[k][d] += values[k][d] / pruned.length;
        }
      }
      line.append(cell(values));
    }
    System.out.println(line.append(cell(all)));
  }

  private static String cell(double[][] values) {
    BootstrapInterval i = BootstrapInterval.of(values, new Seed(1));
    return String.format(Locale.ROOT, " %.3f [%.3f, %.3f] |", i.mean(), i.low(), i.high());
  }
}
