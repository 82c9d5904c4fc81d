package org.secateur.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

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
    Source source = Source.of(file, Optional.empty(), new Selection.Whole(),
        ReadOptions.DEFAULT.withMaxInput(Long.MAX_VALUE));
    try (LineScanner line = source.lines(false, ReadOptions.DEFAULT)) {
      if (!line.advance() || !SynapseTable.HEADER.equals(line.text())) {
        throw InputException.of("E126",
            "%s does not begin with %s".formatted(Bundle.SYNAPSES, SynapseTable.HEADER));
      }
      NumberParser parser = new NumberParser('.');
      for (int e = 0; e < p.length; e++) {
        if (!line.advance()) {
          throw InputException.of("E192",
              "%s ends after %s of %s rows".formatted(Bundle.SYNAPSES, Words.count(e),
                  Words.count(p.length)));
        }
        // Names may hold commas; the last five fields are numbers.
        int kept = comma(line, comma(line, line.end()));
        int before = comma(line, kept);
        if (before < line.start() || !parser.parse(line.buffer(), before + 1, kept)
            || Double.isNaN(parser.value())) {
          throw InputException.of("E126", "line %s of %s cannot be read".formatted(Words.count(line.number()),
              Bundle.SYNAPSES));
        }
        p[e] = parser.value();
      }
    }
    return p;
  }

  /** The last comma of a line before a position, or one less than its start. */
  private static int comma(LineScanner line, int before) {
    int at = before - 1;
    while (at >= line.start() && line.buffer()[at] != ',') {
      at--;
    }
    return at;
  }
}
