package org.secateur.dynamics;

import org.secateur.network.Require;

/**
 * How a noise simulation is run. All times in seconds; {@link #of} gives the defaults for a drift, in its own time units.
 *
 * <p>The leak time of a drift is n / Σ_i M_ii, the mean restoring rate's inverse. Differences across a bottleneck of
 * slowest rate λ₂ build up over 1/(2 λ₂): a simulation from rest whose burn-in is not well above that underestimates
 * them, and a batch not well above it makes their standard errors too small. Use {@link Start.Stationary} or a longer
 * burn-in and fewer batches.
 *
 * @param step Euler's step dt. Variances come out too large by 1/(1 − λ dt/2) along a mode of rate λ
 * @param burnIn time left out before the first sample, at least 0
 * @param duration time sampled in each trial
 * @param sampleInterval time between samples; rounded to whole steps, at least one
 * @param trials independent repetitions, at least 1; eight cost little more than two
 * @param batches equal stretches that each trial's samples are cut into for the standard errors, at least 1
 */
public record SimulationSettings(double step, double burnIn, double duration, double sampleInterval,
    int trials,
    int batches) {

  /** Default step, in units of the inverse of the fastest rate: variances at most 5 % too large. */
  public static final double DEFAULT_STEP = 0.1;
  /** Default burn-in in leak times. */
  public static final double DEFAULT_BURN_IN = 10;
  /** Default sampled time of a trial, in leak times. */
  public static final double DEFAULT_DURATION = 100;
  /** Default sample interval in leak times: sampling at every step would lower the error by 4 %. */
  public static final double DEFAULT_SAMPLE_INTERVAL = 0.5;
  /** Default number of trials. */
  public static final int DEFAULT_TRIALS = 16;
  /** Default number of batches a trial. */
  public static final int DEFAULT_BATCHES = 4;

  public SimulationSettings {
    Require.positive(step, "step");
    Require.within(burnIn, 0, Double.MAX_VALUE, "burnIn");
    Require.positive(duration, "duration");
    Require.positive(sampleInterval, "sampleInterval");
    Require.atLeast(trials, 1, "trials");
    Require.atLeast(batches, 1, "batches");
    if ((burnIn + duration) / step > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("burnIn + duration must be at most 2147483647 steps, was "
          + (burnIn + duration) / step + "; take a longer step or simulate for less time");
    }
    if (Math.rint(duration / step) / Math.max(1, Math.rint(sampleInterval / step)) < batches) {
      throw new IllegalArgumentException("duration must hold at least one sample in each of " + batches
          + " batches, but is " + duration + " with a sampleInterval of " + sampleInterval);
    }
  }

  /** The defaults for a drift. Time O(n + m). */
  public static SimulationSettings of(Drift drift) {
    double leakTime = leakTime(drift);
    return new SimulationSettings(stepFor(drift), DEFAULT_BURN_IN * leakTime, DEFAULT_DURATION * leakTime,
        DEFAULT_SAMPLE_INTERVAL * leakTime, DEFAULT_TRIALS, DEFAULT_BATCHES);
  }

  /** n / Σ_i M_ii in s; the inverse of the fastest rate if that is not positive, and 1 without any dynamics. */
  public static double leakTime(Drift drift) {
    double sum = 0;
    for (int i = 0; i < drift.size(); i++) {
      sum += drift.restoring(i);
    }
    double fastest = EulerStep.gershgorin(drift);
    return sum > 0 ? drift.size() / sum : fastest > 0 ? 1 / fastest : 1;
  }

  /** {@link #DEFAULT_STEP} over the fastest rate of a drift, in s. */
  static double stepFor(Drift drift) {
    double fastest = EulerStep.fastestRate(drift);
    return fastest > 0 ? DEFAULT_STEP / fastest : DEFAULT_STEP;
  }

  /** The same with another step, in s. */
  public SimulationSettings withStep(double newStep) {
    return new SimulationSettings(newStep, burnIn, duration, sampleInterval, trials, batches);
  }

  /** The same with another burn-in, in s. */
  public SimulationSettings withBurnIn(double newBurnIn) {
    return new SimulationSettings(step, newBurnIn, duration, sampleInterval, trials, batches);
  }

  /** The same with another sampled time, in s. */
  public SimulationSettings withDuration(double newDuration) {
    return new SimulationSettings(step, burnIn, newDuration, sampleInterval, trials, batches);
  }

  /** The same with another time between samples, in s. */
  public SimulationSettings withSampleInterval(double newSampleInterval) {
    return new SimulationSettings(step, burnIn, duration, newSampleInterval, trials, batches);
  }

  /** The same with another number of trials. */
  public SimulationSettings withTrials(int newTrials) {
    return new SimulationSettings(step, burnIn, duration, sampleInterval, newTrials, batches);
  }

  /** The same with another number of batches a trial. */
  public SimulationSettings withBatches(int newBatches) {
    return new SimulationSettings(step, burnIn, duration, sampleInterval, trials, newBatches);
  }

  int burnInSteps() {
    return (int) Math.ceil(burnIn / step);
  }

  int stepsPerSample() {
    return (int) Math.max(1, Math.rint(sampleInterval / step));
  }

  int samplesPerTrial() {
    return (int) (Math.rint(duration / step) / stepsPerSample());
  }

  int longestBatch() {
    return (samplesPerTrial() - 1) / batches + 1;
  }

  /** The samples a trial has in its batch of this number, from 0: the same in all of them, or one more. */
  int samplesInBatch(int batch) {
    long samples = samplesPerTrial();
    return (int) (samples * (batch + 1) / batches - samples * batch / batches);
  }
}
