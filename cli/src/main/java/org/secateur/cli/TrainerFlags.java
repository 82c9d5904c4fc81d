package org.secateur.cli;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Mask;
import org.secateur.boltzmann.train.DataOrder;
import org.secateur.boltzmann.train.Gradient;
import org.secateur.boltzmann.train.NegativePhase;
import org.secateur.boltzmann.train.Schedule;
import org.secateur.boltzmann.train.TrainingSettings;
import org.secateur.boltzmann.train.UpdateRule;
import picocli.CommandLine.Option;

/** How machines are trained: flags that become {@link TrainingSettings}. */
final class TrainerFlags {
  private static final double MODERN_RATE = 0.05;
  private static final double ADAM_RATE = 0.001;
  private static final double DEEP_RATE = 0.02;
  /**
   * Synapses of a unit that the rates of deep machines suit; with more, inputs move by more at each update, and rates are
   * smaller in proportion. 400-400-144 on digits came to chance level at the rates that suit 100-100-144.
   */
  private static final int DEEP_FAN = 144;
  private static final int DEEP_BATCH = 20;
  private static final int DEEP_CHAINS = 300;

  /** Whose settings are the defaults of all others. */
  enum Trainer {
    /** Ours. */
    MODERN,
    /** Those of the paper's code, slips included. */
    FAITHFUL
  }

  @Option(names = "--trainer", paramLabel = "NAME", defaultValue = "modern",
      description = {
          "Whose settings are used where no other flag says: modern (momentum; two layers: CD-1, batches of"
              + " 100, centred gradients; more: 300 persistent chains, batches of 20), or faithful (those of Scholl, Rule and Hennig's code, its slips"
              + " included: batches of 1, CD-1 for two layers, 1000 persistent chains for more). Default:"
              + " ${DEFAULT-VALUE}."})
  Trainer trainer = Trainer.MODERN;

  @Option(names = "--batch", paramLabel = "N", description = "Patterns an update.")
  @Nullable
  Integer batch;

  @Option(names = "--rate", paramLabel = "R",
      description = "Learning rate: 0.05; one for each epoch, 0.1,0.01; or falling evenly on a logarithmic scale, 0.1..0.001."
          + " Default: 0.05; more than two layers: 0.02..0.001, less where a unit has more than 144 synapses.")
  @Nullable
  String rate;

  @Option(names = "--pretrain-rate", paramLabel = "R",
      description = "The same for pairs of layers by themselves. Default: 0.05, less as for --rate.")
  @Nullable
  String pretrainRate;

  @Option(names = "--cd", paramLabel = "K",
      description = "Contrastive divergence of K steps; for two layers, and for pairs of layers in --pretrain.")
  @Nullable
  Integer cd;

  @Option(names = "--pcd", paramLabel = "C[:S]",
      description = "Persistent contrastive divergence: C chains, S sweeps an update.")
  @Nullable
  String pcd;

  @Option(names = "--momentum", paramLabel = "M", description = "Share of the last step that is taken again.")
  @Nullable
  Double momentum;

  @Option(names = "--optimizer", paramLabel = "NAME",
      description = "How a gradient becomes a step: momentum, or adam (Kingma and Ba, 2015; decays 0.9 and 0.999; --rate"
          + " is 0.001 where it is not given). Default: the trainer's, momentum.")
  @Nullable
  String optimizer;

  @Option(names = "--weight-decay", paramLabel = "D",
      description = "What each update takes from a weight, for each unit of rate and weight.")
  @Nullable
  Double weightDecay;

  @Option(names = "--max-norm", paramLabel = "X",
      description = "Greatest length of the weights into a hidden unit.")
  @Nullable
  Double maxNorm;

  @Option(names = "--gradient", paramLabel = "NAME", description = "plain or centred.")
  @Nullable
  String gradient;

  @Option(names = "--order", paramLabel = "NAME",
      description = "fixed, or shuffled anew for each epoch.")
  @Nullable
  String order;

  /** Training of all layers together. */
  TrainingSettings joint(int epochs, Machine machine) {
    boolean deep = machine.layers() > 2;
    if (deep && cd != null && pcd == null && trainer == Trainer.MODERN) {
      throw Failure.of(ExitCode.USAGE, "E211",
          "--cd is for two layers; more have no contrastive divergence, because their hidden layers do not have"
              + " independent units given the data",
          "--pcd 100");
    }
    TrainingSettings base = switch (trainer) {
      case MODERN -> deep ? deep(epochs, DEEP_RATE * share(machine)) : pair(epochs, MODERN_RATE);
      case FAITHFUL -> deep
          ? TrainingSettings.faithfulJoint(epochs)
          : TrainingSettings.faithfulPatches().withEpochs(epochs);
    };
    return changed(base, epochs, deep);
  }

  /** Training of one pair of layers of a deep machine by itself. */
  TrainingSettings pair(int l, Machine machine, int epochs) {
    int layers = machine.layers();
    TrainingSettings base = switch (trainer) {
      case MODERN ->
        pair(epochs, MODERN_RATE * share(machine)).withBatch(DEEP_BATCH).withGradient(Gradient.PLAIN);
      case FAITHFUL -> (l == 0 || l + 2 < layers
          ? TrainingSettings.faithfulFirstPair()
          : TrainingSettings.faithfulLastPair()).withEpochs(epochs);
    };
    TrainingSettings common = limited(base, epochs, pretrainRate);
    return cd == null ? common : common.withNegative(contrastive(cd));
  }

  /** Two layers: with persistent chains the same rate diverges on patterns as unlike each other as digits are. */
  private static TrainingSettings pair(int epochs, double rate) {
    return TrainingSettings.modern(epochs, rate)
        .withNegative(new NegativePhase.ContrastiveDivergence(1));
  }

  /** More layers: many small updates, of plain gradients, at a rate that falls. */
  private static TrainingSettings deep(int epochs, double rate) {
    return TrainingSettings.modern(epochs, rate).withBatch(DEEP_BATCH).withGradient(Gradient.PLAIN)
        .withNegative(new NegativePhase.Persistent(DEEP_CHAINS, 1))
        .withRates(epochs < 2 ? Schedule.of(rate) : Schedule.logSpaced(rate, rate / 20, epochs));
  }

  /** What part of the rates a deep machine gets, by the unit with most synapses to one side. */
  private static double share(Machine machine) {
    int most = 1;
    for (int l = 0; l + 1 < machine.layers(); l++) {
      Mask mask = machine.mask(l);
      int[] below = new int[mask.columns()];
      int[] above = new int[mask.rows()];
      for (int at : mask.positions()) {
        most = Math.max(most, Math.max(++below[at % mask.columns()], ++above[at / mask.columns()]));
      }
    }
    return Math.min(1, DEEP_FAN / (double) most);
  }

  private TrainingSettings changed(TrainingSettings base, int epochs, boolean deep) {
    TrainingSettings s = limited(base, epochs, rate);
    if (cd != null && pcd != null && !deep) {
      throw Failure.of(ExitCode.USAGE, "E172", "--cd and --pcd contradict each other",
          "leave one of them out");
    }
    if (pcd != null) {
      return s.withNegative(persistent(pcd));
    }
    return cd == null || deep ? s : s.withNegative(contrastive(cd));
  }

  private TrainingSettings limited(TrainingSettings base, int epochs, @Nullable String rates) {
    TrainingSettings s = base;
    if (batch != null) {
      s = s.withBatch(atLeastOne("--batch", batch));
    }
    if (rates != null) {
      s = s.withRates(rates(rates, epochs));
    }
    boolean adam = isAdam();
    if (adam) {
      s = s.withRule(new UpdateRule.Adam(0.9, 0.999, 1e-8));
      s = rates == null ? s.withRates(Schedule.of(ADAM_RATE)) : s;
    } else if (optimizer != null && s.rule() instanceof UpdateRule.RateScaledMomentum) {
      s = s.withRule(TrainingSettings.modern(epochs, MODERN_RATE).rule());
    }
    if (momentum != null && adam) {
      throw Failure.of(ExitCode.USAGE, "E172", "--momentum and --optimizer adam contradict each other",
          "leave one of them out");
    }
    if (momentum != null) {
      s = s.withRule(new UpdateRule.Momentum(Schedule.of(within("--momentum", momentum, 0, 0.999, "0.9"))));
    }
    double decay = weightDecay == null
        ? s.weightDecay()
        : within("--weight-decay", weightDecay, 0, 1e6, "0.0001");
    double norm = maxNorm == null ? s.maxNorm() : within("--max-norm", maxNorm, 1e-9, 1e9, "6");
    s = s.withLimits(decay, norm);
    if (gradient != null) {
      s = s.withGradient(InputOptions.choice("--gradient", gradient,
          InputOptions.constant(Gradient.class, gradient), "plain or centred"));
    }
    if (order != null) {
      s = s.withOrder(InputOptions.choice("--order", order, InputOptions.constant(DataOrder.class, order),
          "fixed or shuffled"));
    }
    return s;
  }

  private boolean isAdam() {
    if (optimizer == null || optimizer.equals("momentum")) {
      return false;
    }
    if (optimizer.equals("adam")) {
      return true;
    }
    throw Failure.of(ExitCode.USAGE, "E172", "--optimizer %s is not known".formatted(optimizer),
        "momentum or adam");
  }

  private static NegativePhase contrastive(int steps) {
    return new NegativePhase.ContrastiveDivergence(atLeastOne("--cd", steps));
  }

  private static NegativePhase persistent(String word) {
    String[] parts = word.split(":", -1);
    try {
      int chains = Integer.parseInt(parts[0]);
      int sweeps = parts.length > 1 ? Integer.parseInt(parts[1]) : 1;
      if (parts.length <= 2 && chains > 0 && sweeps > 0) {
        return new NegativePhase.Persistent(chains, sweeps);
      }
    } catch (NumberFormatException e) {
      throw Failure.of(ExitCode.USAGE, "E172", "--pcd %s is not a number of chains".formatted(word),
          "--pcd 100, or --pcd 100:5");
    }
    throw Failure.of(ExitCode.USAGE, "E172", "--pcd %s has no chains or no sweeps".formatted(word),
        "--pcd 100, or --pcd 100:5");
  }

  private static Schedule rates(String word, int epochs) {
    try {
      int dots = word.indexOf("..");
      if (dots > 0) {
        double from = positive(word.substring(0, dots));
        double to = positive(word.substring(dots + 2));
        return epochs < 2 ? Schedule.of(from) : Schedule.logSpaced(from, to, epochs);
      }
      List<Double> values = new ArrayList<>();
      for (String part : word.split(",", -1)) {
        values.add(positive(part));
      }
      return new Schedule(values);
    } catch (NumberFormatException e) {
      throw Failure.of(ExitCode.USAGE, "E172", "--rate %s is not a learning rate".formatted(word),
          "--rate 0.05, --rate 0.1,0.01 or --rate 0.1..0.001");
    }
  }

  private static double positive(String word) {
    double value = Double.parseDouble(word);
    if (!(value > 0 && Double.isFinite(value))) {
      throw new NumberFormatException(word);
    }
    return value;
  }

  /** The number, or a usage error. */
  static int atLeastOne(String option, int value) {
    if (value < 1) {
      throw Failure.of(ExitCode.USAGE, "E172", "%s %d is less than 1".formatted(option, value),
          option + " 1");
    }
    return value;
  }

  /** The number, or a usage error. */
  static double within(String option, double value, double low, double high, String example) {
    if (!(value >= low && value <= high)) {
      throw Failure.of(ExitCode.USAGE, "E172",
          "%s %s does not lie between %s and %s".formatted(option, Text.plain(value), Text.plain(low),
              Text.plain(high)),
          option + " " + example);
    }
    return value;
  }

  /** The negative phase in a few words. */
  static String words(TrainingSettings s) {
    String negative = switch (s.negative()) {
      case NegativePhase.ContrastiveDivergence(int steps) -> "CD-" + steps;
      case NegativePhase.Persistent(int chains, int sweeps) ->
        "PCD, %s chains%s".formatted(Text.count(chains), sweeps > 1 ? ", " + sweeps + " sweeps" : "");
    };
    double first = s.rates().at(0);
    double last = s.rates().at(Math.max(0, s.epochs() - 1));
    return "%s · batches of %s · rate %s".formatted(negative, Text.count(s.batch()),
        first == last ? Text.plain(first) : Text.plain(first) + " to " + Text.plain(last));
  }
}
