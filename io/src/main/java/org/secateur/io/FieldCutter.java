package org.secateur.io;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The fields of a line, as slices of its buffer. A field may be in double quotes, a quote inside doubled (RFC 4180); a
 * quoted field does not reach over the end of a line.
 */
final class FieldCutter {
  private final byte delimiter;
  private int[] from = new int[16];
  private int[] to = new int[16];
  private int count;

  /** Blank as delimiter stands for any run of blanks and tabs. */
  FieldCutter(char delimiter) {
    this.delimiter = (byte) delimiter;
  }

  /** Cuts the current line. */
  void cut(LineScanner line, String name) throws InputException {
    byte[] b = line.buffer();
    int end = line.end();
    int at = line.start();
    count = 0;
    if (delimiter == ' ') {
      cutBlanks(b, at, end, line, name);
      return;
    }
    while (true) {
      while (at < end && isBlank(b[at]) && b[at] != delimiter) {
        at++;
      }
      int start = at;
      if (at < end && b[at] == '"') {
        at = afterQuote(b, at, end, line, name);
        int close = at;
        while (at < end && isBlank(b[at]) && b[at] != delimiter) {
          at++;
        }
        if (at < end && b[at] != delimiter) {
          throw Refusals.malformedLine(name, line.number(), "text after a closing quote");
        }
        add(start, close);
      } else {
        while (at < end && b[at] != delimiter) {
          at++;
        }
        int last = at;
        while (last > start && isBlank(b[last - 1])) {
          last--;
        }
        add(start, last);
      }
      if (at >= end) {
        return;
      }
      at++;
    }
  }

  private void cutBlanks(byte[] b, int from0, int end, LineScanner line, String name) throws InputException {
    int at = from0;
    while (true) {
      while (at < end && isBlank(b[at])) {
        at++;
      }
      if (at == end) {
        return;
      }
      int start = at;
      if (b[at] == '"') {
        at = afterQuote(b, at, end, line, name);
      } else {
        while (at < end && !isBlank(b[at])) {
          at++;
        }
      }
      add(start, at);
    }
  }

  private static int afterQuote(byte[] b, int open, int end, LineScanner line, String name)
      throws InputException {
    int at = open + 1;
    while (at < end) {
      if (b[at] == '"') {
        if (at + 1 < end && b[at + 1] == '"') {
          at++;
        } else {
          return at + 1;
        }
      }
      at++;
    }
    throw Refusals.malformedLine(name, line.number(), "a quote is opened and not closed");
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\f';
  }

  private void add(int start, int end) {
    if (count == from.length) {
      from = Arrays.copyOf(from, 2 * count);
      to = Arrays.copyOf(to, 2 * count);
    }
    from[count] = start;
    to[count] = end;
    count++;
  }

  int count() {
    return count;
  }

  /** Forgets an empty field at the end: the line ends with a delimiter. */
  void dropEmptyLast() {
    if (count > 1 && from[count - 1] == to[count - 1]) {
      count--;
    }
  }

  /** Start of field f, behind a quote. */
  int from(byte[] b, int f) {
    return isQuoted(b, f) ? from[f] + 1 : from[f];
  }

  /** End of field f, before a quote. */
  int to(byte[] b, int f) {
    return isQuoted(b, f) ? to[f] - 1 : to[f];
  }

  /** Start of field f with its quote. */
  int rawFrom(int f) {
    return from[f];
  }

  int rawTo(int f) {
    return to[f];
  }

  private boolean isQuoted(byte[] b, int f) {
    return to[f] - from[f] >= 2 && b[from[f]] == '"';
  }

  /** Field f as text, quotes undone. */
  String text(byte[] b, int f, String name, int line) throws InputException {
    String text = decode(b, from(b, f), to(b, f), name, line);
    return isQuoted(b, f) ? text.replace("\"\"", "\"") : text;
  }

  /** UTF-8, strictly, without NUL. */
  static String decode(byte[] b, int from, int to, String name, int line) throws InputException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(b, from, to - from))
          .toString();
      if (text.indexOf('\0') >= 0) {
        throw Refusals.malformedLine(name, line, "holds a NUL byte, which text does not");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw Refusals.malformedLine(name, line, "is not valid UTF-8").withHint("save it as UTF-8").because(e);
    }
  }
}
