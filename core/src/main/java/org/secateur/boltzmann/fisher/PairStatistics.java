package org.secateur.boltzmann.fisher;

import java.util.Arrays;
import java.util.List;
import org.secateur.boltzmann.Enumeration;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.Samples;
import org.secateur.boltzmann.chains.GibbsSampler;
import org.secateur.boltzmann.chains.MeanField;
import org.secateur.boltzmann.chains.Particles;
import org.secateur.network.Require;

/**
 * Mean rates of units, and of pairs of units of neighbouring layers being on together: all that the local rules read.
 * Immutable.
 */
public final class PairStatistics {
  private final double count; // samples; infinite if exact
  private final double[][] rates; // (layers)(units)
  private final double[][] pairs; // (layers − 1)(lower · upper)
  private final List<PairStatistics> halves; // none or two

  PairStatistics(double count, double[][] rates, double[][] pairs, List<PairStatistics> halves) {
    this.count = count;
    this.rates = rates;
    this.pairs = pairs;
    this.halves = List.copyOf(halves);
  }

  /** The model's own, exactly. */
  public static PairStatistics exact(Enumeration enumeration) {
    Machine machine = enumeration.machine();
    double[][] rates = new double[machine.layers()][];
    double[][] pairs = new double[machine.layers() - 1][];
    Arrays.setAll(rates, enumeration::rates);
    Arrays.setAll(pairs, enumeration::pairs);
    return new PairStatistics(Double.POSITIVE_INFINITY, rates, pairs, List.of());
  }

  /** Averages over joint samples, taken to be independent. Time O(samples · pairs). */
  public static PairStatistics of(Samples samples) {
    PairAccumulator sum = new PairAccumulator(samples.layers().stream().mapToInt(Patterns::width).toArray());
    sum.add(samples);
    return sum.result();
  }

  /** What chains find: their states at regular distances. */
  public static PairStatistics sampled(GibbsSampler sampler, Particles start, int sweeps, int readOuts) {
    PairAccumulator sum = new PairAccumulator(sampler.machine().units());
    sampler.readOut(start, sweeps, readOuts, sum::add);
    return sum.result();
  }

  /** Those of the data phase: patterns and the means of the hidden units given them, as training has anyway. */
  public static PairStatistics ofData(Machine machine, Patterns patterns, MeanField meanField) {
    Require.atLeast(patterns.count(), 1, "the number of patterns");
    PairAccumulator sum = new PairAccumulator(machine.units());
    meanField.forEachBlock(machine, patterns, (first, size, layers) -> sum.addBlock(size, layers));
    return sum.result();
  }

  /** Number of samples; infinite if exact. */
  public double count() {
    return count;
  }

  /** Mean rates of a layer, as a new array (units). */
  public double[] rates(int layer) {
    return rates[layer].clone();
  }

  /** Mean rates of pairs between layer l and l + 1, connected or not, row = lower unit, as a new array. */
  public double[] pairs(int l) {
    return pairs[l].clone();
  }

  /** Those of two disjoint halves of the samples; empty if there is nothing to halve. */
  public List<PairStatistics> halves() {
    return halves;
  }
}
