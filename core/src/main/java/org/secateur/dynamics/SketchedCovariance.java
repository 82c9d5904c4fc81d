package org.secateur.dynamics;

import java.util.Arrays;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.secateur.kernel.CompressedRows;
import org.secateur.kernel.SketchKernel;
import org.secateur.network.Edges;
import org.secateur.network.Require;

/**
 * A covariance estimated from solved snapshots of a symmetric network's noise, known for the neurons and for the pairs
 * that a synapse joins; see {@link NoiseSketch}. Immutable; memory 8 (n + m) bytes.
 *
 * <p>Over edge e it is (σ²/2)(g_e + V_e): g_e, the variance with all other neurons clamped, is exact and a lower bound,
 * and only V_e, a mean of k squares of Gaussians, has an error.
 */
public final class SketchedCovariance implements Covariance {
  private final Drift drift;
  private final double scale; // σ²/2
  private final int[] edgeStart; // (n + 1)
  private final double[] edgeRest; // (edges) V
  private final double[] neuronKnown; // (n)
  private final double[] neuronRest; // (n)
  private final SketchFacts facts;

  SketchedCovariance(Drift drift, double noiseVariance, int[] edgeStart, double[] edgeRest,
      double[] neuronKnown,
      double[] neuronRest, SketchFacts facts) {
    this.drift = drift;
    this.scale = noiseVariance / 2;
    this.edgeStart = edgeStart;
    this.edgeRest = edgeRest;
    this.neuronKnown = neuronKnown;
    this.neuronRest = neuronRest;
    this.facts = facts;
  }

  /** What the estimate rests on. */
  public SketchFacts facts() {
    return facts;
  }

  @Override
  public int neurons() {
    return neuronRest.length;
  }

  /**
   * C_ij in Hz², for a neuron or for a pair that a synapse joins; along free modes the pseudo-inverse.
   *
   * @throws IllegalArgumentException if no synapse joins the two
   */
  @Override
  public double get(int i, int j) {
    double ci = variance(Require.index(i, neurons(), "i"));
    if (i == j) {
      return ci;
    }
    double cj = variance(Require.index(j, neurons(), "j"));
    int sign = sign(i, j);
    return sign * (ci + cj - difference(find(i, j), known(i, j))) / 2;
  }

  private double variance(int i) {
    return scale * (neuronKnown[i] + neuronRest[i]);
  }

  /** The standard error of C_ii, in Hz². */
  public double standardError(int i) {
    return scale * error(neuronRest[Require.index(i, neurons(), "i")], neuronKnown[i]);
  }

  /**
   * {@inheritDoc} For the sign that no synapse between the two has it is 2 (C_ii + C_jj) less the other.
   *
   * @throws IllegalArgumentException if no synapse joins the two
   */
  @Override
  public double differenceVariance(int i, int j, int sign) {
    double ci = get(i, i);
    if (i == j) {
      return sign > 0 ? 0 : 4 * ci;
    }
    double v = difference(find(i, j), known(i, j));
    return sign(i, j) == sign ? v : Math.max(0, 2 * (ci + get(j, j)) - v);
  }

  /**
   * The standard error of {@link #differenceVariance}, in Hz²: of the snapshots' scatter, and what the solver may have
   * left out. For the sign that no synapse between the two has, the sum of the errors it is computed from.
   *
   * @throws IllegalArgumentException if no synapse joins the two
   */
  @Override
  public double standardError(int i, int j, int sign) {
    if (i == j) {
      return sign > 0 ? 0 : 4 * standardError(i);
    }
    int e = find(i, j);
    double error = scale * error(edgeRest[e], known(i, j));
    return sign(i, j) == sign ? error : 2 * (standardError(i) + standardError(j)) + error;
  }

  /**
   * From the χ² law and, 2 ε √(R V), from the solver, R = g + V. Of an estimate V̂ = V χ²_k/k, (V̂ − V)²/V̂² has the mean
   * (2 k + 8)/((k − 2)(k − 4)), rather more than 2/k where k is small: low estimates look too sure of themselves.
   */
  private double error(double rest, double known) {
    double k = facts.probes();
    double r = Math.min(Double.MAX_VALUE, rest);
    double error = Math.hypot(Math.sqrt((2 * k + 8) / ((k - 2) * (k - 4))) * r,
        2 * facts.unresolved() * Math.sqrt(r) * Math.hypot(Math.sqrt(known), Math.sqrt(r)));
    return Math.min(Double.MAX_VALUE / Math.max(1, scale), error);
  }

  @Override
  public EdgeVariances over(Edges edges) {
    if (!edges.areOf(drift.network())) {
      return Covariance.super.over(edges);
    }
    return new EdgeVariances() {
      @Override
      public double difference(int e) {
        return SketchedCovariance.this.difference(e, localOver(edges, e));
      }

      @Override
      public double standardError(int e) {
        return scale * error(edgeRest[e], localOver(edges, e));
      }
    };
  }

  private double localOver(Edges edges, int e) {
    return SketchKernel.localVariance(drift.restoring(edges.post(e)), drift.restoring(edges.pre(e)),
        Math.abs(edges.weight(e)));
  }

  /**
   * Upper bounds of Var(x_i − sgn(w) x_j) over all edges, in Hz², that all hold at once but for a failure probability.
   *
   * <p>k V̂/V is χ² with k degrees of freedom, so V ≤ k V̂/χ²_{k, δ/m} for all m edges by a union bound. What the solver
   * left out adds: √R ≤ (ε √V + √(ε² V + (1 − ε²)(g + V)))/(1 − ε²), from √V_true ≤ √V + ε √R and R = g + V_true. No R is more than 1/|w|.
   *
   * @param failure δ in (0, 1)
   */
  public EdgeVariances upperBounds(Edges edges, double failure) {
    Require.positive(failure, "failure");
    Require.within(failure, 0, 1, "failure");
    EdgeVariances estimates = over(edges);
    double quantile = ChiSquaredDistribution.of(facts.probes())
        .inverseCumulativeProbability(failure / Math.max(1, edgeRest.length));
    double factor = facts.probes() / quantile;
    double epsilon = facts.unresolved();
    return new EdgeVariances() {
      @Override
      public double difference(int e) {
        double g = localOver(edges, e);
        double v = factor * Math.max(0, estimates.difference(e) / scale - g);
        double left = (1 - epsilon) * (1 + epsilon);
        double root = (epsilon * Math.sqrt(v) + Math.sqrt(epsilon * epsilon * v + left * (g + v))) / left;
        return scale * Math.min(root * root, 1 / Math.abs(edges.weight(e)));
      }

      @Override
      public double standardError(int e) {
        return 0;
      }
    };
  }

  private double difference(int e, double known) {
    return difference(scale, known, edgeRest[e]);
  }

  /**
   * Var(x_i − sgn(w) x_j) over an edge, in Hz².
   *
   * @param scale σ²/2
   * @param known g
   * @param rest V
   */
  public static double difference(double scale, double known, double rest) {
    return Math.min(Double.MAX_VALUE, scale * (known + rest)); // of a denormal weight it may not fit
  }

  private double known(int i, int j) {
    return SketchKernel.localVariance(drift.restoring(i), drift.restoring(j),
        Math.abs(drift.network().weight(i, j)));
  }

  private int sign(int i, int j) {
    return drift.network().weight(i, j) > 0 ? 1 : -1;
  }

  /** The number of the edge between two different neurons. */
  private int find(int i, int j) {
    int row = Math.min(i, j);
    CompressedRows rows = drift.network().rows();
    int end = rows.rowStart[row + 1];
    int first = end - (edgeStart[row + 1] - edgeStart[row]);
    int k = Arrays.binarySearch(rows.column, first, end, Math.max(i, j));
    if (k < 0) {
      throw new IllegalArgumentException(
          "the covariance of neurons " + i + " and " + j + " was not sketched: no synapse joins them");
    }
    return edgeStart[row] + k - first;
  }

  @Override
  public String toString() {
    return "SketchedCovariance[" + neurons() + " neurons, " + facts + "]";
  }
}
