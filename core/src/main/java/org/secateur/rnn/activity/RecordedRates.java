package org.secateur.rnn.activity;

import java.util.Arrays;

import org.secateur.network.Require;
import org.secateur.rnn.GatedNetwork;
import org.secateur.rnn.Noise;
import org.secateur.rnn.RateNetwork;
import org.secateur.rnn.RecurrentNetwork;
import org.secateur.rnn.Rollout;
import org.secateur.rnn.Simulation;
import org.secateur.rnn.Trials;

/** The moments of what a network's units do on some trials. Divergence is a finding, not an error. */
public sealed interface RecordedRates {

  /** All trials ran to their end. */
  record Moments(ActivityMoments moments) implements RecordedRates {
  }

  /** A unit left every range. */
  record Diverged(Rollout.Diverged where) implements RecordedRates {
  }

  /**
   * Runs trials and takes the moments of the rates, noise included.
   *
   * @param burnIn steps at the beginning of each trial that do not count; less than its steps. A burn-in as long as the trial
   *     would leave its last step alone, which is when the trial is over
   * @throws IllegalArgumentException if the burn-in leaves no step
   */
  static RecordedRates of(RecurrentNetwork network, Trials trials, Noise noise, int burnIn) {
    return of(network, trials, noise, burnIn, false);
  }

  /**
   * The same of what the candidate's weights of gated units are multiplied with: r ∘ h where the reset gate acts before the
   * product.
   */
  static RecordedRates ofCandidateInputs(GatedNetwork network, Trials trials, Noise noise, int burnIn) {
    return of(network, trials, noise, burnIn, true);
  }

  private static RecordedRates of(RecurrentNetwork network, Trials trials, Noise noise, int burnIn,
      boolean candidates) {
    Require.atLeast(burnIn, 0, "burnIn");
    if (burnIn >= trials.steps()) {
      throw new IllegalArgumentException("a burn-in of " + burnIn + " steps leaves nothing of trials of "
          + trials.steps() + " steps");
    }
    int n = network.units();
    MomentAccumulator[] chunks = new MomentAccumulator[Simulation.chunks(trials)];
    Arrays.setAll(chunks, c -> new MomentAccumulator(n));
    Rollout run = Simulation.run(network, trials, noise, c -> (t, voltages, rates) -> {
      if (t >= burnIn) {
        chunks[c].add(candidates ? voltages : rates);
      }
    });
    return run instanceof Rollout.Diverged where ? new Diverged(where) : new Moments(fold(chunks, n));
  }

  private static ActivityMoments fold(MomentAccumulator[] chunks, int n) {
    double[][] variances = new double[chunks.length][];
    MomentAccumulator total = new MomentAccumulator(n);
    for (int c = 0; c < chunks.length; c++) {
      variances[c] = chunks[c].variances();
      total.add(chunks[c]);
    }
    return total.result(effective(variances, n));
  }

  /** The median over the units of 2 V² / s², V the mean of the groups' variances and s² the square of its standard error. */
  private static double effective(double[][] variances, int n) {
    int groups = variances.length;
    if (groups < 2) {
      return Double.NaN;
    }
    double[] worth = new double[n];
    int active = 0;
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (double[] v : variances) {
        sum += v[i];
      }
      double mean = sum / groups;
      double square = 0;
      for (double[] v : variances) {
        square += (v[i] - mean) * (v[i] - mean);
      }
      double error = square / (groups - 1) / groups;
      if (error > 0) {
        worth[active++] = 2 * mean * mean / error;
      }
    }
    Arrays.sort(worth, 0, active);
    return active == 0 ? Double.NaN : worth[active / 2];
  }

  /**
   * The scale of the voltages: the root of the mean over the units of Var(v) over all steps of trials without noise, as the
   * published simulation noise for trained rate networks is scaled.
   */
  static double naturalDeviation(RateNetwork network, Trials trials) {
    int n = network.units();
    MomentAccumulator[] chunks = new MomentAccumulator[Simulation.chunks(trials)];
    Arrays.setAll(chunks, c -> new MomentAccumulator(n));
    Rollout run = Simulation.run(network, trials, Noise.NONE,
        c -> (t, voltages, rates) -> chunks[c].add(voltages));
    return run instanceof Rollout.Diverged ? Double.NaN : Math.sqrt(fold(chunks, n).meanVariance());
  }

  /** The mean slope φ' of each unit over all steps of trials without noise; NaN if they diverge. A new array (n). */
  static double[] meanGain(RateNetwork network, Trials trials) {
    int n = network.units();
    double[][] sums = new double[Simulation.chunks(trials)][n];
    Rollout run = Simulation.run(network, trials, Noise.NONE, c -> (t, voltages, rates) -> {
      for (int q = 0; q < rates.length; q++) {
        sums[c][q % n] += network.transfer().slope(rates[q]);
      }
    });
    double[] gain = new double[n];
    for (double[] s : sums) {
      for (int i = 0; i < n; i++) {
        gain[i] += s[i] / ((double) trials.count() * trials.steps());
      }
    }
    if (run instanceof Rollout.Diverged) {
      Arrays.fill(gain, Double.NaN);
    }
    return gain;
  }
}
