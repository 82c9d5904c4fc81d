package org.secateur.rnn.task;

import java.util.Arrays;
import org.secateur.network.Require;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;
import org.secateur.rnn.Targets;
import org.secateur.rnn.Trials;

/**
 * Memory of some independent bits (Sussillo and Barak, Neural Computation 2013). Each channel has a pulse, 1 or −1 with equal
 * chance, at the first step and at each later one with probability {@code pulse}, and 0 otherwise. The target of a channel is
 * its last pulse.
 *
 * @param bits channels, at least 1
 * @param steps of a trial, at least 1
 * @param pulse probability of a pulse at a step after the first, in [0, 1]
 */
public record FlipFlop(int bits, int steps, double pulse) implements Task {
  public FlipFlop {
    Require.atLeast(bits, 1, "bits");
    Require.atLeast(steps, 1, "steps");
    Require.within(pulse, 0, 1, "pulse");
  }

  /** Three bits, 64 steps, a pulse in about one step of seven. */
  public static FlipFlop threeBits() {
    return new FlipFlop(3, 64, 0.15);
  }

  @Override
  public String name() {
    return "flipflop";
  }

  @Override
  public int inputs() {
    return bits;
  }

  @Override
  public int outputs() {
    return bits;
  }

  @Override
  public Trials trials(Seed seed, String stage, long first, int count) {
    float[] inputs = new float[Math.multiplyExact(Math.multiplyExact(steps, count), bits)];
    float[] targets = new float[inputs.length];
    float[] oneInputs = new float[steps * bits];
    float[] oneTargets = new float[steps * bits];
    for (int k = 0; k < count; k++) {
      draw(seed.child(stage, first + k).stream(name()), oneInputs, oneTargets);
      StepMajor.put(oneInputs, bits, k, count, inputs);
      StepMajor.put(oneTargets, bits, k, count, targets);
    }
    float[] weights = new float[steps * count];
    Arrays.fill(weights, 1);
    return new Trials(count, steps, bits, inputs, new Targets.Values(targets, weights));
  }

  private void draw(NoiseStream stream, float[] inputs, float[] targets) {
    for (int k = 0; k < steps * bits; k++) {
      boolean pulsed = stream.nextDouble() < pulse || k < bits;
      inputs[k] = !pulsed ? 0 : stream.nextDouble() < 0.5 ? 1 : -1;
      targets[k] = pulsed ? inputs[k] : targets[k - bits];
    }
  }
}
