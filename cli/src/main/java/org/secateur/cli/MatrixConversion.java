package org.secateur.cli;

import org.secateur.io.FileFormat;
import org.secateur.io.RawMatrix;
import org.secateur.io.Symmetry;

/** A matrix laid out for another format. */
final class MatrixConversion {
  private MatrixConversion() {
  }

  /** The same entries; halves are written out, since not every format can leave one out. */
  static RawMatrix of(RawMatrix raw, FileFormat format, boolean transpose) {
    boolean half = raw.symmetry() != Symmetry.NONE;
    int extra = 0;
    for (int k = 0; k < raw.count(); k++) {
      extra += half && raw.row(k) != raw.column(k) ? 1 : 0;
    }
    int[] row = new int[raw.count() + extra];
    int[] column = new int[row.length];
    double[] value = new double[row.length];
    int at = raw.count();
    for (int k = 0; k < raw.count(); k++) {
      row[k] = transpose ? raw.column(k) : raw.row(k);
      column[k] = transpose ? raw.row(k) : raw.column(k);
      value[k] = raw.value(k);
      if (half && raw.row(k) != raw.column(k)) {
        row[at] = column[k];
        column[at] = row[k];
        value[at++] = raw.symmetry() == Symmetry.SKEW ? -value[k] : value[k];
      }
    }
    boolean square = raw.rows() == raw.columns();
    return RawMatrix.of(transpose ? raw.columns() : raw.rows(), transpose ? raw.rows() : raw.columns(), row,
        column, value,
        square ? raw.labels() : java.util.List.of(), format);
  }
}
