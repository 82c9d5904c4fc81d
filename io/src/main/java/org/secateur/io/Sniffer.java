package org.secateur.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** What a file is, told from its first bytes; the name is believed in nothing. */
final class Sniffer {
  private static final int PROBE = 4096;
  private static final byte[] NPY = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] EMPTY_ZIP = {'P', 'K', 5, 6};
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};
  private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
  private static final byte[] MATRIX_MARKET = "%%MatrixMarket".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] MAT73 = "MATLAB 7.3 MAT-file".getBytes(StandardCharsets.US_ASCII);
  private static final int MAT_HEAD = 128;
  /** As in W.idx, images.idx3-ubyte and train-images-idx3-ubyte. */
  private static final Pattern IDX_NAME = Pattern
      .compile(".*[.-]idx([0-9]-(byte|ubyte|short|int|float|double))?");

  /** Content as recognised: the format, and whether it is packed with gzip. */
  record Content(FileFormat format, boolean gzip) {
  }

  private Sniffer() {
  }

  static byte[] npyMagic() {
    return NPY.clone();
  }

  static boolean isNpy(byte[] head) {
    return startsWith(head, NPY);
  }

  static boolean isZip(byte[] head) {
    return startsWith(head, ZIP) || startsWith(head, EMPTY_ZIP);
  }

  /** The format of a file, checked against its name and against what the options say. */
  static Content content(Path file, String name, ReadOptions options) throws InputException {
    byte[] head = head(file);
    boolean gzip = startsWith(head, GZIP);
    byte[] inner = gzip ? unpackedHead(head, name) : head;
    if (options.format().or(() -> promisedByName(name)).equals(Optional.of(FileFormat.IDX))) {
      IdxReader.requireMagic(inner, name);
    }
    FileFormat found = format(inner, name, gzip);
    if (options.format().isPresent()) {
      FileFormat said = options.format().get();
      if (said != found && !(said.isText() && found.isText())) {
        throw contradiction(name, found, said);
      }
      return new Content(said, gzip);
    }
    Optional<FileFormat> promised = promisedByName(name);
    if (promised.isPresent() && promised.get() != found) {
      throw contradiction(name, found, promised.get());
    }
    return new Content(found, gzip);
  }

  private static InputException contradiction(String name, FileFormat found, FileFormat promised) {
    return InputException
        .of("E102",
            Words.quote(name) + " is " + found.description() + ", not " + promised.description() + ".")
        .at(name)
        .withHint("it can be read as it is: add --format " + found.option() + ", or rename it.");
  }

  private static byte[] head(Path file) throws InputException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(PROBE);
    } catch (IOException e) {
      throw Refusals.unreadable(file, e);
    }
  }

  private static byte[] unpackedHead(byte[] head, String name) throws InputException {
    byte[] out = new byte[PROBE];
    int n = 0;
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(head))) {
      for (int got = in.read(out, 0, PROBE); got > 0; got = in.read(out, n, PROBE - n)) {
        n += got;
      }
    } catch (IOException e) {
      if (n == 0 && head.length == PROBE) {
        throw Refusals.malformed(name, "it begins as a gzip file and cannot be unpacked").because(e);
      }
    }
    return Arrays.copyOf(out, n);
  }

  private static FileFormat format(byte[] head, String name, boolean gzip) throws InputException {
    if (startsWith(head, NPY)) {
      return requirePlain(FileFormat.NPY, name, gzip);
    }
    if (isZip(head)) {
      return requirePlain(FileFormat.NPZ, name, gzip);
    }
    if (startsWith(lowered(head, MATRIX_MARKET.length), lowered(MATRIX_MARKET, MATRIX_MARKET.length))) {
      return FileFormat.MATRIX_MARKET;
    }
    if (startsWith(head, MAT73) || startsWith(head, HDF5)) {
      boolean matlab = startsWith(head, MAT73);
      throw Refusals.unsupported(name,
          matlab ? "is a MATLAB v7.3 file, which is not read." : "is an HDF5 file, which is not read.",
          matlab ? "in MATLAB: save('W.mat', 'W', '-v7')" : "export the matrix: numpy.save(\"W.npy\", W)");
    }
    if (IdxReader.isIdx(head)) {
      return FileFormat.IDX;
    }
    if (isMat5(head)) {
      return requirePlain(FileFormat.MAT, name, gzip);
    }
    if (isMat4(head)) {
      throw Refusals.unsupported(name, "seems to be a MATLAB v4 file, which is not read.",
          "in MATLAB: save('W.mat', 'W', '-v7')");
    }
    requireText(head, name);
    return FileFormat.CSV;
  }

  private static FileFormat requirePlain(FileFormat format, String name, boolean gzip) throws InputException {
    if (gzip) {
      throw Refusals.unsupported(name,
          "is " + format.description() + " packed with gzip; only text and IDX are read packed.",
          "gunzip it first");
    }
    return format;
  }

  private static void requireText(byte[] head, String name) throws InputException {
    if (head.length >= 2 && (((head[0] & 0xff) == 0xfe && (head[1] & 0xff) == 0xff)
        || ((head[0] & 0xff) == 0xff && (head[1] & 0xff) == 0xfe))) {
      throw Refusals.unsupported(name, "is text in UTF-16.", "save it as UTF-8");
    }
    for (int i = 0; i < head.length; i++) {
      int b = head[i] & 0xff;
      if (b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f') {
        throw InputException
            .of("E106",
                Words.quote(name) + " is neither text nor a kind of file that is read (byte " + b
                    + " at position "
                    + Words.count(i) + ").")
            .at("byte " + Words.count(i) + " of " + name)
            .withHint("formats read: npy, npz, csv, edges, mtx, mat, idx");
      }
    }
  }

  private static boolean isMat5(byte[] head) {
    if (head.length < MAT_HEAD) {
      return startsWith(head, "MATLAB 5.0 MAT-file".getBytes(StandardCharsets.US_ASCII));
    }
    boolean little = head[MAT_HEAD - 2] == 'I' && head[MAT_HEAD - 1] == 'M';
    boolean big = head[MAT_HEAD - 2] == 'M' && head[MAT_HEAD - 1] == 'I';
    return (little && head[MAT_HEAD - 3] == 1) || (big && head[MAT_HEAD - 4] == 1);
  }

  /** Five 32-bit words: type MOPT, rows, columns, imaginary flag, length of the name. */
  private static boolean isMat4(byte[] head) {
    if (head.length < 20) {
      return false;
    }
    for (int order = 0; order < 2; order++) {
      boolean big = order == 1;
      long type = word(head, 0, big);
      long nameLength = word(head, 16, big);
      boolean known = type >= 0 && type <= 4052 && type % 10 <= 2 && type / 10 % 10 <= 5
          && type / 100 % 10 == 0;
      if (known && word(head, 12, big) <= 1 && nameLength > 1 && nameLength < 64
          && 20 + nameLength <= head.length
          && head[(int) (19 + nameLength)] == 0 && Character.isLetter(head[20])) {
        return true;
      }
    }
    return false;
  }

  private static long word(byte[] b, int at, boolean big) {
    long w = 0;
    for (int i = 0; i < 4; i++) {
      w |= (b[at + i] & 0xffL) << (8 * (big ? 3 - i : i));
    }
    return w;
  }

  /** What the extension says, if it says anything. */
  static Optional<FileFormat> promisedByName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String plain = lower.endsWith(".gz") ? lower.substring(0, lower.length() - 3) : lower;
    if (IDX_NAME.matcher(plain).matches()) {
      return Optional.of(FileFormat.IDX);
    }
    return switch (plain.substring(plain.lastIndexOf('.') + 1)) {
      case "npy" -> Optional.of(FileFormat.NPY);
      case "npz" -> Optional.of(FileFormat.NPZ);
      case "csv", "tsv" -> Optional.of(FileFormat.CSV);
      case "mtx" -> Optional.of(FileFormat.MATRIX_MARKET);
      case "mat" -> Optional.of(FileFormat.MAT);
      default -> Optional.empty();
    };
  }

  private static byte[] lowered(byte[] bytes, int length) {
    return new String(bytes, 0, Math.min(length, bytes.length), StandardCharsets.ISO_8859_1)
        .toLowerCase(Locale.ROOT)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static boolean startsWith(byte[] head, byte[] magic) {
    return head.length >= magic.length && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
  }
}
