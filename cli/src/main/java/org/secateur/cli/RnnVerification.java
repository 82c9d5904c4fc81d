package org.secateur.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.secateur.io.Bundle;
import org.secateur.io.FileStamp;
import org.secateur.io.InputException;
import org.secateur.io.Json;
import org.secateur.io.NetworkFile;
import org.secateur.io.RnnBundle;
import org.secateur.report.Comparison;
import org.secateur.rnn.RecurrentNetwork;
import org.secateur.rnn.mask.Mask;
import org.secateur.study.RecurrentPruning;
import picocli.CommandLine;

/** A bundle of {@code rnn prune} against its files: hashes, synapses, and the task on the same trials. */
final class RnnVerification {
  private final Bundle bundle;

  private RnnVerification(Bundle bundle) {
    this.bundle = bundle;
  }

  /** Whether a bundle is one of these. */
  static boolean fits(Bundle bundle) {
    return RnnPruneCommand.SCHEMA.equals(bundle.certificate().get("schema"));
  }

  /**
   * Everything that can be looked at again.
   *
   * @param original the network before it was pruned, if it is not beside the bundle or here
   */
  static List<Comparison.Line> of(Bundle bundle, @Nullable String original) throws InputException {
    return new RnnVerification(bundle).lines(original);
  }

  private List<Comparison.Line> lines(@Nullable String original) throws InputException {
    List<Comparison.Line> lines = new ArrayList<>(files());
    RnnPruneCommand settings = settings();
    NetworkFile before = settings.cell.read(original == null ? locate() : Path.of(original));
    Object stored = input().get("sha256");
    Object now = RnnBundle.stamp(before).get("sha256");
    lines.add(new Comparison.Line("original.sha256", String.valueOf(stored), String.valueOf(now),
        String.valueOf(now).equals(stored) ? Comparison.Verdict.SAME : Comparison.Verdict.DIFFERENT));
    NetworkFile after = settings.cell.read(RnnBundle.network(bundle.folder(), before));
    Map<String, Object> again = new LinkedHashMap<>();
    again.put("synapses", synapses(before.network()));
    again.put("kept", synapses(after.network()));
    beside(settings);
    Optional<RnnPruneCommand.Tested> tested = RnnPruneCommand.test(before, after.network(),
        settings.trials.sets(before, settings.common.seedValue()));
    tested.ifPresent(t -> t.into(again));
    lines.addAll(Comparison.of(bundle.certificate(), Json.parse(Json.write(again), "certificate")));
    return lines;
  }

  /** Self-connections are not counted. */
  private static int synapses(RecurrentNetwork network) {
    int count = 0;
    for (int g = 0; g < network.gates(); g++) {
      count += Mask.all(RecurrentPruning.gate(network.recurrent(), g, network.units())).count();
    }
    return count;
  }

  private List<Comparison.Line> files() throws InputException {
    List<Comparison.Line> lines = new ArrayList<>();
    Path root = bundle.folder().toAbsolutePath().normalize();
    if (bundle.certificate().get("files") instanceof Map<?, ?> files) {
      for (Map.Entry<?, ?> entry : files.entrySet()) {
        Path file = root.resolve(String.valueOf(entry.getKey())).normalize();
        Object stored = entry.getValue() instanceof Map<?, ?> m ? m.get("sha256") : null;
        String now = file.startsWith(root) && Files.isRegularFile(file)
            ? FileStamp.of(file).sha256()
            : "missing";
        lines.add(new Comparison.Line("files." + entry.getKey() + ".sha256", String.valueOf(stored), now,
            now.equals(stored) ? Comparison.Verdict.SAME : Comparison.Verdict.DIFFERENT));
      }
    }
    return lines;
  }

  /** The flags the bundle was pruned with. */
  private RnnPruneCommand settings() {
    CommandLine all = Main.line();
    all.setCaseInsensitiveEnumValuesAllowed(true);
    all.setDefaultValueProvider(new Defaults(
        new String[]{"--config", bundle.folder().resolve(Bundle.CONFIGURATION).toString()}, Map.of()));
    return all.parseArgs("rnn", "prune", "-").asCommandLineList().getLast().getCommand();
  }

  private Map<?, ?> input() {
    return bundle.certificate().get("provenance") instanceof Map<?, ?> p
        && p.get("input") instanceof Map<?, ?> i ? i : Map.of();
  }

  private List<Path> folders() {
    Path parent = bundle.folder().toAbsolutePath().normalize().getParent();
    return parent == null ? List.of(Path.of("")) : List.of(parent, Path.of(""));
  }

  /** Of a folder of arrays the first name says which. */
  private Path locate() throws InputException {
    Path name = Path.of(String.valueOf(input().get("file"))).getName(0);
    for (Path folder : folders()) {
      if (Files.exists(folder.resolve(name))) {
        return folder.resolve(name);
      }
    }
    throw InputException
        .of("E101", "the original \"%s\" is neither beside the bundle nor in this folder".formatted(name))
        .withHint("secateur verify %s --original PATH/TO/%s".formatted(bundle.folder(), name));
  }

  /** Files of trials are looked for where they were, and beside the bundle. */
  private void beside(RnnPruneCommand settings) {
    settings.trials.inputs = found(settings.trials.inputs);
    settings.trials.targets = found(settings.trials.targets);
  }

  private @Nullable Path found(@Nullable Path file) {
    if (file != null && !Files.exists(file)) {
      for (Path folder : folders()) {
        if (Files.exists(folder.resolve(file))) {
          return folder.resolve(file);
        }
      }
    }
    return file;
  }
}
