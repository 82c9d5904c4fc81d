package org.secateur.io;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.prune.Scores;

/**
 * Scores as a table with the columns pre, post, weight (in the units of the file), score, resistance and standard_error; a
 * pair of a symmetric network has one row.
 *
 * <p>The resistance is bᵀM⁻¹b, the variance of the signed difference over σ²/2; empty (0 in arrays) where the rule asks
 * for no activity or its scale is unknown.
 */
public final class ScoreTable {
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
    String name = Refusals.nameOf(file).toLowerCase(Locale.ROOT);
    if (name.endsWith(".npy")) {
      MatrixWriter.write(asMatrix(), file,
          WriteOptions.DEFAULT.withFormat(FileFormat.NPY)
              .withExisting(overwrite ? Existing.OVERWRITE : Existing.REFUSE));
      return;
    }
    try (AtomicFile atomic = AtomicFile.create(file, overwrite ? Existing.OVERWRITE : Existing.REFUSE)) {
      try {
        OutputStream out = name.endsWith(".gz")
            ? new GZIPOutputStream(atomic.stream(), 1 << 16)
            : atomic.stream();
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        rows(writer);
        writer.flush();
        if (out instanceof GZIPOutputStream zip) {
          zip.finish();
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
      Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
      rows(writer);
      writer.flush();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e); // a print stream does not throw
    }
  }

  private void rows(Writer out) throws IOException {
    Network stored = declared.stored();
    Edges edges = scores.edges();
    out.write(HEADER);
    for (int e = 0; e < edges.count(); e++) {
      double resistance = resistance(e);
      out.write(
          CsvField.quote(stored.label(edges.pre(e))) + ',' + CsvField.quote(stored.label(edges.post(e))) + ','
              + stored.weight(edges.synapse(e)) + ',' + scores.score(e) + ','
              + (Double.isNaN(resistance) ? "" : resistance) + ','
              + scores.standardError(e) + '\n');
    }
  }

  private double resistance(int e) {
    return scores.difference(e) / unitsPerLeverage;
  }

  private RawMatrix asMatrix() {
    Edges edges = scores.edges();
    int m = edges.count();
    int[] row = new int[6 * m];
    int[] column = new int[6 * m];
    double[] value = new double[6 * m];
    for (int e = 0; e < m; e++) {
      double resistance = resistance(e);
      double[] cells = {edges.pre(e), edges.post(e), declared.stored().weight(edges.synapse(e)),
          scores.score(e),
          Double.isNaN(resistance) ? 0 : resistance, scores.standardError(e)};
      for (int c = 0; c < 6; c++) {
        row[6 * e + c] = e;
        column[6 * e + c] = c;
        value[6 * e + c] = cells[c];
      }
    }
    return RawMatrix.of(m, 6, row, column, value, java.util.List.of(), FileFormat.NPY);
  }
}
