package org.secateur.rnn.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.random.Seed;
import org.secateur.rnn.Targets;
import org.secateur.rnn.Trials;

/** Trials are read as an experimenter would who sees inputs and labels only, and held against the description. */
class ModCogTest {
  private static final int RING = 16;
  private static final int WIDTH = 33;
  private static final int IGNORED = Targets.Labels.IGNORED;

  /** One trial, step after step. */
  private static final class Seen {
    private final float[][] x;
    private final int[] labels;

    Seen(float[][] x, int[] labels) {
      this.x = x;
      this.labels = labels;
    }

    static List<Seen> of(String task, int count) {
      Trials trials = ModCog.named(task).trials(new Seed(11), "test", 0, count);
      float[] values = trials.values();
      Targets.Labels labels = (Targets.Labels) trials.targets();
      return java.util.stream.IntStream.range(0, count).mapToObj(k -> {
        float[][] x = new float[trials.steps()][WIDTH];
        int[] asked = new int[trials.steps()];
        for (int t = 0; t < x.length; t++) {
          System.arraycopy(values, (t * count + k) * WIDTH, x[t], 0, WIDTH);
          asked[t] = labels.at(t * count + k);
        }
        return new Seen(x, asked);
      }).toList();
    }

    /** Steps of fixation before the first stimulus, whose noise makes it differ from 1 (from 0, on the ring, for a match). */
    int fixation() {
      int t = 0;
      while (java.util.Arrays.equals(x[t], 1, WIDTH, new float[WIDTH], 1, WIDTH)) {
        t++;
      }
      return t;
    }

    /** Mean over the five steps of a stimulus. */
    double[] mean(int from, int ring) {
      double[] mean = new double[RING];
      for (int t = from; t < from + 5; t++) {
        for (int k = 0; k < RING; k++) {
          mean[k] += x[t][1 + ring * RING + k] / 5;
        }
      }
      return mean;
    }
  }

  private static double bump(int from, int to) {
    int d = Math.min(Math.floorMod(from - to, RING), Math.floorMod(to - from, RING));
    return 0.8 * Math.exp(-d * d / 2.0);
  }

  /** Least squares fit of one bump: position and strength. */
  private static double[] fit(double[] mean) {
    double[] best = {0, 0};
    double squares = 0;
    for (int k = 0; k < RING; k++) {
      squares += bump(0, k) * bump(0, k);
    }
    for (int p = 0; p < RING; p++) {
      double product = 0;
      for (int k = 0; k < RING; k++) {
        product += bump(p, k) * mean[k];
      }
      if (product / squares > best[1]) {
        best = new double[]{p, product / squares};
      }
    }
    return best;
  }

  private static int[] expected(int length, int from, int steps, int position, int turn) {
    int[] labels = new int[length];
    java.util.Arrays.fill(labels, IGNORED);
    for (int t = 0; t < steps; t++) {
      int label = Math.floorMod(position + 1 + turn * t, RING);
      labels[from + t] = label == 0 ? IGNORED : label;
    }
    return labels;
  }

  /**
   * The stronger of the two relevant stimuli, shifted by five steps of delay where the task says so.
   *
   * <p>A fitted strength has standard deviation 0.1 / (0.8 √(5 Σe²)) = 0.042, so the difference of two, at least 0.3, is read
   * wrongly with probability below 3·10⁻⁷; the position of the winner, whose strength is at least 0.6, with 2·10⁻⁶. Over 200
   * trials fewer than one seed in 1 500 fails.
   */
  @ParameterizedTest
  @CsvSource({"dlydm1, 0, 2, 0, 0, 32", "dlydm2seqr, 1, 10, 1, 0, 40", "dlydm1seql, 0, 10, -1, 0, 40",
      "dlydm2intr, 1, 2, 0, 5, 32", "dlydm1intl, 0, 2, 0, -5, 32", "dlydm1intseq, 0, 10, 1, 5, 40",
      "ctxdlydm1intseq, 0, 10, 1, 5, 40", "ctxdlydm2intseq, 1, 10, 1, 5, 40"})
  void theStrongerOfTwoDelayedStimuliIsTheAnswer(String task, int ring, int decision, int turn, int shift,
      int steps) {
    for (Seen trial : Seen.of(task, 200)) {
      assertEquals(steps, trial.x.length);
      int first = trial.fixation();
      double[] a = fit(trial.mean(first, ring));
      double[] b = fit(trial.mean(first + 10, ring));
      int winner = (int) (a[1] > b[1] ? a[0] : b[0]);
      assertArrayEquals(expected(steps, first + 15, decision, winner + shift, turn), trial.labels);
    }
  }

  /** Of two bumps shown at once the stronger: their difference is fitted, to ± 0.16 at least for the clearer half of trials. */
  @ParameterizedTest
  @CsvSource({"dm1seqr, 0, 1", "dm2seql, 1, -1", "ctxdm2seqr, 1, 1"})
  void theStrongerOfTwoStimuliTogetherIsTheAnswer(String task, int ring, int turn) {
    int clear = 0;
    for (Seen trial : Seen.of(task, 400)) {
      int first = trial.fixation();
      double[] mean = trial.mean(first, ring);
      // a contrast of 0.64 is a strength of 0.82: with 0.74 or more fitted no other contrast is left but by an error of
      // 0.08, two standard deviations; and then the contrast is 0.32 and the answer all the same the stronger one
      double[] strongest = fit(mean);
      if (strongest[1] > 0.74) {
        clear++;
        int label = (int) strongest[0];
        int[] wanted = expected(30, first + 5, 10, label, turn);
        int[] near = expected(30, first + 5, 10, label + 1, turn);
        int[] nearer = expected(30, first + 5, 10, label - 1, turn);
        // a neighbouring bump may pull the fit to a neighbour, no further
        assertTrue(
            java.util.Arrays.equals(wanted, trial.labels) || java.util.Arrays.equals(near, trial.labels)
                || java.util.Arrays.equals(nearer, trial.labels),
            task);
      }
    }
    // a quarter of the trials have contrast 0.64, of whose fits at least half exceed 0.74: mean 50, five deviations 33
    assertTrue(clear > 17, "only " + clear);
  }

  /** Match or not, shifted by the delay, which is 0 to 11 steps; noise on the ring that is used and nowhere else. */
  @Test
  void aMatchIsAnsweredWithTheTestShiftedByTheDelay() {
    int count = 1200;
    int matches = 0;
    int second = 0;
    int[] delays = new int[12];
    for (Seen trial : Seen.of("dmsintseq", count)) {
      assertEquals(38, trial.x.length);
      assertEquals(3, trial.x[2][0] + trial.x[1][0] + trial.x[0][0], 0);
      int ring = trial.x[3][1] != 0 ? 0 : 1;
      second += ring;
      int test = 8;
      while (trial.x[test][1 + ring * RING] == 0) {
        test++;
      }
      int delay = test - 8;
      delays[delay]++;
      for (int t = 0; t < 38; t++) {
        assertEquals(t < test + 5 ? 1 : 0, trial.x[t][0], 0, "fixation has no noise here");
        for (int k = 0; k < RING; k++) {
          assertEquals(0, trial.x[t][1 + (1 - ring) * RING + k], 0, "the other ring is silent");
        }
      }
      int sample = (int) fit(trial.mean(3, ring))[0];
      int shown = (int) fit(trial.mean(test, ring))[0];
      boolean match = sample == shown;
      assertTrue(match || Math.floorMod(sample - shown, RING) == RING / 2);
      matches += match ? 1 : 0;
      assertArrayEquals(expected(38, test + 5, match ? 10 : 0, shown + delay, 1), trial.labels);
    }
    assertEquals(0.5, (double) matches / count, 5 * Math.sqrt(0.25 / count));
    assertEquals(0.5, (double) second / count, 5 * Math.sqrt(0.25 / count));
    // χ² with 11 degrees of freedom exceeds 54 for one seed in 10⁷
    assertTrue(chiSquared(delays, count) < 54);
  }

  /** Fixation of 2, 3 or 4 steps; χ² with 2 degrees of freedom has tail exp(−x/2): 32 is 10⁻⁷. */
  @Test
  void fixationIsTwoToFourSteps() {
    int[] lengths = new int[3];
    int count = 900;
    for (Seen trial : Seen.of("dlydm1intseq", count)) {
      int fixation = trial.fixation();
      lengths[fixation - 2]++;
      for (int t = 0; t < 40; t++) {
        boolean shown = (t >= fixation && t < fixation + 5) || (t >= fixation + 10 && t < fixation + 15);
        if (!shown) {
          assertEquals(t < fixation + 15 ? 1 : 0, trial.x[t][0], 0);
        }
      }
    }
    assertTrue(chiSquared(lengths, count) < 32);
  }

  private static double chiSquared(int[] counts, int total) {
    double mean = (double) total / counts.length;
    double sum = 0;
    for (int c : counts) {
      sum += (c - mean) * (c - mean) / mean;
    }
    return sum;
  }

  /** On the ring without stimuli there is nothing but noise of variance 0.01: five standard errors of mean and variance. */
  @Test
  void noiseIsATenth() {
    double sum = 0;
    double squares = 0;
    int n = 0;
    for (Seen trial : Seen.of("dlydm1", 300)) {
      for (int from : new int[]{trial.fixation(), trial.fixation() + 10}) {
        for (int t = from; t < from + 5; t++) {
          for (int k = 1 + RING; k < WIDTH; k++) {
            sum += trial.x[t][k];
            squares += (double) trial.x[t][k] * trial.x[t][k];
            n++;
          }
        }
      }
    }
    assertEquals(0, sum / n, 5 * 0.1 / Math.sqrt(n));
    assertEquals(0.01, squares / n, 5 * 0.01 * Math.sqrt(2.0 / n));
  }

  /** The mean bump of strength 1, about its place. Each of 16 means within 5.5 standard errors: 6·10⁻⁷ fail. */
  @Test
  void aBumpFallsOffAsAGaussian() {
    double[] profile = new double[RING];
    int n = 0;
    for (Seen trial : Seen.of("dmsintseq", 400)) {
      int ring = trial.x[3][1] != 0 ? 0 : 1;
      double[] mean = trial.mean(3, ring);
      int place = (int) fit(mean)[0];
      for (int k = 0; k < RING; k++) {
        profile[k] += mean[(place + k) % RING];
      }
      n++;
    }
    for (int k = 0; k < RING; k++) {
      assertEquals(bump(0, k), profile[k] / n, 5.5 * 0.1 / Math.sqrt(5.0 * n));
    }
  }

  /** With both modalities counting, ties are broken evenly, and otherwise the greater sum wins. */
  @ParameterizedTest
  @ValueSource(strings = {"multidlydm", "multidlydmintseq"})
  void bothModalitiesCount(String task) {
    int shift = "multidlydm".equals(task) ? 0 : 5;
    for (Seen trial : Seen.of(task, 300)) {
      int first = trial.fixation();
      double[] a1 = fit(trial.mean(first, 0));
      double[] a2 = fit(trial.mean(first, 1));
      double[] b1 = fit(trial.mean(first + 10, 0));
      double[] b2 = fit(trial.mean(first + 10, 1));
      double difference = a1[1] + a2[1] - b1[1] - b2[1];
      int at = (int) (difference > 0 ? (a1[1] > a2[1] ? a1[0] : a2[0]) : (b1[1] > b2[1] ? b1[0] : b2[0]));
      // a difference is 0, 0.1, 0.3 or more, fitted with standard deviation 0.084: beyond 0.5 the sign is sure to 5
      // deviations, and the stronger of the winner's two bumps is at least 0.6
      if (Math.abs(difference) > 0.5) {
        int decision = shift == 0 ? 2 : 10;
        assertArrayEquals(
            expected(trial.x.length, first + 15, decision, at + shift, shift == 0 ? 0 : 1), trial.labels);
      }
    }
  }

  static Stream<ModCog> tasks() {
    return ModCog.tasks().stream();
  }

  /** A trial is a function of seed, stage and number, and every task has some and fits what it says. */
  @ParameterizedTest
  @MethodSource("tasks")
  void howManyAreDrawnAtATimeDoesNotShow(ModCog task) {
    Seed seed = new Seed(5);
    Trials many = task.trials(seed, "a", 3, 9);
    Trials one = task.trials(seed, "a", 7, 2);
    Trials cut = many.slice(4, 6);
    assertArrayEquals(cut.values(), one.values());
    assertArrayEquals(((Targets.Labels) cut.targets()).toArray(), ((Targets.Labels) one.targets()).toArray());
    assertEquals(task.steps(), many.steps());
    assertEquals(task.inputs(), many.inputs());
    assertTrue(!java.util.Arrays.equals(one.values(), task.trials(seed, "b", 7, 2).values()));
    assertEquals(task, ModCog.named(task.name()));
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    String message = String
        .valueOf(assertThrows(IllegalArgumentException.class, () -> ModCog.named("dm3")).getMessage());
    for (ModCog task : ModCog.tasks()) {
      assertTrue(message.contains(task.name()));
    }
    assertEquals(46, ModCog.tasks().size());
    assertEquals(46, ModCog.tasks().stream().map(ModCog::name).distinct().count());
  }
}
