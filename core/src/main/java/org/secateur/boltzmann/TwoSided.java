package org.secateur.boltzmann;

import java.util.stream.IntStream;
import org.secateur.kernel.EnumerationKernel;

/**
 * A machine as two sides, even layers and odd layers, in double precision. No two units of a side are connected, so one
 * side can be enumerated and the other summed in closed form, whatever the number of layers.
 */
final class TwoSided {
  /** States of a chunk: enough to hide the cost of its first inputs, few enough to feed all threads. */
  private static final int CHUNK_BITS = 10;

  /** Chunks whose sums are held at a time. */
  private static final int GROUP = 64;

  final double[] bias; // of the enumerated units
  final double[] summedBias;
  final double[][] weight; // (enumerated)(summed)
  final int[] place; // (layers) where a layer starts on its side
  final boolean evenEnumerated;

  private TwoSided(double[] bias, double[] summedBias, double[][] weight, int[] place,
      boolean evenEnumerated) {
    this.bias = bias;
    this.summedBias = summedBias;
    this.weight = weight;
    this.place = place;
    this.evenEnumerated = evenEnumerated;
  }

  /** The machine with its smaller side enumerated; the even one if they are equal. */
  static TwoSided smallerEnumerated(Machine machine) {
    return of(machine, side(machine, 0) <= side(machine, 1));
  }

  static TwoSided of(Machine machine, boolean evenEnumerated) {
    int[] place = new int[machine.layers()];
    for (int l = 2; l < place.length; l++) {
      place[l] = place[l - 2] + machine.units(l - 2);
    }
    double[][] bias = {new double[side(machine, 0)], new double[side(machine, 1)]};
    for (int l = 0; l < place.length; l++) {
      float[] b = machine.biases(l);
      for (int i = 0; i < b.length; i++) {
        bias[l % 2][place[l] + i] = b[i];
      }
    }
    int enumerated = evenEnumerated ? 0 : 1;
    double[][] weight = new double[bias[enumerated].length][bias[1 - enumerated].length];
    for (int l = 0; l + 1 < place.length; l++) {
      float[] w = machine.weights(l);
      int upper = machine.units(l + 1);
      for (int at = 0; at < w.length; at++) {
        int i = place[l] + at / upper;
        int j = place[l + 1] + at % upper;
        if (l % 2 == enumerated) {
          weight[i][j] = w[at];
        } else {
          weight[j][i] = w[at];
        }
      }
    }
    return new TwoSided(bias[enumerated], bias[1 - enumerated], weight, place, evenEnumerated);
  }

  static int side(Machine machine, int parity) {
    return IntStream.range(0, machine.layers()).filter(l -> l % 2 == parity).map(machine::units).sum();
  }

  /** This with other biases on the summed side. */
  TwoSided withSummedBias(double[] others) {
    return new TwoSided(bias, others, weight, place, evenEnumerated);
  }

  private int lowerBits() {
    return Math.min(CHUNK_BITS, bias.length);
  }

  private int chunks() {
    return 1 << (bias.length - lowerBits());
  }

  /** What is done with a state of the enumerated side. */
  interface Visit {
    /**
     * A state.
     *
     * @param state bit i is enumerated unit i
     * @param logWeight ln Σ_summed exp(−E), in nats
     * @param input (summed) the inputs of the summed units, biases included; to be read only
     */
    void accept(int state, double logWeight, double[] input);
  }

  /** Visits the states of a chunk. */
  void visit(int chunk, Visit visit) {
    double[] input = new double[summedBias.length];
    EnumerationKernel.firstInputs(chunk, lowerBits(), weight, summedBias, input);
    for (int g = 0; g < (1 << lowerBits()); g++) {
      if (g > 0) {
        EnumerationKernel.advance(chunk, lowerBits(), g, weight, input);
      }
      int state = EnumerationKernel.state(chunk, lowerBits(), g);
      visit.accept(state, EnumerationKernel.biasOf(state, bias) + EnumerationKernel.softplusSum(input),
          input);
    }
  }

  /** Visits all states, in the calling thread. */
  void visitAll(Visit visit) {
    for (int chunk = 0; chunk < chunks(); chunk++) {
      visit(chunk, visit);
    }
  }

  /** ln Z, in nats; chunks in parallel, folded in order. */
  double logPartition() {
    double[] partial = new double[chunks()];
    IntStream.range(0, chunks()).parallel().forEach(c -> {
      LogSum sum = new LogSum();
      visit(c, (state, logWeight, input) -> sum.add(logWeight));
      partial[c] = sum.result();
    });
    LogSum total = new LogSum();
    for (double p : partial) {
      total.add(p);
    }
    return total.result();
  }

  /** Sums of probability × (1, mean, pair) over the states of each chunk, folded in order. */
  Moments moments(double logPartition) {
    int group = Math.min(GROUP, chunks());
    Moments total = new Moments(bias.length, summedBias.length);
    for (int from = 0; from < chunks(); from += group) {
      int first = from;
      Moments[] partial = new Moments[group];
      IntStream.range(first, first + group).parallel().forEach(c -> {
        Moments m = new Moments(bias.length, summedBias.length);
        double[] mean = new double[summedBias.length];
        visit(c, (state, logWeight, input) -> {
          EnumerationKernel.logistic(input, mean);
          EnumerationKernel.addMoments(state, Math.exp(logWeight - logPartition), mean, m.rate, m.pair,
              m.summedRate);
        });
        partial[c - first] = m;
      });
      for (Moments m : partial) {
        total.add(m);
      }
    }
    return total;
  }

  /** Expected values over the machine. */
  static final class Moments {
    final double[] rate;
    final double[] summedRate;
    final double[][] pair;

    Moments(int enumerated, int summed) {
      rate = new double[enumerated];
      summedRate = new double[summed];
      pair = new double[enumerated][summed];
    }

    private void add(Moments other) {
      addTo(rate, other.rate);
      addTo(summedRate, other.summedRate);
      for (int i = 0; i < pair.length; i++) {
        addTo(pair[i], other.pair[i]);
      }
    }

    private static void addTo(double[] sum, double[] x) {
      for (int k = 0; k < sum.length; k++) {
        sum[k] += x[k];
      }
    }
  }
}
