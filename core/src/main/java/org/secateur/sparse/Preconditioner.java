package org.secateur.sparse;

import org.secateur.random.Seed;

/**
 * A symmetric positive definite P near M that is easy to solve with, for blocks of eight vectors. Immutable, so that
 * several blocks may be solved at once.
 */
public interface Preconditioner {

  /** Its name in records of what was done. */
  String name();

  /**
   * Z ← P⁻¹ R.
   *
   * @param r (8 n) neuron-major; not modified
   * @param z (8 n); overwritten
   * @param dot (8); R·Z for each lane
   * @param work (at least {@link #workSpace}); overwritten
   */
  void apply(double[] r, double[] z, double[] dot, double[] work);

  /**
   * z ← P⁻¹ r for one vector.
   *
   * @param r (n); not modified
   * @param z (n); overwritten
   * @param work (at least {@link #workSpace}); overwritten
   * @return r·z
   */
  double apply(double[] r, double[] z, double[] work);

  /** How many numbers {@link #apply} wants to write on. */
  default int workSpace() {
    return 0;
  }

  /**
   * Draws v ~ N(0, P), or with a covariance of at least P.
   *
   * @param seed what v is a function of
   * @return a new array (n)
   */
  double[] sample(Seed seed);
}
