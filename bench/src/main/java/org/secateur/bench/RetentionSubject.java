package org.secateur.bench;

import java.util.HashMap;
import java.util.Map;
import org.secateur.dynamics.Covariance;
import org.secateur.random.Seed;
import org.secateur.rnn.Noise;
import org.secateur.rnn.RateNetwork;
import org.secateur.rnn.Trials;
import org.secateur.rnn.activity.ActivityMoments;
import org.secateur.rnn.activity.OperatingCovariance;
import org.secateur.rnn.activity.RecordedRates;
import org.secateur.rnn.evaluate.Performance;
import org.secateur.rnn.mask.Choice;
import org.secateur.rnn.mask.Evidence;
import org.secateur.rnn.mask.SecondMoment;
import org.secateur.rnn.mask.Weights;
import org.secateur.rnn.task.InputNoise;
import org.secateur.rnn.task.Task;

/** A network that is pruned in many ways, and what is known about it. What its units do is looked at once. Mutable. */
final class RetentionSubject {
  /** Trials for accuracies. */
  static final int TEST = 512;
  private static final int CALIBRATION = 1024;
  private static final Seed SEED = new Seed(20);

  private final String name;
  private final String hash;
  private final RateNetwork network;
  private final Task task;
  private final Trials test;
  private final Trials calibration;
  private final Weights weights;
  private final double accuracy;
  private final Map<RetentionArm.Activity, Covariance> covariances = new HashMap<>();
  private final Map<RetentionArm.Activity, SecondMoment> moments = new HashMap<>();

  RetentionSubject(String name, String hash, RateNetwork network, Task task) {
    this.name = name;
    this.hash = hash;
    this.network = network;
    this.task = task;
    this.test = task.trials(SEED, "test trials", 0, TEST);
    this.calibration = task.trials(SEED, "calibration trials", 0, CALIBRATION);
    float[] w = network.recurrent();
    double[] copy = new double[w.length];
    for (int k = 0; k < w.length; k++) {
      copy[k] = w[k];
    }
    this.weights = Weights.of(network.units(), network.units(), copy);
    this.accuracy = accuracy(network);
  }

  String name() {
    return name;
  }

  String hash() {
    return hash;
  }

  RateNetwork network() {
    return network;
  }

  double accuracy() {
    return accuracy;
  }

  private double accuracy(RateNetwork of) {
    return switch (Performance.of(of, test)) {
      case Performance.Measured m -> m.accuracy();
      case Performance.Diverged d -> 0;
    };
  }

  /** Accuracy after over accuracy before. */
  double retention(RetentionArm arm, double keep, Seed seed) {
    Evidence evidence = Evidence.of(weights, seed);
    if (!(arm.covariance() instanceof RetentionArm.Activity.Unseen)) {
      evidence = evidence.withCovariance(covariances.computeIfAbsent(arm.covariance(), this::covariance));
    }
    if (!(arm.moment() instanceof RetentionArm.Activity.Unseen)) {
      evidence = evidence.withSecondMoment(moment(arm.moment()));
    }
    Choice choice = arm.mask().choose(evidence, (int) Math.round(keep * weights.synapses()));
    double[] pruned = arm.repair().repair(evidence, choice).weights().toArray();
    float[] w = new float[pruned.length];
    for (int k = 0; k < w.length; k++) {
      w[k] = (float) pruned[k];
    }
    return accuracy(network.withRecurrent(w)) / accuracy;
  }

  private Covariance covariance(RetentionArm.Activity activity) {
    return switch (activity) {
      case RetentionArm.Activity.Linear linear -> OperatingCovariance.linearised(network).covariance();
      case RetentionArm.Activity.NoisyTask noisy ->
        new OperatingCovariance.Simulated(noisyTask(), Noise.Place.RATES,
            natural(), 0).covariance();
      default -> throw new IllegalArgumentException("no covariance of " + activity);
    };
  }

  private double natural() {
    return RecordedRates.naturalDeviation(network, calibration);
  }

  private ActivityMoments noisyTask() {
    return record(calibration, new Noise(Noise.Place.RATES, natural(), SEED));
  }

  private SecondMoment moment(RetentionArm.Activity activity) {
    SecondMoment known = moments.get(activity);
    if (known == null) {
      known = look(activity);
      moments.put(activity, known);
    }
    return known;
  }

  private SecondMoment look(RetentionArm.Activity activity) {
    Trials silent = Trials.silent(CALIBRATION, task.steps(), task.inputs());
    return switch (activity) {
      case RetentionArm.Activity.Task t -> second(record(calibration, Noise.NONE));
      case RetentionArm.Activity.NoisyTask t -> second(noisyTask());
      case RetentionArm.Activity.RateNoise n -> second(
          record(silent, new Noise(Noise.Place.RATES, n.share() * natural(), SEED)));
      case RetentionArm.Activity.VoltageNoise n -> second(
          record(silent, new Noise(Noise.Place.VOLTAGES, n.share() * natural(), SEED)));
      case RetentionArm.Activity.InputNoise n -> second(
          record(new InputNoise(task.inputs(), task.steps(), n.deviation(), n.fixation() ? 1 : 0)
              .trials(SEED, "noise trials", 0, CALIBRATION), Noise.NONE));
      case RetentionArm.Activity.Linear l -> throw new IllegalArgumentException("no samples of " + activity);
      case RetentionArm.Activity.Unseen u -> throw new IllegalArgumentException("no samples of " + activity);
    };
  }

  private ActivityMoments record(Trials trials, Noise noise) {
    return switch (RecordedRates.of(network, trials, noise, 0)) {
      case RecordedRates.Moments(ActivityMoments seen) -> seen;
      case RecordedRates.Diverged d -> throw new IllegalStateException(name + " diverged: " + d);
    };
  }

  private static SecondMoment second(ActivityMoments m) {
    return SecondMoment.of(m.units(), m.secondMoment(), m.samples());
  }
}
