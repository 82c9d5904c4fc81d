package org.secateur.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Which file it was, so that a result can be traced to its input.
 *
 * @param sha256 SHA-256 of all bytes, 64 lower-case hexadecimal digits
 * @param bytes how many bytes
 */
public record FileStamp(String sha256, long bytes) {

  /**
   * Reads a file to its end.
   *
   * @throws InputException E109 if it cannot be read
   */
  public static FileStamp of(Path file) throws InputException {
    MessageDigest digest = sha256Digest();
    byte[] buffer = new byte[1 << 16];
    long bytes = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        bytes += n;
      }
    } catch (IOException e) {
      throw Refusals.unreadable(file, e);
    }
    return new FileStamp(HexFormat.of().formatHex(digest.digest()), bytes);
  }

  static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
