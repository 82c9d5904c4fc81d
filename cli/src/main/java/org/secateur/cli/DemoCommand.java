package org.secateur.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.secateur.io.AtomicFile;
import org.secateur.io.DeclaredNetwork;
import org.secateur.io.Existing;
import org.secateur.io.InputException;
import org.secateur.io.Json;
import org.secateur.study.ClusterDemo;
import org.secateur.study.WormDemo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The first minute. */
@Command(name = "demo", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false,
    description = {
        "A network of three clusters loses 90 %% of its synapses and keeps its slow dynamics, beside two controls that"
            + " fail; then the connectome of C. elegans, beside its controls."})
final class DemoCommand extends Verb {
  private static final Path FOLDER = Path.of("secateur-demo");

  @Option(names = "--no-report", negatable = true,
      description = "Leave out the report with figures, report.html in secateur-demo or -o FOLDER.")
  boolean noReport;

  @Override
  int run(Console console, TerminalProgress progress) throws Exception {
    Stopwatch watch = new Stopwatch();
    ClusterDemo clusters = ClusterDemo.run(common.seedValue());
    DeclaredNetwork worm = Samples.celegans();
    WormDemo connectome = WormDemo.run(worm.network(), common.seedValue());
    if (common.out != null) {
      Samples.write(common.out, clusters.generated().network(), common.overwrite);
    }
    if (!noReport) {
      write(DemoReport.of(spec(), clusters, common.seedValue(), watch, progress));
    }
    progress.close();
    if (common.json) {
      Map<String, Object> m = new LinkedHashMap<>();
      m.put("schema", "secateur/demo/1");
      m.put("seed", common.seed);
      m.put("clusters", Map.of("neurons", clusters.neurons(), "edges", clusters.edges(), "fast_error",
          clusters.fastError(), "rows", clusters.rows()));
      m.put("celegans", connectome);
      console.print(Json.write(m));
      return ExitCode.OK;
    }
    print(console, clusters);
    console.say("");
    print(console, connectome);
    List<String> wrote = new ArrayList<>();
    if (!noReport) {
      wrote.add(page().toString());
    }
    if (common.out != null) {
      wrote.add(common.out.resolve("clusters.mtx") + ", celegans.mtx");
    }
    if (!wrote.isEmpty()) {
      console.say("%nWrote          %s", String.join(", ", wrote));
    }
    console.say("%nNext           secateur inspect YOUR_MATRIX.npy %49s", Text.duration(watch.seconds()));
    return ExitCode.OK;
  }

  private Path page() {
    return (common.out == null ? FOLDER : common.out).resolve(ReportRequest.FILE);
  }

  /** In the demo's own folder the page of the last time is replaced; elsewhere only if asked to. */
  private void write(byte[] content) throws InputException {
    Existing existing = common.out == null || common.overwrite ? Existing.OVERWRITE : Existing.REFUSE;
    try {
      Files.createDirectories(Objects.requireNonNull(page().getParent()));
      try (AtomicFile file = AtomicFile.create(page(), existing)) {
        file.stream().write(content);
        file.commit();
      }
    } catch (IOException e) {
      throw InputException.of("E195", "\"%s\" cannot be written".formatted(page())).because(e);
    }
  }

  private void print(Console console, ClusterDemo demo) {
    ClusterDemo.Row original = demo.rows().get(0);
    ClusterDemo.Row noise = demo.rows().get(1);
    console.say("Clusters       3 clusters, %s neurons, %s edges, %d of them bridges; leak 0.01",
        Text.count(demo.neurons()), Text.count(demo.edges()), original.bridges());
    console.say("Pruned         kept %s edges (%s)                rule noise · diagonal match · seed %d",
        Text.count(noise.edges()),
        Text.percent((double) noise.edges() / demo.edges()), common.seed);
    List<List<String>> table = new ArrayList<>();
    table.add(line("", demo.rows(), ClusterDemo.Row::name));
    table.add(line("  bridges kept", demo.rows(), r -> Integer.toString(r.bridges())));
    String[] ranks = {"  slowest time constant", "  second", "  third"};
    for (int k = 0; k < ranks.length; k++) {
      int rank = k;
      table.add(line(ranks[k], demo.rows(), r -> Text.format("%.2f", r.timeConstants().get(rank))));
    }
    table.add(line("  trajectory error at t = 10", demo.rows(),
        r -> r.equals(original) ? "-" : Text.percent(r.errorAtTen())));
    table.add(line("  worst pattern keeps", demo.rows(),
        r -> r.equals(original) ? "-" : Text.format("%.2f - %.2f", r.low(), r.high())));
    console.say("%s", Text.table(table).stripTrailing());
    console.say(
        "Not preserved  fast modes (t = 0.01) differ by up to %s, and the worst pattern keeps %.2f to %.2f of its%n"
            + "               restoring force: only what is slow is safe at this budget",
        Text.percent(demo.fastError()), noise.low(),
        noise.high());
  }

  private static List<String> line(String name, List<ClusterDemo.Row> rows,
      java.util.function.Function<ClusterDemo.Row, String> cell) {
    List<String> line = new ArrayList<>(List.of(name));
    rows.forEach(r -> line.add("   " + cell.apply(r)));
    return line;
  }

  private void print(Console console, WormDemo demo) {
    console.say(
        "C. elegans     White et al. 1986, taken as undirected: %s neurons, %s edges; leak dominant:0.01",
        Text.count(demo.neurons()), Text.count(demo.edges()));
    console.say("Pruned         kept %s                          diagonal match · medians of %d seeds",
        Text.percent(WormDemo.KEEP), WormDemo.SEEDS);
    List<List<String>> table = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(""));
    List<String> slow = new ArrayList<>(List.of("  five slowest rates, error"));
    List<String> worst = new ArrayList<>(List.of("  worst pattern keeps"));
    List<String> pieces = new ArrayList<>(List.of("  components"));
    for (WormDemo.Row row : demo.rows()) {
      head.add("   " + row.rule());
      slow.add("   " + Text.percent(row.slowModes()));
      worst.add("   " + Text.format("%.2f - %.2f", row.low(), row.high()));
      pieces.add("   " + Text.number(row.components()));
    }
    table.addAll(List.of(head, slow, worst, pieces));
    console.say("%s", Text.table(table).stripTrailing());
    console.say(
        "Honestly       the noise rule beats %s, and not %s, which uses no covariance between neurons",
        demo.beaten().isEmpty() ? "nothing" : String.join(" and ", demo.beaten()),
        demo.notBeaten().isEmpty() ? "nothing" : String.join(" and ", demo.notBeaten()));
  }
}
