package org.secateur.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Mask;
import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.sweep.Conditionals;
import org.secateur.boltzmann.sweep.LayerBlock;
import org.secateur.boltzmann.train.DataOrder;
import org.secateur.boltzmann.train.Gradient;
import org.secateur.boltzmann.train.NegativePhase;
import org.secateur.boltzmann.train.Schedule;
import org.secateur.boltzmann.train.Training;
import org.secateur.boltzmann.train.TrainingSettings;
import org.secateur.boltzmann.train.TrainingState;
import org.secateur.boltzmann.train.UpdateRule;
import org.secateur.io.InputException;
import org.secateur.io.MachineFile;
import org.secateur.io.PatternOptions;
import org.secateur.io.PatternReader;
import org.secateur.io.ReadOptions;
import org.secateur.io.Threshold;
import org.secateur.linalg.FloatProducts;
import org.secateur.linalg.FloatProducts.Rows;
import org.secateur.linalg.Transpose;
import org.secateur.random.Seed;

/**
 * Training and sampling of Boltzmann machines in CPU time of the calling thread, least of some repeats, for a machine that
 * others use too. Only right with one processor, on which parallel loops run in the calling thread.
 */
public final class BoltzmannCpuTime {
  private static final int REPEATS = 30;

  private BoltzmannCpuTime() {
  }

  /**
   * Prints the table; of two machines, as files or folders of runs, a last part compares their Gibbs sweeps.
   *
   * @param arguments digits of 28 x 28 pixels, and perhaps the machine before pruning and the pruned one
   */
  public static void main(String[] arguments) throws InputException {
    if (arguments.length != 1 && arguments.length != 3) {
      throw new IllegalArgumentException("arguments are DIGITS, or DIGITS FULL PRUNED");
    }
    if (Runtime.getRuntime().availableProcessors() != 1) {
      throw new IllegalStateException("run this on one processor, as with taskset -c 0");
    }
    training(PatternReader.read(arguments[0], ReadOptions.DEFAULT,
        PatternOptions.DEFAULT.withThreshold(new Threshold.Mean())).patterns());
    for (double density : new double[]{1, 0.2, 0.1, 0.05, 0.02}) {
      sweeps(density);
    }
    if (arguments.length == 3) {
      pruned(MachineFile.read(Path.of(arguments[1]), ReadOptions.DEFAULT),
          MachineFile.read(Path.of(arguments[2]), ReadOptions.DEFAULT));
    }
  }

  private static void training(Patterns data) {
    double ones = Arrays.stream(data.means()).average().orElseThrow();
    Machine machine = Machine.random(new Mask[]{Mask.full(784, 500)}, 0.01,
        new float[][]{new float[784], new float[500]}, new Seed(1));
    TrainingSettings settings = TrainingSettings.modern(1000, 0.05)
        .withNegative(new NegativePhase.ContrastiveDivergence(1))
        .withRule(new UpdateRule.Momentum(Schedule.of(0.5)))
        .withGradient(Gradient.PLAIN).withOrder(DataOrder.FIXED);
    Training training = new Training(data, settings, new Seed(1));
    List<TrainingState> state = new ArrayList<>(List.of(training.start(machine)));
    double epoch = milliseconds(() -> state.set(0, training.advanceEpoch(state.get(0))));
    double products = milliseconds(BoltzmannCpuTime::fiveProducts);
    System.out.printf(Locale.ROOT,
        "CD-1 of 784-500, batches of 100, %.0f %% ones: %.2f ms a batch, %.0f samples a second; five full products %.2f ms%n",
        100 * ones, epoch / training.batches(), data.count() / epoch * 1000, products);
  }

  private static final float[] VISIBLE = new float[784 * 100];
  private static final float[] HIDDEN = new float[500 * 100];
  private static final float[] WEIGHTS = new float[784 * 500];

  private static void fiveProducts() {
    Rows v = new Rows(VISIBLE, 0, 100);
    Rows h = new Rows(HIDDEN, 0, 100);
    Rows w = new Rows(WEIGHTS, 0, 500);
    FloatProducts.multiply(Transpose.YES, Transpose.NO, 500, 100, 784, 1, w, v, 0, h);
    FloatProducts.multiply(Transpose.NO, Transpose.NO, 784, 100, 500, 1, w, h, 0, v);
    FloatProducts.multiply(Transpose.YES, Transpose.NO, 500, 100, 784, 1, w, v, 0, h);
    FloatProducts.multiply(Transpose.NO, Transpose.YES, 784, 500, 100, 1, v, h, 0, w);
    FloatProducts.multiply(Transpose.NO, Transpose.YES, 784, 500, 100, 1, v, h, 0, w);
  }

  private static void sweeps(double density) {
    int chains = 256;
    BitSet bits = new BitSet();
    Seed seed = new Seed(1);
    for (int at = 0; at < 784 * 1000; at++) {
      bits.set(at, seed.uniform("mask", at) < density);
    }
    Machine machine = Machine.random(new Mask[]{Mask.of(784, 1000, bits)}, 0.05,
        new float[][]{new float[784], new float[1000]}, seed);
    LayerBlock block = new LayerBlock(machine.units(), LayerBlock.keys(seed, "chain", 0, chains), 0);
    Conditionals dense = Conditionals.of(machine, 0);
    Conditionals sparse = Conditionals.of(machine, 2);
    double slow = milliseconds(() -> dense.sweep(block));
    double fast = milliseconds(() -> sparse.sweep(block));
    System.out.printf(Locale.ROOT,
        "Gibbs sweep of 784-1000, 256 chains, density %.2f: dense %.2f ms, sparse %.2f ms, %.1f x%n",
        density, slow, fast, slow / fast);
  }

  /** The layers of the full machine with the synapses of the pruned one, as full matrices, against the pruned machine. */
  private static void pruned(Machine full, Machine small) {
    int chains = 256;
    Machine masked = padded(small, full.units());
    long[] keys = LayerBlock.keys(new Seed(1), "chain", 0, chains);
    LayerBlock wide = new LayerBlock(masked.units(), keys, 0);
    LayerBlock narrow = new LayerBlock(small.units(), keys, 0);
    Conditionals dense = Conditionals.of(masked, 0);
    Conditionals asRead = Conditionals.of(small);
    Conditionals compact = Conditionals.of(small, 0);
    double slow = milliseconds(() -> dense.sweep(wide));
    double without = milliseconds(() -> compact.sweep(narrow));
    double fast = milliseconds(() -> asRead.sweep(narrow));
    System.out.printf(Locale.ROOT, "Gibbs sweep of two machines, %d chains%n", chains);
    System.out.printf(Locale.ROOT, "  full    %s, %d synapses%n", Arrays.toString(full.units()),
        full.synapses());
    System.out.printf(Locale.ROOT, "  pruned  %s, %d synapses, %.2f %% of the full machine's%n",
        Arrays.toString(small.units()), small.synapses(), 100.0 * small.synapses() / full.synapses());
    for (int l = 0; l + 1 < small.layers(); l++) {
      double matrix = (double) full.units(l) * full.units(l + 1);
      System.out.printf(Locale.ROOT,
          "    layers %d and %d: density %.4f of its own matrix (%s), %.4f of the full one's%n", l, l + 1,
          small.mask(l).density(),
          small.mask(l).density() < Conditionals.SPARSE_DENSITY ? "sparse" : "dense",
          small.mask(l).synapses() / matrix);
    }
    System.out.printf(Locale.ROOT,
        "  dense masked %.3f ms; compacted, dense %.3f ms (%.1f x); compacted, sparse where it pays %.3f ms (%.1f x)%n",
        slow, without, slow / without, fast, slow / fast);
  }

  /** A machine among more units, which have no synapses; a product of full matrices takes the same time wherever they are. */
  private static Machine padded(Machine small, int[] units) {
    if (units.length != small.layers()) {
      throw new IllegalArgumentException("the machines must have equally many layers");
    }
    Mask[] masks = new Mask[units.length - 1];
    float[][] weights = new float[units.length - 1][];
    float[][] biases = new float[units.length][];
    for (int l = 0; l < units.length; l++) {
      if (small.units(l) > units[l]) {
        throw new IllegalArgumentException(
            "layer " + l + " of the pruned machine is larger than the full one's");
      }
      biases[l] = Arrays.copyOf(small.biases(l), units[l]);
    }
    for (int l = 0; l < masks.length; l++) {
      BitSet bits = new BitSet();
      weights[l] = new float[units[l] * units[l + 1]];
      for (int position : small.mask(l).positions()) {
        int i = position / small.units(l + 1);
        int j = position % small.units(l + 1);
        bits.set(i * units[l + 1] + j);
        weights[l][i * units[l + 1] + j] = small.weight(l, i, j);
      }
      masks[l] = Mask.of(units[l], units[l + 1], bits);
    }
    return Machine.of(masks, weights, biases);
  }

  private static double milliseconds(Runnable run) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double best = Double.POSITIVE_INFINITY;
    for (int k = 0; k < REPEATS; k++) {
      long start = threads.getCurrentThreadCpuTime();
      run.run();
      best = Math.min(best, (threads.getCurrentThreadCpuTime() - start) * 1e-6);
    }
    return best;
  }
}
