package org.secateur.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.secateur.boltzmann.Machine;

/**
 * A folder that holds one run with a machine: the machine ({@code machine.safetensors} or {@code machine.npz}), what was
 * measured ({@code metrics.csv}), perhaps the state of its training ({@code checkpoint.safetensors}), further machines and
 * pictures, and, written last, {@code run.json} with the configuration and the hash of every other file: where that is, the
 * run is complete.
 */
public final class RunFolder {
  /** The file whose presence means complete. */
  public static final String RUN = "run.json";
  /** The machine, unless it was wanted as a NumPy archive. */
  public static final String MACHINE = "machine.safetensors";
  /** The machine as a NumPy archive. */
  public static final String MACHINE_NPZ = "machine.npz";
  /** What was measured. */
  public static final String METRICS = "metrics.csv";
  /** The state of the training at its end, to go on from. */
  public static final String CHECKPOINT = "checkpoint.safetensors";
  private static final Set<String> OWN_KEYS = Set.of("schema", "layers", "synapses", "pairs", "files");

  private final Path folder;
  private final Map<String, @Nullable Object> run;

  private RunFolder(Path folder, Map<String, @Nullable Object> run) {
    this.folder = folder;
    this.run = run;
  }

  /** A folder being filled. It appears whole, in {@link #commit}, or not at all. */
  public static final class Writer implements AutoCloseable {
    private final AtomicDirectory directory;
    private final Path root;

    private Writer(AtomicDirectory directory) {
      this.directory = directory;
      this.root = Objects.requireNonNull(directory.resolve(MACHINE).getParent());
    }

    /**
     * Where to write a file of this name, as in {@code round-03.safetensors} or {@code pictures/fields.png}.
     *
     * @throws IllegalArgumentException if it is {@value RunFolder#RUN} or outside the folder
     */
    public Path resolve(String name) throws InputException {
      Path file = directory.resolve(name);
      try {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        return file;
      } catch (IOException e) {
        throw Partials.unwritable(file, e);
      }
    }

    /** Writes a further file, such as a report. */
    public void content(String name, byte[] content) throws InputException {
      Path file = resolve(name);
      try {
        Files.write(file, content);
      } catch (IOException e) {
        throw Partials.unwritable(file, e);
      }
    }

    /** Writes what was measured. */
    public void metrics(MetricsTable table) throws InputException {
      table.write(resolve(METRICS), Existing.REFUSE);
    }

    /** Writes the state of the training at its end. */
    public void checkpoint(Checkpoint state) throws InputException {
      state.write(resolve(CHECKPOINT));
    }

    /**
     * Writes the machine and {@value RunFolder#RUN}, and lets the folder appear.
     *
     * @param name {@link #MACHINE} or {@link #MACHINE_NPZ}
     * @param about configuration, seed, hashes of the data, provenance: as {@link Json} takes them
     * @throws IllegalArgumentException if {@code about} has a key of our own
     */
    public void commit(Machine machine, String name, Map<String, ?> about) throws InputException {
      if (!name.equals(MACHINE) && !name.equals(MACHINE_NPZ)) {
        throw new IllegalArgumentException(
            "a machine is called " + MACHINE + " or " + MACHINE_NPZ + ", was " + name);
      }
      for (String key : about.keySet()) {
        if (OWN_KEYS.contains(key)) {
          throw new IllegalArgumentException(RUN + " has its own " + key);
        }
      }
      MachineFile.write(machine, resolve(name), Existing.REFUSE);
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("schema", MachineFile.SCHEMA);
      document.put("layers", machine.units());
      document.put("synapses", counts(machine, false));
      document.put("pairs", counts(machine, true));
      document.putAll(about);
      document.put("files", stamps());
      directory.commit(Json.write(document).getBytes(StandardCharsets.UTF_8));
    }

    private static long[] counts(Machine machine, boolean all) {
      long[] count = new long[machine.layers() - 1];
      for (int l = 0; l < count.length; l++) {
        count[l] = all ? (long) machine.units(l) * machine.units(l + 1) : machine.mask(l).synapses();
      }
      return count;
    }

    private Map<String, Object> stamps() throws InputException {
      List<Path> files;
      try (Stream<Path> walk = Files.walk(root)) {
        files = walk.filter(Files::isRegularFile).sorted().toList();
      } catch (IOException e) {
        throw Partials.unwritable(root, e);
      }
      Map<String, Object> stamps = new LinkedHashMap<>();
      for (Path file : files) {
        stamps.put(root.relativize(file).toString().replace('\\', '/'), FileStamp.of(file));
      }
      return stamps;
    }

    /** Removes what was written unless it was committed. */
    @Override
    public void close() {
      directory.close();
    }
  }

  /**
   * Makes sure, before long work, that a run can be put there.
   *
   * @throws InputException E194 if something is there that must not be replaced, E195 if nothing can be written there
   */
  public static void requireFree(Path folder, Existing existing) throws InputException {
    AtomicDirectory.create(folder, RUN, existing).close();
  }

  /**
   * Begins a folder.
   *
   * @throws InputException E194 if something is there that must not be replaced, E195 if it cannot be written
   */
  public static Writer create(Path folder, Existing existing) throws InputException {
    return new Writer(AtomicDirectory.create(folder, RUN, existing));
  }

  /**
   * Opens the folder of a finished run.
   *
   * @throws InputException E101 if there is none
   */
  public static RunFolder open(Path folder) throws InputException {
    Path file = folder.resolve(RUN);
    if (!Files.isRegularFile(file)) {
      throw InputException
          .of("E101",
              Words.quote(Refusals.nameOf(folder)) + " is not the folder of a finished run: it has no " + RUN)
          .withHint("secateur boltzmann fit DATA ... -o " + Refusals.nameOf(folder) + " writes one");
    }
    Map<String, @Nullable Object> run = Json.read(file);
    if (!MachineFile.SCHEMA.equals(run.get("schema"))) {
      throw Refusals.malformed(RUN, "its schema is not " + MachineFile.SCHEMA);
    }
    return new RunFolder(folder, run);
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }

  /** {@value #RUN} as it was written. */
  public Map<String, @Nullable Object> run() {
    return run;
  }

  /**
   * The machine.
   *
   * @throws InputException E210 if it is not the one that was written, and all of {@link MachineFile#read}
   */
  public Machine machine(ReadOptions options) throws InputException {
    String name = Files.exists(folder.resolve(MACHINE_NPZ)) && !Files.exists(folder.resolve(MACHINE))
        ? MACHINE_NPZ
        : MACHINE;
    return MachineFile.read(file(name), options);
  }

  /** The state of the training at its end, if it was kept; E210 if it is not the one that was written. */
  public Optional<Checkpoint> checkpoint(ReadOptions options) throws InputException {
    return names().contains(CHECKPOINT)
        ? Optional.of(Checkpoint.read(file(CHECKPOINT), options))
        : Optional.empty();
  }

  /** The names of all files that the run wrote, but {@value #RUN}. */
  public List<String> names() throws InputException {
    if (!(run.get("files") instanceof Map<?, ?> files)) {
      throw Refusals.malformed(RUN, "it does not say which files belong to it");
    }
    return new ArrayList<>(files.keySet().stream().map(String.class::cast).toList());
  }

  /**
   * A file of the run, once its content is known to be what was written.
   *
   * @throws InputException E210 if it is not, E192 if it is missing
   */
  public Path file(String name) throws InputException {
    Path file = folder.resolve(name).normalize();
    Object stamp = run.get("files") instanceof Map<?, ?> files ? files.get(name) : null;
    if (!(stamp instanceof Map<?, ?> stated) || !file.startsWith(folder.normalize())) {
      throw InputException.of("E107", Words.quote(RUN) + " knows no file " + Words.quote(name) + ".").at(RUN);
    }
    if (!Files.isRegularFile(file)) {
      throw Refusals.truncated(Refusals.nameOf(folder), Words.quote(name) + " is missing");
    }
    if (!FileStamp.of(file).sha256().equals(stated.get("sha256"))) {
      throw InputException
          .of("E210", Words.quote(name) + " is not the file that " + RUN + " describes: its hash differs.")
          .at(name)
          .withHint("name the file itself to use it as it is");
    }
    return file;
  }
}
