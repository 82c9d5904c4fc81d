package org.secateur.sparse;

/**
 * A factor L D Lᵀ of a permuted matrix by columns, L = I − (entries). Immutable by agreement.
 *
 * @param start (n + 1) of the columns
 * @param row of each entry, below its column
 * @param value of each entry, in [0, 1], its sign changed; single precision, which moves the matrix that the factor
 *     stands for and not the exactness of a solve with it
 * @param pivot (n), the diagonal of D; 0 where nothing was left
 * @param part columns where parts begin that have no rows in common, and where what they have left begins: part p has the
 *     columns from part[p] to part[p + 1], exclusive, and all from the last number on belong to none
 */
@SuppressWarnings("ArrayRecordComponent")
record ApproximateFactor(int[] start, int[] row, float[] value, double[] pivot, int[] part) {
}
