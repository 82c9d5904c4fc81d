package org.secateur.cli;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.secateur.rnn.task.FlipFlop;
import org.secateur.rnn.task.ModCog;
import org.secateur.rnn.task.Task;

/** Generated tasks by name. */
final class TaskName {
  private TaskName() {
  }

  static Task of(String name) {
    return tasks().filter(t -> t.name().equals(name)).findFirst()
        .orElseThrow(() -> Failure.of(ExitCode.USAGE, "E172", "there is no task %s".formatted(name),
            "one of " + tasks().map(Task::name).collect(Collectors.joining(", "))));
  }

  private static Stream<Task> tasks() {
    return Stream.concat(Stream.of(FlipFlop.threeBits()), ModCog.tasks().stream());
  }
}
