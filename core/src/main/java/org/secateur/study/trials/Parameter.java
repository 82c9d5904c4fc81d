package org.secateur.study.trials;

import java.util.List;

/**
 * Something that decides a trial.
 *
 * @param section the section of a study file that it stands in
 * @param key its name there, in tables and in hashes; no other parameter's
 * @param kind what values it takes
 * @param fallback the value if none is given; empty if it then plays no part
 * @param choices what it may be; empty unless it is a choice
 * @param scope whether trials that differ in it have a subject in common
 * @param meaning what it is, with its unit
 */
public record Parameter(String section, String key, Kind kind, String fallback, List<String> choices,
    Scope scope, String meaning) {

  /** What values a parameter takes. */
  public enum Kind {
    /** Any finite number. */
    NUMBER,
    /** A whole number. */
    WHOLE,
    /** One of several words. */
    CHOICE,
    /** Any text. */
    TEXT,
    /** Numbers separated by commas. */
    NUMBERS
  }

  /** What a parameter decides. */
  public enum Scope {
    /** What is treated: computed once for all treatments. */
    SUBJECT,
    /** How it is treated. */
    TREATMENT
  }

  /** Copies the list. */
  public Parameter {
    choices = List.copyOf(choices);
  }

  /** A number. */
  public static Parameter number(String section, String key, String fallback, Scope scope, String meaning) {
    return new Parameter(section, key, Kind.NUMBER, fallback, List.of(), scope, meaning);
  }

  /** A whole number. */
  public static Parameter whole(String section, String key, String fallback, Scope scope, String meaning) {
    return new Parameter(section, key, Kind.WHOLE, fallback, List.of(), scope, meaning);
  }

  /** One of several words, the first of them unless another is given. */
  public static Parameter choice(String section, String key, List<String> choices, Scope scope,
      String meaning) {
    return new Parameter(section, key, Kind.CHOICE, choices.getFirst(), choices, scope, meaning);
  }

  /** Text. */
  public static Parameter text(String section, String key, Scope scope, String meaning) {
    return new Parameter(section, key, Kind.TEXT, "", List.of(), scope, meaning);
  }

  /** Numbers separated by commas. */
  public static Parameter numbers(String section, String key, String fallback, Scope scope, String meaning) {
    return new Parameter(section, key, Kind.NUMBERS, fallback, List.of(), scope, meaning);
  }
}
