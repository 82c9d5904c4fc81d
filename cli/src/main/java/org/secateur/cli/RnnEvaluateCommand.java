package org.secateur.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.secateur.io.Json;
import org.secateur.io.NetworkFile;
import org.secateur.rnn.evaluate.Performance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tests a network on its task, perhaps beside another. */
@Command(name = "evaluate", mixinStandardHelpOptions = true, versionProvider = Version.class,
    sortOptions = false,
    footer = {"", "Examples:", "  secateur rnn evaluate net.safetensors --task dm1seqr",
        "  secateur rnn evaluate cut/pruned.safetensors --against net.safetensors",
        "  secateur rnn evaluate net.npz --inputs x.npy --targets y.npy"},
    description = "Test a trained network on its task; with --against, say how much of another's accuracy it has.")
final class RnnEvaluateCommand extends RnnReading {
  @Option(names = "--against", paramLabel = "NET", description = "The network before it was pruned.")
  @Nullable
  Path against;

  @Override
  boolean writes() {
    return false;
  }

  @Override
  int run(Console console, TerminalProgress progress) throws Exception {
    Stopwatch watch = new Stopwatch();
    NetworkFile file = cell.read(net);
    TrialFlags.Sets sets = trials.scored(file, common.seedValue());
    progress.report("testing", 0, 1);
    Performance here = Performance.of(file.network(), sets.test());
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("schema", "secateur/rnn-evaluate/1");
    m.put("network", RnnText.json(file));
    m.put("task", sets.name());
    m.put("performance", RnnText.json(here));
    console.say("Network     %s", RnnText.line(file.network()));
    console.say("Tested on   %s", sets.name());
    console.say("  %s", RnnText.words(here));
    if (against != null) {
      NetworkFile other = cell.read(against);
      Performance there = Performance.of(other.network(),
          file.below().isEmpty() ? sets.test() : trials.scored(other, common.seedValue()).test());
      m.put("against", RnnText.json(there));
      m.put("retention", RnnText.retention(there, here));
      console.say("Against     %s", RnnText.words(there));
      Performance.retention(there, here).ifPresent(r -> {
        m.put("retention_low", r.low());
        m.put("retention_high", r.high());
      });
      console.say("Retained    %s", RnnText.retained(there, here));
    }
    m.put("provenance", Provenance.of(configuration().shareable(), watch, java.util.List.of()));
    if (common.json) {
      console.print(Json.write(m));
    }
    return ExitCode.OK;
  }
}
