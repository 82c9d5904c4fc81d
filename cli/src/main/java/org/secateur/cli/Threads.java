package org.secateur.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;

/** Runs work with a given number of processors: parallel streams inside a pool use that pool. */
final class Threads {
  private Threads() {
  }

  /**
   * The work's result.
   *
   * @param threads how many; 0 for all there are
   */
  static <T> T with(int threads, Callable<T> work) throws Exception {
    if (threads == 0) {
      return work.call();
    }
    try (ForkJoinPool pool = new ForkJoinPool(threads)) {
      return pool.submit(work).get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
