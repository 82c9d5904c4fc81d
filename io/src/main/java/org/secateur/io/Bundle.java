package org.secateur.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.secateur.network.Edges;
import org.secateur.network.Kind;
import org.secateur.prune.Pruned;
import org.secateur.study.Progress;

/**
 * A folder that holds one pruning: the pruned network in the format of the input ({@code pruned.*}), every edge's fate
 * ({@code synapses.csv}), leaks where the matrix does not hold them ({@code leak.csv}), the resolved configuration
 * ({@code configuration.toml}) and, written last, {@code certificate.json}: where that is, the bundle is complete.
 */
public final class Bundle {
  /** The file whose presence means complete. */
  public static final String CERTIFICATE = "certificate.json";
  /** The resolved configuration. */
  public static final String CONFIGURATION = "configuration.toml";
  /** Every edge's fate. */
  public static final String SYNAPSES = "synapses.csv";
  /** The leaks after pruning. */
  public static final String LEAK = "leak.csv";

  private final Path folder;
  private final Map<String, @Nullable Object> certificate;

  private Bundle(Path folder, Map<String, @Nullable Object> certificate) {
    this.folder = folder;
    this.certificate = certificate;
  }

  /** A place for a bundle, checked before long work. */
  public static final class Target {
    private final Path folder;
    private final Existing existing;

    private Target(Path folder, Existing existing) {
      this.folder = folder;
      this.existing = existing;
    }

    /** The folder as it was named. */
    public String name() {
      return folder.toString();
    }

    /**
     * Writes the bundle; it appears whole or not at all.
     *
     * @param certificate the document to be written last; the hash of the pruned network is added to it
     */
    public void write(DeclaredNetwork declared, Pruned pruned, Map<String, Object> certificate,
        String configuration)
        throws InputException {
      write(declared, pruned, certificate, configuration, Map.of(), Progress.NONE);
    }

    /**
     * The same with further files, telling somebody how far it is.
     *
     * @param pages content of further files by name, such as a report
     */
    public void write(DeclaredNetwork declared, Pruned pruned, Map<String, Object> certificate,
        String configuration, Map<String, byte[]> pages, Progress progress) throws InputException {
      progress.report("writing the network", 0, 1);
      Edges edges = pruned.plan().scores().edges();
      DiskSpace.require(folder, 150L * edges.count() + 24L * declared.source().count() + (1 << 20), "");
      try (AtomicDirectory directory = AtomicDirectory.create(folder, CERTIFICATE, existing)) {
        double[] perEdge = new double[edges.count()];
        for (int e = 0; e < perEdge.length; e++) {
          perEdge[e] = pruned.amplification(e);
        }
        RawMatrix matrix = declared.pruned(edges.spread(perEdge, 1), pruned.network().leaks());
        String name = "pruned." + ending(declared.source());
        FileStamp stamp = MatrixWriter.write(matrix, directory.resolve(name),
            WriteOptions.DEFAULT.withFormat(declared.source().origin().format()));
        SynapseTable.write(directory.resolve(SYNAPSES), declared, pruned, progress);
        if (declared.kind() == Kind.NETWORK) {
          SideFiles.writeLeaks(directory.resolve(LEAK), pruned.network());
        }
        text(directory.resolve(CONFIGURATION), configuration);
        List<String> others = new ArrayList<>(declared.kind() == Kind.NETWORK
            ? List.of(SYNAPSES, LEAK, CONFIGURATION)
            : List.of(SYNAPSES, CONFIGURATION));
        for (Map.Entry<String, byte[]> page : pages.entrySet()) {
          content(directory.resolve(page.getKey()), page.getValue());
          others.add(page.getKey());
        }
        Map<String, Object> files = new LinkedHashMap<>();
        files.put(name, CertificateJson.map("sha256", stamp.sha256(), "bytes", stamp.bytes()));
        for (String other : others) {
          FileStamp written = FileStamp.of(directory.resolve(other));
          files.put(other, CertificateJson.map("sha256", written.sha256(), "bytes", written.bytes()));
        }
        certificate.put("files", files);
        directory.commit(Json.write(certificate).getBytes(StandardCharsets.UTF_8));
      }
    }

    private static void text(Path file, String content) throws InputException {
      content(file, content.getBytes(StandardCharsets.UTF_8));
    }

    private static void content(Path file, byte[] content) throws InputException {
      try {
        Files.write(file, content);
      } catch (IOException e) {
        throw Partials.unwritable(file, e);
      }
    }
  }

  /** How a matrix of this format is called. */
  static String ending(RawMatrix source) {
    return switch (source.origin().format()) {
      case EDGES -> "csv";
      case FileFormat f -> f.option();
    };
  }

  /**
   * Makes sure, before long work, that a bundle can be put there.
   *
   * @param input what is going to be pruned, to say whether a bundle that is there came from the same
   * @throws InputException E194 if something is there that must not be replaced
   */
  public static Target reserve(Path folder, boolean overwrite, Optional<FileStamp> input)
      throws InputException {
    if (!overwrite && Files.isRegularFile(folder.resolve(CERTIFICATE))) {
      throw Partials.exists(folder, "already holds a finished bundle" + whose(folder, input));
    }
    Existing existing = overwrite ? Existing.OVERWRITE : Existing.REFUSE;
    AtomicDirectory.create(folder, CERTIFICATE, existing).close();
    return new Target(folder, existing);
  }

  private static String whose(Path folder, Optional<FileStamp> input) {
    try {
      Object stored = Json.read(folder.resolve(CERTIFICATE)).get("provenance") instanceof Map<?, ?> p
          && p.get("input") instanceof Map<?, ?> i ? i.get("sha256") : null;
      return stored == null || input.isEmpty()
          ? ""
          : stored.equals(input.get().sha256())
              ? " from the same input"
              : " from another input (hash differs)";
    } catch (InputException e) {
      return ", whose certificate cannot be read";
    }
  }

  /**
   * Opens a finished bundle.
   *
   * @throws InputException if there is none
   */
  public static Bundle open(Path folder) throws InputException {
    Path certificate = folder.resolve(CERTIFICATE);
    if (!Files.isRegularFile(certificate)) {
      String why = Files.isDirectory(folder)
          ? "it has no " + CERTIFICATE
          : Files.exists(folder) ? "it is a file, and a bundle is a folder" : "there is no such folder";
      throw InputException.of("E101", "\"%s\" is not a finished bundle: %s".formatted(folder, why))
          .withHint("secateur prune FILE ... -o %s writes one".formatted(folder));
    }
    return new Bundle(folder, Json.read(certificate));
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }

  /** The certificate as it was written. */
  public Map<String, @Nullable Object> certificate() {
    return certificate;
  }

  /** The pruned network's file. */
  public Path pruned() throws InputException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "pruned.*")) {
      for (Path file : files) {
        return file;
      }
    } catch (IOException e) {
      throw InputException.of("E101", "\"%s\" cannot be listed".formatted(folder)).because(e);
    }
    throw InputException.of("E192", "\"%s\" holds no pruned network".formatted(folder));
  }
}
