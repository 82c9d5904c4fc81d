package org.secateur.bench;

import java.util.List;
import java.util.Optional;

import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;
import org.secateur.rnn.Noise;
import org.secateur.rnn.RateNetwork;
import org.secateur.rnn.Simulation;
import org.secateur.rnn.Trials;
import org.secateur.rnn.activity.ActivityMoments;
import org.secateur.rnn.activity.OperatingCovariance;
import org.secateur.rnn.activity.RecordedRates;
import org.secateur.rnn.mask.ByScore;
import org.secateur.rnn.mask.LocalScore;
import org.secateur.rnn.mask.SecondMoment;
import org.secateur.rnn.repair.Refit;
import org.secateur.study.RecurrentPruning;

/**
 * Seconds of a clock for what pruning a trained network takes: 512 tanh units, 33 inputs, 17 outputs, 512 trials of 40 steps.
 * Weights are random, which takes as long as trained ones. Prints a table; the second round counts.
 */
public final class TrainedNetworkTime {
  private static final int UNITS = 512;
  private static final int INPUTS = 33;
  private static final int OUTPUTS = 17;
  private static final int TRIALS = 512;
  private static final int STEPS = 40;
  private static final int ROUNDS = 2;

  private TrainedNetworkTime() {
  }

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    RateNetwork network = network();
    NoiseStream stream = new Seed(2).stream("bench inputs");
    Trials trials = new Trials(TRIALS, STEPS, INPUTS, uniform(stream, TRIALS * STEPS * INPUTS, 1),
        new org.secateur.rnn.Targets.None());
    for (int round = 0; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      Simulation.run(network, trials);
      long simulated = System.nanoTime();
      ActivityMoments moments = moments(RecordedRates.of(network, trials, Noise.NONE, 0));
      long recorded = System.nanoTime();
      moments(RecordedRates.of(network, trials, new Noise(Noise.Place.RATES, 0.3, new Seed(1)), 0));
      long noisy = System.nanoTime();
      OperatingCovariance.linearised(network);
      long solved = System.nanoTime();
      SecondMoment g = SecondMoment.of(UNITS, moments.secondMoment(), moments.samples());
      long before = System.nanoTime();
      RecurrentPruning.Outcome outcome = refit(network, g, 0.2);
      long refitted = System.nanoTime();
      Simulation.run(outcome.network(), trials);
      long end = System.nanoTime();
      System.out.printf("round %d%n", round + 1);
      row("evaluate 512 trials of 40 steps", begin, simulated);
      row("second moment on the task (runs it)", simulated, recorded);
      row("covariance with noise on rates (runs it)", recorded, noisy);
      row("Lyapunov of W - I, with shift", noisy, solved);
      row("mask and refit of all rows at 20 %", before, refitted);
      for (double keep : new double[]{0.5, 0.1}) {
        long from = System.nanoTime();
        refit(network, g, keep);
        row("mask and refit of all rows at %.0f %%".formatted(100 * keep), from, System.nanoTime());
      }
      System.out.printf("%-44s %8.2f s%n", "prune and evaluate before and after",
          (recorded - begin + refitted - before + end - refitted) / 1e9);
    }
  }

  private static RecurrentPruning.Outcome refit(RateNetwork network, SecondMoment g, double keep) {
    return new RecurrentPruning(ByScore.largest(new LocalScore.Magnitude()), new Refit(), keep, new Seed(1))
        .run(network, Optional.empty(), List.of(g));
  }

  private static void row(String what, long from, long to) {
    System.out.printf("%-44s %8.2f s%n", what, (to - from) / 1e9);
  }

  private static ActivityMoments moments(RecordedRates recorded) {
    return switch (recorded) {
      case RecordedRates.Moments(ActivityMoments m) -> m;
      case RecordedRates.Diverged(var where) -> throw new IllegalStateException("diverged: " + where);
    };
  }

  private static RateNetwork network() {
    NoiseStream stream = new Seed(1).stream("bench network");
    return RateNetwork.builder(UNITS, INPUTS, OUTPUTS).step(0.1)
        .recurrent(uniform(stream, UNITS * UNITS, 2.5 / Math.sqrt(UNITS)))
        .input(uniform(stream, UNITS * INPUTS, 0.5))
        .readout(uniform(stream, OUTPUTS * UNITS, 0.1)).build();
  }

  private static float[] uniform(NoiseStream stream, int length, double bound) {
    float[] x = new float[length];
    for (int k = 0; k < length; k++) {
      x[k] = (float) (bound * (2 * stream.nextDouble() - 1));
    }
    return x;
  }
}
