package org.secateur.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Mask;
import org.secateur.boltzmann.Patterns;
import org.secateur.io.InputException;
import org.secateur.io.MachineFile;
import org.secateur.io.PatternData;
import org.secateur.io.ReadOptions;
import org.secateur.io.Sheet;
import org.secateur.random.Seed;
import picocli.CommandLine.Option;

/** What machine training begins with. */
final class MachineFlags {
  /** Rates of pixels are kept this far from 0 and 1 before their logits become biases. */
  private static final double CLIP = 1e-3;
  private static final double FAITHFUL_CLIP = 1e-7;
  private static final int MOST_PAIRS = 1 << 28;

  @Option(names = "--layers", paramLabel = "N,N[,N]",
      description = "Units of each layer, the visible one first: 784,64, or 784,500,500.")
  @Nullable
  String layers;

  @Option(names = "--like", paramLabel = "MODEL",
      description = "The layers and synapses of this machine, with fresh weights.")
  @Nullable
  Path like;

  @Option(names = "--from", paramLabel = "MODEL", description = "Train this machine further.")
  @Nullable
  Path from;

  @Option(names = "--receptive-field", paramLabel = "RxC",
      description = "Units of layer 1 see a window of the visible sheet, such as 5x5, around their own place; both layers"
          + " have the same size.")
  @Nullable
  String receptiveField;

  @Option(names = "--weight-sd", paramLabel = "X",
      description = "Standard deviation of fresh weights. Default: 0.01; faithful, or more than two layers: 0.1.")
  @Nullable
  Double weightSd;

  @Option(names = "--hidden-bias", paramLabel = "X",
      description = "Fresh biases of hidden units. Default: 0; faithful, or more than two layers: -2.")
  @Nullable
  Double hiddenBias;

  @Option(names = "--visible-bias", paramLabel = "X",
      description = "Fresh biases of visible units. Default: the logit of each one's mean; faithful, more than two layers: -1.")
  @Nullable
  Double visibleBias;

  /** The machine before the first update. */
  Machine first(PatternData data, TrainerFlags.Trainer trainer, Seed seed) throws InputException {
    int given = (layers == null ? 0 : 1) + (like == null ? 0 : 1) + (from == null ? 0 : 1);
    if (given != 1) {
      throw Failure.of(ExitCode.USAGE, "E211",
          given == 0
              ? "nothing says what machine to train"
              : "of --layers, --like and --from only one can say what machine to train",
          "--layers %d,64".formatted(data.patterns().width()));
    }
    if (receptiveField != null && layers == null) {
      throw Failure.of(ExitCode.USAGE, "E211",
          "--receptive-field goes with --layers; a machine that is there has its synapses already",
          "leave --receptive-field out");
    }
    if (from != null) {
      Machine machine = MachineFile.read(from, ReadOptions.DEFAULT);
      data.requireWidth(machine.units(0));
      requireSynapses(machine.masks());
      return machine;
    }
    Mask[] masks = layers != null ? masks(layers, data) : architecture(like, data);
    requireSynapses(masks);
    boolean faithful = trainer == TrainerFlags.Trainer.FAITHFUL;
    double sd = weightSd == null
        ? (faithful || masks.length > 1 ? 0.1 : 0.01)
        : TrainerFlags.within("--weight-sd", weightSd, 0, 100, "0.01");
    return Machine.random(masks, sd, biases(masks, data.patterns(), faithful), seed);
  }

  /** Refuses a machine that could learn nothing but rates. */
  static void requireSynapses(Mask[] masks) {
    for (int l = 0; l < masks.length; l++) {
      if (masks[l].synapses() == 0) {
        throw Failure.of(ExitCode.DATA, "E213",
            "the mask isolates layer %d: it has no synapse to layer %d, so that nothing above it is connected to the data"
                .formatted(l + 1, l),
            "another machine; secateur boltzmann inspect shows what is connected");
      }
    }
  }

  private static Mask[] architecture(@Nullable Path model, PatternData data) throws InputException {
    Machine machine = MachineFile.read(java.util.Objects.requireNonNull(model), ReadOptions.DEFAULT);
    data.requireWidth(machine.units(0));
    return machine.masks();
  }

  private Mask[] masks(String word, PatternData data) throws InputException {
    List<Integer> units = units(word, data.patterns().width());
    requireWidth(units, data);
    Mask[] masks = new Mask[units.size() - 1];
    for (int l = 0; l < masks.length; l++) {
      if ((long) units.get(l) * units.get(l + 1) > MOST_PAIRS) {
        throw Failure.of(ExitCode.LIMIT, "E190",
            "layers of %s and %s units are more pairs than a machine holds (%s)".formatted(
                Text.count(units.get(l)), Text.count(units.get(l + 1)), Text.count(MOST_PAIRS)),
            "a smaller layer");
      }
      masks[l] = l == 0 && receptiveField != null
          ? windows(receptiveField, units, data)
          : Mask.full(units.get(l), units.get(l + 1));
    }
    return masks;
  }

  /** E201 with a way out: another crop, if there is one that fits, or as many visible units as data have. */
  private static void requireWidth(List<Integer> units, PatternData data) throws InputException {
    try {
      data.requireWidth(units.get(0));
    } catch (InputException e) {
      List<String> fitting = new ArrayList<>(List.of(Integer.toString(data.patterns().width())));
      units.subList(1, units.size()).forEach(n -> fitting.add(n.toString()));
      String layers = "--layers " + String.join(",", fitting);
      throw e.withHint(e.hint().map(h -> h + ", or " + layers).orElse(layers));
    }
  }

  private static List<Integer> units(String word, int width) {
    List<Integer> units = new ArrayList<>();
    try {
      for (String part : word.split(",", -1)) {
        units.add(Integer.parseInt(part.trim()));
      }
    } catch (NumberFormatException e) {
      throw refused(word, width);
    }
    if (units.size() < 2 || units.stream().anyMatch(n -> n < 1)) {
      throw refused(word, width);
    }
    return units;
  }

  private static Failure refused(String word, int width) {
    return Failure.of(ExitCode.USAGE, "E211",
        "--layers %s does not say how many units at least two layers have, the visible one first"
            .formatted(word),
        "--layers %d,64".formatted(width));
  }

  private static Mask windows(String word, List<Integer> units, PatternData data) {
    Sheet window = InputOptions.choice("--receptive-field", word, Sheet.ofOption(word), "5x5");
    if (window.rows() != window.columns() || window.rows() % 2 == 0) {
      throw Failure.of(ExitCode.USAGE, "E211",
          "--receptive-field %s has no middle, or is not square".formatted(word), "--receptive-field 5x5");
    }
    Sheet sheet = data.sheet().orElseThrow(() -> Failure.of(ExitCode.USAGE, "E211",
        "--receptive-field needs to know how the %s visible units lie beside each other".formatted(
            Text.count(units.get(0))),
        "--sheet 28x28, as it is"));
    if (!units.get(0).equals(units.get(1))) {
      throw Failure.of(ExitCode.USAGE, "E211",
          "--receptive-field gives each visible unit one of layer 1: %s and %s are not the same number"
              .formatted(Text.count(units.get(0)), Text.count(units.get(1))),
          "--layers %d,%d".formatted(units.get(0), units.get(0)));
    }
    return Mask.windows(sheet.rows(), sheet.columns(), window.rows() / 2);
  }

  private float[][] biases(Mask[] masks, Patterns patterns, boolean faithful) {
    float[][] biases = new float[masks.length + 1][];
    double hidden = hiddenBias == null
        ? (faithful || masks.length > 1 ? -2 : 0)
        : TrainerFlags.within("--hidden-bias", hiddenBias, -100, 100, "-2");
    for (int l = 0; l < masks.length; l++) {
      biases[l + 1] = new float[masks[l].columns()];
      java.util.Arrays.fill(biases[l + 1], (float) hidden);
    }
    biases[0] = new float[patterns.width()];
    if (visibleBias != null || (faithful && masks.length > 1)) {
      double visible = visibleBias == null
          ? -1
          : TrainerFlags.within("--visible-bias", visibleBias, -100, 100, "-1");
      java.util.Arrays.fill(biases[0], (float) visible);
      return biases;
    }
    double[] means = patterns.means();
    double clip = faithful ? FAITHFUL_CLIP : CLIP;
    for (int i = 0; i < means.length; i++) {
      double p = Math.clamp(means[i], clip, 1 - clip);
      biases[0][i] = (float) StrictMath.log(p / (1 - p));
    }
    return biases;
  }
}
