package org.secateur.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.secateur.dynamics.LeakRule;
import org.secateur.dynamics.Scaling;
import org.secateur.io.Declaration.DiagonalMeaning;
import org.secateur.io.Declaration.Selection;
import org.secateur.io.Declaration.Signs;
import org.secateur.io.DeclaredNetwork.Fact;
import org.secateur.network.Components;
import org.secateur.network.Kind;
import org.secateur.network.Network;
import org.secateur.network.Orientation;

/** Reads a raw matrix as what it was declared to be, and asks where nothing was declared. */
public final class Interpretation {
  private final RawMatrix raw;
  private final Declaration declared;
  private final List<Fact> facts = new ArrayList<>();
  private final List<Notice> notices = new ArrayList<>();

  private Interpretation(RawMatrix raw, Declaration declared) {
    this.raw = raw;
    this.declared = declared;
  }

  /**
   * The network a file holds.
   *
   * @throws InputException where something that matters was not declared, or does not fit the file
   */
  public static DeclaredNetwork of(RawMatrix raw, Declaration declared) throws InputException {
    return new Interpretation(raw, declared).read();
  }

  private DeclaredNetwork read() throws InputException {
    changed();
    Kind kind = kind();
    DiagonalMeaning diagonal = diagonal(kind);
    Entries entries = Entries.of(raw);
    if (entries.offDiagonal() == 0) {
      throw InputException.of("E130", "no edges above zero: %s nodes, 0 edges. Nothing to prune.%s".formatted(
          Words.count(raw.rows()), raw.changes().tiny() == 0
              ? ""
              : " (%s below 1e-300 and %s read as zero.)"
                  .formatted(Words.are(raw.changes().tiny(), "value"),
                      raw.changes().tiny() == 1 ? "was" : "were")));
    }
    boolean symmetrized = false;
    switch (declared.symmetry()) {
      case AS_STORED -> SymmetryCheck.refuseDisguises(entries, raw);
      case DIRECTED -> {
        if (raw.symmetry() == Symmetry.SYMMETRIC || raw.direction() == Direction.UNDIRECTED) {
          throw InputException
              .of("E153", "the file says that its edges have no direction, and --directed says they have")
              .withHint("leave --directed out");
        }
      }
      case MEAN, FROM_UPPER, FROM_LOWER -> {
        entries = entries.symmetrized(declared.symmetry());
        symmetrized = true;
      }
    }
    Orientation orientation = orientation(entries.isSymmetric());
    entries = signed(entries, orientation);
    return assemble(kind, diagonal, orientation, entries, symmetrized);
  }

  /** Says what reading changed. */
  private void changed() {
    RawMatrix.Changes c = raw.changes();
    List<String> all = new ArrayList<>();
    if (c.nanAsZero() > 0) {
      all.add(Words.some(c.nanAsZero(), "NaN weight") + " read as zero (--nan-as)");
    }
    if (c.scale() != 1) {
      all.add("weights divided by " + Words.number(c.scale()) + " (--scale auto)");
    }
    if (c.tiny() > 0) {
      all.add(Words.some(c.tiny(), "weight") + " below 1e-300 read as zero");
    }
    if (c.merged() > 0) {
      all.add(Words.some(c.merged(), "repeated edge") + " merged (--duplicates or --undirected)");
    }
    if (!all.isEmpty()) {
      facts.add(new Fact("Changed", String.join("; ", all)));
    }
  }

  private Kind kind() throws InputException {
    if (declared.kind().isEmpty()) {
      if (declared.diagonal().filter(d -> d == DiagonalMeaning.DYNAMICS).isPresent()) {
        return Kind.DRIFT;
      }
      throw InputException
          .of("E145", "\"%s\" does not say what its matrix is".formatted(raw.origin().description()))
          .withHint("--kind network (weights W; the leak is given by --leak), --kind drift (the whole matrix"
              + " A = -leak + W), or --kind graph (conductances; the dynamics is the graph's Laplacian)");
    }
    Kind kind = declared.kind().get();
    if (kind == Kind.NETWORK && declared.diagonal().filter(d -> d == DiagonalMeaning.DYNAMICS).isPresent()) {
      throw InputException.of("E147", "--kind network and --diagonal-is dynamics contradict each other")
          .withHint("--kind drift");
    }
    if (kind != Kind.NETWORK && declared.leak().isPresent()) {
      throw InputException.of("E147", kind == Kind.DRIFT
          ? "--leak does not go with --kind drift: the diagonal of the matrix is minus the leak"
          : "--leak does not go with --kind graph: each node's leak is the sum of its conductances")
          .withHint("--kind network");
    }
    if (kind == Kind.GRAPH && declared.diagonal().filter(d -> d != DiagonalMeaning.IGNORE).isPresent()) {
      throw InputException.of("E147", "the Laplacian of a graph has no use for its diagonal entries")
          .withHint("--diagonal-is ignore drops them");
    }
    if (kind != Kind.NETWORK && !(declared.scaling() instanceof Scaling.None)) {
      throw InputException.of("E147", "--scale goes with --kind network only").withHint("--scale none");
    }
    return kind;
  }

  private DiagonalMeaning diagonal(Kind kind) throws InputException {
    int count = 0;
    int negative = 0;
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < raw.count(); k++) {
      if (raw.row(k) == raw.column(k)) {
        count++;
        negative += raw.value(k) < 0 ? 1 : 0;
        low = Math.min(low, raw.value(k));
        high = Math.max(high, raw.value(k));
      }
    }
    if (kind == Kind.DRIFT) {
      return DiagonalMeaning.DYNAMICS;
    }
    if (count == 0) {
      return DiagonalMeaning.IGNORE;
    }
    if (declared.diagonal().isPresent()) {
      DiagonalMeaning meaning = declared.diagonal().get();
      facts.add(new Fact("Diagonal",
          "%s, %s  (--diagonal-is)".formatted(count == 1 ? "1 entry" : Words.count(count) + " entries",
              meaning == DiagonalMeaning.AUTAPSE
                  ? "self-connections: kept, not offered to the rule"
                  : "dropped")));
      return meaning;
    }
    if (raw.origin().format() == FileFormat.EDGES && kind == Kind.NETWORK) {
      notices.add(Notice.of("W155",
          "%s (%.2g %% of edges) %s and not offered to the rule".formatted(
              Words.some(count, "self-connection"), 100.0 * count / raw.count(),
              count == 1 ? "is kept as it is" : "are kept as they are"),
          "--self-loops drop"));
      return DiagonalMeaning.AUTAPSE;
    }
    throw InputException
        .of("E154",
            "%s on the diagonal, %s (%.3g to %.3g).%s".formatted(
                count == 1 ? "1 non-zero entry" : Words.count(count) + " non-zero entries",
                negative == count
                    ? "all negative"
                    : negative == 0 ? "all positive" : negative + " of them negative",
                low,
                high,
                negative == count && count == raw.rows()
                    ? " Is this the full dynamics matrix A = -leak + W?"
                    : ""))
        .withHint(kind == Kind.GRAPH
            ? "--diagonal-is ignore drops them"
            : "--diagonal-is dynamics with --kind drift; or self-connections: --diagonal-is autapse; or drop them:"
                + " --diagonal-is ignore");
  }

  private Orientation orientation(boolean symmetric) throws InputException {
    if (symmetric) {
      facts.add(new Fact("Direction", "symmetric: a row and its column are the same"));
      return declared.orientation().orElse(Orientation.POST_ROWS);
    }
    Orientation orientation;
    String reason;
    if (raw.direction() == Direction.DIRECTED) {
      orientation = Orientation.PRE_ROWS;
      reason = "as the header says";
      if (declared.orientation().filter(o -> o != Orientation.PRE_ROWS).isPresent()) {
        throw InputException
            .of("E146", "the header names sender and receiver, and --orientation contradicts it")
            .withHint("leave --orientation out");
      }
    } else if (declared.orientation().isPresent()) {
      orientation = declared.orientation().get();
      reason = "--orientation";
    } else {
      throw InputException.of("E146", "\"%s\" is directed and does not say what a row is"
          .formatted(raw.origin().description()))
          .withHint("--orientation post-rows (entry i,j is the input to i from j, as in dx/dt = -x + W x) or"
              + " --orientation pre-rows (entry i,j goes from i to j, as in connectome tables)");
    }
    facts.add(new Fact("Direction", orientation == Orientation.POST_ROWS
        ? "entry [i,j] is the input to i from j  (" + reason + ")"
        : "entry [i,j] goes from i to j  (" + reason + ")"));
    return orientation;
  }

  private Entries signed(Entries entries, Orientation orientation) throws InputException {
    return switch (declared.signs()) {
      case Signs.AsStored stored -> entries;
      case Signs.Absolute absolute -> {
        facts.add(new Fact("Sign rule", "strength only: every weight is taken as |w|  (--signs abs)"));
        yield entries.map((i, j, w) -> Math.abs(w));
      }
      case Signs.Inhibitory(var names) -> {
        boolean[] inhibitory = new boolean[raw.rows()];
        int found = 0;
        for (int v = 0; v < inhibitory.length; v++) {
          inhibitory[v] = names.contains(raw.name(v));
          found += inhibitory[v] ? 1 : 0;
        }
        if (found != names.size()) {
          String missing = names.stream()
              .filter(n -> Arrays.stream(inhibitoryNames(inhibitory)).noneMatch(n::equals))
              .sorted().findFirst().orElse("");
          throw InputException.of("E149",
              "the list of inhibitory neurons names %s of which the file knows nothing (first: \"%s\")"
                  .formatted(Words.some(names.size() - (long) found, "neuron"), missing));
        }
        facts.add(new Fact("Sign rule", "-|w| for what %s sends, |w| for the others  (--signs)"
            .formatted(Words.some(found, "named neuron"))));
        yield entries.map((i, j, w) -> {
          int sender = orientation == Orientation.POST_ROWS ? j : i;
          return i == j ? w : inhibitory[sender] ? -Math.abs(w) : Math.abs(w);
        });
      }
    };
  }

  private String[] inhibitoryNames(boolean[] inhibitory) {
    List<String> names = new ArrayList<>();
    for (int v = 0; v < inhibitory.length; v++) {
      if (inhibitory[v]) {
        names.add(raw.name(v));
      }
    }
    return names.toArray(String[]::new);
  }

  private DeclaredNetwork assemble(Kind kind, DiagonalMeaning diagonal, Orientation orientation,
      Entries entries,
      boolean symmetrized) throws InputException {
    int n = raw.rows();
    Network stored = entries.toNetwork(orientation, diagonal == DiagonalMeaning.AUTAPSE);
    int[] neuronOfNode = new int[n];
    Arrays.setAll(neuronOfNode, i -> i);
    double[] diagonalValue = entries.diagonal();
    if (declared.selection() == Selection.LARGEST_COMPONENT) {
      Components components = Components.of(stored);
      int largest = components.largest();
      int next = 0;
      for (int v = 0; v < n; v++) {
        neuronOfNode[v] = components.of(v) == largest ? next++ : -1;
      }
      facts.add(new Fact("Component", "the largest of %s: %s of %s nodes  (--component)".formatted(
          Words.count(components.count()), Words.count(next), Words.count(n))));
      stored = Subnetwork.of(stored, neuronOfNode, next);
    }
    // Where a neuron's place is not its index in the file, it is called by that index.
    if (!raw.labels().isEmpty() || raw.indexBase().orElse(0) == 1 || stored.neurons() < n) {
      List<String> labels = new ArrayList<>();
      for (int v = 0; v < n; v++) {
        if (neuronOfNode[v] >= 0) {
          labels.add(raw.name(v));
        }
      }
      stored = stored.withLabels(labels);
    }
    Network network = withDynamics(kind, stored, diagonalValue, neuronOfNode);
    boolean wholeList = symmetrized || declared.selection() == Selection.LARGEST_COMPONENT
        || !(declared.signs() instanceof Signs.AsStored)
        || (diagonal == DiagonalMeaning.IGNORE && entries.hasDiagonal());
    return new DeclaredNetwork(raw, declared, kind, orientation, stored, network, neuronOfNode, wholeList,
        facts, notices);
  }

  private Network withDynamics(Kind kind, Network stored, double[] diagonal, int[] neuronOfNode)
      throws InputException {
    return switch (kind) {
      case DRIFT -> {
        double[] leak = new double[stored.neurons()];
        for (int v = 0; v < neuronOfNode.length; v++) {
          if (neuronOfNode[v] >= 0) {
            leak[neuronOfNode[v]] = -diagonal[v];
          }
        }
        facts.add(new Fact("Dynamics",
            "dx/dt = A x + noise, A the whole matrix; leak %s  (--kind drift)".formatted(range(leak))));
        yield stored.withLeak(leak);
      }
      case GRAPH -> {
        if (!stored.isSymmetric()) {
          throw InputException
              .of("E151", "--kind graph needs edges without direction, and this matrix is not symmetric")
              .withHint("--symmetrize mean makes it so; or --kind network keeps the direction");
        }
        facts.add(new Fact("Dynamics", "dx/dt = -L x + noise, L the graph's Laplacian  (--kind graph)"));
        yield stored.withLeak(stored.absoluteInput());
      }
      case NETWORK -> {
        Network scaled = declared.scaling().apply(stored);
        if (scaled.synapses() != stored.synapses()) {
          throw InputException.of("E122", "scaling makes some weights too small for double precision")
              .withHint("--scale none");
        }
        LeakRule rule = declared.leak().orElse(LeakRule.DEFAULT);
        double[] leak = rule.leaks(scaled);
        String how = declared.leak().isPresent() ? "--leak" : "the default; --leak changes it";
        String scale = switch (declared.scaling()) {
          case Scaling.None none -> "";
          case Scaling.SpectralRadius(double r) ->
            String.format(Locale.ROOT, "; weights scaled to spectral radius %s", r);
          case Scaling.Rows rows -> "; each row of weights scaled to sum 1";
        };
        facts.add(new Fact("Dynamics",
            "dx/dt = -leak x + W x + noise; leak %s (%s)%s".formatted(range(leak), how, scale)));
        yield scaled.withLeak(leak);
      }
    };
  }

  private static String range(double[] leak) {
    double low = Arrays.stream(leak).min().orElse(0);
    double high = Arrays.stream(leak).max().orElse(0);
    return low == high
        ? String.format(Locale.ROOT, "%.4g", low)
        : String.format(Locale.ROOT, "%.4g to %.4g", low, high);
  }

}
