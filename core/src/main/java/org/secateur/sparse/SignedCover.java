package org.secateur.sparse;

import org.secateur.kernel.CompressedRows;

/**
 * Which vertices a matrix's rows become in a graph of positive weights: one each in a balanced component, in its gauge, and
 * two, i⁺ and i⁻, in a frustrated one (Gremban's double cover). Immutable by agreement.
 *
 * @param plus (n) the vertex of row i, or i⁺
 * @param minus (n) i⁻; −1 where balanced
 * @param vertices how many there are
 */
@SuppressWarnings("ArrayRecordComponent")
record SignedCover(int[] plus, int[] minus, int vertices) {

  /** What is done with an edge. */
  interface Visitor {
    void edge(int u, int v, double weight);
  }

  static SignedCover of(Balance balance, int n) {
    int[] plus = new int[n];
    int[] minus = new int[n];
    int vertices = 0;
    for (int i = 0; i < n; i++) {
      plus[i] = vertices++;
      minus[i] = balance.sign()[i] != 0 ? -1 : vertices++;
    }
    return new SignedCover(plus, minus, vertices);
  }

  /** Shows the edges of the entry at a position of row i. */
  void edges(CompressedRows w, int i, int position, Visitor visitor) {
    int j = w.column[position];
    double v = Math.abs(w.value[position]);
    if (minus[i] < 0) {
      visitor.edge(plus[i], plus[j], v);
    } else {
      boolean same = w.value[position] > 0;
      visitor.edge(plus[i], same ? plus[j] : minus[j], v);
      visitor.edge(minus[i], same ? minus[j] : plus[j], v);
    }
  }

  /** How many edges an entry of row i becomes. */
  int edges(int i) {
    return minus[i] < 0 ? 1 : 2;
  }
}
