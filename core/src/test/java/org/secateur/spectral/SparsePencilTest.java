package org.secateur.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.secateur.dynamics.Drift;
import org.secateur.network.Network;
import org.secateur.random.Seed;
import org.secateur.spectral.Extreme.Evidence;
import org.secateur.study.GridFamily;
import org.secateur.study.WeightLaw;

class SparsePencilTest {
  static final Effort FINE = new Effort(1e-7, 1e-3, 1e-11, 300, 1_000_000, 1e9, 1_000_000);

  static Stream<LargeFamilies.Pair> pairs() {
    return Stream.concat(LargeFamilies.pairs(), PencilTest.everyFamily().map(
        f -> new LargeFamilies.Pair(f.name(), f.network(), Families.sampled(f.network(), 0.6, 7))));
  }

  private static Pencil dense(LargeFamilies.Pair pair) {
    return PencilSolver.solve(Drift.of(pair.original()), Drift.of(pair.pruned()), new Seed(1),
        Pencil.Method.DENSE);
  }

  private static Pencil sparse(LargeFamilies.Pair pair, Solvers solvers, Effort effort) {
    return LargePair
        .of(Drift.of(pair.original()), Drift.of(pair.pruned()), solvers, effort, new Seed(1), Steps.NONE)
        .pencils(10).whole();
  }

  /** The dense route is backward stable: right to about n u κ(M) times the largest ratio, with a factor in hand. */
  private static double rounding(LargeFamilies.Pair pair, Pencil.Range range) {
    return 20 * pair.original().neurons() * Math.ulp(1.0) * Families.condition(Drift.of(pair.original()))
        * Math.max(Math.abs(range.low().value()), Math.abs(range.high().value()));
  }

  private static void encloses(LargeFamilies.Pair pair, Pencil.Range sparse, Pencil.Range truth) {
    double rounding = rounding(pair, truth);
    assertThat(truth.low().value()).isBetween(sparse.low().bound() - rounding,
        sparse.low().value() + rounding);
    assertThat(truth.high().value()).isBetween(sparse.high().value() - rounding,
        sparse.high().bound() + rounding);
    assertThat(sparse.freeModes()).isEqualTo(truth.freeModes());
  }

  /** Brackets hold the truth, and what is said to have converged is as near to it as its residual says. */
  @ParameterizedTest
  @MethodSource("pairs")
  void theDenseRangeLiesInTheBrackets(LargeFamilies.Pair pair) {
    Pencil dense = dense(pair);
    Pencil sparse = sparse(pair, JacobiSolver.EXACTLY, FINE);
    if (dense instanceof Pencil.Range truth && sparse instanceof Pencil.Range found) {
      encloses(pair, found, truth);
      assertThat(found.low().converged()).isTrue();
      assertThat(found.high().converged()).isTrue();
      // An eigenvalue lies within the residual, and by the bracket it is the outermost.
      assertThat(found.low().value()).isCloseTo(truth.low().value(),
          within(found.low().residual() + rounding(pair, truth)));
      assertThat(found.high().value()).isCloseTo(truth.high().value(),
          within(found.high().residual() + rounding(pair, truth)));
    } else {
      assertThat(sparse.getClass()).isEqualTo(dense.getClass());
    }
  }

  /** The same by factors, whose bounds follow for certain, and without a solve that is not exact. */
  @ParameterizedTest
  @MethodSource("org.secateur.spectral.LargeFamilies#pairs")
  void factorsShowTheBrackets(LargeFamilies.Pair pair) {
    if (dense(pair) instanceof Pencil.Range truth
        && sparse(pair, new FactoringSolvers(1e9), FINE) instanceof Pencil.Range found) {
      encloses(pair, found, truth);
      boolean contained = DriftDifference.of(Drift.of(pair.original()), Drift.of(pair.pruned()), 1, 1)
          .isPresent();
      for (Extreme end : List.of(found.low(), found.high())) {
        // c M − M' is only as definite as c is away from the end: nearer than rounding there is nothing to factor
        assertThat(contained && end.evidence() == Evidence.RANDOM_START
            && Math.abs(end.bound() / end.value() - 1) > 1e-7).isFalse();
      }
    }
  }

  /** Six steps settle nothing, and are said not to have; the bracket is wide, and holds the truth. */
  @ParameterizedTest
  @MethodSource("org.secateur.spectral.LargeFamilies#pairs")
  void tooFewStepsGiveABracket(LargeFamilies.Pair pair) {
    Effort little = new Effort(1e-12, 1e-12, 1e-11, 6, 1_000_000, 1e9, 1_000_000);
    if (dense(pair) instanceof Pencil.Range truth
        && sparse(pair, JacobiSolver.EXACTLY, little) instanceof Pencil.Range found) {
      encloses(pair, found, truth);
    }
  }

  @Test
  void tooFewStepsAreSaid() {
    Network blocks = LargeFamilies.originals().get(7).network();
    LargeFamilies.Pair pair = new LargeFamilies.Pair("blocks", blocks, Families.sampled(blocks, 0.5, 3));
    Effort little = new Effort(1e-12, 1e-12, 1e-11, 6, 1_000_000, 1e9, 1_000_000);
    Pencil.Range found = (Pencil.Range) sparse(pair, JacobiSolver.EXACTLY, little);
    assertThat(found.high().converged()).isFalse();
    assertThat(found.low().converged()).isFalse();
    assertThat(found.high().bound()).isGreaterThan(1.02 * found.high().value());
    assertThat(found.high().bound()).isLessThanOrEqualTo(2); // no weight grew by more than 1/p
  }

  /** A run whose systems took all the iterations it may have stops there, and says so. */
  @Test
  void noRunGoesOnForEver() {
    Network blocks = LargeFamilies.originals().get(7).network();
    LargeFamilies.Pair pair = new LargeFamilies.Pair("blocks", blocks, Families.sampled(blocks, 0.5, 3));
    Effort little = new Effort(1e-7, 1e-3, 1e-11, 300, 1_000_000, 1e9, 100);
    Pencil.Range found = (Pencil.Range) sparse(pair, DiagonalSolver::new, little);
    assertThat(found.high().converged()).isFalse();
    assertThat(((Pencil.Range) sparse(pair, DiagonalSolver::new, FINE)).high().converged()).isTrue();
    encloses(pair, found, (Pencil.Range) dense(pair));
  }

  /** Nothing follows from a solver that gives up but what was attained and what the weights say. */
  @ParameterizedTest
  @MethodSource("org.secateur.spectral.LargeFamilies#pairs")
  void aSolverThatGivesUpIsNotBelieved(LargeFamilies.Pair pair) {
    if (dense(pair) instanceof Pencil.Range truth
        && sparse(pair, JacobiSolver.limited(3), FINE) instanceof Pencil.Range found) {
      encloses(pair, found, truth);
      assertThat(found.low().evidence()).isNotEqualTo(Evidence.RANDOM_START);
      assertThat(found.high().evidence()).isNotEqualTo(Evidence.RANDOM_START);
    }
  }

  /**
   * A bound that is to be wrong for one start in five, after four steps: matrix and steps fixed, only the start drawn. Of 400
   * starts 80 may fail on average and 120 do with a probability below 1e-6 (five standard deviations of 8).
   */
  @Test
  void boundsFailNoMoreOftenThanTheySay() {
    Network blocks = LargeFamilies.originals().get(7).network();
    Drift original = Drift.of(blocks);
    Drift pruned = Drift.of(Families.sampled(blocks, 0.5, 3));
    Pencil.Range truth = (Pencil.Range) PencilSolver.solve(original, pruned, new Seed(1),
        Pencil.Method.DENSE);
    int tooLow = 0;
    int tooHigh = 0;
    for (int seed = 0; seed < 400; seed++) {
      RestoringInverse m = new RestoringInverse(original, new FactoringSolvers(1e9), 1e-10);
      RatioLanczos run = new RatioLanczos(new Restoring(pruned), m, SharedModes.of(m.known(), pruned).modes(),
          List.of(), 4, new Seed(seed));
      while (run.size() < 4) {
        run.grow();
      }
      tooLow += run.bound(run.ritz(), 1, 0.2) < truth.high().value() ? 1 : 0;
      tooHigh += run.bound(run.ritz(), -1, 0.2) > truth.low().value() ? 1 : 0;
    }
    assertThat(tooLow).isLessThanOrEqualTo(120);
    assertThat(tooHigh).isLessThanOrEqualTo(120);
  }

  /** Solves to one digit: what F is said to be at most covers how far the Ritz values are off. */
  @Test
  void whatSolutionsLackIsMeasured() {
    Network hubs = LargeFamilies.originals().get(6).network();
    Drift original = Drift.of(hubs);
    Drift pruned = Drift.of(Families.sampled(hubs, 0.5, 3));
    Pencil.Range truth = (Pencil.Range) PencilSolver.solve(original, pruned, new Seed(1),
        Pencil.Method.DENSE);
    for (double tolerance : new double[]{1e-1, 1e-2, 1e-4}) {
      RestoringInverse m = new RestoringInverse(original, JacobiSolver.EXACTLY, tolerance);
      RatioLanczos run = new RatioLanczos(new Restoring(pruned), m, SharedModes.of(m.known(), pruned).modes(),
          List.of(), 60, new Seed(2));
      run.run(1, false, FINE, Steps.NONE, "");
      double off = Math.abs(run.ritz().value(run.ritz().size() - 1) - truth.high().value());
      assertThat(off).isLessThan(run.margin());
      assertThat(run.margin()).isLessThan(100 * tolerance); // ‖w‖ ≤ 2, some tens of steps
    }
  }

  @Test
  void outcomesThatAreNoRange() {
    Network graph = LargeFamilies.originals().get(0).network();
    Network held = LargeFamilies.originals().get(6).network();
    Network unstable = graph.withLeak(new double[graph.neurons()]);
    Network silent = Network.of(30, new int[0], new int[0], new double[0], new double[30]);
    assertThat(sparse(new LargeFamilies.Pair("", graph, held), JacobiSolver.EXACTLY, FINE))
        .isInstanceOf(Pencil.FreeModeHeld.class);
    assertThat(sparse(new LargeFamilies.Pair("", unstable, held), JacobiSolver.EXACTLY, FINE))
        .isEqualTo(new Pencil.Indefinite());
    assertThat(sparse(new LargeFamilies.Pair("", silent, silent), JacobiSolver.EXACTLY, FINE))
        .isEqualTo(new Pencil.NothingRestored());
  }

  /** 20,000 neurons, several chunks of everything: the same bits on one, two and eight threads. */
  @Test
  void threadsDoNotMatter() throws Exception {
    Network grid = new GridFamily(100, 200, new WeightLaw.Uniform(0.5, 1.5), 0.5).generate(new Seed(1));
    Drift original = Drift.of(grid);
    Drift pruned = Drift.of(Families.sampled(grid, 0.7, 1));
    Effort effort = new Effort(1e-3, 0.1, 1e-4, 12, 1_000_000, 1, 1_000_000);
    Pencil.Range[] found = new Pencil.Range[3];
    int[] threads = {1, 2, 8};
    for (int k = 0; k < threads.length; k++) {
      try (ForkJoinPool pool = new ForkJoinPool(threads[k])) {
        found[k] = (Pencil.Range) pool.submit(
            () -> LargePair.of(original, pruned, effort, new Seed(1), Steps.NONE).pencils(0).whole()).get();
      }
    }
    for (int k = 1; k < threads.length; k++) {
      assertThat(found[k].low().vector()).isEqualTo(found[0].low().vector());
      assertThat(found[k].high().vector()).isEqualTo(found[0].high().vector());
      assertThat(found[k].high().bound()).isEqualTo(found[0].high().bound());
      assertThat(found[k].low().bound()).isEqualTo(found[0].low().bound());
    }
  }
}
