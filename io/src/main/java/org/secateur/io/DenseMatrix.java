package org.secateur.io;

import java.util.List;
import java.util.OptionalInt;

/** Makes a raw matrix of an array that stores every element. */
final class DenseMatrix {
  private DenseMatrix() {
  }

  static InputException notSquare(NumberArray a) {
    return InputException
        .of("E110", a.name() + " has " + Words.count(a.rows()) + " rows and " + Words.count(a.columns())
            + " columns; a recurrent network needs a square matrix.")
        .at(a.name());
  }

  /** The matrix without its zeros. The array's values may be changed. */
  static RawMatrix of(NumberArray a, List<String> labels, TextForm form, RawMatrix.Origin origin,
      ReadOptions options) throws InputException {
    if (options.shape() == ReadOptions.Shape.SQUARE && a.rows() != a.columns()) {
      throw notSquare(a);
    }
    double[] x = a.values();
    ValueCheck.Found found = check(a, "weight", "Pruning would spread them to every score.", options);
    double scale = MatrixBuilder.scale(found.largest(), options);
    int count = 0;
    long tiny = 0;
    for (int k = 0; k < x.length; k++) {
      x[k] /= scale;
      double size = Math.abs(x[k]);
      if (size >= RawMatrix.TINY) {
        count++;
      } else if (size > 0) {
        tiny++;
      }
    }
    Memory.require(16.0 * count, a.name());
    int[] row = new int[count];
    int[] column = new int[count];
    double[] value = new double[count];
    int m = 0;
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < a.columns(); j++) {
        double w = a.get(i, j);
        if (Math.abs(w) >= RawMatrix.TINY) {
          row[m] = i;
          column[m] = j;
          value[m++] = w;
        }
      }
    }
    boolean matlab = a.notation() == NumberArray.Notation.MATLAB;
    Facts facts = new Facts(a.rows(), a.columns(), List.copyOf(labels), Symmetry.NONE, Storage.DENSE,
        a.type(),
        Direction.UNSTATED, origin, form, OptionalInt.of(matlab ? 1 : 0));
    var changes = new RawMatrix.Changes(0, tiny, found.nan(), 0, scale);
    return new RawMatrix(facts, changes, row, column, value, null, null);
  }

  /** Stops what cannot be computed with; undefined values become zero if the options say so. */
  static ValueCheck.Found check(NumberArray a, String noun, String harm, ReadOptions options)
      throws InputException {
    var words = new ValueCheck.Wording(noun, harm, ValueCheck.Wording.AS_ZERO, a.values().length,
        k -> "row " + Words.count(a.rowAt(k) + 1L) + ", column " + Words.count(a.columnAt(k) + 1L), a::place);
    return ValueCheck.require(a.values(), a.values().length, a.type(), options, words);
  }

  /** The array as rows of equal length, one after the other; a copy if it has to be turned. */
  static double[] rowMajor(NumberArray a) {
    if (!a.columnMajor()) {
      return a.values();
    }
    double[] out = new double[a.values().length];
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < a.columns(); j++) {
        out[i * a.columns() + j] = a.get(i, j);
      }
    }
    return out;
  }
}
