package org.secateur.linalg;

import java.util.function.DoubleUnaryOperator;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;

/** {@link DenseAlgebra} by OpenBLAS, called through the foreign function interface. */
final class OpenBlas implements DenseAlgebra {
  private final OpenBlasLibrary library;
  private final Lapack lapack;
  private final ShortGemm shortGemm;

  OpenBlas(OpenBlasLibrary library) {
    this.library = library;
    this.lapack = library.lapack();
    this.shortGemm = new ShortGemm(library.symbols());
  }

  @Override
  public String name() {
    return library.name();
  }

  /** Where the library's other functions are. */
  SymbolLookup symbols() {
    return library.symbols();
  }

  @Override
  public void gemm(Transpose opA, Transpose opB, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    Check.product(opA, opB, a, b, c);
    if (c.rows() > 0 && c.columns() > 0) {
      lapack.gemm(opA, opB, alpha, a, b, beta, c);
    }
  }

  @Override
  public void multiply(FloatMatrix a, FloatMatrix b, FloatMatrix c) {
    Check.product(a, b, c);
    if (c.rows() > 0 && c.columns() > 0) {
      lapack.gemm(a, b, c);
    }
  }

  @Override
  public void gemm(Transpose opA, Transpose opB, int m, int n, int k, double alpha, double[] a, int aAt,
      int lda,
      double[] b, int bAt, int ldb, double beta, double[] c, int cAt, int ldc) {
    Check.sections(opA, opB, m, n, k, a, aAt, lda, b, bAt, ldb, c, cAt, ldc);
    if (m > 0 && n > 0) {
      shortGemm.multiply(opA, opB, m, n, k, alpha, a, aAt, lda, b, bAt, ldb, beta, c, cAt, ldc);
    }
  }

  @Override
  public Matrix gram(Transpose opA, Matrix a) {
    int n = opA == Transpose.NO ? a.rows() : a.columns();
    Matrix c = Matrix.zeros(n, n);
    if (n > 0) {
      lapack.syrk(opA, a, c);
      c.mirrorLower();
    }
    return c;
  }

  @Override
  public double[] symmetricEigenvalues(Matrix a) {
    Check.finiteSquare(a, "a");
    double[] values = new double[a.rows()];
    if (values.length > 0) {
      Check.converged(lapack.syevd(false, a.copy(), values), "the symmetric eigenvalue iteration");
    }
    return values;
  }

  @Override
  public SymmetricEigen symmetricEigen(Matrix a) {
    Check.eigenInput(a);
    double[] values = new double[a.rows()];
    Matrix vectors = a.copy();
    if (values.length > 0) {
      Check.converged(lapack.syevd(true, vectors, values), "the symmetric eigenvalue iteration");
    }
    return new SymmetricEigen(values, vectors);
  }

  @Override
  public SymmetricEigen symmetricEigen(Matrix a, int from, int count) {
    Check.eigenInput(a);
    Check.range(a.rows(), from, count);
    double[] values = new double[count];
    Matrix vectors = Matrix.zeros(a.rows(), count);
    // Relatively robust representations can fail where eigenvalues crowd, on some processors and not on others
    // (block matrices with equal blocks do it): divide and conquer then finds all, and the ones asked for are kept.
    if (count > 0 && lapack.syevr(a.copy(), from, values, vectors) != 0) {
      SymmetricEigen all = symmetricEigen(a);
      System.arraycopy(all.values(), from, values, 0, count);
      for (int k = 0; k < count; k++) {
        for (int i = 0; i < a.rows(); i++) {
          vectors.set(i, k, all.vectors().get(i, from + k));
        }
      }
    }
    return new SymmetricEigen(values, vectors);
  }

  @Override
  public Spectrum eigenvalues(Matrix a) {
    Check.finiteSquare(a, "a");
    double[] re = new double[a.rows()];
    double[] im = new double[a.rows()];
    if (re.length > 0) {
      Check.converged(lapack.geev(a.copy(), re, im), "the eigenvalue iteration");
    }
    return new Spectrum(re, im);
  }

  /** The real Schur form of a square matrix. Time O(n³). */
  RealSchur schur(Matrix a) {
    Check.finiteSquare(a, "a");
    int n = a.rows();
    double[] re = new double[n];
    double[] im = new double[n];
    Matrix t = a.copy();
    Matrix z = Matrix.zeros(n, n);
    if (n > 0) {
      Check.converged(lapack.gees(t, z, re, im), "the eigenvalue iteration");
    }
    return new RealSchur(t, z, new Spectrum(re, im));
  }

  @Override
  public CholeskyOutcome cholesky(Matrix a) {
    Check.finiteSquare(a, "a");
    Matrix l = a.copy();
    int minor = l.rows() == 0 ? 0 : lapack.potrf(l);
    if (minor != 0) {
      return new CholeskyOutcome.NotPositiveDefinite(minor);
    }
    l.clearUpper();
    return new CholeskyOutcome.Factored(new Cholesky(this, l));
  }

  @Override
  public void solveTriangular(Matrix l, Side side, Transpose opL, Matrix b) {
    Check.triangular(l, side, b);
    if (b.rows() > 0 && b.columns() > 0) {
      lapack.trsm(l, side, opL, b);
    }
  }

  @Override
  public Matrix inverseLower(Matrix l) {
    Check.nonzeroDiagonal(l);
    Matrix x = l.copy();
    if (x.rows() > 0) {
      Check.converged(lapack.trtri(x), "the triangular inverse");
    }
    x.clearUpper();
    return x;
  }

  @Override
  public Matrix inverseFromCholesky(Matrix l) {
    Check.nonzeroDiagonal(l);
    Matrix x = l.copy();
    if (x.rows() > 0) {
      Check.converged(lapack.potri(x), "the inverse");
    }
    x.mirrorLower();
    return x;
  }

  @Override
  public LuOutcome lu(Matrix a) {
    Check.finiteSquare(a, "a");
    Matrix factors = a.copy();
    MemorySegment pivots = Arena.ofAuto().allocate(JAVA_INT, factors.rows());
    int zero = factors.rows() == 0 ? 0 : lapack.getrf(factors, pivots);
    if (zero != 0) {
      return new LuOutcome.Singular(zero - 1);
    }
    return new LuOutcome.Factored(new OpenBlasLu(lapack, factors, pivots));
  }

  @Override
  public LyapunovOutcome lyapunov(Matrix a, Matrix q, DoubleUnaryOperator shift) {
    Check.lyapunov(a, q);
    return a.isSymmetric() ? Lyapunov.bySpectrum(this, a, q, shift) : Lyapunov.bySchurForm(this, a, q, shift);
  }

  /** B ← Y with T Y + Y Tᵀ = s B for a quasi upper triangular T. Returns s, in (0, 1], which prevents overflow. */
  double solveTriangularLyapunov(Matrix t, Matrix b) {
    return t.rows() == 0 ? 1 : lapack.trsyl3(t, b);
  }
}
