package org.secateur.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.secateur.io.Checkpoint;
import org.secateur.io.InputException;

/**
 * Where a long run stands, in a file beside its result: written after an epoch or a round, at most once a second, and in
 * the middle of long ones; gone when the result is there.
 */
final class RunCheckpoint {
  private static final long BETWEEN_NANOS = 1_000_000_000L;
  private static final long WITHIN_NANOS = 30_000_000_000L;

  private final @Nullable Path file;
  private final Map<String, Object> configuration;
  private final Thread farewell;
  private long written = System.nanoTime() - WITHIN_NANOS;
  private boolean bidding;

  private RunCheckpoint(@Nullable Path file, Map<String, Object> configuration, Console console) {
    this.file = file;
    this.configuration = configuration;
    this.farewell = new Thread(() -> console.remark("%nStopped; the same command goes on from \"%s\"",
        file == null ? "" : file.getFileName()), "secateur-checkpoint");
  }

  /** Beside a result; nowhere if there is none. */
  static RunCheckpoint beside(@Nullable Path target, Map<String, Object> configuration, Console console) {
    return new RunCheckpoint(target == null ? null : Checkpoint.beside(target.toAbsolutePath().normalize()),
        configuration, console);
  }

  /**
   * What there is to go on from.
   *
   * @param fresh whether a new start was asked for, whatever is there
   * @param replace whether what belongs to another configuration, or is damaged, may go
   * @throws InputException E209 if it is a checkpoint of another configuration, E108 if it is damaged
   */
  Optional<Checkpoint> resume(boolean fresh, boolean replace) throws InputException {
    if (file == null) {
      return Optional.empty();
    }
    if (fresh) {
      remove();
      return Optional.empty();
    }
    try {
      return Checkpoint.resume(file, configuration);
    } catch (InputException e) {
      if (!replace) {
        throw e;
      }
      remove();
      return Optional.empty();
    }
  }

  /** Writes one, if it is time to. */
  void offer(boolean end, Supplier<Checkpoint> state) throws InputException {
    long now = System.nanoTime();
    if (file != null && now - written >= (end ? BETWEEN_NANOS : WITHIN_NANOS)) {
      state.get().write(file);
      written = System.nanoTime();
      bid(true);
    }
  }

  /** Says, if the program ends before the result is there, that nothing is lost. */
  private void bid(boolean wanted) {
    try {
      if (wanted && !bidding) {
        Runtime.getRuntime().addShutdownHook(farewell);
      } else if (!wanted && bidding) {
        Runtime.getRuntime().removeShutdownHook(farewell);
      }
      bidding = wanted;
    } catch (IllegalStateException e) {
      return; // it ends already
    }
  }

  /** What the run was asked to do. */
  Map<String, Object> configuration() {
    return configuration;
  }

  /** Removes the file: the result is there. */
  void remove() throws InputException {
    if (file == null) {
      return;
    }
    bid(false);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw InputException.of("E195", "the checkpoint \"" + file.getFileName() + "\" cannot be removed")
          .because(e);
    }
  }
}
