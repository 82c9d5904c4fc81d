package org.secateur.study.networks;

import java.util.Arrays;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.secateur.dynamics.Covariance;
import org.secateur.linalg.CholeskyOutcome;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.LyapunovOutcome;
import org.secateur.linalg.Matrix;
import org.secateur.linalg.Spectrum;
import org.secateur.network.Network;
import org.secateur.random.Seed;
import org.secateur.rnn.mask.ByScore;
import org.secateur.rnn.mask.Choice;
import org.secateur.rnn.mask.Evidence;
import org.secateur.rnn.mask.Locality;
import org.secateur.rnn.mask.Mask;
import org.secateur.rnn.mask.Need;
import org.secateur.rnn.mask.Selection;
import org.secateur.rnn.mask.SynapseScore;
import org.secateur.rnn.mask.Weights;

/**
 * A directed network M = Q (D − W) to be pruned many times, by dense algebra: what depends on the original alone is computed once.
 * Not for several threads.
 */
final class DirectedNetwork {
  private static final DenseAlgebra ALGEBRA = DenseAlgebra.best();

  /** What becomes of the diagonal: each row's |w| sum matched, nothing, or half of a change on either end. */
  enum Leaks {
    MATCH,
    KEEP,
    SPLIT
  }

  /** One draw a synapse, or one a reciprocal pair, which needs a score that is symmetric. */
  enum Draws {
    INDEPENDENT,
    PAIRED
  }

  private final Network network;
  private final double[] speed; // Q
  private final int n;
  private final Matrix m; // Q (D − W)
  private final Weights weights; // of W, Q left out
  private final Matrix lower; // Cholesky factor of H, or 0×0
  private @Nullable Spectrum spectrum;
  private @Nullable Matrix covariance;

  DirectedNetwork(DirectedFamily.Drawn drawn) {
    this.network = drawn.network();
    this.speed = drawn.speed().stream().mapToDouble(Double::doubleValue).toArray();
    this.n = network.neurons();
    double[] w = new double[n * n];
    network.forEachSynapse(s -> w[s.post() * n + s.pre()] = s.weight());
    this.weights = Weights.of(n, n, w);
    this.m = restoring(w, network.leaks());
    Matrix h = m.copy();
    h.symmetrize();
    this.lower = ALGEBRA.cholesky(h) instanceof CholeskyOutcome.Factored(var factor)
        ? factor.lower()
        : Matrix.zeros(0, 0);
  }

  private Matrix restoring(double[] w, double[] leak) {
    Matrix a = Matrix.zeros(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a.set(i, j, speed[i] * ((i == j ? leak[i] : 0) - w[i * n + j]));
      }
    }
    return a;
  }

  /** M. */
  Matrix matrix() {
    return m;
  }

  /** The Cholesky factor of the symmetric part of M, or 0×0. */
  Matrix lower() {
    return lower;
  }

  /** Of M. */
  Spectrum spectrum() {
    Spectrum known = spectrum;
    if (known == null) {
      known = ALGEBRA.eigenvalues(m);
      spectrum = known;
    }
    return known;
  }

  /** C with M C + C Mᵀ = Q; 0×0 if M is not stable. */
  Matrix covariance() {
    Matrix known = covariance;
    if (known == null) {
      known = covarianceOf(m, false);
      covariance = known;
    }
    return known;
  }

  /** C with M' C + C M'ᵀ = Q, or = I; 0×0 if M' is not stable. */
  Matrix covarianceOf(Matrix restoring, boolean identity) {
    Matrix a = restoring.copy();
    a.scale(-1);
    double[] q = speed.clone();
    if (identity) {
      Arrays.fill(q, 1);
    }
    return ALGEBRA.lyapunov(a,
        Matrix.diagonal(q)) instanceof LyapunovOutcome.Solved(Matrix c, double abscissa)
            ? c
            : Matrix.zeros(0, 0);
  }

  /**
   * Draws, to an expected share of the synapses; kept weights become w/p.
   *
   * @throws IllegalArgumentException if the rule needs what this network does not have
   */
  DirectedPair prune(DirectedRule rule, Leaks leaks, Draws draws, double keep, Seed seed) {
    Matrix c = scored(rule);
    Evidence evidence = Evidence.of(weights, seed).withCovariance(new Dense(c));
    Choice choice = ByScore.sampled(new Score(rule, c), Selection.Factor.EXACT).choose(evidence,
        (int) Math.round(keep * weights.synapses()));
    Mask mask = draws == Draws.INDEPENDENT
        ? choice.mask()
        : Mask.of(n, n, (i, j) -> choice.mask().keeps(Math.min(i, j), Math.max(i, j)));
    double[] after = new double[n * n];
    double[] leak = network.leaks();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (!weights.isSynapse(i, j)) {
          continue;
        }
        double w = weights.get(i, j);
        after[i * n + j] = mask.keeps(i, j) ? w / choice.keepProbability(i, j) : 0;
        double change = Math.abs(after[i * n + j]) - Math.abs(w);
        switch (leaks) {
          case MATCH -> leak[i] += change;
          case SPLIT -> {
            leak[i] += change / 2;
            leak[j] += change / 2;
          }
          case KEEP -> {
          }
        }
      }
    }
    return new DirectedPair(this, restoring(after, leak));
  }

  private Matrix scored(DirectedRule rule) {
    Matrix c = switch (rule) {
      case SYMMETRIC_PART -> {
        if (lower.rows() != n) {
          throw new IllegalArgumentException("the network's symmetric part is not positive definite");
        }
        Matrix inverse = ALGEBRA.inverseFromCholesky(lower);
        inverse.scale(0.5);
        yield inverse;
      }
      case UNIT_NOISE -> covarianceOf(m, true);
      default -> covariance();
    };
    if (c.rows() != n) {
      throw new IllegalArgumentException("the network is unstable and has no covariance");
    }
    return c;
  }

  /** Scores in units of W, so that a score with noise Q is that of the symmetric network behind it. */
  private final class Score implements SynapseScore {
    private final DirectedRule rule;
    private final Matrix c;

    Score(DirectedRule rule, Matrix c) {
      this.rule = rule;
      this.c = c;
    }

    @Override
    public String name() {
      return rule.word();
    }

    @Override
    public Set<Need> needs() {
      return Set.of();
    }

    @Override
    public Locality locality() {
      return Locality.SYNAPSE;
    }

    @Override
    public double[] scores(Evidence evidence) {
      return SynapseScore.each(weights, (row, i, j, w) -> {
        double difference = c.get(i, i) + c.get(j, j) - 2 * Math.signum(w) * c.get(i, j);
        return switch (rule) {
          case NOISE, SYMMETRIC_PART -> Math.abs(w) * difference;
          case UNIT_NOISE -> speed[i] * Math.abs(w) * difference;
          case SUM -> Math.abs(w) * (c.get(i, i) + c.get(j, j));
          case DEGREE -> Math.abs(w) * (1 / network.leak(i) + 1 / network.leak(j));
          case WEIGHT -> Math.abs(w);
          case UNIFORM -> 1;
        };
      });
    }
  }

  private record Dense(Matrix c) implements Covariance {
    @Override
    public int neurons() {
      return c.rows();
    }

    @Override
    public double get(int i, int j) {
      return c.get(i, j);
    }

    @Override
    public double differenceVariance(int i, int j, int sign) {
      return c.get(i, i) + c.get(j, j) - 2 * sign * c.get(i, j);
    }

    @Override
    public double standardError(int i, int j, int sign) {
      return 0;
    }
  }
}
