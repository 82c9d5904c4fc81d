package org.secateur.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipException;

/**
 * Lines of bytes, each a slice of one buffer. Ends of lines are \n, \r\n or \r; a byte order mark is skipped. No line
 * may be longer than {@link #LONGEST_LINE}.
 */
final class LineScanner implements AutoCloseable {
  /** The longest line, in bytes: a row of a million numbers fits. */
  static final int LONGEST_LINE = 64 << 20;
  private static final int FIRST_SIZE = 1 << 18;

  private final InputStream in;
  private final String name;
  private final long limit;
  private byte[] buffer = new byte[FIRST_SIZE];
  private int filled;
  private int next;
  private int start;
  private int end;
  private long total;
  private int number;
  private boolean ended;

  LineScanner(InputStream in, String name, long limit) {
    this.in = in;
    this.name = name;
    this.limit = limit;
  }

  /** Moves to the next line. */
  boolean advance() throws InputException {
    start = next;
    int at = next;
    while (true) {
      while (at < filled) {
        byte b = buffer[at];
        if (b == '\n' || b == '\r') {
          return lineEnds(at);
        }
        at++;
      }
      int scanned = at - start;
      if (!fill()) {
        end = filled;
        next = filled;
        return startLine(filled > start);
      }
      at = start + scanned;
    }
  }

  private boolean lineEnds(int at) throws InputException {
    int lineLength = at - start;
    boolean pair = false;
    if (buffer[at] == '\r') {
      if (at + 1 == filled) {
        next = at;
        boolean more = fill();
        pair = more && buffer[start + lineLength + 1] == '\n';
      } else {
        pair = buffer[at + 1] == '\n';
      }
    }
    end = start + lineLength;
    next = end + (pair ? 2 : 1);
    return startLine(true);
  }

  private boolean startLine(boolean there) throws InputException {
    if (!there) {
      return false;
    }
    if (number == 0 && end - start >= 3 && (buffer[start] & 0xff) == 0xef
        && (buffer[start + 1] & 0xff) == 0xbb
        && (buffer[start + 2] & 0xff) == 0xbf) {
      start += 3;
    }
    if (number == Integer.MAX_VALUE) {
      throw Refusals.tooLarge(name, "has more than 2,147,483,647 lines");
    }
    number++;
    return true;
  }

  /** Keeps the current line, makes room after it and reads on. */
  private boolean fill() throws InputException {
    if (ended) {
      return false;
    }
    int kept = filled - start;
    if (kept > LONGEST_LINE) {
      throw Refusals.malformedLine(name, number + 1L,
          "is longer than " + Words.size(LONGEST_LINE) + ", which no table of numbers has");
    }
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, kept);
      start = 0;
      filled = kept;
    }
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int got;
    try {
      got = in.read(buffer, filled, buffer.length - filled);
    } catch (IOException e) {
      throw refusal(name, e);
    }
    if (got < 0) {
      ended = true;
      return false;
    }
    total += got;
    if (total > limit) {
      throw Refusals.tooLarge(name, "unpacks to more than " + Words.size(limit));
    }
    filled += got;
    return true;
  }

  /** What the trouble of a stream means to the user. */
  static InputException refusal(String name, IOException e) {
    return switch (e) {
      case EOFException eof -> Refusals.truncated(name, "its packed data stop before their end").because(eof);
      case ZipException zip ->
        Refusals.malformed(name, "it cannot be unpacked (" + zip.getMessage() + ")").because(zip);
      default ->
        InputException.of("E109", "cannot read " + Words.quote(name) + ": " + e.getMessage()).because(e);
    };
  }

  /** The bytes that the line is in; valid until the next line. */
  byte[] buffer() {
    return buffer;
  }

  /** The line as text. */
  String text() {
    return new String(buffer, start, end - start, StandardCharsets.UTF_8);
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** The number of the line, from 1. */
  int number() {
    return number;
  }

  /** How many bytes the lines so far had, ends included. */
  long consumed() {
    return total - (filled - next);
  }

  /** True if nothing but blanks is on the line. */
  boolean isBlank() {
    for (int i = start; i < end; i++) {
      if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\f') {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws InputException {
    try {
      in.close();
    } catch (IOException e) {
      throw refusal(name, e);
    }
  }
}
