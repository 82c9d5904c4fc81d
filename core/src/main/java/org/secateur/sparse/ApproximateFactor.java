package org.secateur.sparse;

/**
 * A factor L D Lᵀ of a permuted matrix by columns, L = I − (entries). Immutable by agreement.
 *
 * @param start (n + 1) of the columns
 * @param row of each entry, below its column
 * @param value of each entry, in [0, 1], its sign changed; single precision, which moves the matrix that the factor
 *     stands for and not the exactness of a solve with it
 * @param pivot (n), the diagonal of D; 0 where nothing was left
 * @param place (n): which column a vertex became
 */
@SuppressWarnings("ArrayRecordComponent")
record ApproximateFactor(int[] start, int[] row, float[] value, double[] pivot, int[] place) {
}
