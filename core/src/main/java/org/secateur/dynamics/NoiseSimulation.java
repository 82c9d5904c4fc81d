package org.secateur.dynamics;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import org.secateur.kernel.BlockKernel;
import org.secateur.network.Require;
import org.secateur.random.Seed;

/**
 * The covariance of a noise-driven network's rates over its synapses, by simulation. Immutable.
 *
 * <p>Euler–Maruyama: x ← x + dt (−D x + W x) + √(σ² dt) ξ, or with [W x + b]₊ for the drive. For a symmetric stable M the
 * linear iteration has the covariance (σ²/2) M⁻¹ (I − M dt/2)⁻¹. An input moves the mean of linear dynamics and not the
 * covariance; there the simulated x is the deviation from that mean, and the input is not used.
 *
 * <p>Trials are advanced side by side, on all processors; trial t's noise is a function of (seed, t) alone. Chunks are
 * fixed and folded in order: the answer is the same bits on any number of threads. Linear dynamics run in single
 * precision, which adds less than the step and the noise do ({@link EulerMap}); moments are in double. A network with one
 * entry in eight or more goes through dense products, whose last digits depend on the processor.
 *
 * <p>Time O(steps · trials · (n + m)); memory O(n + m) a thread, at most some 150 bytes a synapse and eight trials.
 *
 * <p>Higham, "An algorithmic introduction to numerical simulation of stochastic differential equations", SIAM Review
 * 2001.
 */
public final class NoiseSimulation {
  /** Chunks whose accumulators are alive at the same time. */
  private static final int WAVE = 16;
  private static final int LEAST_PROBE = 200;
  private static final int LARGEST_PROBE = 20_000;
  /** No rate that means anything is larger, in Hz; its square is still finite. */
  private static final double LARGEST_RATE = 1e150;

  private final Drift drift;
  private final Activation activation;
  private final SimulationSettings settings;
  private final Start start;
  private final double[] input; // (n), Hz/s

  private NoiseSimulation(Drift drift, Activation activation, SimulationSettings settings, Start start,
      double[] input) {
    this.drift = drift;
    this.activation = activation;
    this.settings = settings;
    this.start = start;
    this.input = input;
  }

  /** A simulation of linear dynamics from an approximately stationary start. */
  public static NoiseSimulation linear(Drift drift, SimulationSettings settings) {
    return new NoiseSimulation(drift, Activation.LINEAR, settings, new Start.Stationary(),
        new double[drift.size()]);
  }

  /**
   * A simulation of rectified-linear dynamics from where they settle without noise.
   *
   * @param input (n) constant input b, finite, in Hz/s; copied
   */
  public static NoiseSimulation rectified(Drift drift, double[] input, SimulationSettings settings) {
    Require.length(input.length, drift.size(), "input");
    for (double b : input) {
      Require.finite(b, "input");
    }
    return new NoiseSimulation(drift, Activation.RELU, settings, new Start.Stationary(), input.clone());
  }

  /** The same from another start; for linear dynamics a start is a deviation from the mean. */
  public NoiseSimulation from(Start newStart) {
    return new NoiseSimulation(drift, activation, settings, newStart, input);
  }

  /**
   * Runs all trials.
   *
   * @param noiseVariance σ² in Hz²/s, positive
   * @param seed what the noise is a function of
   * @throws IllegalArgumentException if the step makes Euler's method diverge though linear dynamics do not, or exceeds 2
   *     over the fastest rate of rectified dynamics; the message names the largest step allowed
   */
  public SimulatedStationarity run(double noiseVariance, Seed seed) {
    Require.positive(noiseVariance, "noiseVariance");
    if (activation == Activation.LINEAR && !EulerStep.isSafe(drift, settings.step())) {
      OptionalDouble growth = growth();
      if (growth.isPresent()) {
        return new SimulatedStationarity.Growing(growth.getAsDouble(), 0);
      }
    }
    if (activation == Activation.RELU && settings.step() * EulerStep.fastestRate(drift) > 2) {
      throw tooLong(2 / EulerStep.fastestRate(drift));
    }
    if (activation == Activation.LINEAR) {
      StartDraw starts = new StartDraw(drift, start, noiseVariance, new double[0]);
      Optional<SampledCovariance> sampled = new LinearSimulation(drift, settings).run(starts, noiseVariance,
          seed);
      if (sampled.isPresent()) {
        return new SimulatedStationarity.Sampled(sampled.get());
      }
    }
    return runInDoublePrecision(noiseVariance, seed);
  }

  /** Rectified dynamics, whose mean may dwarf the noise, and linear ones too large for single precision. */
  private SimulatedStationarity runInDoublePrecision(double noiseVariance, Seed seed) {
    Recurrence recurrence = Recurrence.of(drift.network());
    double[] shift = noiseFree(recurrence);
    if (!(Norms.largest(shift) < LARGEST_RATE)) {
      return growing(settings.burnInSteps(), LARGEST_RATE);
    }
    double[] reference = activation == Activation.RELU ? shift : new double[0];
    StartDraw starts = new StartDraw(drift, start, noiseVariance, reference);
    int perChunk = recurrence.blocks() * BlockKernel.LANES;
    int chunks = (settings.trials() + perChunk - 1) / perChunk;
    Combinations combinations = Combinations.of(drift.network());
    CombinationMoments total = new CombinationMoments(combinations, activation == Activation.LINEAR);
    for (int wave = 0; wave < chunks; wave += WAVE) {
      SimulationChunk[] done = new SimulationChunk[Math.min(WAVE, chunks - wave)];
      int first = wave;
      IntStream.range(0, done.length).parallel().forEach(c -> {
        int trial = (first + c) * perChunk;
        int trials = Math.min(perChunk, settings.trials() - trial);
        done[c] = new SimulationChunk(drift, recurrence, activation, settings, input, shift, combinations);
        done[c].run(starts, noiseVariance, seed, trial, trials, LARGEST_RATE);
      });
      for (SimulationChunk chunk : done) {
        if (chunk.grownAfter() > 0) {
          return growing(chunk.grownAfter(), LARGEST_RATE / Math.sqrt(noiseVariance * settings.step()));
        }
        chunk.foldInto(total);
      }
    }
    return new SimulatedStationarity.Sampled(total.result(activation == Activation.LINEAR
        ? SamplingFacts.Method.LINEAR_SIMULATION
        : SamplingFacts.Method.RECTIFIED_SIMULATION));
  }

  /** The network's growth rate, or nothing if it does not grow; refuses a step that alone makes it grow. */
  private OptionalDouble growth() {
    double dt = settings.step();
    int steps = Math.clamp((long) settings.burnInSteps() + (long) (settings.duration() / dt), LEAST_PROBE,
        LARGEST_PROBE);
    // A dominant network never grows, but a mode without restoring force keeps its size: allow for rounding.
    double stands = drift.isDiagonallyDominant() ? 1e-6 / (steps * dt) : 0;
    if (EulerStep.growthRate(drift, dt, steps) < stands) {
      return OptionalDouble.empty();
    }
    double fine = Math.min(dt, SimulationSettings.stepFor(drift));
    double rate = EulerStep.growthRate(drift, fine, LARGEST_PROBE);
    if (drift.isDiagonallyDominant() || rate < 0) {
      throw tooLong(EulerStep.largest(drift, fine, steps));
    }
    return OptionalDouble.of(Math.max(0, Math.expm1(rate * fine) / fine));
  }

  private IllegalArgumentException tooLong(double largest) {
    return new IllegalArgumentException("step must be at most " + largest
        + " s, or Euler's method diverges on this network, was " + settings.step());
  }

  /** Where rectified dynamics are after the burn-in without noise; zero for linear dynamics. */
  private double[] noiseFree(Recurrence recurrence) {
    double[] rates = new double[drift.size()];
    if (activation == Activation.RELU) {
      Ensemble one = new Ensemble(drift.network(), recurrence, activation, settings.step(), input, 1);
      double[] scratch = Ensemble.scratch();
      NoiseBlock[] silence = {new NoiseBlock(new Seed(0), 0)};
      for (int k = 0; k < settings.burnInSteps(); k++) {
        Ensemble.step(silence, 0, scratch, one);
      }
      BlockKernel.gather(one.x[0], 0, rates);
    }
    return rates;
  }

  /** What growth from the size of one step's noise to {@code factor} times that takes on average. */
  private SimulatedStationarity growing(int steps, double factor) {
    double time = Math.max(1, steps) * settings.step();
    return new SimulatedStationarity.Growing(Math.log(factor) / time, time);
  }
}
