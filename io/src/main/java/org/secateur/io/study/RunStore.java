package org.secateur.io.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.secateur.io.AtomicDirectory;
import org.secateur.io.Existing;
import org.secateur.io.FileStamp;
import org.secateur.io.InputException;
import org.secateur.io.Json;
import org.secateur.study.trials.Columns;
import org.secateur.study.trials.Outcome;
import org.secateur.study.trials.Trial;
import org.secateur.study.trials.TrialResult;

/**
 * Results of trials, each in a folder named by the hash of what decides it: {@code run.json} and, for tables, a CSV file
 * each. A folder appears whole or not at all, and is believed only if its content has the hashes it was written with.
 */
public final class RunStore {
  /** The file whose presence means complete. */
  public static final String RUN = "run.json";
  private static final String SCHEMA = "secateur/trial/1";

  private final Path folder;

  private RunStore(Path folder) {
    this.folder = folder;
  }

  /**
   * A store in a folder, which is made if it is not there.
   *
   * @throws InputException E195 if it cannot be made
   */
  public static RunStore in(Path folder) throws InputException {
    try {
      Files.createDirectories(folder);
      return new RunStore(folder);
    } catch (IOException e) {
      throw InputException.of("E195", "the folder \"" + folder.getFileName() + "\" cannot be made")
          .withHint("another --out").because(e);
    }
  }

  /** Where a trial's files are or will be. */
  public Path folder(Trial trial) {
    return folder.resolve(trial.id());
  }

  /** What came of a trial, if that is known and undamaged; failures count as unknown and are tried again. */
  public Optional<TrialResult> load(Trial trial) {
    Path file = folder(trial).resolve(RUN);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return read(trial, Json.read(file));
    } catch (InputException | IOException | IllegalArgumentException damaged) {
      return Optional.empty(); // computed again
    }
  }

  private Optional<TrialResult> read(Trial trial, Map<String, @Nullable Object> run)
      throws InputException, IOException {
    Object result = run.get("result");
    if (!SCHEMA.equals(run.get("schema")) || !(result instanceof Map<?, ?> content)
        || content.containsKey("failed")
        || !Trial.sha256(Json.write(content).getBytes(StandardCharsets.UTF_8)).equals(run.get("sha256"))
        || !Json.write(trialDocument(trial))
            .equals(Json.write(java.util.Objects.requireNonNull(content.get("trial"))))
        || !(content.get("values") instanceof Map<?, ?> values)
        || !(content.get("tables") instanceof Map<?, ?> files)) {
      return Optional.empty();
    }
    Map<String, Double> numbers = new LinkedHashMap<>();
    values.forEach((name, value) -> numbers.put(String.valueOf(name), Double.valueOf(String.valueOf(value))));
    Map<String, Columns> tables = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : files.entrySet()) {
      Path table = folder(trial).resolve(entry.getKey() + ".csv");
      if (!FileStamp.of(table).sha256().equals(entry.getValue())) {
        return Optional.empty();
      }
      tables.put(String.valueOf(entry.getKey()), parse(Files.readAllLines(table, StandardCharsets.UTF_8)));
    }
    double seconds = run.get("seconds") instanceof Number n ? n.doubleValue() : Double.NaN;
    return Optional.of(new TrialResult(trial, new Outcome.Measured(numbers, tables), seconds));
  }

  private static Columns parse(List<String> lines) {
    List<String> names = List.of(lines.getFirst().split(",", -1));
    double[][] columns = new double[names.size()][lines.size() - 1];
    for (int r = 1; r < lines.size(); r++) {
      String[] cells = lines.get(r).split(",", -1);
      for (int c = 0; c < columns.length; c++) {
        columns[c][r - 1] = Double.parseDouble(cells[c]);
      }
    }
    return Columns.of(names, columns);
  }

  /**
   * Keeps a result.
   *
   * @throws InputException E193 if the disk is full, E195 if it cannot be written
   */
  public void save(TrialResult result) throws InputException {
    Path target = folder(result.trial());
    removeDamaged(target);
    try (AtomicDirectory directory = AtomicDirectory.create(target, RUN, Existing.OVERWRITE)) {
      Map<String, Object> content = new LinkedHashMap<>();
      content.put("trial", trialDocument(result.trial()));
      Map<String, Object> values = new LinkedHashMap<>();
      Map<String, Object> tables = new LinkedHashMap<>();
      switch (result.outcome()) {
        case Outcome.Failed(String reason) -> content.put("failed", reason);
        case Outcome.Measured measured -> {
          // as text: infinity has no number in JSON, and every bit comes back
          measured.values().forEach((name, value) -> values.put(name, Double.toString(value)));
          for (Map.Entry<String, Columns> table : measured.tables().entrySet()) {
            Path file = directory.resolve(table.getKey() + ".csv");
            write(file, csv(table.getValue()));
            tables.put(table.getKey(), FileStamp.of(file).sha256());
          }
        }
      }
      content.put("values", values);
      content.put("tables", tables);
      Map<String, Object> run = new LinkedHashMap<>();
      run.put("schema", SCHEMA);
      run.put("result", content);
      run.put("sha256", Trial.sha256(Json.write(content).getBytes(StandardCharsets.UTF_8)));
      run.put("seconds", Math.round(1000 * result.seconds()) / 1000.0);
      directory.commit(Json.write(run).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** A folder without its last file is nobody's: it is not replaced by others' rules, and was damaged by hand. */
  private static void removeDamaged(Path target) throws InputException {
    if (Files.isDirectory(target) && !Files.exists(target.resolve(RUN))) {
      try (var files = Files.list(target)) {
        for (Path file : new ArrayList<>(files.toList())) {
          Files.delete(file);
        }
        Files.delete(target);
      } catch (IOException e) {
        throw InputException
            .of("E195", "the damaged folder \"" + target.getFileName() + "\" cannot be removed")
            .because(e);
      }
    }
  }

  private static void write(Path file, String text) throws InputException {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      boolean full = String.valueOf(e.getMessage()).contains("No space left");
      throw InputException
          .of(full ? "E193" : "E195",
              full ? "the disk is full." : "cannot write \"" + file.getFileName() + "\": " + e.getMessage())
          .withHint("make room and give the same command again: what is done is kept").because(e);
    }
  }

  private static Map<String, Object> trialDocument(Trial trial) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("experiment", trial.experiment());
    m.put("parameters", trial.setting().values());
    m.put("measures", trial.measures().stream().sorted().toList());
    m.put("seed", (long) trial.seed());
    return m;
  }

  private static String csv(Columns table) {
    StringBuilder out = new StringBuilder(String.join(",", table.names())).append('\n');
    for (int r = 0; r < table.rows(); r++) {
      for (int c = 0; c < table.names().size(); c++) {
        out.append(c == 0 ? "" : ",").append(table.get(r, c));
      }
      out.append('\n');
    }
    return out.toString();
  }
}
