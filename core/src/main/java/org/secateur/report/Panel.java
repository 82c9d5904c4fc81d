package org.secateur.report;

import java.util.List;

/** One picture of a figure. */
public sealed interface Panel {
  /** What it shows, in a few words; may be empty. */
  String title();

  /** How numbers become colours. */
  enum Shades {
    /** From nothing to most. */
    SEQUENTIAL,
    /** The same by the logarithm. */
    LOGARITHMIC,
    /** From most negative to most positive, zero in the middle. */
    DIVERGING
  }

  /** Lines, points, bars and bands over two axes. */
  record Plot(String title, Axis x, Axis y, List<Series> series) implements Panel {

    /** Copies the list. */
    public Plot {
      series = List.copyOf(series);
    }
  }

  /**
   * Numbers as colours on a grid.
   *
   * @param x along a row; places are cells, from 0
   * @param y down the rows
   * @param value what the colours mean
   * @param columns cells in a row
   * @param cells row after row; NaN where nothing is to be drawn
   */
  record HeatMap(String title, Axis x, Axis y, Axis value, Shades shades, int columns, Values cells)
      implements
        Panel {

    /** Checks the shape. */
    public HeatMap {
      if (columns < 1 || cells.size() % columns != 0) {
        throw new IllegalArgumentException(cells.size() + " cells make no rows of " + columns);
      }
    }

    /** The number of rows. */
    public int rows() {
      return cells.size() / columns;
    }
  }

  /**
   * A graph at fixed places.
   *
   * @param x (nodes) places from 0 to 1
   * @param y (nodes)
   * @param group (nodes) which community each belongs to, from 0
   * @param labels (nodes)
   * @param strands sets of edges, drawn one over the other
   */
  record Drawing(String title, Values x, Values y, Values group, List<String> labels, List<Strand> strands)
      implements
        Panel {

    /** Copies the lists. */
    public Drawing {
      labels = List.copyOf(labels);
      strands = List.copyOf(strands);
    }
  }

  /**
   * Edges that look alike.
   *
   * @param ends two node numbers an edge
   */
  record Strand(String name, Role role, Values ends) {
  }

  /**
   * Small pictures in rows: receptive fields, samples.
   *
   * @param columns pixels in a row of a tile
   * @param tiles each of the same number of pixels, row after row; NaN where the sheet has none
   * @param labels one a tile
   */
  record Tiles(String title, Shades shades, int columns, List<Values> tiles, List<String> labels)
      implements
        Panel {

    /** Copies the lists. */
    public Tiles {
      tiles = List.copyOf(tiles);
      labels = List.copyOf(labels);
    }
  }
}
