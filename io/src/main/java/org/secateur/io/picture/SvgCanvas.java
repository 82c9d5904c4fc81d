package org.secateur.io.picture;

import java.util.Base64;
import java.util.Locale;

/** Draws into SVG 1.1: no scripts, no style sheets, no references to anything outside. */
final class SvgCanvas implements Canvas {
  private final StringBuilder body = new StringBuilder();
  private final double width;
  private final double height;
  private final String title;

  SvgCanvas(double width, double height, String title) {
    this.width = width;
    this.height = height;
    this.title = title;
  }

  /** The whole document. */
  String document() {
    return """
        <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="%s" height="%s" \
        viewBox="0 0 %s %s" role="img" font-family="Helvetica, Arial, sans-serif" fill="#222">
        <title>%s</title>
        <rect width="100%%" height="100%%" fill="#fff"/>
        """
        .formatted(n(width), n(height), n(width), n(height), escape(title)) + body + "</svg>\n";
  }

  @Override
  public void line(double[] x, double[] y, String color, double lineWidth, boolean dashed) {
    body.append("<path fill=\"none\" stroke=\"").append(color).append("\" stroke-width=\"")
        .append(n(lineWidth))
        .append(dashed ? "\" stroke-dasharray=\"5 3" : "").append("\" stroke-linejoin=\"round\" d=\"");
    path(x, y);
    body.append("\"/>\n");
  }

  @Override
  public void area(double[] x, double[] y, String color, double opacity) {
    body.append("<path fill=\"").append(color).append("\" fill-opacity=\"").append(n(opacity))
        .append("\" d=\"");
    path(x, y);
    body.append("Z\"/>\n");
  }

  private void path(double[] x, double[] y) {
    for (int k = 0; k < x.length; k++) {
      body.append(k == 0 ? 'M' : 'L').append(n(x[k])).append(' ').append(n(y[k]));
    }
  }

  /** A dot is a line without length and with round ends: a tenth of the bytes of a circle. */
  @Override
  public void dots(double[] x, double[] y, double radius, String color, double opacity) {
    body.append("<path fill=\"none\" stroke=\"").append(color).append("\" stroke-opacity=\"")
        .append(n(opacity))
        .append("\" stroke-width=\"").append(n(2 * radius)).append("\" stroke-linecap=\"round\" d=\"");
    for (int k = 0; k < x.length; k++) {
      body.append('M').append(n(x[k])).append(' ').append(n(y[k])).append("h0");
    }
    body.append("\"/>\n");
  }

  @Override
  public void pixels(int[] rgb, int columns, double x, double y, double w, double h) {
    String png = Base64.getEncoder().encodeToString(PngFile.bytes(ImageCanvas.image(rgb, columns)));
    body.append("<image x=\"").append(n(x)).append("\" y=\"").append(n(y)).append("\" width=\"").append(n(w))
        .append("\" height=\"").append(n(h))
        .append(
            "\" preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\" xlink:href=\"data:image/png;base64,")
        .append(png).append("\"/>\n");
  }

  @Override
  public void text(String text, double x, double y, double size, Anchor anchor, boolean bold,
      boolean turned) {
    body.append("<text x=\"").append(n(x)).append("\" y=\"").append(n(y)).append("\" font-size=\"")
        .append(n(size))
        .append(anchor == Anchor.START ? "" : "\" text-anchor=\"" + anchor.name().toLowerCase(Locale.ROOT))
        .append(bold ? "\" font-weight=\"bold" : "");
    if (turned) {
      body.append("\" transform=\"rotate(-90 ").append(n(x)).append(' ').append(n(y)).append(')');
    }
    body.append("\">").append(escape(text)).append("</text>\n");
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }

  /** A coordinate with one digit after the point where it has one. */
  private static String n(double x) {
    String text = String.format(Locale.ROOT, "%.2f", x);
    return text.replaceFirst("\\.?0+$", "");
  }
}
