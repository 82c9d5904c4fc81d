package org.secateur.cli;

import org.secateur.io.InputException;

/** What a command's exit status says. */
final class ExitCode {
  /** Done, and any target was met. */
  static final int OK = 0;
  /** Done, but the answer is no. */
  static final int NO = 1;
  /** Wrong usage. */
  static final int USAGE = 2;
  /** Bad input data. */
  static final int DATA = 3;
  /** Memory, disk or time. */
  static final int LIMIT = 4;
  /** Refused for safety. */
  static final int REFUSED = 5;
  /** Our own mistake. */
  static final int BUG = 70;
  /** Interrupted. */
  static final int INTERRUPTED = 130;

  private ExitCode() {
  }

  /** The status that goes with a bad file. */
  static int of(InputException e) {
    return switch (e.code()) {
      case "E145", "E146", "E147" -> USAGE; // something was left undeclared
      case "E171", "E172" -> USAGE;
      case "E144" -> NO;
      case "E190", "E193", "E301", "E302", "E305" -> LIMIT;
      case "E125", "E191", "E194", "E196" -> REFUSED;
      default -> DATA;
    };
  }
}
