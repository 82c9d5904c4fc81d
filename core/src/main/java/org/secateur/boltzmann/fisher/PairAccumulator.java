package org.secateur.boltzmann.fisher;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.secateur.boltzmann.Samples;
import org.secateur.linalg.FloatProducts;
import org.secateur.linalg.FloatProducts.Rows;
import org.secateur.linalg.Transpose;
import org.secateur.network.Require;

/**
 * Sums of rates and of pairs over samples. Blocks of samples go to two halves in turn, so that a ranking can be held
 * against one from other samples. Mutable.
 */
public final class PairAccumulator {
  /** Samples of a block: sums of so many zeros and ones are exact in floats. */
  private static final int BLOCK = 256;

  private final int[] units;
  private final Half[] halves;
  private long blocks;

  /** No samples yet, of layers of these sizes. */
  public PairAccumulator(int[] units) {
    this.units = units.clone();
    this.halves = new Half[]{new Half(units), new Half(units)};
  }

  /** Adds joint samples. */
  public void add(Samples samples) {
    Require.length(samples.layers().size(), units.length, "the samples");
    int block = Math.clamp((samples.count() + 1) / 2, 1, BLOCK);
    float[][] layers = new float[units.length][];
    for (int first = 0; first < samples.count(); first += block) {
      int size = Math.min(block, samples.count() - first);
      int[] rows = IntStream.range(first, first + size).toArray();
      for (int l = 0; l < units.length; l++) {
        layers[l] = new float[units[l] * size];
        samples.layer(l).copyColumns(rows, layers[l]);
      }
      addBlock(size, layers);
    }
  }

  /**
   * Adds a block of states or means.
   *
   * @param layers (layers)(units · size), a unit's values together
   */
  public void addBlock(int size, float[][] layers) {
    halves[(int) (blocks++ % 2)].add(size, layers);
  }

  /**
   * The averages.
   *
   * @throws IllegalStateException without samples
   */
  public PairStatistics result() {
    double count = halves[0].count + halves[1].count;
    if (count == 0) {
      throw new IllegalStateException("no samples were added");
    }
    double[][] rates = new double[units.length][];
    double[][] pairs = new double[units.length - 1][];
    Arrays.setAll(rates, l -> mean(halves[0].rates[l], halves[1].rates[l], count));
    Arrays.setAll(pairs, l -> mean(halves[0].pairs[l], halves[1].pairs[l], count));
    List<PairStatistics> parts = halves[0].count > 0 && halves[1].count > 0
        ? List.of(halves[0].result(), halves[1].result())
        : List.of();
    return new PairStatistics(count, rates, pairs, parts);
  }

  private static double[] mean(double[] a, double[] b, double count) {
    double[] mean = new double[a.length];
    Arrays.setAll(mean, k -> (a[k] + b[k]) / count);
    return mean;
  }

  private static final class Half {
    private final double[][] rates;
    private final double[][] pairs;
    private double count;

    Half(int[] units) {
      rates = new double[units.length][];
      pairs = new double[units.length - 1][];
      Arrays.setAll(rates, l -> new double[units[l]]);
      Arrays.setAll(pairs, l -> new double[Math.multiplyExact(units[l], units[l + 1])]);
    }

    void add(int size, float[][] layers) {
      count += size;
      for (int l = 0; l < rates.length; l++) {
        for (int i = 0; i < rates[l].length; i++) {
          for (int k = 0; k < size; k++) {
            rates[l][i] += layers[l][i * size + k];
          }
        }
      }
      for (int l = 0; l < pairs.length; l++) {
        float[] product = new float[pairs[l].length];
        int upper = rates[l + 1].length;
        FloatProducts.multiplyParallel(Transpose.NO, Transpose.YES, rates[l].length, upper, size, 1,
            new Rows(layers[l], 0, size), new Rows(layers[l + 1], 0, size), 0, new Rows(product, 0, upper));
        for (int at = 0; at < product.length; at++) {
          pairs[l][at] += product[at];
        }
      }
    }

    PairStatistics result() {
      double[][] r = new double[rates.length][];
      double[][] p = new double[pairs.length][];
      Arrays.setAll(r, l -> Arrays.stream(rates[l]).map(x -> x / count).toArray());
      Arrays.setAll(p, l -> Arrays.stream(pairs[l]).map(x -> x / count).toArray());
      return new PairStatistics(count, r, p, List.of());
    }
  }
}
