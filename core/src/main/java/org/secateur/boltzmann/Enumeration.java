package org.secateur.boltzmann;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/**
 * Everything about a small machine, exactly: all states of the smaller of its two sides (even layers, odd layers) are
 * visited, the other side is summed in closed form. Double precision. Immutable.
 */
public final class Enumeration {
  /** The most units the smaller side may have. */
  public static final int MOST_UNITS = 25;
  /** The most units for tables over all states: the visible distribution, exact samples. */
  public static final int MOST_TABULATED = 22;

  private final Machine machine;
  private final TwoSided sides;
  private final double logPartition;
  private final double[][] rates; // (layers)(units)
  private final double[][] pairs; // (layers − 1)(lower · upper)

  private Enumeration(Machine machine, TwoSided sides, double logPartition, double[][] rates,
      double[][] pairs) {
    this.machine = machine;
    this.sides = sides;
    this.logPartition = logPartition;
    this.rates = rates;
    this.pairs = pairs;
  }

  /** Whether the smaller side of a machine has at most {@value #MOST_UNITS} units. */
  public static boolean isPossible(Machine machine) {
    return Math.min(TwoSided.side(machine, 0), TwoSided.side(machine, 1)) <= MOST_UNITS;
  }

  /**
   * ln Z alone, in nats: half the work of {@link #of}.
   *
   * @throws IllegalArgumentException if the smaller side has more than {@value #MOST_UNITS} units
   */
  public static double logPartition(Machine machine) {
    requirePossible(machine);
    return TwoSided.smallerEnumerated(machine).logPartition();
  }

  /**
   * Enumerates a machine. Time O(2^smaller · synapses).
   *
   * @throws IllegalArgumentException if the smaller side has more than {@value #MOST_UNITS} units
   */
  public static Enumeration of(Machine machine) {
    requirePossible(machine);
    return of(machine, TwoSided.smallerEnumerated(machine));
  }

  /**
   * Enumerates a machine of two layers by its visible states, whichever side is smaller: {@link #forEachState} then gives
   * the hidden means of each visible state.
   *
   * @throws IllegalArgumentException if there are more layers, or more than {@value #MOST_UNITS} visible units
   */
  public static Enumeration overVisible(Machine machine) {
    if (machine.layers() != 2 || machine.units(0) > MOST_UNITS) {
      throw new IllegalArgumentException(
          "needs two layers and at most " + MOST_UNITS + " visible units, has " + machine);
    }
    return of(machine, TwoSided.of(machine, true));
  }

  private static Enumeration of(Machine machine, TwoSided sides) {
    double logPartition = sides.logPartition();
    TwoSided.Moments moments = sides.moments(logPartition);
    double[][] rates = new double[machine.layers()][];
    for (int l = 0; l < rates.length; l++) {
      double[] side = enumerated(sides, l) ? moments.rate : moments.summedRate;
      rates[l] = Arrays.copyOfRange(side, sides.place[l], sides.place[l] + machine.units(l));
    }
    double[][] pairs = new double[machine.layers() - 1][];
    for (int l = 0; l < pairs.length; l++) {
      pairs[l] = pairs(machine, sides, moments, l);
    }
    return new Enumeration(machine, sides, logPartition, rates, pairs);
  }

  private static void requirePossible(Machine machine) {
    if (!isPossible(machine)) {
      throw new IllegalArgumentException("enumeration needs a side of at most " + MOST_UNITS + " units, "
          + machine + " has none; estimate instead");
    }
  }

  private static boolean enumerated(TwoSided sides, int layer) {
    return (layer % 2 == 0) == sides.evenEnumerated;
  }

  private static double[] pairs(Machine machine, TwoSided sides, TwoSided.Moments moments, int l) {
    int lower = machine.units(l);
    int upper = machine.units(l + 1);
    double[] p = new double[lower * upper];
    for (int at = 0; at < p.length; at++) {
      int i = sides.place[l] + at / upper;
      int j = sides.place[l + 1] + at % upper;
      p[at] = enumerated(sides, l) ? moments.pair[i][j] : moments.pair[j][i];
    }
    return p;
  }

  /** The machine. */
  public Machine machine() {
    return machine;
  }

  /** ln Z, in nats. */
  public double logPartition() {
    return logPartition;
  }

  /** ⟨x⟩ of the units of a layer, as a new array. */
  public double[] rates(int layer) {
    return rates[layer].clone();
  }

  /** ⟨x_i y_j⟩ for all pairs of layer l and l + 1, connected or not, row = lower unit, as a new array. */
  public double[] pairs(int l) {
    return pairs[l].clone();
  }

  /**
   * KL(P‖Q) between the joint distributions of two machines of the same shape, in nats: with parameters θ and sufficient
   * statistics s it is (θ_P − θ_Q)ᵀ⟨s⟩_P + ln Z_Q − ln Z_P.
   */
  public static double kullbackLeibler(Enumeration p, Machine q, double logPartitionQ) {
    if (!Arrays.equals(p.machine.units(), q.units())) {
      throw new IllegalArgumentException(
          "the machines must have the same layers: " + p.machine + " and " + q);
    }
    double sum = logPartitionQ - p.logPartition;
    for (int l = 0; l < q.layers(); l++) {
      sum += dot(p.machine.biases(l), q.biases(l), p.rates[l]);
      if (l + 1 < q.layers()) {
        sum += dot(p.machine.weights(l), q.weights(l), p.pairs[l]);
      }
    }
    return sum;
  }

  private static double dot(float[] p, float[] q, double[] s) {
    double sum = 0;
    for (int k = 0; k < s.length; k++) {
      sum += ((double) p[k] - q[k]) * s[k];
    }
    return sum;
  }

  /**
   * ln P(v) of every visible state, in nats, as a new array (2^visible): bit i of the index is visible unit i.
   *
   * @throws IllegalArgumentException if there are more than {@value #MOST_TABULATED} visible units, or the layers above
   *     cannot be enumerated for each of them
   */
  public static double[] visibleLogProbabilities(Machine machine) {
    int visible = machine.units(0);
    requireTable(visible);
    double[] table = new double[1 << visible];
    if (machine.layers() == 2) {
      TwoSided.of(machine, true).visitAll((state, logWeight, input) -> table[state] = logWeight);
    } else {
      fillDeep(machine, table);
    }
    double total = LogSum.of(table);
    for (int state = 0; state < table.length; state++) {
      table[state] -= total;
    }
    return table;
  }

  private static void requireTable(int units) {
    if (units > MOST_TABULATED) {
      throw new IllegalArgumentException(
          "a table of all states of " + units + " units is too large, the most is "
              + MOST_TABULATED);
    }
  }

  /** With v fixed the layers above are a machine whose lowest biases are b + Wᵀv. */
  private static void fillDeep(Machine machine, double[] table) {
    Machine above = machine.above(1);
    requireTable(machine.units(0) + TwoSided.side(above, 1));
    TwoSided upper = TwoSided.of(above, false); // the layer that v drives is on the summed side
    float[] biases = machine.biases(0);
    float[] weights = machine.weights(0);
    int width = machine.units(1);
    IntStream.range(0, table.length).parallel().forEach(state -> {
      double[] bias = upper.summedBias.clone();
      double sum = 0;
      for (int i = 0; i < biases.length; i++) {
        if (((state >>> i) & 1) != 0) {
          sum += biases[i];
          for (int j = 0; j < width; j++) {
            bias[j] += weights[i * width + j];
          }
        }
      }
      table[state] = sum + upper.withSummedBias(bias).logPartition();
    });
  }

  /** What is done with a state of the enumerated side. */
  public interface StateConsumer {
    /**
     * A state.
     *
     * @param probability of this state of the enumerated layers
     * @param layers (layers)(units): zeros and ones in an enumerated layer, conditional means in a summed one; overwritten
     *     by the next state
     */
    void accept(double probability, double[][] layers);
  }

  /** Visits all states of the enumerated side in a fixed order, in the calling thread. */
  public void forEachState(StateConsumer consumer) {
    double[][] layers = new double[machine.layers()][];
    Arrays.setAll(layers, l -> new double[machine.units(l)]);
    sides.visitAll((state, logWeight, input) -> {
      for (int l = 0; l < layers.length; l++) {
        for (int i = 0; i < layers[l].length; i++) {
          layers[l][i] = isEnumerated(l)
              ? (state >>> (sides.place[l] + i)) & 1
              : 1 / (1 + Math.exp(-input[sides.place[l] + i]));
        }
      }
      consumer.accept(Math.exp(logWeight - logPartition), layers);
    });
  }

  /** Whether the states of a layer are enumerated, and not summed. */
  public boolean isEnumerated(int layer) {
    return enumerated(sides, layer);
  }

  /**
   * Independent exact samples. Sample k depends on the seed and k alone.
   *
   * @throws IllegalArgumentException if the enumerated side has more than {@value #MOST_TABULATED} units
   */
  public Samples sample(int count, Seed seed) {
    requireTable(sides.bias.length);
    double[] cumulative = new double[1 << sides.bias.length];
    sides.visitAll((state, logWeight, input) -> cumulative[state] = Math.exp(logWeight - logPartition));
    for (int state = 1; state < cumulative.length; state++) {
      cumulative[state] += cumulative[state - 1];
    }
    byte[][] bits = new byte[machine.layers()][];
    Arrays.setAll(bits, l -> new byte[Math.multiplyExact(count, machine.units(l))]);
    for (int k = 0; k < count; k++) {
      draw(seed.child("exact sample", k).stream("units"), cumulative, k, bits);
    }
    List<Patterns> layers = new ArrayList<>();
    for (int l = 0; l < bits.length; l++) {
      layers.add(Patterns.of(count, machine.units(l), bits[l]));
    }
    return new Samples(layers);
  }

  private void draw(NoiseStream stream, double[] cumulative, int k, byte[][] bits) {
    double u = stream.nextDouble() * cumulative[cumulative.length - 1];
    int found = Arrays.binarySearch(cumulative, u);
    int state = Math.min(cumulative.length - 1, found >= 0 ? found + 1 : -found - 1);
    double[] input = sides.summedBias.clone();
    for (int i = 0; i < sides.bias.length; i++) {
      if (((state >>> i) & 1) != 0) {
        for (int j = 0; j < input.length; j++) {
          input[j] += sides.weight[i][j];
        }
      }
    }
    for (int l = 0; l < bits.length; l++) {
      int units = machine.units(l);
      for (int i = 0; i < units; i++) {
        int at = sides.place[l] + i;
        bits[l][k * units + i] = (byte) (isEnumerated(l)
            ? (state >>> at) & 1
            : stream.nextDouble() < 1 / (1 + StrictMath.exp(-input[at])) ? 1 : 0);
      }
    }
  }
}
