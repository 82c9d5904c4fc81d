package org.secateur.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Mask;
import org.secateur.io.InputException;
import org.secateur.io.Json;
import org.secateur.io.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What a machine is. */
@Command(name = "inspect", mixinStandardHelpOptions = true, versionProvider = Version.class,
    sortOptions = false,
    footer = {"", "Examples:", "  secateur boltzmann inspect digits.rbm"},
    description = "Layers, masks, units without synapses, ranges of weights and biases, the hash, and where it came from.")
final class MachineInspectCommand extends Verb {
  private static final int MOST_NAMED = 8;

  @Parameters(paramLabel = "MODEL", description = "The folder of a run, or a file of arrays.")
  Path model = Path.of("");

  @Override
  boolean writes() {
    return false;
  }

  @Override
  Configuration configuration() throws InputException {
    return Configuration.of(spec(),
        Map.of(String.valueOf(model.toAbsolutePath().normalize().getFileName()), ModelFile.stamp(model)));
  }

  /** Least, median of the absolute values, and greatest of some numbers. */
  private record Range(double least, double medianSize, double greatest, double standardDeviation) {
    static Range of(double[] x) {
      if (x.length == 0) {
        return new Range(0, 0, 0, 0);
      }
      double[] size = Arrays.stream(x).map(Math::abs).sorted().toArray();
      double mean = Arrays.stream(x).average().orElse(0);
      double square = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElse(0);
      double median = size[(size.length - 1) / 2] / 2 + size[size.length / 2] / 2;
      return new Range(Arrays.stream(x).min().orElse(0), median, Arrays.stream(x).max().orElse(0),
          Math.sqrt(square));
    }

    String words() {
      return "%s to %s · median size %s · s.d. %s".formatted(Text.number(least), Text.number(greatest),
          Text.number(medianSize), Text.number(standardDeviation));
    }
  }

  @Override
  int run(Console console, TerminalProgress progress) throws Exception {
    Machine m = ModelFile.read(model);
    String hash = String.valueOf(ModelFile.stamp(model).get("sha256"));
    Map<String, @Nullable Object> run = Files.isDirectory(model) ? RunFolder.open(model).run() : Map.of();
    if (common.json) {
      console.print(Json.write(document(m, hash)));
      return ExitCode.OK;
    }
    console.say("Machine     %s · %s", MachineText.line(m), Text.count(m.parameters(), "parameter"));
    for (int l = 0; l + 1 < m.layers(); l++) {
      console.say("Layers %d-%d  %s of %s pairs (%s) · weights %s", l, l + 1,
          Text.count(m.mask(l).synapses()),
          Text.count((long) m.units(l) * m.units(l + 1)), Text.percent(m.mask(l).density()),
          weights(m, l).words());
    }
    for (int l = 0; l < m.layers(); l++) {
      console.say("Layer %d     %s · biases %s%s", l, Text.count(m.units(l), "unit"), biases(m, l).words(),
          alone(m, l));
    }
    if (run.get("provenance") instanceof Map<?, ?> provenance) {
      console.say("Made by     %s %s · %s · seed %s", String.valueOf(provenance.get("tool")),
          String.valueOf(provenance.get("command")),
          provenance.get("input") instanceof Map<?, ?> input ? String.join(", ", names(input)) : "",
          String.valueOf(run.get("seed")));
    }
    console.say("SHA-256     %s", hash);
    return ExitCode.OK;
  }

  private static List<String> names(Map<?, ?> map) {
    return map.keySet().stream().map(String::valueOf).toList();
  }

  private static Range weights(Machine m, int l) {
    float[] w = m.weights(l);
    return Range.of(Arrays.stream(m.mask(l).positions()).mapToDouble(at -> w[at]).toArray());
  }

  private static Range biases(Machine m, int l) {
    float[] b = m.biases(l);
    return Range.of(IntStream.range(0, b.length).mapToDouble(i -> b[i]).toArray());
  }

  /** Units of a layer without a synapse on one side: from below, or upwards. */
  private static int[] without(Machine m, int l, boolean below) {
    int other = below ? l - 1 : l;
    if (other < 0 || other + 1 >= m.layers()) {
      return new int[0];
    }
    Mask mask = m.mask(other);
    int[] degree = below ? mask.synapsesOfColumns() : mask.synapsesOfRows();
    return IntStream.range(0, degree.length).filter(i -> degree[i] == 0).toArray();
  }

  private static String alone(Machine m, int l) {
    List<String> words = new ArrayList<>();
    for (boolean below : new boolean[]{true, false}) {
      int[] units = without(m, l, below);
      if (units.length > 0) {
        String some = String.join(", ",
            Arrays.stream(units).limit(MOST_NAMED).mapToObj(Integer::toString).toList());
        words.add("%s without a synapse %s (%s%s)".formatted(Text.count(units.length),
            below ? "from below" : "upwards", some, units.length > MOST_NAMED ? ", …" : ""));
      }
    }
    return words.isEmpty() ? "" : " · " + String.join(" · ", words);
  }

  private static Map<String, Object> document(Machine m, String hash) {
    Map<String, Object> d = new LinkedHashMap<>();
    d.put("schema", "secateur/boltzmann-inspect/1");
    d.put("layers", m.units());
    d.put("parameters", m.parameters());
    List<Object> pairs = new ArrayList<>();
    for (int l = 0; l + 1 < m.layers(); l++) {
      Map<String, Object> pair = new LinkedHashMap<>();
      pair.put("synapses", m.mask(l).synapses());
      pair.put("density", m.mask(l).density());
      pair.put("weights", weights(m, l));
      pairs.add(pair);
    }
    d.put("pairs", pairs);
    List<Object> layers = new ArrayList<>();
    for (int l = 0; l < m.layers(); l++) {
      Map<String, Object> layer = new LinkedHashMap<>();
      layer.put("units", m.units(l));
      layer.put("biases", biases(m, l));
      layer.put("without_synapses_from_below", without(m, l, true));
      layer.put("without_synapses_upwards", without(m, l, false));
      layers.add(layer);
    }
    d.put("units", layers);
    d.put("sha256", hash);
    return d;
  }
}
