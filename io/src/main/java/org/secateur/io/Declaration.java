package org.secateur.io;

import java.util.Optional;
import java.util.Set;

import org.secateur.dynamics.LeakRule;
import org.secateur.dynamics.Scaling;
import org.secateur.network.Kind;
import org.secateur.network.Orientation;

/**
 * What the user says a matrix means. Nothing here is ever guessed from the numbers: what matters and is left empty is
 * asked for.
 *
 * @param kind {@code --kind}: weights, the whole drift, or a graph
 * @param orientation {@code --orientation}: what a row is; matters for directed networks whose file does not say
 * @param leak {@code --leak}: for weights; the whole drift holds its own, a graph its Laplacian's
 * @param scaling {@code --scale}: what stored weights are multiplied by
 * @param signs {@code --signs}: where signs come from
 * @param diagonal {@code --diagonal-is}: what entries on the diagonal are
 * @param symmetry {@code --symmetrize} or {@code --directed}
 * @param selection {@code --component}: all neurons, or the largest component
 */
public record Declaration(Optional<Kind> kind, Optional<Orientation> orientation, Optional<LeakRule> leak,
    Scaling scaling, Signs signs, Optional<DiagonalMeaning> diagonal, SymmetryRule symmetry,
    Selection selection) {

  /** Nothing declared. */
  public static final Declaration NONE = new Declaration(Optional.empty(), Optional.empty(), Optional.empty(),
      new Scaling.None(), new Signs.AsStored(), Optional.empty(), SymmetryRule.AS_STORED, Selection.ALL);

  /** What entries on the diagonal are. */
  public enum DiagonalMeaning {
    /** The diagonal of the whole drift A: minus the leak. */
    DYNAMICS,
    /** Self-connections: kept, never offered to a rule. */
    AUTAPSE,
    /** Nothing: dropped. */
    IGNORE
  }

  /** What to do about a matrix that is not its own transpose. */
  public enum SymmetryRule {
    /** Take it as it is; ask where it looks like a symmetric one in disguise. */
    AS_STORED,
    /** It is directed, whatever it looks like. */
    DIRECTED,
    /** (W + Wᵀ)/2. */
    MEAN,
    /** The half above the diagonal stands for both. */
    FROM_UPPER,
    /** The half below the diagonal stands for both. */
    FROM_LOWER
  }

  /** Which neurons to take. */
  public enum Selection {
    /** All. */
    ALL,
    /** Those of the largest component. */
    LARGEST_COMPONENT
  }

  /** Where signs come from. */
  public sealed interface Signs {
    /** From the file. */
    record AsStored() implements Signs {
    }

    /** Strength only: |w|. */
    record Absolute() implements Signs {
    }

    /**
     * From the sending neuron (Dale): −|w| for the neurons named, |w| for the others.
     *
     * @param neurons labels, or numbers from 0
     */
    record Inhibitory(Set<String> neurons) implements Signs {
      public Inhibitory {
        neurons = Set.copyOf(neurons);
      }
    }
  }

  /** The same with another {@link #kind}. */
  public Declaration withKind(Kind value) {
    return new Declaration(Optional.of(value), orientation, leak, scaling, signs, diagonal, symmetry,
        selection);
  }

  /** The same with another {@link #orientation}. */
  public Declaration withOrientation(Orientation value) {
    return new Declaration(kind, Optional.of(value), leak, scaling, signs, diagonal, symmetry, selection);
  }

  /** The same with another {@link #leak}. */
  public Declaration withLeak(LeakRule value) {
    return new Declaration(kind, orientation, Optional.of(value), scaling, signs, diagonal, symmetry,
        selection);
  }

  /** The same with another {@link #scaling}. */
  public Declaration withScaling(Scaling value) {
    return new Declaration(kind, orientation, leak, value, signs, diagonal, symmetry, selection);
  }

  /** The same with another {@link #signs}. */
  public Declaration withSigns(Signs value) {
    return new Declaration(kind, orientation, leak, scaling, value, diagonal, symmetry, selection);
  }

  /** The same with another {@link #diagonal}. */
  public Declaration withDiagonal(DiagonalMeaning value) {
    return new Declaration(kind, orientation, leak, scaling, signs, Optional.of(value), symmetry, selection);
  }

  /** The same with another {@link #symmetry}. */
  public Declaration withSymmetry(SymmetryRule value) {
    return new Declaration(kind, orientation, leak, scaling, signs, diagonal, value, selection);
  }

  /** The same with another {@link #selection}. */
  public Declaration withSelection(Selection value) {
    return new Declaration(kind, orientation, leak, scaling, signs, diagonal, symmetry, value);
  }

  /**
   * The same meaning for the pruned version of a network: its leak, scale and component are the original's and not
   * found again, and neurons that it lost need no sign.
   */
  public Declaration forSecond(RawMatrix second, Kind sameKind) {
    Signs same = signs instanceof Signs.Inhibitory(Set<String> names)
        ? new Signs.Inhibitory(java.util.stream.IntStream.range(0, second.rows()).mapToObj(second::name)
            .filter(names::contains).collect(java.util.stream.Collectors.toSet()))
        : signs;
    return new Declaration(Optional.of(sameKind), orientation, Optional.empty(), new Scaling.None(), same,
        diagonal,
        symmetry, Selection.ALL);
  }
}
