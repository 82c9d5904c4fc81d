package org.secateur.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Refusals that several formats share, so that they say the same thing. */
final class Refusals {
  private Refusals() {
  }

  /** E109: the operating system said no. */
  static InputException unreadable(Path file, IOException e) {
    String why = e instanceof AccessDeniedException
        ? "permission denied"
        : e instanceof NoSuchFileException ? "there is no such file" : String.valueOf(e.getMessage());
    return InputException.of("E109", "cannot read " + Words.quote(nameOf(file)) + ": " + why).because(e);
  }

  /** E106: a kind of file, or a variant of one, that is not read. */
  static InputException unsupported(String name, String why, String hint) {
    return InputException.of("E106", Words.quote(name) + " " + why).at(name).withHint(hint);
  }

  /** E108: not what its format prescribes. */
  static InputException malformed(String name, String why) {
    return InputException
        .of("E108", Words.quote(name) + " is damaged or not written as its format prescribes: " + why)
        .at(name);
  }

  /** E108 with a line. */
  static InputException malformedLine(String name, long line, String why) {
    return InputException.of("E108", "line " + Words.count(line) + " of " + Words.quote(name) + ": " + why)
        .at("line " + Words.count(line) + " of " + name);
  }

  /** E191: claims more than it can have, or more than is allowed. */
  static InputException tooLarge(String name, String claim) {
    return InputException.of("E191", "refused: " + Words.quote(name) + " " + claim)
        .at(name)
        .withHint("if this is genuine raise --max-input");
  }

  /** E192: cut off. */
  static InputException truncated(String name, long present, long expected) {
    return InputException
        .of("E192",
            Words.quote(name) + " ends early: " + Words.count(present) + " of " + Words.count(expected)
                + " bytes. It was probably cut off while being written or copied.")
        .at("byte " + Words.count(present) + " of " + name)
        .withHint("copy it again");
  }

  /** E192 when the whole length is not known. */
  static InputException truncated(String name, String what) {
    return InputException
        .of("E192",
            Words.quote(name) + " ends early: " + what
                + ". It was probably cut off while being written or copied.")
        .at(name)
        .withHint("copy it again");
  }

  /** The last part of a path: messages carry no folders. */
  static String nameOf(Path file) {
    Path last = file.getFileName();
    return last == null ? file.toString() : last.toString();
  }
}
