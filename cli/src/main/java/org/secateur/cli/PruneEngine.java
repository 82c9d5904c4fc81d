package org.secateur.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.secateur.certify.Certificate;
import org.secateur.certify.Level;
import org.secateur.dynamics.LeakRule;
import org.secateur.io.InputException;
import org.secateur.study.Progress;
import org.secateur.study.PruningRequest;

/**
 * Prunes somewhere else than in this process's memory. Modules that are not always there provide one, found by
 * {@link java.util.ServiceLoader}.
 */
public interface PruneEngine {

  /** What it is called after {@code --engine}. */
  String name();

  /**
   * Carries an order out.
   *
   * @throws InputException if it cannot be; nothing is left half-written
   */
  Result run(Order order, Progress progress) throws InputException;

  /**
   * What is to be done.
   *
   * @param input an edge list, by a name that the engine understands
   * @param output a folder likewise; empty to write nothing
   * @param dropLoops whether self-connections are left out rather than refused
   * @param neurons n; empty for the largest number in the list and one
   * @param leak of each neuron; empty for a graph
   * @param request rule, budget, draws and seed
   * @param master where the work is done; empty for what the surroundings say
   * @param partitions of the work; 0 for what suits
   * @param certificate how much of the pair is measured; empty for nothing that takes long
   * @param settings of the engine's own, by name
   */
  record Order(String input, Optional<String> output, boolean dropLoops, OptionalInt neurons,
      Optional<LeakRule> leak, PruningRequest request, Optional<String> master, int partitions,
      Optional<Level> certificate, Map<String, String> settings) {
    /** Copies the settings. */
    public Order {
      settings = Map.copyOf(settings);
    }
  }

  /**
   * What came of it.
   *
   * @param document for {@code --json}
   * @param lines for a person
   * @param certificate of the pair, if one was asked for: in the document, and not in the lines
   */
  record Result(Map<String, Object> document, List<String> lines, Optional<Certificate> certificate) {
    /** Copies the lines. */
    public Result {
      lines = List.copyOf(lines);
    }
  }
}
