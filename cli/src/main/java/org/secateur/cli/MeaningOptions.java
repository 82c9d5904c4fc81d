package org.secateur.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.secateur.dynamics.LeakRule;
import org.secateur.dynamics.Scaling;
import org.secateur.io.Declaration;
import org.secateur.io.Declaration.DiagonalMeaning;
import org.secateur.io.Declaration.Signs;
import org.secateur.io.Declaration.SymmetryRule;
import org.secateur.io.InputException;
import org.secateur.io.NeuronVector;
import org.secateur.io.RawMatrix;
import org.secateur.io.ReadOptions;
import org.secateur.io.SideFiles;
import org.secateur.network.Kind;
import org.secateur.network.Orientation;
import org.secateur.network.Require;
import picocli.CommandLine.Option;

/** What a matrix means: flags that become a {@link Declaration}. */
final class MeaningOptions {
  @Option(names = "--kind", paramLabel = "KIND", description = {
      "network: weights W, with a leak given by --leak;", "drift: the whole matrix A = -leak + W;",
      "graph: conductances, the dynamics is minus the Laplacian."})
  @Nullable
  String kind;

  @Option(names = "--orientation", paramLabel = "ROWS", description = {
      "post-rows: entry i,j is the input to i from j;", "pre-rows: entry i,j goes from i to j."})
  @Nullable
  String orientation;

  @Option(names = "--leak", paramLabel = "LEAK", description = {
      "A value in 1/s, a FILE with one value a neuron, or dominant:SLACK (absolute input plus SLACK times its"
          + " mean). Default: 1."})
  @Nullable
  String leak;

  @Option(names = "--scale", paramLabel = "HOW", defaultValue = "none", description = {
      "spectral:R scales the weights to spectral radius R; rows makes each row's absolute weights sum to 1;"
          + " auto brings huge weights into range. Default: ${DEFAULT-VALUE}."})
  String scale = "none";

  @Option(names = "--signs", paramLabel = "FROM", defaultValue = "as-stored",
      description = "as-stored, abs, or a FILE that names the inhibitory neurons, one a line. Default: ${DEFAULT-VALUE}.")
  String signs = "as-stored";

  @Option(names = "--abs", description = "The same as --signs abs: strength only.")
  boolean abs;

  @Option(names = "--diagonal-is", paramLabel = "WHAT",
      description = "What entries on the diagonal are: dynamics (minus the leak), autapse (self-connections) or ignore. Asked for where it matters.")
  @Nullable
  String diagonalIs;

  @Option(names = "--self-loops", paramLabel = "WHAT",
      description = "keep or drop: the same as --diagonal-is autapse or ignore.")
  @Nullable
  String selfLoops;

  @Option(names = "--symmetrize", paramLabel = "HOW",
      description = "Make the matrix symmetric: mean of both directions, from-upper or from-lower half.")
  @Nullable
  String symmetrize;

  @Option(names = "--directed", description = "The matrix is directed although it may not look so.")
  boolean directed;

  @Option(names = "--component", paramLabel = "WHICH", defaultValue = "all",
      description = "Take all neurons or those of the largest component. Default: ${DEFAULT-VALUE}.")
  String component = "all";

  boolean autoScale() {
    return scale.equals("auto");
  }

  /** The declaration; side files are read here. */
  Declaration toDeclaration(RawMatrix raw) throws InputException {
    Declaration d = Declaration.NONE;
    if (kind != null) {
      d = d.withKind(InputOptions.choice("--kind", kind, InputOptions.constant(Kind.class, kind),
          "network, drift or graph"));
    }
    if (orientation != null) {
      d = d.withOrientation(InputOptions.choice("--orientation", orientation,
          InputOptions.constant(Orientation.class, orientation), "post-rows or pre-rows"));
    }
    if (leak != null) {
      d = d.withLeak(leakRule(leak, "--leak", raw.rows(), raw.labels()));
    }
    d = d.withScaling(scaling());
    d = d.withSigns(abs || signs.equals("abs")
        ? new Signs.Absolute()
        : signs.equals("as-stored")
            ? new Signs.AsStored()
            : new Signs.Inhibitory(SideFiles.names(Path.of(signs))));
    Optional<DiagonalMeaning> diagonal = diagonal();
    if (diagonal.isPresent()) {
      d = d.withDiagonal(diagonal.get());
    }
    if (directed && symmetrize != null) {
      throw Failure.of(ExitCode.USAGE, "E172", "--directed and --symmetrize contradict each other",
          "leave one of them out");
    }
    if (directed) {
      d = d.withSymmetry(SymmetryRule.DIRECTED);
    }
    if (symmetrize != null) {
      d = d.withSymmetry(InputOptions.choice("--symmetrize", symmetrize,
          InputOptions.constant(SymmetryRule.class, symmetrize)
              .filter(r -> r != SymmetryRule.AS_STORED && r != SymmetryRule.DIRECTED),
          "mean, from-upper or from-lower"));
    }
    return switch (component) {
      case "all" -> d;
      case "largest" -> d.withSelection(Declaration.Selection.LARGEST_COMPONENT);
      default ->
        throw Failure.of(ExitCode.USAGE, "E172", "--component %s is not a choice".formatted(component),
            "--component takes all or largest");
    };
  }

  private Optional<DiagonalMeaning> diagonal() {
    if (diagonalIs != null) {
      return Optional.of(InputOptions.choice("--diagonal-is", diagonalIs,
          InputOptions.constant(DiagonalMeaning.class, diagonalIs), "dynamics, autapse or ignore"));
    }
    if (selfLoops != null) {
      return switch (selfLoops) {
        case "keep" -> Optional.of(DiagonalMeaning.AUTAPSE);
        case "drop" -> Optional.of(DiagonalMeaning.IGNORE);
        default ->
          throw Failure.of(ExitCode.USAGE, "E172", "--self-loops %s is not a choice".formatted(selfLoops),
              "--self-loops takes keep or drop");
      };
    }
    return Optional.empty();
  }

  private Scaling scaling() {
    if (scale.equals("none") || scale.equals("auto")) {
      return new Scaling.None();
    }
    if (scale.equals("rows")) {
      return new Scaling.Rows();
    }
    if (scale.startsWith("spectral:")) {
      try {
        return new Scaling.SpectralRadius(Require.positive(Double.parseDouble(scale.substring(9)), "R"));
      } catch (IllegalArgumentException e) {
        throw Failure.of(ExitCode.USAGE, "E172", "--scale %s needs a positive radius".formatted(scale),
            "--scale spectral:0.9");
      }
    }
    throw Failure.of(ExitCode.USAGE, "E172", "--scale %s is not a choice".formatted(scale),
        "--scale takes spectral:R, rows, auto or none");
  }

  private static double[] leaks(String file, String option, int neurons, List<String> labels)
      throws InputException {
    try {
      return NeuronVector.read(file, neurons, labels, ReadOptions.DEFAULT);
    } catch (InputException e) {
      throw e.code().equals("E101") && e.hint().isEmpty()
          ? e.withHint(option + " takes a value, dominant:SLACK or a FILE")
          : e;
    }
  }

  /** A leak given as a number, a rule or a file. */
  static LeakRule leakRule(String text, String option, int neurons, List<String> labels)
      throws InputException {
    if (text.startsWith("dominant")) {
      String slack = text.startsWith("dominant:") ? text.substring(9) : "";
      try {
        return new LeakRule.Dominant(Double.parseDouble(slack));
      } catch (IllegalArgumentException e) {
        throw Failure.of(ExitCode.USAGE, "E172", "%s %s needs a slack of at least 0".formatted(option, text),
            option + " dominant:0.01");
      }
    }
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException notANumber) {
      return new LeakRule.PerNeuron(leaks(text, option, neurons, labels));
    }
    if (!Double.isFinite(value)) {
      throw Failure.of(ExitCode.USAGE, "E172", "%s %s is not finite".formatted(option, text), option + " 1");
    }
    return new LeakRule.Constant(value);
  }
}
