package org.secateur.cli;

import org.jspecify.annotations.Nullable;
import org.secateur.random.Seed;
import org.secateur.rnn.GatedNetwork;
import org.secateur.rnn.Noise;
import org.secateur.rnn.RateNetwork;
import org.secateur.rnn.RecurrentNetwork;
import org.secateur.rnn.Rollout;
import org.secateur.rnn.Trials;
import org.secateur.rnn.activity.RecordedRates;
import picocli.CommandLine.Option;

/** Noise that drives a network. */
final class NoiseFlags {
  @Option(names = "--noise", paramLabel = "S",
      description = "Standard deviation of the noise at each step. Default where noise is asked for: that of the voltages on"
          + " the trials; 0.1 without trials or for gated units.")
  @Nullable
  Double deviation;

  @Option(names = "--noise-on", paramLabel = "PLACE", defaultValue = "rates",
      description = "rates or voltages: what the noise is added to. Default: ${DEFAULT-VALUE}.")
  Noise.Place place = Noise.Place.RATES;

  @Option(names = "--burn-in", paramLabel = "N", defaultValue = "0",
      description = "Steps of each trial that do not count; fewer than it has. Default: ${DEFAULT-VALUE}.")
  int burnIn;

  /** Noise as asked for, or of the natural size. */
  Noise noise(RecurrentNetwork network, Trials trials, boolean driven, Seed seed) {
    check(network, trials);
    if (deviation != null) {
      return new Noise(place, deviation, seed);
    }
    double natural = driven && network instanceof RateNetwork rate
        ? RecordedRates.naturalDeviation(rate, trials)
        : Double.NaN;
    return new Noise(place, natural > 0 ? natural : 0.1, seed);
  }

  /** Noise only where it was asked for. */
  Noise explicit(RecurrentNetwork network, Trials trials, Seed seed) {
    check(network, trials);
    return deviation == null ? Noise.NONE : new Noise(place, deviation, seed);
  }

  private void check(RecurrentNetwork network, Trials trials) {
    if (deviation != null && !(deviation >= 0 && deviation < Float.MAX_VALUE)) {
      throw Failure.of(ExitCode.USAGE, "E172", "--noise %s is no standard deviation".formatted(deviation),
          "--noise 0.1");
    }
    if (burnIn < 0 || burnIn >= trials.steps()) {
      throw Failure.of(ExitCode.USAGE, "E172",
          "--burn-in %d leaves nothing of trials of %s".formatted(burnIn, Text.count(trials.steps(), "step")),
          "--burn-in %d".formatted(trials.steps() / 4));
    }
    if (network instanceof GatedNetwork && place == Noise.Place.VOLTAGES) {
      throw Failure.of(ExitCode.USAGE, "E172", "gated units have no voltages", "--noise-on rates");
    }
  }

  /** What to say of a simulation that left every range. */
  static Failure diverged(Rollout.Diverged d, String what) {
    return Failure.of(ExitCode.NO, "E235",
        "%s diverged: neuron %d reached %s at step %d of trial %d (all from 0).".formatted(what, d.unit(),
            Float.toString(d.voltage()), d.step(), d.trial()),
        "less --noise, another --transfer or --step, or a smaller share pruned");
  }
}
