package org.secateur.sparse;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Rows cut into fixed chunks, so that work on them gives the same bits on any number of threads. What is summed is summed
 * per chunk and folded in the order of the chunks.
 */
public final class RowChunks {
  /** Rows of a chunk. */
  public static final int ROWS = 2048;

  private final int rows;
  private final int count;

  /** Chunks of so many rows. */
  public RowChunks(int rows) {
    this.rows = rows;
    this.count = rows == 0 ? 0 : (rows - 1) / ROWS + 1;
  }

  /** How many chunks. */
  public int count() {
    return count;
  }

  /** The first row of a chunk. */
  public int from(int chunk) {
    return chunk * ROWS;
  }

  /** The row after its last. */
  public int to(int chunk) {
    return Math.min(rows, (chunk + 1) * ROWS);
  }

  /** Works on every chunk, in parallel where there is more than one. */
  public void run(IntConsumer work) {
    inTurn(count, work);
  }

  /**
   * Works on {@code 0} to {@code count}, exclusive, in parallel: whoever is free takes the next. Ranges cut beforehand would leave
   * one thread alone with the hubs, which many generators and files number first.
   */
  public static void inTurn(int count, IntConsumer work) {
    int workers = Math.min(count, ForkJoinTask.inForkJoinPool()
        ? ForkJoinTask.getPool().getParallelism()
        : ForkJoinPool.getCommonPoolParallelism() + 1);
    if (workers <= 1) {
      for (int c = 0; c < count; c++) {
        work.accept(c);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    IntStream.range(0, workers).parallel().forEach(w -> {
      for (int c = next.getAndIncrement(); c < count; c = next.getAndIncrement()) {
        work.accept(c);
      }
    });
  }

  /** Works on every chunk; the sum of what comes of it, in the order of the chunks. */
  public double sum(IntToDoubleFunction work) {
    double[] partial = new double[count];
    run(c -> partial[c] = work.applyAsDouble(c));
    double sum = 0;
    for (double p : partial) {
      sum += p;
    }
    return sum;
  }

  /** total[t] ← Σ over the chunks of partial[width · chunk + t], t < width. */
  public void fold(double[] partial, int width, double[] total) {
    for (int t = 0; t < width; t++) {
      double sum = 0;
      for (int c = 0; c < count; c++) {
        sum += partial[width * c + t];
      }
      total[t] = sum;
    }
  }
}
