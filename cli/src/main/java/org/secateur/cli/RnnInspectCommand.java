package org.secateur.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.secateur.io.Json;
import org.secateur.io.NetworkFile;
import org.secateur.io.Tensor;
import org.secateur.rnn.Noise;
import org.secateur.rnn.RateNetwork;
import org.secateur.rnn.RecurrentNetwork;
import org.secateur.rnn.Targets;
import org.secateur.rnn.activity.ActivityMoments;
import org.secateur.rnn.activity.OperatingCovariance;
import org.secateur.rnn.activity.RecordedRates;
import org.secateur.rnn.evaluate.Performance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says what a file was read as, and what its network does. */
@Command(name = "inspect", mixinStandardHelpOptions = true, versionProvider = Version.class,
    sortOptions = false,
    footer = {"", "Examples:", "  secateur rnn inspect net.safetensors --full",
        "  secateur rnn inspect folder --transfer rectified --step 0.1"},
    description = "Say what a file of arrays was read as, whether its linear network is stable, and what its units do.")
final class RnnInspectCommand extends RnnReading {
  @Option(names = "--full",
      description = "Also the largest Lyapunov exponents and the top curvature of the loss: seconds to a minute at 512 units.")
  boolean full;

  @Override
  boolean writes() {
    return false;
  }

  @Override
  int run(Console console, TerminalProgress progress) throws Exception {
    NetworkFile file = cell.read(net);
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("schema", "secateur/rnn-inspect/1");
    m.put("network", RnnText.json(file));
    console.say("Network     %s", RnnText.line(file.network()));
    console.say("Read as     %s; recurrent weights %s (%s)",
        RnnPruneFlags.word(file.layout().family()), file.layout().recurrent(),
        file.tensors().require(file.layout().recurrent(), net.toString()));
    Map<String, Object> arrays = new LinkedHashMap<>();
    for (Map.Entry<String, Tensor> e : file.tensors().tensors().entrySet()) {
      arrays.put(e.getKey(), e.getValue().toString());
    }
    m.put("arrays", arrays);
    console.say("Arrays      %s", String.join(", ", arrays.keySet()));
    if (file.network() instanceof RateNetwork rate) {
      OperatingCovariance.Linearised c = OperatingCovariance.linearised(rate);
      m.put("spectral_abscissa", c.spectralAbscissa());
      m.put("leak_added", c.shift());
      console.say("Linear      abscissa of W - 1 %s per leak time: %s", Text.number(c.spectralAbscissa()),
          c.shift() == 0 ? "stable" : "unstable; stable with %s more leak".formatted(Text.plain(c.shift())));
    }
    m.put("layer", RnnDiagnostics.ofLayer(file.network(), console));
    Optional<TrialFlags.Sets> sets = trials.sets(file, common.seedValue());
    if (full) {
      full(console, progress, m, file.network(), sets);
    }
    if (sets.isPresent()) {
      progress.report("running trials", 0, 1);
      activity(console, m, file, sets.get());
    }
    if (common.json) {
      console.print(Json.write(m));
    }
    return ExitCode.OK;
  }

  private void full(Console console, TerminalProgress progress, Map<String, Object> m,
      RecurrentNetwork network,
      Optional<TrialFlags.Sets> sets) {
    if (!(network instanceof RateNetwork rate)) {
      throw Failure.of(ExitCode.USAGE, "E172", "--full is for rate units", "leave --full out");
    }
    progress.report("following a trajectory", 0, 1);
    m.put("lyapunov", RnnDiagnostics.exponents(rate, common.seedValue(), console));
    if (sets.isPresent() && !(sets.get().test().targets() instanceof Targets.None)) {
      progress.report("curvature", 0, 1);
      m.put("curvature", RnnDiagnostics.curvature(rate, sets.get().test(), common.seedValue(), console));
    }
  }

  private static void activity(Console console, Map<String, Object> m, NetworkFile file,
      TrialFlags.Sets sets) {
    console.say("Trials      %s", sets.name());
    switch (RecordedRates.of(file.network(), sets.calibration(), Noise.NONE, 0)) {
      case RecordedRates.Diverged(var where) -> throw NoiseFlags.diverged(where, "the network on its trials");
      case RecordedRates.Moments(ActivityMoments moments) -> {
        m.put("participation_ratio", moments.participationRatio());
        m.put("samples", moments.samples());
        console.say("Activity    fills %s of %s dimensions (participation ratio)",
            Text.number(moments.participationRatio()), Text.count(moments.units()));
      }
    }
    if (!(sets.test().targets() instanceof Targets.None)) {
      Performance p = Performance.of(file.network(), sets.test());
      m.put("performance", RnnText.json(p));
      console.say("Task        %s", RnnText.words(p));
    }
  }
}
