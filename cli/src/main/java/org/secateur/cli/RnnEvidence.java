package org.secateur.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.secateur.dynamics.Covariance;
import org.secateur.io.Notice;
import org.secateur.random.Seed;
import org.secateur.rnn.GatedNetwork;
import org.secateur.rnn.Noise;
import org.secateur.rnn.RateNetwork;
import org.secateur.rnn.RecurrentNetwork;
import org.secateur.rnn.Rollout;
import org.secateur.rnn.Simulation;
import org.secateur.rnn.Trials;
import org.secateur.rnn.activity.ActivityMoments;
import org.secateur.rnn.activity.OperatingCovariance;
import org.secateur.rnn.activity.RecordedRates;
import org.secateur.rnn.mask.SecondMoment;

/** What mask and repair may look at: covariance and second moments of one network's units, and what they rest on. */
final class RnnEvidence {
  private static final int SILENT_TRIALS = 256;
  private static final int SILENT_STEPS = 200;

  private final RecurrentNetwork network;
  private final Optional<Trials> trials;
  private final NoiseFlags flags;
  private final Seed seed;
  private final Map<String, Object> facts = new LinkedHashMap<>();
  private final List<Notice> notices = new ArrayList<>();

  RnnEvidence(RecurrentNetwork network, Optional<Trials> trials, NoiseFlags flags, Seed seed) {
    this.network = network;
    this.trials = trials;
    this.flags = flags;
    this.seed = seed;
  }

  /** What everything that was asked for rests on. */
  Map<String, Object> facts() {
    return facts;
  }

  List<Notice> notices() {
    return notices;
  }

  private Trials silent() {
    return Trials.silent(SILENT_TRIALS, SILENT_STEPS, network.inputs());
  }

  private Trials needed(String who) {
    return trials.orElseThrow(() -> Failure.of(ExitCode.USAGE, "E237",
        who + " needs trials, and none are given", "--task NAME, or --inputs x.npy"));
  }

  private RateNetwork rate(String who) {
    if (network instanceof RateNetwork rate) {
      return rate;
    }
    throw Failure.of(ExitCode.USAGE, "E172", who + " is for rate units; gates have no linear drift",
        "--mask noise --covariance simulated");
  }

  Covariance covariance(RnnPruneFlags.CovarianceSource source) {
    OperatingCovariance c = switch (source) {
      case LYAPUNOV -> OperatingCovariance.linearised(rate("a Lyapunov equation"));
      case LYAPUNOV_GAIN -> {
        RateNetwork rate = rate("a Lyapunov equation");
        double[] gain = RecordedRates.meanGain(rate, needed("the gain of the activity"));
        if (Double.isNaN(gain[0])) {
          throw NoiseFlags.diverged(divergence(needed("")), "the network on its trials");
        }
        yield OperatingCovariance.linearised(rate, gain);
      }
      case SIMULATED -> {
        Trials driven = trials.orElseGet(this::silent);
        Noise noise = flags.noise(network, driven, trials.isPresent(), seed);
        yield new OperatingCovariance.Simulated(moments(driven, noise), noise.place(), noise.deviation(),
            flags.burnIn);
      }
      case TASK -> new OperatingCovariance.Task(moments(needed("the covariance of the task"), Noise.NONE));
    };
    facts.put("covariance", json(source, c));
    if (c instanceof OperatingCovariance.Linearised l && l.shift() > 0) {
      notices.add(Notice.of("W230",
          Text.format(
              "the linear network is unstable (abscissa %+.3g per leak time) and has no covariance; this is that of"
                  + " one with %s more leak.",
              l.spectralAbscissa(), Text.plain(l.shift())),
          "--mask s-np asks a simulation instead"));
    }
    return c.covariance();
  }

  private Rollout.Diverged divergence(Trials on) {
    return switch (Simulation.run(network, on)) {
      case Rollout.Diverged d -> d;
      case Rollout.Completed done -> throw new IllegalStateException("ran all " + done.count() + " trials");
    };
  }

  private static Map<String, Object> json(RnnPruneFlags.CovarianceSource source, OperatingCovariance c) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("source", source.word());
    m.put("relative_error", c.relativeError());
    switch (c) {
      case OperatingCovariance.Linearised l -> {
        m.put("spectral_abscissa", l.spectralAbscissa());
        m.put("leak_added", l.shift());
      }
      case OperatingCovariance.Simulated s -> {
        m.put("noise_on", s.place());
        m.put("noise_deviation", s.deviation());
        m.put("burn_in", s.burnIn());
        samples(s.moments(), m);
      }
      case OperatingCovariance.Task t -> samples(t.moments(), m);
    }
    return m;
  }

  private static void samples(ActivityMoments moments, Map<String, Object> m) {
    m.put("samples", moments.samples());
    m.put("effective_samples", moments.effectiveSamples());
    m.put("participation_ratio", moments.participationRatio());
  }

  private ActivityMoments moments(Trials on, Noise noise) {
    return done(RecordedRates.of(network, on, noise, flags.burnIn));
  }

  private static ActivityMoments done(RecordedRates recorded) {
    return switch (recorded) {
      case RecordedRates.Moments(ActivityMoments moments) -> moments;
      case RecordedRates.Diverged(var where) -> throw NoiseFlags.diverged(where, "the simulation");
    };
  }

  /** Second moments of what each gate's weights are multiplied with. */
  List<SecondMoment> moments(RnnPruneFlags.Activity activity, RnnPruneFlags asked, double keep) {
    Trials on = switch (activity) {
      case TASK -> needed("--activity task");
      case NOISE -> silent();
      case INPUTS -> asked.inputs(network.inputs(), SILENT_STEPS).trials(seed, "activity", 0, SILENT_TRIALS);
    };
    Noise noise = activity == RnnPruneFlags.Activity.NOISE
        ? flags.noise(network, trials.orElse(on), trials.isPresent(), seed)
        : Noise.NONE;
    ActivityMoments states = moments(on, noise);
    List<SecondMoment> all = new ArrayList<>();
    for (int g = 0; g < network.gates(); g++) {
      boolean apart = network instanceof GatedNetwork gated && gated.reset() == GatedNetwork.Reset.BEFORE
          && g == 2;
      all.add(second(apart
          ? done(RecordedRates.ofCandidateInputs((GatedNetwork) network, on, noise, flags.burnIn))
          : states));
    }
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("source", RnnPruneFlags.word(activity));
    m.put("noise_deviation", noise.deviation());
    if (activity == RnnPruneFlags.Activity.INPUTS) {
      m.put("input_deviation", asked.inputNoise);
      m.put("tonic", asked.tonic);
    }
    samples(states, m);
    facts.put("activity", m);
    long fit = Math.round(keep * network.units());
    double worth = Double.isNaN(states.effectiveSamples()) ? on.count() : states.effectiveSamples(); // too few to tell
    if (states.samples() < network.units() || worth < 2.0 * fit) {
      notices.add(Notice.of("W231",
          "a row keeps about %s synapses, and the activity is worth %s of effective rank %s: a refit leans on"
              .formatted(Text.count(fit), Text.count(Math.round(worth), "independent sample"),
                  Text.number(all.getFirst().effectiveRank()))
              + " its ridge.",
          (activity == RnnPruneFlags.Activity.TASK
              ? "more trials: --calibration, or longer --inputs; or "
              : "")
              + "a larger --ridge"));
    }
    return all;
  }

  private static SecondMoment second(ActivityMoments moments) {
    return SecondMoment.of(moments.units(), moments.secondMoment(), moments.samples());
  }
}
