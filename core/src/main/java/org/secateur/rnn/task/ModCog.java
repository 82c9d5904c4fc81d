package org.secateur.rnn.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;
import org.secateur.rnn.Targets;
import org.secateur.rnn.Trials;

/**
 * Tasks of Mod-Cog (Khona, Chandra, Ma and Fiete, Neural Computation 2023) on two rings of 16 positions: which of two bumps
 * was the stronger, or whether two were at the same place. Written anew from the description. One step stands for 100 ms.
 *
 * <p>33 inputs: the fixation signal, 1 until the decision, then two rings, one a modality. A bump of strength s at a position
 * is 0.8 s exp(−d²/2), d the distance on the ring in positions. Noise of standard deviation 0.1 is added while a stimulus is
 * shown. 17 classes: 0 is no answer, 1 + i is position i.
 *
 * <p>Names are those of the authors: {@code dm} compares two bumps shown together, {@code dlydm} two shown one after the other
 * with a delay between, both with a modality or {@code ctx} (both shown, one counts) or {@code multi} (both count);
 * {@code dms} asks whether sample and test match. With {@code seqr} or {@code seql} the answer lasts ten steps and moves a
 * position a step; with {@code intr} or {@code intl} it is shifted by a position for each step of the delay; {@code intseq} is
 * both to the right.
 *
 * <p>Label at step t of the decision: (position + 1 + turn · t) mod 16. Position 15 has label 0, which is no answer and is
 * {@link Targets.Labels#IGNORED} like all steps that ask for none: a slip of the authors' that is kept, so that numbers may
 * be compared.
 */
public final class ModCog implements Task {
  /** Positions on a ring. */
  public static final int RING = 16;
  private static final int INPUTS = 1 + 2 * RING;
  private static final int SHOWN = 5; // steps of a stimulus
  private static final int DELAY = 5; // steps between two stimuli to be compared
  private static final int LONGEST_DELAY = 11; // steps between sample and test
  private static final int LONG_DECISION = 10;
  private static final int SHORT_DECISION = 2;
  private static final double NOISE = 0.1;
  private static final double[] STRENGTHS = {0.3, 0.6, 1.0};
  private static final double[] CONTRASTS = {0.08, 0.16, 0.32, 0.64};
  private static final double[] BUMP = bump();

  /** Which modalities count, and whether those that do not are shown all the same. */
  private enum Modalities {
    FIRST("", "1", true, false, false),
    SECOND("", "2", false, true, false),
    CONTEXT_FIRST("ctx", "1", true, false, true),
    CONTEXT_SECOND("ctx", "2", false, true, true),
    BOTH("multi", "", true, true, true);

    private final String prefix;
    private final String suffix;
    private final boolean firstCounts;
    private final boolean secondCounts;
    private final boolean bothShown;

    Modalities(String prefix, String suffix, boolean firstCounts, boolean secondCounts, boolean bothShown) {
      this.prefix = prefix;
      this.suffix = suffix;
      this.firstCounts = firstCounts;
      this.secondCounts = secondCounts;
      this.bothShown = bothShown;
    }

    String named(String family) {
      return prefix + family + suffix;
    }

    boolean counts(int modality) {
      return modality == 0 ? firstCounts : secondCounts;
    }

    boolean shows(int modality) {
      return bothShown || counts(modality);
    }
  }

  /** How the answer differs from the position it is about. */
  private enum Answer {
    PLAIN("", 0, 0),
    TURN_RIGHT("seqr", 1, 0),
    TURN_LEFT("seql", -1, 0),
    SHIFT_RIGHT("intr", 0, 1),
    SHIFT_LEFT("intl", 0, -1),
    SHIFT_AND_TURN("intseq", 1, 1);

    private final String suffix;
    private final int turn; // positions a step of the decision
    private final int shift; // positions a step of the delay

    Answer(String suffix, int turn, int shift) {
      this.suffix = suffix;
      this.turn = turn;
      this.shift = shift;
    }

    int decision() {
      return turn == 0 ? SHORT_DECISION : LONG_DECISION;
    }
  }

  /** When the stimuli come. */
  private enum Family {
    TOGETHER,
    DELAYED,
    MATCH
  }

  private static final List<ModCog> ALL = all();

  private final String name;
  private final Family family;
  private final Modalities modalities;
  private final Answer answer;
  private final int steps;

  private ModCog(String name, Family family, Modalities modalities, Answer answer, int steps) {
    this.name = name;
    this.family = family;
    this.modalities = modalities;
    this.answer = answer;
    this.steps = steps;
  }

  private static List<ModCog> all() {
    List<ModCog> all = new ArrayList<>();
    for (Answer answer : Answer.values()) {
      for (Modalities m : Modalities.values()) {
        if (answer.shift == 0) {
          all.add(new ModCog(m.named("dm") + answer.suffix, Family.TOGETHER, m, answer,
              20 + answer.decision()));
        }
        all.add(new ModCog(m.named("dlydm") + answer.suffix, Family.DELAYED, m, answer,
            30 + answer.decision()));
      }
    }
    all.add(new ModCog("dmsintseq", Family.MATCH, Modalities.BOTH, Answer.SHIFT_AND_TURN, 38));
    return List.copyOf(all);
  }

  private static double[] bump() {
    double[] bump = new double[RING];
    for (int k = 0; k < RING; k++) {
      int distance = Math.min(k, RING - k);
      bump[k] = 0.8 * StrictMath.exp(-0.5 * distance * distance);
    }
    return bump;
  }

  /** All tasks. */
  public static List<ModCog> tasks() {
    return ALL;
  }

  /**
   * A task by its name.
   *
   * @throws IllegalArgumentException with all names, if there is none of this name
   */
  public static ModCog named(String name) {
    return ALL.stream().filter(task -> task.name.equals(name)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no Mod-Cog task " + name + "; there are "
            + String.join(", ", ALL.stream().map(ModCog::name).toList())));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int inputs() {
    return INPUTS;
  }

  @Override
  public int outputs() {
    return 1 + RING;
  }

  /** Steps of a trial. What is left after the decision is silence without labels. */
  @Override
  public int steps() {
    return steps;
  }

  @Override
  public Trials trials(Seed seed, String stage, long first, int count) {
    float[] inputs = new float[Math.multiplyExact(Math.multiplyExact(steps, count), INPUTS)];
    int[] labels = new int[steps * count];
    float[] oneInputs = new float[steps * INPUTS];
    int[] oneLabels = new int[steps];
    for (int k = 0; k < count; k++) {
      Arrays.fill(oneInputs, 0);
      Arrays.fill(oneLabels, Targets.Labels.IGNORED);
      draw(seed.child(stage, first + k).stream(name), oneInputs, oneLabels);
      StepMajor.put(oneInputs, INPUTS, k, count, inputs);
      StepMajor.put(oneLabels, k, count, labels);
    }
    return new Trials(count, steps, INPUTS, inputs, new Targets.Labels(labels));
  }

  private void draw(NoiseStream stream, float[] inputs, int[] labels) {
    switch (family) {
      case TOGETHER -> compare(stream, 0, inputs, labels);
      case DELAYED -> compare(stream, SHOWN + DELAY, inputs, labels);
      case MATCH -> match(stream, inputs, labels);
    }
  }

  /** @param second steps from the first stimulus to the second, 0 if they come together */
  private void compare(NoiseStream stream, int second, float[] inputs, int[] labels) {
    int fixation = 2 + below(stream, 3);
    int first = below(stream, RING);
    int other = (first + 1 + below(stream, RING - 1)) % RING;
    double difference = 0;
    for (int modality = 0; modality < 2; modality++) {
      if (modalities.shows(modality)) {
        double[] strengths = second == 0 ? contrast(stream) : twoOf(stream);
        show(inputs, fixation, modality, first, strengths[0]);
        show(inputs, fixation + second, modality, other, strengths[1]);
        difference += modalities.counts(modality) ? strengths[0] - strengths[1] : 0;
      }
    }
    // strengths differ by at least 0.08, sums of two by as much or not at all
    boolean firstWins = Math.abs(difference) < 1e-9 ? stream.nextDouble() < 0.5 : difference > 0;
    noise(stream, inputs, fixation, 0, INPUTS);
    if (second > 0) {
      noise(stream, inputs, fixation + second, 0, INPUTS);
    }
    int decision = fixation + second + SHOWN;
    fixate(inputs, decision);
    label(labels, decision, (firstWins ? first : other) + answer.shift * DELAY);
  }

  private void match(NoiseStream stream, float[] inputs, int[] labels) {
    int modality = below(stream, 2);
    boolean matches = stream.nextDouble() < 0.5;
    int sample = below(stream, RING);
    int delay = below(stream, LONGEST_DELAY + 1);
    int test = matches ? sample : (sample + RING / 2) % RING;
    int first = 3;
    int second = first + SHOWN + delay;
    show(inputs, first, modality, sample, 1);
    show(inputs, second, modality, test, 1);
    noise(stream, inputs, first, 1 + modality * RING, RING);
    noise(stream, inputs, second, 1 + modality * RING, RING);
    fixate(inputs, second + SHOWN);
    if (matches) {
      label(labels, second + SHOWN, test + answer.shift * delay);
    }
  }

  private static double[] contrast(NoiseStream stream) {
    double contrast = CONTRASTS[below(stream, CONTRASTS.length)] * (stream.nextDouble() < 0.5 ? 1 : -1);
    return new double[]{0.5 + contrast / 2, 0.5 - contrast / 2};
  }

  private static double[] twoOf(NoiseStream stream) {
    int first = below(stream, STRENGTHS.length);
    int other = (first + 1 + below(stream, STRENGTHS.length - 1)) % STRENGTHS.length;
    return new double[]{STRENGTHS[first], STRENGTHS[other]};
  }

  private static int below(NoiseStream stream, int bound) {
    return (int) (stream.nextDouble() * bound);
  }

  private static void show(float[] inputs, int from, int modality, int position, double strength) {
    for (int t = from; t < from + SHOWN; t++) {
      for (int k = 0; k < RING; k++) {
        inputs[t * INPUTS + 1 + modality * RING + (position + k) % RING] += (float) (strength * BUMP[k]);
      }
    }
  }

  private static void noise(NoiseStream stream, float[] inputs, int from, int channel, int channels) {
    for (int t = from; t < from + SHOWN; t++) {
      for (int k = 0; k < channels; k++) {
        inputs[t * INPUTS + channel + k] += (float) (NOISE * stream.nextGaussian());
      }
    }
  }

  private static void fixate(float[] inputs, int decision) {
    for (int t = 0; t < decision; t++) {
      inputs[t * INPUTS] += 1;
    }
  }

  private void label(int[] labels, int decision, int position) {
    for (int t = 0; t < answer.decision(); t++) {
      int label = Math.floorMod(position + 1 + answer.turn * t, RING);
      labels[decision + t] = label == 0 ? Targets.Labels.IGNORED : label;
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
