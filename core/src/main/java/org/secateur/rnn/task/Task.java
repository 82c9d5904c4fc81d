package org.secateur.rnn.task;

import org.secateur.random.Seed;
import org.secateur.rnn.Trials;

/** Something a recurrent network can learn: trials of a fixed number of steps, drawn at random. Immutable. */
public interface Task {

  /** What it is called, on the command line too. */
  String name();

  /** Numbers that go in at each step. */
  int inputs();

  /** Numbers that come out at each step. */
  int outputs();

  /** Steps of a trial. */
  int steps();

  /**
   * Some trials. A trial is a function of the seed, the stage and its number: how many are drawn at a time does not show.
   *
   * @param stage what the trials are for; those of two stages have nothing in common
   * @param first number of the first trial, from 0
   * @param count how many, at least 1
   */
  Trials trials(Seed seed, String stage, long first, int count);
}
