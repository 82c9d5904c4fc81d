package org.secateur.io;

import java.util.OptionalInt;

/** Whether the ids of an edge list count from 0 or from 1, when the number of nodes is known. A mutable accumulator. */
final class IndexBase {
  private final int nodes;
  private final OptionalInt given;
  private final String file;
  private int firstZero;
  private int firstLast;
  private int lines;

  IndexBase(int nodes, OptionalInt given, String file) {
    this.nodes = nodes;
    this.given = given;
    this.file = file;
  }

  /** Notes an id and returns it; E159 if no base makes it a node. */
  int require(long id, int line) throws InputException {
    lines++;
    if (id > nodes) {
      throw InputException
          .of("E159", "node " + Words.count(id) + " (line " + Words.count(line) + ") does not exist: --nodes "
              + nodes + " was given.")
          .at("line " + Words.count(line) + " of " + file)
          .withHint("--nodes " + (id + 1) + ", or drop --nodes: the ids are then names");
    }
    if (id == 0 && firstZero == 0) {
      firstZero = line;
    }
    if (id == nodes && firstLast == 0) {
      firstLast = line;
    }
    return (int) id;
  }

  /** The smallest index: given, or told by the ids seen. */
  int resolve() throws InputException {
    boolean zero = firstZero > 0 || given.orElse(1) == 0;
    boolean last = firstLast > 0 || given.orElse(0) == 1;
    if (zero && last) {
      throw conflict();
    }
    if (!zero && !last) {
      throw InputException
          .of("E158", "neither node 0 nor node " + nodes + " appears in " + Words.count(lines / 2)
              + " edges, so indices can count from 0 or from 1.")
          .at(file)
          .withHint("--index-base 0 | 1");
    }
    return zero ? 0 : 1;
  }

  private InputException conflict() {
    if (given.isPresent()) {
      int line = given.getAsInt() == 0 ? firstLast : firstZero;
      int node = given.getAsInt() == 0 ? nodes : 0;
      return InputException
          .of("E158", "node " + node + " (line " + Words.count(line) + ") does not exist when " + nodes
              + " nodes count from " + given.getAsInt() + ".")
          .at("line " + Words.count(line) + " of " + file)
          .withHint("--index-base " + (1 - given.getAsInt()));
    }
    return InputException
        .of("E158", "node 0 and node " + nodes + " both appear but --nodes " + nodes
            + " was given: indices look 0-based in part of the file and 1-based elsewhere (first 0-based line: "
            + Words.count(firstZero) + "; first " + nodes + ": line " + Words.count(firstLast) + ").")
        .at("line " + Words.count(Math.max(firstZero, firstLast)) + " of " + file)
        .withHint("--nodes " + (nodes + 1L) + " if both exist, or drop --nodes: the ids are then names");
  }
}
