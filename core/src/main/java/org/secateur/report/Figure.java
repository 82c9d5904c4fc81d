package org.secateur.report;

import java.util.List;
import java.util.Optional;

/**
 * A figure: panels with a title, words for those who cannot see it, and a guide for those who see one for the first time.
 *
 * @param id short, of letters and dashes: names the files it is saved as
 * @param title what it shows, in a line
 * @param alternative what is to be seen, for those who cannot
 * @param guide how to read it
 * @param panels side by side
 * @param cursor moves through what was computed beforehand; empty for none
 */
public record Figure(String id, String title, String alternative, Guide guide, List<Panel> panels,
    Optional<Cursor> cursor) implements Part {

  /** Copies the list. */
  public Figure {
    panels = List.copyOf(panels);
    if (panels.isEmpty()) {
      throw new IllegalArgumentException("the figure " + id + " has no panels");
    }
    int moments = panels.size();
    if (cursor.filter(c -> c.moves() == Moves.PANEL && c.at().size() != moments).isPresent()) {
      throw new IllegalArgumentException("the figure " + id + " needs a place of its cursor for each panel");
    }
  }

  /** Without a cursor. */
  public static Figure of(String id, String title, String alternative, Guide guide, Panel... panels) {
    return new Figure(id, title, alternative, guide, List.of(panels), Optional.empty());
  }

  /**
   * How to read a figure.
   *
   * @param shown what is shown
   * @param good what good looks like
   * @param bad what bad looks like
   * @param act what to do then
   */
  public record Guide(String shown, String good, String bad, String act) {
  }

  /** What a slider moves. */
  public enum Moves {
    /** A mark along the first axis of every panel. */
    MARK,
    /** Which panel is shown: moments of one thing. On paper, and where there is no script, all of them stand beside each other. */
    PANEL
  }

  /**
   * A slider through what was computed beforehand.
   *
   * @param label what it moves
   * @param moves a mark, or from panel to panel
   * @param at the places on the first axis, or one number a panel
   * @param start which of them it starts at
   * @param columns heads of what is said of a place
   * @param readings (places)(columns) what is said
   */
  public record Cursor(String label, Moves moves, Values at, int start, List<String> columns,
      List<List<String>> readings) {

    /** Copies the lists. */
    public Cursor {
      columns = List.copyOf(columns);
      readings = readings.stream().map(List::copyOf).toList();
      if (readings.size() != at.size() || start < 0 || start >= at.size()) {
        throw new IllegalArgumentException(
            "a cursor needs a reading for each of its places, and a start among them");
      }
    }
  }
}
