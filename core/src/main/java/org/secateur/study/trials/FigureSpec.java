package org.secateur.study.trials;

import java.util.List;
import java.util.Map;

/**
 * What a figure of a study shows.
 *
 * @param name its file's name
 * @param kind how it is drawn
 * @param title one line
 * @param table the table of the trials that x and y are columns of; empty if they are parameters and values
 * @param x on the horizontal axis
 * @param y on the vertical axis; for matrices the columns, one panel each
 * @param color the parameter that lines and dots are coloured by; empty for one colour
 * @param facet the parameter that has a panel for each of its values; empty for one panel
 * @param where only trials with these values
 * @param band the percentiles that the band reaches from and to; empty for no band
 * @param dots whether every seed is a dot
 * @param logX whether the horizontal axis is logarithmic
 * @param logY whether the vertical one is
 * @param references horizontal lines by name
 * @param xLabel the axis's name with its unit
 * @param yLabel the other's
 * @param caption what is shown, what good looks like, what bad
 */
public record FigureSpec(String name, Kind kind, String title, String table, String x, List<String> y,
    String color, String facet, Map<String, String> where, List<Double> band, boolean dots, boolean logX,
    boolean logY, Map<String, Double> references, String xLabel, String yLabel, String caption) {

  /** How a figure is drawn. */
  public enum Kind {
    /** Medians joined by lines, with a band over the seeds. */
    LINES,
    /** A dot a trial; or, of a table, a dot a row of the first seed's. */
    POINTS,
    /** Square matrices, a panel each, of the first seed. */
    MATRICES
  }

  /** Copies what is given. */
  public FigureSpec {
    y = List.copyOf(y);
    where = Map.copyOf(where);
    band = List.copyOf(band);
    references = Map.copyOf(references);
  }
}
