package org.secateur.linalg;

import java.util.function.DoubleUnaryOperator;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.EjmlVersion;
import org.ejml.data.Complex_F64;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.decomposition.lu.LUDecompositionAlt_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.secateur.kernel.GemmKernel;

/** {@link DenseAlgebra} in plain Java. Matrices are copied to the heap and back, which costs O(n²) a call. */
final class Ejml implements DenseAlgebra {
  private final String reason;

  /** Remembers why it was chosen, for {@link #name}; empty if there is nothing to say. */
  Ejml(String reason) {
    this.reason = reason;
  }

  @Override
  public String name() {
    return "EJML " + EjmlVersion.VERSION + (reason.isEmpty() ? "" : " (" + reason + ")");
  }

  @Override
  public void gemm(Transpose opA, Transpose opB, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    Check.product(opA, opB, a, b, c);
    DMatrixRMaj left = EjmlCopy.of(opA == Transpose.NO ? a : a.transpose());
    DMatrixRMaj right = EjmlCopy.of(opB == Transpose.NO ? b : b.transpose());
    DMatrixRMaj product = new DMatrixRMaj(c.rows(), c.columns());
    if (left.numCols > 0) {
      CommonOps_DDRM.mult(alpha, left, right, product);
    }
    Matrix result = EjmlCopy.of(product);
    if (beta != 0) {
      result.addScaled(beta, c);
    }
    c.assign(result);
  }

  @Override
  public void multiply(FloatMatrix a, FloatMatrix b, FloatMatrix c) {
    Check.product(a, b, c);
    float[] left = new float[a.rows() * a.columns()];
    a.copyOut(0, left, left.length);
    float[] column = new float[b.rows()];
    float[] sum = new float[c.rows()];
    for (int j = 0; j < c.columns(); j++) {
      b.copyOut(j, column, column.length);
      EjmlLoops.multiply(a.rows(), left, column, sum);
      c.copyIn(j, sum, sum.length);
    }
  }

  @Override
  public void gemm(Transpose opA, Transpose opB, int m, int n, int k, double alpha, double[] a, int aAt,
      int lda,
      double[] b, int bAt, int ldb, double beta, double[] c, int cAt, int ldc) {
    Check.sections(opA, opB, m, n, k, a, aAt, lda, b, bAt, ldb, c, cAt, ldc);
    GemmKernel.scale(m, n, beta, c, cAt, ldc);
    if (opA == Transpose.NO) {
      GemmKernel.multiply(m, n, k, alpha, a, aAt, lda, b, bAt, ldb, opB == Transpose.YES, c, cAt, ldc);
    } else {
      GemmKernel.multiplyTransposed(m, n, k, alpha, a, aAt, lda, b, bAt, ldb, opB == Transpose.YES, c, cAt,
          ldc);
    }
  }

  @Override
  public Matrix gram(Transpose opA, Matrix a) {
    Matrix c = multiply(opA, opA == Transpose.NO ? Transpose.YES : Transpose.NO, a, a);
    c.mirrorLower();
    return c;
  }

  @Override
  public double[] symmetricEigenvalues(Matrix a) {
    EigenDecomposition_F64<DMatrixRMaj> eigen = symmetric(a, false);
    double[] values = IntStream.range(0, a.rows()).mapToDouble(k -> eigen.getEigenvalue(k).real).toArray();
    Arrays.sort(values);
    return values;
  }

  @Override
  public SymmetricEigen symmetricEigen(Matrix a) {
    return symmetricEigen(a, 0, a.rows());
  }

  @Override
  public SymmetricEigen symmetricEigen(Matrix a, int from, int count) {
    Check.square(a, "a");
    Check.range(a.rows(), from, count);
    EigenDecomposition_F64<DMatrixRMaj> eigen = symmetric(a, true);
    int[] order = IntStream.range(0, a.rows()).boxed()
        .sorted(Comparator.comparingDouble(k -> eigen.getEigenvalue(k).real)).mapToInt(k -> k).toArray();
    double[] values = new double[count];
    Matrix vectors = Matrix.zeros(a.rows(), count);
    for (int k = 0; k < count; k++) {
      values[k] = eigen.getEigenvalue(order[from + k]).real;
      vectors.setColumn(k, eigen.getEigenVector(order[from + k]).data);
    }
    return new SymmetricEigen(values, vectors);
  }

  private static EigenDecomposition_F64<DMatrixRMaj> symmetric(Matrix a, boolean vectors) {
    Check.eigenInput(a);
    Matrix full = a.copy();
    full.mirrorLower();
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(a.rows(), vectors, true);
    Check.converged(a.rows() == 0 || eigen.decompose(EjmlCopy.of(full)),
        "the symmetric eigenvalue iteration");
    return eigen;
  }

  @Override
  public Spectrum eigenvalues(Matrix a) {
    Check.finiteSquare(a, "a");
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(a.rows(), false, false);
    Check.converged(a.rows() == 0 || eigen.decompose(EjmlCopy.of(a)), "the eigenvalue iteration");
    return spectrum(IntStream.range(0, a.rows()).mapToObj(eigen::getEigenvalue).toArray(Complex_F64[]::new));
  }

  private static Spectrum spectrum(Complex_F64[] values) {
    return new Spectrum(Arrays.stream(values).mapToDouble(v -> v.real).toArray(),
        Arrays.stream(values).mapToDouble(v -> v.imaginary).toArray());
  }

  @Override
  public CholeskyOutcome cholesky(Matrix a) {
    Check.finiteSquare(a, "a");
    Matrix full = a.copy();
    full.mirrorLower();
    DMatrixRMaj copy = EjmlCopy.of(full);
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(a.rows(), true);
    if (a.rows() > 0 && !cholesky.decompose(copy)) {
      return new CholeskyOutcome.NotPositiveDefinite(EjmlLoops.firstMinorNotPositive(EjmlCopy.of(full)));
    }
    Matrix lower = a.rows() == 0 ? full : EjmlCopy.of(cholesky.getT(null));
    return new CholeskyOutcome.Factored(new Cholesky(this, lower));
  }

  @Override
  public void solveTriangular(Matrix l, Side side, Transpose opL, Matrix b) {
    Check.triangular(l, side, b);
    DMatrixRMaj lower = EjmlCopy.of(l);
    // X op(L) = B is op(L)ᵀ Xᵀ = Bᵀ.
    Matrix x = side == Side.LEFT ? b.copy() : b.transpose();
    boolean forward = (side == Side.LEFT) == (opL == Transpose.NO);
    double[] column = new double[l.rows()];
    for (int j = 0; j < x.columns(); j++) {
      x.copyColumn(j, column);
      if (forward) {
        EjmlLoops.forward(l.rows(), lower.data, column);
      } else {
        EjmlLoops.backward(l.rows(), lower.data, column);
      }
      x.setColumn(j, column);
    }
    b.assign(side == Side.LEFT ? x : x.transpose());
  }

  @Override
  public Matrix inverseLower(Matrix l) {
    Check.nonzeroDiagonal(l);
    Matrix x = Matrix.identity(l.rows());
    solveTriangular(l, Side.LEFT, Transpose.NO, x);
    return x;
  }

  @Override
  public Matrix inverseFromCholesky(Matrix l) {
    return gram(Transpose.YES, inverseLower(l));
  }

  @Override
  public LuOutcome lu(Matrix a) {
    Check.finiteSquare(a, "a");
    LUDecompositionAlt_DDRM lu = new LUDecompositionAlt_DDRM();
    if (a.rows() > 0) {
      lu.decompose(EjmlCopy.of(a));
      for (int k = 0; k < a.rows(); k++) {
        if (lu.getLU().get(k, k) == 0) {
          return new LuOutcome.Singular(k);
        }
      }
    }
    return new LuOutcome.Factored(new EjmlLu(a.rows(), lu));
  }

  @Override
  public LyapunovOutcome lyapunov(Matrix a, Matrix q, DoubleUnaryOperator shift) {
    Check.lyapunov(a, q);
    return a.isSymmetric()
        ? Lyapunov.bySpectrum(this, a, q, shift)
        : Lyapunov.bySignFunction(this, a, q, shift);
  }
}
