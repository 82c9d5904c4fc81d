package org.secateur.bench;

import java.util.ArrayList;
import java.util.List;
import org.secateur.rnn.mask.ByScore;
import org.secateur.rnn.mask.DiagonalObs;
import org.secateur.rnn.mask.GradualObs;
import org.secateur.rnn.mask.LocalScore;
import org.secateur.rnn.mask.MaskCriterion;
import org.secateur.rnn.mask.Selection;
import org.secateur.rnn.mask.SparseGpt;
import org.secateur.rnn.repair.IndependentObs;
import org.secateur.rnn.repair.LocalRepair;
import org.secateur.rnn.repair.Refit;
import org.secateur.rnn.repair.Repair;
import org.secateur.rnn.repair.SparseGptRepair;

/**
 * One row of a table.
 *
 * @param name what the row is called
 * @param mask which synapses stay
 * @param covariance what the mask's covariance is of
 * @param repair what becomes of them
 * @param moment what the second moment is of
 * @param draws whether chance has a part
 */
record RetentionArm(String name, MaskCriterion mask, Activity covariance, Repair repair, Activity moment,
    boolean draws) {

  /** What the units did when they were looked at. */
  sealed interface Activity {
    /** Nobody looked. */
    record Unseen() implements Activity {
    }

    /** The linear network without gain, its leak raised until it is stable. */
    record Linear() implements Activity {
    }

    /** The task's trials, with noise on the rates as large as the voltages are: the published simulation. */
    record NoisyTask() implements Activity {
    }

    /** The task's trials without noise. */
    record Task() implements Activity {
    }

    /** No input but noise on the rates, as a share of the natural deviation of the voltages. */
    record RateNoise(double share) implements Activity {
    }

    /** No input but noise on the voltages, likewise. */
    record VoltageNoise(double share) implements Activity {
    }

    /** White noise of a deviation on all inputs, with the fixation signal on throughout or off. */
    record InputNoise(double deviation, boolean fixation) implements Activity {
    }

    /** What a table calls it. */
    default String words() {
      return switch (this) {
        case Unseen u -> "unseen";
        case Linear l -> "linear network";
        case NoisyTask n -> "task and noise";
        case Task t -> "task activity";
        case RateNoise n -> n.share() + " of the natural noise on rates";
        case VoltageNoise n -> n.share() + " of the natural noise on voltages";
        case InputNoise n ->
          "white inputs of deviation " + n.deviation() + (n.fixation() ? ", fixation on" : "");
      };
    }
  }

  private static final Activity UNSEEN = new Activity.Unseen();
  private static final Activity TASK = new Activity.Task();
  private static final LocalRepair NONE = new LocalRepair.None();

  /** Shares of the synapses that go. */
  static double[] pruned(String table) {
    return "rules".equals(table) || "caps".equals(table) ? new double[]{0.5, 0.8} : new double[]{0.8, 0.9};
  }

  static List<RetentionArm> table(String table) {
    return switch (table) {
      case "rules" -> rules();
      case "caps" -> caps();
      case "refits" -> refits();
      case "noise" -> noise();
      default ->
        throw new IllegalArgumentException("there is no table " + table + "; rules, caps, refits, noise");
    };
  }

  private static RetentionArm mask(String name, LocalScore score, Activity covariance) {
    return new RetentionArm(name, ByScore.largest(score), covariance, NONE, UNSEEN,
        score instanceof LocalScore.Random);
  }

  private static RetentionArm drawn(String name, Activity covariance, Repair repair) {
    return new RetentionArm(name,
        ByScore.sampled(new LocalScore.NoiseDriven(), Selection.Factor.BEFORE_CLIPPING), covariance,
        repair, UNSEEN, true);
  }

  private static List<RetentionArm> rules() {
    Activity linear = new Activity.Linear();
    Activity noisy = new Activity.NoisyTask();
    LocalRepair median = new LocalRepair.CappedRescale(0.5);
    return List.of(mask("random", new LocalScore.Random(), UNSEEN),
        mask("magnitude", new LocalScore.Magnitude(), UNSEEN),
        mask("L-NP mask", new LocalScore.NoiseDriven(), linear),
        mask("S-NP mask", new LocalScore.NoiseDriven(), noisy),
        drawn("L-NP rescaled", linear, new LocalRepair.Rescale()),
        drawn("L-NP capped at the median", linear, median),
        drawn("S-NP rescaled", noisy, new LocalRepair.Rescale()),
        drawn("S-NP capped at the median", noisy, median));
  }

  private static List<RetentionArm> caps() {
    List<RetentionArm> arms = new ArrayList<>();
    for (double q : new double[]{0.1, 0.3, 0.5, 0.7}) {
      arms.add(drawn("S-NP capped at " + q, new Activity.NoisyTask(), new LocalRepair.CappedRescale(q)));
    }
    arms.add(drawn("S-NP rescaled, no cap", new Activity.NoisyTask(), new LocalRepair.Rescale()));
    return arms;
  }

  private static RetentionArm refit(String name, LocalScore score, Activity covariance, Repair repair,
      Activity of) {
    return new RetentionArm(name, ByScore.largest(score), covariance, repair, of,
        score instanceof LocalScore.Random);
  }

  private static List<RetentionArm> refits() {
    LocalScore noise = new LocalScore.NoiseDriven();
    return List.of(refit("random, refit", new LocalScore.Random(), UNSEEN, new Refit(), TASK),
        refit("L-NP mask, refit", noise, new Activity.Linear(), new Refit(), TASK),
        refit("S-NP mask, refit", noise, new Activity.NoisyTask(), new Refit(), TASK),
        new RetentionArm("SparseGPT, its own mask", new SparseGpt(), UNSEEN,
            new SparseGptRepair(new SparseGpt()), TASK,
            false),
        new RetentionArm("diagonal OBS, independent corrections", ByScore.largest(new DiagonalObs()), UNSEEN,
            new IndependentObs(), TASK, false),
        refit("magnitude, one gain a row", new LocalScore.Magnitude(), UNSEEN, new LocalRepair.RowGain(),
            TASK));
  }

  private static RetentionArm scaled(Activity source) {
    return refit("rate-scaled, " + source.words(), new LocalScore.Wanda(), UNSEEN, new Refit(), source);
  }

  private static RetentionArm plain(Activity source) {
    return refit("magnitude, " + source.words(), new LocalScore.Magnitude(), UNSEEN, new Refit(), source);
  }

  private static RetentionArm gradual(Activity source) {
    return new RetentionArm("gradual, " + source.words(), new GradualObs(6, DiagonalObs.PUBLISHED_RIDGE),
        UNSEEN,
        new Refit(), source, false);
  }

  /** Masks and refits that see the same activity: that of the task, or what noise alone makes. */
  private static List<RetentionArm> noise() {
    Activity rates = new Activity.RateNoise(0.1);
    Activity voltages = new Activity.VoltageNoise(0.1);
    Activity inputs = new Activity.InputNoise(1, false);
    Activity ready = new Activity.InputNoise(1, true);
    return List.of(plain(TASK), scaled(TASK), gradual(TASK), plain(rates), scaled(rates), gradual(rates),
        plain(voltages), scaled(voltages), gradual(voltages), plain(inputs), scaled(inputs), gradual(inputs),
        plain(ready), scaled(ready), gradual(ready));
  }
}
