package org.secateur.study;

import java.util.Arrays;
import java.util.Set;

import org.secateur.dynamics.Covariance;
import org.secateur.linalg.CholeskyOutcome;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.LuOutcome;
import org.secateur.linalg.LyapunovOutcome;
import org.secateur.linalg.Matrix;
import org.secateur.linalg.Spectrum;
import org.secateur.linalg.Transpose;
import org.secateur.network.Network;
import org.secateur.random.NoiseStream;
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
 * A directed network M = Q (D − W) to be pruned by several rules and diagonals, measured against itself with dense algebra of its
 * own: eigenvalues, the symmetric part H, steady states, covariance.
 */
final class DirectedSubject {
  private static final DenseAlgebra ALGEBRA = DenseAlgebra.best();

  /** What is scored. */
  enum Rule {
    LYAPUNOV,
    LYAPUNOV_IDENTITY,
    H_DIFFERENCE,
    SUM,
    DEGREE,
    WEIGHT,
    UNIFORM
  }

  /** What becomes of the diagonal: each row's |w| sum kept, nothing, or half of a change on either end. */
  enum DiagonalPolicy {
    ROW,
    ORIGINAL,
    SPLIT
  }

  /** One draw a synapse, or one a reciprocal pair, which needs a score that is symmetric. */
  enum Draws {
    INDEPENDENT,
    PAIRED
  }

  /**
   * One trial.
   *
   * @param epsilonH max |λ| of H^(−1/2) (H' − H) H^(−1/2), NaN where H is not positive definite
   * @param eta the 2-norm of H^(−1/2) (M' − M) H^(−1/2), likewise
   * @param median of the relative errors of matched eigenvalues
   * @param worst of them
   * @param slow worst of the five slowest
   * @param steady relative error of steady states under random inputs, mean of 3
   * @param covariance ‖C' − C‖_F / ‖C‖_F, NaN where the pruned network is unstable
   * @param abscissa of the pruned network
   */
  record Trial(double epsilonH, double eta, double median, double worst, double slow, double steady,
      double covariance, double abscissa) {
  }

  private final Network network;
  private final double[] speed; // Q
  private final int n;
  private final Matrix m; // Q (D − W)
  private final Weights weights; // of W, Q left out
  private final Matrix lower; // Cholesky factor of H, or 0×0

  DirectedSubject(DirectedNetworks.Drawn drawn) {
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

  /** Draws and measures. */
  Trial trial(Rule rule, DiagonalPolicy diagonal, Draws draws, double keep, Seed seed) {
    Matrix c = covarianceFor(rule);
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
        switch (diagonal) {
          case ROW -> leak[i] += change;
          case SPLIT -> {
            leak[i] += change / 2;
            leak[j] += change / 2;
          }
          case ORIGINAL -> {
          }
        }
      }
    }
    return measure(restoring(after, leak), seed);
  }

  private Matrix covarianceFor(Rule rule) {
    if (rule == Rule.H_DIFFERENCE) {
      Matrix inverse = ALGEBRA.inverseFromCholesky(lower);
      inverse.scale(0.5);
      return inverse;
    }
    return solve(m, rule == Rule.LYAPUNOV_IDENTITY);
  }

  /** C with M C + C Mᵀ = Q, or = I; 0×0 if M is not stable. */
  private Matrix solve(Matrix restoring, boolean identity) {
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

  private Trial measure(Matrix pruned, Seed seed) {
    Matrix change = pruned.copy();
    change.addScaled(-1, m);
    double epsilonH = Double.NaN;
    double eta = Double.NaN;
    if (lower.rows() == n) {
      Matrix k = change.copy();
      ALGEBRA.solveTriangular(lower, org.secateur.linalg.Side.LEFT, Transpose.NO, k);
      ALGEBRA.solveTriangular(lower, org.secateur.linalg.Side.RIGHT, Transpose.YES, k);
      double[] squares = ALGEBRA.symmetricEigenvalues(ALGEBRA.gram(Transpose.YES, k));
      eta = Math.sqrt(squares[n - 1]);
      k.symmetrize();
      double[] values = ALGEBRA.symmetricEigenvalues(k);
      epsilonH = Math.max(-values[0], values[n - 1]);
    }
    Spectrum before = ALGEBRA.eigenvalues(m);
    Spectrum after = ALGEBRA.eigenvalues(pruned);
    double[] errors = matched(before, after);
    double slow = Arrays.stream(errors, 0, Math.min(5, n)).max().orElse(0);
    double[] sorted = errors.clone();
    Arrays.sort(sorted);
    double slowest = Double.POSITIVE_INFINITY;
    for (int k = 0; k < n; k++) {
      slowest = Math.min(slowest, after.re(k));
    }
    return new Trial(epsilonH, eta, (sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[n - 1], slow,
        steady(pruned, seed), covariance(pruned), -slowest);
  }

  /** From the slowest on, each eigenvalue takes the nearest that no slower one has taken; relative distances in that order. */
  private double[] matched(Spectrum before, Spectrum after) {
    Integer[] order = new Integer[n];
    Arrays.setAll(order, k -> k);
    Arrays.sort(order,
        java.util.Comparator.<Integer>comparingDouble(before::re).thenComparingDouble(before::im));
    boolean[] taken = new boolean[n];
    double[] error = new double[n];
    for (int r = 0; r < n; r++) {
      int k = order[r];
      int best = -1;
      double least = Double.POSITIVE_INFINITY;
      for (int l = 0; l < n; l++) {
        double d = Math.hypot(before.re(k) - after.re(l), before.im(k) - after.im(l));
        if (!taken[l] && d < least) {
          least = d;
          best = l;
        }
      }
      taken[best] = true;
      error[r] = least / Math.hypot(before.re(k), before.im(k));
    }
    return error;
  }

  private double steady(Matrix pruned, Seed seed) {
    if (!(ALGEBRA.lu(m) instanceof LuOutcome.Factored(var whole))
        || !(ALGEBRA.lu(pruned) instanceof LuOutcome.Factored(var cut))) {
      return Double.NaN;
    }
    NoiseStream stream = seed.stream("steady inputs");
    double sum = 0;
    for (int trial = 0; trial < 3; trial++) {
      double[] b = new double[n];
      stream.fillGaussian(b);
      double[] x = whole.solve(b);
      double[] y = cut.solve(b);
      double difference = 0;
      double size = 0;
      for (int i = 0; i < n; i++) {
        difference += (y[i] - x[i]) * (y[i] - x[i]);
        size += x[i] * x[i];
      }
      sum += Math.sqrt(difference / size) / 3;
    }
    return sum;
  }

  private double covariance(Matrix pruned) {
    Matrix c = solve(m, false);
    Matrix after = solve(pruned, false);
    if (after.rows() != n || c.rows() != n) {
      return Double.NaN;
    }
    double size = c.frobeniusNorm();
    after.addScaled(-1, c);
    return after.frobeniusNorm() / size;
  }

  /** Scores in units of W, so that a score with noise Q is that of the symmetric network behind it. */
  private final class Score implements SynapseScore {
    private final Rule rule;
    private final Matrix c;

    Score(Rule rule, Matrix c) {
      this.rule = rule;
      this.c = c;
    }

    @Override
    public String name() {
      return rule.name();
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
          case LYAPUNOV, H_DIFFERENCE -> Math.abs(w) * difference;
          case LYAPUNOV_IDENTITY -> speed[i] * Math.abs(w) * difference;
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
