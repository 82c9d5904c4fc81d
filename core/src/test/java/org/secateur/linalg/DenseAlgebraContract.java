package org.secateur.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.secateur.linalg.Families.bound;
import static org.secateur.linalg.Families.difference;
import static org.secateur.linalg.Families.naiveProduct;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.linalg.Families.Named;

/**
 * What every implementation promises. Tolerances are {@link Families#bound} times the norms that enter. Longer than other files,
 * because an implementation inherits the whole promise or none.
 */
abstract class DenseAlgebraContract {
  abstract DenseAlgebra algebra();

  @Test
  void productsAreThoseOfTheDefinition() {
    for (Transpose opA : Families.both()) {
      for (Transpose opB : Families.both()) {
        Matrix a = Families.random(7, 5, 1);
        Matrix b = Families.random(5, 4, 2);
        Matrix c = Families.random(7, 4, 3);
        Matrix expected = c.copy();
        expected.scale(-0.5);
        expected.addScaled(2, naiveProduct(a, b));
        algebra().gemm(opA, opB, 2, opA == Transpose.NO ? a : a.transpose(),
            opB == Transpose.NO ? b : b.transpose(),
            -0.5, c);
        assertThat(difference(c, expected).maxAbs()).isLessThan(
            bound(5) * (2 * a.frobeniusNorm() * b.frobeniusNorm() + 10));
      }
    }
  }

  @Test
  void betaZeroForgetsWhatTheTargetHeld() {
    Matrix c = Matrix.fromRowMajor(new double[]{Double.NaN, Double.POSITIVE_INFINITY});
    algebra().gemm(Transpose.NO, Transpose.NO, 1, Matrix.fromRowMajor(new double[]{3}),
        Matrix.fromRowMajor(new double[]{2, 5}), 0, c);
    assertThat(c.toRowMajor()).containsExactly(6, 15);
  }

  @Test
  void aProductOverNothingScalesTheTarget() {
    Matrix c = Matrix.fromRowMajor(new double[]{1, 2});
    algebra().gemm(Transpose.NO, Transpose.NO, 1, Matrix.zeros(1, 0), Matrix.zeros(0, 2), 3, c);
    assertThat(c.toRowMajor()).containsExactly(3, 6);
  }

  /**
   * On sections of arrays, apart from what is around them, as on matrices. 260 × 300 × 310 is cut into pieces along each
   * of its sides.
   */
  @Test
  void productsOfSectionsAreThoseOfMatrices() {
    int[][] shapes = {{0, 3, 2}, {3, 0, 2}, {3, 2, 0}, {1, 1, 1}, {7, 5, 4}, {33, 9, 70}, {260, 300, 310},
        {40, 2000, 300},
        {2000, 40, 300}, {60, 50, 6000}};
    for (int[] shape : shapes) {
      for (Transpose opA : Families.both()) {
        for (Transpose opB : Families.both()) {
          productOfSections(opA, opB, shape[0], shape[1], shape[2]);
        }
      }
    }
  }

  private void productOfSections(Transpose opA, Transpose opB, int m, int n, int k) {
    Matrix a = opA == Transpose.NO ? Families.random(m, k, 1) : Families.random(k, m, 1);
    Matrix b = opB == Transpose.NO ? Families.random(k, n, 2) : Families.random(n, k, 2);
    Matrix c = Families.random(m, n, 3);
    double[] whole = Families.random(m + 5, n + 2, 4).toColumnMajor();
    int at = 3 + (m + 5);
    paste(c, whole, at, m + 5);
    double[] expectedOutside = whole.clone();
    double[] left = new double[2 + (a.rows() + 1) * (a.columns() + 1)];
    double[] right = new double[1 + (b.rows() + 2) * (b.columns() + 1)];
    paste(a, left, 2, a.rows() + 1);
    paste(b, right, 1, b.rows() + 2);
    algebra().gemm(opA, opB, m, n, k, 2, left, 2, a.rows() + 1, right, 1, b.rows() + 2, -0.5, whole, at,
        m + 5);
    algebra().gemm(opA, opB, 2, a, b, -0.5, c);
    double tolerance = 2 * bound(k + 1) * (2 * a.frobeniusNorm() * b.frobeniusNorm() + 10);
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < m; i++) {
        assertThat(whole[at + i + j * (m + 5)]).isCloseTo(c.get(i, j), within(tolerance));
        expectedOutside[at + i + j * (m + 5)] = whole[at + i + j * (m + 5)];
      }
    }
    assertThat(whole).isEqualTo(expectedOutside);
  }

  private static void paste(Matrix a, double[] into, int at, int stride) {
    for (int j = 0; j < a.columns(); j++) {
      System.arraycopy(a.column(j), 0, into, at + j * stride, a.rows());
    }
  }

  @Test
  void sectionsMustLieWithinTheirArrays() {
    double[] four = new double[4];
    double[] three = new double[3];
    assertThatThrownBy(
        () -> algebra().gemm(Transpose.NO, Transpose.NO, 2, 2, 2, 1, three, 0, 2, four, 0, 2, 0,
            new double[4], 0, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> algebra().gemm(Transpose.NO, Transpose.NO, 2, 2, 2, 1, four, 0, 2, four, 0, 2, 0,
        new double[4], 1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    double[] c = {Double.NaN};
    algebra().gemm(Transpose.NO, Transpose.NO, 1, 1, 1, 1, new double[]{3}, 0, 1, new double[]{2}, 0, 1, 0, c,
        0, 1);
    assertThat(c).containsExactly(6);
  }

  @Test
  void gramIsSymmetricAndIsTheProduct() {
    Matrix a = Families.random(6, 9, 4);
    for (Transpose op : Families.both()) {
      Matrix g = algebra().gram(op, a);
      Matrix expected = op == Transpose.NO ? naiveProduct(a, a.transpose()) : naiveProduct(a.transpose(), a);
      assertThat(g.isSymmetric()).isTrue();
      assertThat(difference(g, expected).maxAbs())
          .isLessThan(bound(9) * a.frobeniusNorm() * a.frobeniusNorm());
    }
  }

  /** |fl(Σ a b) − Σ a b| ≤ γ Σ |a b| for any order of summation (Higham 2002, section 3.1); the sums here in double. */
  @ParameterizedTest
  @MethodSource("floatShapes")
  void productsInSinglePrecisionAreWithinTheirBound(int m, int k, int n) {
    FloatMatrix a = Families.randomFloat(m, k, 21);
    FloatMatrix b = Families.randomFloat(k, n, 22);
    FloatMatrix c = Families.randomFloat(m, n, 23);
    algebra().multiply(a, b, c);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        double size = 0;
        for (int l = 0; l < k; l++) {
          double term = (double) a.get(i, l) * b.get(l, j);
          sum += term;
          size += Math.abs(term);
        }
        assertThat(Math.abs(c.get(i, j) - sum)).isLessThanOrEqualTo(k * 0x1p-24 / (1 - k * 0x1p-24) * size);
      }
    }
  }

  static Stream<Arguments> floatShapes() {
    return Stream.of(Arguments.of(0, 3, 2), Arguments.of(2, 0, 3), Arguments.of(1, 1, 1),
        Arguments.of(3, 5, 7),
        Arguments.of(16, 40, 40), Arguments.of(32, 100, 33));
  }

  @Test
  void productsInSinglePrecisionRefuseWrongShapes() {
    FloatMatrix a = FloatMatrix.zeros(2, 3);
    FloatMatrix square = FloatMatrix.zeros(3, 3);
    FloatMatrix c = FloatMatrix.zeros(2, 3);
    assertThatThrownBy(() -> algebra().multiply(square, a, c)).isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a product 3×3 times 2×3 cannot go into 2×3");
    assertThatThrownBy(() -> algebra().multiply(a, square, a)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must not be an operand");
  }

  @Test
  void productsRefuseWrongShapesAndOverwrittenOperands() {
    Matrix a = Matrix.identity(2);
    assertThatThrownBy(() -> algebra().multiply(a, Matrix.zeros(3, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("b must be 2×2, was 3×2");
    assertThatThrownBy(() -> algebra().gemm(Transpose.NO, Transpose.NO, 1, a, a, 0, a))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("must not be an operand");
  }

  /** ‖A V − V Λ‖ and ‖VᵀV − I‖ are the two halves of a backward stable eigendecomposition. */
  @ParameterizedTest
  @MethodSource("org.secateur.linalg.Families#symmetric")
  void eigenpairsOfASymmetricMatrix(Named m) {
    SymmetricEigen eigen = algebra().symmetricEigen(m.a());
    assertThat(eigen.values()).isSorted();
    assertThat(eigenResidual(m.a(), eigen)).isLessThanOrEqualTo(bound(m.n()) * m.a().frobeniusNorm());
    assertThat(departureFromOrthonormal(eigen.vectors()))
        .isLessThanOrEqualTo(bound(m.n()) * Math.sqrt(m.n()));
    // Weyl: eigenvalues of nearby symmetric matrices are as near.
    assertThat(algebra().symmetricEigenvalues(m.a())).containsExactly(eigen.values(),
        within(bound(m.n()) * m.a().frobeniusNorm()));
  }

  @ParameterizedTest
  @MethodSource("org.secateur.linalg.Families#symmetric")
  void aRangeOfEigenpairsIsPartOfAll(Named m) {
    double[] all = algebra().symmetricEigenvalues(m.a());
    int count = Math.min(2, m.n());
    for (int from : new int[]{0, m.n() - count}) {
      SymmetricEigen some = algebra().symmetricEigen(m.a(), from, count);
      assertThat(some.values()).containsExactly(Arrays.copyOfRange(all, from, from + count),
          within(bound(m.n()) * m.a().frobeniusNorm()));
      assertThat(eigenResidual(m.a(), some)).isLessThanOrEqualTo(bound(m.n()) * m.a().frobeniusNorm());
      assertThat(departureFromOrthonormal(some.vectors()))
          .isLessThanOrEqualTo(bound(m.n()) * Math.sqrt(m.n()));
    }
  }

  /** λ_k = 2 − 2 cos(πk/n). */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 40, 100})
  void eigenvaluesOfAPath(int n) {
    double[] expected = new double[n];
    for (int k = 0; k < n; k++) {
      expected[k] = 2 - 2 * Math.cos(Math.PI * k / n);
    }
    Matrix a = Families.pathLaplacian(n);
    assertThat(algebra().symmetricEigenvalues(a)).containsExactly(expected,
        within(bound(n) * a.frobeniusNorm()));
    double[] general = algebra().eigenvalues(a).re();
    Arrays.sort(general);
    // A symmetric matrix is normal, so that Weyl's bound holds for the general routine too.
    assertThat(general).containsExactly(expected, within(bound(n) * a.frobeniusNorm()));
  }

  /** −1 ± 5i, each n/2 times: normal, hence perfectly conditioned. */
  @ParameterizedTest
  @ValueSource(ints = {0, 2, 10, 40, 100})
  void eigenvaluesOfRotations(int n) {
    Matrix a = Families.rotations(n);
    Spectrum spectrum = algebra().eigenvalues(a);
    double tolerance = bound(n) * a.frobeniusNorm();
    assertThat(spectrum.size()).isEqualTo(n);
    for (int k = 0; k < n; k++) {
      assertThat(spectrum.re(k)).isEqualTo(-1, within(tolerance));
      assertThat(spectrum.im(k)).isEqualTo(k % 2 == 0 ? 5 : -5, within(tolerance));
    }
    assertThat(spectrum.radius()).isEqualTo(n == 0 ? 0 : Math.sqrt(26), within(tolerance));
  }

  @ParameterizedTest
  @MethodSource("org.secateur.linalg.Families#positiveDefinite")
  void choleskyReconstructsSolvesAndInverts(Named m) {
    Matrix a = m.a();
    int n = m.n();
    Cholesky f = factor(a);
    // ‖A − L Lᵀ‖ ≤ p(n) u ‖A‖; a computed inverse or solution adds the factor κ.
    Matrix product = naiveProduct(f.lower(), f.lower().transpose());
    assertThat(difference(product, a).frobeniusNorm()).isLessThanOrEqualTo(bound(n) * a.frobeniusNorm());
    Matrix inverse = f.inverse();
    double condition = a.frobeniusNorm() * inverse.frobeniusNorm();
    assertThat(inverse.isSymmetric()).isTrue();
    assertThat(departureFromIdentity(naiveProduct(a, inverse))).isLessThanOrEqualTo(bound(n) * condition);
    assertThat(departureFromIdentity(naiveProduct(f.lower(), f.inverseLower())))
        .isLessThanOrEqualTo(bound(n) * condition);
    Matrix b = Families.random(n, 3, 5);
    Matrix x = f.solve(b);
    assertThat(difference(naiveProduct(a, x), b).frobeniusNorm())
        .isLessThanOrEqualTo(bound(n) * a.frobeniusNorm() * x.frobeniusNorm());
    Matrix whitened = f.whiten(a);
    assertThat(whitened.isSymmetric()).isTrue();
    assertThat(departureFromIdentity(whitened)).isLessThanOrEqualTo(bound(n) * condition);
  }

  /** tridiag(−1, 2, −1) has a known inverse and the determinant n + 1; its condition is below (n + 1)². */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 40, 100})
  void theSecondDifferenceIsInvertedByHand(int n) {
    Matrix a = Families.secondDifference(n);
    Matrix expected = Matrix.zeros(n, n);
    for (int i = 1; i <= n; i++) {
      for (int j = 1; j <= n; j++) {
        expected.set(i - 1, j - 1, Math.min(i, j) * (n + 1.0 - Math.max(i, j)) / (n + 1));
      }
    }
    double relative = bound(n) * (n + 1) * (n + 1);
    Lu lu = luFactor(a);
    for (Matrix inverse : List.of(factor(a).inverse(), lu.inverse())) {
      assertThat(difference(inverse, expected).frobeniusNorm())
          .isLessThan(relative * expected.frobeniusNorm());
    }
    // d ln det A = tr(A⁻¹ dA), at most √n ‖A⁻¹‖ ‖dA‖.
    assertThat(factor(a).logDeterminant()).isEqualTo(Math.log(n + 1.0), within(relative * Math.sqrt(n)));
    assertThat(lu.logAbsDeterminant()).isEqualTo(Math.log(n + 1.0), within(relative * Math.sqrt(n)));
    assertThat(lu.determinantSign()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 39, 100})
  void aMatrixThatIsNotPositiveDefiniteSaysWhere(int minor) {
    Matrix a = Matrix.identity(100);
    a.set(minor - 1, minor - 1, -1);
    assertThat(algebra().cholesky(a)).isEqualTo(new CholeskyOutcome.NotPositiveDefinite(minor));
    a.set(minor - 1, minor - 1, 0);
    assertThat(algebra().cholesky(a)).isEqualTo(new CholeskyOutcome.NotPositiveDefinite(minor));
  }

  @Test
  void onlyTheLowerTriangleOfASymmetricMatrixIsRead() {
    Matrix full = Families.randomPositiveDefinite(10);
    Matrix lower = full.copy();
    lower.clearUpper();
    assertThat(factor(lower).lower().toRowMajor()).isEqualTo(factor(full).lower().toRowMajor());
    assertThat(algebra().symmetricEigenvalues(lower)).isEqualTo(algebra().symmetricEigenvalues(full));
    Matrix a = Families.randomStable(10);
    assertThat(solved(algebra().lyapunov(a, lower)).toRowMajor())
        .isEqualTo(solved(algebra().lyapunov(a, full)).toRowMajor());
  }

  @Test
  void nothingAboveATriangleIsRead() {
    Matrix l = factor(Families.randomPositiveDefinite(10)).lower();
    Matrix dirty = l.copy();
    for (int j = 1; j < 10; j++) {
      dirty.set(0, j, Double.NaN);
      dirty.set(j - 1, j, Double.NaN);
    }
    assertThat(algebra().inverseLower(dirty).toRowMajor()).isEqualTo(algebra().inverseLower(l).toRowMajor());
    assertThat(algebra().inverseFromCholesky(dirty).toRowMajor())
        .isEqualTo(algebra().inverseFromCholesky(l).toRowMajor());
    Matrix b = Families.random(10, 2, 9);
    Matrix expected = b.copy();
    algebra().solveTriangular(dirty, Side.LEFT, Transpose.YES, b);
    algebra().solveTriangular(l, Side.LEFT, Transpose.YES, expected);
    assertThat(b.toRowMajor()).isEqualTo(expected.toRowMajor());
  }

  @Test
  void aZeroOnTheDiagonalOfATriangleIsRefused() {
    Matrix l = Matrix.diagonal(1, 0, 1);
    assertThatThrownBy(() -> algebra().inverseLower(l)).isInstanceOf(IllegalArgumentException.class)
        .hasMessage("l must have no zero on its diagonal, has one at 1");
    assertThatThrownBy(() -> algebra().inverseFromCholesky(l)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 10})
  void triangularSystemsOnEitherSide(int n) {
    Matrix l = factor(Families.randomPositiveDefinite(n)).lower();
    for (Transpose op : Families.both()) {
      Matrix opL = op == Transpose.NO ? l : l.transpose();
      Matrix b = Families.random(n, 4, 6);
      Matrix left = b.copy();
      algebra().solveTriangular(l, Side.LEFT, op, left);
      // Substitution is backward stable: |b − L x| ≤ n u |L| |x|.
      double tolerance = bound(n) * l.frobeniusNorm() * left.frobeniusNorm();
      assertThat(difference(naiveProduct(opL, left), b).frobeniusNorm()).isLessThanOrEqualTo(tolerance);
      Matrix right = b.transpose();
      algebra().solveTriangular(l, Side.RIGHT, op, right);
      assertThat(difference(naiveProduct(right, opL), b.transpose()).frobeniusNorm())
          .isLessThanOrEqualTo(bound(n) * l.frobeniusNorm() * right.frobeniusNorm());
    }
  }

  @ParameterizedTest
  @MethodSource("org.secateur.linalg.Families#invertible")
  void luSolvesAndInverts(Named m) {
    Lu f = luFactor(m.a());
    Matrix inverse = f.inverse();
    double condition = m.a().frobeniusNorm() * inverse.frobeniusNorm();
    assertThat(departureFromIdentity(naiveProduct(m.a(), inverse)))
        .isLessThanOrEqualTo(bound(m.n()) * condition);
    double[] b = Families.random(m.n(), 1, 8).toColumnMajor();
    double[] x = f.solve(b);
    Matrix residual = Matrix.fromColumnMajor(m.n(), 1, m.a().times(x));
    residual.addScaled(-1, Matrix.fromColumnMajor(m.n(), 1, b));
    double xNorm = Matrix.fromColumnMajor(m.n(), 1, x).frobeniusNorm();
    assertThat(residual.frobeniusNorm()).isLessThanOrEqualTo(bound(m.n()) * m.a().frobeniusNorm() * xNorm);
  }

  /** The reversal of n things is n(n − 1)/2 exchanges. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void theDeterminantOfAReversal(int n) {
    Lu f = luFactor(Families.reversal(n));
    assertThat(f.determinantSign()).isEqualTo(n * (n - 1) / 2 % 2 == 0 ? 1 : -1);
    assertThat(f.logAbsDeterminant()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 9})
  void aSingularMatrixSaysWhere(int pivot) {
    Matrix a = Matrix.identity(10);
    a.set(pivot, pivot, 0);
    assertThat(algebra().lu(a)).isEqualTo(new LuOutcome.Singular(pivot));
  }

  @Test
  void argumentsAreNotModified() {
    Matrix a = Families.randomStable(10);
    Matrix s = Families.randomPositiveDefinite(10);
    Matrix l = factor(s).lower();
    List<Consumer<DenseAlgebra>> operations = List.of(x -> x.multiply(a, s), x -> x.gram(Transpose.NO, a),
        x -> x.symmetricEigen(s), x -> x.symmetricEigenvalues(s), x -> x.symmetricEigen(s, 1, 2),
        x -> x.eigenvalues(a),
        x -> x.cholesky(s), x -> x.inverseLower(l), x -> x.inverseFromCholesky(l), x -> x.lu(a),
        x -> x.lyapunov(a, s), x -> x.lyapunov(Families.minus(s), s), x -> x.exponential(a),
        x -> factor(s).whiten(s), x -> factor(s).solve(s), x -> luFactor(a).solve(s));
    double[][] before = {a.toRowMajor(), s.toRowMajor(), l.toRowMajor()};
    for (Consumer<DenseAlgebra> operation : operations) {
      operation.accept(algebra());
      assertThat(new double[][]{a.toRowMajor(), s.toRowMajor(), l.toRowMajor()}).isDeepEqualTo(before);
    }
  }

  @Test
  void theSameInputGivesTheSameBits() {
    Matrix a = Families.randomStable(100);
    Matrix s = Families.randomPositiveDefinite(100);
    double[] first = solved(algebra().lyapunov(a, s)).toRowMajor();
    double[] vectors = algebra().symmetricEigen(s).vectors().toRowMajor();
    for (int repeat = 0; repeat < 5; repeat++) {
      assertThat(solved(algebra().lyapunov(a, s)).toRowMajor()).isEqualTo(first);
      assertThat(algebra().symmetricEigen(s).vectors().toRowMajor()).isEqualTo(vectors);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void factorisationsRefuseWhatIsNotFinite(double bad) {
    Matrix a = Matrix.identity(3);
    a.set(2, 1, bad);
    List<Consumer<DenseAlgebra>> operations = List.of(x -> x.symmetricEigen(a),
        x -> x.symmetricEigenvalues(a),
        x -> x.symmetricEigen(a, 0, 1), x -> x.eigenvalues(a), x -> x.cholesky(a), x -> x.lu(a),
        x -> x.lyapunov(a, Matrix.identity(3)), x -> x.lyapunov(Matrix.identity(3), a),
        x -> x.exponential(a));
    for (Consumer<DenseAlgebra> operation : operations) {
      assertThatThrownBy(() -> operation.accept(algebra())).isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("must have no infinite or NaN entry");
    }
  }

  Cholesky factor(Matrix a) {
    return switch (algebra().cholesky(a)) {
      case CholeskyOutcome.Factored(Cholesky f) -> f;
      case CholeskyOutcome.NotPositiveDefinite(int minor) -> throw new AssertionError("minor " + minor);
    };
  }

  Lu luFactor(Matrix a) {
    return switch (algebra().lu(a)) {
      case LuOutcome.Factored(Lu f) -> f;
      case LuOutcome.Singular(int pivot) -> throw new AssertionError("pivot " + pivot);
    };
  }

  static Matrix solved(LyapunovOutcome outcome) {
    return switch (outcome) {
      case LyapunovOutcome.Solved(Matrix c, double _) -> c;
      case LyapunovOutcome.Unstable(double abscissa) -> throw new AssertionError("abscissa " + abscissa);
    };
  }

  private static double eigenResidual(Matrix a, SymmetricEigen eigen) {
    return difference(naiveProduct(a, eigen.vectors()),
        naiveProduct(eigen.vectors(), Matrix.diagonal(eigen.values()))).frobeniusNorm();
  }

  static double departureFromIdentity(Matrix a) {
    return difference(a, Matrix.identity(a.rows())).frobeniusNorm();
  }

  private static double departureFromOrthonormal(Matrix v) {
    return departureFromIdentity(naiveProduct(v.transpose(), v));
  }
}
