package org.secateur.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import org.secateur.network.Kind;
import org.secateur.network.Orientation;
import org.secateur.rnn.RateNetwork;
import org.secateur.rnn.TransferFunction;

/**
 * The recurrent layer of a trained network of rate units, read as the weights of a linear network, with the way back to the
 * file. Immutable.
 */
public final class RecurrentLayer {
  private final NetworkFile file;
  private final RateNetwork network;

  private RecurrentLayer(NetworkFile file, RateNetwork network) {
    this.file = file;
    this.network = network;
  }

  /**
   * Reads a trained network, if this is one: a folder, a safetensors file, or a NumPy archive that holds recurrent weights under a
   * known name. What its units make of their voltages does not matter to a linear network and is not asked for.
   *
   * @param spec as a command is given it; with {@code ::} it is one matrix, and no trained network
   * @param tensor the name of the recurrent array, where there are several
   * @throws InputException as {@link NetworkFile#read}, and E232 for gated units
   */
  public static Optional<RecurrentLayer> read(String spec, Optional<String> tensor) throws InputException {
    Path path = Path.of(spec);
    String lower = spec.toLowerCase(Locale.ROOT);
    boolean archive = lower.endsWith(".npz");
    if (spec.contains("::") || !(archive || Files.isDirectory(path)
        || lower.matches(".*\\.(safetensors|pt|pth|ckpt|pkl|h5|hdf5|keras)"))) {
      return Optional.empty();
    }
    CellDeclaration any = CellDeclaration.NONE.with(TransferFunction.LINEAR, 1);
    NetworkFile file;
    try {
      file = NetworkFile.read(path, tensor.map(any::withRecurrent).orElse(any), ReadOptions.DEFAULT);
    } catch (InputException e) {
      if (archive && tensor.isEmpty() && e.code().equals("E230")) {
        return Optional.empty(); // an archive of plain matrices
      }
      throw e;
    }
    if (file.network() instanceof RateNetwork rate) {
      return Optional.of(new RecurrentLayer(file, rate));
    }
    String name = Refusals.nameOf(path);
    throw InputException
        .of("E232", Words.quote(name) + " has gated units: they are no linear network that could"
            + " prune itself.")
        .at(name).withHint("secateur rnn prune takes gated units");
  }

  /**
   * The linear network of the layer, W with a leak: rows receive, self-connections stay as they are.
   *
   * @param declared leak, scale and signs; what the rows and the diagonal are is known here
   */
  public DeclaredNetwork declare(Declaration declared) throws InputException {
    RawMatrix matrix = matrix();
    Declaration known = declared.withKind(Kind.NETWORK).withOrientation(Orientation.POST_ROWS)
        .withSymmetry(Declaration.SymmetryRule.DIRECTED);
    int h = network.units();
    return Interpretation.of(matrix,
        known.diagonal().isEmpty() && IntStream.range(0, h).anyMatch(i -> matrix.find(i, i) >= 0)
            ? known.withDiagonal(Declaration.DiagonalMeaning.AUTAPSE)
            : known);
  }

  /** Whether the file says what its units make of their voltages and how far a step goes. */
  public boolean saysItsUnits() {
    return file.layout().family() != CellLayout.Family.PLAIN
        || (file.text(NetworkFile.TRANSFER).isPresent() && file.text(NetworkFile.STEP).isPresent());
  }

  /** The recurrent weights. */
  public RawMatrix matrix() throws InputException {
    int h = network.units();
    float[] w = network.recurrent();
    int[] place = IntStream.range(0, w.length).filter(k -> w[k] != 0).toArray();
    RawMatrix.Origin origin = new RawMatrix.Origin(Refusals.nameOf(file.path()), FileFormat.NPY,
        Optional.of(file.layout().recurrent()), Optional.of(RnnBundle.fileStamp(file)));
    Facts facts = new Facts(h, h, List.of(), Symmetry.NONE, Storage.DENSE, ElementType.FLOAT32,
        Direction.UNSTATED, origin, TextForm.DEFAULT, OptionalInt.empty());
    return new RawMatrix(facts, RawMatrix.Changes.NONE, Arrays.stream(place).map(k -> k / h).toArray(),
        Arrays.stream(place).map(k -> k % h).toArray(), Arrays.stream(place).mapToDouble(k -> w[k]).toArray(),
        null, null);
  }

  /** What the network is called in a folder: pruned.safetensors, pruned.npz, or pruned for a folder. */
  String fileName() {
    return file.nameFor("pruned");
  }

  /**
   * Writes the trained network again with other recurrent weights and all else as it was.
   *
   * @param pruned entries of {@link #matrix}
   */
  void write(RawMatrix pruned, Path target) throws InputException {
    int h = network.units();
    float[] w = new float[h * h];
    for (int k = 0; k < pruned.count(); k++) {
      w[pruned.row(k) * h + pruned.column(k)] = (float) pruned.value(k);
    }
    file.write(network.withRecurrent(w), target, Existing.REFUSE);
  }
}
