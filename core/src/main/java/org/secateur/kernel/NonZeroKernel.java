package org.secateur.kernel;

/** The entries of a matrix that are not zero, in compressed rows, and blocks laid out the other way. No checks, no allocation. */
public final class NonZeroKernel {
  private NonZeroKernel() {
  }

  /**
   * The non-zero entries of x, row after row. Every entry is written, and the next overwrites it if it was zero: no branch to
   * guess.
   *
   * @param x (rows · columns)
   * @param start (rows + 1) overwritten: where each row begins, and the end
   * @param column (rows · columns + 1) overwritten from the first
   * @param value (rows · columns + 1) the same
   */
  public static void byRows(float[] x, int rows, int columns, int[] start, int[] column, float[] value) {
    int next = 0;
    for (int i = 0; i < rows; i++) {
      start[i] = next;
      for (int c = 0; c < columns; c++) {
        float entry = x[i * columns + c];
        column[next] = c;
        value[next] = entry;
        next += entry != 0 ? 1 : 0;
      }
    }
    start[rows] = next;
  }

  /**
   * The same matrix, column after column; within a column the rows ascend.
   *
   * @param start (rows + 1), with column and value as {@link #byRows} leaves them
   * @param columnStart (columns + 1) overwritten
   * @param row (entries) overwritten
   * @param columnValue (entries) overwritten
   */
  public static void byColumns(int rows, int columns, int[] start, int[] column, float[] value,
      int[] columnStart, int[] row, float[] columnValue) {
    for (int c = 0; c <= columns; c++) {
      columnStart[c] = 0;
    }
    for (int k = 0; k < start[rows]; k++) {
      columnStart[column[k]]++;
    }
    int end = 0;
    for (int c = 0; c <= columns; c++) {
      end += columnStart[c];
      columnStart[c] = end;
    }
    for (int i = rows - 1; i >= 0; i--) {
      for (int k = start[i + 1] - 1; k >= start[i]; k--) {
        int at = --columnStart[column[k]];
        row[at] = i;
        columnValue[at] = value[k];
      }
    }
  }

  /** y[c][j] ← x[j · columns + c]: columns become arrays, eight at a time. */
  public static void split(float[] x, int rows, int columns, float[][] y) {
    int c = 0;
    for (; c + 7 < columns; c += 8) {
      splitEight(x, rows, columns, c, y[c], y[c + 1], y[c + 2], y[c + 3], y[c + 4], y[c + 5], y[c + 6],
          y[c + 7]);
    }
    for (; c < columns; c++) {
      for (int j = 0; j < rows; j++) {
        y[c][j] = x[j * columns + c];
      }
    }
  }

  private static void splitEight(float[] x, int rows, int columns, int from, float[] y0, float[] y1,
      float[] y2,
      float[] y3, float[] y4, float[] y5, float[] y6, float[] y7) {
    for (int j = 0; j < rows; j++) {
      int at = from + j * columns;
      y0[j] = x[at];
      y1[j] = x[at + 1];
      y2[j] = x[at + 2];
      y3[j] = x[at + 3];
      y4[j] = x[at + 4];
      y5[j] = x[at + 5];
      y6[j] = x[at + 6];
      y7[j] = x[at + 7];
    }
  }

  /** x[from + j · columns + c] += y[c][j] for j below {@code rows}: the way back, eight columns at a time. */
  public static void addJoined(float[][] y, int rows, int columns, float[] x, int from) {
    int c = 0;
    for (; c + 7 < columns; c += 8) {
      addEight(y[c], y[c + 1], y[c + 2], y[c + 3], y[c + 4], y[c + 5], y[c + 6], y[c + 7], rows, columns, x,
          from + c);
    }
    for (; c < columns; c++) {
      for (int j = 0; j < rows; j++) {
        x[from + j * columns + c] += y[c][j];
      }
    }
  }

  private static void addEight(float[] y0, float[] y1, float[] y2, float[] y3, float[] y4, float[] y5,
      float[] y6,
      float[] y7, int rows, int columns, float[] x, int from) {
    for (int j = 0; j < rows; j++) {
      int at = from + j * columns;
      x[at] += y0[j];
      x[at + 1] += y1[j];
      x[at + 2] += y2[j];
      x[at + 3] += y3[j];
      x[at + 4] += y4[j];
      x[at + 5] += y5[j];
      x[at + 6] += y6[j];
      x[at + 7] += y7[j];
    }
  }
}
