package org.secateur.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.secateur.io.Existing;
import org.secateur.io.Json;
import org.secateur.io.NetworkFile;
import org.secateur.io.Tensor;
import org.secateur.io.TensorFile;
import org.secateur.rnn.Noise;
import org.secateur.rnn.Rollout;
import org.secateur.rnn.Simulation;
import org.secateur.rnn.Trials;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a network and keeps what its units did. */
@Command(name = "simulate", mixinStandardHelpOptions = true, versionProvider = Version.class,
    sortOptions = false,
    footer = {"", "Examples:",
        "  secateur rnn simulate net.safetensors --task dm1seqr --trials 64 -o rates.npz",
        "  secateur rnn simulate net.npz --noise 0.1 --steps 500 --trials 32 -o noise.npz"},
    description = "Run a network on trials, or on nothing but noise, and write outputs and rates.")
final class RnnSimulateCommand extends RnnReading {
  @Option(names = "--steps", paramLabel = "N", defaultValue = "200",
      description = "Steps of a trial without input. Default: ${DEFAULT-VALUE}.")
  int steps;

  @Option(names = "--silent", description = "No input, even if trials lie beside the network.")
  boolean silent;

  @Mixin(name = "noise")
  final NoiseFlags noise = new NoiseFlags();

  @Override
  int run(Console console, TerminalProgress progress) throws Exception {
    Stopwatch watch = new Stopwatch();
    if (steps < 1 || trials.count < 1) {
      throw Failure.of(ExitCode.USAGE, "E172", "--steps and --trials must be at least 1",
          "--steps 200 --trials 64");
    }
    if (silent && (trials.task != null || trials.inputs != null || trials.targets != null)) {
      throw Failure.of(ExitCode.USAGE, "E172", "--silent and trials to run on contradict each other",
          "leave --silent out, or --task, --inputs and --targets");
    }
    NetworkFile file = cell.read(net);
    if (common.out != null) {
      ModelFile.refuseOwnInput(net, common.out);
      ModelFile.requireFreeFile(common.out, common.overwrite ? Existing.OVERWRITE : Existing.REFUSE);
    }
    Optional<TrialFlags.Sets> sets = silent ? Optional.empty() : trials.sets(file, common.seedValue());
    Trials run = sets.map(TrialFlags.Sets::test)
        .orElseGet(() -> Trials.silent(trials.count, steps, file.network().inputs()));
    Noise drive = noise.explicit(file.network(), run, common.seedValue());
    progress.report("simulating", 0, 1);
    int h = file.network().units();
    float[] rates = new float[Math.multiplyExact(Math.multiplyExact(run.count(), run.steps()), h)];
    double[][] squares = new double[Simulation.chunks(run)][1];
    Rollout outcome = Simulation.run(file.network(), run, drive, c -> (t, voltages, r) -> {
      System.arraycopy(r, 0, rates, (t * run.count() + c * Simulation.CHUNK) * h, r.length);
      for (float x : r) {
        squares[c][0] += (double) x * x;
      }
    });
    progress.close();
    Rollout.Completed done = switch (outcome) {
      case Rollout.Completed completed -> completed;
      case Rollout.Diverged where -> throw NoiseFlags.diverged(where, "the simulation");
    };
    double sum = 0;
    for (double[] s : squares) {
      sum += s[0];
    }
    double size = Math.sqrt(sum / Math.max(1, rates.length));
    if (common.out != null) {
      Map<String, Tensor> all = new LinkedHashMap<>();
      all.put("rates", Tensor.of(trialMajor(rates, run, h), run.count(), run.steps(), h));
      all.put("outputs", Tensor.of(trialMajor(done.outputs(), run, done.width()), run.count(), run.steps(),
          done.width()));
      all.put("inputs",
          Tensor.of(trialMajor(run.values(), run, run.inputs()), run.count(), run.steps(), run.inputs()));
      TensorFile.of(all,
          Map.of("noise", Double.toString(drive.deviation()), "noise_on", RnnPruneFlags.word(drive.place()),
              "seed", Long.toString(common.seed)))
          .write(common.out,
              common.overwrite ? Existing.OVERWRITE : Existing.REFUSE);
    }
    if (common.json) {
      Map<String, Object> m = new LinkedHashMap<>();
      m.put("schema", "secateur/rnn-simulate/1");
      m.put("network", RnnText.json(file));
      m.put("trials", run.count());
      m.put("steps", run.steps());
      m.put("noise_deviation", drive.deviation());
      m.put("noise_on", drive.place());
      m.put("root_mean_square_rate", size);
      m.put("provenance", Provenance.of(configuration().shareable(), watch, java.util.List.of()));
      console.print(Json.write(m));
      return ExitCode.OK;
    }
    console.say("Network     %s", RnnText.line(file.network()));
    console.say("Simulated   %s of %s%s; %s", Text.count(run.count(), "trial"),
        Text.count(run.steps(), "step"),
        sets.map(s -> ", " + s.name()).orElse(" without input"), drive.deviation() > 0
            ? "noise %s on %s, seed %d".formatted(Text.plain(drive.deviation()),
                RnnPruneFlags.word(drive.place()),
                common.seed)
            : "no noise");
    console.say("Rates       root mean square %s", Text.number(size));
    console.say("Wrote       %-60s %s",
        common.out == null ? "nothing; -o FILE.npz keeps rates and outputs" : common.out,
        Text.duration(watch.seconds()));
    return ExitCode.OK;
  }

  /** From step after step to trial after trial, as NumPy users expect it. */
  private static float[] trialMajor(float[] stepMajor, Trials run, int width) {
    float[] out = new float[stepMajor.length];
    for (int t = 0; t < run.steps(); t++) {
      for (int k = 0; k < run.count(); k++) {
        System.arraycopy(stepMajor, (t * run.count() + k) * width, out, (k * run.steps() + t) * width, width);
      }
    }
    return out;
  }
}
