package org.secateur.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.secateur.rnn.RateNetwork;
import org.secateur.rnn.RecurrentNetwork;

/**
 * A trained network and the file or folder it came from, which can be written again with other recurrent weights and
 * everything else as it was. Immutable.
 */
public final class NetworkFile {
  /** What {@code schema} says in the texts of a network that this project trained. */
  public static final String SCHEMA = "secateur/rate-network/1";
  static final String TRANSFER = "transfer";
  static final String STEP = "step";

  private final Path path;
  private final TensorFile tensors;
  private final CellLayout layout;
  private final CellDeclaration declared;
  private final RecurrentNetwork network;

  private NetworkFile(Path path, TensorFile tensors, CellLayout layout, CellDeclaration declared,
      RecurrentNetwork network) {
    this.declared = declared;
    this.path = path;
    this.tensors = tensors;
    this.layout = layout;
    this.network = network;
  }

  /**
   * Reads a network from a safetensors file, a NumPy archive or a folder of NPY and CSV files.
   *
   * @param declared what the arrays do not say
   * @throws InputException E101 no file, E120 and E121 for numbers that are not finite, E230 to E236 for arrays that are no
   *     network, and all of the readers'
   */
  public static NetworkFile read(Path path, CellDeclaration declared, ReadOptions options)
      throws InputException {
    TensorFile tensors = CheckpointReader.read(path, options);
    String name = Refusals.nameOf(path);
    CellLayout layout = new CellNames(tensors, name).find(declared.recurrent());
    return new NetworkFile(path, tensors, layout, declared,
        new CellAssembly(tensors, layout, declared, name).network());
  }

  /**
   * The layers whose rates this one takes in, lowest first; none where the file has but one, or where a layer below runs both
   * ways.
   *
   * @throws InputException as {@link #read}
   */
  public List<RecurrentNetwork> below() throws InputException {
    List<RecurrentNetwork> layers = new ArrayList<>();
    Optional<String> name = CellNames.below(layout.recurrent());
    int wanted = network.inputs();
    while (name.filter(n -> tensors.find(n).isPresent()).isPresent()) {
      CellLayout lower = new CellNames(tensors, Refusals.nameOf(path)).find(name);
      RecurrentNetwork layer = new CellAssembly(tensors, lower, declared, Refusals.nameOf(path)).network();
      if (layer.units() != wanted) {
        return List.of();
      }
      layers.addFirst(layer);
      wanted = layer.inputs();
      name = CellNames.below(lower.recurrent());
    }
    return layers;
  }

  /** Whether the layer runs from the last step to the first, as one half of a bidirectional layer does. */
  public boolean isBackward() {
    return layout.recurrent().endsWith("_reverse");
  }

  /** Where it came from. */
  public Path path() {
    return path;
  }

  /** Which arrays it was made of. */
  public CellLayout layout() {
    return layout;
  }

  /** All arrays. */
  public TensorFile tensors() {
    return tensors;
  }

  /** The network. */
  public RecurrentNetwork network() {
    return network;
  }

  /** Whether it is a folder of files. */
  public boolean isFolder() {
    return Files.isDirectory(path);
  }

  /** How a file of this kind is called: pruned.npz, pruned.safetensors, or pruned for a folder. */
  public String nameFor(String stem) {
    String lower = Refusals.nameOf(path).toLowerCase(Locale.ROOT);
    return isFolder() ? stem : stem + (lower.endsWith(".npz") ? ".npz" : ".safetensors");
  }

  /**
   * Writes the arrays again, in kind: the recurrent weights of the network, each with its own bits where it has not changed,
   * and all others as they were read.
   *
   * @param target a file, or for a folder a folder that does not exist yet
   * @throws InputException as {@link TensorFile#write}
   */
  public void write(RecurrentNetwork pruned, Path target, Existing existing) throws InputException {
    Tensor changed = new CellAssembly(tensors, layout, CellDeclaration.NONE, Refusals.nameOf(path))
        .recurrent(network.recurrent(), pruned.recurrent());
    if (!isFolder()) {
      tensors.with(layout.recurrent(), changed).write(target, existing);
      return;
    }
    try {
      Files.createDirectories(target);
      for (Path file : CheckpointReader.files(path)) {
        if (!CheckpointReader.stem(file).equals(layout.recurrent())) {
          Files.copy(file, target.resolve(Refusals.nameOf(file)), StandardCopyOption.REPLACE_EXISTING);
        } else if (CheckpointReader.isNpy(file)) {
          Files.write(target.resolve(Refusals.nameOf(file)), NumpyWriter.npy(changed));
        } else {
          Files.writeString(target.resolve(Refusals.nameOf(file)), csv(changed));
        }
      }
    } catch (IOException e) {
      throw Partials.unwritable(target, e);
    }
  }

  /** Shortest decimals that read back as the same numbers. */
  private static String csv(Tensor t) throws InputException {
    double[] values = t.toDoubles("");
    int columns = t.shape()[1];
    StringBuilder text = new StringBuilder();
    for (int k = 0; k < values.length; k++) {
      boolean single = t.type() == ElementType.FLOAT32;
      text.append(single ? Float.toString((float) values[k]) : Double.toString(values[k]))
          .append(k % columns == columns - 1 ? '\n' : ',');
    }
    return text.toString();
  }

  /**
   * Writes a network of this project's own: W_rec, W_in, b_rec, W_out, b_out and init_state, with φ and α as texts.
   *
   * @throws InputException as {@link TensorFile#write}
   */
  public static FileStamp write(RateNetwork network, Map<String, String> about, Path target,
      Existing existing)
      throws InputException {
    Map<String, String> texts = new LinkedHashMap<>(about);
    texts.put("schema", SCHEMA);
    texts.put(TRANSFER, network.transfer().name().toLowerCase(Locale.ROOT));
    texts.put(STEP, Float.toString(network.step()));
    return TensorFile.of(arrays(network), texts).write(target, existing);
  }

  /** The arrays of a network by the names that {@link #write} gives them. */
  static Map<String, Tensor> arrays(RateNetwork network) {
    int h = network.units();
    Map<String, Tensor> all = new LinkedHashMap<>();
    all.put("W_rec", Tensor.of(network.recurrent(), h, h));
    all.put("W_in", Tensor.of(network.input(), h, network.inputs()));
    all.put("b_rec", Tensor.of(network.bias(), h));
    all.put("W_out", Tensor.of(network.readout(), network.outputs(), h));
    all.put("b_out", Tensor.of(network.readoutBias(), network.outputs()));
    all.put("init_state", Tensor.of(network.initial(), h));
    return all;
  }

  /** A text about the network that its file holds. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(tensors.texts().get(name));
  }
}
