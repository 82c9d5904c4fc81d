package org.secateur.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The head of a NumPy array: magic, version, and a Python dictionary of three keys, parsed by hand and never evaluated.
 * Format versions 1 to 3 (NumPy Enhancement Proposal 1).
 *
 * @param kind the letter of the type: b, i, u, f, c, O, S, U, M, m, V
 * @param itemBytes bytes of one element
 * @param order byte order of the elements
 * @param columnMajor Fortran order
 * @param shape length of each dimension, none negative
 * @param headBytes bytes before the first element
 */
record NpyHeader(char kind, int itemBytes, ByteOrder order, boolean columnMajor, List<Long> shape,
    int headBytes) {
  /** The longest head that is read, as NumPy documents it; checked before reading. */
  static final int LONGEST = 10_000;
  private static final int MAGIC_BYTES = 6;
  private static final int MOST_DIMENSIONS = 64;

  NpyHeader {
    shape = List.copyOf(shape);
  }

  /** The number of elements, possibly enormous: as a double. */
  double elements() {
    double product = 1;
    for (long length : shape) {
      product *= length;
    }
    return product;
  }

  /** Reads up to the first element. */
  static NpyHeader read(InputStream in, String name) throws InputException, IOException {
    byte[] start = in.readNBytes(MAGIC_BYTES + 2);
    if (start.length < MAGIC_BYTES + 2) {
      throw Refusals.truncated(name, start.length, MAGIC_BYTES + 4);
    }
    if (!Sniffer.isNpy(start)) {
      throw Refusals.malformed(name, "it does not begin as a NumPy array does");
    }
    int version = start[MAGIC_BYTES];
    if (version < 1 || version > 3) {
      throw Refusals.unsupported(name,
          "is a NumPy array file of version " + version + "; versions 1 to 3 are read.",
          "numpy.save writes version 1");
    }
    int lengthBytes = version == 1 ? 2 : 4;
    byte[] lengthField = in.readNBytes(lengthBytes);
    if (lengthField.length < lengthBytes) {
      throw Refusals.truncated(name, MAGIC_BYTES + 2 + lengthField.length, MAGIC_BYTES + 2 + lengthBytes);
    }
    long length = 0;
    for (int i = lengthBytes - 1; i >= 0; i--) {
      length = length << 8 | (lengthField[i] & 0xff);
    }
    if (length > LONGEST) {
      throw InputException
          .of("E191", "refused: " + Words.quote(name) + " declares a header of " + Words.count(length)
              + " bytes; " + Words.count(LONGEST) + " is the most.")
          .at(name);
    }
    byte[] text = in.readNBytes((int) length);
    int headBytes = MAGIC_BYTES + 2 + lengthBytes + (int) length;
    if (text.length < length) {
      throw Refusals.truncated(name, headBytes - (length - text.length), headBytes);
    }
    return new Parser(new String(text, StandardCharsets.UTF_8), name).parse(headBytes);
  }

  /** A reader of exactly the dictionaries that NumPy writes. */
  private static final class Parser {
    private final String text;
    private final String name;
    private int at;

    Parser(String text, String name) {
      this.text = text;
      this.name = name;
    }

    NpyHeader parse(int headBytes) throws InputException {
      String descr = "";
      String fortran = "";
      List<Long> shape = null;
      expect('{');
      while (peek() != '}') {
        String key = string();
        expect(':');
        switch (key) {
          case "descr" -> descr = peek() == '[' ? structured() : string();
          case "fortran_order" -> fortran = word();
          case "shape" -> shape = tuple();
          default -> throw bad("unknown key " + Words.quote(key));
        }
        if (peek() == ',') {
          at++;
        }
      }
      if (descr.isEmpty() || shape == null || !(fortran.equals("True") || fortran.equals("False"))) {
        throw bad("descr, fortran_order or shape is missing");
      }
      return header(descr, fortran.equals("True"), shape, headBytes);
    }

    private NpyHeader header(String descr, boolean columnMajor, List<Long> shape, int headBytes)
        throws InputException {
      char order = descr.charAt(0);
      boolean marked = "<>|=".indexOf(order) >= 0;
      String type = marked ? descr.substring(1) : descr;
      if (type.isEmpty() || type.length() > 8) {
        throw bad("type " + Words.quote(descr));
      }
      int size = 8;
      if (type.length() > 1 && "Mm".indexOf(type.charAt(0)) < 0) {
        String digits = type.substring(1);
        if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
          throw bad("type " + Words.quote(descr));
        }
        size = Integer.parseInt(digits);
      }
      return new NpyHeader(type.charAt(0), size,
          order == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
          columnMajor, shape, headBytes);
    }

    private String structured() throws InputException {
      throw Refusals.unsupported(name, "holds records of several fields, not numbers.",
          "save one field: numpy.save(\"W.npy\", a[\"weight\"])");
    }

    private List<Long> tuple() throws InputException {
      expect('(');
      List<Long> lengths = new ArrayList<>();
      while (peek() != ')') {
        String number = word();
        if (!number.matches("-?[0-9]{1,40}L?") || lengths.size() == MOST_DIMENSIONS) {
          throw bad("shape");
        }
        String digits = number.replace("L", "");
        boolean fits = digits.length() <= 18;
        long length = fits ? Long.parseLong(digits) : digits.charAt(0) == '-' ? -1 : Long.MAX_VALUE;
        if (length < 0) {
          throw bad("negative length " + length + " in shape");
        }
        lengths.add(length);
        if (peek() == ',') {
          at++;
        }
      }
      at++;
      return lengths;
    }

    private String string() throws InputException {
      char quote = peek();
      if (quote != '\'' && quote != '"') {
        throw bad("a quoted word is missing");
      }
      int end = text.indexOf(quote, at + 1);
      if (end < 0) {
        throw bad("a quote is not closed");
      }
      String word = text.substring(at + 1, end);
      at = end + 1;
      return word;
    }

    private String word() throws InputException {
      peek();
      int start = at;
      while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '-')) {
        at++;
      }
      return text.substring(start, at);
    }

    private void expect(char c) throws InputException {
      if (peek() != c) {
        throw bad("'" + c + "' is missing");
      }
      at++;
    }

    /** The next character that is not blank. */
    private char peek() throws InputException {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      if (at == text.length()) {
        throw bad("it ends early");
      }
      return text.charAt(at);
    }

    private InputException bad(String why) {
      return Refusals.malformed(name, "header of the array, " + why);
    }
  }

  /** The head of a version 1 file, padded so that the data begin at a multiple of 64. */
  static byte[] bytes(String descr, long... shape) {
    StringBuilder lengths = new StringBuilder();
    for (long length : shape) {
      lengths.append(length).append(shape.length == 1 ? "," : ", ");
    }
    String tuple = shape.length > 1 ? lengths.substring(0, lengths.length() - 2) : lengths.toString();
    String dictionary = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': (" + tuple + "), }";
    int used = MAGIC_BYTES + 4 + dictionary.length() + 1;
    int padding = (64 - used % 64) % 64;
    byte[] text = (dictionary + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] head = Arrays.copyOf(Sniffer.npyMagic(), MAGIC_BYTES + 4);
    head[MAGIC_BYTES] = 1;
    head[MAGIC_BYTES + 2] = (byte) text.length;
    head[MAGIC_BYTES + 3] = (byte) (text.length >> 8);
    byte[] all = Arrays.copyOf(head, head.length + text.length);
    System.arraycopy(text, 0, all, head.length, text.length);
    return all;
  }
}
