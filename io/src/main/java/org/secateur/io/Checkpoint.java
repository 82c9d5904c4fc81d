package org.secateur.io;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where long work stands: named arrays, a small document, and the configuration that it belongs to, in one file that is
 * replaced in one step. Immutable.
 *
 * <p>The configuration has to say everything that the result depends on, hashes of the data included. That a file is there
 * means nothing: it is taken up only if its configuration is the one asked for and its content has the hash it states.
 */
public final class Checkpoint {
  /** What {@code schema} says in the texts of the file. */
  public static final String SCHEMA = "secateur/checkpoint/1";
  private static final String ENDING = ".checkpoint";
  private static final int MOST_NAMED = 3;

  private final Map<String, @Nullable Object> configuration;
  private final Map<String, @Nullable Object> state;
  private final TensorFile arrays;

  private Checkpoint(Map<String, @Nullable Object> configuration, Map<String, @Nullable Object> state,
      TensorFile arrays) {
    this.configuration = Collections.unmodifiableMap(configuration);
    this.state = Collections.unmodifiableMap(state);
    this.arrays = arrays;
  }

  /**
   * A checkpoint.
   *
   * @param configuration all that the result depends on, as {@link Json} takes it
   * @param state numbers and text beside the arrays, as {@link Json} takes them; whole numbers of 64 bits are exact
   * @param arrays by name
   */
  public static Checkpoint of(Map<String, ?> configuration, Map<String, ?> state,
      Map<String, Tensor> arrays) {
    try {
      return new Checkpoint(Json.parse(Json.line(configuration), "configuration"),
          Json.parse(Json.line(state), "state"), TensorFile.of(arrays, Map.of()));
    } catch (InputException e) {
      throw new IllegalArgumentException("a checkpoint that could not be read back: " + e.message(), e);
    }
  }

  /** Where the checkpoint of a run under way is: beside the folder or file that will be, and gone when that is there. */
  public static Path beside(Path target) {
    return target.resolveSibling(Refusals.nameOf(target) + ENDING);
  }

  /** What the work was asked to do. */
  public Map<String, @Nullable Object> configuration() {
    return configuration;
  }

  /** Numbers and text beside the arrays. */
  public Map<String, @Nullable Object> state() {
    return state;
  }

  /** The arrays. */
  public TensorFile arrays() {
    return arrays;
  }

  /**
   * Writes the checkpoint, replacing an older one in one step.
   *
   * @throws InputException as {@link TensorFile#write}
   */
  public void write(Path file) throws InputException {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("schema", SCHEMA);
    texts.put("configuration", Json.line(configuration));
    texts.put("state", Json.line(state));
    texts.put("sha256", hash(texts, arrays.tensors()));
    TensorFile.of(arrays.tensors(), texts).write(file, Existing.OVERWRITE);
  }

  private static String hash(Map<String, String> texts, Map<String, Tensor> tensors) {
    MessageDigest digest = FileStamp.sha256Digest();
    for (String key : List.of("schema", "configuration", "state")) {
      part(digest, texts.getOrDefault(key, ""));
    }
    for (Map.Entry<String, Tensor> e : new TreeMap<>(tensors).entrySet()) {
      part(digest, e.getKey());
      part(digest, e.getValue().toString());
      digest.update(e.getValue().littleEndian());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Length first, so that no two lists of parts are the same bytes. */
  private static void part(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }

  /**
   * Reads a checkpoint and makes sure that its content is what was written.
   *
   * @throws InputException E108 if it is not, and all of {@link TensorFile#read}
   */
  public static Checkpoint read(Path file, ReadOptions options) throws InputException {
    TensorFile read = TensorFile.read(file, options);
    String name = Refusals.nameOf(file);
    if (!SCHEMA.equals(read.texts().get("schema"))) {
      throw Refusals.malformed(name, "it is not marked as a checkpoint (" + SCHEMA + ")");
    }
    if (!hash(read.texts(), read.tensors()).equals(read.texts().get("sha256"))) {
      throw Refusals.malformed(name, "its content does not have the hash that it states")
          .withHint("remove it and start again");
    }
    return new Checkpoint(Json.parse(read.texts().getOrDefault("configuration", ""), name),
        Json.parse(read.texts().getOrDefault("state", ""), name), TensorFile.of(read.tensors(), Map.of()));
  }

  /**
   * The checkpoint to go on from, if there is one.
   *
   * @param file where it would be
   * @param configuration what is asked for now
   * @return empty if there is no such file
   * @throws InputException E209 if the file belongs to another configuration, and all of {@link #read}
   */
  public static Optional<Checkpoint> resume(Path file, Map<String, ?> configuration) throws InputException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Checkpoint found = read(file, ReadOptions.DEFAULT.withMaxInput(Long.MAX_VALUE));
    Map<String, @Nullable Object> wanted = Json.parse(Json.line(configuration), "configuration");
    List<String> differences = differences(found.configuration, wanted);
    if (differences.isEmpty()) {
      return Optional.of(found);
    }
    String rest = differences.size() > MOST_NAMED
        ? "; and " + (differences.size() - MOST_NAMED) + " more"
        : "";
    throw InputException
        .of("E209", Words.quote(Refusals.nameOf(file)) + " is a checkpoint of another configuration: "
            + String.join("; ", differences.subList(0, Math.min(MOST_NAMED, differences.size()))) + rest
            + ".")
        .at(Refusals.nameOf(file))
        .withHint("another --out, or --overwrite to start again");
  }

  private static List<String> differences(Map<String, @Nullable Object> there,
      Map<String, @Nullable Object> here) {
    Map<String, String> old = new TreeMap<>();
    Map<String, String> now = new TreeMap<>();
    flatten("", there, old);
    flatten("", here, now);
    List<String> out = new ArrayList<>();
    TreeMap<String, String> all = new TreeMap<>(old);
    all.putAll(now);
    for (String key : all.keySet()) {
      if (!Objects.equals(old.get(key), now.get(key))) {
        out.add(
            key + " is " + old.getOrDefault(key, "not set") + " there and " + now.getOrDefault(key, "not set")
                + " here");
      }
    }
    return out;
  }

  private static void flatten(String prefix, @Nullable Object value, Map<String, String> into) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      map.forEach(
          (key, item) -> flatten(prefix.isEmpty() ? String.valueOf(key) : prefix + "." + key, item, into));
    } else {
      String text = value instanceof List<?> list ? Json.line(list) : String.valueOf(value);
      into.put(prefix, value instanceof String ? Words.quote(text) : text);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Checkpoint c && c.configuration.equals(configuration) && c.state.equals(state)
        && c.arrays.equals(arrays);
  }

  @Override
  public int hashCode() {
    return 31 * configuration.hashCode() + arrays.hashCode();
  }

  @Override
  public String toString() {
    return "Checkpoint" + state;
  }
}
