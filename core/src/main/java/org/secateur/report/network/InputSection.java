package org.secateur.report.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.secateur.network.Components;
import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.report.Axis;
import org.secateur.report.Binning;
import org.secateur.report.Figure;
import org.secateur.report.Numerals;
import org.secateur.report.Panel;
import org.secateur.report.Part;
import org.secateur.report.Report;
import org.secateur.report.Role;

/** What was given, and how it was understood. */
final class InputSection {
  private static final int BLOCKS = 100;

  private InputSection() {
  }

  static Report.Section of(NetworkCase of, Survey survey) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part.Facts(facts(of, survey)));
    parts.add(matrices(of, survey));
    parts.add(distributions(of));
    return new Report.Section("input", "What you gave me", parts);
  }

  private static List<Part.Fact> facts(NetworkCase of, Survey survey) {
    Network network = of.original();
    List<Part.Fact> facts = new ArrayList<>(of.setting().facts());
    Edges edges = Edges.of(network);
    facts.add(Part.Fact.of("Shape", Numerals.count(network.neurons(), "neuron") + ", "
        + (edges.paired()
            ? Numerals.count(edges.count(), "edge") + " (reciprocal pairs of equal weight), symmetric"
            : Numerals.count(edges.count(), "synapse") + ", directed")));
    Components components = Components.of(network);
    facts.add(Part.Fact.of("Components", Numerals.count(components.count())
        + (components.isolated() > 0
            ? ", " + Numerals.count(components.isolated(), "neuron") + " without any connection"
            : "")));
    survey.communities().ifPresent(c -> facts.add(Part.Fact.of("Groups",
        Numerals.count(c.count()) + ", the largest of "
            + Numerals.count(c.count() == 0 ? 0 : c.size(0), "neuron"),
        "Found by greedy modularity in levels (Blondel et al. 2008) on |w|, for the pictures alone: matrices are"
            + " ordered by them, and edges between them are highlighted. Nothing was pruned by them.")));
    var a = of.certificate().assumptions();
    facts.add(Part.Fact.of("Dominance",
        a.diagonallyDominant()
            ? "no neuron receives more than its leak restores"
            : "some neurons receive more than their leak restores",
        "Smallest slack M_ii − Σ|w_ij|: "
            + (a.smallestSlack().isPresent() ? Numerals.number(a.smallestSlack().getAsDouble()) : "–")
            + " 1/s. The sampling theorem needs it not to be negative; --leak dominant:SLACK gives every neuron just"
            + " enough leak."));
    return facts;
  }

  private static Figure matrices(NetworkCase of, Survey survey) {
    MatrixGrid grid = new MatrixGrid(of.original(), survey.order(), BLOCKS);
    boolean negative = false;
    Network network = of.original();
    for (int k = 0; k < network.synapses() && !negative; k++) {
      negative = network.weight(k) < 0;
    }
    boolean signed = negative;
    double[] before = grid.weights(network, !signed);
    double[] after = grid.weights(of.pruned(), !signed);
    Panel.Shades shades = signed ? Panel.Shades.DIVERGING : Panel.Shades.LOGARITHMIC;
    Axis value = signed ? Axis.linear("mean weight", "1/s") : Axis.logarithmic("mean weight", "1/s");
    String cell = grid.isWhole() ? "A cell is a synapse" : "A cell is the mean over a block of pairs";
    return Figure.of("matrix", "The matrix, before and after",
        "Two heat maps of the weights, neurons ordered by group: the original and the pruned network, on one scale"
            + " of colours.",
        new Figure.Guide(
            cell + "; neurons are ordered by group, the largest group first, and both matrices have the same order.",
            "The right matrix has the pattern of the left, thinner: the blocks on the diagonal and the lines between them.",
            "A block or a line of the left is missing on the right.",
            "Look the missing edges up in the table of the largest dropped edges, and keep more."),
        grid.panel("original", value, shades, before), grid.panel("pruned", value, shades, after));
  }

  private static Figure distributions(NetworkCase of) {
    return Figure.of("distributions", "Degrees and weights",
        "Histograms of in-degrees and of absolute weights, original against pruned.",
        new Figure.Guide(
            "Left, how many synapses neurons receive; right, how large synapses are. Rescaled weights are"
                + " w/p, so that the pruned ones are larger.",
            "Degrees shrink together; no neuron is left at 0.",
            "A peak at degree 0: neurons were cut off.",
            "--connected keeps the best spanning forest."),
        Binning.histogram("degrees", "in-degree", "", "neurons",
            List.of(Binning.Named.of("original", Role.ORIGINAL, degrees(of.original())),
                Binning.Named.of("pruned", Role.PRUNED, degrees(of.pruned())))),
        Binning.histogram("weights", "|w|", "1/s", "synapses",
            List.of(Binning.Named.of("original", Role.ORIGINAL, weights(of.original())),
                Binning.Named.of("pruned", Role.PRUNED, weights(of.pruned())))));
  }

  static double[] degrees(Network network) {
    double[] degree = new double[network.neurons()];
    Arrays.setAll(degree, i -> network.firstSynapse(i + 1) - network.firstSynapse(i));
    return degree;
  }

  private static double[] weights(Network network) {
    double[] weight = new double[network.synapses()];
    Arrays.setAll(weight, k -> Math.abs(network.weight(k)));
    return weight;
  }
}
