package org.secateur.rnn.evaluate;

import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.linalg.Spectrum;
import org.secateur.rnn.mask.Weights;

/**
 * Where the eigenvalues of a layer's weights end.
 *
 * @param radius max |λ(W)|
 * @param abscissa max Re λ(W); the linearised layer −I + W is stable if it is below 1
 */
public record LayerSpectrum(double radius, double abscissa) {

  /**
   * Of a square layer. Time O(n³).
   *
   * @throws IllegalArgumentException for gated layers, whose stacked weights have no eigenvalues
   */
  public static LayerSpectrum of(Weights weights) {
    if (weights.rows() != weights.columns()) {
      throw new IllegalArgumentException(
          "a layer of " + weights.rows() + "×" + weights.columns() + " weights has no eigenvalues");
    }
    Spectrum all = DenseAlgebra.best()
        .eigenvalues(Matrix.fromRowMajor(weights.rows(), weights.columns(), weights.toArray()));
    return new LayerSpectrum(all.radius(), all.abscissa());
  }
}
