package org.secateur.spectral;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.secateur.dynamics.Drift;
import org.secateur.kernel.CompressedRows;
import org.secateur.kernel.RangeKernel;

/** M of a drift as an operator for long vectors: its rows are shared out among the threads, about as many entries each. */
final class Restoring implements SymmetricOperator {
  /** Entries of a chunk: some tens of microseconds of work. */
  private static final int CHUNK = 1 << 15;

  private final CompressedRows rows;
  private final double[] leak;
  private final int[] chunkStart;

  Restoring(Drift drift) {
    this.rows = drift.network().rows();
    this.leak = drift.network().leaks();
    this.chunkStart = chunks(rows);
  }

  private static int[] chunks(CompressedRows rows) {
    int[] start = new int[(int) (((long) rows.column.length + rows.n) / CHUNK) + 2];
    int count = 0;
    int from = 0;
    while (from < rows.n) {
      start[count++] = from;
      int to = from + 1;
      while (to < rows.n && (long) rows.rowStart[to] - rows.rowStart[from] + to - from < CHUNK) {
        to++;
      }
      from = to;
    }
    start[count] = rows.n;
    return Arrays.copyOf(start, count + 1);
  }

  @Override
  public int size() {
    return leak.length;
  }

  @Override
  public void apply(double[] x, double[] y) {
    int chunks = chunkStart.length - 1;
    if (chunks <= 1) {
      RangeKernel.restore(0, leak.length, rows, leak, x, y);
    } else {
      IntStream.range(0, chunks).parallel()
          .forEach(c -> RangeKernel.restore(chunkStart[c], chunkStart[c + 1], rows, leak, x, y));
    }
  }
}
