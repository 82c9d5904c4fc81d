package org.secateur.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.secateur.certify.Certificate;
import org.secateur.dynamics.Algebra;
import org.secateur.dynamics.Drift;
import org.secateur.io.DeclaredNetwork;
import org.secateur.io.Notice;
import org.secateur.network.Components;
import org.secateur.network.Kind;
import org.secateur.network.Network;
import org.secateur.prune.Budget;
import org.secateur.prune.Diagonal;
import org.secateur.prune.Pruned;
import org.secateur.prune.PruningRule;
import org.secateur.prune.Sampling;
import org.secateur.study.PruningRequest;
import org.secateur.study.ScoreRoute;
import org.secateur.study.Scoring;
import org.secateur.study.Target;
import org.secateur.study.Unscored;

/** What can be wrong with a network, a rule and a budget together, and what to say about it. */
final class Checks {
  /** Scores this equal leave nothing for a rule to choose by. */
  private static final double POINTLESS_GINI = 0.05;
  /** A margin this small, relative to the mean leak, is marginal stability. */
  private static final double MARGINAL = 1e-6;
  /** A lack of slack this small, relative to the leak, is how a row of fractions adds up to 1. */
  private static final double ROUNDING = 1e-9;

  private final DeclaredNetwork declared;
  private final Network network;
  private final Drift drift;
  private final Console console;
  private final List<Notice> notices = new ArrayList<>();

  Checks(DeclaredNetwork declared, Console console) {
    this.declared = declared;
    this.network = declared.network();
    this.drift = Drift.of(network);
    this.console = console;
  }

  /** Everything that was warned of or noted. */
  List<Notice> notices() {
    return List.copyOf(notices);
  }

  private void notice(Notice notice) {
    notices.add(notice);
    console.notices(List.of(notice));
  }

  /** Warnings about the network alone. */
  void beforePruning() {
    declared.notices().forEach(this::notice);
    if (!Algebra.isNative()) {
      notice(Notice.of("W191",
          "dense linear algebra runs in plain Java, 10 to 20 times slower: " + Algebra.name() + "."));
    }
    if (!drift.isSymmetric()) {
      notice(Notice.of("N151",
          Text.format("directed network (asymmetry %.2f). The published guarantee does not cover it;"
              + " you will get a measured certificate.", asymmetry())));
    }
    int over = 0;
    int worst = 0;
    for (int i = 0; i < drift.size(); i++) {
      over += drift.slack(i) < -ROUNDING * Math.abs(drift.restoring(i)) ? 1 : 0;
      worst = drift.slack(i) < drift.slack(worst) ? i : worst;
    }
    if (over > 0) {
      notice(Notice.of("W153",
          "%s of %s %s more input than %s leak (worst: node %s%s). The guarantee"
              .formatted(Text.count(over), Text.count(drift.size(), "node"),
                  over == 1 ? "receives" : "receive",
                  over == 1 ? "its" : "their", network.label(worst), times(worst))
              + " does not apply; stability is checked directly. Certificate: measured."));
    }
    Components components = Components.of(network);
    if (components.count() > 1) {
      notice(Notice.of("W160",
          "%s components (%s nodes). Each is pruned on its own and certified on its own; an isolated node"
              .formatted(Text.count(components.count()), sizes(components)) + " keeps its leak.",
          "--component largest"));
    }
  }

  /** How much more than its leak a neuron receives; nothing where it has no leak to compare with. */
  private String times(int neuron) {
    double leak = drift.restoring(neuron);
    return leak > 0
        ? Text.format(", %s times", Text.number(1 - drift.slack(neuron) / leak))
        : ", which has no leak";
  }

  private static String sizes(Components components) {
    int[] descending = java.util.stream.IntStream.range(0, components.count()).map(c -> -components.size(c))
        .sorted()
        .map(s -> -s).toArray();
    StringBuilder text = new StringBuilder();
    for (int c = 0; c < Math.min(4, descending.length); c++) {
      text.append(c == 0 ? "" : ", ").append(Text.count(descending[c]));
    }
    return text.append(descending.length > 4 ? ", …" : "").toString();
  }

  /** ‖W − Wᵀ‖_F / ‖W + Wᵀ‖_F off the diagonal: 0 for symmetric, 1 for no reciprocity at all. */
  private double asymmetry() {
    double[] sums = new double[2];
    network.forEachSynapse(s -> {
      if (s.post() != s.pre()) {
        double back = network.weight(/* post= */ s.pre(), /* pre= */ s.post());
        double share = back == 0 ? 2 : 1; // the absent mirror image is not visited
        sums[0] += share * (s.weight() - back) * (s.weight() - back);
        sums[1] += share * (s.weight() + back) * (s.weight() + back);
      }
    });
    return sums[1] > 0 ? Math.min(1, Math.sqrt(sums[0] / sums[1])) : 1;
  }

  /** Refuses a diagonal that a graph cannot keep. */
  void diagonalFits(Diagonal diagonal) {
    if (declared.kind() == Kind.GRAPH && diagonal == Diagonal.KEEP) {
      throw Failure.of(ExitCode.USAGE, "E172",
          "--diagonal keep does not go with --kind graph: the pruned graph's Laplacian has its own diagonal",
          "--diagonal match; or --kind network --leak dominant:0 --diagonal keep");
    }
  }

  /** Refuses rules that the network's signs or direction do not allow. */
  void ruleFits(PruningRule rule) {
    if (rule.evidence() != PruningRule.Evidence.LAPLACIAN) {
      return;
    }
    long negative = 0;
    for (int k = 0; k < network.synapses(); k++) {
      negative += network.weight(k) < 0 ? 1 : 0;
    }
    if (negative > 0) {
      throw Failure.of(ExitCode.DATA, "E173",
          "--rule resistance needs non-negative weights; %s are negative.".formatted(
              Text.percent((double) negative / network.synapses())),
          "--rule noise handles signs; --abs treats strength only and says so in the certificate");
    }
    if (!network.isSymmetric()) {
      throw Failure.of(ExitCode.DATA, "E173",
          "--rule resistance needs edges without direction; this network is directed.",
          "--rule noise handles directed networks; --symmetrize mean makes it undirected");
    }
  }

  /** Refuses budgets that the network cannot meet. */
  void budgetFits(PruningRequest request, Scoring.Ready scoring) {
    int edges = scoring.scores().count();
    if (request.target() instanceof Target.Fixed(Budget budget)) {
      if (budget instanceof Budget.EdgeCount(long wanted) && wanted > edges) {
        throw Failure.of(ExitCode.USAGE, "E171", "--edges %s is more than the %s edges there are".formatted(
            Text.count(wanted), Text.count(edges)),
            "--keep 0.10 (%s edges)".formatted(Text.count(Math.round(0.1 * edges))));
      }
      if (budget instanceof Budget.Epsilon && Double.isNaN(scoring.unitsPerLeverage())) {
        throw Failure.of(ExitCode.USAGE, "E171", request.route() instanceof ScoreRoute.Recorded
            ? "--epsilon needs scores of known scale, and the noise behind recorded activity is unknown"
            : "--epsilon is about leverages, which --rule %s does not use".formatted(request.rule().name()),
            "--keep 0.10, or --rule noise");
      }
      long forest = network.neurons() - (long) Components.of(network).count();
      long wanted = budget instanceof Budget.KeepFraction(double f)
          ? Math.round(f * edges)
          : budget instanceof Budget.EdgeCount(long count) ? count : Long.MAX_VALUE;
      if (request.sampling() == Sampling.CONNECTED && wanted < forest) {
        throw Failure.of(ExitCode.USAGE, "E171",
            "--connected needs at least the spanning forest's %s edges (%s), and %s are"
                .formatted(Text.count(forest), Text.percent((double) forest / edges), Text.count(wanted))
                + " asked for",
            "--edges %d --connected".formatted(forest));
      }
    }
  }

  /** Refuses a draw that left nothing. */
  Pruned notEmpty(Pruned pruned) {
    int edges = pruned.plan().scores().count();
    if (pruned.keptEdges() == 0) {
      throw Failure.of(ExitCode.USAGE, "E171",
          "so small a budget keeps none of the %s with this seed".formatted(Text.count(edges, "edge")),
          "--edges %d".formatted(Math.min(edges, 10)));
    }
    return pruned;
  }

  /** The network has no covariance. */
  Failure unstable(double abscissa) {
    String what = "the network is unstable: leading eigenvalue %+.3g with leak %s, so activity driven by noise grows without"
        .formatted(abscissa, leakText()) + " bound and has no covariance." + worstRow();
    return Failure.of(ExitCode.DATA, "E140", String.format(Locale.ROOT, "%s", what), remedy(abscissa));
  }

  /** The neuron that receives most beyond its leak, if one does. */
  private String worstRow() {
    int worst = 0;
    for (int i = 0; i < drift.size(); i++) {
      worst = drift.slack(i) < drift.slack(worst) ? i : worst;
    }
    return drift.size() > 0 && drift.slack(worst) < 0
        ? " Node %s receives %s more than it leaks.".formatted(network.label(worst),
            Text.number(-drift.slack(worst)))
        : "";
  }

  /** The network has no scores. */
  Failure unscored(Unscored why) {
    return switch (why) {
      case Unscored.Unstable(double abscissa) -> unstable(abscissa);
      case Unscored.NotDominant(int neuron, double slack) -> Failure.of(ExitCode.DATA, "E143",
          "a sketch needs every neuron to be restored by no less than it receives, and node %s is not (slack %s)."
              .formatted(network.label(neuron), Text.number(slack)),
          "--scores exact takes any stable network; --leak dominant:0.01 makes this one dominant");
      case Unscored.Unconverged(String solver, int iterations, double residual) ->
        Failure.of(ExitCode.NO, "E144",
            "the solver (%s) stopped after %s iterations at a relative residual of %s: no scores."
                .formatted(solver, Text.count(iterations), Text.format("%.1e", residual)),
            (declared.kind() == Kind.NETWORK ? "--scores exact, or --leak dominant:0.01" : "--scores exact")
                + ": the weights span too many orders of magnitude");
    };
  }

  private String remedy(double abscissa) {
    if (declared.kind() != Kind.NETWORK) {
      return Text.format("a diagonal that is lower by more than %.3g makes it stable", abscissa);
    }
    double[] leaks = network.leaks();
    boolean same = java.util.Arrays.stream(leaks).allMatch(l -> l == leaks[0]);
    if (!same || leaks.length == 0) {
      return "--leak dominant:0.01 makes any network stable";
    }
    double wanted = Math.max(leaks[0] + 1.2 * abscissa, leaks[0] + 0.01 * Math.abs(leaks[0]));
    double unit = Math.pow(10, Math.floor(Math.log10(Math.max(wanted, 1e-300))) - 1);
    double leak = Math.ceil(wanted / unit) * unit;
    String text = Fractions.trim(Double.parseDouble(String.format(Locale.ROOT, "%.6g", leak)));
    return String.format(Locale.ROOT, "--leak %s makes it stable (margin %.2g); or --leak dominant:0.01, or"
        + " --scale spectral:0.9", text, Double.parseDouble(text) - leaks[0] - abscissa);
  }

  private String leakText() {
    double[] leaks = network.leaks();
    double low = java.util.Arrays.stream(leaks).min().orElse(0);
    double high = java.util.Arrays.stream(leaks).max().orElse(0);
    return low == high ? Text.number(low) : Text.number(low) + " to " + Text.number(high);
  }

  /** A searched target is missed even with nearly everything kept; the hint names what would have been met. */
  Failure outOfReach(PruningRequest request, Scoring.Ready scoring, double kept, double error) {
    double reachable = Math.ceil(1010 * error) / 1000;
    boolean finite = Double.isFinite(reachable);
    String asked = switch (request.target()) {
      case Target.WorstDirection(double within) -> "--tolerance " + Text.plain(within);
      case Target.SlowModes(double within, int modes) -> slow(within, modes);
      case Target.Fixed fixed -> "the budget";
    };
    String hint = switch (request.target()) {
      case Target.WorstDirection(double within) ->
        (finite ? "--tolerance %s is reachable; ".formatted(Text.plain(reachable)) : "")
            + "--slow 5%:5 asks for slow modes only; --keep 0.5 names the budget instead";
      case Target.SlowModes(double within, int modes) ->
        (finite ? slow(reachable, modes) + " is reachable; " : "") + "--keep 0.5 names the budget instead";
      case Target.Fixed fixed -> "--keep 0.5";
    };
    double degree = (network.isSymmetric() ? 2.0 : 1.0) * scoring.scores().count()
        / Math.max(1, network.neurons());
    return Failure.of(ExitCode.NO, "E170",
        "%s is not reachable: even keeping %s of edges %s. This network has only %s edges per node."
            .formatted(asked,
                Text.percent(kept), finite ? "gives an error of " + Text.percent(error) : "leaves it unmet",
                Text.format("%.1f", degree)),
        hint);
  }

  private static String slow(double within, int modes) {
    return "--slow %s%%:%d".formatted(Text.plain(100 * within), modes);
  }

  /** The result must not be written. */
  Failure wouldBecomeUnstable(Optional<Double> pruned, Certificate certificate, PruningRequest request) {
    String original = certificate.stability().measured().map(s -> Text.number(s.original()))
        .orElse("unknown");
    if (pruned.isEmpty()) {
      return Failure.of(ExitCode.REFUSED, "E142",
          "refused: the original network is unstable. Nothing was written.",
          "%s; or --allow-unstable to write the result, marked as such".formatted(remedy(
              certificate.stability().measured().map(s -> s.original()).orElse(0.0))));
    }
    boolean kept = request.diagonal() == Diagonal.KEEP;
    return Failure.of(ExitCode.REFUSED, "E142",
        "refused: the pruned network is unstable (leading eigenvalue %s, original %s)"
            .formatted(String.format(Locale.ROOT, "%+.3g", pruned.get()), original)
            + (kept ? " because --diagonal keep leaves too little leak after rescaling." : ".")
            + " Nothing was written.",
        (kept ? "--diagonal match" : "a larger --keep, or --leak dominant:0.01")
            + "; or --allow-unstable to write it, marked as"
            + " such");
  }

  /** Warnings about the result. */
  void afterPruning(Pruned pruned, Certificate certificate, Scoring.Ready scoring) {
    PruningRule rule = scoring.scores().rule();
    double gini = scoring.scores().gini();
    if (rule.evidence() != PruningRule.Evidence.NONE && gini < POINTLESS_GINI) {
      notice(Notice.of("N172",
          Text.format("edge scores are almost equal (Gini %.2f): the %s rule will do no better than uniform"
              + " sampling on this network. That is a property of the network, not an error.", gini,
              rule.name())));
    }
    certificate.stability().measured().ifPresent(s -> {
      double mean = java.util.Arrays.stream(network.leaks()).average().orElse(0);
      if (s.original() < 0 && s.original() > -MARGINAL * mean) {
        notice(Notice.of("W141",
            Text.format("leading eigenvalue %.1g: scores are set almost wholly by one mode and are"
                + " sensitive to rounding.", s.original()),
            "--leak"));
      }
    });
    scoring.facts().samples().ifPresent(s -> {
      if (s.tooFew()) {
        notice(Notice.of("W162",
            Text.format("the covariance rests on about %.0f independent samples; %.0f are needed for every"
                + " score to be within a factor of two.", s.effectiveSamples(), s.snapshotsNeeded(0.01)),
            "a longer recording, or --scores exact"));
      }
    });
    long before = certificate.structure().components().before();
    long after = certificate.structure().components().after();
    if (after > before) {
      notice(Notice.of("W161",
          "at %s this seed cut the network into %s (%s before), %s isolated.".formatted(
              Text.percent(pruned.keptFraction()), Text.count(after, "component"), Text.count(before),
              Text.count(certificate.structure().isolated().after(), "node")),
          "--connected keeps the best spanning forest, or keep more"));
    }
  }
}
