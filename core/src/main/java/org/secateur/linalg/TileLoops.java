package org.secateur.linalg;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import java.lang.foreign.MemorySegment;

/**
 * Loops over pairs (i, j) and (j, i) of column-major matrices. One of the two is strided, so they go through square
 * tiles on the heap: contiguous copies in and out, and the stride only within a tile, in the first-level cache.
 */
final class TileLoops {
  /** Two tiles of 32×32 doubles are 16 KiB, half of a first-level cache. */
  private static final int TILE = 32;

  private TileLoops() {
  }

  /** T ← Aᵀ for a rows×columns A; {@code t} must not be {@code a}. */
  static void transpose(MemorySegment a, int rows, int columns, MemorySegment t) {
    double[] tile = new double[TILE * TILE];
    for (int j = 0; j < columns; j += TILE) {
      for (int i = 0; i < rows; i += TILE) {
        read(a, rows, columns, i, j, tile);
        flip(tile);
        write(tile, t, columns, rows, j, i);
      }
    }
  }

  /** a_ji ← a_ij for i > j. */
  static void mirrorLower(MemorySegment a, int n) {
    double[] tile = new double[TILE * TILE];
    for (int j = 0; j < n; j += TILE) {
      for (int i = j; i < n; i += TILE) {
        read(a, n, n, i, j, tile);
        if (i == j) {
          mirror(tile);
        } else {
          flip(tile);
        }
        write(tile, a, n, n, j, i);
      }
    }
  }

  /** a_ij, a_ji ← a_ij / 2 + a_ji / 2, halved first so that the sum cannot overflow. */
  static void symmetrize(MemorySegment a, int n) {
    double[] below = new double[TILE * TILE];
    double[] above = new double[TILE * TILE];
    for (int j = 0; j < n; j += TILE) {
      for (int i = j; i < n; i += TILE) {
        read(a, n, n, i, j, below);
        read(a, n, n, j, i, above);
        flip(above);
        for (int k = 0; k < below.length; k++) {
          below[k] = below[k] / 2 + above[k] / 2;
        }
        write(below, a, n, n, i, j);
        flip(below);
        write(below, a, n, n, j, i);
      }
    }
  }

  /** Whether a_ij = a_ji for all i and j; a NaN equals nothing, itself included. */
  static boolean isSymmetric(MemorySegment a, int n) {
    double[] below = new double[TILE * TILE];
    double[] above = new double[TILE * TILE];
    for (int j = 0; j < n; j += TILE) {
      for (int i = j; i < n; i += TILE) {
        read(a, n, n, i, j, below);
        read(a, n, n, j, i, above);
        flip(above);
        int height = Math.min(TILE, n - i);
        for (int c = 0; c < Math.min(TILE, n - j); c++) {
          for (int r = 0; r < height; r++) {
            if (!(below[c * TILE + r] == above[c * TILE + r])) {
              return false;
            }
          }
        }
      }
    }
    return true;
  }

  /** The part of the matrix from row i and column j on that fits; what lies beyond the matrix is left as it was. */
  private static void read(MemorySegment a, int rows, int columns, int i, int j, double[] tile) {
    int height = Math.min(TILE, rows - i);
    for (int c = 0; c < Math.min(TILE, columns - j); c++) {
      MemorySegment.copy(a, JAVA_DOUBLE, 8 * ((long) (j + c) * rows + i), tile, c * TILE, height);
    }
  }

  private static void write(double[] tile, MemorySegment a, int rows, int columns, int i, int j) {
    int height = Math.min(TILE, rows - i);
    for (int c = 0; c < Math.min(TILE, columns - j); c++) {
      MemorySegment.copy(tile, c * TILE, a, JAVA_DOUBLE, 8 * ((long) (j + c) * rows + i), height);
    }
  }

  /** The tile transposed, in place. */
  private static void flip(double[] tile) {
    for (int c = 0; c < TILE; c++) {
      for (int r = c + 1; r < TILE; r++) {
        double swap = tile[c * TILE + r];
        tile[c * TILE + r] = tile[r * TILE + c];
        tile[r * TILE + c] = swap;
      }
    }
  }

  /** The part below the diagonal copied above it. */
  private static void mirror(double[] tile) {
    for (int c = 0; c < TILE; c++) {
      for (int r = c + 1; r < TILE; r++) {
        tile[r * TILE + c] = tile[c * TILE + r];
      }
    }
  }
}
