package org.secateur.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Named arrays, and texts about them, as one file holds them: safetensors, or a NumPy archive whose texts stand in an
 * entry {@value #TEXTS}. Immutable.
 */
public final class TensorFile {
  /** The entry of a NumPy archive that holds the texts. */
  public static final String TEXTS = "metadata.json";
  private static final int PROBE = 8;

  private final Map<String, Tensor> tensors;
  private final Map<String, String> texts;
  private final Map<String, Unread> unread;

  private TensorFile(Map<String, Tensor> tensors, Map<String, String> texts, Map<String, Unread> unread) {
    this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    this.texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    this.unread = Collections.unmodifiableMap(new LinkedHashMap<>(unread));
  }

  /**
   * Arrays by name, and texts by name.
   *
   * @throws IllegalArgumentException if a name is empty, that of the metadata, or leads out of a folder
   */
  public static TensorFile of(Map<String, Tensor> tensors, Map<String, String> texts) {
    return of(tensors, texts, Map.of());
  }

  /** The same with arrays that are not read. */
  static TensorFile of(Map<String, Tensor> tensors, Map<String, String> texts, Map<String, Unread> unread) {
    for (String name : tensors.keySet()) {
      if (!isName(name)) {
        throw new IllegalArgumentException("no name for an array: \"" + name + "\"");
      }
    }
    return new TensorFile(tensors, texts, unread);
  }

  /** Whether an array may be called so: frameworks put / between parts, and none may be empty, . or .. */
  static boolean isName(String name) {
    return !name.isBlank() && !name.equals(Safetensors.METADATA)
        && Arrays.stream(name.split("/", -1)).noneMatch(part -> part.matches("\\.{0,2}"));
  }

  /** The arrays of an archive that hold no real numbers. */
  Map<String, Unread> unread() {
    return unread;
  }

  /** The same file with another array in the place of one. */
  TensorFile with(String name, Tensor array) {
    Map<String, Tensor> all = new LinkedHashMap<>(tensors);
    all.put(name, array);
    return of(all, texts, unread);
  }

  /** The arrays by name, in the order of the file. */
  public Map<String, Tensor> tensors() {
    return tensors;
  }

  /** The texts by name. */
  public Map<String, String> texts() {
    return texts;
  }

  /** The array of this name, if there is one. */
  public Optional<Tensor> find(String name) {
    return Optional.ofNullable(tensors.get(name));
  }

  /**
   * The array of this name.
   *
   * @param file what messages call the file
   * @throws InputException E107 if there is none, E106, E125 or E126 if it holds no real numbers
   */
  public Tensor require(String name, String file) throws InputException {
    Tensor found = tensors.get(name);
    if (found != null) {
      return found;
    }
    Unread other = unread.get(name);
    if (other != null) {
      throw other.refusal();
    }
    Catalog catalog = new Catalog(file);
    for (Map.Entry<String, Tensor> e : tensors.entrySet()) {
      catalog.add(new Catalog.Item(e.getKey(), java.util.List.of(), Catalog.Content.NUMBERS, 0));
    }
    catalog.choose(Optional.of(name));
    throw new IllegalStateException(name);
  }

  /**
   * Reads all arrays of a file, safetensors or NumPy archive as its first bytes say.
   *
   * @param options limits
   * @throws InputException E101, E106, E108 (damaged), E191 (claims too much), E192 (cut off)
   */
  public static TensorFile read(Path file, ReadOptions options) throws InputException {
    if (!Files.exists(file)) {
      Source.of(file.toString(), options);
    }
    Source source = Source.of(file, Optional.empty(), new Selection.Whole(), options);
    if (!Sniffer.isZip(head(source))) {
      return Safetensors.read(source);
    }
    try (NpzReader npz = new NpzReader(source, options)) {
      Map<String, String> texts = new LinkedHashMap<>();
      String json = npz.text(TEXTS, Safetensors.LONGEST_HEADER).orElse("{}");
      for (Map.Entry<String, @Nullable Object> e : Json.parse(json, source.name()).entrySet()) {
        texts.put(e.getKey(), String.valueOf(e.getValue()));
      }
      return npz.tensors(texts);
    }
  }

  private static byte[] head(Source source) throws InputException {
    try (InputStream in = source.open()) {
      return in.readNBytes(PROBE);
    } catch (IOException e) {
      throw Refusals.unreadable(source.path(), e);
    }
  }

  /**
   * Writes all arrays, whole or not at all, and reads them back: a NumPy archive if the name ends in .npz, otherwise
   * safetensors. The same content is the same bytes.
   *
   * @throws InputException E193 if it does not fit, E194 if the target is there, E195 if it cannot be written, E196 if
   *     it does not read back the same
   */
  public FileStamp write(Path target, Existing existing) throws InputException {
    boolean npz = Refusals.nameOf(target).toLowerCase(Locale.ROOT).endsWith(".npz");
    DiskSpace.require(target, tensors.values().stream().mapToLong(Tensor::byteCount).sum() + (1 << 16), "");
    try (AtomicFile file = AtomicFile.create(target, existing)) {
      OutputStream out = file.stream();
      if (npz) {
        NumpyWriter.tensors(this, out);
      } else {
        Safetensors.write(this, out);
      }
      file.finish();
      if (!read(file.partial(), ReadOptions.DEFAULT.withMaxInput(Long.MAX_VALUE)).equals(this)) {
        throw InputException.of("E196", Words.quote(Refusals.nameOf(target))
            + " did not read back as it was written; it was not kept.").at(Refusals.nameOf(target));
      }
      FileStamp stamp = FileStamp.of(file.partial());
      file.commit();
      return stamp;
    } catch (IOException e) {
      throw Partials.unwritable(target, e);
    }
  }

  /** Whether two files hold the same arrays and texts under the same names. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TensorFile f && f.tensors.equals(tensors) && f.texts.equals(texts)
        && f.unread.equals(unread);
  }

  @Override
  public int hashCode() {
    return 31 * tensors.hashCode() + texts.hashCode();
  }

  @Override
  public String toString() {
    return "TensorFile" + tensors;
  }
}
