package org.secateur.io.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;

/** Draws into pixels, two for a point. */
final class ImageCanvas implements Canvas {
  private static final int SCALE = 2;
  private final BufferedImage image;
  private final Graphics2D graphics;

  ImageCanvas(double width, double height) {
    this.image = new BufferedImage((int) (SCALE * width), (int) (SCALE * height), BufferedImage.TYPE_INT_RGB);
    this.graphics = image.createGraphics();
    graphics.scale(SCALE, SCALE);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, (int) width, (int) height);
  }

  /** What was drawn. */
  BufferedImage image() {
    return image;
  }

  /** Packed RGB as a picture. */
  static BufferedImage image(int[] rgb, int columns) {
    BufferedImage picture = new BufferedImage(columns, rgb.length / columns, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(0, 0, columns, rgb.length / columns, rgb, 0, columns);
    return picture;
  }

  private void color(String color, double opacity) {
    Color solid = Color.decode(color);
    graphics.setColor(
        new Color(solid.getRed(), solid.getGreen(), solid.getBlue(), (int) Math.round(255 * opacity)));
  }

  private static Path2D path(double[] x, double[] y) {
    Path2D path = new Path2D.Double();
    for (int k = 0; k < x.length; k++) {
      if (k == 0) {
        path.moveTo(x[k], y[k]);
      } else {
        path.lineTo(x[k], y[k]);
      }
    }
    return path;
  }

  @Override
  public void line(double[] x, double[] y, String color, double width, boolean dashed) {
    color(color, 1);
    graphics.setStroke(new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10,
        dashed ? new float[]{5, 3} : null, 0));
    graphics.draw(path(x, y));
  }

  @Override
  public void area(double[] x, double[] y, String color, double opacity) {
    color(color, opacity);
    Path2D path = path(x, y);
    path.closePath();
    graphics.fill(path);
  }

  @Override
  public void dots(double[] x, double[] y, double radius, String color, double opacity) {
    color(color, opacity);
    for (int k = 0; k < x.length; k++) {
      graphics.fill(new Ellipse2D.Double(x[k] - radius, y[k] - radius, 2 * radius, 2 * radius));
    }
  }

  @Override
  public void pixels(int[] rgb, int columns, double x, double y, double width, double height) {
    BufferedImage picture = image(rgb, columns);
    AffineTransform place = AffineTransform.getTranslateInstance(x, y);
    place.scale(width / columns, height / picture.getHeight());
    graphics.drawImage(picture, place, null);
  }

  @Override
  public void text(String text, double x, double y, double size, Anchor anchor, boolean bold,
      boolean turned) {
    color("#222222", 1);
    graphics.setFont(new Font(Font.SANS_SERIF, bold ? Font.BOLD : Font.PLAIN, 1).deriveFont((float) size));
    double width = graphics.getFontMetrics().getStringBounds(text, graphics).getWidth();
    double shift = anchor == Anchor.START ? 0 : anchor == Anchor.MIDDLE ? width / 2 : width;
    AffineTransform before = graphics.getTransform();
    graphics.translate(x, y);
    if (turned) {
      graphics.rotate(-Math.PI / 2);
    }
    graphics.drawString(text, (float) -shift, 0);
    graphics.setTransform(before);
  }
}
