package org.secateur.study.machines;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Mask;
import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.chains.MeanField;
import org.secateur.boltzmann.data.LabelledPatterns;
import org.secateur.boltzmann.prune.Criterion;
import org.secateur.boltzmann.prune.GlobalCriterion;
import org.secateur.boltzmann.prune.LocalCriterion;
import org.secateur.boltzmann.train.Fitting;
import org.secateur.boltzmann.train.Gradient;
import org.secateur.boltzmann.train.NegativePhase;
import org.secateur.boltzmann.train.Schedule;
import org.secateur.boltzmann.train.Training;
import org.secateur.boltzmann.train.TrainingSettings;
import org.secateur.random.Seed;
import org.secateur.study.Progress;
import org.secateur.study.trials.Experiment;
import org.secateur.study.trials.Parameter;
import org.secateur.study.trials.Parameter.Scope;
import org.secateur.study.trials.Setting;

/**
 * Trains a machine, prunes it round by round by a criterion, trains it again after each cut, and measures. Paired: all criteria of
 * a seed begin with the same trained machine. Two layers are trained as the authors' code does (batches of one, CD-1), three by
 * persistent chains and batches of twenty.
 */
public final class MachinePruning implements Experiment {
  static final Map<String, Criterion> CRITERIA = criteria();
  private static final double WEIGHT_SD = 0.1;
  private static final double CLIP = 1e-7;
  private static final double RATE = 0.02;
  private static final double PAIR_RATE = 0.05;

  private final PatternSource source;

  /** On patterns of this source. */
  public MachinePruning(PatternSource source) {
    this.source = source;
  }

  private static Map<String, Criterion> criteria() {
    LocalCriterion variance = new LocalCriterion.VarianceInformation();
    LocalCriterion local = new LocalCriterion.HeuristicInformation();
    Map<String, Criterion> all = new LinkedHashMap<>();
    all.put("fi-diagonal", variance);
    all.put("fi-local", local);
    all.put("fi-eigen", new GlobalCriterion.Eigenvector());
    all.put("exact-cost", new LocalCriterion.DeletionCost());
    all.put("w2-fi-diagonal", new LocalCriterion.SquaredWeightTimes(variance));
    all.put("w2-fi-local", new LocalCriterion.SquaredWeightTimes(local));
    all.put("weight", new LocalCriterion.Magnitude());
    all.put("random", new GlobalCriterion.Random());
    all.put("anti-fi", new GlobalCriterion.Anti(variance));
    all.put("unit-cost", new GlobalCriterion.UnitDeletionCost());
    all.put("random-units", new GlobalCriterion.RandomUnits());
    return all;
  }

  @Override
  public String name() {
    return "machine-pruning";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.choice("data", "data", List.of("noise-patches", "font-digits", "file"), Scope.SUBJECT,
            "what is learned from"),
        Parameter.text("data", "file", Scope.SUBJECT, "a file of patterns"),
        Parameter.text("data", "sha256", Scope.SUBJECT, "its hash"),
        Parameter.whole("data", "count", "10000", Scope.SUBJECT, "how many patterns"),
        Parameter.numbers("machine", "hidden", "70", Scope.SUBJECT, "units of each hidden layer"),
        new Parameter("machine", "receptive_fields", Parameter.Kind.WHOLE, "-1", List.of(), Scope.SUBJECT,
            "how far a unit of the first hidden layer sees to each side; -1 for everything"),
        Parameter.whole("machine", "epochs", "2", Scope.SUBJECT, "passes over the patterns at first"),
        new Parameter("prune", "criterion", Parameter.Kind.CHOICE, "fi-diagonal",
            List.copyOf(CRITERIA.keySet()),
            Scope.TREATMENT, "what goes first"),
        Parameter.number("prune", "fraction", "0.5", Scope.TREATMENT,
            "share of each layer's synapses cut a round"),
        Parameter.whole("prune", "rounds", "3", Scope.TREATMENT, "how often"),
        Parameter.whole("prune", "retrain", "2", Scope.TREATMENT, "passes over the patterns after each cut"),
        Parameter.choice("prune", "control", List.of("none", "fresh", "random-mask"), Scope.TREATMENT,
            "fresh weights in the architecture found, trained for as many passes in all; or the same in a random mask of"
                + " as many synapses"));
  }

  @Override
  public List<String> measures() {
    return List.of("synapses", "units", "kl", "kl_cut", "probe_error", "information", "rounds");
  }

  /** Numbers of a round, as in units@3; of the last one without a number; of the full machine at 0. */
  @Override
  public List<String> columns(String measure) {
    String word = measure.replaceFirst("@.*", "");
    if (!measure.matches("[a-z_]+(@[0-9]{1,2})?") || !measures().contains(word)) {
      throw new IllegalArgumentException("\"" + measure + "\" needs the number of a round, as in units@3");
    }
    return switch (measure) {
      case "rounds" -> List.of();
      case "information" -> List.of("information_first", "information_ratio");
      default -> List.of(measure);
    };
  }

  @Override
  public List<String> tables(String measure) {
    return measure.equals("rounds") ? List.of("rounds") : List.of();
  }

  @Override
  public Setting resolve(Setting given) {
    Map<String, String> resolved = new LinkedHashMap<>();
    for (Parameter p : parameters()) {
      String value = given.values().getOrDefault(p.key(), p.fallback());
      if (!value.isEmpty()) {
        resolved.put(p.key(), value);
      }
    }
    boolean file = "file".equals(resolved.get("data"));
    if (file && !resolved.containsKey("file")) {
      throw new BadSetting("data", "the file of the patterns is not said");
    }
    if (!file) {
      resolved.remove("file");
      resolved.remove("sha256");
    }
    double fraction = Double.parseDouble(resolved.getOrDefault("fraction", "0.5"));
    if (!(fraction > 0 && fraction < 1)) {
      throw new BadSetting("fraction", "a round cuts a share between 0 and 1, was " + fraction);
    }
    return new Setting(resolved);
  }

  @Override
  public Subject subject(Setting setting, int seed, Progress progress) {
    LabelledPatterns data = source.patterns(setting, false);
    boolean classes = IntStream.of(data.labels()).distinct().count() > 1;
    LabelledPatterns heldOut = classes ? source.patterns(setting, true) : data;
    Seed root = new Seed(seed);
    Machine first = first(setting, data.patterns(), root);
    Machine trained = train(first, data.patterns(), setting.whole("epochs"), root.child("training", 0));
    return new PrunedMachineSubject(trained, data, heldOut, root);
  }

  /** Two layers at once; more pair by pair and then together. */
  static Machine train(Machine first, Patterns patterns, int epochs, Seed seed) {
    TrainingSettings joint = settings(first.layers(), epochs);
    if (first.layers() == 2) {
      return new Training(patterns, joint, seed).train(first);
    }
    TrainingSettings pair = TrainingSettings.modern(epochs, PAIR_RATE).withBatch(20)
        .withGradient(Gradient.PLAIN).withNegative(new NegativePhase.ContrastiveDivergence(1));
    Fitting fitting = new Fitting(first, patterns, Collections.nCopies(first.layers() - 1, pair), joint,
        seed);
    return fitting.finish(fitting.start());
  }

  private static Machine first(Setting setting, Patterns patterns, Seed seed) {
    double[] hidden = setting.numbers("hidden");
    List<Integer> units = new ArrayList<>(List.of(patterns.width()));
    for (double h : hidden) {
      units.add((int) h);
    }
    int radius = setting.whole("receptive_fields");
    Mask[] masks = new Mask[units.size() - 1];
    for (int l = 0; l < masks.length; l++) {
      int side = (int) Math.round(Math.sqrt(units.get(l)));
      boolean windows = l == 0 && radius >= 0;
      if (windows && (side * side != units.get(0) || !units.get(0).equals(units.get(1)))) {
        throw new IllegalArgumentException("receptive fields need a square of pixels and a unit for each");
      }
      masks[l] = windows ? Mask.windows(side, side, radius) : Mask.full(units.get(l), units.get(l + 1));
    }
    return Machine.random(masks, WEIGHT_SD, biases(units, patterns), seed.child("first", 0));
  }

  /** The logit of each pixel's mean; −2 for hidden units. */
  static float[][] biases(List<Integer> units, Patterns patterns) {
    float[][] biases = new float[units.size()][];
    double[] means = patterns.means();
    for (int l = 0; l < biases.length; l++) {
      biases[l] = new float[units.get(l)];
      for (int i = 0; i < biases[l].length; i++) {
        double p = l == 0 ? Math.clamp(means[i], CLIP, 1 - CLIP) : 0;
        biases[l][i] = l == 0 ? (float) StrictMath.log(p / (1 - p)) : -2;
      }
    }
    return biases;
  }

  /** The authors' for two layers; for more, what they would take days for in minutes. */
  static TrainingSettings settings(int layers, int epochs) {
    if (layers == 2) {
      return TrainingSettings.faithfulPatches().withEpochs(epochs);
    }
    return TrainingSettings.modern(epochs, RATE).withBatch(20).withGradient(Gradient.PLAIN)
        .withNegative(new NegativePhase.Persistent(300, 1)).withMeanField(new MeanField(1e-4, 30))
        .withRates(epochs < 2 ? Schedule.of(RATE) : Schedule.logSpaced(RATE, RATE / 20, epochs));
  }
}
