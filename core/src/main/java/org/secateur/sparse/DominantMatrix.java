package org.secateur.sparse;

/**
 * A symmetric matrix M = Σ |w_ij| (e_i − s_ij e_j)(e_i − s_ij e_j)ᵀ + diag(slack) as iterations see it: by its diagonal and
 * by what it does to vectors, wherever its synapses lie. Vectors are whole.
 *
 * <p>Products fold in chunks of {@link RowChunks#ROWS} rows, in order: the same bits however the rows are spread over
 * threads or machines.
 */
public interface DominantMatrix {

  /** Rows and columns n. */
  int size();

  /** M_ii − Σ_{j≠i} |w_ij| (n); not to be written to. */
  double[] slack();

  /** M_ii (n); not to be written to. */
  double[] diagonal();

  /**
   * Q ← M P for a block of eight vectors, neuron-major.
   *
   * @param p (8 n); not modified
   * @param q (8 n); overwritten, never {@code p}
   * @param dot (8); overwritten with P·Q of each lane
   */
  void multiply(double[] p, double[] q, double[] dot);

  /**
   * q ← M p for one vector.
   *
   * @param p (n); not modified
   * @param q (n); overwritten, never {@code p}
   * @return p·q
   */
  double multiply(double[] p, double[] q);
}
