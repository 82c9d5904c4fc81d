package org.secateur.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.secateur.boltzmann.Enumeration;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.Samples;
import org.secateur.boltzmann.chains.GibbsSampler;
import org.secateur.boltzmann.evaluate.ChainDiagnostics;
import org.secateur.io.AtomicFile;
import org.secateur.io.Existing;
import org.secateur.io.InputException;
import org.secateur.io.Json;
import org.secateur.io.Notice;
import org.secateur.io.Sheet;
import org.secateur.io.Tensor;
import org.secateur.io.TensorFile;
import org.secateur.io.picture.TilePicture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws from a machine. */
@Command(name = "sample", mixinStandardHelpOptions = true, versionProvider = Version.class,
    sortOptions = false,
    footer = {"", "Examples:", "  secateur boltzmann sample digits.rbm -n 100 -o samples.png",
        "  secateur boltzmann sample digits.rbm -n 60000 --sweeps 2000 -o samples.npz"},
    description = {
        "Draw patterns from a machine: one Gibbs chain each, from random states, and say how far the chains"
            + " have forgotten their starts.",
        "The ending of -o says what is written: .npz or .safetensors (layer.0, layer.1 and so on, samples x units), .csv"
            + " (visible units, a line each), .png (visible units, a tile each)."})
final class SampleCommand extends Verb {
  private static final int DIAGNOSED = 20;
  private static final int MOST_TILES = 1000;
  /**
   * Chains above this have not forgotten their starts, or were watched for too short a time: of chains that cannot be told
   * apart R-hat is about 1 + τ/T for T sweeps and τ sweeps between independent states.
   */
  private static final double R_HAT = 1.05;
  private static final int LEAST_READ = 4;

  @Parameters(paramLabel = "MODEL", description = "The folder of a run, or a file of arrays.")
  Path model = Path.of("");

  @Option(names = {"-n", "--count"}, paramLabel = "N", defaultValue = "100",
      description = "How many. Default: ${DEFAULT-VALUE}.")
  int count = 100;

  @Option(names = "--sweeps", paramLabel = "N", defaultValue = "1000",
      description = "Gibbs sweeps of each chain. Default: ${DEFAULT-VALUE}.")
  int sweeps = 1000;

  @Option(names = "--exact",
      description = "Independent exact samples, by enumeration: for machines with a small side.")
  boolean exact;

  @Option(names = "--diagnose", paramLabel = "N", defaultValue = "1000",
      description = "Sweeps over which 20 chains are watched for R-hat and autocorrelation; 0 for none. Default:"
          + " ${DEFAULT-VALUE}.")
  int diagnose = 1000;

  @Option(names = "--sheet", paramLabel = "RxC",
      description = "How the visible units lie beside each other in a picture. Default: a square, or the disc of 13 pixels.")
  @Nullable
  String sheet;

  @Override
  Configuration configuration() throws InputException {
    return Configuration.of(spec(),
        Map.of(String.valueOf(model.toAbsolutePath().normalize().getFileName()), ModelFile.stamp(model)));
  }

  private String ending() {
    String name = String.valueOf(common.out).toLowerCase(Locale.ROOT);
    String ending = common.out == null ? "" : name.substring(name.lastIndexOf('.') + 1);
    if (!List.of("", "npz", "safetensors", "csv", "png").contains(ending)) {
      throw Failure.of(ExitCode.USAGE, "E172",
          "-o %s ends in nothing that samples can be written as".formatted(
              common.out),
          "-o samples.npz, .safetensors, .csv or .png");
    }
    return ending;
  }

  @Override
  int run(Console console, TerminalProgress progress) throws Exception {
    TrainerFlags.atLeastOne("--count", count);
    TrainerFlags.atLeastOne("--sweeps", sweeps);
    if (diagnose != 0 && diagnose < LEAST_READ) {
      throw Failure.of(ExitCode.USAGE, "E172", "--diagnose %d is too few to tell".formatted(diagnose),
          "--diagnose 1000, or 0 for none");
    }
    String ending = ending();
    Existing existing = common.overwrite ? Existing.OVERWRITE : Existing.REFUSE;
    if (common.out != null) {
      ModelFile.requireFreeFile(common.out, existing);
    }
    Stopwatch watch = new Stopwatch();
    Machine machine = ModelFile.read(model);
    GibbsSampler sampler = GibbsSampler.of(machine);
    progress.report("sampling", 0, 2);
    Samples samples = exact
        ? enumerated(machine)
        : sampler
            .advance(sampler.random(count, common.seedValue().child("samples", 0)), sweeps).samples();
    progress.report("sampling", 1, 2);
    Optional<ChainDiagnostics> chains = exact || diagnose == 0
        ? Optional.empty()
        : Optional.of(ChainDiagnostics.ofEnergies(sampler,
            sampler.advance(sampler.random(DIAGNOSED, common.seedValue().child("diagnosis", 0)), sweeps),
            diagnose));
    progress.report("sampling", 2, 2);
    chains.filter(c -> !(c.potentialScaleReduction() <= R_HAT))
        .ifPresent(c -> console.notices(List.of(Notice.of(
            "W216",
            Text.format(
                "after %s sweeps, watched for %s, the chains have not forgotten their starts (R-hat %.3f, above"
                    + " %.2f).",
                Text.count(sweeps), Text.count(diagnose), c.potentialScaleReduction(), R_HAT),
            "--sweeps %d --diagnose %d".formatted(10L * sweeps, 10L * diagnose)))));
    if (common.out != null) {
      write(common.out, ending, samples, existing);
    }
    print(console, machine, samples, chains, watch);
    return ExitCode.OK;
  }

  private Samples enumerated(Machine machine) {
    if (!Enumeration.isPossible(machine) || FitRun.smallerSide(machine) > Enumeration.MOST_TABULATED) {
      throw Failure.of(ExitCode.LIMIT, "E190",
          "%s cannot be enumerated: the smaller of even and odd layers has %s; %d is the most".formatted(
              MachineText.layers(machine), Text.count(FitRun.smallerSide(machine), "unit"),
              Enumeration.MOST_TABULATED),
          "leave --exact out");
    }
    return Enumeration.of(machine).sample(count, common.seedValue().child("samples", 0));
  }

  private void write(Path out, String ending, Samples samples, Existing existing) throws InputException {
    switch (ending) {
      case "png" -> picture(samples.visible()).write(out, existing);
      case "csv" -> text(samples.visible(), out, existing);
      default -> {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (int l = 0; l < samples.layers().size(); l++) {
          Patterns layer = samples.layer(l);
          tensors.put("layer." + l, Tensor.of(layer.toBytes(), layer.count(), layer.width()));
        }
        TensorFile.of(tensors, Map.of("schema", "secateur/samples/1")).write(out, existing);
      }
    }
  }

  private TilePicture picture(Patterns visible) {
    int tiles = Math.min(MOST_TILES, visible.count());
    float[][] rows = new float[tiles][visible.width()];
    for (int k = 0; k < tiles; k++) {
      for (int i = 0; i < visible.width(); i++) {
        rows[k][i] = visible.bit(k, i);
      }
    }
    Optional<Sheet> asked = Optional.ofNullable(sheet)
        .map(word -> InputOptions.choice("--sheet", word, Sheet.ofOption(word), "28x28"));
    return MachinePictures.samples(rows, asked).map(p -> p.withRange(0, 1))
        .orElseThrow(() -> Failure.of(ExitCode.USAGE, "E172",
            "nothing says how %s lie beside each other"
                .formatted(Text.count(visible.width(), "visible unit")),
            "--sheet RxC, or -o samples.npz"));
  }

  private static void text(Patterns visible, Path out, Existing existing) throws InputException {
    StringBuilder lines = new StringBuilder();
    for (int k = 0; k < visible.count(); k++) {
      for (int i = 0; i < visible.width(); i++) {
        lines.append(i == 0 ? "" : ",").append(visible.bit(k, i));
      }
      lines.append('\n');
    }
    try (AtomicFile file = AtomicFile.create(out, existing)) {
      file.stream().write(lines.toString().getBytes(StandardCharsets.US_ASCII));
      file.commit();
    } catch (IOException e) {
      throw InputException.of("E195", "cannot write \"" + out.getFileName() + "\"").because(e);
    }
  }

  private void print(Console console, Machine machine, Samples samples, Optional<ChainDiagnostics> chains,
      Stopwatch watch) {
    double[] means = samples.visible().means();
    double mean = java.util.Arrays.stream(means).average().orElse(0);
    if (common.json) {
      Map<String, Object> m = new LinkedHashMap<>();
      m.put("schema", "secateur/sample/1");
      m.put("layers", machine.units());
      m.put("samples", samples.count());
      m.put("seed", common.seed);
      m.put("method", exact ? "enumeration" : "Gibbs chains");
      m.put("mean_of_visible_units", mean);
      chains.ifPresent(c -> {
        m.put("r_hat",
            Double.isFinite(c.potentialScaleReduction()) ? c.potentialScaleReduction() : "infinite");
        m.put("autocorrelation_sweeps", c.autocorrelationTime());
      });
      console.print(Json.write(m));
      return;
    }
    console.say("Machine     %s", MachineText.line(machine));
    console.say("Drawn       %s · %s of visible units are 1 · seed %d", Text.count(samples.count(), "sample"),
        Text.percent(mean), common.seed);
    chains.ifPresent(c -> console.say(
        "Chains      R-hat %s · %s sweeps between independent states (energies of %d"
            + " chains after %s sweeps)",
        Text.format("%.3f", c.potentialScaleReduction()),
        Text.number(c.autocorrelationTime()), DIAGNOSED, Text.count(sweeps)));
    console.say("Wrote       %-60s %s",
        common.out == null ? "nothing; -o samples.npz or -o samples.png" : common.out,
        Text.duration(watch.seconds()));
  }
}
