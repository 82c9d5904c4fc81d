package org.secateur.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.secateur.dynamics.LeakRule;
import org.secateur.io.Declaration;
import org.secateur.io.DeclaredNetwork;
import org.secateur.io.Existing;
import org.secateur.io.FileFormat;
import org.secateur.io.InputException;
import org.secateur.io.Interpretation;
import org.secateur.io.MatrixReader;
import org.secateur.io.MatrixWriter;
import org.secateur.io.RawMatrix;
import org.secateur.io.ReadOptions;
import org.secateur.io.WriteOptions;
import org.secateur.network.Kind;
import org.secateur.network.Network;

/** Networks that come with the program. */
final class Samples {
  private static final String CELEGANS = "celegans-white1986.mtx";

  private Samples() {
  }

  /** The connectome of C. elegans (White et al. 1986, compiled by Watts and Strogatz 1998), taken as undirected (the mean of
   * both directions), with leak dominant:0.01. */
  static DeclaredNetwork celegans() throws InputException {
    return Interpretation.of(read(), Declaration.NONE.withKind(Kind.NETWORK)
        .withSymmetry(Declaration.SymmetryRule.MEAN).withLeak(new LeakRule.Dominant(0.01)));
  }

  private static RawMatrix read() throws InputException {
    try (InputStream in = Samples.class.getResourceAsStream(CELEGANS)) {
      if (in == null) {
        throw new IllegalStateException(CELEGANS + " is missing from the program");
      }
      return MatrixReader.read(in, CELEGANS, ReadOptions.DEFAULT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the demo's two networks, to play with: weights in Matrix Market files. */
  static void write(Path folder, Network clusters, boolean overwrite) throws InputException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw InputException.of("E195", "\"%s\" cannot be made".formatted(folder)).because(e);
    }
    WriteOptions options = WriteOptions.DEFAULT.withFormat(FileFormat.MATRIX_MARKET)
        .withExisting(overwrite ? Existing.OVERWRITE : Existing.REFUSE);
    int m = clusters.synapses();
    int[] row = new int[m];
    int[] column = new int[m];
    double[] value = new double[m];
    for (int i = 0; i < clusters.neurons(); i++) {
      Arrays.fill(row, clusters.firstSynapse(i), clusters.firstSynapse(i + 1), i);
    }
    for (int k = 0; k < m; k++) {
      column[k] = clusters.pre(k);
      value[k] = clusters.weight(k);
    }
    int n = clusters.neurons();
    MatrixWriter.write(RawMatrix.of(n, n, row, column, value, List.of(), FileFormat.MATRIX_MARKET),
        folder.resolve("clusters.mtx"), options);
    MatrixWriter.write(read(), folder.resolve("celegans.mtx"), options);
  }
}
