package org.secateur.report;

import java.util.List;

/** Something drawn in a plot. */
public sealed interface Series {
  /** What the legend calls it. */
  String name();

  /** What it stands for. */
  Role role();

  /** How a line is drawn, so that lines differ by more than colour. */
  enum Stroke {
    /** Whole. */
    SOLID,
    /** In dashes. */
    DASHED,
    /** In dots. */
    DOTTED
  }

  /** A line through points; broken where a number is NaN. */
  record Line(String name, Role role, Stroke stroke, Values x, Values y) implements Series {
    /** Checks the lengths. */
    public Line {
      same(x, y);
    }
  }

  /**
   * Points.
   *
   * @param labels a name for each, or none at all
   */
  record Points(String name, Role role, Values x, Values y, List<String> labels) implements Series {
    /** Copies the list. */
    public Points {
      same(x, y);
      labels = List.copyOf(labels);
    }

    /** Without names. */
    public static Points of(String name, Role role, Values x, Values y) {
      return new Points(name, role, x, y, List.of());
    }
  }

  /** Bars, one at each category. */
  record Bars(String name, Role role, Values height) implements Series {
  }

  /**
   * Counts between edges: bin k reaches from edge k to edge k + 1.
   *
   * @param edges one more than there are counts, ascending
   */
  record Histogram(String name, Role role, Values edges, Values count) implements Series {
    /** Checks the lengths. */
    public Histogram {
      if (edges.size() != count.size() + 1) {
        throw new IllegalArgumentException(count.size() + " bins have " + edges.size() + " edges");
      }
    }
  }

  /** The area between two lines. */
  record Band(String name, Role role, Values x, Values low, Values high) implements Series {
    /** Checks the lengths. */
    public Band {
      same(x, low);
      same(x, high);
    }
  }

  private static void same(Values x, Values y) {
    if (x.size() != y.size()) {
      throw new IllegalArgumentException("there are " + x.size() + " places and " + y.size() + " numbers");
    }
  }
}
