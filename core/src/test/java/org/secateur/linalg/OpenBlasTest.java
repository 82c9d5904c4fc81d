package org.secateur.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.secateur.linalg.Families.bound;
import static org.secateur.linalg.Families.difference;
import static org.secateur.linalg.Families.naiveProduct;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.secateur.linalg.Families.Named;

class OpenBlasTest extends EquationsContract {
  private static final OpenBlas ALGEBRA = (OpenBlas) Choice.choose("openblas");

  @Override
  DenseAlgebra algebra() {
    return ALGEBRA;
  }

  /** Two routes that share nothing but the input: Schur form and sign iteration, native code and Java. */
  @ParameterizedTest
  @MethodSource("org.secateur.linalg.Families#stable")
  void agreesWithTheSignIterationInJava(Named m) {
    Matrix q = Families.randomPositiveDefinite(m.n());
    Matrix c = solved(algebra().lyapunov(m.a(), q));
    Matrix other = solved(Lyapunov.bySignFunction(DenseAlgebra.pureJava(), m.a(), q, abscissa -> 0));
    // ‖δC‖₂ ≤ ‖H‖₂ (2 ‖δA‖₂ ‖C‖₂ + ‖δQ‖₂), where H solves the equation for Q = I (Hewer and Kenney, SIAM Journal on
    // Control and Optimization 1988); the Frobenius norm of the error adds the factor √n.
    double sensitivity = solved(algebra().lyapunov(m.a(), Matrix.identity(m.n()))).frobeniusNorm();
    double condition = Math.sqrt(m.n()) * Math.max(1, 2 * m.a().frobeniusNorm() * sensitivity);
    assertThat(difference(c, other).frobeniusNorm())
        .isLessThanOrEqualTo(bound(m.n()) * condition * c.frobeniusNorm());
  }

  /** ‖A − Z T Zᵀ‖ is bounded like any backward error; below the first subdiagonal T is zero to the last bit. */
  @ParameterizedTest
  @MethodSource("org.secateur.linalg.Families#stable")
  void theSchurFormReconstructs(Named m) {
    RealSchur schur = ALGEBRA.schur(m.a());
    Matrix product = naiveProduct(naiveProduct(schur.z(), schur.t()), schur.z().transpose());
    assertThat(difference(product, m.a()).frobeniusNorm())
        .isLessThanOrEqualTo(bound(m.n()) * m.a().frobeniusNorm());
    for (int j = 0; j < m.n(); j++) {
      for (int i = j + 1; i < m.n(); i++) {
        boolean pair = i == j + 1 && schur.spectrum().im(j) > 0;
        assertThat(schur.t().get(i, j) != 0).isEqualTo(pair);
      }
    }
  }
}
