package org.secateur.io;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.prune.Scores;
import org.secateur.study.Progress;

/**
 * Scores as a table with the columns pre, post, weight (in the units of the file), score, resistance and standard_error; a
 * pair of a symmetric network has one row.
 *
 * <p>The resistance is bᵀM⁻¹b, the variance of the signed difference over σ²/2; empty (0 in arrays) where the rule asks
 * for no activity or its scale is unknown.
 */
public final class ScoreTable {
  private static final int COLUMNS = 6;
  private static final String HEADER = "pre,post,weight,score,resistance,standard_error\n";

  private final DeclaredNetwork declared;
  private final Scores scores;
  private final double unitsPerLeverage;

  /**
   * A table.
   *
   * @param unitsPerLeverage how many score units make a leverage of 1; NaN if unknown
   */
  public ScoreTable(DeclaredNetwork declared, Scores scores, double unitsPerLeverage) {
    this.declared = declared;
    this.scores = scores;
    this.unitsPerLeverage = unitsPerLeverage;
  }

  /** Writes the file whole or not at all: .npy as an array (edges, 6) with neurons as numbers from 0, otherwise text. */
  public void write(Path file, boolean overwrite) throws InputException {
    write(file, overwrite, Progress.NONE);
  }

  /** The same, telling somebody how many rows are written. */
  public void write(Path file, boolean overwrite, Progress progress) throws InputException {
    String name = Refusals.nameOf(file).toLowerCase(Locale.ROOT);
    if (name.endsWith(".npy")) {
      DiskSpace.require(file, 8L * COLUMNS * scores.count() + 4096, "");
    }
    try (AtomicFile atomic = AtomicFile.create(file, overwrite ? Existing.OVERWRITE : Existing.REFUSE)) {
      try {
        if (name.endsWith(".npy")) {
          array(atomic.stream());
        } else if (name.endsWith(".gz")) {
          GZIPOutputStream zip = new GZIPOutputStream(atomic.stream(), 1 << 16);
          rows(zip, progress);
          zip.finish();
        } else {
          rows(atomic.stream(), progress);
        }
      } catch (IOException e) {
        throw Partials.unwritable(file, e);
      }
      atomic.commit();
    }
  }

  /** Prints the table. */
  public void print(PrintStream out) {
    try {
      rows(out, Progress.NONE);
      out.flush();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e); // a print stream does not throw
    }
  }

  private void rows(OutputStream out, Progress progress) throws IOException {
    Network stored = declared.stored();
    NodeFields names = NodeFields.of(stored);
    Edges edges = scores.edges();
    out.write(HEADER.getBytes(StandardCharsets.UTF_8));
    TextRows.write(out, edges.count(), (text, e) -> {
      names.append(text, edges.pre(e));
      text.append(',');
      names.append(text, edges.post(e));
      text.append(',').append(stored.weight(edges.synapse(e)));
      text.append(',').append(scores.score(e)).append(',');
      double resistance = resistance(e);
      if (!Double.isNaN(resistance)) {
        text.append(resistance);
      }
      text.append(',').append(scores.standardError(e)).append('\n');
    }, progress);
  }

  private double resistance(int e) {
    return scores.difference(e) / unitsPerLeverage;
  }

  /** The same numbers as a NumPy array; what is nearer to zero than any matrix holds is zero here too. */
  private void array(OutputStream out) throws IOException {
    Edges edges = scores.edges();
    out.write(NpyHeader.bytes("<f8", edges.count(), COLUMNS));
    BinaryOut numbers = new BinaryOut(out);
    for (int e = 0; e < edges.count(); e++) {
      double resistance = resistance(e);
      put(numbers, edges.pre(e));
      put(numbers, edges.post(e));
      put(numbers, declared.stored().weight(edges.synapse(e)));
      put(numbers, scores.score(e));
      put(numbers, Double.isNaN(resistance) ? 0 : resistance);
      put(numbers, scores.standardError(e));
    }
    numbers.flush();
  }

  private static void put(BinaryOut out, double x) throws IOException {
    out.put(Math.abs(x) < RawMatrix.TINY ? 0 : x, ElementType.FLOAT64);
  }
}
