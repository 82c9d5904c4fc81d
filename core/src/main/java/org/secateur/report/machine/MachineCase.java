package org.secateur.report.machine;

import java.util.List;
import java.util.Optional;

import org.secateur.boltzmann.Machine;
import org.secateur.random.Seed;
import org.secateur.report.Setting;

/**
 * All that a report on a pruned machine is made from.
 *
 * @param before the machine as it came
 * @param after what the last round left, trained again
 * @param survivors (layers) which units of the first machine the last one has, by number, ascending
 * @param rounds what was measured, round 0 first
 * @param likelihood what the likelihood is: exact, AIS, or a bound
 * @param criterion which synapses went first
 * @param ended how the rounds ended, in words
 * @param sheet how visible units lie, if that is known
 * @param seed of the chains that the report looks at
 * @param setting what only the program around knows
 */
public record MachineCase(Machine before, Machine after, List<List<Integer>> survivors, List<Round> rounds,
    String likelihood, String criterion, String ended, Optional<Pixels> sheet, Seed seed, Setting setting) {

  /** Copies the lists. */
  public MachineCase {
    survivors = survivors.stream().map(List::copyOf).toList();
    rounds = List.copyOf(rounds);
  }

  /**
   * One round.
   *
   * @param number from 0
   * @param synapses left
   * @param units (layers) left
   * @param logLikelihood mean over patterns, in nats; NaN if it was not measured
   * @param standardError of it
   * @param reconstruction mean squared error; NaN if it was not measured
   * @param error share of classes misread; NaN without classes
   */
  public record Round(int number, long synapses, List<Integer> units, double logLikelihood,
      double standardError, double reconstruction, double error) {

    /** Copies the list. */
    public Round {
      units = List.copyOf(units);
    }
  }

  /**
   * A sheet of pixels.
   *
   * @param rows of the sheet
   * @param columns of the sheet
   * @param places (visible) row · columns + column of each unit
   */
  public record Pixels(int rows, int columns, List<Integer> places) {

    /** Copies the list. */
    public Pixels {
      places = List.copyOf(places);
    }
  }
}
