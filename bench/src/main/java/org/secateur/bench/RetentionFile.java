package org.secateur.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Retentions that were measured, one a line, in a CSV file that grows: what a table was interrupted in is not measured again.
 * Networks go by name and hash. Mutable.
 */
final class RetentionFile {
  private static final String HEADER = "table,rule,network,sha256,pruned,draw,retention";
  private static final int COLUMNS = 7;

  private final Path file;
  private final Map<String, Double> known = new HashMap<>();

  /** Takes up what is there; a last line that was cut off in writing is left out. */
  RetentionFile(Path file) throws IOException {
    this.file = file;
    if (!Files.exists(file)) {
      Files.writeString(file, HEADER + "\n");
    }
    String text = Files.readString(file);
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    if (!whole.equals(text)) {
      Files.writeString(file, whole);
    }
    List<String> lines = whole.lines().toList();
    if (!lines.getFirst().equals(HEADER)) {
      throw new IllegalArgumentException(file.getFileName() + " does not begin with " + HEADER);
    }
    for (String line : lines.subList(1, lines.size())) {
      if (line.split(",", -1).length != COLUMNS) {
        throw new IllegalArgumentException("not " + COLUMNS + " columns: " + line);
      }
      int end = line.lastIndexOf(',');
      known.put(line.substring(0, end), Double.parseDouble(line.substring(end + 1)));
    }
  }

  /** The number of this line, measured if it is not there yet. */
  double get(String table, RetentionArm arm, RetentionSubject subject, double pruned, int draw,
      DoubleSupplier measure) {
    String key = String.join(",", table, arm.name().replace(',', ';'), subject.name(), subject.hash(),
        Double.toString(pruned), Integer.toString(draw));
    return known.computeIfAbsent(key, k -> {
      double value = measure.getAsDouble();
      try {
        Files.writeString(file, k + "," + value + "\n", StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return value;
    });
  }
}
