package org.secateur.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.secateur.io.Declaration;
import org.secateur.io.DeclaredNetwork;
import org.secateur.io.Direction;
import org.secateur.io.InputException;
import org.secateur.io.Interpretation;
import org.secateur.io.MatrixReader;
import org.secateur.io.RawMatrix;
import org.secateur.io.ReadOptions;
import org.secateur.io.Symmetry;
import org.secateur.network.Kind;
import org.secateur.network.Orientation;
import org.secateur.study.Progress;

/** Reads a file as the network it was declared to be, unless its header says that it would not fit. */
final class NetworkLoader {
  private final InputOptions input;
  private final MeaningOptions meaning;
  private final long memory;
  private final Console console;
  private final Progress progress;

  /**
   * A loader.
   *
   * @param memory most bytes to plan for
   * @param console told what will take long
   * @param progress told how far it is
   */
  NetworkLoader(InputOptions input, MeaningOptions meaning, long memory, Console console, Progress progress) {
    this.input = input;
    this.meaning = meaning;
    this.memory = memory;
    this.console = console;
    this.progress = progress;
  }

  private RawMatrix read(String spec) throws InputException {
    ReadOptions options = input.toReadOptions(meaning.autoScale());
    ReadingCheck.of(spec, options, memory, console);
    return MatrixReader.read(spec, options, progress);
  }

  /** Strictly: what was left undeclared and matters is asked for. */
  DeclaredNetwork load(String spec) throws InputException {
    RawMatrix raw = read(spec);
    return Interpretation.of(raw, meaning.toDeclaration(raw));
  }

  /**
   * The second of a pair, understood as the first was: its rows mean the same, and a half that only pruning emptied is no
   * reason to ask.
   */
  DeclaredNetwork loadSecond(String spec, DeclaredNetwork first) throws InputException {
    RawMatrix raw = read(spec);
    Declaration declaration = first.declaration().forSecond(raw, first.kind());
    if (!first.network().isSymmetric() && raw.symmetry() == Symmetry.NONE
        && raw.direction() != Direction.UNDIRECTED) {
      declaration = declaration.withSymmetry(Declaration.SymmetryRule.DIRECTED);
    }
    return Interpretation.of(raw, declaration);
  }

  /**
   * A network for a first look.
   *
   * @param declared the network
   * @param assumed what was assumed for the look, as flags that {@code prune} will ask for
   */
  record Look(DeclaredNetwork declared, List<String> assumed) {
  }

  /** Loosely, for looking only: undeclared weights are a network's, undeclared rows receive. */
  Look look(String spec) throws InputException {
    RawMatrix raw = read(spec);
    Declaration declaration = meaning.toDeclaration(raw);
    List<String> assumed = new ArrayList<>();
    if (declaration.kind().isEmpty() && declaration.diagonal().isEmpty()) {
      declaration = declaration.withKind(Kind.NETWORK);
      assumed.add("--kind network");
    }
    Optional<DeclaredNetwork> first = undirectedOrDeclared(raw, declaration);
    if (first.isPresent()) {
      return new Look(first.get(), List.copyOf(assumed));
    }
    assumed.add("--orientation post-rows");
    return new Look(Interpretation.of(raw, declaration.withOrientation(Orientation.POST_ROWS)),
        List.copyOf(assumed));
  }

  private static Optional<DeclaredNetwork> undirectedOrDeclared(RawMatrix raw, Declaration declaration)
      throws InputException {
    try {
      return Optional.of(Interpretation.of(raw, declaration));
    } catch (InputException e) {
      if (e.code().equals("E146") && declaration.orientation().isEmpty()) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
