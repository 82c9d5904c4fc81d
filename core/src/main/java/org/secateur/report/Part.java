package org.secateur.report;

import java.util.List;
import java.util.Optional;

/** A piece of a section. All text is plain: whoever writes it down escapes it. */
public sealed interface Part permits Part.Paragraph, Part.Verdict, Part.Headline, Part.Facts, Part.Missing,
    Part.Copyable, Table, Figure {

  /** A paragraph. */
  record Paragraph(String text) implements Part {
  }

  /** How a verdict is to be taken. */
  enum Tone {
    /** As it should be. */
    GOOD,
    /** Measured, and neither. */
    NEUTRAL,
    /** The answer is no. */
    BAD
  }

  /**
   * The answer.
   *
   * @param word the status in a word
   * @param sentence that can be quoted
   */
  record Verdict(String word, Tone tone, String sentence) implements Part {
  }

  /** A few numbers to be seen first. */
  record Headline(List<Item> items) implements Part {

    /** Copies the list. */
    public Headline {
      items = List.copyOf(items);
    }

    /**
     * A number.
     *
     * @param value with its unit
     * @param label what it is
     * @param note what it is to be held against; may be empty
     */
    public record Item(String value, String label, String note) {
    }
  }

  /** Named facts, some with details. */
  record Facts(List<Fact> facts) implements Part {

    /** Copies the list. */
    public Facts {
      facts = List.copyOf(facts);
    }
  }

  /**
   * A named fact.
   *
   * @param name what it is
   * @param value in words or numbers
   * @param detail how it was found, or what changes it; unfolded on demand
   */
  record Fact(String name, String value, Optional<String> detail) {

    /** Without detail. */
    public static Fact of(String name, String value) {
      return new Fact(name, value, Optional.empty());
    }

    /** With detail. */
    public static Fact of(String name, String value, String detail) {
      return new Fact(name, value, Optional.of(detail));
    }
  }

  /**
   * Something that might be expected here and is not.
   *
   * @param what it would be
   * @param why it is not there
   */
  record Missing(String what, String why) implements Part {
  }

  /**
   * Text to be taken along.
   *
   * @param label what it is
   * @param text the text, line breaks kept
   * @param verbatim whether it is code
   */
  record Copyable(String label, String text, boolean verbatim) implements Part {
  }
}
