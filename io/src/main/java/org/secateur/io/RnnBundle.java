package org.secateur.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.secateur.rnn.RecurrentNetwork;

/**
 * A folder that holds one pruning of a trained network: the network in the format of the input ({@code pruned.*}, or a folder
 * {@code pruned}), every synapse's fate ({@code synapses.csv}), the resolved configuration ({@code configuration.toml}) and,
 * written last, {@code certificate.json}.
 */
public final class RnnBundle {
  private static final String STEM = "pruned";

  private RnnBundle() {
  }

  /** Name, hash and size of what a network was read from; of its recurrent array where it is a folder. */
  public static Map<String, Object> stamp(NetworkFile file) throws InputException {
    Path read = read(file);
    FileStamp stamp = FileStamp.of(read);
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("file", file.isFolder()
        ? Refusals.nameOf(file.path()) + "/" + Refusals.nameOf(read)
        : Refusals.nameOf(read));
    m.put("sha256", stamp.sha256());
    m.put("bytes", stamp.bytes());
    return m;
  }

  /** Hash and size of the same file. */
  static FileStamp fileStamp(NetworkFile file) throws InputException {
    return FileStamp.of(read(file));
  }

  private static Path read(NetworkFile file) throws InputException {
    if (file.isFolder()) {
      for (Path part : CheckpointReader.files(file.path())) {
        if (CheckpointReader.stem(part).equals(file.layout().recurrent())) {
          return part;
        }
      }
    }
    return file.path();
  }

  /**
   * Makes sure, before long work, that a bundle can be written.
   *
   * @throws InputException E194 if it is there, E195 if its folder cannot be written
   */
  public static void requireFree(Path folder, Existing existing) throws InputException {
    AtomicDirectory.create(folder, Bundle.CERTIFICATE, existing).close();
  }

  /** Where a bundle has its network. */
  public static Path network(Path folder, NetworkFile original) {
    return folder.resolve(original.nameFor(STEM));
  }

  /**
   * Writes the bundle; it appears whole or not at all.
   *
   * @param certificate written last; the hashes of all other files are added to it
   * @param pages other files by name, such as a report
   */
  public static void write(NetworkFile original, RecurrentNetwork pruned, Path folder, Existing existing,
      Map<String, Object> certificate, String configuration, Map<String, byte[]> pages)
      throws InputException {
    try (AtomicDirectory directory = AtomicDirectory.create(folder, Bundle.CERTIFICATE, existing)) {
      original.write(pruned, directory.resolve(original.nameFor(STEM)), Existing.REFUSE);
      Files.writeString(directory.resolve(Bundle.SYNAPSES), synapses(original.network(), pruned));
      Files.writeString(directory.resolve(Bundle.CONFIGURATION), configuration);
      for (Map.Entry<String, byte[]> page : pages.entrySet()) {
        Files.write(directory.resolve(page.getKey()), page.getValue());
      }
      certificate.put("files", stamps(directory.resolve(Bundle.SYNAPSES).getParent()));
      directory.commit(Json.write(certificate).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw Partials.unwritable(folder, e);
    }
  }

  /** Hash and size of every file in a folder. */
  static Map<String, Object> stamps(@Nullable Path root) throws IOException, InputException {
    Path folder = Objects.requireNonNull(root);
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    Map<String, Object> stamps = new LinkedHashMap<>();
    for (Path file : files) {
      FileStamp stamp = FileStamp.of(file);
      stamps.put(folder.relativize(file).toString().replace('\\', '/'),
          CertificateJson.map("sha256", stamp.sha256(), "bytes", stamp.bytes()));
    }
    return stamps;
  }

  /** One line a synapse: gate, receiving and sending unit from 0, the weight before and after. */
  private static String synapses(RecurrentNetwork before, RecurrentNetwork after) {
    int h = before.units();
    float[] old = before.recurrent();
    float[] now = after.recurrent();
    StringBuilder text = new StringBuilder("gate,post,pre,weight,pruned_weight\n");
    for (int k = 0; k < old.length; k++) {
      if (old[k] != 0) {
        text.append(k / (h * h)).append(',').append(k / h % h).append(',').append(k % h).append(',')
            .append(old[k])
            .append(',').append(now[k]).append('\n');
      }
    }
    return text.toString();
  }
}
