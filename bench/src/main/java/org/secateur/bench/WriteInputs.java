package org.secateur.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.secateur.io.Existing;
import org.secateur.io.FileFormat;
import org.secateur.io.InputException;
import org.secateur.io.MatrixWriter;
import org.secateur.io.RawMatrix;
import org.secateur.io.WriteOptions;
import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.random.Seed;

/**
 * Writes the benchmark inputs as files, for runs of whole processes, ours and others'.
 *
 * <p>Arguments: a folder, the number of neurons, and then any of grid, geometric, hubs, blocks (all, if none) and of
 * mtx, npz, csv (all, if none). The Matrix Market files hold the lower half, the archives both halves in compressed rows,
 * the lists one line an edge with its ends counted from 0.
 */
public final class WriteInputs {
  private static final List<String> FORMATS = List.of("mtx", "npz", "csv");

  private WriteInputs() {
  }

  /** Writes the files and prints their names. */
  public static void main(String[] arguments) throws IOException, InputException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    int neurons = Integer.parseInt(arguments[1]);
    List<String> words = Arrays.asList(arguments).subList(2, arguments.length);
    boolean allFamilies = Arrays.stream(BenchmarkInput.values()).noneMatch(f -> words.contains(f.word()));
    boolean allFormats = FORMATS.stream().noneMatch(words::contains);
    for (BenchmarkInput family : BenchmarkInput.values()) {
      if (allFamilies || words.contains(family.word())) {
        Network network = family.draw(neurons, Seed.DEFAULT);
        for (String format : FORMATS) {
          if (allFormats || words.contains(format)) {
            Path file = folder.resolve("%s-%d.%s".formatted(family.word(), neurons, format));
            write(network, file, format);
            System.out.printf(Locale.ROOT, "%s: %s, %d bytes%n", file, network, Files.size(file));
          }
        }
      }
    }
  }

  private static void write(Network network, Path file, String format) throws IOException, InputException {
    if (format.equals("npz")) {
      archive(network, file);
      return;
    }
    boolean matrixMarket = format.equals("mtx");
    Edges edges = Edges.of(network);
    int n = network.neurons();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      out.write(bytes(matrixMarket
          ? "%%MatrixMarket matrix coordinate real symmetric\n" + n + " " + n + " " + edges.count() + "\n"
          : "a,b,weight\n"));
      int base = matrixMarket ? 1 : 0;
      char between = matrixMarket ? ' ' : ',';
      for (int e = 0; e < edges.count(); e++) {
        out.write(bytes(Integer.toString(edges.pre(e) + base)));
        out.write(between);
        out.write(bytes(Integer.toString(edges.post(e) + base)));
        out.write(between);
        out.write(bytes(Double.toString(edges.weight(e))));
        out.write('\n');
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static void archive(Network network, Path file) throws InputException {
    int m = network.synapses();
    int[] row = new int[m];
    int[] column = new int[m];
    double[] value = new double[m];
    for (int i = 0; i < network.neurons(); i++) {
      for (int k = network.firstSynapse(i); k < network.firstSynapse(i + 1); k++) {
        row[k] = i;
        column[k] = network.pre(k);
        value[k] = network.weight(k);
      }
    }
    RawMatrix matrix = RawMatrix.of(network.neurons(), network.neurons(), row, column, value, List.of(),
        FileFormat.NPZ);
    MatrixWriter.write(matrix, file, WriteOptions.DEFAULT.withExisting(Existing.OVERWRITE));
  }
}
