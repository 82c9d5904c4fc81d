package org.secateur.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.secateur.dynamics.LeakRule;
import org.secateur.network.Edges;
import org.secateur.network.Kind;
import org.secateur.network.Network;

/** The pair that a bundle holds, read back: the original it came from, the pruned network, and the keep probabilities. */
public final class BundleContents {
  private final DeclaredNetwork original;
  private final Network pruned;
  private final double[] keepProbability; // (edges)

  private BundleContents(DeclaredNetwork original, Network pruned, double[] keepProbability) {
    this.original = original;
    this.pruned = pruned;
    this.keepProbability = keepProbability;
  }

  /** The original. */
  public DeclaredNetwork original() {
    return original;
  }

  /** The pruned network, in the units of the original's dynamics. */
  public Network pruned() {
    return pruned;
  }

  /** The keep probabilities (edges) in the order of {@link Edges#of} the original; a copy. */
  public double[] keepProbabilities() {
    return keepProbability.clone();
  }

  /**
   * Reads the files of a bundle.
   *
   * @param options how the original was read
   */
  public static BundleContents read(Bundle bundle, DeclaredNetwork original, ReadOptions options)
      throws InputException {
    RawMatrix raw = MatrixReader.read(bundle.pruned(),
        options.withFormat(original.source().origin().format()));
    Declaration declaration = Declaration.NONE.withKind(original.kind());
    if (raw.direction() == Direction.UNSTATED) {
      declaration = declaration.withOrientation(original.orientation());
    }
    if (original.declaration().diagonal().isPresent()) {
      declaration = declaration.withDiagonal(original.declaration().diagonal().get());
    }
    if (!original.network().isSymmetric()) {
      declaration = declaration.withSymmetry(Declaration.SymmetryRule.DIRECTED);
    }
    DeclaredNetwork second = Interpretation.of(raw, declaration);
    Pair pair = Pair.of(original, second, false, true);
    Path leak = bundle.folder().resolve(Bundle.LEAK);
    Pair.PrunedLeak rule = original.kind() == Kind.NETWORK && Files.exists(leak)
        ? new Pair.PrunedLeak.Given(
            new LeakRule.PerNeuron(NeuronVector.read(leak.toString(), original.network().neurons(),
                original.network().labels(), ReadOptions.DEFAULT)))
        : new Pair.PrunedLeak.Same();
    return new BundleContents(original, pair.pruned(rule), probabilities(bundle, original.network()));
  }

  /** The column keep_probability of the table of edges, which has the order of the edges. */
  private static double[] probabilities(Bundle bundle, Network network) throws InputException {
    Path file = bundle.folder().resolve(Bundle.SYNAPSES);
    double[] p = new double[Edges.of(network).count()];
    Arrays.fill(p, Double.NaN);
    try (java.io.BufferedReader in = Files.newBufferedReader(file)) {
      String line = in.readLine();
      if (!SynapseTable.HEADER.equals(line)) {
        throw InputException.of("E126",
            "%s does not begin with %s".formatted(Bundle.SYNAPSES, SynapseTable.HEADER));
      }
      for (int e = 0; e < p.length; e++) {
        line = in.readLine();
        if (line == null) {
          throw InputException.of("E192",
              "%s ends after %s of %s rows".formatted(Bundle.SYNAPSES, Words.count(e),
                  Words.count(p.length)));
        }
        // Names may hold commas; the last five fields are numbers.
        int kept = line.lastIndexOf(',', line.lastIndexOf(',') - 1);
        p[e] = Double.parseDouble(line.substring(line.lastIndexOf(',', kept - 1) + 1, kept));
      }
    } catch (java.io.IOException | NumberFormatException | StringIndexOutOfBoundsException e) {
      throw InputException.of("E126", "%s cannot be read: %s".formatted(Bundle.SYNAPSES, e.getMessage()))
          .because(e);
    }
    return p;
  }
}
