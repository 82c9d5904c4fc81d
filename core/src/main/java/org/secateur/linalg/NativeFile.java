package org.secateur.linalg;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;

/**
 * A library inside a jar, and the check sum by which a copy of it is known to be whole. The jar's directory states the
 * sum, so nothing is unpacked to learn it, and CRC-32 runs at memory speed. It guards against accidents only; against
 * people the directory's permissions do.
 *
 * @param name of the file, without a directory
 * @param source where to read it
 * @param size in bytes
 * @param crc CRC-32 of the content
 */
record NativeFile(String name, URL source, long size, long crc) {

  static NativeFile of(String name, URL source) throws IOException {
    URLConnection connection = source.openConnection();
    if (connection instanceof JarURLConnection inJar) {
      inJar.setUseCaches(false);
      try (JarFile jar = inJar.getJarFile()) {
        ZipEntry entry = jar.getEntry(inJar.getEntryName());
        if (entry != null && entry.getSize() >= 0 && entry.getCrc() >= 0) {
          return new NativeFile(name, source, entry.getSize(), entry.getCrc());
        }
      }
    }
    CheckedInputStream in = new CheckedInputStream(source.openStream(), new CRC32());
    try (in) {
      long size = in.transferTo(java.io.OutputStream.nullOutputStream());
      return new NativeFile(name, source, size, in.getChecksum().getValue());
    }
  }

  /** Whether this file holds the content. False if it is missing, a link, cut short or damaged. */
  boolean isWhole(Path file) {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file)) {
      if (channel.size() != size) {
        return false;
      }
      CRC32 sum = new CRC32();
      ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
      while (channel.read(buffer) >= 0) {
        sum.update(buffer.flip());
        buffer.clear();
      }
      return sum.getValue() == crc;
    } catch (IOException unreadable) {
      return false;
    }
  }

  /**
   * Writes the content under a name of its own and then moves it into place in one step, so that nobody ever sees half
   * a file, and a process that has loaded a damaged one keeps what it has.
   *
   * @throws IOException if that cannot be done and no other process has done it either
   */
  void unpackTo(Path target) throws IOException {
    Path part = Files.createTempFile(target.toAbsolutePath().getParent(), name, ".part");
    try {
      try (InputStream in = source.openStream()) {
        Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      }
      if (!isWhole(part)) {
        throw new IOException(name + " does not have the check sum the jar states");
      }
      try {
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException inUse) {
        if (!isWhole(target)) {
          throw inUse;
        }
      }
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
