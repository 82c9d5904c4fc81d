package org.secateur.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.kernel.BlockKernel;
import org.secateur.kernel.CompressedRows;
import org.secateur.linalg.CholeskyOutcome;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.network.Network;
import org.secateur.random.Seed;
import org.secateur.sparse.BlockConjugateGradients.Stop;
import org.secateur.sparse.SparseFamilies.Named;
import org.secateur.study.GridFamily;

class ConjugateGradientsTest {
  private static final double REDUCTION = 1e-11;
  private static final int LANES = BlockKernel.LANES;

  static List<Named> held() {
    return SparseFamilies.all(0.3, 1, 2, 3, 10, 40);
  }

  /** Nothing or hardly anything but the edges holds these. */
  static List<Named> loose() {
    List<Named> all = SparseFamilies.all(0, 2, 3, 10, 40);
    all.addAll(SparseFamilies.all(1e-12, 2, 3, 10, 40));
    return all;
  }

  private static List<Preconditioner> preconditioners(SignedLaplacian m, Balance balance) {
    Deflation deflation = Deflation.of(m, balance);
    return List.of(new Jacobi(m), ApproximateCholesky.of(m, balance, deflation, 1, new Seed(1)),
        ApproximateCholesky.of(m, balance, deflation, 2, new Seed(1)));
  }

  private static double[] noise(int length) {
    double[] b = new double[length];
    new Seed(3).stream("b").fillGaussian(b);
    return b;
  }

  private static double norm(double[] x) {
    double sum = 0;
    for (double v : x) {
      sum += v * v;
    }
    return Math.sqrt(sum);
  }

  private static double distance(double[] x, double[] y) {
    double[] d = new double[x.length];
    for (int i = 0; i < d.length; i++) {
      d[i] = x[i] - y[i];
    }
    return norm(d);
  }

  /**
   * One by one, and the residual that is stated, against a dense factor: ‖r‖₂ ≤ 2 · 1e-11 ‖b‖₂ is what the solver
   * promises, and ‖x − M⁻¹b‖₂ ≤ ‖r‖₂/λ_min with λ_min ≥ slack. Rounding of the dense inverse is far below.
   */
  @ParameterizedTest
  @MethodSource("held")
  void oneByOneSolvesAsADenseFactorDoes(Named named) {
    SignedLaplacian m = named.matrix();
    Matrix inverse = inverse(named);
    double[] b = noise(named.n());
    double[] x = new double[b.length];
    for (Preconditioner p : preconditioners(m, named.balance())) {
      SolveFacts facts = new ConjugateGradientSolver(m, Deflation.of(m, named.balance()), p, REDUCTION, 1000)
          .solve(b, x);
      assertThat(facts.converged()).isTrue();
      assertThat(facts.relativeResidual()).isLessThanOrEqualTo(2 * REDUCTION);
      assertThat(distance(x, inverse.times(b))).as(p.name())
          .isLessThanOrEqualTo(2 * REDUCTION * norm(b) / named.slack());
    }
    assertThat(b).isEqualTo(noise(named.n()));
  }

  /**
   * A block's x̃ solves M x̃ = b − h gᵀb for every loose component with gauge g, h = Mg/gᵀMg, or diag(M) g/Σ M_ii without
   * slack, and x̃ is the solution with hᵀx̃ = 0, or gᵀx̃ = 0, as the residual in the difference form shows; where nothing is loose, h = 0.
   * √(rᵀP⁻¹r) falls by 1e-11, so ‖r‖₂ ≤ √cond(P) 1e-11 ‖b‖₂. On its complement to g, cond(diag(M)) and cond(M) are at
   * most 4 n² max M_ii/min M_ii ≤ 4 n² · 60 n (Fiedler 1973 for the least eigenvalue; weights in [½, 1½]), and the
   * factors are assumed to be within 30 of M on both sides.
   */
  @ParameterizedTest
  @MethodSource({"held", "loose"})
  void aBlockSolvesTheDeflatedEquation(Named named) {
    SignedLaplacian m = named.matrix();
    Balance balance = named.balance();
    int n = named.n();
    double[] b = noise(LANES * n);
    for (Preconditioner p : preconditioners(m, balance)) {
      double[] x = new double[b.length];
      Deflation deflation = Deflation.of(m, balance);
      BlockReport report = new BlockConjugateGradients(m, deflation, p).solve(b, x,
          Stop.reduction(REDUCTION, 1000));
      deflation.normalise(LANES, x);
      assertThat(report.end()).as(p.name()).isEqualTo(BlockReport.End.CONVERGED);
      double[] lane = new double[n];
      double[] solved = new double[n];
      for (int t = 0; t < LANES; t++) {
        BlockKernel.gather(b, t, lane);
        BlockKernel.gather(x, t, solved);
        double condition = 30 * Math.sqrt(240.0 * n * n * n);
        double[] right = lane.clone();
        takeOut(named, right, solved, condition * REDUCTION * norm(lane));
        assertThat(distance(multiply(m, solved), right)).as(p.name())
            .isLessThanOrEqualTo(condition * REDUCTION * norm(lane));
      }
    }
  }

  /** Subtracts h gᵀb, and checks hᵀx̃ = 0, for the loose components, found again here. */
  private static void takeOut(Named named, double[] b, double[] x, double tolerance) {
    Balance balance = named.balance();
    SignedLaplacian m = named.matrix();
    for (int c = 0; c < balance.count(); c++) {
      double slack = 0;
      double diagonal = 0;
      int size = 0;
      double along = 0;
      for (int i = 0; i < b.length; i++) {
        if (balance.component()[i] == c) {
          slack += m.slack()[i];
          diagonal += m.diagonal()[i];
          size++;
          along += balance.sign()[i] * b[i];
        }
      }
      double held = 0;
      for (int i = 0; i < b.length; i++) {
        if (balance.component()[i] == c && balance.sign()[i] != 0 && slack <= 0.1 * diagonal) {
          double h = balance.sign()[i] * (slack > 0 ? m.slack()[i] / slack : 1.0 / size);
          held += h * x[i];
          b[i] -= slack > 0 || diagonal == 0
              ? h * along
              : balance.sign()[i] * m.diagonal()[i] / diagonal * along;
        }
      }
      assertThat(held).isBetween(-tolerance, tolerance);
    }
  }

  /** M x by its definition, differences first. */
  private static double[] multiply(SignedLaplacian m, double[] x) {
    CompressedRows w = m.weights();
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = m.slack()[i] * x[i];
      for (int k = w.rowStart[i]; k < w.rowStart[i + 1]; k++) {
        if (w.column[k] != i) {
          y[i] += Math.abs(w.value[k]) * (x[i] - Math.signum(w.value[k]) * x[w.column[k]]);
        }
      }
    }
    return y;
  }

  private static Matrix inverse(Named named) {
    return ((CholeskyOutcome.Factored) DenseAlgebra.pureJava().cholesky(named.dense())).factor().inverse();
  }

  private static Balance excitatory(int n) {
    byte[] sign = new byte[n];
    Arrays.fill(sign, (byte) 1);
    return new Balance(new int[n], 1, sign);
  }

  /** A lane's bits are its own: whatever stands in the others, and wherever it stands. */
  @Test
  void lanesDoNotSeeEachOther() {
    Named named = SparseFamilies.of("random signed", 40, 0.3, new Seed(1));
    SignedLaplacian m = named.matrix();
    double[] b = noise(LANES * 40);
    double[] moved = new double[b.length];
    for (int i = 0; i < 40; i++) {
      moved[LANES * i + 5] = b[LANES * i + 2];
      moved[LANES * i] = i == 7 ? 1e10 : 0;
    }
    for (Preconditioner p : preconditioners(m, named.balance())) {
      BlockConjugateGradients solver = new BlockConjugateGradients(m, Deflation.of(m, named.balance()), p);
      double[] x = new double[b.length];
      double[] y = new double[b.length];
      solver.solve(b, x, Stop.reduction(REDUCTION, 1000));
      solver.solve(moved, y, Stop.reduction(REDUCTION, 1000));
      for (int i = 0; i < 40; i++) {
        assertThat(y[LANES * i + 5]).isEqualTo(x[LANES * i + 2]);
      }
    }
  }

  /** The same bits on one, two and eight threads, in blocks and one by one. */
  @Test
  void threadsDoNotMatter() throws Exception {
    Network network = GridFamily.benchmark(10_000).generate(new Seed(1));
    SignedLaplacian m = SignedLaplacian.of(network.rows(), constant(10_000, 1e-6), network.absoluteInput());
    Balance balance = excitatory(10_000);
    double[] b = noise(LANES * 10_000);
    double[] one = noise(10_000);
    for (Preconditioner p : preconditioners(m, balance)) {
      double[] expected = new double[0];
      for (int threads : new int[]{1, 2, 8}) {
        double[] all = new double[(LANES + 1) * 10_000];
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
          pool.submit(() -> {
            double[] x = new double[b.length];
            double[] y = new double[one.length];
            Deflation deflation = Deflation.of(m, balance);
            new BlockConjugateGradients(m, deflation, p).solve(b, x, Stop.reduction(1e-3, 40));
            new ConjugateGradientSolver(m, deflation, p, 1e-3, 40).solve(one, y);
            System.arraycopy(x, 0, all, 0, x.length);
            System.arraycopy(y, 0, all, x.length, y.length);
          }).get();
        }
        expected = expected.length == 0 ? all : expected;
        assertThat(Arrays.equals(all, expected)).as("%s on %d threads", p.name(), threads).isTrue();
      }
    }
  }

  private static double[] constant(int n, double value) {
    double[] x = new double[n];
    Arrays.fill(x, value);
    return x;
  }

  /** A limit ends the iteration, and the residual stated is the one reached. */
  @Test
  void aLimitEndsWithTheResidualReached() {
    Named path = SparseFamilies.of("path", 400, 0, new Seed(1));
    SignedLaplacian m = path.matrix();
    Deflation deflation = Deflation.of(m, path.balance());
    double[] b = noise(LANES * 400);
    double[] x = new double[b.length];
    BlockReport report = new BlockConjugateGradients(m, deflation, new Jacobi(m)).solve(b, x,
        Stop.reduction(REDUCTION, 10));
    assertThat(report.end()).isEqualTo(BlockReport.End.LIMIT);
    assertThat(report.iterations()).isEqualTo(10);
    assertThat(report.residual()).isGreaterThan(1e-3);
    double[] one = noise(400);
    double[] y = new double[400];
    SolveFacts facts = new ConjugateGradientSolver(m, deflation, new Jacobi(m), REDUCTION, 10).solve(one, y);
    deflation.project(1, one);
    assertThat(facts.converged()).isFalse();
    assertThat(facts.iterations()).isEqualTo(10);
    // the same sum in another order: 400 roundings each
    assertThat(facts.relativeResidual()).isCloseTo(distance(multiply(m, y), one) / norm(one),
        org.assertj.core.api.Assertions.within(1000 * Math.ulp(1.0)));
  }

  /** Slack below zero: pᵀMp ≤ 0 is met, in at most n steps, and said. */
  @Test
  void anIndefiniteMatrixIsSaid() {
    Named named = SparseFamilies.of("random", 40, -0.8, new Seed(1));
    assertThat(named.least()).isNegative();
    SignedLaplacian m = named.matrix();
    double[] b = noise(LANES * 40);
    BlockReport report = new BlockConjugateGradients(m, Deflation.of(m, named.balance()), new Jacobi(m))
        .solve(b,
            new double[b.length], Stop.reduction(REDUCTION, 1000));
    assertThat(report.end()).isEqualTo(BlockReport.End.INDEFINITE);
    SolveFacts facts = new ConjugateGradientSolver(m, Deflation.of(m, named.balance()), new Jacobi(m),
        REDUCTION,
        1000).solve(noise(40), new double[40]);
    assertThat(facts.converged()).isFalse();
  }

  /** Nothing to solve: x = 0 after no iteration, also with no rows at all. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10})
  void zeroIsSolvedByZero(int n) {
    Named named = SparseFamilies.of("path", n, 0.3, new Seed(1));
    SignedLaplacian m = named.matrix();
    double[] x = constant(LANES * n, 1);
    BlockReport report = new BlockConjugateGradients(m, Deflation.of(m, named.balance()), new Jacobi(m))
        .solve(
            new double[LANES * n], x, Stop.reduction(REDUCTION, 10));
    assertThat(report).isEqualTo(new BlockReport(BlockReport.End.CONVERGED, 0, 0, 0));
    assertThat(x).containsOnly(LANES * n == 0 ? new double[0] : new double[]{0});
  }

  /**
   * The witness: with right-hand sides of covariance M, the energy error of the other lanes is on average at most
   * Σ p(λ)², of which the witness's rᵀP⁻¹r is an estimate, each with the scatter of a weighted χ²: a relative variance of
   * at most 2 a run. Over 60 runs of 7 lanes the two means may differ by five standard errors, 5 √(2/60 + 2/420) = 1.0
   * times the bound, and the polynomial was made to suit the witness: another factor of 2.
   */
  @Test
  void theWitnessBoundsTheOthersEnergyError() {
    double error = 0;
    double bound = 0;
    for (long seed = 1; seed <= 60; seed++) {
      // two clusters and a bridge a million times weaker than their weights
      Named half = SparseFamilies.of("random", 60, 1e-9, new Seed(seed));
      double[][] w = new double[120][120];
      for (int i = 0; i < 60; i++) {
        for (int j = 0; j < 60; j++) {
          w[i][j] = half.weights()[i][j];
          w[i + 60][j + 60] = half.weights()[i][j];
        }
      }
      w[3][93] = 1e-6;
      w[93][3] = 1e-6;
      Named named = new Named("bridge", w, 1e-3);
      SignedLaplacian m = named.matrix();
      Matrix lower = ((CholeskyOutcome.Factored) DenseAlgebra.pureJava().cholesky(named.dense())).factor()
          .lower();
      Matrix inverse = inverse(named);
      Jacobi jacobi = new Jacobi(m);
      double[] b = new double[LANES * 120];
      for (int t = 0; t < LANES - 1; t++) {
        double[] z = new double[120];
        new Seed(seed).child("lane", t).stream("z").fillGaussian(z);
        BlockKernel.scatter(lower.times(z), t, b);
      }
      BlockKernel.scatter(jacobi.sample(new Seed(seed)), LANES - 1, b);
      double[] x = new double[b.length];
      BlockReport report = new BlockConjugateGradients(m, noDeflation(named), jacobi).solve(b, x,
          Stop.witness(0.05, Integer.MAX_VALUE, 500));
      assertThat(report.end()).isEqualTo(BlockReport.End.CONVERGED);
      bound += report.witness() * report.witness() / 60;
      double[] lane = new double[120];
      double[] solved = new double[120];
      for (int t = 0; t < LANES - 1; t++) {
        BlockKernel.gather(b, t, lane);
        BlockKernel.gather(x, t, solved);
        double[] exact = inverse.times(lane);
        double[] off = new double[120];
        for (int i = 0; i < 120; i++) {
          off[i] = solved[i] - exact[i];
        }
        double[] force = multiply(m, off);
        for (int i = 0; i < 120; i++) {
          error += off[i] * force[i] / (60 * (LANES - 1));
        }
      }
    }
    assertThat(error).isLessThanOrEqualTo(2 * 2 * bound);
  }

  private static Deflation noDeflation(Named named) {
    return Deflation.of(named.matrix(), new Balance(new int[named.n()], 1, new byte[named.n()]));
  }
}
