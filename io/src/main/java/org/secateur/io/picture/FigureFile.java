package org.secateur.io.picture;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.secateur.io.Existing;
import org.secateur.io.InputException;

/** Writes figures. */
public final class FigureFile {
  private FigureFile() {
  }

  /** The figure as a document in SVG, to be put into a page or a file. */
  public static String svg(Figure figure) {
    FigureDrawing drawing = new FigureDrawing(figure);
    SvgCanvas canvas = new SvgCanvas(drawing.width(), drawing.height(), figure.title());
    drawing.draw(canvas);
    return canvas.document();
  }

  /**
   * Writes {@code name.csv} with the numbers shown, {@code name.svg} and {@code name.png} into a folder, replacing those
   * there.
   *
   * @throws InputException E193 to E195 if they cannot be written, E220 if the system has no font for pixels: the other two
   *     are written even so
   */
  public static void write(Figure figure, Path folder, String name) throws InputException {
    PngFile.save(figure.table().getBytes(StandardCharsets.UTF_8), folder.resolve(name + ".csv"),
        Existing.OVERWRITE);
    PngFile.save(svg(figure).getBytes(StandardCharsets.UTF_8), folder.resolve(name + ".svg"),
        Existing.OVERWRITE);
    try {
      FigureDrawing drawing = new FigureDrawing(figure);
      ImageCanvas canvas = new ImageCanvas(drawing.width(), drawing.height());
      drawing.draw(canvas);
      PngFile.write(canvas.image(), folder.resolve(name + ".png"), Existing.OVERWRITE);
    } catch (InternalError | ExceptionInInitializerError | NoClassDefFoundError | UnsatisfiedLinkError e) {
      throw InputException
          .of("E220",
              "\"" + name + ".png\" cannot be drawn: this system has no fonts for Java (" + e.getMessage()
                  + "). The same figure is in \"" + name + ".svg\".")
          .withHint("install fontconfig and one font, such as Debian's fontconfig and fonts-dejavu-core")
          .because(e);
    }
  }
}
