package org.secateur.report.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

import org.secateur.certify.ComponentFact;
import org.secateur.certify.StructureFacts;
import org.secateur.network.Edges;
import org.secateur.report.Axis;
import org.secateur.report.Binning;
import org.secateur.report.Figure;
import org.secateur.report.NetworkDrawing;
import org.secateur.report.Numerals;
import org.secateur.report.Panel;
import org.secateur.report.Part;
import org.secateur.report.Report;
import org.secateur.report.Role;
import org.secateur.report.Series;
import org.secateur.report.Table;
import org.secateur.report.Values;

/** The wiring, before and after, on one layout. */
final class StructureSection {
  /** Most edges drawn, and most of those between groups. */
  private static final int MOST_EDGES = 20_000;
  private static final int MOST_BETWEEN = 6_000;

  private final NetworkCase of;
  private final Survey survey;

  StructureSection(NetworkCase of, Survey survey) {
    this.of = of;
    this.survey = survey;
  }

  Report.Section section() {
    List<Part> parts = new ArrayList<>();
    StructureFacts s = of.certificate().structure();
    parts.add(new Part.Paragraph(sentence(s)));
    if (of.original().synapses() > 0) {
      parts.add(drawing());
      parts.add(strengths());
    }
    if (of.certificate().components().size() > 1) {
      parts.add(components());
    }
    return new Report.Section("structure", "Structure", parts);
  }

  private static String sentence(StructureFacts s) {
    String pieces = s.components().after() == s.components().before()
        ? "It hangs together as it did: %s.".formatted(Numerals.count(s.components().after(), "component"))
        : "It falls into %s, where there were %s.".formatted(
            Numerals.count(s.components().after(), "component"), Numerals.count(s.components().before()));
    return s.isolated().after() > s.isolated().before()
        ? pieces + " %s lost every connection.".formatted(
            Numerals.count(s.isolated().after() - s.isolated().before(), "neuron"))
        : pieces;
  }

  private Figure drawing() {
    Edges edges = Edges.of(of.original());
    NetworkDrawing drawing = NetworkDrawing.of(of.original(), edges, survey.communities(), MOST_EDGES,
        MOST_BETWEEN);
    IntPredicate kept = e -> of.pruned().weight(edges.post(e), edges.pre(e)) != 0;
    Panel.Strand left = counted(drawing.between("between groups, kept", Role.KEPT, kept));
    Panel before = drawing.panel("original", List.of(
        counted(drawing.within("within groups", Role.BACKGROUND, e -> true)),
        counted(drawing.between("between groups, lost", Role.LOST, kept.negate())), left));
    Panel after = drawing.panel("pruned", List.of(
        counted(drawing.within("within groups, kept", Role.BACKGROUND, kept)), left));
    return Figure.of("drawing", "The network, before and after, on one layout",
        "Two drawings of the network with every neuron at the same place: the original with edges between groups marked as"
            + " kept or lost, and the pruned network." + drawing.shown(),
        new Figure.Guide(
            "Neurons are points, groups have their colours, and every neuron stands at the same place twice. Edges between"
                + " groups are drawn strongly: blue if kept, orange and dashed if lost." + drawing.shown()
                + " The places say nothing but which neurons are close in the wiring.",
            "Every two groups that were joined are joined, by several blue edges.",
            "Groups on the right stand apart, all their orange edges lost.",
            "--connected keeps the best spanning forest; --rule noise protects what groups hang on."),
        before, after);
  }

  private static Panel.Strand counted(Panel.Strand s) {
    return new Panel.Strand(Numerals.format("%s (%,d)", s.name(), s.ends().size() / 2), s.role(), s.ends());
  }

  private Figure strengths() {
    double[] before = InputSection.degrees(of.original());
    double[] after = InputSection.degrees(of.pruned());
    double[] strengthBefore = of.original().absoluteInput();
    double[] strengthAfter = of.pruned().absoluteInput();
    return Figure.of("strengths", "Degrees and strengths, neuron by neuron",
        "Scatter plots of in-degree and of absolute input of each neuron, pruned against original.",
        new Figure.Guide(
            "A point is a neuron. Left how many synapses it receives, right the sum of their |w|.",
            "Left a narrow cloud: all neurons lose in proportion. Right points along the diagonal: rescaling makes up for"
                + " what is lost.",
            "Points on the bottom line: neurons that receive nothing any more.",
            "--connected, or more edges."),
        Binning.cloud("in-degree", Axis.linear("original", "synapses"), Axis.linear("pruned", "synapses"),
            List.of(Binning.Cloud.of("neurons", Role.PRUNED, before, after))),
        strengthPanel(strengthBefore, strengthAfter));
  }

  private static Panel strengthPanel(double[] before, double[] after) {
    Panel cloud = Binning.cloud("strength Σ|w|", Axis.linear("original", "1/s"), Axis.linear("pruned", "1/s"),
        List.of(Binning.Cloud.of("neurons", Role.PRUNED, before, after)));
    if (cloud instanceof Panel.Plot plot) {
      double high = Arrays.stream(before).max().orElse(1);
      List<Series> series = new ArrayList<>(plot.series());
      series.add(0, new Series.Line("unchanged", Role.BACKGROUND, Series.Stroke.DASHED, Values.of(0, high),
          Values.of(0, high)));
      return new Panel.Plot(plot.title(), plot.x(), plot.y(), series);
    }
    return cloud;
  }

  private Table components() {
    List<ComponentFact> facts = of.certificate().components();
    return new Table("components", "Components, each certified by itself",
        List.of(Table.Column.numbers("component"), Table.Column.words("first neuron"),
            Table.Column.numbers("neurons"), Table.Column.numbers("pieces now"),
            Table.Column.numbers("worst pattern keeps")),
        facts.stream()
            .map(f -> List.of(Integer.toString(f.component() + 1), of.original().label(f.firstNeuron()),
                Numerals.count(f.neurons()), Numerals.count(f.pieces()),
                f.low().isPresent() && f.high().isPresent()
                    ? Numerals.format("%.2f – %.2f", f.low().getAsDouble(), f.high().getAsDouble())
                    : "–"))
            .limit(200).toList(),
        facts.size() > 20);
  }
}
