package org.secateur.io.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.secateur.io.AtomicFile;
import org.secateur.io.Existing;
import org.secateur.io.InputException;
import org.secateur.io.Json;

/** A picture as a PNG file, whole or not at all, and a text beside it. */
final class PngFile {
  private PngFile() {
  }

  static void write(BufferedImage image, Path target, Existing existing) throws InputException {
    save(bytes(image), target, existing);
  }

  /** Through memory: the stream that the library would make itself writes a temporary file. */
  static byte[] bytes(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(image);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to be written", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** The document that belongs to a picture. */
  static void describe(Map<String, Object> about, Path png, Existing existing) throws InputException {
    save(Json.write(about).getBytes(StandardCharsets.UTF_8), beside(png, ".json"), existing);
  }

  /** A file of the same name with another ending. */
  static Path beside(Path png, String ending) {
    String name = String.valueOf(png.getFileName());
    int dot = name.lastIndexOf('.');
    return png.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ending);
  }

  static void save(byte[] content, Path target, Existing existing) throws InputException {
    try (AtomicFile file = AtomicFile.create(target, existing)) {
      file.stream().write(content);
      file.commit();
    } catch (IOException e) {
      throw InputException.of("E195", "cannot write \"" + target.getFileName() + "\": " + e.getMessage())
          .at(String.valueOf(target.getFileName()))
          .withHint("another --out")
          .because(e);
    }
  }
}
