package org.secateur.report.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.fisher.LocalInformation;
import org.secateur.report.Axis;
import org.secateur.report.Figure;
import org.secateur.report.Panel;
import org.secateur.report.Part;
import org.secateur.report.Role;
import org.secateur.report.Series;
import org.secateur.report.Values;

/** The figures of a pruned machine. */
final class MachineFigures {
  private static final int MOST_TILES = 64;
  private static final int BLOCKS = 80;

  private final MachineCase of;
  private final MachineChains before;
  private final MachineChains after;

  MachineFigures(MachineCase of, MachineChains before, MachineChains after) {
    this.of = of;
    this.before = before;
    this.after = after;
  }

  private Values synapses() {
    return Values.of(of.rounds().size(), r -> of.rounds().get(r).synapses());
  }

  /** Likelihood and classes against synapses. */
  Part quality() {
    List<Panel> panels = new ArrayList<>();
    int n = of.rounds().size();
    Axis x = Axis.logarithmic("synapses", "");
    if (of.rounds().stream().anyMatch(r -> Double.isFinite(r.logLikelihood()))) {
      Values low = Values.of(n, r -> of.rounds().get(r).logLikelihood() - of.rounds().get(r).standardError());
      Values high = Values.of(n,
          r -> of.rounds().get(r).logLikelihood() + of.rounds().get(r).standardError());
      panels.add(new Panel.Plot("log-likelihood", x, Axis.linear(of.likelihood(), "nats a pattern"), List.of(
          new Series.Band("one standard error", Role.PRUNED, synapses(), low, high),
          new Series.Line("trained again", Role.PRUNED, Series.Stroke.SOLID, synapses(),
              Values.of(n, r -> of.rounds().get(r).logLikelihood())))));
    }
    if (of.rounds().stream().anyMatch(r -> Double.isFinite(r.error()))) {
      panels.add(new Panel.Plot("classes", x, Axis.linear("share read rightly", ""), List.of(
          new Series.Line("trained again", Role.PRUNED, Series.Stroke.SOLID, synapses(),
              Values.of(n, r -> 1 - of.rounds().get(r).error())))));
    }
    if (panels.size() < 2 && of.rounds().stream().anyMatch(r -> Double.isFinite(r.reconstruction()))) {
      panels.add(new Panel.Plot("reconstruction", x, Axis.linear("mean squared error", ""), List.of(
          new Series.Line("trained again", Role.PRUNED, Series.Stroke.SOLID, synapses(),
              Values.of(n, r -> of.rounds().get(r).reconstruction())))));
    }
    if (panels.isEmpty()) {
      return new Part.Missing("Quality against synapses",
          "nothing was measured (--log-z none, and no classes)");
    }
    return new Figure("quality", "What it still knows, against the synapses it has",
        "Likelihood and share of classes read against the number of synapses, one point a round.",
        new Figure.Guide("A point is a round after training again; pruning goes from right to left.",
            "A level line: nothing was lost yet. Often the first rounds even gain.",
            "A cliff: the round in which the machine lost what it knew.",
            "Stop before the cliff: --stop-likelihood NATS, or fewer --rounds."),
        panels, Optional.empty());
  }

  /** Units a layer by round. */
  Figure units() {
    int layers = of.before().layers();
    List<Series.Stroke> strokes = List.of(Series.Stroke.SOLID, Series.Stroke.DASHED, Series.Stroke.DOTTED);
    Role[] roles = {Role.ORIGINAL, Role.PRUNED, Role.WEIGHT, Role.DEGREE, Role.LARGEST};
    List<Series> series = new ArrayList<>();
    Values x = Values.of(of.rounds().size(), r -> of.rounds().get(r).number());
    for (int l = 1; l < layers; l++) {
      int layer = l;
      series
          .add(new Series.Line("layer " + l, roles[l % roles.length], strokes.get((l - 1) % 3), x,
              Values.of(of.rounds().size(), r -> of.rounds().get(r).units().get(layer))));
    }
    return Figure.of("units", "Units lost by round", "Hidden units left in each layer, round by round.",
        new Figure.Guide("How many hidden units still have the synapses they need.",
            "A slow decline: the rule spares units that are needed.",
            "A layer that empties: the machine comes apart.",
            "A smaller --fraction-per-round, or --unit-loss settled or never."),
        new Panel.Plot("", Axis.linear("round", ""), Axis.linear("hidden units", ""), series));
  }

  /** Weights of the first hidden layer as pictures, the same unit at the same place. */
  Part fields() {
    if (of.sheet().isEmpty() || of.after().units(0) != of.before().units(0)) {
      return new Part.Missing("Receptive fields", of.sheet().isEmpty()
          ? "nobody said how the visible units lie on a sheet (--sheet ROWSxCOLUMNS)"
          : "visible units were removed, too");
    }
    int shown = Math.min(MOST_TILES, of.before().units(1));
    List<Values> first = new ArrayList<>();
    List<Values> second = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    List<Integer> alive = of.survivors().get(1);
    for (int j = 0; j < shown; j++) {
      int now = alive.indexOf(j);
      first.add(field(of.before(), j));
      second.add(now < 0 ? Values.of(first.get(j).size(), k -> Double.NaN) : field(of.after(), now));
      labels.add("unit " + (j + 1) + (now < 0 ? ", lost" : ""));
    }
    return Figure.of("receptive-fields", "Receptive fields, before and after",
        "Weights from the visible units to each hidden unit of the first layer as small pictures, before and after.",
        new Figure.Guide(
            "A tile is a hidden unit and a pixel its weight from a visible unit: orange excites, blue inhibits. The same unit"
                + " stands at the same place twice; a gap on the right is a unit that was lost."
                + (shown < of.before().units(1) ? " The first " + shown + " units are shown." : ""),
            "Fields keep their shape and lose their background.", "Fields become scattered single pixels.",
            "Prune less a round, or train longer after each cut (--retrain)."),
        new Panel.Tiles("before", Panel.Shades.DIVERGING, columns(), first, labels),
        new Panel.Tiles("after", Panel.Shades.DIVERGING, columns(), second, labels));
  }

  private int columns() {
    return of.sheet().map(MachineCase.Pixels::columns).orElse(1);
  }

  private Values field(Machine machine, int unit) {
    return onSheet(i -> machine.mask(0).contains(i, unit) ? machine.weight(0, i, unit) : 0);
  }

  private Values onSheet(java.util.function.IntToDoubleFunction value) {
    MachineCase.Pixels sheet = of.sheet().orElseThrow();
    double[] cells = new double[sheet.rows() * sheet.columns()];
    Arrays.fill(cells, Double.NaN);
    for (int i = 0; i < sheet.places().size(); i++) {
      cells[sheet.places().get(i)] = value.applyAsDouble(i);
    }
    return Values.of(cells);
  }

  List<Part> information() {
    List<Part> parts = new ArrayList<>();
    parts.add(Figure.of("information", "What each synapse tells",
        "Heat maps of the Fisher information of the weights between visible and first hidden units, before and after.",
        new Figure.Guide(
            "Each cell is the variance of v·h over free-running chains, the Fisher information of that weight, before and"
                + " after; white cells have no synapse. Large layers are shown as block means.",
            "What is left on the right is where the left is dark.",
            "Dark regions of the left are white on the right: informative synapses went.",
            "--criterion fi-local or fi-diagonal keeps informative synapses."),
        informationPanel("before", of.before(), before), informationPanel("after", of.after(), after)));
    if (before.eigenvalues().isPresent()) {
      List<Series> series = new ArrayList<>();
      series.add(spectrum("before", Role.ORIGINAL, Series.Stroke.SOLID, before.eigenvalues().get()));
      after.eigenvalues()
          .ifPresent(e -> series.add(spectrum("after", Role.PRUNED, Series.Stroke.DASHED, e)));
      parts.add(Figure.of("fisher-spectrum", "The eigenvalues of the Fisher information",
          "Eigenvalues of the Fisher information matrix by rank on logarithmic axes, before and after.",
          new Figure.Guide(
              "How sharply the distribution depends on each combination of parameters; estimated from chains. A spectrum over"
                  + " many decades is called sloppy: most combinations hardly matter.",
              "The dashed line is shorter and as high: what was cut were combinations that did not matter.",
              "The top of the dashed line is lower: stiff directions were cut.",
              "Prune less, or by --criterion fi-diagonal."),
          new Panel.Plot("", Axis.logarithmic("rank", ""), Axis.logarithmic("eigenvalue", ""), series)));
    } else {
      parts.add(new Part.Missing("The eigenvalue spectrum of the information",
          "the whole matrix is looked at up to %,d parameters, and this machine has %,d".formatted(
              MachineChains.MOST_PARAMETERS, of.before().parameters())));
    }
    return parts;
  }

  private static Series spectrum(String name, Role role, Series.Stroke stroke, double[] eigenvalues) {
    // Below twelve decades there is rounding.
    double least = eigenvalues.length == 0 ? 0 : 1e-12 * eigenvalues[0];
    double[] kept = Arrays.stream(eigenvalues).filter(e -> e > least).toArray();
    return new Series.Line(name, role, stroke, Values.of(kept.length, k -> k + 1.0), Values.of(kept));
  }

  private static Panel informationPanel(String title, Machine machine, MachineChains chains) {
    int rows = Math.min(BLOCKS, machine.units(1));
    int columns = Math.min(BLOCKS, machine.units(0));
    double[] sum = new double[rows * columns];
    double[] count = new double[rows * columns];
    double[] pairs = chains.pairs().pairs(0);
    for (int at : machine.mask(0).positions()) {
      int visible = at / machine.units(1);
      int hidden = at % machine.units(1);
      int cell = (int) ((long) hidden * rows / machine.units(1)) * columns
          + (int) ((long) visible * columns / machine.units(0));
      sum[cell] += LocalInformation.variance(pairs[at], chains.pairs().count());
      count[cell]++;
    }
    return new Panel.HeatMap(title, Axis.of("visible", names(columns, machine.units(0))),
        Axis.of("hidden", names(rows, machine.units(1))), Axis.linear("Var(v h)", ""),
        Panel.Shades.SEQUENTIAL,
        columns, Values.of(sum.length, k -> count[k] == 0 ? Double.NaN : sum[k] / count[k]));
  }

  private static List<String> names(int blocks, int units) {
    return IntStream.range(0, blocks)
        .mapToObj(b -> blocks == units ? Integer.toString(b + 1) : "block " + (b + 1))
        .toList();
  }

  /** What the machines dream. */
  Part samples() {
    if (of.sheet().isEmpty() || of.after().units(0) != of.before().units(0)) {
      return new Part.Missing("Samples as pictures",
          "nobody said how the visible units lie on a sheet (--sheet ROWSxCOLUMNS)");
    }
    return Figure.of("samples", "Samples, before and after",
        "Patterns that chains of the machine came to, before and after pruning.",
        new Figure.Guide(
            "Each tile is the visible layer of a chain that ran freely for some hundred sweeps from noise.",
            "Both sets look like data, and are as varied.",
            "The right set is noise, or the same pattern over and over.",
            "secateur boltzmann sample says how far chains can be trusted (autocorrelation, effective samples)."),
        samplePanel("before", before), samplePanel("after", after));
  }

  private Panel samplePanel(String title, MachineChains chains) {
    int shown = Math.min(36, chains.visible().count());
    List<Values> tiles = IntStream.range(0, shown)
        .mapToObj(k -> onSheet(i -> chains.visible().bit(k, i))).toList();
    return new Panel.Tiles(title, Panel.Shades.SEQUENTIAL, columns(), tiles,
        IntStream.range(0, shown).mapToObj(k -> "chain " + (k + 1)).toList());
  }
}
