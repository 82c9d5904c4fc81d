package org.secateur.linalg;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import java.lang.foreign.MemorySegment;

/** Loops over pairs (i, j) and (j, i) of column-major matrices, in tiles, since one of the two is strided. */
final class TriangleLoops {
  /** Two tiles of 32×32 doubles are 16 KiB, half of a first-level cache. */
  private static final int TILE = 32;

  private TriangleLoops() {
  }

  /** T ← Aᵀ for a rows×columns A; {@code t} must not be {@code a}. */
  static void transpose(MemorySegment a, int rows, int columns, MemorySegment t) {
    for (int j0 = 0; j0 < columns; j0 += TILE) {
      for (int i0 = 0; i0 < rows; i0 += TILE) {
        int jEnd = Math.min(j0 + TILE, columns);
        int iEnd = Math.min(i0 + TILE, rows);
        for (int j = j0; j < jEnd; j++) {
          for (int i = i0; i < iEnd; i++) {
            t.setAtIndex(JAVA_DOUBLE, (long) i * columns + j, a.getAtIndex(JAVA_DOUBLE, (long) j * rows + i));
          }
        }
      }
    }
  }

  /** a_ji ← a_ij for i > j. */
  static void mirrorLower(MemorySegment a, int n) {
    for (int j0 = 0; j0 < n; j0 += TILE) {
      for (int i0 = j0; i0 < n; i0 += TILE) {
        for (int j = j0; j < Math.min(j0 + TILE, n); j++) {
          for (int i = Math.max(i0, j + 1); i < Math.min(i0 + TILE, n); i++) {
            a.setAtIndex(JAVA_DOUBLE, (long) i * n + j, a.getAtIndex(JAVA_DOUBLE, (long) j * n + i));
          }
        }
      }
    }
  }

  /** a_ij, a_ji ← a_ij / 2 + a_ji / 2, halved first so that the sum cannot overflow. */
  static void symmetrize(MemorySegment a, int n) {
    for (int j0 = 0; j0 < n; j0 += TILE) {
      for (int i0 = j0; i0 < n; i0 += TILE) {
        for (int j = j0; j < Math.min(j0 + TILE, n); j++) {
          for (int i = Math.max(i0, j + 1); i < Math.min(i0 + TILE, n); i++) {
            long below = (long) j * n + i;
            long above = (long) i * n + j;
            double mean = a.getAtIndex(JAVA_DOUBLE, below) / 2 + a.getAtIndex(JAVA_DOUBLE, above) / 2;
            a.setAtIndex(JAVA_DOUBLE, below, mean);
            a.setAtIndex(JAVA_DOUBLE, above, mean);
          }
        }
      }
    }
  }

  /** Whether a_ij = a_ji for all i and j; a NaN equals nothing, itself included. */
  static boolean isSymmetric(MemorySegment a, int n) {
    for (int j0 = 0; j0 < n; j0 += TILE) {
      for (int i0 = j0; i0 < n; i0 += TILE) {
        for (int j = j0; j < Math.min(j0 + TILE, n); j++) {
          for (int i = Math.max(i0, j); i < Math.min(i0 + TILE, n); i++) {
            if (!(a.getAtIndex(JAVA_DOUBLE, (long) j * n + i) == a.getAtIndex(JAVA_DOUBLE,
                (long) i * n + j))) {
              return false;
            }
          }
        }
      }
    }
    return true;
  }
}
