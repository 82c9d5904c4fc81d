package org.secateur.io.picture;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.secateur.io.Existing;
import org.secateur.io.InputException;
import org.secateur.io.Sheet;

/**
 * Many small sheets of numbers beside each other, as one picture: receptive fields, generated samples, or one heat map.
 * Immutable.
 *
 * <p>At the right edge stands a scale bar, highest on top. Which numbers its ends mean is in a file of JSON beside the
 * picture, with everything else that a caption needs.
 */
public final class TilePicture {
  private static final int WANTED_SIDE = 640;
  private static final int MOST_ZOOM = 24;
  private static final int MOST_SIDE = 16_384;
  private static final int BAR = 12;
  private static final int MARGIN = 4;
  private static final int BACKGROUND = 0xffffff;

  private final float[][] tiles; // (tiles)(sheet.size()), NaN where there is no number
  private final Sheet sheet;
  private final ColorMap colors;
  private final int across;
  private final double low;
  private final double high;

  private TilePicture(float[][] tiles, Sheet sheet, ColorMap colors, int across, double low, double high) {
    this.tiles = tiles;
    this.sheet = sheet;
    this.colors = colors;
    this.across = across;
    this.low = low;
    this.high = high;
  }

  /**
   * A picture that is about as wide as high and whose colours span all numbers.
   *
   * @param tiles (tiles)(sheet.size()), row after row, at least one; NaN where there is no number; taken over, not copied
   * @throws IllegalArgumentException if there is none, or one is not of the sheet's size
   */
  public static TilePicture of(float[][] tiles, Sheet sheet, ColorMap colors) {
    if (tiles.length == 0) {
      throw new IllegalArgumentException("a picture needs a tile");
    }
    for (float[] tile : tiles) {
      if (tile.length != sheet.size()) {
        throw new IllegalArgumentException("a tile of " + sheet + " has " + sheet.size() + " numbers, was "
            + tile.length);
      }
    }
    double[] range = colors.range(tiles);
    double shape = (double) sheet.rows() / sheet.columns();
    int across = Math.clamp(Math.round(Math.sqrt(tiles.length * shape)), 1, tiles.length);
    return new TilePicture(tiles, sheet, colors, across, range[0], range[1]);
  }

  /**
   * One sheet as a heat map.
   *
   * @param values (rows · columns), row after row
   */
  public static TilePicture heatMap(float[] values, int rows, int columns, ColorMap colors) {
    return of(new float[][]{values}, new Sheet(rows, columns), colors);
  }

  /** The same with so many tiles in a row, from 1 to their number. */
  public TilePicture withAcross(int value) {
    if (value < 1 || value > tiles.length) {
      throw new IllegalArgumentException(
          "tiles in a row must lie in [1, " + tiles.length + "], was " + value);
    }
    return new TilePicture(tiles, sheet, colors, value, low, high);
  }

  /** The same with colours that span other numbers, so that several pictures can be compared. */
  public TilePicture withRange(double lowest, double highest) {
    if (!(lowest < highest) || Double.isInfinite(highest - lowest)) {
      throw new IllegalArgumentException("a range must grow, was " + lowest + " to " + highest);
    }
    return new TilePicture(tiles, sheet, colors, across, lowest, highest);
  }

  /** What the lowest colour stands for. */
  public double low() {
    return low;
  }

  /** What the highest colour stands for. */
  public double high() {
    return high;
  }

  private int down() {
    return (tiles.length + across - 1) / across;
  }

  /** Screen pixels a side of a number. */
  private int zoom() {
    int longest = Math.max(across * (sheet.columns() + 1), down() * (sheet.rows() + 1));
    return Math.clamp(WANTED_SIDE / longest, 1, MOST_ZOOM);
  }

  /** Lines between tiles are one pixel wide, and there are none around a single one. */
  private int gap() {
    return tiles.length > 1 ? Math.max(1, zoom() / 4) : 0;
  }

  /** The picture in memory. */
  BufferedImage image() {
    int zoom = zoom();
    int stepX = sheet.columns() * zoom + gap();
    int stepY = sheet.rows() * zoom + gap();
    long wide = (long) across * stepX - gap();
    long tall = (long) down() * stepY - gap();
    if (wide > MOST_SIDE || tall > MOST_SIDE) {
      throw new IllegalArgumentException("a picture of " + wide + "x" + tall + " pixels; " + MOST_SIDE
          + " a side is the most");
    }
    int bar = (int) wide + MARGIN;
    BufferedImage image = new BufferedImage(bar + BAR, (int) tall, BufferedImage.TYPE_INT_RGB);
    fill(image, 0, 0, image.getWidth(), image.getHeight(), BACKGROUND);
    for (int t = 0; t < tiles.length; t++) {
      int left = t % across * stepX;
      int top = t / across * stepY;
      for (int k = 0; k < tiles[t].length; k++) {
        fill(image, left + k % sheet.columns() * zoom, top + k / sheet.columns() * zoom, zoom, zoom,
            colors.color(tiles[t][k], low, high));
      }
    }
    for (int y = 0; y < image.getHeight(); y++) {
      double share = image.getHeight() == 1 ? 1 : 1 - y / (image.getHeight() - 1.0);
      fill(image, bar, y, BAR, 1, colors.color(share, 0, 1));
    }
    return image;
  }

  private static void fill(BufferedImage image, int left, int top, int width, int height, int color) {
    for (int y = top; y < top + height; y++) {
      for (int x = left; x < left + width; x++) {
        image.setRGB(x, y, color);
      }
    }
  }

  /**
   * Writes the picture and, beside it, its description: {@code fields.png} and {@code fields.json}.
   *
   * @throws InputException E193 to E195 if they cannot be written
   */
  public void write(Path png, Existing existing) throws InputException {
    PngFile.write(image(), png, existing);
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("schema", "secateur/picture/1");
    about.put("picture", String.valueOf(png.getFileName()));
    about.put("tiles", tiles.length);
    about.put("tiles_in_a_row", across);
    about.put("tile_rows", sheet.rows());
    about.put("tile_columns", sheet.columns());
    about.put("pixels_a_number", zoom());
    about.put("low", low);
    about.put("high", high);
    about.put("colors", colors.names());
    about.put("no_number", "#%06x".formatted(ColorMap.MISSING));
    PngFile.describe(about, png, existing);
  }
}
