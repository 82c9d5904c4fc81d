package org.secateur.io;

/** Names as fields of a table. */
final class CsvField {
  private CsvField() {
  }

  /** The name, in quotes if it holds what separates fields or lines (RFC 4180). */
  static String quote(String name) {
    boolean plain = true;
    for (int k = 0; k < name.length(); k++) {
      char c = name.charAt(k);
      plain &= c != ',' && c != '"' && c != '\n' && c != '\r';
    }
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
